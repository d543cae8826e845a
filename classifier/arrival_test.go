package classifier

import (
	"testing"
	"time"

	"returndesk/desk"
)

// TestBroughtDelivery: the goods also come when somebody brings them, when they turn up, when they are fetched, and since
// one has them. The mails were received on Thursday 2026-03-19.
func TestBroughtDelivery(t *testing.T) {
	t.Parallel()
	p := engine(t)
	received := time.Date(2026, 3, 19, 10, 0, 0, 0, time.UTC)
	for text, want := range map[string]desk.Date{
		"The postwoman brought it last Tuesday.":                               "2026-03-17",
		"The courier dropped it off on Tuesday.":                               "2026-03-17",
		"UPS left it on my porch three days ago":                               "2026-03-16",
		"the parcel was handed to me by the driver on Monday":                  "2026-03-16",
		"It was brought to us on March 12":                                     "2026-03-12",
		"It turned up on Monday":                                               "2026-03-16",
		"it showed up yesterday with a bent axle":                              "2026-03-18",
		"I picked it up at the post office on Tuesday":                         "2026-03-17",
		"we collected the parcel from the locker two days ago":                 "2026-03-17",
		"I have had it since Monday":                                           "2026-03-16",
		"I've had them for three days":                                         "2026-03-16",
		"It came a fortnight ago":                                              "2026-03-05",
		"arrived eleven days ago":                                              "2026-03-08",
		"it came on Tuesday last week":                                         "2026-03-10",
		"it arrived Friday of last week":                                       "2026-03-13",
		"it came on the 12th and works":                                        "2026-03-12",
		"Ihr Paket wurde uns am 4. März gebracht":                              "2026-03-04",
		"Der Bote brachte sie am Dienstag":                                     "2026-03-17",
		"DHL hat das Paket am Montag beim Nachbarn abgegeben":                  "2026-03-16",
		"Ich habe es am Dienstag in der Filiale abgeholt":                      "2026-03-17",
		"ich habe sie seit Montag":                                             "2026-03-16",
		"das Gerät ist seit drei Tagen bei mir":                                "2026-03-16",
		"vor elf Tagen geliefert":                                              "2026-03-08",
		"es kam letzte Woche Dienstag":                                         "2026-03-10",
		"am Dienstag letzter Woche angekommen":                                 "2026-03-10",
		"Le facteur me l'a apporté lundi":                                      "2026-03-16",
		"le livreur l'a déposé chez le voisin mardi":                           "2026-03-17",
		"je suis allé le retirer au point relais mardi":                        "2026-03-17",
		"je l'ai depuis lundi":                                                 "2026-03-16",
		"livré il y a onze jours":                                              "2026-03-08",
		"reçu mardi de la semaine dernière":                                    "2026-03-10",
		"El cartero me lo trajo el lunes":                                      "2026-03-16",
		"el repartidor lo dejó en portería el martes":                          "2026-03-17",
		"lo recogí en correos el martes":                                       "2026-03-17",
		"lo tengo desde el lunes":                                              "2026-03-16",
		"llegó hace once días":                                                 "2026-03-08",
		"llegó el martes de la semana pasada":                                  "2026-03-10",
		"De postbode bracht het maandag":                                       "2026-03-16",
		"ik heb het dinsdag bij het afhaalpunt opgehaald":                      "2026-03-17",
		"ik heb hem sinds maandag":                                             "2026-03-16",
		"elf dagen geleden bezorgd":                                            "2026-03-08",
		"vorige week dinsdag kwam het pakket":                                  "2026-03-10",
		"Il corriere me l'ha portato lunedì":                                   "2026-03-16",
		"il postino l'ha lasciato in portineria martedì":                       "2026-03-17",
		"l'ho ritirato al punto di ritiro martedì":                             "2026-03-17",
		"ce l'ho da lunedì":                                                    "2026-03-16",
		"arrivato undici giorni fa":                                            "2026-03-08",
		"è arrivato martedì della settimana scorsa":                            "2026-03-10",
		"Yesterday's parcel has a dent.":                                       "2026-03-18",
		"this morning's delivery: jar in pieces":                               "2026-03-19",
		"Livraison de lundi : cinq verres sont en miettes":                     "2026-03-16",
		"Die Lieferung von gestern ist nass":                                   "2026-03-18",
		"El lunes me dejaron la repisa con la esquina reventada":               "2026-03-16",
		"Received the pair of active monitors on 3 March":                      "2026-03-03",
		"Heute gekommen, sofort enttäuscht":                                    "2026-03-19",
		"Llegó esta tarde":                                                     "2026-03-19",
		"It came this afternoon with a crack":                                  "2026-03-19",
		"Ihr Paket wurde uns am 4. März gebracht, so steht es auf dem Zettel.": "2026-03-04",
		"Das Paket wurde am 12. Mai geliefert":                                 "2025-05-12",
		"le colis du 4 mai a été livré le 4 mai":                               "2025-05-04",
		"Non è mai arrivato lunedì":                                            "",
		"Your man has had it for two weeks.":                                   "",
		"You have had it for a fortnight.":                                     "",
		"I have had it for under 30 days.":                                     "",
		"ups shows that you got my return on the 3rd":                          "",
		"The parcel came back to you on the 11th":                              "",
		"Lo he dejado hoy en Correos":                                          "",
		"The driver left a card yesterday.":                                    "",
		"Der Bote hat gestern eine Karte abgegeben":                            "",
		"It was crushed when I got it so I have sent it back yesterday.":       "",
		"I dropped it off at UPS on Monday.":                                   "",
		"I brought it to a repair shop yesterday.":                             "",
		"The driver left on Monday.":                                           "",
		"UPS picked up the return on Monday.":                                  "",
		"The courier brought it back to you on Monday.":                        "",
		"The driver brought nothing on Monday.":                                "",
		"Ich habe das Paket gestern zu DHL gebracht":                           "",
		"DHL hat die Rücksendung gestern abgeholt":                             "",
		"Ich habe seit Montag keinen Ton":                                      "",
		"J'ai déposé le colis chez DHL lundi":                                  "",
		"El repartidor no lo trajo el lunes":                                   "",
		"lo llevé a correos el martes":                                         "",
		"ik heb het maandag naar PostNL gebracht":                              "",
		"ho portato il pacco al corriere lunedì":                               "",
		"I have had this noise since Monday.":                                  "",
		"the 12th key arrived dead":                                            "",
		"de bezorger heeft het dinsdag afgegeven":                              "2026-03-17",
		"de bezorger heeft het afgegeven op dinsdag":                           "2026-03-17",
		"bezorgd dinsdag":                                                      "2026-03-17",
	} {
		if got := p.Read(Input{NewText: text, Received: received}).DeliveredOn; got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
