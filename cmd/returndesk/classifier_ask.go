package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"returndesk/classifier"
	"returndesk/classifier/llm"
	"returndesk/config"
	"returndesk/control"
	"returndesk/desk"
	"returndesk/store/bolt"
)

// asked is what the language model said of one file.
type asked struct {
	File    string             `json:"file"`
	Leaves  string             `json:"leaves"` // what leaves the machine about it, as JSON
	Reading *desk.Reading      `json:"reading,omitempty"`
	Problem string             `json:"problem,omitempty"` // the kind of failure
	Why     string             `json:"why,omitempty"`
	Tokens  [2]int             `json:"tokens"` // in, out
	Cost    float64            `json:"cost"`
	Today   *control.LLMStatus `json:"today,omitempty"`
}

// newClassifierAskCmd asks the language model about mails, or shows what it would be shown.
func newClassifierAskCmd(a *app) *cobra.Command {
	show := false
	c := &cobra.Command{
		Use:   "ask [--show] [--json] [FILE...]",
		Short: "Ask the language model about mails, or show what would leave the machine",
		Long: "Puts mails or plain texts (as for classify) to the language model that the configuration\n" +
			"names, sure or not, and prints what it says and what that cost. With --show nothing is sent:\n" +
			"it prints what would leave this machine. Asking needs classifier.llm.enabled.",
		Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			cfg, err := a.loadConfig()
			if err != nil {
				return err
			}
			l := cfg.Classifier.LLM
			if !show && !l.Enabled {
				return desk.Errf(desk.CodeUnsupported, "no language model is switched on").WithMend("set classifier.llm.enabled, or look at what would leave with --show")
			}
			if show && (l.BaseURL == "" || l.Model == "") {
				cfg.Classifier.LLM.BaseURL, cfg.Classifier.LLM.Model = "http://localhost", "none" // nobody is asked
			}
			return a.askAll(c.Context(), cfg, args, show)
		},
	}
	c.Flags().BoolVar(&show, "show", false, "send nothing; print what would leave the machine")
	jsonFlag(c, a)
	return c
}

func (a *app) askAll(ctx context.Context, cfg config.Config, files []string, show bool) error {
	var book llm.Book = &looseBook{}
	if !show {
		b, done, err := a.bookOf(ctx, cfg)
		if err != nil {
			return err
		}
		defer done()
		book = b
	}
	e, err := a.newLLM(cfg, book)
	if err != nil {
		return err
	}
	if len(files) == 0 {
		files = []string{"-"}
	}
	list := make([]asked, 0, len(files))
	for _, name := range files {
		in, err := a.classifyInput(name)
		if err != nil {
			return err
		}
		one := asked{File: name, Leaves: e.Leaves(in)}
		if !show {
			if err := one.ask(ctx, e, in, cfg.Classifier.LLM.DailyBudget); err != nil {
				return err
			}
		}
		list = append(list, one)
	}
	if a.json {
		return a.printClean(list)
	}
	for _, one := range list {
		if err := a.printAsked(one, len(list) > 1); err != nil {
			return err
		}
	}
	return nil
}

// ask puts one mail. A failure of the model is part of the answer.
func (one *asked) ask(ctx context.Context, e *llm.Engine, in classifier.Input, budget config.Amount) error {
	r, used, err := e.ReadCounted(ctx, in)
	one.Tokens, one.Cost = [2]int{used.TokensIn, used.TokensOut}, float64(used.Micro)/1e6
	if kind := llm.KindOf(err); kind != "" {
		one.Problem, one.Why = string(kind), desk.MessageOf(err)
	} else if err != nil {
		return err
	} else {
		one.Reading = &r
	}
	day, err := e.Today(ctx)
	if err != nil {
		return err
	}
	one.Today = llmStatus(e, day, budget)
	return nil
}

// bookOf gives the book to count in: the store, or, beside a running service, which owns it,
// the service's. Before there is a store the day is counted in memory.
func (a *app) bookOf(ctx context.Context, cfg config.Config) (llm.Book, func(), error) {
	if _, err := os.Stat(filepath.Join(cfg.DataDir, "returndesk.db")); errors.Is(err, fs.ErrNotExist) {
		return &looseBook{}, func() {}, nil
	}
	client, by, err := control.Dial(ctx, cfg.DataDir)
	if err == nil {
		return &servedBook{desk: client, by: by}, func() { _ = client.Close() }, nil // what was counted is durable
	}
	s, openErr := bolt.Open(ctx, cfg.DataDir, bolt.Options{})
	if desk.CodeOf(openErr) == desk.CodeLocked {
		return nil, nil, desk.Wrap(desk.CodeLocked, err, "the service runs and cannot be asked what the language model has cost today")
	}
	if openErr != nil {
		return nil, nil, openErr
	}
	return s, func() { _ = s.Close() }, nil // what was written is durable
}

func (a *app) printAsked(one asked, named bool) error {
	var b strings.Builder
	if named {
		fmt.Fprintf(&b, "%s\n", one.File)
	}
	switch {
	case one.Reading != nil:
		if err := printReading(&b, &classified{Reading: *one.Reading}, false); err != nil {
			return err
		}
	case one.Problem != "":
		fmt.Fprintf(&b, "%-11s %s: %s\n", "no answer", strings.ReplaceAll(one.Problem, "_", " "), one.Why)
	default:
		fmt.Fprintf(&b, "%s\n", one.Leaves)
	}
	if one.Today != nil {
		fmt.Fprintf(&b, "%-11s %d+%d tokens, %s\n%-11s %s\n", "cost", one.Tokens[0], one.Tokens[1], money(one.Cost), "today", llmWords(*one.Today))
	}
	if named {
		b.WriteByte('\n')
	}
	return a.say(b.String())
}
