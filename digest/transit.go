package digest

import (
	"returndesk/desk"
)

// transit is block 4: damage in transit by carrier and, where the orders name it, by the
// carrier's service, over parcels delivered; and our claims against carriers.
func (m *maker) transit() (Block, error) {
	b := Block{Key: "transit", Title: "Damage in transit and carrier claims"}
	damage, err := load(m.ctx, m.sums, m.p, desk.CountDamage)
	if err != nil {
		return b, err
	}
	services, err := load(m.ctx, m.sums, m.p, desk.CountService)
	if err != nil {
		return b, err
	}
	claims, err := load(m.ctx, m.sums, m.p, desk.CountClaim)
	if err != nil {
		return b, err
	}
	parcels, served, starts := group{}, group{}, m.p.starts()
	for _, d := range m.delivered.Parcels {
		if i, ok := m.p.index(starts, d.Day); ok {
			of := desk.NewCount("", 0, "x", d.Carrier, d.Service).Of
			for key, g := range map[string]group{dim(of, 1): parcels, dim(of, 1) + "/" + dim(of, 2): served} {
				row := g[key]
				row[i] += int64(d.Parcels)
				g[key] = row
			}
		}
	}
	all := damage.total()
	b.Figures = append(b.Figures, m.p.values(all).figure("transit/damaged", "Parcels reported damaged", "", all[0]))
	b.Figures = append(b.Figures, m.share("transit/share", "Share of delivered parcels", all, parcels.total()))
	for _, carrier := range damage.keys() {
		name := carrier
		if name == "-" {
			name = "unknown carrier"
		}
		b.Figures = append(b.Figures, m.damaged(carrier, name, damage[carrier], parcels[carrier])...)
	}
	for _, s := range []struct {
		state desk.ClaimState
		label string
	}{{desk.ClaimFiled, "Claims filed"}, {desk.ClaimWon, "Claims won"}, {desk.ClaimLost, "Claims lost"}} {
		row := claims.where(1, string(s.state))
		b.Figures = append(b.Figures, m.p.values(row).figure("transit/claims/"+string(s.state), s.label, "", row[0]))
	}
	won, lost := claims.where(1, string(desk.ClaimWon)), claims.where(1, string(desk.ClaimLost))
	answered := won.plus(lost)
	b.Figures = append(b.Figures, m.p.ratio(won, answered).figure("transit/won", "Of answered claims, won", "%", answered[0]))
	for _, key := range services.keys() { // last: where a shop has many, the attached table has the rest
		by := dim(key, 0) + " " + dim(key, 1)
		b.Figures = append(b.Figures, m.damaged(key, by, services[key], served[key])...)
	}
	if m.unknown != "" {
		b.Notes = append(b.Notes, "Shares are unknown: "+m.unknown+".")
	}
	return b, nil
}

// damaged gives the two figures of one carrier or service. Where neither this week nor last
// had damage and the usual week has none, both stand in the attached table only.
func (m *maker) damaged(key, name string, row, parcels counts) []Figure {
	f := m.p.values(row).figure("transit/damaged/"+key, name+": damaged", "", row[0])
	share := m.share("transit/share/"+key, name+": share of its parcels", row, parcels)
	f.Minor = f.nothing()
	share.Minor = f.Minor
	return []Figure{f, share}
}

// share is a figure over delivered parcels; unknown, and not 0, where nobody knows them.
func (m *maker) share(key, label string, a, parcels counts) Figure {
	if m.unknown != "" {
		return Figure{Key: key, Label: label, Unit: "%"}
	}
	return m.p.ratio(a, parcels).figure(key, label, "%", parcels[0])
}
