package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"returndesk/classifier"
	"returndesk/cmd/returndesk/terminal"
	"returndesk/desk"
	"returndesk/orders"
	"returndesk/policy"
	"returndesk/scenario"
)

func newPolicyTestCmd(a *app, f *policyFiles) *cobra.Command {
	var reading string
	c := &cobra.Command{
		Use:   "test FILE.jsonl...",
		Short: "Run scenarios through the decision table",
		Long:  "Each line of the file is a scenario: a mail, the order, the moment, and what has to be decided.\nEvery mismatch is printed field by field; the last line counts, and of several files each has its count, too. A line that is no scenario fails, too. Exit code 1 when one fails.\n\"-\" reads standard input.",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, files []string) error {
			if reading != "text" && reading != "expected" {
				return usagef("--reading is text or expected, not %q", reading)
			}
			t, err := f.load(a)
			if err != nil {
				return err
			}
			reader, err := scenarioReader()
			if err != nil {
				return err
			}
			run := scenarioRun(t, reader, reading)
			var results []scenarioFileResults
			var failed []scenario.Scenario
			for _, name := range files {
				list, more, err := runScenarios(a, run, name)
				if err != nil {
					return err
				}
				if len(more) == 0 { // a file cut off by accident must not pass for a test that passed
					return desk.Errf(desk.CodeInvalid, "the scenario file %s holds no scenario", name).WithMend(scenarioFile)
				}
				for i, r := range more {
					if !r.Passed && !list[i].Now.IsZero() {
						failed = append(failed, list[i])
					}
				}
				results = append(results, scenarioFileResults{name, more})
			}
			return errors.Join(a.reportScenarios(results), a.hintExpected(t, reader, reading, failed))
		},
	}
	c.Flags().StringVar(&reading, "reading", "text", "text: class by the classifier; expected: by the scenario")
	jsonFlag(c, a)
	return c
}

// scenarioFile is the mend where no scenarios were given.
const scenarioFile = "give a file with one JSON object a line; docs/policy.md lists the keys"

// scenarioRun runs scenarios through a table.
func scenarioRun(t *policy.Table, reader scenario.Reader, reading string) scenario.Runner {
	return scenario.Runner{Table: t, Reader: reader, ExpectedClass: reading == "expected",
		Find: func(list []desk.Order, numbers []desk.NumberFound, sender string) desk.Lookup {
			return orders.NewIndex(list).Find(numbers, sender)
		}}
}

// hintExpected says how many of the failed scenarios the table decides as they want once their
// class is not read from the words: a scenario of the table is often too short to be read.
func (a *app) hintExpected(t *policy.Table, reader scenario.Reader, reading string, failed []scenario.Scenario) error {
	if reading == "expected" || len(failed) == 0 {
		return nil
	}
	run, n := scenarioRun(t, reader, "expected"), 0
	for _, s := range failed {
		if r, err := run.Run(s); err == nil && r.Passed {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	_, err := fmt.Fprintf(a.err, "hint: %d of %s with --reading expected: their words were read as another class\n",
		n, terminal.Count(len(failed), "failed scenario passes", "failed scenarios pass"))
	return err
}

// scenarioReader gives who reads the mails: the engine of the service. With "expected" it reads
// signals and further intents, and the scenario gives the class.
func scenarioReader() (scenario.Reader, error) {
	first, err := classifier.NewEmbedded(nil, classifier.Options{})
	if err != nil {
		return nil, err
	}
	return alone{classifier.NewCascade(first, nil)}, nil
}

// alone reads as the service reads without a second engine. That a person looks before
// somebody is taken for no customer is the service's care; a scenario asks the table.
type alone struct{ cascade *classifier.Cascade }

func (a alone) Read(in classifier.Input) desk.Reading {
	r := a.cascade.Read(context.Background(), in)
	if first := r.Said[0]; first.Class == desk.ClassNonCustomer {
		r.Class, r.RunnerUp = first.Class, first.RunnerUp
	}
	return r
}

// runScenarios runs one file.
func runScenarios(a *app, run scenario.Runner, name string) ([]scenario.Scenario, []scenario.Result, error) {
	in := a.in
	if name != "-" {
		file, err := namedFile(name, "the scenario file", scenarioFile)
		if err != nil {
			return nil, nil, err
		}
		defer func() { _ = file.Close() }() // read only; nothing can be lost
		in = file
	}
	list, err := scenario.Read(in)
	var faulty scenario.FaultyLines
	if errors.As(err, &faulty) && len(list) > 0 { // one line of another form hides nothing of the rest
		err = nil
	}
	if err != nil {
		return nil, nil, desk.Wrap(desk.CodeInvalid, err, "the scenario file %s cannot be used", name).WithMend("mend the named lines; " + scenarioFile)
	}
	var out []scenario.Result
	for _, s := range list {
		res, err := run.Run(s)
		if err != nil {
			return nil, nil, desk.Wrap(desk.CodeOf(err), err, "%s line %d, scenario %s", name, s.Line, s.ID)
		}
		out = append(out, res)
	}
	for _, l := range faulty {
		list = append(list, scenario.Scenario{Line: l.Line})
		out = append(out, scenario.Result{ID: "unreadable", Line: l.Line, Mismatches: []scenario.Mismatch{{Field: "line", Want: "a scenario", Got: l.Reason}}})
	}
	return list, out, nil
}

// scenarioFileResults are the results of one file, by its name as it was given.
type scenarioFileResults struct {
	name    string
	results []scenario.Result
}

// namedResult is a result for machines: a line's number tells nothing without its file.
type namedResult struct {
	File string `json:"file"`
	scenario.Result
}

// reportScenarios prints the mismatches and the counts.
func (a *app) reportScenarios(files []scenarioFileResults) error {
	passed, failed := 0, 0
	all := []namedResult{}
	var b strings.Builder
	for _, f := range files {
		before, failedBefore := passed, failed
		for _, r := range f.results {
			all = append(all, namedResult{f.name, r})
			if r.Passed {
				passed++
				continue
			}
			failed++
			writeMismatches(&b, r)
		}
		if len(files) > 1 {
			fmt.Fprintf(&b, "%s: %d passed, %d failed\n", f.name, passed-before, failed-failedBefore)
		}
	}
	if a.json {
		if err := a.printJSON(map[string]any{"passed": passed, "failed": failed, "results": all}); err != nil {
			return err
		}
	} else {
		fmt.Fprintf(&b, "%d passed, %d failed\n", passed, failed)
		if _, err := io.WriteString(a.out, b.String()); err != nil {
			return fmt.Errorf("print: %w", err)
		}
	}
	if failed > 0 {
		return errShown
	}
	return nil
}

// writeMismatches writes what a scenario wanted and got, a line a field.
func writeMismatches(b *strings.Builder, r scenario.Result) {
	fmt.Fprintf(b, "%s (line %d, row %s)\n", r.ID, r.Line, r.Rule)
	for _, m := range r.Mismatches {
		order := ""
		if m.Order != "" {
			order = " [" + m.Order + "]"
		}
		fmt.Fprintf(b, "  %s%s: want %s, got %s\n", m.Field, order, m.Want, m.Got)
	}
}
