package desk

// Reading is what a classifier takes from a mail. It is data only: members of closed
// sets, order numbers that literally stand in the mail, dates that stand in it, and a
// confidence. It decides nothing (design.md, "Trust").
type Reading struct {
	Class      Class         `json:"class"`
	Also       []Class       `json:"also"`       // further intents, by priority
	RunnerUp   Class         `json:"runner_up"`  // second-best primary class
	Confidence float64       `json:"confidence"` // 0 to 1, of Class
	Engine     string        `json:"engine"`     // "phrases", "embedded", "llm", "agent"
	Signals    []Signal      `json:"signals"`    // sorted, without repeats
	Numbers    []NumberFound `json:"numbers"`    // candidates for an order number, best first
	// DeliveredOn is the delivery date that the customer states, if any, resolved
	// against the day the mail was received; "" when none.
	DeliveredOn Date   `json:"delivered_on,omitempty"`
	Serial      string `json:"serial,omitempty"`   // a serial number that stands in the mail
	Language    string `json:"language,omitempty"` // "en", "de", ...; "" when not reliable
}

// Has reports whether the reading carries the signal.
func (r *Reading) Has(s Signal) bool {
	for _, x := range r.Signals {
		if x == s {
			return true
		}
	}
	return false
}

// NumberFound is a candidate order number, as written and where.
type NumberFound struct {
	Written string `json:"written"` // as the customer wrote it: "#hw 10512"
	Key     string `json:"key"`     // folded for lookup: "HW10512"
	Where   string `json:"where"`   // "subject", "new", "quoted"
	// Strong is false for bare digits without a word such as "order" beside them.
	Strong bool `json:"strong"`
}
