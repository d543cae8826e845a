package desk

// Signature is what the approval of a draft takes (domain.md section 3).
type Signature struct {
	Role   Role   `json:"role"`             // the lowest role that may give it
	Second bool   `json:"second,omitempty"` // somebody else than who drew the draft up has to give it
	NotBy  string `json:"not_by,omitempty"` // who drew it up, with Second; "" where the table did
}

// Signature gives what an approval of the draft takes in a case that is handed to a role;
// "" is a case that nobody handed up.
func (d *Draft) Signature(handedTo Role) Signature {
	s := Signature{Role: d.Role, Second: d.NeedsSecond()}
	if s.Second && d.DrawnBy != nil {
		s.NotBy = d.DrawnBy.Name
	}
	return s.HandedTo(handedTo)
}

// HandedTo gives the signature in a case that is handed to a role.
func (s Signature) HandedTo(role Role) Signature {
	for _, r := range []Role{RoleAgent, role} {
		if r.rank() > s.Role.rank() {
			s.Role = r
		}
	}
	return s
}

// Held reports whether it takes more than an agent.
func (s Signature) Held() bool { return s.Role.AtLeast(RoleSenior) || s.Second }

// OpenTo reports whether a person may give it. A shop of one asks with an actor without a
// name: there nobody is kept out for having drawn the draft up.
func (s Signature) OpenTo(a Actor) bool {
	return a.Role.AtLeast(s.Role) && (s.NotBy == "" || s.NotBy != a.Name)
}

// Held narrows a listing to cases that wait for more than an agent: a draft for a senior or
// a second approver, or a case that was handed up.
type Held string

// The values of Held; "" does not narrow.
const (
	HeldAny   Held = "senior" // whoever may release it
	HeldForMe Held = "me"     // those that the filter's Approver may release
)

// Helds gives the closed list, as a fresh slice.
func Helds() []Held { return []Held{HeldForMe, HeldAny} }

// HeldIn tells what a case waits for, by the role that it is handed to and the signatures of
// its drafts that wait: whether for more than an agent, and whether the actor will do.
func HeldIn(handedTo Role, waiting []Signature, by Actor) (held, forHim bool) {
	if len(waiting) == 0 { // handed up for a decision, not for a draft
		waiting = []Signature{{}}
	}
	for _, s := range waiting {
		if s = s.HandedTo(handedTo); s.Held() {
			held, forHim = true, forHim || s.OpenTo(by)
		}
	}
	return held, forHim
}
