package desk

import "time"

// Correction is one thing that an agent corrected in what was read of a mail. Corrections
// are appended to a log that the classifier learns from; one that was wrong is revoked,
// never rewritten.
type Correction struct {
	ID       string    `json:"id"` // "K-12"; given by the store
	Case     string    `json:"case"`
	Mail     string    `json:"mail"`
	Text     string    `json:"text"` // subject, an empty line, what was written
	Language string    `json:"language,omitempty"`
	Read     Class     `json:"read"`  // what the engine had said
	Class    Class     `json:"class"` // what the agent says
	Also     []Class   `json:"also"`
	Signals  []Signal  `json:"signals"`
	Order    string    `json:"order,omitempty"` // the order that he named, if he did
	By       Actor     `json:"by"`
	At       time.Time `json:"at"`
	Because  string    `json:"because,omitempty"`
	// Revoked is who took it back, nil while it holds.
	Revoked   *Actor    `json:"revoked,omitempty"`
	RevokedAt time.Time `json:"revoked_at,omitzero"`
}
