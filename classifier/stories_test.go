package classifier

import "testing"

// TestStories: what is told in two sentences or in passing, in six languages, and what only sounds like it.
func TestStories(t *testing.T) {
	t.Parallel()
	areRead(t, []struct{ text, want string }{
		// The fee for haste, told in one sentence and asked back in another.
		{"The front of HW-1 is cracked, the carton was crushed. I had chosen express and laid out 38 dollars for it. I would like those 38 back.", "transit_damage cost_refund cost_shipping !wants_refund"},
		{"Where is HW-1? When I paid I added 45 for the quick service. And the 45 I would like to see again.", "delay cost_refund !wants_refund"},
		{"Wo bleibt HW-1? Ich habe 25 Euro für den Expressversand draufgelegt. Die 25 Euro hätte ich gern zurück.", "delay cost_refund !wants_refund"},
		{"Où est HW-1 ? J'ai payé 30 euros pour la livraison express. J'aimerais récupérer ces 30 euros.", "delay cost_refund"},
		{"¿Dónde está HW-1? Pagué 30 euros por el envío urgente. Me gustaría recuperar esos 30 euros.", "delay cost_refund"},
		{"Van HW-1 is de voet gebroken, de doos lag open. Ik had er 30 euro voor spoed bij betaald en die zou ik graag terugzien.", "transit_damage cost_refund"},
		{"Dov'è HW-1? Ho pagato 30 euro per la spedizione espressa. Vorrei riavere quei 30 euro.", "delay cost_refund"},
		{"Please do not build HW-1, the 22 for postage could at least come back to me.", "cancellation cost_refund !wants_refund"},
		// Sending it in.
		{"You found that the fault was yours. Sending it in to you had set me back 23.40, how do I get that back? HW-1", "cost_refund cost_return_postage"},
		{"Das Einschicken von HW-1 hat mich 12,90 gekostet, der Fehler war ja Ihrer. Wie bekomme ich das wieder?", "cost_refund cost_return_postage"},
		{"Renvoyer HW-1 m'a coûté 14 euros, et le défaut venait de chez vous. Qui me les rend ?", "cost_refund cost_return_postage"},
		{"Enviároslo me costó 14 euros y el fallo era vuestro. ¿Quién me los devuelve? HW-1", "cost_refund cost_return_postage"},
		{"Het opsturen van HW-1 kostte mij 12 euro en de fout lag bij jullie. Wie betaalt dat terug?", "cost_refund cost_return_postage"},
		{"Spedirvelo mi è costato 14 euro e il difetto era vostro. Chi me li rende? HW-1", "cost_refund cost_return_postage"},
		// The rest of the order.
		{"The top row of HW-1 is dead, see the clip. The wrist rest of the same order did not travel with it. Could you let me know when that one sets off?", "doa_defect delay"},
		{"Die Lampe aus HW-1 blieb dunkel. Außerdem fehlt mir noch das Kabel aus derselben Bestellung: Wissen Sie, wann es losgeht?", "doa_defect delay"},
		{"Le clavier HW-1 reste muet. Il me manque encore le câble de la même commande, quand part-il ?", "doa_defect delay"},
		{"El teclado HW-1 no enciende. Falta el cable del mismo pedido, ¿cuándo sale?", "doa_defect delay"},
		{"La lampada HW-1 resta spenta. Manca il cavo dello stesso ordine, quando parte?", "doa_defect delay"},
		{"De lamp van HW-1 bleef donker. Het ontbreekt nog aan de kabel uit dezelfde bestelling, wanneer vertrekt die?", "doa_defect delay"},
		// Before a day, and where to.
		{"Will the lamp HW-1 be on its way before the 29th? If not, please let it go to 14 Quay Row, Galway.", "delay order_change address_change"},
		{"Geht HW-1 noch vor dem 29. raus? Sonst bitte an die neue Adresse, Lindenweg 4, 50667 Köln.", "delay order_change address_change"},
		{"La commande HW-1 partira-t-elle avant le 29 ? Sinon, envoyez-la au 4 rue des Lilas, 69003 Lyon.", "delay order_change address_change"},
		{"¿Saldrá HW-1 antes del 29? Si no, mándenlo a la calle Mayor 4, 28013 Madrid.", "delay order_change address_change"},
		{"Gaat HW-1 nog voor de 29e de deur uit? Anders graag naar Kade 12, 8011 Zwolle.", "delay order_change address_change"},
		{"HW-1 parte prima del 29? Altrimenti mandatelo in via Verdi 4, 40121 Bologna.", "delay order_change address_change"},
		{"Can you change the address of HW-1 to 14 Quay Row before it ships?", "order_change !delay"},
	})
}

// TestStoriesAfter: the same of orders given up, of what keeps dark, and of a flat's number.
func TestStoriesAfter(t *testing.T) {
	t.Parallel()
	areRead(t, []struct{ text, want string }{
		// He lets it go, or was given one.
		{"HW-1 tenía que salir el día 10 y nada. Al final lo dejo, ya me compré otro.", "cancellation"},
		{"HW-1 devait partir le 10. Finalement je laisse tomber, j'en ai pris un autre ailleurs.", "cancellation"},
		{"HW-1 doveva partire il 10. Alla fine lascio perdere, ne ho già preso un altro.", "cancellation"},
		{"HW-1 zou de 10e weg. Laat maar zitten, ik heb al een andere gekocht.", "cancellation"},
		{"HW-1 sollte am 10. raus. Ich habe mir jetzt ein anderes gekauft, ihr braucht es nicht mehr zu bauen.", "cancellation"},
		{"HW-1: hab doch schon eins geschenkt bekommen, braucht ihr also nicht mehr zu bauen.", "cancellation !safety_hazard"},
		{"HW-1 was due on the 10th. I have since bought myself another one, no need to build it any more.", "cancellation"},
		{"I bought myself another one of yours, HW-1, and its left key is dead.", "doa_defect !cancellation"},
		{"Ya me compré otro cable para probar y HW-1 sigue sin encender.", "doa_defect !cancellation"},
		// The one is faulty, and the other one is to be another.
		{"The first pad of HW-1 came, its right-hand column gives nothing. I would prefer the second one in grey, is there still a way?", "doa_defect order_change"},
		{"Le premier pad de HW-1 est arrivé, la colonne de droite n'écrit rien. Je préférerais le deuxième en gris, c'est encore possible ?", "doa_defect order_change"},
		{"Llegó el primer pad de HW-1 y la columna derecha no escribe nada. El segundo lo preferiría en gris, ¿aún se puede?", "doa_defect order_change"},
		{"De eerste pad van HW-1 is er, de rechterkolom doet niets. De tweede had ik liever in grijs, kan dat nog?", "doa_defect order_change"},
		{"Il primo pad di HW-1 è arrivato, la colonna destra non scrive nulla. Il secondo lo preferirei grigio, si può ancora?", "doa_defect order_change"},
		{"The first pad of HW-1 is lovely. I would prefer the second one in grey, is there still a way?", "order_change !doa_defect"},
		{"Das erste Pad aus HW-1 ist da, die rechte Spalte gibt nichts von sich. Das zweite hätte ich lieber in Grau, geht das noch?", "doa_defect order_change"},
		// It gives nothing.
		{"The right-hand column of HW-1 types nothing.", "doa_defect"},
		{"The hub from HW-1 arrived and sits there dead, pic enclosed.", "doa_defect"},
		{"Die Lampe HW-1 kam an, aber beim Einschalten blieb sie dunkel.", "doa_defect"},
		{"La rangée du haut de HW-1 n'écrit rien.", "doa_defect"},
		{"La columna derecha de HW-1 no escribe nada.", "doa_defect"},
		{"De rechterkolom van HW-1 typt niets.", "doa_defect"},
		{"La colonna destra di HW-1 non scrive nulla.", "doa_defect"},
		// The number of the flat.
		{"I forgot to put flat 6b on HW-1, can you add it before it goes out?", "order_change address_change !product_change"},
		{"Bei HW-1 fehlt die Wohnungsnummer 12, können Sie die noch ergänzen?", "order_change address_change !product_change"},
		{"Pour HW-1, j'ai oublié l'appartement 12, pouvez-vous l'ajouter ?", "order_change address_change !product_change"},
		{"En HW-1 olvidé poner el piso 3B, ¿pueden añadirlo?", "order_change address_change !product_change"},
		{"Bij HW-1 vergat ik busnummer 4, kunnen jullie dat toevoegen?", "order_change address_change !product_change"},
		{"Per HW-1 ho dimenticato l'interno 4, potete aggiungerlo?", "order_change address_change !product_change"},
		{"Can you add a cable to HW-1 before it goes out?", "order_change product_change !address_change"},
		// In time.
		{"The opening is on the 26th. Does the display HW-1 leave your house in time for that? And would you send it to the gallery, 9 Dock Street, instead?", "delay order_change address_change"},
		{"Geht HW-1 noch rechtzeitig raus? Und bitte an die neue Adresse, Lindenweg 4, 50667 Köln.", "delay order_change address_change"},
		{"Would you add a cable to HW-1 in time?", "order_change !delay"},
		// He steps back.
		{"Eight weeks on there is still no day for HW-1, which is why I would like to step back from it.", "cancellation"},
		{"Acht Wochen ohne Termin für HW-1, ich möchte davon Abstand nehmen.", "cancellation"},
		{"Huit semaines sans date pour HW-1, je préfère y renoncer.", "cancellation"},
		{"Ocho semanas sin fecha para HW-1, prefiero echarme atrás.", "cancellation"},
		{"Acht weken zonder datum, ik trek me liever terug van de bestelling HW-1.", "cancellation"},
		{"Otto settimane senza una data per HW-1, preferisco tirarmi indietro.", "cancellation"},
		{"When I step back from it, the lamp HW-1 stops flickering.", "doa_defect"},
		// The lawyer next door.
		{"The hub HW-1 is dead. My neighbour, who is a solicitor, says I should let him write to you.", "legal_threat"},
		{"HW-1 ist tot. Mein Nachbar ist Anwalt und meint, ich soll ihn schreiben lassen.", "legal_threat"},
		{"HW-1 est mort. Mon voisin avocat propose de vous écrire.", "legal_threat"},
		{"HW-1 está muerto. Mi vecino es abogado y dice que mejor os escriba él.", "legal_threat"},
		{"HW-1 is dood. Mijn buurman is advocaat en zegt dat ik hem moet laten schrijven.", "legal_threat"},
		{"HW-1 è morto. Il mio vicino è avvocato e dice che può scrivervi lui.", "legal_threat"},
		// The old one.
		{"The new one works, HW-1. The old one, do I bin it or what?", "rma_followup"},
		{"Das neue läuft, HW-1. Soll ich das alte entsorgen oder zurückschicken?", "rma_followup"},
		{"Quello nuovo funziona, HW-1. Il vecchio lo butto o lo rispedisco?", "rma_followup"},
		{"I threw my old keyboard away, and now HW-1 has a dead row.", "doa_defect !rma_followup"},
		// The money has come.
		{"I called HW-1 off in July and you paid me, but it is still in my list. Please take it out.", "!wants_refund"},
		{"HW-1 habe ich im Juli storniert und Sie haben es erstattet, es steht aber noch in meiner Liste.", "!wants_refund"},
	})
}
