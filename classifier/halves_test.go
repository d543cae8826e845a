package classifier

import (
	"slices"
	"testing"
	"time"

	"returndesk/desk"
)

// TestHalves: a sentence that names two orders is read by its clauses where each has a matter of its own, and as one where
// one clause hangs on the other or points back to its order.
func TestHalves(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	const cancel, other = desk.ClassCancellation, desk.ClassOther
	for _, c := range []struct {
		text string
		a, b desk.Class // of HW-40134 and of HW-40135; "" = not read apart
	}{
		// What is denied of one is asked of the other.
		{"Do not cancel HW-40135, only HW-40134.", cancel, other},
		{"Don't cancel HW-40135 but HW-40134.", cancel, other},
		{"Bitte nicht HW-40135 stornieren, nur HW-40134.", cancel, other},
		{"Stornieren Sie nicht HW-40135, sondern HW-40134.", cancel, other},
		{"Stornieren Sie HW-40135 nicht, nur HW-40134.", cancel, other},
		{"N'annulez pas HW-40135, seulement HW-40134.", cancel, other},
		{"No cancelen el HW-40135, solo el HW-40134.", cancel, other},
		{"No anulen el HW-40135 sino el HW-40134.", cancel, other},
		{"HW-40135 niet annuleren, alleen HW-40134.", cancel, other},
		{"Annuleer HW-40135 niet, alleen HW-40134.", cancel, other},
		{"Non annullate HW-40135, solo HW-40134.", cancel, other},
		{"Non annullate HW-40135 ma HW-40134.", cancel, other},
		{"Please don't touch HW-40135, but cancel HW-40134.", cancel, other},
		// One that is kept on a condition is looked at by a person.
		{"I keep HW-40135 if it ships today, but cancel HW-40134.", cancel, other},
		{"HW-40135 behalte ich, wenn sie heute rausgeht, aber HW-40134 bitte stornieren.", cancel, other},
		{"Je garde HW-40135 si elle part aujourd'hui, mais annulez HW-40134.", cancel, other},
		{"Me quedo con el HW-40135 si sale hoy, pero cancelen el HW-40134.", cancel, other},
		{"Ik houd HW-40135 als hij vandaag weggaat, maar annuleer HW-40134.", cancel, other},
		{"Tengo HW-40135 se parte oggi, ma annullate HW-40134.", cancel, other},
		// Each has its own matter. Of a claim that the reader alone is not sure of, a person says what it is.
		{"HW-40135 arrived broken, and please cancel HW-40134.", cancel, desk.ClassTransitDamage},
		{"HW-40135 kam defekt an, und bitte stornieren Sie HW-40134.", cancel, desk.ClassDoaDefect},
		{"HW-40135 est arrivée cassée, et merci d'annuler HW-40134.", cancel, desk.ClassTransitDamage},
		{"El HW-40135 llegó roto, y por favor cancelen el HW-40134.", cancel, desk.ClassTransitDamage},
		{"HW-40135 kwam kapot aan, en graag HW-40134 annuleren.", cancel, desk.ClassDoaDefect},
		{"HW-40135 è arrivato rotto, e per favore annullate HW-40134.", cancel, desk.ClassTransitDamage},
		{"HW-40134 does not turn on and HW-40135 is two weeks late.", desk.ClassDoaDefect, desk.ClassDelay},
		{"HW-40134 ist kaputt angekommen und wo bleibt HW-40135?", desk.ClassTransitDamage, desk.ClassDelay},
		{"HW-40134 est arrivé cassé et où est HW-40135 ?", desk.ClassTransitDamage, desk.ClassDelay},
		{"El HW-40134 llegó roto y ¿dónde está el HW-40135?", desk.ClassTransitDamage, desk.ClassDelay},
		{"HW-40134 è arrivato rotto e dov'è HW-40135?", desk.ClassTransitDamage, desk.ClassDelay},
		{"HW-40134 is kapot aangekomen en waar blijft HW-40135?", desk.ClassTransitDamage, desk.ClassDelay},
		{"Please change HW-40135 to blue and cancel HW-40134.", cancel, desk.ClassOrderChange},
		{"Please ship HW-40135 to my new address and cancel HW-40134.", cancel, desk.ClassOrderChange},
		{"HW-40135 came without its cable, and HW-40134 you may cancel.", cancel, desk.ClassWrongItem},
		{"HW-40135 kam ohne Netzteil, HW-40134 bitte stornieren.", cancel, desk.ClassWrongItem},
		{"HW-40135 est arrivée sans son alimentation, et HW-40134 vous pouvez l'annuler.", cancel, desk.ClassWrongItem},
		{"El HW-40135 vino sin la fuente y el HW-40134 cancélenlo por favor.", cancel, desk.ClassWrongItem},
		{"HW-40135 kwam zonder adapter, en HW-40134 mag geannuleerd worden.", cancel, desk.ClassWrongItem},
		{"HW-40135 è arrivato senza alimentatore, HW-40134 invece annullatelo.", cancel, desk.ClassWrongItem},
		{"HW-40134 hums, and where is HW-40135?", desk.ClassDoaDefect, desk.ClassDelay},
		{"De HW-40134 bromt, van de HW-40135 nog steeds niks gezien.", desk.ClassDoaDefect, desk.ClassDelay},
		{"La HW-40134 grésille, la HW-40135 toujours rien vu venir.", desk.ClassDoaDefect, desk.ClassDelay},
		{"Il HW-40134 ronza, del HW-40135 ancora nessuna traccia.", desk.ClassDoaDefect, desk.ClassDelay},
		{"El HW-40134 hace ruido, el HW-40135 sin noticias todavía.", desk.ClassDoaDefect, desk.ClassDelay},
		// What is not wanted of one of two is said in a word, where the other one is kept.
		{"I keep HW-40135, HW-40134 can go.", cancel, other},
		{"HW-40135 behalten, HW-40134 weg damit.", cancel, other},
		{"HW-40135 bleibt, HW-40134 fliegt raus.", cancel, other},
		{"HW-40135 je garde, HW-40134 on oublie.", cancel, other},
		{"El HW-40135 me lo quedo, el HW-40134 fuera.", cancel, other},
		{"HW-40135 hou ik, HW-40134 mag weg.", cancel, other},
		{"HW-40135 lo tengo, HW-40134 via.", cancel, other},
		{"HW-40134 fuera, el HW-40135 me lo quedo.", cancel, other},
		// One is not wanted, and of the other it is asked when it comes.
		{"I don't want HW-40134 any more, HW-40135 yes, when does it come?", cancel, desk.ClassDelay},
		{"HW-40134 will ich nicht mehr, HW-40135 schon – wann kommt die?", cancel, desk.ClassDelay},
		{"HW-40134 je n'en veux plus, HW-40135 si, elle part quand ?", cancel, desk.ClassDelay},
		{"El HW-40134 ya no lo quiero, el HW-40135 sí, ¿cuándo llega?", cancel, desk.ClassDelay},
		{"HW-40134 hoef ik niet meer, HW-40135 wel, wanneer komt die?", cancel, desk.ClassDelay},
		{"HW-40134 non lo voglio più, HW-40135 sì, quando arriva?", cancel, desk.ClassDelay},
		// One that works has none.
		{"HW-40135 is fine but HW-40134 has a dead key.", desk.ClassDoaDefect, other},
		{"HW-40135 has a dead key but HW-40134 works fine.", other, desk.ClassDoaDefect},
		{"HW-40135 läuft prima, aber HW-40134 funktioniert nicht.", desk.ClassDoaDefect, other},
		{"HW-40135 fonctionne très bien, mais HW-40134 ne marche pas.", desk.ClassDoaDefect, other},
		{"El HW-40135 funciona muy bien, pero el HW-40134 no funciona.", desk.ClassDoaDefect, other},
		{"HW-40135 funziona benissimo, ma HW-40134 non funziona.", desk.ClassDoaDefect, other},
		{"HW-40135 werkt prima, maar HW-40134 werkt niet.", desk.ClassDoaDefect, other},
		{"HW-40135 is perfect, HW-40134 arrived with broken glass.", desk.ClassTransitDamage, other},
		{"HW-40135 è perfetto, HW-40134 invece è arrivato con il vetro rotto.", desk.ClassTransitDamage, other},
		{"HW-40135 is niet kapot, maar HW-40134 wel: het scherm blijft zwart.", desk.ClassDoaDefect, other},
		{"Rien à signaler sur HW-40135, tout marche. HW-40134 par contre ne s'allume plus.", desk.ClassDoaDefect, other},
		{"No problems with HW-40135. HW-40134 does not turn on.", desk.ClassDoaDefect, other},
		{"HW-40134 ist falsch geliefert worden, HW-40135 richtig.", desk.ClassWrongItem, other},
		{"Il HW-40135 lo tengo, il HW-40134 lo rendo perché non mi piace.", desk.ClassChangeOfMind, other},
		{"HW-40134 to be sent to 4 Elm Road, HW-40135 to the old address as before.", desk.ClassOrderChange, other},
		{"El HW-40134 cámbienlo a rojo y el HW-40135 déjenlo como está.", desk.ClassOrderChange, other},
		{"HW-40134 bitte an die Arbeit liefern: Lindenweg 4, Köln, HW-40135 wie bisher.", desk.ClassOrderChange, other},
		{"HW-40135 is goed, maar bij HW-40134 ontbreekt de voet.", desk.ClassWrongItem, other},
		{"Warum ist HW-40135 storniert? Stornieren sollte man HW-40134!", cancel, other},
		{"Why was HW-40135 cancelled? I wanted HW-40134 cancelled.", cancel, other},
		{"La commande HW-40135 n'est pas à annuler, c'est HW-40134 qui l'est.", cancel, other},
		{"I only need HW-40135, please cancel HW-40134.", cancel, other},
		{"Ich brauche nur HW-40135, HW-40134 bitte stornieren.", cancel, other},
		{"Je n'ai besoin que de HW-40135, annulez HW-40134.", cancel, other},
		{"Solo necesito el HW-40135, anulen el HW-40134.", cancel, other},
		{"Ho bisogno solo di HW-40135, annullate HW-40134.", cancel, other},
		{"Ik heb alleen HW-40135 nodig, annuleer HW-40134.", cancel, other},
		// One that is missing has not come; nothing is missing in it.
		{"HW-40135 came, HW-40134 is still missing.", desk.ClassDelay, other},
		{"Nur HW-40135 kam an, HW-40134 fehlt.", desk.ClassDelay, other},
		{"Seule HW-40135 est arrivée, HW-40134 manque.", desk.ClassDelay, other},
		{"Solo ha llegado el HW-40135, falta el HW-40134.", desk.ClassDelay, other},
		{"È arrivato solo HW-40135, manca HW-40134.", desk.ClassDelay, other},
		{"Alleen HW-40135 is binnen, HW-40134 ontbreekt.", desk.ClassDelay, other},
		{"HW-40135 came, in HW-40134 the foot is missing.", desk.ClassWrongItem, other},
		// One that may go on as it is, or is the right one of two, is kept; what is not to be changed is left alone.
		{"HW-40135 can go ahead, but cancel HW-40134.", cancel, other},
		{"HW-40134 bitte in Schwarz statt Weiß, HW-40135 bleibt wie bestellt.", desk.ClassOrderChange, other},
		{"Non ho ordinato due volte: annullate solo HW-40134, HW-40135 è quello buono.", cancel, other},
		{"Cancel HW-40134, HW-40135 is the right one.", cancel, other},
		{"El HW-40135 no lo quiero cancelar; el HW-40134 sí.", cancel, other},
		{"HW-40135 nicht stornieren, HW-40134 schon.", cancel, other},
		{"Non cambiate l'indirizzo di HW-40135, cambiate quello di HW-40134: via Roma 5, Torino.", desk.ClassOrderChange, other},
		{"Don't change the address of HW-40135, change the one of HW-40134: 4 Mill Lane, Bath.", desk.ClassOrderChange, other},
		{"I never asked to cancel HW-40135. Please cancel HW-40134.", cancel, other},
		// One clause hangs on the other, or points back.
		{"HW-40135 arrived broken, please cancel it and HW-40134.", "", ""},
		{"HW-40135 ist kaputt, bitte stornieren Sie sie und HW-40134.", "", ""},
		{"HW-40135 est en retard, annulez-la et HW-40134.", "", ""},
		{"El HW-40135 llega tarde, cancélenlo y el HW-40134.", "", ""},
		{"HW-40135 è in ritardo, annullatelo e HW-40134.", "", ""},
		{"HW-40135 is te laat, annuleer hem en HW-40134.", "", ""},
		{"If HW-40135 does not ship today, cancel HW-40134.", "", ""},
		{"Cancel HW-40134, if HW-40135 is late.", "", ""},
		{"Cancel HW-40134, but only if HW-40135 is late.", "", ""},
		{"HW-40134 bitte stornieren, aber nur wenn HW-40135 verspätet ist.", "", ""},
		{"Wenn HW-40135 heute nicht rausgeht, stornieren Sie HW-40134.", "", ""},
		{"Si HW-40135 ne part pas aujourd'hui, annulez HW-40134.", "", ""},
		{"Si el HW-40135 no sale hoy, cancelen el HW-40134.", "", ""},
		{"Se HW-40135 non parte oggi, annullate HW-40134.", "", ""},
		{"Als HW-40135 vandaag niet weggaat, annuleer dan HW-40134.", "", ""},
		{"I ordered HW-40134 and HW-40135 by mistake, please cancel HW-40135.", "", ""},
		{"I no longer need HW-40135, please cancel HW-40134.", "", ""},
		{"HW-40135 brauche ich nicht mehr, HW-40134 bitte stornieren.", cancel, cancel},
		{"Je n'ai plus besoin de HW-40135, annulez HW-40134.", cancel, cancel},
		{"Ya no necesito el HW-40135, anulen el HW-40134.", cancel, cancel},
		{"HW-40135 heb ik niet meer nodig, annuleer HW-40134.", cancel, cancel},
		{"Non ho più bisogno di HW-40135, annullate HW-40134.", "", ""},
		{"Cancel HW-40134 or HW-40135.", "", ""},
		{"I would keep HW-40135 if you give me a discount, otherwise cancel it and HW-40134.", "", ""},
		{"Ich würde HW-40135 behalten, wenn es heute rausgeht, sonst stornieren Sie HW-40134.", "", ""},
		{"HW-40135 is not right, HW-40134 please cancel.", "", ""},
		{"HW-40135 ist nicht richtig, HW-40134 bitte stornieren.", "", ""},
		{"I ordered HW-40134 by mistake, please turn it into HW-40135.", "", ""},
		{"HW-40134 and HW-40135 are late, please cancel.", "", ""},
		{"Please combine HW-40134 and HW-40135 and ship them to my new address.", "", ""},
		{"I ordered HW-40134 twice, HW-40135 is the copy, please cancel it.", other, cancel}, // "it" stands behind the second order's own name
		{"Where is HW-40134 and where is HW-40135?", "", ""},
	} {
		r := e.Read(Input{NewText: c.text, Received: time.Date(2026, 6, 16, 12, 0, 0, 0, time.UTC)})
		want := map[string]desk.Class{"HW40134": c.a, "HW40135": c.b}
		if c.a == "" {
			want = nil
		}
		if len(r.Parts) != len(want) {
			t.Errorf("%q: parts %v, want %v", c.text, r.Parts, want)
		}
		for _, p := range r.Parts {
			if !slices.Equal(p.Classes, []desk.Class{want[p.Number]}) {
				t.Errorf("%q: %s is read as %v, want %s", c.text, p.Number, p.Classes, want[p.Number])
			}
		}
	}
}

// TestHalvesOfSeveral: a sentence that names three orders, some of which are kept.
func TestHalvesOfSeveral(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	const a, b, c = "HW40134", "HW40135", "HW40136"
	const cancel, other = desk.ClassCancellation, desk.ClassOther
	for text, want := range map[string]map[string]desk.Class{
		"Keep HW-40134 and HW-40135, cancel HW-40136.":                        {a: other, b: other, c: cancel},
		"Please cancel HW-40136, but keep HW-40134 and HW-40135.":             {a: other, b: other, c: cancel},
		"Behalten Sie HW-40134 und HW-40135, aber HW-40136 bitte stornieren.": {a: other, b: other, c: cancel},
		"Annulez HW-40136, je garde HW-40134 et HW-40135.":                    {a: other, b: other, c: cancel},
		"Annullate HW-40136, ma non HW-40134 e HW-40135.":                     {a: other, b: other, c: cancel},
		"Cancel HW-40136 but ship HW-40134 and HW-40135 please.":              {a: other, b: other, c: cancel},
		"Cancel HW-40136, HW-40134 can wait. HW-40135 has no hurry.":          {a: other, b: other, c: cancel},
		"Cancel HW-40134, HW-40135 stays and HW-40136 stays.":                 nil,
		"Cancel HW-40134, HW-40135 and HW-40136.":                             nil,
		// What is not to be cancelled is not, whatever the other sentences say of the rest.
		"Annuleer HW-40134 alstublieft niet, mijn man heeft zich vergist. HW-40135 mag wel weg.":                {a: other},
		"Je n'ai pas annulé HW-40134, pourquoi est-elle marquée comme annulée ? Et HW-40135, elle part quand ?": {a: other, b: desk.ClassDelay},
	} {
		r := e.Read(Input{NewText: text, Received: time.Date(2026, 6, 16, 12, 0, 0, 0, time.UTC)})
		if len(r.Parts) != len(want) {
			t.Errorf("%q: parts %v, want %v", text, r.Parts, want)
		}
		for _, p := range r.Parts {
			if !slices.Equal(p.Classes, []desk.Class{want[p.Number]}) {
				t.Errorf("%q: %s is read as %v, want %s", text, p.Number, p.Classes, want[p.Number])
			}
		}
	}
}
