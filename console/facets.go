package console

import (
	"cmp"
	"slices"

	"returndesk/desk"
)

// facetGroup is one list of values to narrow by, with counts.
type facetGroup struct {
	Name, Label string
	Values      []facet
	More        int // values that are left out of the short list
}

type facet struct {
	Label, Link, Meaning string
	Count                int
	Chosen               bool
}

// shownFacets is how many values of a list stand there before "more".
const shownFacets = 8

// facetGroups turns counts into links that narrow or widen the queue.
func facetGroups(f filter, counts desk.Facets) []facetGroup {
	held := facetGroup{Name: "for", Label: "Waits for"}
	class, outcome, flag := facetGroup{Name: "class", Label: "Class"}, facetGroup{Name: "outcome", Label: "Outcome"}, facetGroup{Name: "flag", Label: "Flag"}
	link := func(name, value string, chosen bool) string {
		q := f.query()
		q.Set(name, value)
		if chosen {
			q.Del(name)
		}
		if e := q.Encode(); e != "" {
			return "/queue?" + e
		}
		return "/queue"
	}
	label := plainWords
	for _, c := range desk.Classes() {
		if n := counts.Classes[c]; n > 0 || c == f.Class {
			class.Values = append(class.Values, facet{label(string(c)), link("class", string(c), c == f.Class), "", n, c == f.Class})
		}
	}
	for _, o := range desk.Outcomes() {
		if n := counts.Outcomes[o]; n > 0 || o == f.Outcome {
			outcome.Values = append(outcome.Values, facet{label(string(o)), link("outcome", string(o), o == f.Outcome), "", n, o == f.Outcome})
		}
	}
	for _, x := range desk.Flags() {
		if n := counts.Flags[x]; n > 0 || x == f.Flag {
			flag.Values = append(flag.Values, facet{x.Short(), link("flag", string(x), x == f.Flag), x.Meaning(), n, x == f.Flag})
		}
	}
	for _, x := range []struct {
		held        desk.Held
		label, tell string
		n           int
	}{
		{desk.HeldForMe, "me", "What only a senior or a second person may approve, and I may.", counts.ForMe},
		{desk.HeldAny, "more than an agent", "What no agent may approve alone, whoever may.", counts.Held},
	} {
		name, chosen := string(x.held), f.Held == x.held
		if x.n > 0 || chosen {
			held.Values = append(held.Values, facet{x.label, link("for", name, chosen), x.tell, x.n, chosen})
		}
	}
	groups := []facetGroup{held, class, outcome, flag}
	for i := range groups {
		slices.SortStableFunc(groups[i].Values, func(a, b facet) int {
			if a.Chosen != b.Chosen {
				return map[bool]int{true: -1, false: 1}[a.Chosen]
			}
			return cmp.Compare(b.Count, a.Count)
		})
		groups[i].More = max(0, len(groups[i].Values)-shownFacets)
	}
	return groups
}

// Short gives the values that are always shown, Rest the others.
func (g facetGroup) Short() []facet { return g.Values[:min(len(g.Values), shownFacets)] }

// Rest gives the values behind "more".
func (g facetGroup) Rest() []facet { return g.Values[len(g.Short()):] }
