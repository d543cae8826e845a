package digest_test

import (
	"fmt"
	"strings"
	"testing"

	"returndesk/digest"
)

// TestBusiestPage: Gmail cuts a page off at 102 kB; a week in which every block is full and
// every figure red stays under 100 KB, and the table has what the page leaves out.
func TestBusiestPage(t *testing.T) {
	t.Parallel()
	v := 123456.5
	d := &digest.Digest{Week: "2026-W47", Shop: "Hollow Works", From: "2026-11-16", To: "2026-11-23", Zone: "America/New_York"}
	for i := range 9 {
		b := digest.Block{Key: fmt.Sprintf("block%d", i), Title: "A title of the usual length"}
		for k := range 60 {
			b.Figures = append(b.Figures, digest.Figure{Key: fmt.Sprintf("k/%d/%d", i, k), Label: strings.Repeat("a product of a long name, ", 3), This: &v, Last: &v, Median: &v, N: 77, Red: true})
		}
		table := digest.Table{Title: "By a long name", Head: []string{"Name", "Units", "Rate"}}
		for range 10 {
			table.Rows = append(table.Rows, []string{strings.Repeat("a product of a long name, ", 3), "7", "12.5%"})
		}
		b.Tables = append(b.Tables, table)
		d.Blocks = append(d.Blocks, b)
	}
	page, err := digest.HTML(d, func(n string) string { return "cid:" + n })
	if err != nil {
		t.Fatal(err)
	}
	if len(page) > 100_000 || len(page) < 60_000 {
		t.Errorf("the page has %d bytes", len(page))
	}
	for _, want := range []string{"more figures stand in the attached table", "<td", "</html>"} {
		if !strings.Contains(string(page), want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if n := strings.Count(string(page), "<h2"); n != len(d.Blocks) {
		t.Errorf("%d of %d blocks have a title", n, len(d.Blocks))
	}
}
