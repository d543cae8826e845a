package console

import (
	"slices"
	"strings"

	"returndesk/desk"
	"returndesk/explain"
	"returndesk/flow"
)

// DrawnUp says who drew the draft up and as which step, "" where the table proposed it for
// the mail.
func (d shownDraft) DrawnUp() string {
	if d.DrawnBy == nil {
		return ""
	}
	who, as := "Drawn up by "+explain.Line(d.DrawnBy.Name), " as a step of its own: "
	if d.DrawnBy.Role == desk.RoleSystem {
		who, as = "Drawn up because its time came", ": "
	}
	if d.Moves == nil {
		return who + "."
	}
	return who + as + ended(d.Moves.Label)
}

// FromName tells who wrote, for the head of the mail.
func (p casePage) FromName() string {
	if p.Mail.Name != "" {
		return p.Mail.Name
	}
	return p.Mail.From
}

// QuotedLines counts what is folded away.
func (p casePage) QuotedLines() int {
	q := strings.TrimSpace(p.Mail.Quoted)
	if q == "" {
		return 0
	}
	return strings.Count(q, "\n") + 1
}

// WindowWords gives "day 5 of 7", or that it was after them, "" when the day is not known.
func (p casePage) WindowWords() string {
	if p.Last == nil || p.Last.Facts.Detail.Day == nil {
		return ""
	}
	if n := *p.Last.Facts.Detail.Day; n >= 0 {
		return "day " + explain.Window(n)
	}
	return ""
}

// Doubt says why the class needs a look, "" when it does not.
func (p casePage) Doubt() string {
	if p.Last == nil {
		return ""
	}
	return explain.Doubt(p.Last.Reading)
}

// Confidence gives the class's confidence for people; an agent's word has none.
func (p casePage) Confidence() string {
	switch {
	case p.Last == nil || p.Last.Reading.ByAgent():
		return "set by an agent"
	case p.Last.ByClock():
		return "no mail: the date decided"
	}
	return explain.SureOf(*p.Last)
}

// Signals names what the classifier saw in the mail.
func (p casePage) Signals() []string {
	if p.Last == nil {
		return nil
	}
	out := make([]string, 0, len(p.Last.Reading.Signals))
	for _, x := range p.Last.Reading.Signals {
		out = append(out, strings.ReplaceAll(string(x), "_", " "))
	}
	return out
}

// Asked tells whether the decision asks for something already, to tick it in the list.
func (p casePage) Asked(a desk.Ask) bool { return p.Last != nil && slices.Contains(p.Last.Asks, a) }

// BackQuery is the queue's filter as forms carry it.
func (p casePage) BackQuery() string { return p.Filter.query().Encode() }

// WhySaid reports whether a quoted policy sentence says already why the row applies.
func (p casePage) WhySaid() bool {
	return p.Last != nil && slices.ContainsFunc(p.Policy, func(x flow.Sentence) bool { return x.Text == p.Last.Why })
}
