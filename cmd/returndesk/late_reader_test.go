package main

import (
	"errors"
	"io"
	"log/slog"
	"sync"
	"testing"

	"returndesk/classifier"
	"returndesk/config"
	"returndesk/desk"
)

// TestReaderComesLate: a command that looks at cases reads no model until a mail is to be read, then as the
// service does; the service has it at once. Without a model a person reads the mail.
func TestReaderComesLate(t *testing.T) {
	t.Parallel()
	a, log := &app{}, slog.New(slog.NewTextHandler(io.Discard, nil))
	for w, late := range map[wiring]bool{{judge: true}: true, {mail: true}: false, {past: true}: false} {
		r, err := a.openReader(config.Config{}, classifier.Options{}, w, log)
		if _, isLate := r.(*lateReader); err != nil || isLate != late {
			t.Errorf("%+v: late %v, %v", w, isLate, err)
		}
	}
	var l config.Config
	l.Classifier.LLM.Enabled = true
	if r, err := a.openReader(l, classifier.Options{}, wiring{judge: true}, log); err != nil {
		t.Error(err)
	} else if _, ok := r.(cascading); !ok {
		t.Error("no second engine can stand beside the reader")
	}
	mail := classifier.Input{Subject: "Cancel HW-10501", NewText: "Please cancel order HW-10501, I placed it today."}
	loads := 0
	r := &lateReader{log: log, load: sync.OnceValues(func() (*classifier.Cascade, error) {
		loads++
		return readerOf("", classifier.Options{}, func(error) {})
	})}
	if loads != 0 {
		t.Error("the model was read before a mail was")
	}
	for range 2 {
		if got := r.Read(t.Context(), mail); got.Class != desk.ClassCancellation || loads != 1 {
			t.Errorf("read as %s, the model %d times", got.Class, loads)
		}
	}
	r.load = func() (*classifier.Cascade, error) { return nil, errors.New("broken") }
	if got := r.Read(t.Context(), mail); got.Class != desk.ClassOther || !got.Unsure {
		t.Errorf("without a model read as %+v", got)
	}
}
