package digest

import (
	"fmt"
	"strings"

	"returndesk/desk"
)

// templateRows is how many templates the mail shows; the attached table has all.
const templateRows = 10

// drafts is block 6: what people made of the drafts, of the readings and of the rules.
func (m *maker) drafts() (Block, error) {
	b := Block{Key: "drafts", Title: "What people made of the drafts"}
	g, err := load(m.ctx, m.sums, m.p, desk.CountDraft)
	if err != nil {
		return b, err
	}
	verdicts := []struct{ verdict, label string }{
		{desk.VerdictApproved, "Sent as drafted"}, {desk.VerdictEdited, "Sent after an edit"}, {desk.VerdictRejected, "Rejected"},
	}
	all := g.total()
	for _, v := range verdicts {
		row := g.where(2, v.verdict)
		b.Figures = append(b.Figures, m.p.ratio(row, all).figure("drafts/"+v.verdict, v.label, "%", all[0]))
	}
	t := Table{Title: "This week by template and class", Head: []string{"Template", "As drafted", "Edited", "Rejected", "As drafted last week"}}
	for _, key := range g.by(2).keys() {
		template, class, _ := strings.Cut(key, "/")
		sum, name := g.by(2)[key], named(template)+", "+strings.ToLower(classWords(class))
		cells := []string{name}
		for _, v := range verdicts {
			row := g[key+"/"+v.verdict]
			f := m.p.values(row).figure("drafts/"+key+"/"+v.verdict, name+": "+strings.ToLower(v.label), "", row[0])
			f.Minor = true
			b.Figures = append(b.Figures, f)
			cells = append(cells, fmt.Sprint(row[0]))
		}
		if sum[0] > 0 {
			share := m.p.ratio(g[key+"/"+desk.VerdictApproved], sum)
			t.Rows = append(t.Rows, append(cells, value(share[1], "%")))
		}
	}
	if t.More = max(0, len(t.Rows)-templateRows); len(t.Rows) > 0 {
		b.Tables = append(b.Tables, t)
	}
	return b, m.decidedOtherwise(&b)
}

// decidedOtherwise adds the readings that people corrected, and what they decided against a
// check, against the table or alone.
func (m *maker) decidedOtherwise(b *Block) error {
	reclass, err := load(m.ctx, m.sums, m.p, desk.CountReclass)
	if err != nil {
		return err
	}
	all := reclass.total()
	b.Figures = append(b.Figures, m.p.values(all).figure("reclass/all", "Readings corrected", "", all[0]))
	for _, key := range reclass.keys() {
		from, to, _ := strings.Cut(key, "/")
		label := "Read as " + strings.ToLower(classWords(from)) + ", was " + strings.ToLower(classWords(to))
		if from == to {
			label = classWords(to) + ": order, signals or further matters"
		}
		f := m.p.values(reclass[key]).figure("reclass/"+key, label, "", reclass[key][0])
		f.Minor = reclass[key][0] == 0
		b.Figures = append(b.Figures, f)
	}
	overrides, err := load(m.ctx, m.sums, m.p, desk.CountOverride)
	if err != nil {
		return err
	}
	all = overrides.total()
	b.Figures = append(b.Figures, m.p.values(all).figure("override/all", "Decided against a check or the table", "", all[0]))
	for _, key := range overrides.keys() {
		f := m.p.values(overrides[key]).figure("override/"+key, overrideWords(key), "", overrides[key][0])
		f.Minor = overrides[key][0] == 0
		b.Figures = append(b.Figures, f)
	}
	solo, err := load(m.ctx, m.sums, m.p, desk.CountSolo)
	if err != nil {
		return err
	}
	if all = solo.total(); all != (counts{}) {
		f := m.p.values(all).figure("solo/all", "Approved by one person alone", "", all[0])
		f.Red = all[0] > 0
		b.Figures = append(b.Figures, f)
	}
	return nil
}

func overrideWords(kind string) string {
	switch kind {
	case "warning":
		return "… a warning about the words"
	case "old_order_data":
		return "… refusals on old order data"
	case "record_against_the_table":
		return "… records that the table would not open"
	}
	return "… " + strings.ToLower(named(kind))
}
