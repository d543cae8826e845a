package demo

import (
	"image"
	"time"
)

// strangers are senders whose order is not clear, or not theirs.
func (b *builder) strangers() {
	lund := person{"Henrik Lund", "henrik@lund-partner.example"}
	boss := b.mail(letter{key: "for-the-boss", from: person{"Tess Arnold", "assistant@lund-partner.example"}, subject: "HW-20425 for Mr. Lund", ago: 5*time.Hour + 30*time.Minute, text: `
Good afternoon,

I am writing on behalf of my boss, Mr. Lund, order HW-20425. The keyboard doesn't
power on, a photo is attached. When was it delivered, and to which address do we
send it?

Tess Arnold
Office of Henrik Lund
`, parts: []part{b.jpg("unit.jpg", keyboard(image.Rect(300, 300, 1560, 900), false, 0, 1, 2, 3, 4))}})
	b.delivered(b.order(20425, lund, usEast, 19, hollow80), boss.at(b.now), 4, "UPS")

	b.mail(letter{key: "no-order", from: person{"zed99", "zed99@quickmail.example"}, subject: "broken!!", ago: 6*time.Hour + 20*time.Minute, text: `
got my keyboard today and it's dead. fix it
`})

	nora := person{"Nora Feldmann", "nora@feldmann.example"}
	which := b.mail(letter{key: "which-of-three", from: nora, subject: "my keyboard doesn't work", ago: 7*time.Hour + 40*time.Minute, text: `
Hello, one of the keyboards that I bought from you does not work, the letters E and
R are dead. What do you need from me?

Nora Feldmann
`})
	b.delivered(b.order(20352, nora, germany, 36, hollow65), which.at(b.now), 12, "DHL")
	b.delivered(b.order(20384, nora, germany, 25, hollow65), which.at(b.now), 5, "DHL")
	b.order(20498, nora, germany, 5, padAir)
}

// machines are the mails that nobody wrote and nobody must answer (RFC 3834).
func (b *builder) machines() {
	mia := person{"Mia Novak", "mia.novak@novak-design.example"}
	b.started(b.order(20441, mia, usEast, 15, padAir), 4)
	b.mail(letter{
		key: "out-of-office", from: mia, subject: "Automatic reply: Your order HW-20441 is being made", ago: 29 * time.Hour,
		fields: []field{{"Auto-Submitted", "auto-replied"}, {"X-Auto-Response-Suppress", "All"}}, text: `
I am out of the office until the end of the month and have no access to e-mail. In
urgent cases, including cancellations, write to office@novak-design.example.
`})
	b.mail(letter{
		key: "newsletter", from: person{"Keycap Weekly", "news@keycap-weekly.example"}, subject: "This week: 12 new switches compared", ago: 29*time.Hour + 30*time.Minute,
		fields: []field{
			{"List-Unsubscribe-Post", "List-Unsubscribe=One-Click"}, {"List-Unsubscribe", "<https://keycap-weekly.example/u/1>"},
			{"List-Id", "<weekly.keycap-weekly.example>"}, {"Precedence", "bulk"},
		}, text: `
KEYCAP WEEKLY

Twelve new switches, compared by ear. Plus: how to lube a spring.

You receive this mail because you signed up. Unsubscribe:
https://keycap-weekly.example/u/1
`})
	b.mail(letter{
		key: "phishing", from: person{"Billing Department", "billing@inv0ice-portal.example"}, subject: "Unpaid return invoice", ago: 4*time.Hour + 50*time.Minute, text: `
Your invoice is overdue. Open the attached file within 24 hours, otherwise
your mailbox will be suspended.
`, parts: []part{{name: "invoice.zip", mime: "application/zip", draw: emptyZip}}})
}

// emptyZip is an archive with nothing in it: the end record alone (APPNOTE.TXT 4.3.16).
func emptyZip() ([]byte, error) { return append([]byte("PK\x05\x06"), make([]byte, 18)...), nil }
