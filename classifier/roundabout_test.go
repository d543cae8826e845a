package classifier

import "testing"

// TestRoundabout: matters that are told and not named, in six languages, and what only sounds like them.
func TestRoundabout(t *testing.T) {
	t.Parallel()
	areRead(t, []struct{ text, want string }{
		// The order is not to be begun.
		{"If it is all the same to you, leave HW-1 unbuilt.", "cancellation !order_change"},
		{"Could you please not even start on HW-1? I was too keen last night.", "cancellation"},
		{"Wäre es möglich, mit HW-1 gar nicht erst anzufangen? Ich war gestern zu begeistert.", "cancellation !praise"},
		{"Serait-il possible de ne même pas commencer la fabrication de HW-1 ?", "cancellation"},
		{"¿Sería posible que ni siquiera empiecen con HW-1?", "cancellation"},
		{"Zou u er met HW-1 niet eens aan willen beginnen? Begin er maar niet aan.", "cancellation"},
		{"Potreste nemmeno cominciare con HW-1? Mi sono fatto prendere la mano.", "cancellation"},
		{"The amp HW-1 does not even start when I press the switch.", "doa_defect !cancellation"},
		{"Das Gerät HW-1 fängt gar nicht erst an zu laden.", "doa_defect !cancellation"},
		{"On reflection I had rather keep my savings, HW-1 need not be made.", "cancellation"},
		// He has got one elsewhere.
		{"You promised the 5th, then the 12th. I have bought one in town in the meantime, we are done here. HW-1", "cancellation"},
		{"HW-1 sollte am 5. gehen. Ich habe mir inzwischen anderswo eins besorgt.", "cancellation"},
		{"Le 5 est passé sans un mot. Entre-temps j'en ai trouvé un ailleurs.", "cancellation"},
		{"Pasó el día 5 sin noticias. Mientras tanto me he comprado una en otra tienda.", "cancellation"},
		{"De 5e is voorbij zonder bericht. Ik heb inmiddels elders een andere gekocht.", "cancellation"},
		{"Il 5 è passato senza una parola. Nel frattempo ne ho presa una altrove.", "cancellation"},
		{"I bought another cable in town to rule that out, HW-1 is still dead.", "doa_defect !cancellation"},
		// The parcel is to turn round.
		{"I know HW-1 is on its way, but could you turn the parcel around? I have lost my flat.", "cancellation !delivery_problem"},
		{"Ya sé que HW-1 va de camino, pero ¿no se le podría dar la vuelta al paquete?", "cancellation !delivery_problem"},
		{"Je sais que HW-1 est en route, mais le colis pourrait-il faire demi-tour ?", "cancellation !delivery_problem"},
		{"Lo so che HW-1 è in viaggio, ma si può far tornare indietro il pacco?", "cancellation !delivery_problem"},
		// Another version, or as it is.
		{"If nobody has laid a hand on HW-1 yet, make it the walnut one; if somebody has, leave it be.", "order_change product_change !cancellation"},
		{"Cancel HW-1 if you have not begun; otherwise leave it as it is.", "cancellation"},
		// Another place, not another thing.
		{"Could HW-1 go to my office instead? 14 Canal Row, Suite 3, Dayton OH 45402.", "order_change address_change !product_change"},
		{"Could I go to the bigger one instead on HW-1?", "product_change"},
		// When to look out for it.
		{"Is it too early to start looking out for the van with HW-1?", "delay !order_change"},
		{"Darf ich schon nach dem Paketboten Ausschau halten? HW-1", "delay"},
		{"Est-ce que je peux déjà guetter le facteur pour HW-1 ?", "delay"},
		{"¿Puedo ir estando pendiente del repartidor? HW-1", "delay"},
		{"Kan ik al uitkijken naar de bezorger? HW-1", "delay"},
		{"Devo già tenere d'occhio il furgone? HW-1", "delay"},
	})
}

// TestRoundaboutAfter: the same of what has come, of returns and of the shop.
func TestRoundaboutAfter(t *testing.T) {
	t.Parallel()
	areRead(t, []struct{ text, want string }{
		// The return that could not go in time.
		{"I was in hospital and could not get HW-1 to the post office within the time you gave me. May I still send it in under the old number?", "rma_followup !unclaimed !change_of_mind"},
		{"Ich konnte HW-1 nicht rechtzeitig zur Post bringen. Darf ich es noch unter der alten Nummer einschicken?", "rma_followup !unclaimed"},
		{"Je n'ai pas pu renvoyer HW-1 dans les temps. Puis-je encore l'envoyer avec le même numéro ?", "rma_followup !unclaimed"},
		{"No he podido enviarlo a tiempo (HW-1). ¿Puedo mandarlo con el mismo número?", "rma_followup !unclaimed"},
		{"Ik kon HW-1 niet op tijd opsturen. Mag het onder het oude nummer nog opgestuurd worden?", "rma_followup !unclaimed"},
		{"Non sono riuscito a spedirlo entro il termine (HW-1). Posso mandarlo con lo stesso numero?", "rma_followup !unclaimed"},
		{"I could not get to the post office in time and HW-1 went back to you.", "delivery_problem"},
		// Handed over for the way to us.
		{"By the time you read this the board HW-1 will be in the post to you, I handed it over the counter an hour ago. The USB socket sinks in.", "doa_defect returned_already"},
		{"Ich habe HW-1 vorhin am Schalter abgegeben, es ist auf dem Weg zu Ihnen. Die Buchse gibt nach.", "doa_defect returned_already"},
		{"Quand vous lirez ceci, HW-1 sera en route vers vous, je l'ai remis au guichet. La prise USB s'enfonce.", "returned_already"},
		{"Cuando lean esto, HW-1 irá de camino, lo he entregado en la ventanilla. El puerto USB se hunde.", "returned_already"},
		{"De USB-poort van HW-1 is kapot. Als u dit leest, is hij onderweg naar u, ik heb hem aan het loket afgegeven.", "returned_already"},
		{"Quando leggerete questo, HW-1 sarà in viaggio, l'ho consegnata allo sportello. La porta USB non funziona.", "returned_already"},
		{"I put it back in the post to you this morning: the USB socket of HW-1 is broken.", "doa_defect returned_already"},
		{"The USB socket of HW-1 is broken, I described it in the mail to you yesterday.", "!returned_already"},
		{"Die USB-Buchse von HW-1 ist kaputt, ich habe es gestern in meiner Mail an Sie beschrieben.", "doa_defect !returned_already"},
		{"La prise USB de HW-1 est cassée, je l'ai décrit hier dans un mail.", "!returned_already"},
		{"El puerto USB de HW-1 está roto, lo describí ayer en un correo.", "!returned_already"},
		{"La porta USB di HW-1 è rotta, l'ho descritto ieri in una mail.", "!returned_already"},
		{"De USB-poort van HW-1 is kapot, ik heb het gisteren in een mail beschreven.", "!returned_already"},
		{"They handed it over the counter to me with the corner of HW-1 crushed.", "transit_damage !returned_already"},
		// A part was not in it.
		{"Bei HW-1 lag kein Standfuß im Karton, obwohl er auf dem Lieferschein steht.", "wrong_item part_missing"},
		{"There was no charger in the box of HW-1.", "wrong_item part_missing"},
		{"Il n'y avait pas de pied dans le carton de HW-1.", "wrong_item part_missing"},
		{"No venía el soporte en la caja de HW-1.", "wrong_item part_missing"},
		{"Er zat geen voet in de doos van HW-1.", "wrong_item part_missing"},
		{"Non c'era il supporto nella scatola di HW-1.", "wrong_item part_missing"},
		{"Im Karton von HW-1 lag keine Polsterung, und das Glas ist zerbrochen.", "transit_damage !part_missing"},
		{"HW-1 is here, only the plate is brass where I paid for steel.", "wrong_item !part_missing"},
		{"HW-1 ist da, nur ist die Platte aus Messing, obwohl ich Stahl bezahlt habe.", "wrong_item !part_missing"},
		{"HW-1 is er, alleen is de plaat van messing terwijl ik staal besteld heb.", "wrong_item !part_missing"},
		// One of two machines.
		{"Con il fisso HW-1 va che è un piacere, il portatile invece fa finta di non vederla. Sarà guasta?", "doa_defect incompatibility"},
		{"My PC is happy with HW-1, the laptop acts as if it did not exist. Is it faulty?", "doa_defect incompatibility"},
		{"Am PC läuft HW-1, der Laptop tut so, als gäbe es sie nicht. Ist sie defekt?", "doa_defect incompatibility"},
		{"Sur le fixe HW-1 marche, mais mon Mac fait comme si elle n'existait pas. Est-elle en panne ?", "doa_defect incompatibility"},
		{"Con el PC va bien, pero el portátil hace como que no lo ve. ¿Estará averiado HW-1?", "doa_defect incompatibility"},
		{"Op de pc werkt HW-1, mijn laptop doet alsof hij er niet is. Is hij stuk?", "doa_defect incompatibility"},
		// Nothing of him is to be kept; who made it is praised.
		{"All is well with HW-1. I would just like nothing about me to stay on your computers.", "other privacy !doa_defect"},
		{"Mit HW-1 ist alles gut. Mir wäre nur lieb, wenn von mir nichts mehr in Ihrer Datenbank steht.", "other privacy"},
		{"Tout va bien avec HW-1. Je voudrais juste qu'il ne reste plus rien sur moi dans vos fichiers.", "other privacy"},
		{"Con HW-1 todo bien. Solo quisiera que no quede nada mío en su sistema.", "other privacy"},
		{"Met HW-1 is alles best. Ik zou alleen graag zien dat er van mij niets meer bij u in de computer staat.", "other privacy"},
		{"Con HW-1 tutto bene. Vorrei solo che di me non restasse più nulla nei vostri archivi.", "other privacy"},
		{"HW-1 es una maravilla, ni un fallo le encuentro, y no ha hecho falta devolverlo. Enhorabuena a quien lo montó.", "other praise !part_missing"},
		{"Compliments to whoever built HW-1, but two of its keys are dead.", "doa_defect"},
		{"HW-1 es una maravilla, pero la tecla Q no responde.", "doa_defect"},
		// Money comes back.
		{"Nothing wrong with HW-1, it is just not for me. Take it back and return my $289.", "change_of_mind wants_refund"},
		{"Posted the pad HW-1 back, it is not for me. I look forward to seeing the $149 on my card.", "wants_refund"},
		{"Ich habe HW-1 zurückgeschickt, es gefällt mir nicht. Ich freue mich darauf, die 149 Euro auf meinem Konto zu sehen.", "wants_refund"},
		{"J'ai renvoyé HW-1, il ne me plaît pas. J'espère revoir bientôt les 149 euros sur mon compte.", "wants_refund"},
		{"He devuelto HW-1, no me gusta. Espero ver pronto los 149 euros en mi cuenta.", "wants_refund"},
		{"Ik heb HW-1 teruggestuurd, het bevalt niet. Ik hoop de 149 euro snel op mijn rekening te zien.", "wants_refund"},
		{"Ho rispedito HW-1, non mi piace. Spero di rivedere presto i 149 euro sul mio conto.", "wants_refund"},
		{"I see 149 dollars on my card twice for HW-1.", "billing !wants_refund"},
		// Anger out of the window, and danger.
		{"HW-1 is far too loud; every key works, but my colleagues are ready to throw it out of the window. Take it back.", "change_of_mind !safety_hazard"},
		{"HW-1 began to hiss and I threw it out of the window.", "doa_defect safety_hazard"},
		// A duty that is asked back.
		{"Il paralume di HW-1 è arrivato in mille pezzi. E il postino ha voluto 22 euro di dogana: quelli me li ridate, spero.", "transit_damage cost_refund"},
		{"HW-1 came with a dead key. I also paid 22 dollars customs and would like those back.", "doa_defect cost_refund"},
		{"Bei HW-1 reagiert eine Taste nicht. Den Zoll von 22 Euro hätte ich gern zurück bekommen.", "doa_defect cost_refund"},
	})
}

// TestTakesHisTime: who was asked whether he waits, and has time, waits.
func TestTakesHisTime(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for text, want := range map[string]bool{
		"Take your time, good work may take long.":                      true,
		"No rush at all on my side.":                                    true,
		"Lassen Sie sich ruhig Zeit, bei mir eilt es nicht.":            true,
		"Prenez votre temps, rien ne presse.":                           true,
		"Tómense su tiempo, no hay prisa.":                              true,
		"Neem gerust de tijd, bij mij brandt er niets aan. Geen haast.": true,
		"Prendetevi tutto il tempo, non ho fretta.":                     true,
		"I have no more time for this, cancel it.":                      false,
		"Happy to hang on a bit longer.":                                true,
		"Ich warte gern noch etwas.":                                    true,
		"J'attends volontiers.":                                         true,
		"Espero encantado un poco más.":                                 true,
		"Wij wachten graag nog even.":                                   true,
		"Aspetto volentieri.":                                           true,
		"I'm not happy to wait any longer, cancel it.":                  false,
	} {
		r := e.Read(Input{Subject: "Re: Delay on your order HW-1", NewText: text})
		if got := r.Has("choice_wait"); got != want || want && r.Has("choice_cancel") {
			t.Errorf("%q: %s %v %v, waits %v", text, r.Class, r.Also, r.Signals, want)
		}
	}
}

// TestPraisedButBroken: whoever built it is praised, and the fault beside it is a claim.
func TestPraisedButBroken(t *testing.T) {
	t.Parallel()
	areRead(t, []struct{ text, want string }{
		{"Compliments to whoever built it, but it does not turn on.", "doa_defect"},
		{"Kompliment an alle, die das gebaut haben, aber es geht nicht an.", "doa_defect"},
		{"Bravo à celui qui l'a monté, mais il ne s'allume pas.", "doa_defect"},
		{"Enhorabuena a quien lo montó, pero no enciende.", "doa_defect"},
		{"Complimenti a chi l'ha costruito, ma non si accende.", "doa_defect"},
		{"Complimenten aan wie hem bouwde, maar hij gaat niet aan.", "doa_defect"},
		{"Compliments to whoever built it, it turns on at once.", "other praise"},
	})
}

// TestRoundaboutMore: further turns of phrase, and what only sounds like them.
func TestRoundaboutMore(t *testing.T) {
	t.Parallel()
	areRead(t, []struct{ text, want string }{
		// You keep it, I keep my money.
		{"I look into the letter box every day since the 8th and have had enough. Keep HW-1, I keep my money.", "cancellation !doa_defect"},
		{"Seit dem 8. warte ich auf Post von Ihnen. Behalten Sie den Verstärker HW-1, ich behalte mein Geld.", "cancellation !doa_defect"},
		{"Depuis le 8 j'attends. Gardez HW-1, je garde mon argent.", "cancellation"},
		{"Houdt u HW-1 maar, ik houd mijn geld. Sinds de 8e wacht ik.", "cancellation"},
		{"Dall'8 aspetto. Tenetevi pure HW-1, io mi tengo i miei soldi.", "cancellation"},
		// The money is to come home.
		{"It is three weeks since you struck HW-1 off your list, and my account is still 289 dollars lighter. When do I see them again?", "cancellation wants_refund"},
		{"Ik heb HW-1 niet meer nodig en had graag mijn 342 dollar teruggezien.", "wants_refund"},
		{"HW-1 prend trop de place, il est reparti chez vous mardi. Je compte sur mes 149 dollars.", "wants_refund returned_already"},
		{"HW-1 no es para mí, ya os lo he devuelto. Cuento con mis 149 dólares.", "wants_refund"},
		{"HW-1 gefällt mir nicht, ich habe es zurückgeschickt. Ich rechne mit meinen 149 Dollar.", "wants_refund"},
		{"HW-1 non mi piace, ve l'ho rispedita. Conto sui miei 149 dollari.", "wants_refund"},
		{"Please pay me back my 12 dollars of postage for HW-1.", "cost_refund !wants_refund"},
		// The paper for the tax.
		{"My accountant won't take the invoice of HW-1, it has no VAT number.", "billing"},
		{"Auf der Rechnung zu HW-1 fehlt Ihre USt-ID.", "billing !part_missing"},
		{"Sur la facture de HW-1 il n'y a pas de numéro de TVA.", "billing"},
		{"Mi gestor no acepta la factura de HW-1, le falta el NIF.", "billing"},
		{"Op de factuur van HW-1 staat geen btw-nummer.", "billing"},
		{"Sulla fattura di HW-1 non c'è la partita IVA.", "billing"},
		// It keeps silent.
		{"The right half of HW-1 sleeps, the left is wide awake.", "doa_defect"},
		{"Die rechte Hälfte von HW-1 schweigt sich aus, und den Expresszuschlag hätte ich gern wieder.", "doa_defect cost_refund"},
		{"La moitié droite de HW-1 se tait. Photo jointe.", "doa_defect"},
		{"La mitad derecha de HW-1 calla. Foto adjunta.", "doa_defect"},
		{"De rechterkant van HW-1 zwijgt in alle talen. Filmpje erbij.", "doa_defect"},
		{"La metà destra di HW-1 tace. Foto allegata.", "doa_defect"},
		{"The seller keeps silent about when HW-1 ships.", "delay !doa_defect"},
		// It is gone from the earth.
		{"Het laatste teken van HW-1 is van 5 juni uit Venlo. Sindsdien is de doos van de aardbodem verdwenen.", "delivery_problem"},
		{"Since the 5th of June the parcel HW-1 has vanished without a trace somewhere in Ohio.", "delivery_problem"},
		{"Seit dem 5. Juni ist das Paket HW-1 wie vom Erdboden verschluckt.", "delivery_problem"},
		{"Depuis le 5 juin, le colis HW-1 s'est volatilisé.", "delivery_problem"},
		{"Desde el 5 de junio al paquete HW-1 se lo ha tragado la tierra.", "delivery_problem"},
		{"Dal 5 giugno il pacco HW-1 è sparito nel nulla.", "delivery_problem"},
		{"The hum of HW-1 vanished without a trace after your update, but now the left key is dead.", "doa_defect !delivery_problem"},
		// Too much room.
		{"HW-1 takes too much space on my desk. Can it go back?", "change_of_mind"},
		{"HW-1 nimmt mir auf dem Schreibtisch zu viel Platz weg. Kann es zurück?", "change_of_mind"},
		{"HW-1 prend trop de place sur mon bureau. Puis-je le rendre ?", "change_of_mind"},
		{"HW-1 occupa troppo spazio. Posso restituirla?", "change_of_mind"},
	})
}
