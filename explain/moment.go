package explain

import (
	"slices"
	"time"

	"returndesk/desk"
)

// Moment is one line of what was agreed about a late order, or of what time will set off.
type Moment struct {
	At   time.Time
	What string
	Bad  bool // somebody should look
}

// Moments gives the notices, the buyer's answers and what the case's clock is set to,
// oldest first.
func Moments(c desk.Case) []Moment {
	var list []Moment
	for _, n := range c.Notices {
		m := Moment{At: n.SentAt, What: "notice of a delay"}
		if n.OldDate != "" {
			m.What = "notice that " + Day(n.OldDate) + " slips"
		}
		if n.NewDate != "" {
			m.What += ", to " + Day(n.NewDate)
		}
		if n.Bounced {
			m.What, m.Bad = m.What+": it bounced", true
		}
		list = append(list, m)
	}
	for _, x := range c.Choices {
		what := "the buyer chose to " + string(x.Choice)
		if x.Until != "" {
			what += " until " + Day(x.Until)
		}
		list = append(list, Moment{At: x.At, What: what})
	}
	if k := c.Clock; k != nil {
		for _, m := range []Moment{
			{At: k.Remind, What: "the customer will be reminded"}, {At: k.Last, What: "the last reminder will follow"},
			{At: k.Close, What: "it will close, if no answer comes"}, {At: k.Choice, What: "without an answer it will go to the manager"},
		} {
			if !m.At.IsZero() {
				list = append(list, m)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b Moment) int { return a.At.Compare(b.At) })
	return list
}

// Day writes a calendar date as people do; what is no date stays as it is.
func Day(d desk.Date) string {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return Line(string(d))
	}
	return t.Format("Mon 2 Jan 2006")
}

// Copy says where a waiting draft stands for those who work in a mail program, and whether
// somebody should look; "" when there is nothing to say.
func Copy(c desk.DraftCopy) (words string, look bool) {
	switch c.State {
	case desk.CopyHeld:
		return "Not in the Drafts folder: " + sentence(c.Why), true
	case desk.CopyFiled:
		words = "Lies in the folder " + c.Place.Folder + ", to be sent from a mail program."
		if c.Touched {
			words += " Somebody changed it there."
		}
		return words, false
	case desk.CopyGone:
		return "Gone from the Drafts folder, and not in Sent yet.", true
	case desk.CopyLeft:
		return "An outdated copy is left in the Drafts folder: " + sentence(c.Why), true
	}
	return "", false
}

// sentence closes a clause with a full stop, where it has no end of its own.
func sentence(s string) string {
	if s == "" || s[len(s)-1] == '.' || s[len(s)-1] == '!' || s[len(s)-1] == '?' {
		return s
	}
	return s + "."
}
