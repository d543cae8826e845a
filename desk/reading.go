package desk

// Reading is what a classifier takes from a mail. It is data only: members of closed
// sets, order numbers that literally stand in the mail, dates that stand in it, and a
// confidence. It decides nothing (design.md, "Trust").
type Reading struct {
	Class      Class   `json:"class"`
	Also       []Class `json:"also"`       // further intents, by priority
	RunnerUp   Class   `json:"runner_up"`  // second-best primary class
	Confidence float64 `json:"confidence"` // 0 to 1, of Class
	Engine     string  `json:"engine"`     // whose reading this is: "phrases", "embedded", "llm", or one of people's
	// Unsure: no engine was sure enough of the class, or two that were asked disagree where
	// money may be paid. The draft is proposed all the same; a person looks at the class.
	Unsure bool `json:"unsure,omitempty"`
	// Said is what each engine said, in the order in which they were asked.
	Said    []EngineSaid  `json:"said,omitempty"`
	Signals []Signal      `json:"signals"` // sorted, without repeats
	Numbers []NumberFound `json:"numbers"` // candidates for an order number, best first
	// DeliveredOn is the delivery date that the customer states, if any, resolved
	// against the day the mail was received; "" when none.
	DeliveredOn Date   `json:"delivered_on,omitempty"`
	Serial      string `json:"serial,omitempty"`   // a serial number that stands in the mail
	Language    string `json:"language,omitempty"` // "en", "de", ...; "" when not reliable
	// Parts is what the mail says of each of several orders, where its sentences tell them apart.
	Parts []ReadingPart `json:"parts,omitempty"`
}

// ReadingPart is what a mail says about one of its orders.
type ReadingPart struct {
	Number  string  `json:"number"`  // the order's, folded as NumberFound.Key
	Classes []Class `json:"classes"` // the primary one first
	// Signals are those of the part's own words; the whole mail's reading leaves out what does not fit its class.
	Signals []Signal `json:"signals,omitempty"`
}

// The readings of people, beside those of the programs that read.
const (
	EngineAgent      = "agent"      // an agent said what this mail is
	EngineCorrection = "correction" // what an agent said of a near-identical mail before
)

// ByAgent reports whether an agent said of this very mail what it is: no rule about words sets that aside.
func (r *Reading) ByAgent() bool { return r.Engine == EngineAgent }

// ByPerson reports whether an agent said what the mail is, or said it of a near-identical one.
func (r *Reading) ByPerson() bool { return r.ByAgent() || r.Engine == EngineCorrection }

// Doubt gives the other class that the mail may be of, when the reading is unsure.
func (r *Reading) Doubt() Class {
	if !r.Unsure || r.RunnerUp == r.Class {
		return ""
	}
	return r.RunnerUp
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
	Key     string `json:"key"`     // folded for lookup, see FoldNumber: "HW10512"
	Where   string `json:"where"`   // "subject", "new", "quoted"; "agent" where one said it
	// Strong is false for bare digits without a word such as "order" beside them.
	Strong bool `json:"strong"`
}

// EngineSaid is what one engine said of a mail, so that a decision shows whose word it
// rests on.
type EngineSaid struct {
	Engine     string  `json:"engine"`
	Class      Class   `json:"class,omitempty"`
	RunnerUp   Class   `json:"runner_up,omitempty"`
	Confidence float64 `json:"confidence"`
	Accepted   bool    `json:"accepted,omitempty"` // sure enough to be believed without another
	Needs      float64 `json:"needs,omitempty"`    // the confidence from which it is believed in this class; 0 = unknown
	Problem    string  `json:"problem,omitempty"`  // why it said nothing: "timeout", "refused", ...
}
