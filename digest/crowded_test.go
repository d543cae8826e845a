package digest_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"returndesk/desk"
	"returndesk/digest"
)

// crowdedShop is a busy week of 40 products with long names, eight carriers and three
// currencies, with names that nobody would choose.
func crowdedShop(t *testing.T) *digest.Digest {
	t.Helper()
	w, err := digest.ParseWeek("2026-W47")
	if err != nil {
		t.Fatal(err)
	}
	s, source := openStore(t), shipped{}
	list := []desk.Count{desk.NewCount("2026-06-01", 1, desk.CountMail, "delay")}
	add := func(day string, n int64, figure string, dims ...string) {
		list = append(list, desk.NewCount(desk.Date(day), n, figure, dims...))
	}
	for i := range 40 {
		sku := fmt.Sprintf("KEYBOARD-WALNUT-HOTSWAP-ISO-DE-LOW-PROFILE-EDITION-2026-%02d", i)
		switch i {
		case 0:
			sku = "=HYPERLINK(\"http://x.example\")<img src=x>"
		case 1:
			sku = "Desk mixer with eight channels, walnut sides and a very long description behind it"
		case 2:
			sku = "ﷺ🎛️ Ünïcödé 鍵盤"
		}
		fw := fmt.Sprintf("2.%d.%d-rc.%d+build.20261118", i%7, i%3, i)
		for b := range 3 {
			batch := fmt.Sprintf("BATCH-2026-%02d-%d", i, b)
			mk := strings.TrimPrefix(desk.NewCount("", 0, "x", sku, fw, batch).Of, "x/")
			source[mk+" 2026-09"] = 40
			source[mk+" 2026-10"] = 40
			add("2026-11-18", int64(b*(i%5)*2), desk.CountDefect, sku, fw, batch, "2026-10", "reported")
			add("2026-10-07", 1, desk.CountDefect, sku, fw, batch, "2026-09", "reported")
			add("2026-11-19", int64(b*(i%3)), desk.CountDefect, sku, fw, batch, "2026-10", "confirmed")
		}
		add("2026-11-20", int64(1+i%4), desk.CountReplaced, sku)
	}
	for i := range 8 {
		carrier := fmt.Sprintf("Carrier-%d-International-Express-Logistics-GmbH", i)
		add("2026-11-18", int64(i+1), desk.CountDamage, carrier)
		add("2026-11-18", int64(i+1), desk.CountService, carrier, "Next-Day-Air-Saver-Before-Noon")
	}
	for _, c := range []string{"EUR", "JPY", "USD"} {
		add("2026-11-18", 123_456_789_012, desk.CountMoney, c, "refund")
		add("2026-11-18", 900, desk.CountPaid, c, "refund")
		add("2026-11-11", 5_000, desk.CountMoney, c, "postage")
	}
	for _, class := range desk.Classes() {
		for _, template := range []string{"ask_missing", "claim_received", "delay_notice", "rma_authorized", "resolution_shipped"} {
			add("2026-11-17", 9999, desk.CountMail, string(class))
			add("2026-11-17", 777, desk.CountDraft, template, string(class), "approved")
			add("2026-11-10", 777, desk.CountDraft, template, string(class), "edited")
		}
	}
	if err := s.Record(t.Context(), counts(list...)); err != nil {
		t.Fatal(err)
	}
	d, err := digest.Make(t.Context(), s, source, shopOf(t), w, w.Due(newYork(t), 480), never)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestCrowdedWeek: however much there is, the page stays short and narrow, the text within
// its lines, and the table whole.
func TestCrowdedWeek(t *testing.T) {
	t.Parallel()
	d := crowdedShop(t)
	page, err := digest.HTML(d, func(name string) string { return "crowded_" + name + ".png" })
	if err != nil {
		t.Fatal(err)
	}
	if len(page) > 100_000 {
		t.Errorf("the page has %d bytes", len(page))
	}
	if strings.Contains(string(page), "<img src=x") {
		t.Error("a product's name became a part of the page")
	}
	for i, line := range strings.Split(digest.Text(d), "\n") {
		if n := utf8.RuneCountInString(line); n > 78 {
			t.Errorf("line %d of the text has %d characters: %s", i+1, n, line)
		}
	}
	table, err := digest.CSV(d)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 40 {
		if want := fmt.Sprintf("BATCH-2026-%02d-2: units reported", i); !strings.Contains(string(table), want) {
			t.Errorf("the table lacks %s", want)
		}
	}
	if strings.Contains(string(table), ",=HYPER") || strings.Contains(string(table), "\n=") || strings.Contains(string(table), `,"=`) {
		t.Error("a cell of the table begins like a formula")
	}
	if dir := os.Getenv("RETURNDESK_DIGEST_PICTURES"); dir != "" {
		write(t, filepath.Join(dir, "crowded.html"), page)
		write(t, filepath.Join(dir, "crowded.txt"), []byte(digest.Text(d)))
		write(t, filepath.Join(dir, "crowded.csv"), table)
		for _, c := range d.Charts() {
			png, err := digest.Draw(c, digest.PNG)
			if err != nil {
				t.Fatal(err)
			}
			write(t, filepath.Join(dir, "crowded_"+c.Name+".png"), png)
		}
	}
}
