package replies

import (
	"strings"
	"testing"

	"returndesk/desk"
)

func sound() (desk.Draft, CheckContext) {
	d := desk.Draft{
		Case: "C-1042", Template: "claim_received", To: []desk.Address{{Address: "jo@mailbox.example"}},
		Subject: "Re: HW-10401", Text: "Hello,\n\nwe will check your order HW-10401 (C-1042-7K3Q9).\n",
	}
	return d, CheckContext{OrderNumbers: []string{"HW-10401", ""}, Recipients: []string{"Jo@Mailbox.example", "order@mailbox.example"}}
}

func TestCheckDraft(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		change func(d *desk.Draft, ctx *CheckContext)
		code   string // "" = no finding
		block  bool
	}{
		{"sound", func(*desk.Draft, *CheckContext) {}, "", false},
		{"another spelling of the same number", func(d *desk.Draft, _ *CheckContext) { d.Text += "See #hw 10401 and HW10401." }, "", false},
		{"open placeholder in the text", func(d *desk.Draft, _ *CheckContext) { d.Text += "On [[started_on]]." }, "placeholder", true},
		{"open placeholder in the subject", func(d *desk.Draft, _ *CheckContext) { d.Subject = "Order [[order_number]]" }, "placeholder", true},
		{"an editor's placeholder", func(d *desk.Draft, _ *CheckContext) { d.Text += "Dear {{.first_name}}" }, "placeholder", true},
		{"foreign number", func(d *desk.Draft, _ *CheckContext) { d.Text += "Your order hw-10402 too." }, "foreign_order", true},
		{"foreign number in HTML alone", func(d *desk.Draft, _ *CheckContext) { d.HTML = "<p>HW 10999</p>" }, "foreign_order", true},
		{"foreign number in the customer's subject", func(d *desk.Draft, _ *CheckContext) { d.Subject = "Re: HW-10402" }, "", false},
		{"foreign number in an edited subject", func(d *desk.Draft, _ *CheckContext) { d.Subject, d.Edited = "Re: HW-10402", true }, "foreign_order", true},
		{"common shape without any known number", func(d *desk.Draft, ctx *CheckContext) { ctx.OrderNumbers = nil }, "foreign_order", true},
		{"RMA number", func(d *desk.Draft, _ *CheckContext) { d.Text += "RMA-7K3Q-9TXB" }, "", false},
		{"a word that begins like a number", func(d *desk.Draft, _ *CheckContext) { d.Text += "SHW-10402 hw-12 HW-1040200000000000" }, "", false},
		{"foreign recipient", func(d *desk.Draft, _ *CheckContext) { d.To[0].Address = "evil@else.example" }, "recipient", true},
		{"foreign Cc", func(d *desk.Draft, _ *CheckContext) { d.Cc = []desk.Address{{Address: "boss@else.example"}} }, "recipient", true},
		{"own second address", func(d *desk.Draft, _ *CheckContext) { d.To[0].Address = "ORDER@mailbox.example" }, "", false},
		{"no recipient", func(d *desk.Draft, _ *CheckContext) { d.To = nil }, "recipient", true},
		{"no address", func(d *desk.Draft, _ *CheckContext) { d.To[0].Address = "jo" }, "recipient", true},
		{"no text", func(d *desk.Draft, _ *CheckContext) { d.Text = " \n" }, "empty", true},
		{"no subject", func(d *desk.Draft, _ *CheckContext) { d.Subject = "" }, "subject", true},
		{"two-line subject", func(d *desk.Draft, _ *CheckContext) { d.Subject = "a\r\nBcc: x@y.example" }, "subject", true},
		{"secret", func(d *desk.Draft, ctx *CheckContext) { ctx.Secrets = []string{"1ZTEST9"}; d.Text += "1ztest9" }, "order_fact", true},
		{"promise", func(d *desk.Draft, _ *CheckContext) { d.Text += "We will refund you." }, "promise", false},
		{"promise across lines", func(d *desk.Draft, _ *CheckContext) { d.Text += "You will\nreceive a\nreplacement." }, "promise", false},
		{"promise in section 6's own words", func(d *desk.Draft, _ *CheckContext) {
			d.Template = "refund_processing"
			d.Text += "We will refund you."
		}, "", false},
		{"promise added to them", func(d *desk.Draft, _ *CheckContext) {
			d.Template, d.Edited = "refund_processing", true
			d.Text += "We will refund you."
		}, "promise", false},
		{"promise in a quotation of the policy", func(d *desk.Draft, _ *CheckContext) { d.Text += "    “Then the price will be refunded.”\n" }, "", false},
		{"blame", func(d *desk.Draft, _ *CheckContext) { d.Text += "You broke it." }, "blame", false},
	} {
		d, ctx := sound()
		c.change(&d, &ctx)
		found := CheckDraft(d, ctx)
		if c.code == "" {
			if len(found) > 0 {
				t.Errorf("%s: %+v", c.name, found)
			}
			continue
		}
		if len(found) == 0 || found[0].Code != c.code || found[0].Block != c.block {
			t.Errorf("%s: found %+v, want %s, block %v", c.name, found, c.code, c.block)
		}
	}
}

func FuzzCheckDraft(f *testing.F) {
	f.Add("Hello HW-10401 and hw 10402", "Re: [[x]]")
	f.Add("İİİ HW-10402 ßẞ", "{{")
	f.Fuzz(func(t *testing.T, text, subject string) {
		d, ctx := sound()
		d.Text, d.Subject, d.Edited = text, subject, true
		CheckDraft(d, ctx)
		d.Text = text + " HW-99999 "
		for _, p := range CheckDraft(d, ctx) {
			if p.Code == "foreign_order" && strings.Contains(strings.ToUpper(p.Text), "HW-99999") {
				return
			}
		}
		t.Errorf("a foreign number after %q was not seen", text)
	})
}
