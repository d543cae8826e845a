package scenario

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"returndesk/desk"
)

// Scenario is one line of a scenario file (domain.md section 7): a mail, what the shop
// knows, the moment, and what the table has to decide.
type Scenario struct {
	ID         string
	Mail       Mail
	Orders     []desk.Order // what the shop's data holds
	Now        time.Time
	ReceivedAt time.Time // zero: Now
	Zone       *time.Location
	Items      map[string]bool // order number -> delivered as ordered, where the shop says so
	Expect     Expectation
	Other      []Expectation // of the mail's further orders, in order of mention or by number
	// Reading, when given, stands for what a reader takes from the words, so that a test
	// of the table does not hang on a classifier; numbers still come from the mail.
	Reading *Reading
	// Before is what the case was about when the mail came; nil for a new matter.
	Before *Before
	// ExemptionOpen: the manager has not confirmed the exemption from withdrawal.
	ExemptionOpen bool
	Problem       string // why the shop's data as a whole cannot be trusted
	Line          int    // line in the file
}

// Reading is a pinned reading: signals, further intents and stated facts.
type Reading struct {
	Signals     []desk.Signal `json:"signals"`
	Also        []desk.Class  `json:"also"`
	DeliveredOn desk.Date     `json:"delivered_on"`
	Serial      string        `json:"serial"`
}

// Before is the case that a scenario's mail continues: the class of the mail before it, and the
// outcome that a sent reply told.
type Before struct {
	Class desk.Class   `json:"class"`
	Asked desk.Outcome `json:"asked"`
	Stop  string       `json:"stop"` // "told": the mail about the case's danger has left
}

// Mail is the mail of a scenario. Auth and machine kind come from its headers.
type Mail struct {
	From        string            `json:"from"`
	Subject     string            `json:"subject"`
	Body        string            `json:"body"`
	Cc          texts             `json:"cc"`
	Headers     map[string]string `json:"headers"`
	Attachments []File            `json:"attachments"`
}

// File is an attachment; its quality stands for the verdict of a judge.
type File struct {
	Name    string  `json:"name"`
	Type    string  `json:"type"`
	Bytes   int64   `json:"bytes"`
	W       int     `json:"w"`
	H       int     `json:"h"`
	Seconds float64 `json:"seconds"`
	Inline  bool    `json:"inline"`
	Quality string  `json:"quality"`
}

// Expectation is what a scenario expects: class and outcome of the primary intent, sets
// for the whole reply.
type Expectation struct {
	Order    string         `json:"order"` // only in expect_other, optional
	Class    desk.Class     `json:"class"`
	Outcome  desk.Outcome   `json:"outcome"`
	RMA      bool           `json:"rma"`
	Sections []string       `json:"sections"`
	Asks     []desk.Ask     `json:"asks"`
	Flags    []desk.Flag    `json:"flags"`
	Rule     string         `json:"rule"`     // optional: the row that has to decide
	Template string         `json:"template"` // optional
	Role     desk.Role      `json:"role"`     // optional: lowest approver
	Also     *[]string      `json:"also"`     // optional: further drafts
	Enum     map[string]any `json:"facts"`    // optional: facts that have to hold
}

// texts reads one string or a list of them.
type texts []string

// UnmarshalJSON takes a string, a list or null.
func (t *texts) UnmarshalJSON(b []byte) error {
	var one string
	if json.Unmarshal(b, &one) == nil {
		*t = nil
		if one != "" {
			*t = texts{one}
		}
		return nil
	}
	var many []string
	if err := json.Unmarshal(b, &many); err != nil {
		return fmt.Errorf("a text or a list of texts is needed: %w", err)
	}
	*t = many
	return nil
}

// written is a scenario as it stands in the file.
type written struct {
	ID          string          `json:"id"`
	Mail        Mail            `json:"mail"`
	Order       json.RawMessage `json:"order"`
	OtherOrders json.RawMessage `json:"other_orders"`
	Lookup      *struct {
		NumberInMail string   `json:"number_in_mail"`
		Found        *bool    `json:"found"`
		Candidates   []string `json:"sender_candidate_orders"`
		Problem      string   `json:"problem"`
	} `json:"lookup"`
	ShopFacts   json.RawMessage `json:"shop_facts"`
	Exemption   string          `json:"exemption"` // "open" or left out
	ShopTZ      string          `json:"shop_tz"`
	Now         time.Time       `json:"now"`
	ReceivedAt  *time.Time      `json:"received_at"`
	Reading     *Reading        `json:"reading"`
	Before      *Before         `json:"before"`
	Expect      Expectation     `json:"expect"`
	ExpectOther json.RawMessage `json:"expect_other"`
}

// FaultyLines are the lines of a file of scenarios that cannot be used.
type FaultyLines []FaultyLine

// FaultyLine is one of them, and why.
type FaultyLine struct {
	Line   int
	Reason string
}

// Error names all lines.
func (f FaultyLines) Error() string {
	lines := make([]string, 0, len(f))
	for _, l := range f {
		lines = append(lines, fmt.Sprintf("line %d: %s", l.Line, l.Reason))
	}
	return strings.Join(lines, "\n")
}

// Read reads a file of scenarios, one JSON object a line. Every faulty line is
// reported at once (FaultyLines), beside the scenarios that can be run.
func Read(r io.Reader) ([]Scenario, error) {
	var out []Scenario
	var bad FaultyLines
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 4<<20)
	for n := 1; sc.Scan(); n++ {
		line := bytes.TrimSpace(sc.Bytes())
		if len(line) == 0 || bytes.HasPrefix(line, []byte("//")) {
			continue
		}
		s, err := parse(line)
		if err != nil {
			bad = append(bad, FaultyLine{n, err.Error()})
			continue
		}
		s.Line = n
		out = append(out, s)
	}
	if err := sc.Err(); err != nil {
		return nil, desk.Wrap(desk.CodeInvalid, err, "the scenarios cannot be read to their end")
	}
	if len(bad) > 0 {
		return out, bad
	}
	return out, nil
}

func parse(line []byte) (Scenario, error) {
	var l written
	if err := json.Unmarshal(line, &l); err != nil {
		return Scenario{}, fmt.Errorf("not a scenario: %w", err)
	}
	s := Scenario{ID: l.ID, Mail: l.Mail, Now: l.Now, Expect: l.Expect, Reading: l.Reading, Before: l.Before, Items: map[string]bool{}}
	if s.Now.IsZero() {
		return s, fmt.Errorf("%s has no \"now\"", l.ID)
	}
	if !s.Expect.Class.Valid() || !s.Expect.Outcome.Valid() {
		return s, fmt.Errorf("%s expects class %q and outcome %q, which are not both known", l.ID, l.Expect.Class, l.Expect.Outcome)
	}
	if l.ReceivedAt != nil {
		s.ReceivedAt = *l.ReceivedAt
	}
	name := l.ShopTZ
	if name == "" {
		name = "America/New_York"
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		return s, fmt.Errorf("%s: shop_tz %q is not a time zone", l.ID, name)
	}
	s.Zone = zone
	if s.Other, err = parseOther(l.ExpectOther); err != nil {
		return s, fmt.Errorf("%s: expect_other: %w", l.ID, err)
	}
	if err := s.addOrders(l); err != nil {
		return s, fmt.Errorf("%s: %w", l.ID, err)
	}
	s.ExemptionOpen = l.Exemption == "open"
	if l.Lookup != nil {
		s.addCandidates(l.Lookup.Candidates)
		s.Problem = l.Lookup.Problem
	}
	return s, nil
}

// addCandidates makes sure that every order that the line says the sender has exists.
func (s *Scenario) addCandidates(numbers []string) {
	for _, n := range numbers {
		known := false
		for i := range s.Orders {
			known = known || s.Orders[i].Number == n
		}
		if !known {
			s.Orders = append(s.Orders, desk.Order{Number: n, Email: addressOf(s.Mail.From), Stage: desk.StageUnknown})
		}
	}
}

// parseOther takes one expectation, a list, or a mapping from order number.
func parseOther(raw json.RawMessage) ([]Expectation, error) {
	raw = bytes.TrimSpace(raw)
	if len(raw) == 0 || string(raw) == "null" {
		return nil, nil
	}
	if raw[0] == '[' {
		var list []Expectation
		if err := json.Unmarshal(raw, &list); err != nil {
			return nil, fmt.Errorf("list: %w", err)
		}
		return list, nil
	}
	var one Expectation
	if err := json.Unmarshal(raw, &one); err == nil && one.Outcome != "" {
		return []Expectation{one}, nil
	}
	var by map[string]Expectation
	if err := json.Unmarshal(raw, &by); err != nil {
		return nil, fmt.Errorf("mapping: %w", err)
	}
	var list []Expectation
	for number, e := range by {
		e.Order = number
		list = append(list, e)
	}
	return list, nil
}

func addressOf(from string) string {
	if i := strings.LastIndexByte(from, '<'); i >= 0 {
		from = strings.TrimSuffix(from[i+1:], ">")
	}
	return strings.ToLower(strings.TrimSpace(from))
}
