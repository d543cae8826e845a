package replies

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"returndesk/desk"
	"returndesk/templates"
)

// wanted is the language of a mail: the customer's when it was told reliably, else that in
// which he wrote before in this case ("ok, see the photo" has none), else the order's, else
// the mailbox's; "" is English. A stranger's mail says nothing of an order, not even its
// language.
func (in *Input) wanted() string {
	d := &in.Decisions[0]
	if l := cmp.Or(d.Reading.Language, in.spoken(d.Facts.Detail.Sender)); l != "" {
		return l
	}
	if owner(d) && d.Facts.Detail.OrderLanguage != "" {
		return d.Facts.Detail.OrderLanguage
	}
	return in.Brand.Language
}

// spoken is the language of the latest mail of the case by this sender of which it was told
// reliably, "" where there is none.
func (in *Input) spoken(sender string) string {
	for _, d := range slices.Backward(in.Case.Decisions) {
		if d.Reading.Language != "" && sender != "" && strings.EqualFold(d.Facts.Detail.Sender, sender) {
			return d.Reading.Language
		}
	}
	return ""
}

// buyers is the language of a mail that goes to the order's own address unasked.
func (in *Input) buyers(d *desk.Decision) string {
	if l := d.Facts.Detail.OrderLanguage; l != "" {
		return l
	}
	return in.Brand.Language
}

// inLanguage runs a composition in a language. Dates and quotations are written before it
// is known whether every template of the letter exists in it: where a mail fell back to
// English, all of it is written anew in English.
func (in *Input) inLanguage(want string, compose func() ([]desk.Draft, error)) ([]desk.Draft, error) {
	before := in.lang
	defer func() { in.lang = before }()
	in.lang, _, _ = strings.Cut(strings.ReplaceAll(strings.ToLower(strings.TrimSpace(want)), "_", "-"), "-")
	if in.lang == "" {
		in.lang = templates.BaseLanguage
	}
	drafts, err := compose()
	if err != nil || in.lang == templates.BaseLanguage {
		return drafts, err
	}
	fell := false
	for i := range drafts {
		fell = fell || drafts[i].Fallback
	}
	if !fell {
		return drafts, nil
	}
	in.lang = templates.BaseLanguage
	if drafts, err = compose(); err != nil {
		return nil, err
	}
	for i := range drafts {
		drafts[i].Fallback = true
	}
	return drafts, nil
}

// date writes a calendar date in the mail's language.
func (in *Input) date(d string) string { return in.Words.Date(in.lang, d) }

// evidenceReason says in the mail's language why an attachment shows nothing.
func (in *Input) evidenceReason(f *desk.FactDetail) string {
	why := in.Words.Sentence(in.lang, "evidence."+f.EvidenceCode)
	if why == "" {
		why = f.EvidenceWhy
	}
	return strings.TrimRight(why, ". ")
}

// cited gives pairs of section and literal sentence for what a template cites. The
// sentence on which the deciding row rests comes in place of the template's own choice
// for that section.
func (in *Input) cited(it *desk.Intent, template string, v templates.Values) [][2]string {
	if in.PolicySentence == nil {
		return nil
	}
	var out [][2]string
	for _, c := range in.Words.Cites(template, it.Sections, v) {
		section, _, _ := strings.Cut(c.Number, ".")
		number := c.Number
		if in.PolicySentence("", number) == "" {
			number = section + ".1" // a shop's own text may number its sentences otherwise
		}
		if r := in.rowSentence(it, section); r != "" && it.Template == template && !c.Firm {
			number = r
		}
		s := in.PolicySentence(in.lang, number)
		pair := [2]string{section, s}
		if s != "" && !slices.Contains(out, pair) {
			out = append(out, pair)
		}
	}
	return out
}

// rowSentence gives the number of the section's sentence on which the intent's row rests,
// if the row names one.
func (in *Input) rowSentence(it *desk.Intent, section string) string {
	for n := 1; n <= 99; n++ {
		number := fmt.Sprintf("%s.%d", section, n)
		s := in.PolicySentence("", number)
		if s == "" {
			return ""
		}
		if s == it.Why {
			return number
		}
	}
	return ""
}
