package console

import (
	"cmp"
	"net/http"
	"slices"

	"returndesk/desk"
)

// maxBoard bounds the records that a board shows; more are counted by the message below it.
const maxBoard = 1000

// rmaBoard is what pages/rmas.html shows: open records by state.
type rmaBoard struct {
	page
	Columns []rmaColumn
	Total   int
	Overdue int
	Closed  bool // the closed ones are shown
	Late    bool // only those that are overdue
	Full    bool // there are more than the board shows
}

type rmaColumn struct {
	State desk.RMAState
	Cards []rmaCard
}

type rmaCard struct {
	desk.RMA
	Overdue bool
}

// rmaOrder is the order of the columns: the way of a record from report to end.
func rmaOrder() []desk.RMAState {
	return []desk.RMAState{
		desk.RMAAwaitingEvidence, desk.RMAUnderReview, desk.RMATroubleshooting, desk.RMAAuthorized, desk.RMAInTransit,
		desk.RMAReceived, desk.RMAInspecting, desk.RMAFaultConfirmed, desk.RMANoFaultFound, desk.RMAManagerHold,
		desk.RMANoReturn, desk.RMAResolving, desk.RMAReturnToBuyer, desk.RMAClosedResolved, desk.RMAClosedRejected,
		desk.RMAClosedExpired, desk.RMAWithdrawn,
	}
}

// rmas shows the board.
func (s *Server) rmas(w http.ResponseWriter, r *http.Request, v viewer) error {
	q := r.URL.Query()
	p := rmaBoard{page: s.page(r, v, "RMA"), Closed: q.Get("show") == "closed", Late: q.Get("show") == "overdue"}
	p.Wide = true
	f := desk.RMAFilter{Open: !p.Closed, Limit: maxBoard + 1}
	if p.Late {
		f.Overdue = s.Now()
	}
	list, err := s.Desk.RMAs(r.Context(), f)
	if err != nil {
		return err
	}
	if p.Full = len(list) > maxBoard; p.Full {
		list = list[:maxBoard]
	}
	by := map[desk.RMAState][]rmaCard{}
	for _, x := range list {
		if p.Closed && x.State.Open() {
			continue
		}
		card := rmaCard{RMA: x, Overdue: s.overdue(x)}
		if card.Overdue {
			p.Overdue++
		}
		p.Total++
		by[x.State] = append(by[x.State], card)
	}
	for _, state := range rmaOrder() {
		cards := by[state]
		if len(cards) == 0 {
			continue
		}
		slices.SortStableFunc(cards, func(a, b rmaCard) int {
			if a.Due.IsZero() != b.Due.IsZero() {
				return map[bool]int{true: 1, false: -1}[a.Due.IsZero()]
			}
			return cmp.Or(a.Due.Compare(b.Due), a.OpenedAt.Compare(b.OpenedAt))
		})
		p.Columns = append(p.Columns, rmaColumn{state, cards})
		delete(by, state)
	}
	for state, cards := range by { // a state that this page does not know still has its records
		p.Columns = append(p.Columns, rmaColumn{state, cards})
	}
	return s.render(w, r, http.StatusOK, "rmas", p)
}

func (s *Server) overdue(r desk.RMA) bool {
	return r.State.Open() && !r.Due.IsZero() && r.Due.Before(s.Now())
}
