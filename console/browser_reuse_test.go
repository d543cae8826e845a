package console_test

import (
	"slices"
	"strings"
	"testing"

	"returndesk/desk"
)

// TestBrowserReused: a picture that another customer's claim had shown before stands beside
// the earlier one, small on the page and large on demand, and both can be seen.
func TestBrowserReused(t *testing.T) {
	t.Parallel()
	w := open(t)
	data, at := photo(t), w.clock.AddDate(0, 0, -3)
	w.orders[1].Stage, w.orders[1].ShippedAt, w.orders[1].DeliveredAt, w.orders[1].DeliveryStatus = desk.StageDelivered, &at, &at, desk.DeliveryDelivered
	first := w.receive(withPhoto(t, "HW-10501 photo", data, "key.jpg"))
	raw := withPhoto(t, "HW-10502 dead keys", data, "mine.jpg")
	again := w.receive(strings.NewReplacer("jo@mailbox.example", "ada@mailbox.example", "HW-10501", "HW-10502", "\r\nJo\r\n", "\r\nAda\r\n").Replace(raw))
	if again.ID == first.ID || !slices.Contains(again.Flags, desk.FlagEvidenceReused) {
		t.Fatalf("case %s has the flags %v", again.ID, again.Flags)
	}
	b := w.tabOf("agent")
	b.Look(1440, 900, "light")
	b.Open("/cases/" + again.ID)
	b.shows("ul.evidence", "was seen in "+first.ID)
	const pair = `(() => {
		const [now, before] = document.querySelectorAll("ul.evidence a.thumb img");
		const a = now.getBoundingClientRect(), b = before.getBoundingClientRect();
		return now.naturalWidth > 0 && before.naturalWidth > 0 && a.width == b.width && Math.abs(a.top - b.top) < 2 && a.right <= b.left;
	})()`
	b.Until(pair)
	if to := b.JS(`document.querySelector("a.thumb.before").pathname`); !strings.HasPrefix(to, "/cases/"+first.ID+"/files/") {
		t.Errorf("the earlier picture is %s", to)
	}
	b.Picture("reused wide, light")
	b.Click("ul.evidence a.thumb")
	b.Until(`document.querySelector("#zoom").open && [...document.querySelectorAll("#zoom img")].length == 2 && [...document.querySelectorAll("#zoom img")].every(i => i.naturalWidth > 600)`)
	if b.JS(`(() => { const [a, b] = [...document.querySelectorAll("#zoom img")].map(i => i.getBoundingClientRect()); return a.right <= b.left && b.right <= innerWidth && Math.abs(a.top - b.top) < 2 })()`) != "true" {
		t.Error("the two large pictures do not stand side by side")
	}
	b.Picture("reused zoom wide, light")
	b.Click(".zoom-close")
	b.Look(390, 844, "light")
	b.Open("/cases/" + again.ID)
	b.Until(pair)
	b.Picture("reused narrow, light")
	b.Clean("a reused picture")
}
