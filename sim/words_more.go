package sim

func german() map[matter][]string {
	return map[matter][]string{
		aboutCancel:  {"Guten Tag, bitte stornieren Sie meine Bestellung {n}. Ich brauche sie nicht mehr.", "Hallo, ich möchte {n} stornieren, hoffentlich haben Sie noch nicht angefangen."},
		aboutDefect:  {"Guten Tag, bei meiner Bestellung {n} ist ein Defekt: Zwei Tasten reagieren gar nicht. Fotos hängen an.", "Hallo, das Gerät aus {n} ist defekt, es lässt sich nicht einschalten."},
		aboutDamage:  {"Das Paket zu {n} kam beschädigt an, der Karton ist zerdrückt und das Gehäuse gebrochen. Fotos anbei."},
		aboutWrong:   {"Sie haben mir den falschen Artikel geschickt, bestellt hatte ich etwas anderes. Bestellung {n}."},
		aboutMind:    {"{n} gefällt mir leider nicht, ich möchte die Bestellung zurückgeben und mein Geld zurück."},
		aboutLate:    {"Die Bestellung {n} sollte längst verschickt sein. Woran liegt die Verzögerung?"},
		aboutWhere:   {"Wo ist mein Paket? {n} wurde vor einigen Tagen verschickt."},
		aboutLost:    {"Laut Sendungsverfolgung wurde {n} zugestellt, aber ich habe nichts erhalten."},
		aboutDuty:    {"Ich musste für {n} 38 Euro Zoll bezahlen. Bitte erstatten Sie mir die Zollgebühren."},
		aboutHazard:  {"Der Akku aus {n} ist aufgebläht und wird sehr heiß, es riecht verbrannt!"},
		aboutNews:    {"Gibt es etwas Neues zu meiner Rücksendung, Bestellung {n}?"},
		aboutDispute: {"Damit bin ich nicht einverstanden, das Gerät war von Anfang an kaputt. Bitte prüfen Sie {n} noch einmal."},
		aboutSent:    {"Ich habe das Paket heute abgeschickt, die Sendungsnummer ist {t}."},
		aboutProof:   {"Hier sind die Fotos zu {n}."},
		aboutTried:   {"Das habe ich probiert, es hat nicht geholfen.", "Das war es, jetzt funktioniert es. Danke!"},
		aboutConfirm: {"Ja, die Nachricht war von mir."},
	}
}

func french() map[matter][]string {
	return map[matter][]string{
		aboutCancel:  {"Bonjour, merci d'annuler ma commande {n}, je n'en ai plus besoin."},
		aboutDefect:  {"Bonjour, l'article de la commande {n} est défectueux : deux touches ne répondent pas du tout. Photos en pièce jointe."},
		aboutDamage:  {"Le colis de la commande {n} est arrivé abîmé, le carton est écrasé et le boîtier est cassé."},
		aboutWrong:   {"Vous m'avez envoyé le mauvais article, ce n'est pas ce que j'ai commandé ({n})."},
		aboutMind:    {"J'ai changé d'avis, l'article de {n} ne me plaît pas. Puis-je le renvoyer ?"},
		aboutLate:    {"La commande {n} aurait dû être expédiée. Pourquoi ce retard ?"},
		aboutWhere:   {"Où est mon colis ? La commande {n} a été expédiée il y a quelques jours."},
		aboutLost:    {"Le suivi dit que {n} a été livré, mais je n'ai rien reçu."},
		aboutDuty:    {"J'ai dû payer 46 euros de droits de douane pour {n}. Merci de me rembourser."},
		aboutDispute: {"Je ne suis pas d'accord, l'article était cassé à l'arrivée. Merci de revoir {n}."},
		aboutSent:    {"J'ai renvoyé le colis aujourd'hui, le numéro de suivi est {t}."},
		aboutProof:   {"Voici les photos pour la commande {n}."},
	}
}

func spanish() map[matter][]string {
	return map[matter][]string{
		aboutCancel: {"Hola, quiero cancelar mi pedido {n}, ya no lo necesito."},
		aboutDefect: {"Hola, el producto del pedido {n} está defectuoso: dos teclas no funcionan. Adjunto fotos."},
		aboutDamage: {"El paquete del pedido {n} llegó dañado, la caja está aplastada y la carcasa rota."},
		aboutLate:   {"El pedido {n} ya debería haberse enviado. ¿A qué se debe el retraso?"},
		aboutLost:   {"El seguimiento dice que {n} fue entregado, pero no he recibido nada."},
		aboutSent:   {"Hoy he enviado el paquete, el número de seguimiento es {t}."},
		aboutProof:  {"Aquí están las fotos del pedido {n}."},
	}
}

func dutch() map[matter][]string {
	return map[matter][]string{
		aboutCancel: {"Hallo, graag mijn bestelling {n} annuleren, ik heb het niet meer nodig."},
		aboutDefect: {"Hallo, het product uit bestelling {n} is defect: twee toetsen doen het niet. Foto's in de bijlage."},
		aboutDamage: {"Het pakket van {n} kwam beschadigd aan, de doos is ingedeukt en de behuizing gebroken."},
		aboutWhere:  {"Waar is mijn pakket? Bestelling {n} is een paar dagen geleden verzonden."},
		aboutSent:   {"Ik heb het vandaag teruggestuurd, het trackingnummer is {t}."},
		aboutProof:  {"Hier zijn de foto's van bestelling {n}."},
	}
}

func italian() map[matter][]string {
	return map[matter][]string{
		aboutCancel: {"Buongiorno, vorrei annullare il mio ordine {n}, non mi serve più."},
		aboutDefect: {"Buongiorno, l'articolo dell'ordine {n} è difettoso: due tasti non funzionano. Allego le foto."},
		aboutDamage: {"Il pacco dell'ordine {n} è arrivato danneggiato, la scatola è schiacciata e il guscio rotto."},
		aboutWhere:  {"Dov'è il mio pacco? L'ordine {n} è stato spedito qualche giorno fa."},
		aboutSent:   {"Ho spedito il pacco oggi, il numero di tracciamento è {t}."},
		aboutProof:  {"Ecco le foto dell'ordine {n}."},
	}
}
