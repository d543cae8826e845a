package demo

import (
	"image"
	"time"

	"returndesk/desk"
)

// whole is where a keyboard lies in a photo of it.
func whole() image.Rectangle { return image.Rect(150, 250, 1450, 850) }

// defects are reports of units that do not work.
func (b *builder) defects() {
	nadia := person{"Nadia Petrova", "nadia@petrova.example"}
	dead := b.mail(letter{key: "dead-row", from: nadia, subject: "One row is dead (#hw 20391)", ago: 2*time.Hour + 10*time.Minute, text: `
Hello,

my Hollow 65 arrived two days ago and the second row doesn't work at all: no
light, no letters, on two computers and with two cables. Photos are attached.

Nadia
`, parts: []part{
		b.jpg("IMG_2204.jpg", keyboard(whole(), true, 1), ring(image.Rect(120, 340, 1480, 500))),
		b.jpg("IMG_2205.jpg", keyboard(image.Rect(-500, -200, 2100, 1000), true, 1)),
	}})
	b.delivered(b.order(20391, nadia, austria, 20, hollow65), dead.at(b.now), 2, "DHL")

	sam := person{"Sam Whitlock", "sam.whitlock@mailpost.example"}
	film := b.mail(letter{key: "last-day-film", from: sam, subject: "HW-20358 flickers", ago: 7 * time.Hour, text: `
HW-20358 keeps losing half of its keys, they stop working and come back. You can
see it in the video.

Sam

Sent from my phone
`, parts: []part{b.film("IMG_4410.MOV", true, 2)}})
	b.delivered(b.order(20358, sam, usWest, 26, hollow80), film.at(b.now), 7, "UPS")

	b.withoutPhotos()
	b.poorPhotos()

	lena := person{"Lena Hartwig", "lena.hartwig@hausmail.example"}
	typo := b.mail(letter{key: "mistyped-number", from: lena, subject: "knob spins freely, order HW-20736", ago: 13 * time.Hour, text: `
Hi,

the left knob of my Trio mixer from order HW-20736 spins freely and changes
nothing. It's broken out of the box. Photo attached.

Lena Hartwig
`, parts: []part{b.jpg("knob.jpg", knob(image.Rect(300, 300, 1300, 900)), ring(image.Rect(380, 450, 720, 760)))}})
	b.delivered(b.order(20376, lena, germany, 23, mixer), typo.at(b.now), 4, "DHL")

	b.danger()
	b.two()
}

// withoutPhotos reports a fault with nothing but a logo below the mail, and sends the
// pictures a day later as an answer to himself.
func (b *builder) withoutPhotos() {
	paul := person{"Paul Mercer", "paul.mercer@mercer-legal.example"}
	first := b.mail(letter{
		key: "only-a-logo", from: paul, subject: "Problem with order HW-20377", ago: 25 * time.Hour,
		text: `
Good morning,

two keys of the keyboard in order HW-20377 don't register at all. It is brand
new. How do we proceed?

Paul Mercer
Mercer Legal
`,
		html: `<html><body><p>Good morning,</p><p>two keys of the keyboard in order HW-20377 don't register at all.
It is brand new. How do we proceed?</p><p>Paul Mercer<br>Mercer Legal</p>
<img src="cid:logo-mercer" width="180" height="44" alt="Mercer Legal"></body></html>`,
		parts: []part{{name: "image001.png", mime: "image/png", cid: "logo-mercer", draw: func() ([]byte, error) { return logo("MERCER LEGAL") }}},
	})
	b.delivered(b.order(20377, paul, usEast, 25, hollow80), first.at(b.now), 3, "UPS")
	b.mail(letter{
		key: "photos-follow", from: paul, subject: "Re: Problem with order HW-20377", ago: 40 * time.Minute,
		replyTo: []string{first.messageID(b.now)}, text: `
Sorry, I forgot the pictures. Here they are.

Paul Mercer

-----Original Message-----
From: Paul Mercer
To: Hollow Works
Subject: Problem with order HW-20377

Good morning,

two keys of the keyboard in order HW-20377 don't register at all. It is brand
new. How do we proceed?
`,
		parts: []part{
			b.jpg("keys-close.jpg", keyboard(image.Rect(-300, -900, 3300, 900), false, 4), ring(image.Rect(700, 200, 1100, 560))),
			b.jpg("keys-wide.jpg", keyboard(image.Rect(200, 420, 1400, 960), false, 4)),
		}})
}

// poorPhotos are reports whose pictures show nothing, or lie behind a link.
func (b *builder) poorPhotos() {
	greta := person{"Greta Olsen", "greta@olsen.example"}
	blurred, dark := b.next(), b.next()
	poor := b.mail(letter{key: "blurred-and-dark", from: greta, subject: "Order HW-20381 defective", ago: 14 * time.Hour, text: `
Hello, the space bar of HW-20381 does not work, not once since I plugged it in.
I took two pictures.

Greta
`, parts: []part{
		{name: "20381_1.jpg", mime: "image/jpeg", draw: func() ([]byte, error) { return blurredPhoto(blurred, keyboard(whole(), false, 4)) }},
		{name: "20381_2.jpg", mime: "image/jpeg", draw: func() ([]byte, error) { return darkPhoto(dark, keyboard(whole(), false, 4)) }},
	}})
	b.delivered(b.order(20381, greta, sweden, 24, hollow80), poor.at(b.now), 1, "DHL")

	marco := person{"Marco Bellini", "marco.bellini@cartolina.example"}
	link := b.mail(letter{key: "behind-a-link", from: marco, subject: "Display lines", ago: 10 * time.Hour, html: `<html>
<head><style>p { font-family: sans-serif }</style></head>
<body><p>Hello,</p>
<p>the display of my <b>Air macro pad</b> (order <b>HW-20385</b>) shows vertical lines and does not work.
I have put the photos <a href="https://cloud.cartolina.example/s/pad-lines">in my cloud folder</a>.</p>
<table><tr><td>Order</td><td>HW-20385</td></tr><tr><td>Unpacked</td><td>yesterday</td></tr></table>
<p>Marco Bellini</p></body></html>`})
	b.delivered(b.order(20385, marco, swiss, 22, padAir), link.at(b.now), 1, "DHL")
}

// danger is the report that must not wait.
func (b *builder) danger() {
	carla := person{"Carla Esposito", "carla.e@postina.example"}
	hot := b.mail(letter{key: "swollen-battery", from: carla, subject: "battery bulging!", ago: 25 * time.Minute, text: `
The battery in my Air pad (HW-20244) is swollen, the lid does not close any more.
It got very hot while charging last night and smelled burnt. What should I do?

Carla
`})
	b.delivered(b.order(20244, carla, usEast, 58, padAir), hot.at(b.now), 38, "UPS")
}

// two are mails with two matters: two intents, and two orders.
func (b *builder) two() {
	gwen := person{"Gwen Sadler", "gwen.sadler@greenpost.example"}
	both := b.mail(letter{key: "two-matters", from: gwen, subject: "HW-20396: dead mixer, and the shipping fee", ago: 12 * time.Hour, text: `
Hi,

the mixer from HW-20396 does not power on, see the photo. And while I am at it:
please refund the shipping fee that I paid.

Gwen
`, parts: []part{b.jpg("mixer-no-light.jpg", knob(image.Rect(200, 350, 1250, 980)))}})
	b.delivered(b.order(20396, gwen, britain, 19, mixer), both.at(b.now), 2, "DHL")

	kofi := person{"Kofi Mensah", "kofi@mensah.example"}
	pair := b.mail(letter{key: "two-orders", from: kofi, subject: "HW-20366 and HW-20371 both faulty", ago: 16 * time.Hour, text: `
Hello,

both of my keyboards are defective: on HW-20366 the top row is dead, and
HW-20371 has a dead bottom row. Pictures of both attached.

Kofi Mensah
`, parts: []part{
		b.jpg("20366.jpg", keyboard(image.Rect(100, 150, 1300, 700), false, 0)),
		b.jpg("20371.jpg", keyboard(image.Rect(350, 400, 1550, 1000), false, 4), ring(image.Rect(330, 860, 1570, 1020))),
	}})
	b.delivered(b.order(20366, kofi, usEast, 27, hollow80), pair.at(b.now), 6, "UPS")
	b.delivered(b.order(20371, kofi, usEast, 25, hollow80), pair.at(b.now), 3, "UPS")

	b.hasty()
}

// hasty are claims that the order does not fit: nothing was shipped, or the unit came
// back from inspection without a fault.
func (b *builder) hasty() {
	igor := person{"Igor Volkov", "igor.volkov@pochta.example"}
	o := b.order(20490, igor, usEast, 8, hollow65)
	b.started(o, 1)
	b.mail(letter{key: "claim-too-early", from: igor, subject: "HW-20490 defective", ago: 15 * time.Hour, text: `
My keyboard HW-20490 has a dead row. Please send me a new one.

Igor Volkov
`})

	vic := person{"Vic Zamora", "vic.zamora@buzon.example"}
	again := b.mail(letter{key: "no-fault-again", from: vic, subject: "HW-20281 still disconnects", ago: 20 * time.Hour, text: `
You sent HW-20281 back to me saying that no fault was found, but it disconnects
exactly as before. The same fault again, see the video.

Vic
`, parts: []part{b.film("disconnect.mp4", false, 0)}})
	o = b.order(20281, vic, usEast, 50, hollow80)
	b.delivered(o, again.at(b.now), 33, "UPS")
	reported := b.shopTime(30, 9, 0)
	o.PriorRMA = []desk.PriorRMA{{RMA: rma(281), Line: 1, State: desk.RMAClosedRejected, Inspection: "no_fault_found", FirstReportedAt: reported, Symptom: "disconnects"}}
}

// film attaches a film of a flickering keyboard.
func (b *builder) film(name string, mov bool, row int) part {
	seed, mime := b.next(), "video/mp4"
	if mov {
		mime = "video/quicktime"
	}
	return part{name: name, mime: mime, draw: func() ([]byte, error) { return film(seed, mov, flicker(row)) }}
}
