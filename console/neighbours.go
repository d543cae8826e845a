package console

import (
	"context"

	"returndesk/desk"
)

// following gives the address of the case to go on with once something was done about one:
// the next that waits in the list that it was opened from; after the last the first, "" when
// there is no other.
func (s *Server) following(ctx context.Context, v viewer, f filter, id string) (string, error) {
	want := f.desk(v)
	want.Waiting = want.Waiting || f.All
	return s.neighbour(ctx, f, want, id)
}

// neighbours gives the addresses of the cases before and behind one in the list that it was
// opened from. The list is a ring, so that each leads back to the other.
func (s *Server) neighbours(ctx context.Context, v viewer, f filter, id string) (previous, next string, err error) {
	want := f.desk(v)
	if next, err = s.neighbour(ctx, f, want, id); err != nil || next == "" {
		return "", "", err
	}
	want.Back = true
	previous, err = s.neighbour(ctx, f, want, id)
	return previous, next, err
}

// neighbour gives the address of the case that comes first behind one in a listing, "" when
// there is no other.
func (s *Server) neighbour(ctx context.Context, f filter, want desk.CaseFilter, id string) (string, error) {
	want.Limit, want.AfterCase = 2, id
	for range 2 {
		list, err := s.Desk.Page(ctx, want)
		if err != nil {
			return "", err
		}
		for _, row := range list.Rows {
			if row.Case != id {
				return "/cases/" + row.Case + f.String(), nil
			}
		}
		want.AfterCase = ""
	}
	return "", nil
}
