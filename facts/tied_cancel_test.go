package facts

import (
	"slices"
	"testing"

	"returndesk/desk"
)

// TestTiedCancellation: "cancel only if it is not here by Friday" is a question of when with a threat, in six
// languages; what is to be cancelled now, or unless it is built already, is cancelled.
func TestTiedCancellation(t *testing.T) {
	t.Parallel()
	tied := []string{
		"Cancel only if it is not here by Friday.",
		"Will HW-1 be here before the 5th? If not, cancel it please.",
		"Can you ship it by Friday? Otherwise please cancel.",
		"Kommt sie bis Freitag? Wenn nicht, bitte stornieren.",
		"Elle sera là avant vendredi ? Sinon, annulez la commande.",
		"¿Llega antes del viernes? Si no, cancelen el pedido.",
		"Arriva entro venerdì? Altrimenti annullate l'ordine.",
		"Is hij er voor vrijdag? Zo niet, annuleer dan.",
		"I need the dress rack on the 4th, cancel if you can't make that, but I'd rather have it.",
		"We want it for Friday. Please cancel it if that isn't possible.",
		"Please cancel HW-1 if it has not shipped by the 20th.",
		"If you cannot deliver it before next week, cancel it.",
		"Stornieren Sie nur, wenn es bis Freitag nicht da ist.",
		"Sollte es bis Freitag nicht da sein, stornieren Sie bitte.",
		"N'annulez que si elle n'est pas là avant vendredi.",
		"Si elle n'arrive pas d'ici vendredi, annulez la commande.",
		"Cancelen solo si no llega antes del viernes.",
		"Annullate solo se non arriva entro venerdì.",
		"Alleen annuleren als het er voor vrijdag niet is.",
		"I'll wait until October 30. After that please cancel it.",
		"Ich warte bis 30.10. Danach trete ich aber zurück.",
		"Ich warte bis Freitag, dann storniere ich.",
		"J'attends jusqu'au 30 octobre, ensuite j'annule.",
		"Espero hasta el viernes. Luego lo cancelo.",
		"Ik wacht tot vrijdag, daarna annuleer ik.",
		"Aspetto fino al 30. Poi annullo.",
		"If it isn't out of your door by Thursday night I don't want it at all, then please take it off.",
		"Wenn sie bis Freitag nicht da ist, brauche ich sie nicht mehr.",
		"Si elle n'est pas là avant vendredi, je n'en veux plus.",
		"Si no llega antes del viernes, ya no lo quiero.",
		"Als het er voor vrijdag niet is, hoef ik het niet meer.",
		"Se non arriva entro venerdì, non mi serve più.",
		"If it takes months I would rather cancel, two weeks are fine.",
		"I'd cancel if it takes another three weeks.",
		"Wenn es noch Monate dauert, würde ich eher stornieren, bei zwei, drei Wochen warte ich gern.",
		"Si ça prend encore des mois, je préfère annuler.",
		"Si va a tardar meses prefiero cancelar.",
		"Als het nog weken duurt, annuleer ik liever.",
		"Se ci vogliono ancora mesi, preferisco annullare.",
		"Please cancel it, if it is not here by Friday.",
		"Cancel only if it is not here by Friday, I'd rather wait.",
		"Stornieren Sie nur, wenn es bis Freitag nicht da ist, lieber warte ich.",
		"Stornieren Sie, wenn es bis Freitag nicht da ist, ich kaufe dann lieber woanders.",
		"Please cancel it, if it takes longer than two weeks.",
		"Bitte stornieren, wenn es noch länger als zwei Wochen dauert.",
		"If it is not here by Friday, cancel it and I'd rather buy elsewhere.",
		"If it isn't here by Friday I want my money back.",
		"Wenn es bis Freitag nicht da ist, stornieren Sie und erstatten Sie mir das Geld.",
		"Tell me when it ships, and if it is not out by the 20th please cancel it and refund me.",
		"Si no llega antes del viernes, cancelen y devuélvanme el dinero.",
		"Als het langer dan twee weken duurt, annuleer het dan en geef me mijn geld terug.",
		"Se ci vogliono ancora due settimane, annullate e ridatemi i soldi.",
		"Si ça prend encore deux semaines, annulez et remboursez-moi.",
	}
	plain := []string{
		"Please cancel my order if it has not shipped yet.",
		"Please cancel if you can.",
		"I don't want it any more, please take it off your list.",
		"Cancel it. I said that I would cancel if it was not here by Friday.",
		"If it was not here by Friday I wanted out. It is not here, so cancel it.",
		"Please cancel it by Friday.",
		"Bitte stornieren Sie, falls noch nicht mit dem Bau begonnen wurde.",
		"Annulez ma commande si possible avant vendredi.",
		"Cancelen el pedido si todavía no ha salido.",
		"Sì, annullate entro venerdì.",
		"Graag annuleren als het nog kan.",
		"I agreed to wait until September 10. That date is gone too, cancel please.",
		"I have been waiting until the 5th as you asked. Cancel it now.",
		"Ich wollte bis zum 10. warten. Jetzt stornieren Sie bitte.",
		"J'avais accepté d'attendre jusqu'au 12 juin, merci d'annuler.",
		"I won't wait until Friday. Then cancel it.",
		"Please cancel my order, I will wait until Friday for your answer.",
		"Ich trete hiermit zurück, ich warte bis Freitag auf die Bestätigung.",
		"Wait until Monday with the refund, but cancel the order now.",
		"Da es länger als drei Wochen dauert, storniere ich.",
		"Als Student kann ich nicht noch Monate warten, ich storniere.",
		"Cancelo el pedido porque se tarda más de dos semanas.",
		"Se tarda meses, así que cancelo.",
		"It takes another three weeks, so please cancel it.",
		"Please cancel it, if it is not too late, I cannot wait another month.",
		"Es dauert noch Monate, also storniere ich.",
		"Si no es molestia, cancelen el pedido, tarda meses.",
		"Ça prend encore des mois : annulez, s'il vous plaît.",
		"Annullate, se possibile: ci vogliono ancora mesi.",
		"Als het kan graag annuleren, het duurt nog weken.",
		// What stands behind the cancelling is the condition of something else.
		"Cancel it please, if it takes longer than two weeks I'd rather buy elsewhere.",
		"Bitte stornieren, wenn es länger als zwei Wochen dauert, kaufe ich lieber woanders.",
		"Annulez, s'il vous plaît, si ça prend encore deux semaines je préfère acheter ailleurs.",
		"Cancelen el pedido, por favor, si tarda más de dos semanas prefiero comprarlo en otro sitio.",
		"Graag annuleren, als het langer dan twee weken duurt koop ik het liever elders.",
		"Annullate per favore, se ci vogliono ancora due settimane preferisco comprare altrove.",
		"Please cancel my order, and if that is not done by Friday please tell me.",
		// How long the money takes, or an answer, ties nothing.
		"Please cancel, if the refund takes more than a week tell me.",
		"Please cancel it and let me know if it takes longer than a week.",
		"Bitte stornieren Sie, und sagen Sie mir Bescheid, falls die Erstattung länger als eine Woche dauert.",
		"Merci d'annuler, si le remboursement prend plus d'une semaine dites-le-moi.",
		"Cancelen el pedido y avísenme si el reembolso tarda más de una semana.",
		"Graag annuleren, als de terugbetaling langer dan een week duurt hoor ik het graag.",
		"Annullate l'ordine e ditemi se il rimborso richiede ancora più di una settimana.",
		"I cancelled on the 3rd, if my money is not back by Friday I will call my bank.",
		"Ich habe am 3. storniert. Wenn mein Geld bis Freitag nicht da ist, gehe ich zur Bank.",
	}
	for _, c := range []struct {
		texts []string
		class desk.Class
		also  []desk.Class
	}{{tied, desk.ClassDelay, []desk.Class{desk.ClassCancellation}}, {plain, desk.ClassCancellation, []desk.Class{desk.ClassDelay}}} {
		for _, text := range c.texts {
			in := Input{Text: text, Reading: desk.Reading{Class: desk.ClassCancellation, Also: []desk.Class{desk.ClassDelay}}}
			if got := withDefaults(in).Reading; got.Class != c.class || !slices.Equal(got.Also, c.also) {
				t.Errorf("%q is read as %s, also %v", text, got.Class, got.Also)
			}
		}
	}
	in := Input{Text: tied[0], Reading: desk.Reading{Class: desk.ClassCancellation, Engine: "agent"}}
	if got := withDefaults(in).Reading.Class; got != desk.ClassCancellation {
		t.Errorf("a person read it: %s", got)
	}
}

// TestTiedCancellationActs: what is to be cancelled only if a day to come passes stops no production today and makes nobody's choice; where
// the answer would only be that it is too late, it is told. A cancellation that was asked for before stands.
func TestTiedCancellationActs(t *testing.T) {
	t.Parallel()
	alone, both := []desk.Class{desk.ClassDelay}, []desk.Class{desk.ClassDelay, desk.ClassCancellation}
	tied := "When does it ship? Cancel only if it is not here by Friday."
	for _, c := range []struct {
		name, text string
		change     func(*Input, *desk.Order)
		want       []desk.Class
	}{
		{"placed", tied, func(_ *Input, o *desk.Order) {
			o.Stage, o.ProductionStatus, o.ProductionStartedAt = desk.StagePlaced, desk.ProductionNotStarted, nil
		}, alone},
		{"placed, German", "Wann kommt es? Stornieren Sie nur, wenn es bis Freitag nicht da ist.", func(_ *Input, o *desk.Order) {
			o.Stage, o.ProductionStatus, o.ProductionStartedAt = desk.StagePlaced, desk.ProductionNotStarted, nil
		}, alone},
		{"placed, not tied", "When does it ship? Please cancel it if it is not built yet.", func(_ *Input, o *desk.Order) {
			o.Stage, o.ProductionStatus, o.ProductionStartedAt = desk.StagePlaced, desk.ProductionNotStarted, nil
		}, both},
		{"in production, on time", tied, func(in *Input, o *desk.Order) { o.ShipBy = desk.Date(in.Now.AddDate(0, 0, 9).Format("2006-01-02")) }, both},
		{"in production, late", tied, func(in *Input, o *desk.Order) { o.ShipBy = desk.Date(in.Now.AddDate(0, 0, -9).Format("2006-01-02")) }, alone},
		{"asked before", tied, func(in *Input, o *desk.Order) {
			o.Stage, o.ProductionStatus, o.ProductionStartedAt, in.Open = desk.StagePlaced, desk.ProductionNotStarted, nil, []desk.Class{desk.ClassCancellation}
		}, []desk.Class{desk.ClassCancellation, desk.ClassDelay}},
		{"a person read it", tied, func(in *Input, o *desk.Order) {
			o.Stage, o.ProductionStatus, o.ProductionStartedAt, in.Reading.Engine = desk.StagePlaced, desk.ProductionNotStarted, nil, "agent"
		}, both},
	} {
		in := input(t, desk.ClassDelay)
		in.Text, in.Reading.Also = c.text, []desk.Class{desk.ClassCancellation}
		o := delivered(t)
		o.Stage, o.ShippedAt, o.DeliveredAt, o.DeliveryStatus = desk.StageInProduction, nil, nil, ""
		in.Lookup.Matches = []desk.Order{o}
		c.change(&in, &in.Lookup.Matches[0])
		if got := classes(Gather(in)[0]); !slices.Equal(got, c.want) {
			t.Errorf("%s: decided as %v, want %v", c.name, got, c.want)
		}
	}
}
