package digest

// correctionRows is how many corrections the mail shows; the attached table has all.
const correctionRows = 15

// corrections lists the figures of last week that are not any more what was sent.
func (m *maker) corrections(d *Digest) (Block, bool) {
	last := m.earlier[1]
	if last == nil {
		return Block{}, false
	}
	t := Table{Title: "Last week, as it was sent and as it is now", Head: []string{"Figure", "Sent", "Now"}}
	var minor [][]string
	add := func(f *Figure, was, now *float64) {
		if row := []string{f.Label, value(was, f.Unit), value(now, f.Unit)}; f.Minor {
			minor = append(minor, row)
		} else {
			t.Rows = append(t.Rows, row)
		}
	}
	for i := range d.Blocks {
		for k := range d.Blocks[i].Figures {
			f := &d.Blocks[i].Figures[k]
			if f.Standing {
				continue
			}
			old := last.Figure(f.Key)
			var was *float64
			if old != nil {
				was = old.This
			} else if f.Last == nil || *f.Last == 0 {
				continue
			}
			if same(was, f.Last) {
				continue
			}
			if was == nil && f.counted() {
				was = number(0)
			}
			add(f, was, f.Last)
		}
	}
	for i := range last.Blocks { // what was all there was of something, and was taken back
		for k := range last.Blocks[i].Figures {
			f := &last.Blocks[i].Figures[k]
			if f.Standing || deref(f.This) == 0 || d.Figure(f.Key) != nil {
				continue
			}
			var now *float64
			if f.counted() {
				now = number(0)
			}
			add(f, f.This, now)
		}
	}
	major := min(len(t.Rows), correctionRows)
	t.Rows = append(t.Rows, minor...)
	if t.More = len(t.Rows) - major; len(t.Rows) == 0 {
		return Block{}, false
	}
	return Block{Key: "corrections", Title: "Corrections to " + last.Week, Tables: []Table{t},
		Notes: []string{"Readings that people corrected and mail that was handled late change the week in which the mail came."}}, true
}

// counted reports whether a figure is a number of things or a sum of money, which is 0 where
// there is none; shares and times are then not known.
func (f *Figure) counted() bool { return f.Unit == "" || f.money() }

func same(a, b *float64) bool {
	if a == nil || b == nil {
		return a == b
	}
	d := *a - *b
	return d < 1e-9 && d > -1e-9
}
