package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"returndesk/classifier/corpus"
	"returndesk/classifier/score"
	"returndesk/cmd/returndesk/terminal"
	"returndesk/desk"
)

// printReport writes a report for people.
func (a *app) printReport(r score.Report, items []score.Item, errors bool) error {
	var b strings.Builder
	if errors {
		listErrors(&b, items)
	}
	fmt.Fprintf(&b, "mails                    %d\n", r.Mails)
	fmt.Fprintf(&b, "accuracy                 %.3f\n", r.Accuracy)
	fmt.Fprintf(&b, "macro-F1                 %.3f\n", r.MacroF1)
	fmt.Fprintf(&b, "right with the top two   %.3f\n", r.Top2)
	fmt.Fprintf(&b, "calibration error (ECE)  %.3f\n", r.ECE)
	fmt.Fprintf(&b, "coverage at 98 %%         %.3f\n", r.CoverageAt98)
	fmt.Fprintf(&b, "accepted by itself       %.3f, of which right %.3f\n", r.Accepted, r.AcceptedPrecision)
	fmt.Fprintf(&b, "customers taken for none %d\n", r.Dropped)
	fmt.Fprintf(&b, "µs a mail, median        %.0f\n\n", r.MedianUS)
	fmt.Fprintf(&b, "%-18s %9s %7s %6s %6s\n", "class", "precision", "recall", "F1", "mails")
	for _, c := range desk.Classes() {
		p := r.PerClass[c]
		fmt.Fprintf(&b, "%-18s %9.3f %7.3f %6.3f %6d\n", c, p.Precision, p.Recall, p.F1, p.Support)
	}
	b.WriteString("\nlabelled (down), read as (across)\n")
	confusion(&b, r)
	if r.Signals != nil {
		signalTables(&b, r)
	}
	if _, err := io.WriteString(a.out, b.String()); err != nil {
		return fmt.Errorf("print: %w", err)
	}
	return nil
}

// confusion writes the matrix with the classes' first letters as heads of its columns.
func confusion(b *strings.Builder, r score.Report) {
	fmt.Fprintf(b, "%-18s", "")
	for _, c := range desk.Classes() {
		fmt.Fprintf(b, " %6s", string(c[:min(6, len(c))]))
	}
	b.WriteByte('\n')
	for _, want := range desk.Classes() {
		fmt.Fprintf(b, "%-18s", want)
		for _, got := range desk.Classes() {
			n := "·"
			if k := r.Confusion[want][got]; k > 0 {
				n = fmt.Sprint(k)
			}
			fmt.Fprintf(b, " %6s", n)
		}
		b.WriteByte('\n')
	}
}

// signalTables writes languages and signals of fully labelled mails.
func signalTables(b *strings.Builder, r score.Report) {
	fmt.Fprintf(b, "\nfurther intents just as labelled: %.3f\n", r.AlsoExact)
	fmt.Fprintf(b, "\n%-9s %6s %9s   %s\n", "language", "mails", "accuracy", "signals: precision, recall")
	for _, l := range corpus.Languages() {
		if x, ok := r.ByLanguage[l]; ok {
			fmt.Fprintf(b, "%-9s %6d %9.3f   %.3f  %.3f\n", l, x.Mails, x.Accuracy, x.Signals.Precision, x.Signals.Recall)
		}
	}
	fmt.Fprintf(b, "\n%-26s %9s %7s %6s  by language: precision/recall (mails)\n", "signal", "precision", "recall", "mails")
	for _, s := range desk.Signals() {
		p, ok := r.Signals[s]
		if !ok || p.Support+p.Said == 0 {
			continue
		}
		var langs []string
		for _, l := range corpus.Languages() {
			if x, ok := r.SignalLang[s][l]; ok {
				langs = append(langs, fmt.Sprintf("%s %.2f/%.2f (%d)", l, x.Precision, x.Recall, x.Support))
			}
		}
		fmt.Fprintf(b, "%-26s %9.3f %7.3f %6d  %s\n", s, p.Precision, p.Recall, p.Support, strings.Join(langs, ", "))
	}
}

// listErrors names each mail whose class, further intents or signals were read wrong.
func listErrors(b *strings.Builder, items []score.Item) {
	for i := range items {
		w, g := &items[i].Want, &items[i].Got
		if w.Class == g.Class && (!w.Judged || slices.Equal(w.Also, g.Also) && sameSignals(w.Signals, g.Signals)) {
			continue
		}
		fmt.Fprintf(b, "%s:%d  labelled %s  read %s (%.0f %%), else %s\n", w.Source, w.Line, labelled(w.Class, w.Also, w.Signals),
			labelled(g.Class, g.Also, g.Signals), 100*g.Confidence, g.RunnerUp)
		fmt.Fprintf(b, "    %s\n", clip(terminal.Line(w.Text), 300))
	}
}

func labelled(c desk.Class, also []desk.Class, signals []desk.Signal) string {
	s := string(c)
	if len(also) > 0 {
		s += " also " + words(also)
	}
	if len(signals) > 0 {
		s += " [" + words(signals) + "]"
	}
	return s
}

func sameSignals(a, b []desk.Signal) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}
