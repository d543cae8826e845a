package demo

import (
	"time"

	"returndesk/desk"
)

// parcels are the carrier's troubles.
func (b *builder) parcels() {
	urs := person{"Urs Ammann", "urs.ammann@bergpost.example"}
	o := b.order(20402, urs, swiss, 24, hollow65)
	b.shipped(o, 8, "DHL")
	o.DeliveryStatus = desk.DeliveryRefused
	b.mail(letter{key: "refused-customs", from: urs, subject: "customs fee HW-20402", ago: 26 * time.Hour, text: `
Hello,

customs wanted 58 francs of me for HW-20402, so I refused the parcel. Please refund
my order.

Urs Ammann
`})

	rosa := person{"Rosa Iglesias", "rosa@iglesias.example"}
	lost := b.mail(letter{key: "not-received", from: rosa, subject: "HW-20404 says delivered, but nothing came", ago: 9*time.Hour + 30*time.Minute, text: `
Tracking says that HW-20404 was delivered two days ago, but I never received it.
Nobody in the house and none of the neighbours has it.

Rosa Iglesias
`})
	b.delivered(b.order(20404, rosa, usWest, 17, padAir), lost.at(b.now), 2, "USPS")
}

// questions want to know something: when, where, how much.
func (b *builder) questions() {
	hal := person{"Hal Yoshida", "hal.yoshida@inkwell.example"}
	b.order(20495, hal, usEast, 6, hollow80)
	b.mail(letter{key: "when-will-it-ship", from: hal, subject: "When will HW-20495 ship?", ago: 8*time.Hour + 15*time.Minute, text: `
Hi, could you tell me when HW-20495 is going to ship?

Hal
`})

	theo := person{"Theo Grant", "theo.grant@quill.example"}
	o := b.order(20418, theo, canada, 38, mixer)
	b.started(o, 10)
	o.ShipBy = b.date(-3)
	b.mail(letter{key: "why-not-shipped", from: theo, subject: "HW-20418 should have shipped", ago: 12*time.Hour + 40*time.Minute, text: `
Hello,

HW-20418 should have left your workshop days ago, and it has still not shipped.
What is the delay about, and when will it ship?

Theo Grant
`})

	abe := person{"Abe Rosen", "abe.rosen@stampbox.example"}
	o = b.order(20459, abe, usWest, 18, hollow65)
	b.shipped(o, 3, "UPS")
	b.mail(letter{key: "where-is-it", from: abe, subject: "where is HW-20459?", ago: 2*time.Hour + 45*time.Minute, text: `
HW-20459 was shipped some days ago. Where is my parcel now, and when does it
arrive?

Thanks, Abe
`})

	chloe := person{"Chloé Fabre", "chloe.fabre@courriel.example"}
	duty := b.mail(letter{key: "import-duty", from: chloe, subject: "Droits de douane HW-20398", ago: 15*time.Hour + 20*time.Minute, text: `
Bonjour,

j'ai dû payer 46 euros de droits de douane pour ma commande HW-20398. Merci de me
rembourser cette somme ainsi que les frais de port.

Cordialement
Chloé Fabre
`})
	b.delivered(b.order(20398, chloe, france, 22, hollow65), duty.at(b.now), 6, "DHL")

	b.mail(letter{key: "presale", from: person{"Freya Lund", "freya@lund-studio.example"}, subject: "Do you ship to Norway?", ago: 27 * time.Hour, text: `
Hello,

before I order: do you ship the Trio mixer to Norway, and how long does it take?

Kind regards
Freya Lund
`})

	mo := person{"Mo Adeyemi", "mo.adeyemi@brightpost.example"}
	thanks := b.mail(letter{key: "praise", from: mo, subject: "Thank you!", ago: 28 * time.Hour, text: `
I just wanted to say thank you. The Hollow 80 is the best keyboard that I have ever
had, great work.

Mo
`})
	b.delivered(b.order(20329, mo, usEast, 40, hollow80), thanks.at(b.now), 14, "UPS")
}

// returns are mails about goods that already go back and forth.
func (b *builder) returns() {
	oscar := person{"Oscar Brandt", "oscar.brandt@postwerk.example"}
	o := b.order(20318, oscar, usEast, 48, hollow80)
	postage := b.mail(letter{key: "return-postage", from: oscar, subject: "Return postage for HW-20318", ago: 24 * time.Hour, text: `
Hi,

your inspection confirmed the fault of HW-20318. I paid 14.80 dollars to send it back
to you, please refund the return postage. The receipt says 14.80.

Oscar Brandt
`})
	b.delivered(o, postage.at(b.now), 29, "UPS")
	o.PriorRMA = []desk.PriorRMA{{RMA: rma(318), Line: 1, State: desk.RMAClosedResolved, Inspection: "fault_confirmed", Resolution: "repair", FirstReportedAt: b.shopTime(27, 10, 0)}}

	yuki := person{"Yuki Tanabe", "yuki.tanabe@letterbird.example"}
	o = b.order(20363, yuki, canada, 33, hollow65)
	news := b.mail(letter{key: "any-news", from: yuki, subject: "Any news about HW-20363?", ago: 10*time.Hour + 50*time.Minute, text: `
Hello, I wrote last week about the dead half of my keyboard, HW-20363. Any news
about my return?

Yuki
`})
	b.delivered(o, news.at(b.now), 13, "UPS")
	o.PriorRMA = []desk.PriorRMA{{RMA: rma(363), Line: 1, State: desk.RMAUnderReview, FirstReportedAt: b.shopTime(8, 14, 0), Symptom: "left half dead"}}

	dora := person{"Dora Hughes", "dora@hughes.example"}
	back := b.mail(letter{key: "sent-back-already", from: dora, subject: "HW-20372 on its way back", ago: 13*time.Hour + 30*time.Minute, text: `
Hi,

the mixer from HW-20372 is faulty: one channel crackles and then cuts out. I have
already posted it back to you this morning so that you can repair it.

Dora Hughes
`})
	b.delivered(b.order(20372, dora, usEast, 24, mixer), back.at(b.now), 4, "USPS")
}
