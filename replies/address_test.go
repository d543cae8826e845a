package replies

import (
	"slices"
	"strings"
	"testing"

	"returndesk/desk"
)

// TestReturnAddress: the record's own address comes first, then the shop's; with neither,
// the mail cannot leave.
func TestReturnAddress(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ record, brand, want string }{
		"of the record": {"Dock 9, Utica NY", "Dock 4, Albany NY", "Dock 9, Utica NY"},
		"of the shop":   {"", "Dock 4, Albany NY", "Dock 4, Albany NY"},
		"none":          {"", "", ""},
	} {
		in := inputOf(t, recording(t, "S14"))
		in.Brand.ReturnAddress = tc.brand
		in.RMAs = []desk.RMA{{Number: "RMA-7K3Q-9TXB", State: desk.RMAAuthorized, Condition: "in its box", Deadline: "2026-04-20", ReturnAddress: tc.record}}
		in.Action = &desk.Action{Name: "rma_authorized", Template: "rma_authorized", Role: desk.RoleAgent, RMAState: desk.RMAAuthorized}
		drafts, err := Compose(in)
		if err != nil {
			t.Fatal(err)
		}
		if tc.want != "" && !strings.Contains(drafts[0].Text, tc.want) {
			t.Errorf("%s: the mail does not name %q", name, tc.want)
		}
		open := slices.ContainsFunc(CheckDraft(drafts[0], contextOf(in)), func(p desk.Problem) bool {
			return p.Code == "placeholder" && p.Block && strings.HasPrefix(p.Text, "address ")
		})
		if open != (tc.want == "") {
			t.Errorf("%s: blocked %v", name, open)
		}
	}
}
