package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"returndesk/cmd/returndesk/terminal"
	"returndesk/demo"
	"returndesk/desk"
	"returndesk/flow"
)

// exhibitRow is one mail of the sample with its case.
type exhibitRow struct {
	terminal.DemoRow
	key  string // of the letter
	id   string // of the case; "" = none
	view flow.CaseView
}

// report gathers what became of each mail, prints it, and writes it to the folder.
func (e *exhibit) report(ctx context.Context) error {
	e.rows = make([]exhibitRow, 0, len(e.sample.Letters))
	for i, l := range e.sample.Letters {
		row, err := e.row(ctx, l)
		if err != nil {
			return err
		}
		row.No = i + 1
		e.rows = append(e.rows, row)
	}
	if err := e.write(ctx); err != nil {
		return err
	}
	return e.a.say("\n" + e.table(e.look) + "\n" + e.summary())
}

func (e *exhibit) table(l terminal.Look) string {
	rows := make([]terminal.DemoRow, len(e.rows))
	for i, r := range e.rows {
		rows[i] = r.DemoRow
	}
	return l.DemoTable(rows)
}

// row asks the store about one letter: a mail's identity is the hash of its bytes.
func (e *exhibit) row(ctx context.Context, l demo.Letter) (exhibitRow, error) {
	sum := sha256.Sum256(l.Raw)
	r := exhibitRow{key: l.Key, DemoRow: terminal.DemoRow{Who: l.From.Name}}
	m, err := e.house.store.Mail(ctx, hex.EncodeToString(sum[:]))
	if err != nil {
		return r, err
	}
	if m.State != desk.MailDecided {
		r.Class, r.Outcome = desk.ClassNonCustomer, desk.OutcomeNoReply
		r.Rule, r.Note = m.Kind, m.Reason
		if m.State != desk.MailSuppressed {
			r.Rule = string(m.State)
		}
		return r, nil
	}
	if r.view, err = e.house.engine.Show(ctx, m.Case); err != nil {
		return r, err
	}
	r.id = m.Case
	return r, e.fill(ctx, &r, l, m)
}

// fill takes a row's cells from the decision that the letter led to. Pictures are judged
// after the first decision, so that the last one about the letter counts.
func (e *exhibit) fill(ctx context.Context, r *exhibitRow, l demo.Letter, m desk.Mail) error {
	at := -1
	for i, d := range r.view.Case.Decisions {
		if d.Facts.Detail.ReceivedAt.Equal(l.ReceivedAt) {
			at = i
		}
	}
	if at < 0 {
		return desk.Errf(desk.CodeInternal, "case %s has no decision about the mail %s", r.id, l.Key)
	}
	d := r.view.Case.Decisions[at]
	r.Class, r.Outcome, r.Rule = d.Class, d.Outcome, d.Rule
	r.RMAs = slices.Clone(r.view.Case.RMAs)
	for _, id := range r.view.Case.Linked {
		linked, err := e.house.engine.Show(ctx, id)
		if err != nil {
			return err
		}
		if slices.Contains(linked.Case.Mails, m.ID) {
			r.RMAs = append(r.RMAs, linked.Case.RMAs...)
			r.view.RMAs = append(r.view.RMAs, linked.RMAs...)
		}
	}
	if len(r.RMAs) == 0 && d.Facts.Detail.RMA != "" {
		r.RMAs = []string{d.Facts.Detail.RMA}
	}
	r.replies(at)
	return nil
}

// replies takes subject and note from the drafts of a decision.
func (r *exhibitRow) replies(decision int) {
	more := 0
	for _, d := range r.view.Drafts {
		if d.Decision != decision {
			continue
		}
		if r.Subject != "" {
			more++
			continue
		}
		r.Subject, r.Waits = d.Subject, d.State == desk.DraftProposed
		if d.State != desk.DraftProposed {
			r.Note = string(d.State)
			if d.Why != "" {
				r.Note += ": " + d.Why
			}
		}
	}
	if more > 0 {
		r.Note = strings.TrimPrefix(r.Note+fmt.Sprintf(", +%d more", more), ", ")
	}
}

// write puts drafts, records and the table into the folder.
func (e *exhibit) write(ctx context.Context) error {
	for _, r := range e.rows {
		for _, d := range r.view.Drafts {
			head := fmt.Sprintf("To: %s\nSubject: %s\nTemplate: %s\nState: %s\n\n", d.To[0].Address, d.Subject, d.Template, d.State)
			if err := demo.WriteFile(filepath.Join(e.place.Drafts, d.ID+".txt"), []byte(head+d.Text)); err != nil {
				return err
			}
			if err := demo.WriteFile(filepath.Join(e.place.Drafts, d.ID+".html"), []byte(d.HTML)); err != nil {
				return err
			}
		}
		for _, rec := range r.view.RMAs {
			data, err := json.MarshalIndent(rec, "", "  ")
			if err != nil {
				return desk.Wrap(desk.CodeInternal, err, "%s cannot be written", rec.Number)
			}
			if err := demo.WriteFile(filepath.Join(e.place.RMAs, rec.Number+".json"), append(data, '\n')); err != nil {
				return err
			}
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	table := e.table(terminal.Look{Width: 100, Now: e.look.Now})
	return demo.WriteFile(filepath.Join(e.place.Dir, "table.txt"), []byte(table))
}

// summary says in a few lines what the table shows and where everything lies.
func (e *exhibit) summary() string {
	drafts, quiet, joined, first := 0, 0, 0, ""
	rmas := map[string]bool{}
	for _, r := range e.rows {
		switch {
		case r.Outcome == desk.OutcomeNoReply:
			quiet++
		case r.Waits:
			drafts++
			if first == "" {
				first = r.id
			}
		default:
			joined++
		}
		for _, rec := range r.view.RMAs {
			rmas[rec.Number] = true
		}
	}
	alerts := 0
	for _, m := range e.outbox.All() {
		if slices.Contains(m.To, demo.OwnerAlerts) {
			alerts++
		}
	}
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) } // memory does not fail
	line("%s: %s for a person, %s none%s.", terminal.Count(len(e.rows), "mail", "mails"), terminal.Count(drafts, "reply waits", "replies wait"), terminal.Count(quiet, "mail needs", "mails need"), answeredWith(joined))
	line("%s opened, %s sent to %s.", terminal.Count(len(rmas), "RMA", "RMAs"), terminal.Count(alerts, "alert", "alerts"), demo.OwnerAlerts)
	line("Everything lies in %s", e.place.Dir)
	line("  (mails, orders, configuration, drafts as text and HTML, RMAs, this table)")
	if first != "" {
		line("Look closer:")
		line("  %s --config %s show %s", called(), e.place.Config, first)
		line("  %s --config %s queue", called(), e.place.Config)
	}
	return b.String()
}

// answeredWith tells of the mails that a newer one of the same matter took over.
func answeredWith(n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return ", 1 is answered together with the customer's next mail"
	}
	return fmt.Sprintf(", %d are answered together with the customer's next mail", n)
}

// called is the name under which this program can be started again from here: the demo
// runs before anything is installed.
func called() string {
	exe, err := os.Executable()
	if err != nil {
		return "returndesk"
	}
	if found, err := exec.LookPath("returndesk"); err == nil && found == exe {
		return "returndesk"
	}
	if wd, err := os.Getwd(); err == nil {
		if rel, err := filepath.Rel(wd, exe); err == nil && !strings.HasPrefix(rel, "..") {
			return rel
		}
	}
	return exe
}
