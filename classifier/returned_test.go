package classifier

import (
	"testing"

	"returndesk/desk"
)

// TestFailedAndReturned: what failed and was sent back for it is a claim (domain.md section 1), and so is what comes to a stop; an
// order, a parcel and an errand that stop are none.
func TestFailedAndReturned(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for text, claim := range map[string]bool{
		"De versterker deed het niet meer op kanaal 3, dus ik heb HW-61019 gisteren naar jullie teruggestuurd. Wanneer krijg ik een nieuwe?": true,
		"Das Modul ging auf Kanal 3 nicht mehr, also habe ich HW-61019 gestern an Sie zurückgeschickt. Wann bekomme ich ein neues?":          true,
		"Le module ne marchait plus sur la voie 3, donc je vous ai renvoyé HW-61019 hier. Quand est-ce que j'en reçois un neuf ?":            true,
		"El módulo dejó de funcionar en el canal 3, así que os devolví HW-61019 ayer. ¿Cuándo recibo uno nuevo?":                             true,
		"Il modulo non funzionava più sul canale 3, quindi vi ho rispedito HW-61019 ieri. Quando ne ricevo uno nuovo?":                       true,
		"The module stopped working on channel 3 so I sent HW-61019 back to you yesterday. When do I get a new one?":                         true,
		"Das Metronom aus HW-61012 bleibt nach drei Schlägen stehen, Video anbei. Können Sie mir helfen?":                                    true,
		"The metronome from HW-61012 stops after three beats, video attached. Can you help me?":                                              true,
		"Le métronome HW-61012 s'arrête au bout de trois battements, vidéo jointe. Pouvez-vous m'aider ?":                                    true,
		"El metrónomo HW-61012 se para a los tres golpes, adjunto vídeo. ¿Me ayudáis?":                                                       true,
		"De metronoom HW-61012 blijft na drie tikken stilstaan, video erbij. Kunt u mij helpen?":                                             true,
		"Il metronomo HW-61012 si ferma dopo tre battiti, allego video. Potete aiutarmi?":                                                    true,
		"Das Tracking von HW-61012 bleibt seit drei Tagen in Leipzig stehen. Können Sie mir helfen?":                                         false,
		"Meine Bestellung HW-61012 bleibt bei 'in Bearbeitung' stehen, wann geht sie raus?":                                                  false,
		"It did not suit me, so I sent it back yesterday.":                                                                                   false,
		"De kleur beviel me niet meer, dus ik heb hem teruggestuurd.":                                                                        false,
	} {
		if r := e.Read(Input{NewText: text}); (r.Class.IsClaim() || r.RunnerUp.IsClaim() && !e.model.Accepts(r)) != claim {
			t.Errorf("%q: read as %s (%.2f)", text, r.Class, r.Confidence)
		}
	}
}

// TestNothingFoundPostage: behind a result without a fault the sum of a sending is the postage of the return (domain.md, reading 10).
func TestNothingFoundPostage(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for text, postage := range map[string]bool{
		"You sent HW-61053 back as no fault found. Who pays me back the 14 dollars of shipping?":      true,
		"Sie haben HW-61053 ohne Befund zurückgegeben. Wer erstattet mir die 14 Euro Versand?":        true,
		"Vous m'avez rendu HW-61053 sans défaut trouvé. Qui me rembourse les 14 euros d'envoi ?":      true,
		"Me devolvieron HW-61053 sin encontrar fallo. ¿Quién me paga los 14 euros de envío?":          true,
		"Jullie gaven HW-61053 terug, geen gebrek gevonden. Wie betaalt mij de 14 euro verzending?":   true,
		"Mi avete reso HW-61053 senza trovare difetti. Chi mi rimborsa i 14 euro di spedizione?":      true,
		"HW-61053 came two weeks late. Who pays me back the 14 dollars of shipping?":                  false,
		"HW-61053 kam zu spät, Blumen waren keine dabei. Wer erstattet mir die 14 Euro Versand?":      false,
		"Je suis content de HW-61053, mais qui me rembourse les 14 euros de frais de port ?":          false,
		"HW-61053 ist da, ich habe im Paket nichts gefunden, was fehlt. Bekomme ich ein neues Kabel?": false,
	} {
		if r := e.Read(Input{NewText: text}); r.Has(desk.SignalCostReturnPostage) != postage {
			t.Errorf("%q: %s %v, want postage %v", text, r.Class, r.Signals, postage)
		}
	}
}

// TestDrippingCarton: a carton that drips was rained on, and a hot end has its name from its work; a cell that drips, bare mains and a hot
// end that glows are dangers.
func TestDrippingCarton(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for text, danger := range map[string]bool{
		"El repartidor traía la caja HW-61044 aplastada y chorreando, así que no la acepté.":           false,
		"El paquete venía chorreando, lo rechacé en la puerta.":                                        false,
		"The courier brought the box crushed and dripping wet, so I did not take it.":                  false,
		"La caja llegó goteando y la batería está hinchada.":                                           true,
		"El paquete llegó goteando ácido de la batería.":                                               true,
		"La batería está chorreando un líquido.":                                                       true,
		"Sensor wire of hotend HW-61036 broke off at the block.":                                       false,
		"The mains wire of HW-61036 broke off and the bare end touches the case.":                      true,
		"The hotend HW-61036 got so hot that the plastic mount melted.":                                true,
		"Hotend HW-61036 smokes.":                                                                      true,
		"Das Hotend HW-61036 glüht rot und lässt sich nicht abschalten.":                               true,
		"Le hotend HW-61036 surchauffe et ça sent le brûlé.":                                           true,
		"El hotend HW-61036 se puso al rojo vivo.":                                                     true,
		"Sensor wire broke off and now the hotend glows red and will not stop.":                        true,
		"The sensor wire came off and there was smoke.":                                                true,
		"Das Sensorkabel ist abgerissen, und jetzt qualmt es.":                                         true,
		"Le câble d'alimentation est arraché et les fils sont à nu, j'ai pris une décharge électrique": true,
	} {
		if r := e.Read(Input{NewText: text}); r.Has(desk.SignalSafetyHazard) != danger {
			t.Errorf("%q: %s %v, want danger %v", text, r.Class, r.Signals, danger)
		}
	}
}
