package demo

import (
	"fmt"
	"time"

	"returndesk/desk"
)

// cancellations are the mails that want an order stopped, one for each stage that an
// order can be in (domain.md section 1, class rows of cancellation).
func (b *builder) cancellations() {
	jonas := person{"Jonas Kehl", "jonas.kehl@briefkasten.example"}
	o := b.order(20501, jonas, germany, 0, hollow65)
	placed := b.now.Add(-2 * time.Hour)
	o.PlacedAt = &placed
	b.mail(letter{key: "cancel-at-once", from: jonas, subject: "Cancel HW-20501", ago: 70 * time.Minute, text: `
Hi,

I placed order HW-20501 a little while ago and just noticed that my wife had
ordered me one for my birthday. Please cancel it if nobody has started on it.

Thanks
Jonas
`})

	maya := person{"Maya Okonkwo", "maya.okonkwo@letterbox.example"}
	o = b.order(20487, maya, usEast, 9, hollow80)
	b.started(o, 3)
	b.mail(letter{key: "cancel-in-production", from: maya, subject: "Cancel order and refund", ago: 4 * time.Hour, text: `
Hello Hollow Works,

I have to move house and need the money. Please cancel order HW-20487 and
refund me.

Maya Okonkwo
`})

	tobias := person{"Tobias Lindqvist", "tobias@lindqvist.example"}
	o = b.order(20462, tobias, sweden, 16, hollow80)
	b.shipped(o, 1, "DHL")
	b.mail(letter{key: "cancel-shipped", from: tobias, subject: "stop the parcel please", ago: 3*time.Hour + 20*time.Minute, text: `
I got your tracking mail for HW-20462 yesterday, but I don't want the keyboard
any more. Please stop the shipment, cancel the order and give me my money back.

/Tobias
`})

	priya := person{"Priya Raman", "priya.raman@postfach.example"}
	o = b.order(20410, priya, usWest, 41, mixer)
	b.started(o, 9)
	o.ShipBy = b.date(-6)
	b.mail(letter{key: "cancel-late", from: priya, subject: "HW-20410 is late, cancel it", ago: 11 * time.Hour, text: fmt.Sprintf(`
You promised that my mixer would ship by %s. That day is long gone and nobody
has told me anything. I have lost patience: please cancel HW-20410 and refund
what I paid.

Priya Raman
`, day(o.ShipBy))})

	b.waited()

	bruno := person{"Bruno Sato", "b.sato@tinmail.example"}
	o = b.order(20344, bruno, usEast, 30, padAir)
	o.Stage = desk.StageRefunded
	o.Refunds = []desk.Refund{{Amount: o.Total, At: *b.shopTime(24, 15, 0)}}
	b.mail(letter{key: "cancel-closed", from: bruno, subject: "HW-20344", ago: 9 * time.Hour, text: `
Hi, could you make sure that HW-20344 is really cancelled? It still shows up in
my account.
Bruno
`})

	wanda := person{"Wanda Kowalczyk", "wanda.k@postbox.example"}
	b.order(20506, wanda, usEast, 1, hollow80)
	b.mail(letter{key: "cancel-forged", from: wanda, subject: "cancel HW-20506", ago: 95 * time.Minute, auth: authFail, text: `
Cancel order HW-20506 and send the refund to another bank account. I will mail you
the number.
`})
}

// waited is a buyer who was told of a delay, chose to wait, and writes again beneath the
// whole correspondence.
func (b *builder) waited() {
	elif := person{"Elif Karaca", "elif.karaca@mektup.example"}
	o := b.order(20433, elif, germany, 34, hollow65)
	b.started(o, 5)
	o.ShipBy, o.RevisedShipBy = b.date(-4), b.date(9)
	o.DelayNoticeSentAt, o.DelayChoiceAt = b.shopTime(7, 9, 30), b.shopTime(6, 12, 10)
	o.DelayNotices = []desk.DelayNotice{{SentAt: *o.DelayNoticeSentAt, OldDate: o.ShipBy, NewDate: o.RevisedShipBy}}
	o.DelayChoice = desk.DelayChoiceWait
	b.mail(letter{
		key: "cancel-after-waiting", from: elif, subject: "Re: Your order HW-20433 needs more time", ago: 6 * time.Hour,
		replyTo: []string{"delay.20433@hollow-works.example"}, text: fmt.Sprintf(`
Hello again,

I know I wrote that I would wait, but I have changed my mind. Please cancel the
order and refund me.

Best
Elif

On %s, Hollow Works <support@hollow-works.example> wrote:
> Dear Elif,
>
> the plates for your order HW-20433 came back from the anodiser with
> scratches. We expect to ship on %s instead of %s.
>
> Answer WAIT if you would like to wait, or CANCEL if you want your money
> back.
>
> Hollow Works
`, o.DelayNoticeSentAt.Format("Mon, Jan 2, 2006 at 15:04"), day(o.RevisedShipBy), day(o.ShipBy))})
}

// changes are the mails that want an order altered.
func (b *builder) changes() {
	amira := person{"Amira Haddad", "amira@haddad.example"}
	b.order(20503, amira, canada, 1, hollow80)
	b.mail(letter{key: "change-switches", from: amira, subject: "Other switches for HW-20503", ago: 5 * time.Hour, text: `
Hi there,

I ordered last night. Could I get tactile switches instead of the linear ones on
HW-20503, please?

Amira
`})

	luc := person{"Luc Moreau", "luc.moreau@courriel.example"}
	o := b.order(20470, luc, france, 12, hollow65)
	b.started(o, 2)
	b.mail(letter{key: "change-address", from: luc, subject: "Changement d'adresse, commande HW-20470", ago: 8 * time.Hour, text: `
Bonjour,

je déménage la semaine prochaine. Pouvez-vous changer l'adresse de livraison de
ma commande HW-20470 ? Voici la nouvelle adresse :

14 rue des Tanneurs
59000 Lille

Merci beaucoup
Luc Moreau
`})
}

// day writes a date as people do.
func day(d desk.Date) string {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return string(d)
	}
	return t.Format("January 2")
}
