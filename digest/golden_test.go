package digest_test

import (
	"flag"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/digest"
)

var update = flag.Bool("update", false, "write the golden files anew")

// cases are the weeks that have to look right.
type week struct {
	name    string
	matters func(r *rand.Rand, end time.Time) []matter
	source  digest.Deliveries
	earlier func(digest.Week) (*digest.Digest, error)
}

func goldenWeeks() []week {
	many := func(n, weeks int) func(*rand.Rand, time.Time) []matter {
		return func(r *rand.Rand, end time.Time) []matter {
			list := make([]matter, n)
			for i := range list {
				list[i] = invent(r, i, end, weeks)
			}
			return list
		}
	}
	return []week{
		{name: "empty", matters: many(0, 1)},
		{name: "one_mail", matters: func(_ *rand.Rand, end time.Time) []matter {
			return []matter{{id: "C-1001", received: end.AddDate(0, 0, -2), class: desk.ClassDelay, template: "on_schedule", outcome: desk.OutcomeOnScheduleInfo}}
		}},
		{name: "first_week", matters: many(60, 1), source: parcels{units: 2, parcels: 9}},
		{name: "usual", matters: many(900, 14), source: parcels{units: 3, parcels: 12}, earlier: frozenBefore},
		{name: "huge", matters: many(6000, 9), source: parcels{err: desk.Errf(desk.CodeUnsupported, "no")}},
	}
}

// frozenBefore is what was frozen in the weeks before: a few figures of each.
func frozenBefore(w digest.Week) (*digest.Digest, error) {
	f := func(key string, v float64) digest.Figure {
		return digest.Figure{Key: key, Label: key, This: &v}
	}
	n := float64(w.N % 5)
	return &digest.Digest{Week: w.String(), State: digest.StateSent, Blocks: []digest.Block{{
		Key: "x", Figures: []digest.Figure{f("returns/open", 90+n), f("returns/overdue", 10+n), f("decide/overdue", 10+n), f("money/USD/exposure", 12000+n), f("inbound/all", 61)},
	}}}, nil
}

// TestGolden: empty, first, small, usual and huge weeks, as text, page and table.
func TestGolden(t *testing.T) {
	t.Parallel()
	zone := newYork(t)
	w, err := digest.ParseWeek("2026-W47")
	if err != nil {
		t.Fatal(err)
	}
	now := w.Due(zone, 8*60)
	for _, g := range goldenWeeks() {
		t.Run(g.name, func(t *testing.T) {
			t.Parallel()
			s := openStore(t)
			record(t, s, g.matters(rand.New(rand.NewPCG(7, 47)), w.Ends(zone)), now)
			if g.earlier == nil {
				g.earlier = never
			}
			d, err := digest.Make(t.Context(), s, g.source, shopOf(t), w, now, g.earlier)
			if err != nil {
				t.Fatal(err)
			}
			page, err := digest.HTML(d, func(name string) string { return name + ".png" })
			if err != nil {
				t.Fatal(err)
			}
			table, err := digest.CSV(d)
			if err != nil {
				t.Fatal(err)
			}
			if len(page) > 100<<10 {
				t.Errorf("the page has %d bytes", len(page))
			}
			for i, line := range strings.Split(digest.Text(d), "\n") {
				if n := len([]rune(line)); n > 78 {
					t.Errorf("line %d of the text has %d characters: %s", i+1, n, line)
				}
			}
			for _, what := range []string{"@", "buyer", "HW-2"} { // nothing of a customer
				if strings.Contains(digest.Text(d)+string(table), what) || strings.Contains(strings.ReplaceAll(string(page), "@media", ""), what) {
					t.Errorf("the digest says %q", what)
				}
			}
			golden(t, g.name+".txt", []byte(digest.Text(d)))
			golden(t, g.name+".html", page)
			golden(t, g.name+".csv", table)
			if dir := os.Getenv("RETURNDESK_DIGEST_PICTURES"); dir != "" {
				write(t, filepath.Join(dir, g.name+".html"), []byte(strings.ReplaceAll(string(page), "src=\"", "src=\""+g.name+"_")))
				for _, c := range d.Charts() {
					png, err := digest.Draw(c, digest.PNG)
					if err != nil {
						t.Fatal(err)
					}
					write(t, filepath.Join(dir, g.name+"_"+c.Name+".png"), png)
				}
			}
		})
	}
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		write(t, path, got)
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != string(got) {
		t.Errorf("%s differs; look at it and run the test with -update", name)
	}
}
