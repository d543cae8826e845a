package classifier

import "testing"

// TestNearby: mails that use the words of a phrase for something else, and keep the reading that they had without it.
func TestNearby(t *testing.T) {
	t.Parallel()
	areRead(t, []struct{ text, want string }{
		// Who still waits has chosen nothing, and who waits for an answer waits for no goods.
		{"Ich warte noch auf die Lampe. Wann geht sie raus?", "delay !choice_wait"},
		{"Ich warte noch auf das Ersatzteil zu meiner Reklamation.", "rma_followup !choice_wait"},
		{"Ich warte noch auf die Rechnung zu 20777.", "other billing !choice_wait"},
		{"Bon, j'attends votre réponse. Où est ma commande ?", "delay !choice_wait"},
		{"Bueno, espero su respuesta sobre la reparación.", "rma_followup !choice_wait"},
		{"Goed, dan wacht ik op bericht. Wanneer komt het?", "delay !choice_wait"},
		{"Ok, aspetto la vostra risposta sulla riparazione.", "!choice_wait"},
		// Who leaves a thing in our hands gives nothing up.
		{"Pues lo dejo en sus manos, ¿cuándo llega?", "delay !cancellation"},
		{"Al final lo dejo como está, gracias por la ayuda con los colores.", "!cancellation"},
		// A bank that looks for a payment threatens nobody.
		{"Mi banco está mirando por qué no salió mi pago.", "!legal_threat"},
		{"Ma banque vérifie le virement, il arrive demain.", "other !legal_threat"},
		{"Die Bank prüft gerade, warum die Überweisung nicht ankam.", "!legal_threat"},
		{"De bank onderzoekt waarom mijn betaling niet aankwam.", "!legal_threat"},
		{"La banca sta verificando il bonifico, arriva domani.", "!legal_threat"},
		// A number that is engraved is none of a house, and a second unit is none of a flat.
		{"Pouvez-vous ajouter un numéro de série gravé sur le boîtier ?", "order_change product_change !address_change"},
		{"Añadan el número 7 grabado en la puerta del armario, por favor.", "order_change product_change !address_change"},
		{"Aggiungete un piano in rovere alla scrivania, per favore.", "order_change product_change !address_change"},
		{"I forgot the second unit on my order, can you add it?", "order_change product_change !address_change"},
		{"I forgot my apartment number and now it's returned to sender. Can you send it again?", "delivery_problem wrong_address_buyer !address_change"},
		{"Ho dimenticato l'interno e il pacco è tornato indietro. Lo rispedite?", "delivery_problem !address_change"},
		// What need not be done is not missing, and one of something is not one too few.
		{"No hace falta que hagan el grabado en HW-30444, gracias.", "!wrong_item !part_missing"},
		{"J'ai reçu une lampe qui clignote au lieu de trois couleurs.", "doa_defect !part_missing"},
		// What lay broken when the box was cut open was not in use, and a link is none of the goods.
		{"One leg was broken when I used the knife to open the box, it lay in two parts.", "transit_damage !doa_defect"},
		{"La lampe était cassée quand j'ai utilisé le cutter pour ouvrir le carton.", "transit_damage !doa_defect"},
		{"It came with the stuck-on logo I did not order.", "wrong_item !doa_defect"},
		{"It came up with a dead link when I opened the tracking. When will it arrive?", "delay !doa_defect"},
		{"It snapped while I was using it, box and packaging are still here.", "doa_defect !transit_damage"},
		// Who asks why it is not begun wants it.
		{"Waarom beginnen jullie niet met HW-30111?", "!cancellation"},
		{"¿Por qué no empiezan el pedido HW-30111?", "!cancellation"},
		{"Bitte gar nicht erst mit HW-30111 anfangen.", "cancellation"},
		// What somebody had before is not ours.
		{"My old amp's channel crackles, so I can't wait for yours. When does it ship?", "delay !doa_defect"},
		// What is broken may be a claim, whatever is to become of it.
		{"The broken keyboard came on Monday, can I send it back?", "!rma_followup"},
		{"My first one is faulty, where do I return it?", "!rma_followup"},
		{"The new pad is here. What shall I do with the old one, bin it?", "rma_followup"},
		// Who cancels only if a day is not kept asks when.
		{"when?\n\nNeed the dress for a wedding on the 14th. If it can't be here by the 12th there's no point in it so please cancel in that case, but I'd rather have it. Is it coming?", "delay cancellation"},
		{"It won't come in time, so please cancel.", "cancellation !delay"},
		// Who has cancelled his order already asks after that; only what was cancelled long ago is another matter.
		{"I cancelled an order with you last week, where is my refund?", "cancellation wants_refund"},
		{"We cancelled an order placed with you on Monday. Can you confirm?", "cancellation"},
		{"Please cancel an order of mine, HW-30444.", "cancellation"},
		{"I have already cancelled one order by phone, please confirm that.", "cancellation"},
		{"I previously cancelled an order, HW-30444, and it still shows. Please check.", "cancellation"},
		{"Ich habe schon mal eine Bestellung storniert, HW-30444, und keine Bestätigung bekommen.", "cancellation"},
		{"J'ai déjà annulé une commande, HW-30444, pouvez-vous confirmer ?", "cancellation"},
		{"Ya cancelé un pedido, HW-30444, ¿me lo confirman?", "cancellation"},
		{"Ho già annullato un ordine, HW-30444, me lo confermate?", "cancellation"},
		{"Ik heb al eens een bestelling geannuleerd, HW-30444, graag bevestiging.", "cancellation"},
		// Given to the carrier for a return.
		{"I handed the parcel back to the postman as agreed for my return.", "rma_followup returned_already"},
		// The price with its delivery is asked back, and the goods are to go.
		{"J'ai payé 200 euros livraison comprise et je voudrais récupérer mes 200 euros, le clavier ne me plaît pas.", "change_of_mind wants_refund"},
		{"I want to send it back. I paid 120 for the fast delivery keyboard, I'd like those 120 back.", "change_of_mind"},
		{"Pourquoi 18 € pour me réexpédier la lampe réparée sous garantie ? Je vous remercie de me les rendre.", "cost_refund !change_of_mind"},
		// Asked before a purchase, in passing, or of the settings.
		{"Could I have the case in cherry? I have not ordered yet.", "other presale !order_change"},
		{"How do I change the clock to summer time?\n\nHolding both buttons as the booklet says does nothing but change the colour. I must be doing it the wrong way. Is there a video?", "other !doa_defect"},
		{"We have thirty children who are to start soldering on the 10th, and the kits haven't come. Is a date known? We'd rather move the workshop than stand there with empty hands.", "delay !order_change"},
		{"¿Dónde puedo descargar el manual del programador? Quiero configurar la tecla de atajo \"cortar\".", "other !order_change"},
	})
}
