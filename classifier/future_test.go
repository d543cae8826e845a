package classifier

import (
	"slices"
	"testing"
	"time"

	"returndesk/desk"
)

// TestNotYetDone: a parcel that is going to be refused has not been refused, a date that is asked after beside a change is a
// question of when, and a day of arrival that nobody remembers is none.
func TestNotYetDone(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for _, c := range []struct {
		text  string
		class desk.Class
		also  []desk.Class
	}{
		{"Customs wants 40 euros for HW-70113. I will refuse the parcel tomorrow. Can you pay the fee?", desk.ClassCostRefund, nil},
		{"Der Zoll will 40 Euro für HW-70113. Ich werde die Annahme morgen verweigern. Können Sie den Zoll übernehmen?", desk.ClassCostRefund, nil},
		{"La douane veut 40 euros pour HW-70113. Je refuserai le colis demain. Pouvez-vous payer les frais de douane ?", desk.ClassCostRefund, nil},
		{"La aduana pide 40 euros por HW-70113. Rechazaré el paquete mañana. ¿Pueden pagar la aduana?", desk.ClassCostRefund, nil},
		{"La dogana vuole 40 euro per HW-70113. Rifiuterò il pacco domani. Potete pagare i dazi?", desk.ClassCostRefund, nil},
		{"De douane wil 40 euro voor HW-70113. Ik zal het pakket morgen weigeren. Kunnen jullie de invoerrechten betalen?", desk.ClassCostRefund, nil},
		{"Customs wanted 40 euros for HW-70113, so I refused the parcel. Can you pay the fee?", desk.ClassDeliveryProblem, nil},

		{"Please ship HW-1 to 5 Pine Ave, Austin TX. Also, is September 30 still realistic?", desk.ClassDelay, []desk.Class{desk.ClassOrderChange}},
		{"Bitte HW-70102 an die Hauptstraße 5 in Köln liefern. Und bleibt es beim 30. September?", desk.ClassDelay, []desk.Class{desk.ClassOrderChange}},
		{"Merci de livrer HW-70102 au 5 rue du Port à Brest. Le 30 septembre est-il toujours réaliste ?", desk.ClassDelay, []desk.Class{desk.ClassOrderChange}},
		{"Envíen el HW-70102 a la calle Mayor 5, Madrid. ¿Sigue en pie la fecha del 30 de septiembre?", desk.ClassDelay, []desk.Class{desk.ClassOrderChange}},
		{"Spedite HW-70102 in via Roma 5, Torino. La data del 30 settembre è ancora valida?", desk.ClassDelay, []desk.Class{desk.ClassOrderChange}},
		{"Graag HW-70102 leveren op Dorpsstraat 5, Utrecht. Is 30 september nog haalbaar?", desk.ClassDelay, []desk.Class{desk.ClassOrderChange}},
		{"Please make HW-70102 black. Is that still possible?", desk.ClassOrderChange, nil},

		{"My VCO produces noise instead of a sine. No idea which day the parcel came.", desk.ClassDoaDefect, nil},
		{"Mein VCO rauscht statt einen Sinus zu liefern. Ich weiß nicht mehr, wann das Paket kam.", desk.ClassDoaDefect, nil},
		{"Mon VCO produit du bruit au lieu d'un sinus. Je ne sais plus quand le colis est arrivé.", desk.ClassDoaDefect, nil},
		{"Il mio VCO produce rumore invece di una sinusoide. Non ricordo quando è arrivato il pacco.", desk.ClassDoaDefect, nil},
		{"Mijn VCO geeft ruis in plaats van een sinus. Ik weet niet meer wanneer het pakket kwam.", desk.ClassDoaDefect, nil},
	} {
		r := e.Read(Input{NewText: c.text, Received: time.Date(2026, 9, 16, 12, 0, 0, 0, time.UTC)})
		if r.Class != c.class || !slices.Equal(r.Also, c.also) && len(r.Also)+len(c.also) > 0 {
			t.Errorf("%q: read as %s (%.2f) also %v, want %s also %v", c.text, r.Class, r.Confidence, r.Also, c.class, c.also)
		}
	}
}
