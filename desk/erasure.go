package desk

// Erasure says what was removed of a person.
type Erasure struct {
	Cases       int `json:"cases"`
	Mails       int `json:"mails"`
	Drafts      int `json:"drafts"`
	RMAs        int `json:"rmas"`
	Pictures    int `json:"pictures"`
	Corrections int `json:"corrections"` // of what was read in the person's mails
	Redacted    int `json:"redacted"`    // cases of other people from which the person's data were taken
}
