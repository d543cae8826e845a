package digest_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/digest"
)

// brute counts the figures from the matters themselves, one week at a time, with none of
// the program's sums in between.
type brute struct {
	zone *time.Location
	now  time.Time
	list []matter
}

// in reports whether an instant lies in a week and has come.
func (b brute) in(w digest.Week, at time.Time) bool {
	return !at.IsZero() && !at.After(b.now) && !at.Before(w.Starts(b.zone)) && at.Before(w.Ends(b.zone))
}

// week gives every figure of one week; what is missing is 0, or not known where n is 0.
func (b brute) week(w digest.Week) map[string]float64 {
	out := map[string]float64{}
	var waited, took, late []int
	var judged, nofault, answered, verdicts, lates, accepted float64
	for i := range b.list {
		m := &b.list[i]
		if b.in(w, m.received) {
			class := m.class
			if m.corrected != "" && !m.corrAt.After(b.now) {
				class = m.corrected
			}
			out["inbound/all"]++
			out["inbound/"+string(class)]++
			if m.late > 0 {
				lates++
				late = append(late, m.late)
				if m.late <= 3 {
					out["late/near"]++
				}
			}
			if m.accepted {
				accepted++
			}
		}
		if m.corrected != "" && b.in(w, m.corrAt) {
			out["reclass/all"]++
			out["reclass/"+string(m.class)+"/"+string(m.corrected)]++
		}
		if m.verdict != "" && b.in(w, m.looked) {
			verdicts++
			out["drafts/"+m.verdict]++
			out["drafts/"+m.template+"/"+string(m.class)+"/"+m.verdict]++
		}
		if b.in(w, m.replied) {
			waited = append(waited, int(m.waited))
		}
		if b.in(w, m.closed) {
			took = append(took, int(m.took))
		}
		r := m.rma
		if r == nil {
			continue
		}
		if b.in(w, r.OpenedAt) {
			out["returns/opened"]++
			if r.Class == desk.ClassDoaDefect {
				out["defects/reported"] += float64(r.Qty)
				out["defects/reported/"+r.SKU+"/"+r.Firmware+"/"+r.Batch] += float64(r.Qty)
			}
			if m.damaged != "" {
				out["transit/damaged"]++
				out["transit/damaged/"+m.damaged]++
				if s := serviceOf(m.damaged); s != "" {
					out["transit/damaged/"+m.damaged+"/"+s]++
				}
			}
		}
		if b.in(w, r.ClosedAt) {
			out["returns/closed"]++
			if m.refund > 0 {
				out["money/"+r.OrderCurrency+"/refund"] += float64(m.refund) / 1000
			}
			if m.postage > 0 {
				out["money/"+r.OrderCurrency+"/postage"] += float64(m.postage) / 1000
			}
		}
		if b.in(w, m.judged) {
			judged += float64(r.Qty)
			if m.found == desk.RMANoFaultFound {
				nofault += float64(r.Qty)
			} else if r.Class == desk.ClassDoaDefect {
				out["defects/confirmed"] += float64(r.Qty)
				out["defects/confirmed/"+r.SKU+"/"+r.Firmware+"/"+r.Batch] += float64(r.Qty)
			}
		}
		if b.in(w, m.filed) {
			out["transit/claims/filed"]++
		}
		if b.in(w, m.won) {
			out["transit/claims/won"]++
			answered++
		}
	}
	share := func(key string, a, n float64) {
		if n > 0 {
			out[key] = 100 * a / n
		}
	}
	for _, v := range []string{"approved", "edited", "rejected"} {
		a := out["drafts/"+v]
		delete(out, "drafts/"+v)
		share("drafts/"+v, a, verdicts)
	}
	share("returns/no_fault", nofault, judged)
	share("transit/won", answered, answered)
	share("late/share", accepted, lates)
	out["late/all"], out["late/accepted"] = lates, accepted
	rank := func(key string, list []int, unit float64) {
		slices.Sort(list)
		if n := len(list); n > 0 {
			out[key+"/p50"], out[key+"/p90"] = float64(list[(n*50+99)/100-1])/unit, float64(list[(n*90+99)/100-1])/unit
		}
	}
	rank("first_reply", waited, 60)
	rank("resolution", took, 60)
	rank("late", late, 1)
	slow := func(key string, list []int) {
		n := 0.0
		for _, v := range list {
			if v > 8*60 {
				n++
			}
		}
		share(key, n, float64(len(list)))
	}
	slow("first_reply/slow", waited)
	slow("resolution/slow", took)
	return out
}

// TestBruteForce compares every figure of nine weeks with a count over 5,000 random
// matters, over both changes of clocks and over the end of a year.
func TestBruteForce(t *testing.T) {
	t.Parallel()
	zone := newYork(t)
	for i, name := range []string{"2026-W47", "2026-W14", "2026-W01"} { // autumn, spring, new year
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, err := digest.ParseWeek(name)
			if err != nil {
				t.Fatal(err)
			}
			r := rand.New(rand.NewPCG(uint64(i), 5000))
			now := w.Due(zone, 8*60)
			b := brute{zone: zone, now: now}
			for n := range 5000 {
				b.list = append(b.list, invent(r, n, w.Ends(zone).Add(6*time.Hour), 12)) // some of the next week, too
			}
			s := openStore(t)
			record(t, s, b.list, now)
			d, err := digest.Make(t.Context(), s, parcels{units: 3, parcels: 10}, shopOf(t), w, now, never)
			if err != nil {
				t.Fatal(err)
			}
			b.compare(t, d, w)
		})
	}
}

func (b brute) compare(t *testing.T, d *digest.Digest, w digest.Week) {
	t.Helper()
	var weeks []map[string]float64
	for i := range 9 {
		weeks = append(weeks, b.week(w.Add(-i)))
	}
	seen := map[string]bool{}
	for _, block := range d.Blocks {
		for _, f := range block.Figures {
			if seen[f.Key] = true; f.Standing || f.Key == "override/all" || f.Key == "money/replaced" || f.Unit == "%" && len(f.Key) > 8 && f.Key[:8] == "transit/" && f.Key != "transit/won" {
				continue // covered by TestStanding and TestDeliveredShares
			}
			same := func(what string, got *float64, want float64, known bool) {
				t.Helper()
				switch {
				case got == nil && !known:
				case got == nil || !known || abs(*got-want) > 1e-6:
					t.Errorf("%s, %s: %v, want %v (known: %v)", f.Key, what, show(got), want, known)
				}
			}
			ratio := f.Unit == "%" || f.Unit == "h" || f.Unit == "d"
			value := func(i int) (float64, bool) {
				v, ok := weeks[i][f.Key]
				return v, ok || !ratio
			}
			v, ok := value(0)
			same("this week", f.This, v, ok)
			v, ok = value(1)
			same("last week", f.Last, v, ok)
			var all []float64
			for i := 1; i < 9; i++ {
				if v, ok := value(i); ok {
					all = append(all, v)
				}
			}
			slices.Sort(all)
			if n := len(all); n >= 3 {
				same("median", f.Median, (all[(n-1)/2]+all[n/2])/2, true)
			}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(weeks[0])) {
		if !seen[key] {
			t.Errorf("the digest lacks %s = %v", key, weeks[0][key])
		}
	}
}

func abs(v float64) float64 { return max(v, -v) }

func show(v *float64) string {
	if v == nil {
		return "not known"
	}
	return fmt.Sprint(*v)
}
