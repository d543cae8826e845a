package main

import (
	"context"
	"log/slog"
	"sync"

	"returndesk/classifier"
	"returndesk/config"
	"returndesk/desk"
	"returndesk/flow"
)

// openReader gives the engine's reader. What receives mails has it at once, or does not start. A command that
// looks at cases reads no mail as a rule, and reading the model would be most of its time.
func (a *app) openReader(cfg config.Config, number classifier.Options, w wiring, log *slog.Logger) (flow.Reader, error) {
	load := func() (*classifier.Cascade, error) {
		return readerOf(cfg.DataDir, number, func(err error) {
			log.Warn("the model trained here is not used, the built-in one reads", "err", err)
		})
	}
	if w.mail || w.past || cfg.Classifier.LLM.Enabled { // the language model is asked beside the first engine
		return load()
	}
	return &lateReader{load: sync.OnceValues(load), log: log}, nil
}

// lateReader reads the model when the first mail is to be read.
type lateReader struct {
	load func() (*classifier.Cascade, error)
	log  *slog.Logger
}

// Read implements flow.Reader. Where no model can be read, nobody is sure of the mail and a person reads it.
func (r *lateReader) Read(ctx context.Context, in classifier.Input) desk.Reading {
	reader, err := r.load()
	if err != nil {
		r.log.Error("mails cannot be read", "err", err)
		return desk.Reading{Class: desk.ClassOther, RunnerUp: desk.ClassOther, Unsure: true, Signals: []desk.Signal{}}
	}
	return reader.Read(ctx, in)
}
