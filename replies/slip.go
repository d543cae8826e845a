package replies

import (
	"cmp"
	"fmt"
	"strings"

	"returndesk/desk"
	"returndesk/slip"
	"returndesk/templates"
)

// withSlip attaches the return slip to a mail that authorizes a return (domain.md section
// 3): the same number, address, condition and day as its words have. A record without an
// address or a number gets none; the open placeholder blocks the mail anyhow. So does a parcel
// that was sent before.
func (in *Input) withSlip(d *desk.Draft, template string, v templates.Values, f *desk.FactDetail) error {
	number := text(v, "number")
	if template != "rma_authorized" || number == "" || text(v, "address") == "" || v["sent_already"] != nil {
		return nil
	}
	lang := d.Language
	word := func(key string) string { return in.Words.Sentence(lang, "slip."+key) }
	s := slip.Slip{
		Brand: in.Brand.Name, Number: number, Order: text(v, "order_number"), Items: in.slipItems(number, f, word),
		Condition: text(v, "condition"), Deadline: text(v, "expires"), Address: in.postal(number),
		Paper: slip.PaperOf(f.Country), Language: lang, Made: in.Now,
		Words: slip.Words{
			Title: word("title"), Inside: word("inside"), Number: word("number"), Order: word("order"), Items: word("items"),
			Condition: word("condition"), Deadline: word("deadline"), SendTo: word("send_to"), HowTo: word("how_to"), Outside: word("outside"),
		},
	}
	for n := 1; word(fmt.Sprintf("step_%d", n)) != ""; n++ {
		s.Words.Steps = append(s.Words.Steps, word(fmt.Sprintf("step_%d", n)))
	}
	pdf, err := slip.PDF(s)
	if err != nil {
		return err
	}
	d.Parts = append(d.Parts, desk.DraftPart{Name: number + ".pdf", Type: "application/pdf", Data: pdf})
	return nil
}

// postal gives in lines where a return goes: what the person said, else what the record keeps,
// else the shop's own address.
func (in *Input) postal(number string) string {
	kept := ""
	if r := in.record(number); r != nil {
		kept = r.ReturnAddress
	}
	return cmp.Or(strings.TrimSpace(in.Values["address"]), kept, in.Brand.ReturnAddress)
}

// slipItems names what goes back: the record's own line, else the order's lines.
func (in *Input) slipItems(number string, f *desk.FactDetail, word func(string) string) []string {
	r := in.record(number)
	if r == nil || r.Number != number || r.Item == "" && r.SKU == "" {
		return f.Items
	}
	line := shortName(r.Item)
	if r.SKU != "" {
		line = strings.TrimSpace(line + " (" + r.SKU + ")")
	}
	if r.Serial != "" {
		line += ", " + word("serial") + " " + r.Serial
	}
	if r.Qty > 1 {
		line += fmt.Sprintf(", %d %s", r.Qty, word("pieces"))
	}
	return []string{line}
}

// maxName is how many letters of an item's name stand on the slip. Some shops export every option
// into it; the four lines that it may take have to keep room for serial number and pieces.
const maxName = 150

// shortName cuts an overlong name at a word.
func shortName(name string) string {
	letters := []rune(name)
	if len(letters) <= maxName {
		return name
	}
	cut := string(letters[:maxName])
	if at := strings.LastIndexByte(cut, ' '); at > len(cut)/2 {
		cut = cut[:at]
	}
	return strings.TrimRight(cut, " ,;:-") + " …"
}

// text gives a value that is one string.
func text(v templates.Values, name string) string {
	s, ok := v[name].(string)
	if !ok {
		return ""
	}
	return strings.TrimSpace(s)
}
