package facts

import (
	"strings"

	"returndesk/desk"
)

// hasCome reports whether the goods are there: by the shop's data, or, where those know only of a shipment, by what the customer
// says of the day or shows of the goods.
func hasCome(in *Input, base *desk.Facts) bool {
	switch base.Get(desk.FactStage) {
	case "delivered":
		return true
	case "shipped":
		return in.Reading.Has(desk.SignalStatesDeliveryDate) || base.Get(desk.FactBrings) == "evidence"
	}
	return false
}

// asksBeside reports whether a mail that wants duties or a shipping fee back asks of its open record, too: in a question that
// speaks of no cost. Postage is the record's own matter, and what is asked beside it is answered with it.
func asksBeside(in *Input, base *desk.Facts) bool {
	r := &in.Reading
	if !hasRMA(base) || r.Has(desk.SignalCostReturnPostage) || r.Has(desk.SignalCostReplacementPostage) {
		return false
	}
	for sentence := range sentences(in.Text) {
		if strings.ContainsRune(sentence, '?') && !has(tokens(sentence), costWords) {
			return true
		}
	}
	return false
}

// costWords are those of money and of what it is paid for, without accents, in six languages.
const costWords = ` refund refunded reimburse reimbursed pay paid money cost costs fee fees duty duties customs tax taxes vat shipping postage back
	erstatten erstattet erstattung bezahlen bezahlt geld kosten versandkosten gebuhr gebuhren zoll steuer steuern porto zuruck
	rembourser remboursez remboursement remboursee rembourse payer paye argent frais douane taxe taxes tva port
	devolver devuelven devolveis reembolso reembolsar reembolsarme pagar pagado dinero gastos aduana aranceles impuestos iva envio portes
	terugbetalen terugbetaald terug betalen betaald geld kosten verzendkosten invoerrechten btw douane
	rimborsare rimborso rimborsate rimborsarmi pagare pagato soldi costi spese dogana dazi dazio iva spedizione `
