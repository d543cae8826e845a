package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"returndesk/cmd/returndesk/terminal"
	"returndesk/desk"
	"returndesk/policy"
)

// shownRow is a row as `policy show --json` prints it.
type shownRow struct {
	ID       string              `json:"id"`
	Kind     string              `json:"kind"`
	Classes  []desk.Class        `json:"class"`
	Cells    map[string][]string `json:"cells,omitempty"`
	Beside   []desk.Outcome      `json:"beside,omitempty"`
	WithRows []string            `json:"with_rows,omitempty"`
	Outcome  desk.Outcome        `json:"outcome,omitempty"`
	Template string              `json:"template,omitempty"`
	RMA      *desk.RMAAction     `json:"rma,omitempty"`
	Sections []string            `json:"sections,omitempty"`
	Flags    []desk.Flag         `json:"flags,omitempty"`
	Asks     []desk.Ask          `json:"asks,omitempty"`
	Also     []string            `json:"also,omitempty"`
	Role     desk.Role           `json:"role"`
	Denial   bool                `json:"denial,omitempty"`
	Cites    string              `json:"cites,omitempty"`
	Why      string              `json:"why"`
	Next     []string            `json:"next,omitempty"`
	Line     int                 `json:"line"`
}

func newPolicyShowCmd(a *app, f *policyFiles) *cobra.Command {
	var class, outcome string
	c := &cobra.Command{
		Use:   "show [ROW...]",
		Short: "Print the decision table, or single rows of it",
		Args:  cobra.ArbitraryArgs,
		RunE: func(_ *cobra.Command, ids []string) error {
			if _, err := member("outcome", outcome, desk.Outcomes()); err != nil {
				return err
			}
			t, err := f.load(a)
			if err != nil {
				return err
			}
			classes := t.Classes(class)
			if class != "" && len(classes) == 0 {
				all := append(joinable(desk.Classes()), t.Groups()...)
				return usagef("%q is no class and no group of classes%s; possible: %s", class, meant(near(class, all)), strings.Join(all, ", "))
			}
			rows, err := selectRows(t, ids, classes, desk.Outcome(outcome))
			if err != nil {
				return err
			}
			if a.json {
				return a.printJSON(map[string]any{"hash": t.Hash(), "rows": rows})
			}
			return showRows(a.out, a.look(), t, rows)
		},
	}
	c.Flags().StringVar(&class, "class", "", "only rows of this class, or of a group of them as the table names it (claims)")
	c.Flags().StringVar(&outcome, "outcome", "", "only rows that decide this outcome")
	jsonFlag(c, a)
	return c
}

func joinable[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, x := range list {
		out[i] = string(x)
	}
	return out
}

// selectRows gives the rows of the ids, any of the classes and the outcome; none of them named: all.
func selectRows(t *policy.Table, ids []string, classes []desk.Class, outcome desk.Outcome) ([]shownRow, error) {
	want := make(map[string]bool, len(ids))
	for _, id := range ids {
		want[id] = true
	}
	out := []shownRow{}
	for _, r := range t.Rows() {
		ofClass := len(classes) == 0 || slices.ContainsFunc(r.Classes, func(c desk.Class) bool { return slices.Contains(classes, c) })
		if len(ids) > 0 && !want[r.ID] || !ofClass || outcome != "" && r.Outcome != outcome {
			continue
		}
		delete(want, r.ID)
		out = append(out, shown(t, r))
	}
	if missing := slices.Sorted(maps.Keys(want)); len(missing) > 0 {
		var names []string
		for _, r := range t.Rows() {
			names = append(names, r.ID)
		}
		return nil, desk.Errf(desk.CodeNotFound, "the table has no row %q%s", missing[0], meant(near(missing[0], names))).WithMend("`returndesk policy show` lists them all")
	}
	return out, nil
}

func shown(t *policy.Table, r policy.Row) shownRow {
	s := shownRow{
		ID: r.ID, Kind: "decide", Classes: r.Classes, Beside: r.Outcomes, WithRows: r.Rows, Outcome: r.Outcome,
		Template: r.Template, Sections: r.Sections, Flags: r.Flags, Asks: r.Asks, Also: r.Also, Role: r.Role,
		Denial: r.Denial, Cites: r.Cites, Why: r.Why, Line: r.Line,
	}
	if r.Modify {
		s.Kind = "modify"
	}
	if r.RMA.Open {
		s.RMA = &r.RMA
	}
	for _, c := range r.Cells {
		if s.Cells == nil {
			s.Cells = make(map[string][]string)
		}
		s.Cells[string(c.Fact)] = c.Values
	}
	if !r.Modify {
		for _, n := range t.Next(r.Outcome) {
			s.Next = append(s.Next, n.Name)
		}
	}
	return s
}

// showRows prints each row as a short paragraph: when, then what, then why.
func showRows(w io.Writer, look terminal.Look, t *policy.Table, rows []shownRow) error {
	cells := make(map[string][]policy.Cell)
	for _, r := range t.Rows() {
		cells[r.ID] = r.Cells
	}
	var b strings.Builder
	say := func(label, value string) {
		if value != "" {
			b.WriteString(look.Hang(fmt.Sprintf("  %-6s ", label), value))
		}
	}
	for _, r := range rows {
		b.WriteString(look.Hang("", fmt.Sprintf("%s (%s, line %d)", r.ID, r.Kind, r.Line)))
		say("when", joined(r.Classes))
		for _, c := range cells[r.ID] {
			b.WriteString(look.Hang("         and ", string(c.Fact)+" is "+strings.Join(c.Values, " or ")))
		}
		if len(r.Beside) > 0 {
			say("", "beside "+joined(r.Beside))
		}
		if len(r.WithRows) > 0 {
			say("", "with "+joined(r.WithRows))
		}
		if r.Outcome != "" {
			tmpl := cmp.Or(r.Template, "nothing is sent")
			say("then", fmt.Sprintf("%s, template %s, approved by %s or above", r.Outcome, tmpl, r.Role))
		}
		if r.RMA != nil {
			say("rma", "opened as "+string(r.RMA.State))
		}
		say("flags", joined(r.Flags))
		say("asks", joined(r.Asks))
		say("cites", joined(r.Sections))
		say("also", joined(r.Also))
		say("next", joined(r.Next))
		say("why", strings.TrimSpace(r.Cites+" "+r.Why))
		b.WriteString("\n")
	}
	fmt.Fprintf(&b, "%s, table %s\n", terminal.Count(len(rows), "row", "rows"), t.Hash()[:12])
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("print: %w", err)
	}
	return nil
}
