package main

import (
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"returndesk/classifier"
	"returndesk/classifier/corpus"
	"returndesk/classifier/plot"
	"returndesk/classifier/score"
	"returndesk/desk"
)

// evaluated is what eval was asked for.
type evaluated struct {
	model, engine, plot string
	errors              bool
}

func newClassifierEvalCmd(a *app) *cobra.Command {
	var o evaluated
	c := &cobra.Command{
		Use:   "eval FILE...",
		Short: "Measure the classifier on labelled mails",
		Long: "Reads labelled mails and measures how they are read: accuracy, macro-F1, each class, the\n" +
			"confusion matrix, top-2, calibration error, coverage at 98 % precision, microseconds a mail,\n" +
			"and each signal and language.\n\n" +
			"A file holds JSON Lines (text, class, also, signals, language: docs/labels.md) or lines of a\n" +
			"class, a tab and the text with its line breaks written as \\n. \"-\" reads standard input.",
		Example: "  returndesk classifier eval mails.jsonl\n  returndesk classifier eval --json --plot pictures mails.jsonl",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, files []string) error {
			return a.eval(o, files)
		},
	}
	c.Flags().StringVar(&o.model, "model", "", "model file to measure (default: the one in use, else the built-in one)")
	c.Flags().StringVar(&o.engine, "engine", "embedded", "engine to measure: embedded or phrases")
	c.Flags().StringVar(&o.plot, "plot", "", "folder into which confusion.png and reliability.png are written")
	c.Flags().BoolVar(&o.errors, "errors", false, "list the mails that were read wrong")
	jsonFlag(c, a)
	return c
}

func (a *app) eval(o evaluated, files []string) error {
	read, accepts, err := a.evalEngine(o)
	if err != nil {
		return err
	}
	var items []score.Item
	for _, name := range files {
		list, err := a.readLabelled(name)
		if err != nil {
			return err
		}
		if len(list) == 0 { // also between others: a file cut off by accident must not pass unseen
			return desk.Errf(desk.CodeInvalid, "%s holds no labelled mail", fileName(name)).WithMend("give a file with at least one line; docs/labels.md shows its form")
		}
		for i := range list {
			items = append(items, evalOne(read, accepts, list[i]))
		}
	}
	report := score.Make(items)
	if o.plot != "" {
		if err := writePlots(o.plot, report); err != nil {
			return err
		}
	}
	if a.json {
		return a.printJSON(report)
	}
	return a.printReport(report, items, o.errors)
}

// statedBy is the day on which labelled mails count as received: dates such as
// "yesterday" in them need one, and the same one on every run.
func statedBy() time.Time { return time.Date(2026, time.March, 19, 10, 0, 0, 0, time.UTC) }

// evalOne reads one labelled mail and takes the time.
func evalOne(read func(classifier.Input) desk.Reading, accepts func(desk.Reading) bool, r corpus.Record) score.Item {
	p := r.Split()
	in := classifier.Input{Subject: p.Subject, NewText: p.New, Quoted: p.Quoted, Received: statedBy()}
	t0 := time.Now()
	got := read(in)
	return score.Item{Want: r, Got: got, Spent: time.Since(t0), Accepted: accepts(got)}
}

// evalEngine gives the engine to measure and what it accepts by itself.
func (a *app) evalEngine(o evaluated) (func(classifier.Input) desk.Reading, func(desk.Reading) bool, error) {
	switch o.engine {
	case "phrases":
		p, err := classifier.NewPhrases(classifier.Options{})
		if err != nil {
			return nil, nil, err
		}
		return p.Read, func(desk.Reading) bool { return false }, nil
	case "embedded":
		m, err := a.modelInUse(o.model)
		if err != nil {
			return nil, nil, err
		}
		e, err := classifier.NewEmbedded(m, classifier.Options{})
		if err != nil {
			return nil, nil, err
		}
		return e.Read, e.Model().Accepts, nil
	}
	return nil, nil, usagef("--engine is embedded or phrases, not %q", o.engine)
}

// readLabelled reads one file of labelled mails, or standard input for "-".
func (a *app) readLabelled(name string) ([]corpus.Record, error) {
	if name == "-" {
		return corpus.Read(a.in, fileName(name))
	}
	f, err := namedFile(name, "the file of labelled mails", "name a file with at least one labelled mail; docs/labels.md shows its form")
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // only read
	return corpus.Read(f, name)
}

// writePlots draws the pictures into a folder, which is made when missing.
func writePlots(dir string, r score.Report) error {
	if err := makeFolder(dir, 0o755); err != nil {
		return err
	}
	for name, draw := range map[string]func(score.Report) ([]byte, error){"confusion.png": plot.Confusion, "reliability.png": plot.Reliability} {
		png, err := draw(r)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, name), png, 0o644); err != nil {
			return unwritable(err, filepath.Join(dir, name))
		}
	}
	return nil
}
