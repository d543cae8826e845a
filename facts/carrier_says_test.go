package facts

import "testing"

// TestQuotesDelivered: who quotes the carrier is told apart from who expects something of him, in six languages.
func TestQuotesDelivered(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"The DHL tracking page says delivered on Tuesday, but I have received nothing.": true,
		"UPS shows my parcel as delivered. Nothing arrived here.":                       true,
		"According to the carrier the package was delivered yesterday. It is not here.": true,
		"It is marked as delivered but nobody in the house has it.":                     true,
		"Laut DHL wurde das Paket gestern zugestellt, hier ist aber nichts angekommen.": true,
		"Die Sendungsverfolgung zeigt: zugestellt am Montag. Ich habe nichts.":          true,
		"Selon le suivi, le colis a été livré mardi, mais je n'ai rien reçu.":           true,
		"El seguimiento dice que fue entregado ayer, pero no he recibido nada.":         true,
		"Volgens PostNL is het pakket bezorgd, maar ik heb niets ontvangen.":            true,
		"Secondo il corriere il pacco è stato consegnato, ma non ho ricevuto niente.":   true,
		"The tracking says it will be delivered on Friday. Is that right?":              false,
		"The tracking says it has not been delivered yet.":                              false,
		"UPS says it should have been delivered last week.":                             false,
		"When will DHL deliver my parcel? The tracking has not moved for days.":         false,
		"The carrier shows it as in transit. I need it delivered by Friday.":            false,
		"The tracking says: delivery attempted, nobody home.":                           false,
		"Laut DHL soll das Paket morgen zugestellt werden.":                             false,
		"DHL konnte es nicht zustellen, es wurde nicht zugestellt.":                     false,
		"Selon le suivi, le colis sera livré demain.":                                   false,
		"Le suivi dit qu'il n'a pas encore été livré.":                                  false,
		"Según el seguimiento será entregado mañana.":                                   false,
		"Volgens PostNL wordt het morgen bezorgd.":                                      false,
		"Secondo il corriere verrà consegnato domani.":                                  false,
		"The carrier says it was delivered back to the sender.":                         false,
		"Where is my order? I thought it would be here by now.":                         false,
		"My last order was delivered in two days.":                                      false,
		// What a shop promises, and another parcel.
		"Your page says free shipping, delivered in 3 days. It is now two weeks.":         false,
		"The driver left the first box. Then the second was delivered? No, I still wait.": false,
		"Post Nl: when do you get my order delivered to them?":                            false,
		"UPS delivered the first parcel, thanks. When does the second come?":              false,
		"Der Fahrer hat das erste Paket geliefert. Wann kommt das zweite?":                false,
		"Laut Ihrer Seite wird innerhalb von 14 Tagen geliefert.":                         false,
		"Laut Ihrer Mail sollte es im Mai geliefert sein.":                                false,
		"Die Sendung wurde nicht geliefert, sagt DHL.":                                    false,
		"Selon vos conditions, c'est livré en 3 semaines. On en est à cinq.":              false,
		"Selon votre site : livré en 10 jours.":                                           false,
		"Según su web, entregado en 10 días.":                                             false,
		"Volgens jullie site binnen 10 dagen geleverd.":                                   false,
		"Secondo il vostro sito, consegnato in 10 giorni.":                                false,
		"Your confirmation states delivered by 12 May.":                                   false,
		"According to your page, delivered within two weeks.":                             false,
	} {
		if got := quotesDelivered(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
