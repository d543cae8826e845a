package desk

// Counts is how many records stand in which state; states without a record are absent.
type Counts struct {
	Mails   map[MailState]int  `json:"mails"`
	Cases   map[CaseState]int  `json:"cases"`
	Drafts  map[DraftState]int `json:"drafts"`
	RMAs    map[RMAState]int   `json:"rmas"`
	Waiting int                `json:"waiting"` // cases in the agents' queue
}
