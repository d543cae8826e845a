package digest

import (
	"fmt"
	"maps"
	"slices"

	"returndesk/desk"
)

// money is block 9, per currency: what went out and came back, and what may follow.
func (m *maker) money() (Block, error) {
	b := Block{Key: "money", Title: "Money"}
	g, err := load(m.ctx, m.sums, m.p, desk.CountMoney)
	if err != nil {
		return b, err
	}
	replaced, err := load(m.ctx, m.sums, m.p, desk.CountReplaced)
	if err != nil {
		return b, err
	}
	paid, err := load(m.ctx, m.sums, m.p, desk.CountPaid)
	if err != nil {
		return b, err
	}
	currencies := map[string]bool{}
	for dims := range g {
		currencies[dim(dims, 0)] = true
	}
	for _, list := range []map[string]int64{m.open.exposure, m.open.recoverable} {
		for c := range list {
			currencies[c] = true
		}
	}
	for _, cur := range slices.Sorted(maps.Keys(currencies)) {
		unit := cur
		if unit == "-" {
			unit = "?"
		}
		for _, k := range []struct{ kind, label string }{
			{"refund", "Repaid"}, {"postage", "Postage that we paid"}, {"recovered", "Paid by carriers"},
		} {
			row := g[cur+"/"+k.kind]
			f := m.p.amounts(row).figure("money/"+cur+"/"+k.kind, k.label+", "+unit, unit, paid[cur+"/"+k.kind][0])
			if row == (counts{}) {
				f.Minor = true
			}
			b.Figures = append(b.Figures, f)
		}
		for _, k := range []struct {
			key, label string
			sum, n     int64
		}{
			{"exposure", "Price of the goods in open returns", m.open.exposure[cur], m.open.exposed[cur]},
			{"recoverable", "Of damaged goods, claimable from carriers", m.open.recoverable[cur], m.open.claimed[cur]},
		} {
			b.Figures = append(b.Figures, Figure{Key: "money/" + cur + "/" + k.key, Label: k.label + ", " + unit, Unit: unit,
				This: number(float64(k.sum) / 1000), N: k.n, Standing: true, Minor: k.sum == 0})
		}
	}
	all := replaced.total()
	b.Figures = append(b.Figures, m.p.values(all).figure("money/replaced", "Units replaced", "", all[0]))
	for _, sku := range replaced.keys() {
		f := m.p.values(replaced[sku]).figure("money/replaced/"+sku, makeWords(sku+"/-/-")+": units replaced", "", replaced[sku][0])
		f.Minor = true
		b.Figures = append(b.Figures, f)
	}
	if m.open.noPrice > 0 {
		b.Notes = append(b.Notes, fmt.Sprintf("Of %d open returns the order data give no price.", m.open.noPrice))
	}
	return b, nil
}

// amounts makes thousandths a row of known values.
func (p period) amounts(c counts) weekly {
	w := p.values(c)
	for _, v := range w {
		if v != nil {
			*v /= 1000
		}
	}
	return w
}
