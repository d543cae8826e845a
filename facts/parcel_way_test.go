package facts

import (
	"testing"

	"returndesk/desk"
)

// TestParcelOnItsWay: what carriers write on a parcel is heard where a mail says that it was sent, also without the carrier's name.
// Numbers of orders, units, programs, accounts and telephones are none, nor are those of a parcel that we sent.
func TestParcelOnItsWay(t *testing.T) {
	t.Parallel()
	o := &desk.Order{Number: "HW-20391", Tracking: "JD014600099", Lines: []desk.Line{{Line: 1, Serial: "K7501040A"}, {Line: 2, Serial: "AM209876543"}}}
	given := []desk.NumberFound{{Key: "HW20391", Strong: true}, {Key: "HW202603190", Strong: true}}
	for text, want := range map[string]string{
		"The parcel is on its way back, JD014600004.":                                        "JD014600004",
		"My return RMA-7K3Q-9TXB is on its way: JD014600004":                                 "JD014600004",
		"It is on its way back to you: JD0002240012345678":                                   "JD0002240012345678",
		"I dropped it off today and it is on the way. JD0002240012345678":                    "JD0002240012345678",
		"I posted it today, RR123456785DE.":                                                  "RR123456785DE",
		"I sent it back this morning. The number is CP 123 456 785 DE":                       "CP123456785DE",
		"I posted it back yesterday, tracking 9400 1112 0255 5570 1155. Nothing is wrong.":   "94001112025555701155",
		"Je l'ai renvoyé, suivi : 6A 123 456":                                                "",
		"Seguimiento 4911 2233 445":                                                          "",
		"Posted on Monday: AB 1234 5678 5GB":                                                 "AB123456785GB",
		"Shipped with the label you sent me, going back as TBA123456789012":                  "TBA123456789012",
		"Ich habe das Paket heute aufgegeben: JJD000390007827":                               "JJD000390007827",
		"Das Paket ist unterwegs, H10045771234561234567":                                     "H10045771234561234567",
		"Die Rücksendung ist auf dem Weg zu Ihnen: 00340434161094042557":                     "00340434161094042557",
		"C'est parti ce matin, 8R44120915673":                                                "8R44120915673",
		"Le colis est en route, 6A12345678901":                                               "6A12345678901",
		"El paquete está en camino: PQ4A1120312345670":                                       "",
		"El paquete está en camino: PQ123456785ES":                                           "PQ123456785ES",
		"Het pakket is onderweg, 3SABCD1234567":                                              "3SABCD1234567",
		"Pacco spedito ieri, ZB449012345IT":                                                  "ZB449012345IT",
		"The return is on its way, order HW-20391. JD014600004":                              "JD014600004",
		"The keyboard AM209876543 is on its way back.":                                       "",
		"I sent it back with DHL Express. K7501040A is in the box.":                          "",
		"I have not sent it yet: JD014600004":                                                "",
		"I never sent it back. JD014600004 is on the label that I printed.":                  "",
		"Ich habe es noch nicht verschickt: JD014600004":                                     "",
		"Je ne l'ai pas encore expédié : JD014600004":                                        "",
		"Todavía no lo he enviado: JD014600004":                                              "",
		"Non l'ho ancora spedito: JD014600004":                                               "",
		"Ik heb het nog niet verstuurd: JD014600004":                                         "",
		"The keyboard does not work, so I sent it back: JD014600004":                         "JD014600004",
		"It did not work, I sent it back: JD014600004":                                       "JD014600004",
		"The keyboard JD014600004 does not work.":                                            "",
		"When will JD014600004 be sent?":                                                     "",
		"You sent me JD014600004 and I never got it.":                                        "",
		"Your parcel is on its way, says the mail: JD014600004.":                             "",
		"I sent it back. Your parcel was JD014600004.":                                       "",
		"It is on its way back. The first parcel JD014600099 came from you.":                 "",
		"The unit is on its way. Serial K750104010, firmware V202401120.":                    "",
		"I sent it back yesterday, serial number SN202401120012.":                            "",
		"It is on its way back, its serial is AM201234567.":                                  "",
		"It is on its way back with firmware FW202401120 on it.":                             "",
		"My order HW202603190 is on its way back.":                                           "",
		"I sent it back. My order number: HW202603191":                                       "",
		"Es ist unterwegs. Seriennummer: K7501040112":                                        "",
		"I sent it back, please pay to DE89370400440532013000.":                              "",
		"I sent it back. My IBAN: NL91ABNA0417164300":                                        "",
		"It was shipped back, call me: phone 004915112345678901":                             "",
		"It is on its way back. My camera's IMEI 490154203237518, batch B1234567890.":        "",
		"The keyboard that I returned is on its way, and the new one has version 1234567890": "",
	} {
		if got, ok := parcelIn(text, given, o); got.Tracking != want || ok != (want != "") {
			t.Errorf("%q: %+v", text, got)
		}
	}
}
