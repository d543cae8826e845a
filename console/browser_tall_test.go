package console_test

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"
)

// TestBrowserTall: a mail with sixty photos, an endless subject and a text without end leaves
// the reply in sight, on a phone, too; writing from right to left stands as its reader expects.
func TestBrowserTall(t *testing.T) {
	t.Parallel()
	w := open(t)
	var body strings.Builder
	body.WriteString("--b\nContent-Type: text/plain; charset=utf-8\n\nMy keyboard HW-10501 arrived with a dead space bar. " + strings.Repeat("Again and again I tried. ", 3000) + strings.Repeat("x", 3000) + "\n\n")
	for i := range 60 {
		fmt.Fprintf(&body, "--b\nContent-Type: image/jpeg; name=\"p%02d.jpg\"\nContent-Disposition: attachment; filename=\"p%02d.jpg\"\nContent-Transfer-Encoding: base64\n\n%s\n", i, i, base64.StdEncoding.EncodeToString(append(photo(t), byte(i))))
	}
	body.WriteString("--b--")
	tall := w.receive(letter("jo@mailbox.example", "HW-10501 "+strings.Repeat("broken again ", 40), body.String(), "MIME-Version: 1.0\n", "Content-Type: multipart/mixed; boundary=b\n"))
	if len(tall.Evidence) != 60 {
		t.Fatalf("%d attachments", len(tall.Evidence))
	}
	from := letter("ada@mailbox.example", "مرحبا HW-10502 😀", "مرحبا، أريد إلغاء الطلب HW-10502 من فضلك.\n\nPlease cancel my order HW-10502, I do not want it any more.\n\nAda")
	right := w.receive(strings.Replace(from, "From: ada@mailbox.example", "From: \"محمد عبد الله 👩‍👩‍👧‍👦\" <ada@mailbox.example>", 1))
	b := w.tabOf("agent")
	b.Look(1440, 900, "light")
	b.Open("/queue")
	if h := b.JS(`document.querySelector("#row-` + tall.ID + ` .subject").getBoundingClientRect().height < 60`); h != "true" {
		t.Error("an endless subject fills the queue")
	}
	b.Open("/cases/" + tall.ID)
	const inSight = `document.documentElement.scrollHeight <= innerHeight && document.querySelector("button[data-key=e]").getBoundingClientRect().bottom <= innerHeight`
	if b.JS(inSight) != "true" {
		t.Error("the reply is out of sight")
	}
	b.Until(`document.querySelectorAll("ul.evidence > li").length == 60 && document.querySelector(".more-evidence summary").innerText.includes("54 more")`)
	b.Picture("tall wide, light")
	b.Click(".more-evidence > summary")
	b.Until(`document.querySelector(".more-evidence li:last-child").getBoundingClientRect().height > 0`)
	if b.JS(inSight) != "true" {
		t.Error("with all attachments the reply is out of sight")
	}
	b.Look(390, 844, "dark")
	b.Open("/cases/" + tall.ID)
	if top := b.JS(`document.querySelector("#h-reply").getBoundingClientRect().top < 3000 && document.documentElement.scrollWidth <= innerWidth`); top != "true" {
		t.Error("on a phone the reply is far away: " + b.JS(`document.querySelector("#h-reply").getBoundingClientRect().top`))
	}
	b.Picture("tall narrow, dark")

	b.Look(1440, 900, "light")
	b.Open("/cases/" + right.ID)
	// The first letter of a line from right to left stands at its right end.
	if b.JS(`(() => {
		const text = document.querySelector(".letter").firstChild, r = document.createRange();
		r.setStart(text, 0); r.setEnd(text, 1);
		const a = r.getBoundingClientRect(), box = document.querySelector(".letter").getBoundingClientRect();
		return box.right - a.right < 30;
	})()`) != "true" {
		t.Error("Arabic begins at the left")
	}
	b.Picture("right to left wide, light")
	b.Clean("tall pages")
}
