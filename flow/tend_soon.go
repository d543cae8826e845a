package flow

import "sync"

// casesSoon are the cases whose drafts the next look into the mailbox judges anew, however
// young their facts are: who may approve them has changed. They are kept in memory; after a
// restart every draft is judged anyway.
type casesSoon struct {
	mu    sync.Mutex
	cases map[string]bool
}

func (s *casesSoon) add(ids ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.cases == nil {
		s.cases = map[string]bool{}
	}
	for _, id := range ids {
		s.cases[id] = true
	}
}

// take gives what was added since the last call.
func (s *casesSoon) take() map[string]bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := s.cases
	s.cases = nil
	return out
}

// judgeSoon lets the drafts of a case be judged anew at once, where drafts lie in the mailbox.
func (e *Engine) judgeSoon(id string) {
	if e.shop.ApproveIn.Mailbox() {
		e.soon.add(id)
	}
	e.poke()
}
