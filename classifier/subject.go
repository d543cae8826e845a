package classifier

import (
	"slices"
	"strings"

	"returndesk/desk"
)

// Words of a subject that merely names a change of an order: changeWords say so, orderWords stand beside them.
var (
	changeWords = strings.Fields("change changes amendment modify amend aenderung aenderungen aendern wijziging wijzigen wijzigingen modification modifications modifier " +
		"changement cambio cambios modificacion modificar cambiar modifica modifiche modificare cambiamento variazione")
	orderWords = strings.Fields("order orders request my the of to for a please number no hw bestellung bestellnummer auftrag auftrags meine meiner der die zu zur bitte nr " +
		"bestelling mijn de van bij ordernummer commande ma la numero pedido mi el en del ordine mio al dell richiesta demande solicitud verzoek")
)

// namesChange marks the words of a subject that only says that something is to change ("Change of order
// 20817"), and is nil for any other. Such words tell nothing of what: where the mail asks for another
// address, the product stays as it was ordered (domain.md section 1, reading 6).
func (a *analysis) namesChange() []bool {
	if a.tally.reply || a.reading.Has(desk.SignalProductChange) || !a.reading.Has(desk.SignalAddressChange) {
		return nil
	}
	var hidden []bool
	for i := range a.toks {
		if a.toks[i].sent >= a.tally.body {
			break
		}
		w := a.toks[i].word
		change := slices.Contains(changeWords, w)
		if !change && !slices.Contains(orderWords, w) && !strings.ContainsAny(w, "0123456789") {
			return nil
		}
		if hidden == nil && change {
			hidden = make([]bool, len(a.toks))
		}
	}
	for i := range hidden {
		hidden[i] = a.toks[i].sent < a.tally.body
	}
	return hidden
}
