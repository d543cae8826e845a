package digest

import (
	"slices"
	"strconv"
	"time"

	"returndesk/desk"
)

// Figure is one number of the digest. Absent values are not known: "unknown" is never 0.
type Figure struct {
	Key    string   `json:"key"` // stable over weeks: "inbound/delay"
	Label  string   `json:"label"`
	Unit   string   `json:"unit,omitempty"` // "", "%", "h" (business hours), "d" (days), a currency
	This   *float64 `json:"this_week"`
	Last   *float64 `json:"last_week"`
	Median *float64 `json:"median_8_weeks"`
	N      int64    `json:"n"` // how many things this week's value rests on
	// Standing: what stood open at the moment of making, not what happened in the week.
	Standing bool `json:"standing,omitempty"`
	Red      bool `json:"red,omitempty"`   // somebody should look
	Minor    bool `json:"minor,omitempty"` // in the attached table only
}

// Matter is something that a person has to decide.
type Matter struct {
	Figure
	Cases []string `json:"cases,omitempty"` // some of them, the most urgent first
}

// Table is a list that does not compare weeks.
type Table struct {
	Title string     `json:"title"`
	Head  []string   `json:"head"`
	Rows  [][]string `json:"rows"`
	Red   []bool     `json:"red,omitempty"`  // by row
	More  int        `json:"more,omitempty"` // rows that only the attached table has
	// Behind says by column which other one stands in parentheses behind it (0 = none); that
	// one has no column of its own but in the attached table.
	Behind []int `json:"behind,omitempty"`
}

// shown gives the table as page and text show it.
func (t *Table) shown() (head []string, rows [][]string) {
	pick := func(row []string, join bool) []string {
		var out []string
		for i, cell := range row {
			if slices.Contains(t.Behind, i) && i > 0 {
				continue
			}
			if i < len(t.Behind) && join {
				if k := t.Behind[i]; k > 0 && k < len(row) && row[k] != "" {
					cell += " (" + row[k] + ")"
				}
			}
			out = append(out, cell)
		}
		return out
	}
	for _, row := range t.Rows[:len(t.Rows)-t.More] {
		rows = append(rows, pick(row, true))
	}
	return pick(t.Head, false), rows
}

// left says that there are rows which only the attached table has, "" when there are none.
func (t *Table) left() string {
	switch {
	case t.More == 0:
		return ""
	case t.More == len(t.Rows) && t.More == 1:
		return "One row in the attached table."
	case t.More == len(t.Rows):
		return strconv.Itoa(t.More) + " rows in the attached table."
	}
	return "and " + strconv.Itoa(t.More) + " more in the attached table"
}

// Chart is a picture of a block.
type Chart struct {
	Name   string   `json:"name"` // also its name in the mail
	Kind   string   `json:"kind"` // "stacked", "bars" (lying, stacked), "lines"
	Title  string   `json:"title"`
	Alt    string   `json:"alt"` // the same in words
	Unit   string   `json:"unit,omitempty"`
	Labels []string `json:"labels"`
	Series []Series `json:"series"`
}

// Series is one row of values of a chart; an absent value is not known.
type Series struct {
	Name   string     `json:"name"`
	Values []*float64 `json:"values"`
	Red    bool       `json:"red,omitempty"`
}

// Block is one of the nine blocks of domain.md section 6, or the corrections.
type Block struct {
	Key     string   `json:"key"`
	Title   string   `json:"title"`
	Leads   []string `json:"leads,omitempty"` // sentences that stand before the figures
	Matters []Matter `json:"matters,omitempty"`
	Figures []Figure `json:"figures,omitempty"`
	Tables  []Table  `json:"tables,omitempty"`
	Chart   *Chart   `json:"chart,omitempty"`
	Notes   []string `json:"notes,omitempty"`
}

// State says what became of a digest's mail.
type State string

// The states of a digest. Only "frozen" ones may still leave by themselves.
const (
	StatePreview   State = "preview"   // the week is not closed, or it was never kept
	StateFrozen    State = "frozen"    // closed; the mail has not left yet
	StateSending   State = "sending"   // claimed
	StateSent      State = "sent"      //
	StateUncertain State = "uncertain" // nobody knows whether it left: a person decides
	StateFailed    State = "failed"    // the server refused it
	StateKept      State = "kept"      // closed without a mail: nobody gets one, or it is too old
)

// Digest is the figures of one week.
type Digest struct {
	Week     string    `json:"week"`
	From     desk.Date `json:"from"`
	To       desk.Date `json:"to"` // the first day after the week
	Zone     string    `json:"zone"`
	Shop     string    `json:"shop"`
	MadeAt   time.Time `json:"made_at"`
	Headline string    `json:"headline"`
	Blocks   []Block   `json:"blocks"`

	// Console is where browsers elsewhere reach the console, for the mail's link; "" where that
	// is not known. It is of the sending and not of the week.
	Console string `json:"-"`

	State      State     `json:"state"`
	StateAt    time.Time `json:"state_at,omitzero"`
	Recipients []string  `json:"recipients,omitempty"`
	Attempts   int       `json:"attempts,omitempty"`
	ServerText string    `json:"server_text,omitempty"`
	// Each reader gets a mail of his own, at most once: Reached have it; Doubted may have it
	// (a person decides) and Refused have it not, each with the server's words. Trying is whom
	// the server is being given it for, so that a process that died leaves one in doubt only.
	Reached   []string          `json:"reached,omitempty"`
	Doubted   map[string]string `json:"doubted,omitempty"`
	Refused   map[string]string `json:"refused,omitempty"`
	Trying    string            `json:"trying,omitempty"`
	MessageID string            `json:"message_id,omitempty"`
}

// Block finds a block by its key, nil when the digest has none.
func (d *Digest) Block(key string) *Block {
	i := slices.IndexFunc(d.Blocks, func(b Block) bool { return b.Key == key })
	if i < 0 {
		return nil
	}
	return &d.Blocks[i]
}

// Figure finds a figure by its key, nil when the digest has none.
func (d *Digest) Figure(key string) *Figure {
	for i := range d.Blocks {
		for j := range d.Blocks[i].Figures {
			if d.Blocks[i].Figures[j].Key == key {
				return &d.Blocks[i].Figures[j]
			}
		}
		for j := range d.Blocks[i].Matters {
			if d.Blocks[i].Matters[j].Key == key {
				return &d.Blocks[i].Matters[j].Figure
			}
		}
	}
	return nil
}

// Charts gives the pictures of the digest.
func (d *Digest) Charts() []*Chart {
	var out []*Chart
	for i := range d.Blocks {
		if d.Blocks[i].Chart != nil {
			out = append(out, d.Blocks[i].Chart)
		}
	}
	return out
}
