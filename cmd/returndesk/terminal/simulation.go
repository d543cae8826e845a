package terminal

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"returndesk/sim"
)

// SimulationWeek is a line of progress: what stands there at the end of a week.
func (l Look) SimulationWeek(r sim.Report) string {
	return l.Hang(r.To.Format(time.DateOnly)+"  ", fmt.Sprintf("%4d orders  %4d mails  %4d cases  %3d returns  %6d checks",
		r.Orders, total(r.Mails), total(r.Cases), total(r.RMAs), r.Checked()))
}

// SimulationTable is the end of a simulation.
func (l Look) SimulationTable(r sim.Report, took time.Duration) string {
	var b strings.Builder
	line := func(name string, n int, more string) {
		b.WriteString(l.Hang(fmt.Sprintf("%-12s %6d  ", name, n), more))
	}
	fmt.Fprintf(&b, "\n%s\n", l.Hang("", fmt.Sprintf("Seed %d, %s to %s: %d days in %.1f s", r.Seed, r.From.Format(time.DateOnly), r.To.Format(time.DateOnly), r.Days, took.Seconds())))
	line("orders", r.Orders, fmt.Sprintf("%d ran late, %d cancelled, %d boxes with something wrong", r.Slips, r.Cancelled, r.Claims))
	line("mails", total(r.Mails), parts(r.Mails))
	line("cases", total(r.Cases), parts(r.Cases))
	line("outcomes", len(r.Outcomes), parts(r.Outcomes))
	line("drafts", total(r.Drafts), parts(r.Drafts))
	line("returns", total(r.RMAs), parts(r.RMAs))
	line("reminders", r.Reminders(), "and other mails that time called for")
	line("notices", r.Sent["delay_notice"], "of delay")
	if r.Solo > 0 {
		line("refunds", r.Refunds, fmt.Sprintf("%d of them by one person who confirmed them later", r.Solo))
	} else {
		line("refunds", r.Refunds, "each by two people")
	}
	line("digests", r.Digests, "closed weeks")
	line("staff", r.Steps, fmt.Sprintf("steps; %d tries were refused by the rules", r.Refused))
	line("besides", r.Undone+r.Split+r.ByHand+r.Deleted+r.Outages, fmt.Sprintf("%d approvals taken back, %d returns split, %d drafts sent from a mail program, %d deleted there, %d outages", r.Undone, r.Split, r.ByHand, r.Deleted, r.Outages))
	line("invariants", r.Checked(), parts(r.Checks))
	b.WriteString("\n" + l.Hang("", "No invariant was broken. Hash "+r.Hash[:min(16, len(r.Hash))]))
	return b.String()
}

func total[K comparable](m map[K]int) int {
	n := 0
	for _, k := range m {
		n += k
	}
	return n
}

// parts lists what a sum is made of, the largest first.
func parts[K ~string](m map[K]int) string {
	keys := slices.SortedFunc(maps.Keys(m), func(a, b K) int { return cmp.Or(m[b]-m[a], strings.Compare(string(a), string(b))) })
	out := make([]string, 0, len(keys))
	for _, k := range keys {
		out = append(out, fmt.Sprintf("%s %d", cmp.Or(string(k), "-"), m[k]))
	}
	return strings.Join(out, ", ")
}
