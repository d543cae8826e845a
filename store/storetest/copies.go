package storetest

import (
	"testing"

	"returndesk/desk"
)

// testCopies: the record of a draft's copy is put, replaced and ended whole with its change,
// outlives the erasure of the person, and is there after a restart.
func testCopies(t *testing.T, e *env) {
	e.settle(1, 2)
	list, err := e.Copies(ctx())
	e.must(err)
	e.same("copies at first", len(list), 0)
	_, err = e.Copy(ctx(), draftID(1))
	e.want(desk.CodeNotFound, err)
	_, err = e.Copy(ctx(), "none")
	if err == nil {
		t.Fatal("a copy of what is no draft was found")
	}
	one := desk.DraftCopy{Draft: draftID(1), Case: caseID(1), Account: "support", State: desk.CopyFiling, MessageID: "d1@shop.example", Content: "aa", Date: begin()}
	two := one
	two.Draft, two.Case, two.MessageID = draftID(2), caseID(2), "d2@shop.example"
	e.must(e.Record(ctx(), desk.Change{Copies: []desk.DraftCopy{one, two}}))
	one.State, one.Place = desk.CopyFiled, desk.Place{Folder: "Drafts", UIDValidity: 7, UID: 12}
	one.Flags, one.Old = []string{`\Draft`}, []desk.Filed{{Place: desk.Place{Folder: "Drafts", UIDValidity: 7, UID: 11}, Flags: []string{`\Seen`}}}

	// A refused change leaves the record as it was.
	e.want(desk.CodeConflict, e.Record(ctx(), desk.Change{Cases: []desk.Case{newCase(1)}, Copies: []desk.DraftCopy{one}, CopiesOver: []string{two.Draft}}))
	got, err := e.Copy(ctx(), one.Draft)
	e.must(err)
	e.same("after a refusal", got.State, desk.CopyFiling)
	e.want(desk.CodeInvalid, e.Record(ctx(), desk.Change{Copies: []desk.DraftCopy{{Draft: "nonsense"}}}))

	e.must(e.Record(ctx(), desk.Change{Copies: []desk.DraftCopy{one}}))
	e.reopen()
	got, err = e.Copy(ctx(), one.Draft)
	e.must(err)
	e.same("after a restart", got, one)
	list, err = e.Copies(ctx())
	e.must(err)
	e.same("all", list, []desk.DraftCopy{one, two})

	_, err = e.Erase(ctx(), writer(2), desk.Actor{Name: "Ada", Role: desk.RoleAdmin}, begin())
	e.must(err)
	_, err = e.Copy(ctx(), two.Draft)
	e.must(err)
	e.must(e.Record(ctx(), desk.Change{CopiesOver: []string{two.Draft, "C-9-9", ""}}))
	list, err = e.Copies(ctx())
	e.must(err)
	e.same("in the end", list, []desk.DraftCopy{one})
}
