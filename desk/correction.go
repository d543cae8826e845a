package desk

import (
	"slices"
	"time"
)

// Correction is one thing that an agent corrected in what was read of a mail. Corrections
// are appended to a log that the classifier learns from; one that was wrong is revoked,
// never rewritten.
type Correction struct {
	ID       string `json:"id"` // "K-12"; given by the store
	Case     string `json:"case"`
	Mail     string `json:"mail"`
	Customer string `json:"customer,omitempty"` // who wrote the mail, a lower-case address
	Text     string `json:"text"`               // subject, an empty line, what was written
	Language string `json:"language,omitempty"`
	// What had been read. ReadAlso and ReadSignals are null in entries of older versions.
	Read        Class    `json:"read"`
	ReadAlso    []Class  `json:"read_also"`
	ReadSignals []Signal `json:"read_signals"`
	ReadOrder   string   `json:"read_order,omitempty"`   // the order that the case was about; with Order alone
	ReadNumbers []string `json:"read_numbers,omitempty"` // keys of the numbers that the mail holds; with Order alone
	// What the agent says.
	Class   Class     `json:"class"`
	Also    []Class   `json:"also"`
	Signals []Signal  `json:"signals"`
	Order   string    `json:"order,omitempty"` // the order that he named, if it is another
	By      Actor     `json:"by"`
	At      time.Time `json:"at"`
	Because string    `json:"because,omitempty"`
	// Revoked is who took it back, nil while it holds.
	Revoked   *Actor    `json:"revoked,omitempty"`
	RevokedAt time.Time `json:"revoked_at,omitzero"`
}

// Relabels reports whether the correction says something about the mail's words: another
// class, further intents or signals. One that only names the order does not, and no
// classifier could learn from it.
func (k *Correction) Relabels() bool {
	if k.Read != k.Class {
		return true
	}
	if k.ReadSignals == nil { // of an older version: it logged an order, or else a relabelling
		return k.Order == ""
	}
	added, dropped := k.SignalSteps()
	return len(added)+len(dropped) > 0 || !slices.Equal(slices.Sorted(slices.Values(k.ReadAlso)), slices.Sorted(slices.Values(k.Also)))
}

// SignalSteps gives the signals that the agent added and those that he took away.
func (k *Correction) SignalSteps() (added, dropped []Signal) {
	if k.ReadSignals == nil {
		return nil, nil
	}
	for _, s := range k.Signals {
		if !slices.Contains(k.ReadSignals, s) {
			added = append(added, s)
		}
	}
	for _, s := range k.ReadSignals {
		if !slices.Contains(k.Signals, s) {
			dropped = append(dropped, s)
		}
	}
	return added, dropped
}

// CallsOffAlarm reports whether the agent took away that the mail tells of danger. That
// holds for the case at hand alone.
func (k *Correction) CallsOffAlarm() bool {
	_, dropped := k.SignalSteps()
	return slices.Contains(dropped, SignalSafetyHazard)
}

// Lessons gives, oldest first, what a classifier may learn from of a log: what holds and
// says something about words, and nothing of a mail whose alarm was called off. A learner
// that saw those would come to overlook danger.
func Lessons(log []Correction) []Correction {
	var out []Correction
	calm := map[string]bool{}
	for _, k := range log {
		if k.Revoked == nil && k.CallsOffAlarm() {
			calm[k.Mail] = true
		}
	}
	for _, k := range log {
		if k.Revoked == nil && k.Relabels() && !calm[k.Mail] {
			out = append(out, k)
		}
	}
	return out
}
