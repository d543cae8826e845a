package classifier

import "strings"

// onlyWhen reports whether a text asks when an order is sent or comes, or where it is, and says no more: of such a question
// alone a model hears a change in "my other order". A word beside those listed, such as a day or a condition, may be a wish.
func (p *Phrases) onlyWhen(text string) bool {
	text = strings.TrimRight(text, " \t\n")
	if !strings.HasSuffix(text, "?") || strings.Count(text, "?") > 1 {
		return false
	}
	s := &scanner{}
	s.scan(numbered.ReplaceAllString(text, " "))
	when, goes := false, false
	for i := range s.toks {
		w := " " + s.toks[i].word + " "
		when = when || strings.Contains(whenWords, w)
		goes = goes || strings.Contains(goesWords, w)
		if !strings.Contains(whenWords, w) && !strings.Contains(goesWords, w) && !strings.Contains(whenBeside, w) {
			return false
		}
	}
	return when && goes
}

// The words that ask when or where, those of a parcel's way, and those that may stand beside them, folded, in six languages.
const (
	whenWords = " when where yet wann wo wohin quand ou cuando donde quando dove wanneer waar "
	goesWords = " ship ships shipped shipping leave leaves arrive arrives arriving come comes coming delivered sent dispatched made built finished begun started expect expected ready due go goes going " +
		"verschickt versendet versandt geliefert kommt komme kommen ankommen geht raus fertig erwarten rechnen los bleibt ist " +
		"expedie expediee envoye envoyee livre livree part partira arrive arrivera prete pret est sera " +
		"envian enviaran envia sale saldra llega llegara enviado esta estara listo " +
		"spedito spedita spedite parte partira arriva arrivera pronto consegnato e sara " +
		"verzonden verstuurd komt gaat weg geleverd klaar is "
	whenBeside = " and also then so but the my our other second order one does do will would can could you me tell please be is it to i we may about what s by way oh " +
		"und auch aber die das meine meiner andere anderen zweite zweiten bestellung auftrag mir sie sagen koennen bitte wird werden darf ich wir mit der denn eigentlich uebrigens ausserdem " +
		"et aussi mais la ma mon l autre deuxieme seconde commande vous me dire pouvez t elle il que qu puis je recevoir sinon " +
		"y tambien pero mi el otro segundo pedido se me pueden decir puede por favor lo " +
		"anche ma il mio l altro secondo ordine viene mi potete dire per favore verra ed invece " +
		"en ook maar de mijn andere tweede bestelling order u jullie wordt me zeggen kunt kunnen mij dan eigenlijk "
)
