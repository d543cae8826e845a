package terminal

import (
	"strings"

	"returndesk/desk"
	"returndesk/explain"
	"returndesk/flow"
)

// copyOf gives the record of a draft's copy in the mailbox.
func copyOf(v flow.CaseView, d desk.Draft) (desk.DraftCopy, bool) {
	for _, c := range v.Copies {
		if c.Draft == d.ID {
			return c, true
		}
	}
	return desk.DraftCopy{}, false
}

// filed reports whether a draft lies in the Drafts folder.
func filed(v flow.CaseView, d desk.Draft) bool {
	c, ok := copyOf(v, d)
	return ok && (c.State == desk.CopyFiled || c.State == desk.CopyGone)
}

// copyLine says where a waiting draft stands for those who work in a mail program.
func (l Look) copyLine(s *sheet, v flow.CaseView, d desk.Draft) {
	c, ok := copyOf(v, d)
	if !ok {
		return
	}
	words, look := explain.Copy(c)
	var paint func(string) string
	if look {
		paint = l.yellow
	}
	if words != "" {
		s.item("✉", Line(words), paint)
	}
}

// byHand shows what a person changed in a draft before sending it from the mail program.
func (l Look) byHand(s *sheet, d desk.Draft) {
	h := d.Hand
	if h == nil {
		return
	}
	who := ""
	if d.ApprovedBy != nil {
		who = " by " + Line(d.ApprovedBy.Name)
	}
	s.head(Line(d.ID) + " was sent from the mail program" + who)
	if !h.Edited {
		s.item("·", "Unchanged.", nil)
	}
	for line := range strings.SplitSeq(h.Diff, "\n") {
		if line != "" {
			s.item("±", Line(line), nil)
		}
	}
	for _, f := range h.Findings {
		s.item("✗", ended(Line(f.Text)), l.red)
	}
}
