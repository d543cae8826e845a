package replies

import (
	"bytes"
	"strings"
	"testing"

	"returndesk/desk"
)

// TestAuthorizedReturnCarriesItsSlip: the mail that names the return number carries the
// page to print; no other mail does, and none where the shop has no return address.
func TestAuthorizedReturnCarriesItsSlip(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		template, address string
		parts             int
	}{
		{"rma_authorized", "Dock 4, 12 Mill Road", 1},
		{"rma_authorized", "", 0},
		{"rma_no_return", "Dock 4, 12 Mill Road", 0},
		{"rma_status", "Dock 4, 12 Mill Road", 0},
	} {
		in := inputOf(t, recording(t, "S19"))
		in.Brand.ReturnAddress = tc.address
		in.RMAs = []desk.RMA{{Number: "RMA-7K3Q-9TXB", State: desk.RMAAuthorized, Condition: "in its box", Deadline: "2026-04-20",
			Item: "Dial", SKU: "D-1", Serial: "D-77", Qty: 2, ReturnAddress: tc.address}}
		in.Action = &desk.Action{Name: tc.template, Template: tc.template, Role: desk.RoleAgent}
		drafts, err := Compose(in)
		if err != nil || len(drafts) != 1 {
			t.Fatalf("%s: %d drafts, %v", tc.template, len(drafts), err)
		}
		d := drafts[0]
		if len(d.Parts) != tc.parts {
			t.Errorf("%s, address %q: %d files attached", tc.template, tc.address, len(d.Parts))
			continue
		}
		if tc.parts == 0 {
			continue
		}
		if p := d.Parts[0]; p.Name != "RMA-7K3Q-9TXB.pdf" || p.Type != "application/pdf" || !bytes.HasPrefix(p.Data, []byte("%PDF-")) {
			t.Errorf("attached is %s of type %s", p.Name, p.Type)
		}
		raw, err := Message(d, in.Now)
		if err != nil || !strings.Contains(string(raw), `filename="RMA-7K3Q-9TXB.pdf"`) {
			t.Errorf("the mail does not carry the slip: %v", err)
		}
		again, err := Compose(in)
		if err != nil || again[0].ContentHash() != d.ContentHash() {
			t.Errorf("drawn up again it is another draft: %v", err)
		}
	}
}

// TestSlipNamesTheRecordsLine: what goes back is the record's line, not the whole order.
func TestSlipNamesTheRecordsLine(t *testing.T) {
	t.Parallel()
	in := Input{RMAs: []desk.RMA{{Number: "RMA-7K3Q-9TXB", Item: "Dial", SKU: "D-1", Serial: "D-77", Qty: 2}, {Number: "RMA-0000-0000"}}}
	f := &desk.FactDetail{Items: []string{"Dial", "Cable"}}
	word := func(key string) string { return "<" + key + ">" }
	if got := in.slipItems("RMA-7K3Q-9TXB", f, word); len(got) != 1 || got[0] != "Dial (D-1), <serial> D-77, 2 <pieces>" {
		t.Errorf("the record's line: %q", got)
	}
	long := &in.RMAs[0]
	long.Item = strings.Repeat("Keyboard with every option in its name, ", 12)
	if got := in.slipItems("RMA-7K3Q-9TXB", f, word); len([]rune(got[0])) > 200 || !strings.HasSuffix(got[0], "every option in … (D-1), <serial> D-77, 2 <pieces>") {
		t.Errorf("a long name leaves no room for what tells the piece: %q", got)
	}
	if got := in.slipItems("RMA-0000-0000", f, word); len(got) != 2 {
		t.Errorf("a record without a line: %q", got)
	}
}
