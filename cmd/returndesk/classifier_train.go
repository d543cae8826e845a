package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"returndesk/classifier"
	"returndesk/classifier/corpus"
	"returndesk/classifier/train"
	"returndesk/control"
	"returndesk/desk"
	"returndesk/store/bolt"
)

func newClassifierTrainCmd(a *app) *cobra.Command {
	var dir, out string
	var force bool
	c := &cobra.Command{
		Use:   "train",
		Short: "Train the classifier anew from the corpus and your agents' corrections",
		Long: "Trains a model from the labelled mails that the program was built with, and from the\n" +
			"corrections of your agents. The new model is taken only if it reads the development mails no\n" +
			"worse: accuracy falls by less than a point, and no class's recall by five or more. The one before is\n" +
			"kept beside it as model-previous.bin.\n\n" +
			"Without --out the model goes into the data folder, where the service finds it at its next\n" +
			"start; remove it to return to the built-in one. The same mails give the same bytes.",
		Example: "  returndesk classifier train\n  returndesk classifier train --corpus classifier/corpus --out classifier/model.bin",
		RunE: func(c *cobra.Command, _ []string) error {
			return a.train(c.Context(), trainJob{corpus: dir, out: out, force: force})
		},
	}
	c.Flags().StringVar(&dir, "corpus", "", "folder with a split.txt (default: the built-in corpus)")
	c.Flags().StringVar(&out, "out", "", "model file to write; then no corrections are learnt from")
	c.Flags().BoolVar(&force, "force", false, "take the model even if it reads the development mails worse")
	jsonFlag(c, a)
	return c
}

// trainJob is what train was asked for.
type trainJob struct {
	corpus, out string
	force       bool
}

// trained is what train says for machines.
type trained struct {
	Model       string         `json:"model"`
	Mails       int            `json:"mails"`
	Corrections int            `json:"corrections"`
	Bytes       int            `json:"bytes"`
	Taken       bool           `json:"taken"`
	Reasons     []string       `json:"reasons,omitempty"` // why it was not taken
	Before      train.Standing `json:"before"`
	After       train.Standing `json:"after"`
}

func (a *app) train(ctx context.Context, job trainJob) error {
	var files fs.FS = corpus.Files()
	if job.corpus != "" {
		files = os.DirFS(job.corpus)
	}
	set, err := corpus.Load(files)
	if err != nil && job.corpus != "" {
		return desk.Wrap(desk.CodeOf(err), err, "the corpus in %s cannot be used", job.corpus).WithMend("name another folder by --corpus, or none for the built-in mails")
	}
	if err != nil {
		return err
	}
	texts, err := corpus.Steering(files)
	if err != nil {
		return err
	}
	var corrections []corpus.Record
	path := job.out
	if path == "" {
		if path, err = a.modelPath(); err != nil {
			return err
		}
		if corrections, err = a.corrections(ctx); err != nil {
			return err
		}
		corrections = train.Distinct(corrections, set[corpus.Dev])
	}
	m, err := train.Run(ctx, set, corrections, train.Options{Steering: texts})
	if err != nil {
		return err
	}
	raw, err := m.Encode()
	if err != nil {
		return err
	}
	res := trained{Model: path, Mails: m.Mails, Corrections: m.Corrections, Bytes: len(raw)}
	if len(raw) > classifier.MaxModel {
		return desk.Errf(desk.CodeInvalid, "the model has %d bytes; %d is the limit", len(raw), classifier.MaxModel)
	}
	old, err := a.modelInUse("")
	if err == nil {
		res.Before, err = train.Stand(old, set[corpus.Dev])
	}
	if err != nil && !job.force { // a broken old model can be replaced, but not unasked
		return err
	}
	if res.After, err = train.Stand(m, set[corpus.Dev]); err != nil {
		return err
	}
	res.Reasons = train.Worse(res.Before, res.After)
	res.Taken = len(res.Reasons) == 0 || job.force
	if res.Taken {
		if err := replaceModel(path, raw); err != nil {
			return err
		}
	}
	return a.printTrained(res)
}

// corrections gives what may be learnt from the agents' corrections, as labelled mails.
func (a *app) corrections(ctx context.Context) ([]corpus.Record, error) {
	var out []corpus.Record
	err := a.withDesk(ctx, func(d control.Desk, _ desk.Actor) error {
		list, err := d.Corrections(ctx)
		if err != nil {
			return err
		}
		for _, k := range desk.Lessons(list) {
			out = append(out, corpus.Record{Text: k.Text, Class: k.Class, Also: k.Also, Signals: k.Signals, Language: k.Language, Source: "corrections", Judged: true})
		}
		return nil
	})
	return out, err
}

func (a *app) printTrained(t trained) error {
	if a.json {
		return a.printJSON(t)
	}
	_, err := fmt.Fprintf(a.out, "trained on %d mails and %d corrections\ndevelopment mails: accuracy %.3f, before %.3f\n",
		t.Mails, t.Corrections, t.After.Accuracy, t.Before.Accuracy)
	if err != nil {
		return fmt.Errorf("print: %w", err)
	}
	for _, r := range t.Reasons {
		if _, err := fmt.Fprintf(a.out, "  %s\n", r); err != nil {
			return fmt.Errorf("print: %w", err)
		}
	}
	if !t.Taken {
		return desk.Errf(desk.CodeIllegal, "the new model reads the development mails worse and was not taken").
			WithMend("look at the corrections with \"returndesk classifier corrections list\" and revoke the wrong ones, or take it with --force")
	}
	if _, err := fmt.Fprintf(a.out, "written to %s (%d kB)\n", t.Model, t.Bytes>>10); err != nil {
		return fmt.Errorf("print: %w", err)
	}
	return nil
}

// modelPath gives the place of a model trained here, below the data folder.
func (a *app) modelPath() (string, error) {
	cfg, err := a.loadConfig()
	if err != nil {
		return "", desk.Wrap(desk.CodeOf(err), err, "without a configuration there is no data folder for the model").WithMend("name a file with --out")
	}
	return filepath.Join(cfg.DataDir, "classifier", "model.bin"), nil
}

// readerOf gives what reads mails: the model trained in the data folder, else the built-in
// one; no second engine. An empty folder has none. A model that cannot be used, such as
// one of an older version, must not stop the service: it is told to odd and left.
func readerOf(dataDir string, opt classifier.Options, odd func(error)) (*classifier.Cascade, error) {
	m, err := modelOf(dataDir)
	if err != nil {
		odd(err)
	}
	first, err := classifier.NewEmbedded(m, opt)
	if err != nil {
		return nil, err
	}
	return classifier.NewCascade(first, nil), nil
}

// modelOf gives the model trained in a data folder; nil = there is none.
func modelOf(dataDir string) (*classifier.Model, error) {
	if dataDir == "" {
		return nil, nil
	}
	m, err := readModel(filepath.Join(dataDir, "classifier", "model.bin"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return m, err
}

// modelInUse gives the model of a file; "" = the one in use, nil being the built-in one.
func (a *app) modelInUse(path string) (*classifier.Model, error) {
	if path != "" {
		return readModel(path)
	}
	cfg, err := a.loadConfig()
	if err != nil {
		if a.unconfigured() {
			err = nil // the built-in model is the one in use
		}
		return nil, err
	}
	return modelOf(cfg.DataDir)
}

func readModel(path string) (*classifier.Model, error) {
	const mend = "name a file that `returndesk classifier train` wrote, or none for the model in use"
	f, err := namedFile(path, "the model", mend)
	if err != nil {
		return nil, err
	}
	raw, err := io.ReadAll(f)
	if err := errors.Join(err, f.Close()); err != nil {
		return nil, desk.Wrap(desk.CodeUnavailable, desk.WithoutPath(err), "the model %s cannot be read", path).WithMend(mend)
	}
	m, err := classifier.DecodeModel(raw)
	if err != nil {
		return nil, desk.Wrap(desk.CodeOf(err), err, "the model %s cannot be used", path).WithMend(mend)
	}
	return m, nil
}

// replaceModel puts a model in its place: written whole, made durable, then renamed. The
// one before is kept.
func replaceModel(path string, raw []byte) error {
	bad := func(err error) error {
		return unwritable(err, path)
	}
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return bad(err)
	}
	if filepath.Base(path) == "model.bin" {
		bolt.KeepOwner(dir, filepath.Dir(dir))
	}
	f, err := os.CreateTemp(filepath.Dir(path), "model-*.new")
	if err != nil {
		return bad(err)
	}
	_, err = f.Write(raw)
	bolt.KeepOwner(f.Name(), dir)
	err = errors.Join(err, f.Chmod(0o644), f.Sync(), f.Close())
	if err == nil && filepath.Base(path) == "model.bin" {
		previous := filepath.Join(filepath.Dir(path), "model-previous.bin")
		if err = os.Rename(path, previous); errors.Is(err, fs.ErrNotExist) {
			err = nil
		}
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name()) // the error at hand says more
		return bad(err)
	}
	return nil
}
