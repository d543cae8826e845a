package classifier

import (
	"slices"
	"testing"
	"time"

	"returndesk/desk"
)

// TestCalledOffAfterNotice: who was told of a later date, or said that he waits, and calls the order off now asks nothing of the
// delay; who asks when it comes and says that it is not to be cancelled cancels nothing.
func TestCalledOffAfterNotice(t *testing.T) {
	t.Parallel()
	areRead(t, []struct{ text, want string }{
		{"I know I chose to wait for the new date on HW-1, sorry, but could you cancel it after all?", "cancellation !delay"},
		{"I did say I would wait for HW-1, but would you please cancel it after all?", "cancellation !delay"},
		{"I had agreed to the new date for HW-1. I'd rather not wait now, so could it be cancelled?", "cancellation !delay"},
		{"You wrote that HW-1 won't leave before 20 May. That does not suit me, cancel it please.", "cancellation !delay"},
		{"I got your notice about HW-1. The new date is too late for me. Cancel it.", "cancellation !delay"},
		{"Ich hatte zwar gesagt, dass ich auf HW-1 warte, aber könnten Sie die Bestellung doch noch stornieren?", "cancellation !delay"},
		{"Ihre Nachricht über die Verzögerung von HW-1 habe ich bekommen. Der neue Termin passt mir nicht, stornieren Sie es bitte.", "cancellation !delay"},
		{"Ich weiß, ich wollte auf HW-1 warten. Könnten Sie es nun doch stornieren?", "cancellation !delay"},
		{"Je sais que j'avais choisi d'attendre HW-1, mais pourriez-vous l'annuler finalement ?", "cancellation !delay"},
		{"J'ai bien reçu l'avis de retard pour HW-1. Le 20 mai, c'est trop tard pour moi, annulez-la s'il vous plaît.", "cancellation !delay"},
		{"Sé que dije que esperaría HW-1, pero ¿podrían cancelarlo al final?", "cancellation !delay"},
		{"Hola, he recibido el aviso de que HW-1 no saldrá hasta el 20 de mayo. No me viene bien, cancélenlo por favor.", "cancellation !delay"},
		{"Me avisaron de que HW-1 se retrasa hasta junio. No me interesa, anúlenlo.", "cancellation !delay"},
		{"Lo so, avevo detto che avrei aspettato HW-1, ma potreste annullarlo lo stesso?", "cancellation !delay"},
		{"Ho ricevuto l'avviso: HW-1 parte solo il 20 maggio. Per me è tardi, annullatelo per favore.", "cancellation !delay"},
		{"Ik had gezegd dat ik op HW-1 zou wachten, maar kunt u hem toch annuleren?", "cancellation !delay"},
		{"Ik kreeg uw bericht dat HW-1 pas 20 mei weggaat. Dat komt mij niet uit, annuleert u hem maar.", "cancellation !delay"},
		{"HW-1 is delayed again, I read. No thanks, cancel this one.", "cancellation !delay"},
		{"Die Lieferzeit von HW-1 hat sich auf Juni verschoben. Das ist mir zu spät, bitte stornieren.", "cancellation !delay"},
		{"La nouvelle date pour HW-1 ne me convient pas, merci d'annuler.", "cancellation !delay"},
		{"La nuova data di HW-1 non mi va bene, vi chiedo di annullarlo.", "cancellation !delay"},
		{"De nieuwe datum voor HW-1 is te laat voor ons feest, graag annuleren.", "cancellation !delay"},
		{"La nueva fecha de HW-1 no me sirve, así que os pido que lo canceléis.", "cancellation !delay"},
		{"Could you tell me when HW-1 ships? I don't want you to cancel it.", "delay"},
		{"Wann kommt HW-1? Bitte nicht stornieren, ich brauche es nur bald.", "delay"},
		{"Quand part HW-1 ? Ne l'annulez pas, je veux juste savoir.", "delay"},
		{"¿Cuándo sale HW-1? No lo cancelen, por favor, solo quiero saber la fecha.", "delay"},
		{"Quando parte HW-1? Non annullatelo, vorrei solo saperlo.", "delay"},
		{"Wanneer gaat HW-1 weg? Annuleer hem alstublieft niet, ik wil het alleen weten.", "delay"},
		{"I got your notice about HW-1. I'll wait for the new date, no need to cancel it.", "delay"},
	})
}

// TestBrokeInUse: what broke in the hand was not harmed on the way; what was broken in a crushed box, or before it was used, was.
func TestBrokeInUse(t *testing.T) {
	t.Parallel()
	areRead(t, []struct{ text, want string }{
		{"The stick of HW-1 snapped off on first use, photo attached.", "doa_defect !transit_damage"},
		{"The knob of HW-1 broke off the first time I turned it.", "doa_defect !transit_damage"},
		{"The hinge of HW-1 cracked the second time I opened it, pictures attached.", "doa_defect !transit_damage"},
		{"The paddle of HW-1 snapped while I was using it.", "doa_defect !transit_damage"},
		{"Der Hebel von HW-1 ist beim ersten Benutzen abgebrochen, Foto anbei.", "doa_defect !transit_damage"},
		{"Der Knopf von HW-1 ist abgebrochen, als ich ihn zum ersten Mal gedreht habe.", "doa_defect !transit_damage"},
		{"La manette de HW-1 s'est cassée à la première utilisation, photo jointe.", "doa_defect !transit_damage"},
		{"Le bouton de HW-1 m'est resté dans la main dès la première utilisation.", "doa_defect !transit_damage"},
		{"La palanca de HW-1 se rompió al usarla por primera vez, adjunto foto.", "doa_defect !transit_damage"},
		{"El botón de HW-1 se partió en el primer uso.", "doa_defect !transit_damage"},
		{"La leva di HW-1 si è spezzata al primo utilizzo, foto allegata.", "doa_defect !transit_damage"},
		{"La manopola di HW-1 si è rotta la prima volta che l'ho girata.", "doa_defect !transit_damage"},
		{"De hendel van HW-1 brak af bij het eerste gebruik, foto bijgevoegd.", "doa_defect !transit_damage"},
		{"De knop van HW-1 is afgebroken toen ik hem voor het eerst indrukte.", "doa_defect !transit_damage"},
		{"The box of HW-1 was crushed and the stick had snapped off, I have not even used it once.", "transit_damage"},
		{"When I opened the parcel HW-1 for the first time the knob was snapped off and the box dented.", "transit_damage"},
		{"Der Karton von HW-1 war eingedrückt und der Hebel abgebrochen, noch vor dem ersten Gebrauch.", "transit_damage"},
		{"Le carton de HW-1 était enfoncé et la manette cassée, avant toute première utilisation.", "transit_damage"},
	})
}

// TestDeadBesideCancelled: one order came with something dead in it, and the other is to be cancelled, however the whole is heard.
func TestDeadBesideCancelled(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for _, text := range []string{
		"HW-10001 arrived with a dead trackpoint (photo). And please cancel HW-10002, I placed it last night by accident.",
		"HW-10001 arrived with a broken hinge, photo attached. Please also cancel HW-10002.",
		"HW-10001 kam mit einem toten Encoder an (Foto). Und bitte HW-10002 stornieren, die habe ich gestern aus Versehen bestellt.",
		"HW-10001 est arrivé avec un écran mort (photo). Et merci d'annuler HW-10002, passée hier par erreur.",
		"HW-10001 llegó con la pantalla muerta (foto). Y cancelen HW-10002, lo hice anoche por error.",
		"HW-10001 è arrivato con un tasto morto (foto). E annullate HW-10002, l'ho fatto ieri sera per sbaglio.",
		"HW-10001 kwam aan met een dode toets (foto). En annuleer HW-10002, die heb ik gisteravond per ongeluk geplaatst.",
	} {
		r := e.Read(Input{NewText: text, Received: time.Date(2026, 6, 16, 12, 0, 0, 0, time.UTC), HasAttachments: true})
		if len(r.Parts) != 2 || !r.Parts[0].Classes[0].IsClaim() || !slices.Equal(r.Parts[1].Classes, []desk.Class{desk.ClassCancellation}) {
			t.Errorf("%q: read as %s, parts %v", text, r.Class, r.Parts)
		}
	}
	r := e.Read(Input{NewText: "HW-10001 arrived with a dead key. HW-10002 has it as well.", Received: time.Date(2026, 6, 16, 12, 0, 0, 0, time.UTC)})
	if len(r.Parts) != 0 {
		t.Errorf("the same of both is read apart: %v", r.Parts)
	}
}

// TestFeeBesideFault: who tells of a part that does not turn or makes a noise, and wants the delivery's fee back, has two matters;
// a fault that was mended, a question before an order and a fee that is not wanted are none.
func TestFeeBesideFault(t *testing.T) {
	t.Parallel()
	areRead(t, []struct{ text, want string }{
		{"Fan on HW-18229 doesn't spin (video). And why did I pay 19 dollars shipping for that? I want that fee back too.", "doa_defect cost_refund"},
		{"The motor on HW-1 does not turn. I also want the 19 dollars shipping back.", "doa_defect cost_refund"},
		{"Der Lüfter von HW-1 dreht sich nicht (Video). Und die 19 Euro Versand will ich auch zurück.", "doa_defect cost_refund"},
		{"Der Motor an HW-1 läuft nicht an. Außerdem möchte ich die Versandkosten zurück.", "doa_defect cost_refund"},
		{"Le ventilateur de HW-1 ne tourne pas (vidéo). Et je veux aussi qu'on me rembourse les frais de port.", "doa_defect cost_refund"},
		{"El ventilador de HW-1 no gira (vídeo). Y quiero que me devuelvan también los gastos de envío.", "doa_defect cost_refund"},
		{"La ventola di HW-1 non gira (video). E rivoglio anche le spese di spedizione.", "doa_defect cost_refund"},
		{"De ventilator van HW-1 draait niet (video). En de verzendkosten wil ik ook terug.", "doa_defect cost_refund"},
		{"HW-1: LED 3 stays dark. Also refund the duty I paid, 41 EUR.", "doa_defect cost_refund"},
		{"HW-1: LED 3 bleibt dunkel. Bitte auch den Zoll erstatten, 41 EUR.", "doa_defect cost_refund"},
		{"HW-1 : la LED 3 reste éteinte. Remboursez-moi aussi les droits de douane, 41 EUR.", "doa_defect cost_refund"},
		{"HW-1: el LED 3 no se enciende. Devuélvanme también los aranceles, 41 EUR.", "doa_defect cost_refund"},
		{"HW-1: il LED 3 resta spento. Rimborsatemi anche i dazi, 41 EUR.", "doa_defect cost_refund"},
		{"HW-1: led 3 blijft donker. Betaal ook de invoerrechten terug, 41 EUR.", "doa_defect cost_refund"},
		{"HW-1 came with its case smashed, and I want the shipping fee back as well.", "transit_damage cost_refund"},
		{"You sent the blue one instead of the red one (HW-1). I also want my shipping costs refunded.", "wrong_item cost_refund"},
		{"The jack of HW-1 crackles. And what about the 19 dollars of shipping, can I have them back?", "doa_defect cost_refund"},
		{"The fan that you replaced in HW-1 spins now. Can I have the 14 dollars back that I paid to post it to you?", "cost_refund !doa_defect"},
		{"HW-1 arrived fine and the fan spins. I would just like the shipping fee refunded, it was advertised as free.", "cost_refund !doa_defect"},
		{"Der Lüfter dreht sich wieder, danke. Ich bekomme noch das Porto für die Rücksendung von HW-1 zurück.", "cost_refund !doa_defect"},
		{"HW-1 has a dead key. I do not want the shipping fee back, only a working board.", "!cost_refund"},
		{"The jack of HW-1 crackles.", "doa_defect"},
		{"HW-1: the cooler fan does not turn.", "doa_defect"},
		{"An HW-1 knistert die Buchse.", "doa_defect"},
		{"Does the pump not move water above 40 degrees, or is that model fine with it? I am thinking of buying one.", "!doa_defect"},
		{"Does the fan of the GT3 not spin when it's idle? Asking before I order.", "!doa_defect"},
		{"The fan that did not spin is replaced, thank you. May I have the 14 dollars of return postage for HW-1?", "cost_refund !doa_defect"},
		{"HW-1 hat eine tote Taste. Das Porto will ich nicht zurück, nur eine Tastatur, die geht.", "doa_defect !cost_refund"},
		{"HW-1 : une touche morte. Je ne demande pas les frais de port, juste un clavier qui marche.", "doa_defect !cost_refund"},
		{"HW-1 tiene una tecla muerta. No quiero los gastos de envío, solo un teclado que funcione.", "doa_defect !cost_refund"},
		{"HW-1 ha un tasto morto. Non voglio le spese di spedizione, solo una tastiera che funzioni.", "doa_defect !cost_refund"},
		{"HW-1 heeft een dode toets. Ik hoef de verzendkosten niet terug, alleen een toetsenbord dat werkt.", "doa_defect !cost_refund"},
	})
}

// TestFlickerIsNoSpark: what flickers in French is called as what sparks in Italian; what is told beside it stays danger.
func TestFlickerIsNoSpark(t *testing.T) {
	t.Parallel()
	areRead(t, []struct{ text, want string }{
		{"Voilà une vidéo de plus où l'on voit bien le scintillement.", "!safety_hazard"},
		{"L'écran de HW-1 scintille sans arrêt.", "!safety_hazard"},
		{"Le scintillement de l'écran de HW-1 continue.", "!safety_hazard"},
		{"La LED scintille au démarrage, vidéo jointe.", "!safety_hazard"},
		{"HW-1 fait des étincelles quand je le branche.", "safety_hazard"},
		{"HW-1 fa scintille quando lo collego.", "safety_hazard"},
		{"Dalla presa di HW-1 escono scintille.", "safety_hazard"},
		{"Il y a des scintillements bleus dans la prise quand je branche HW-1.", "doa_defect safety_hazard"},
		{"L'écran de HW-1 scintille et il sort de la fumée du boîtier.", "doa_defect safety_hazard"},
		{"HW-1 : ça sent le brûlé et l'écran scintille.", "doa_defect safety_hazard"},
	})
}

// TestPressedOnce: one press that counts as two is a fault.
func TestPressedOnce(t *testing.T) {
	t.Parallel()
	areRead(t, []struct{ text, want string }{
		{"G and H on HW-1 fire twice. Not a big deal but I'd like it sorted.", "doa_defect"},
		{"The E key of HW-1 fires twice.", "doa_defect"},
		{"Every second press of the space bar on HW-1 fires twice.", "doa_defect"},
		{"Die Taste G von HW-1 löst doppelt aus. Nicht schlimm, aber ich hätte es gern behoben.", "doa_defect"},
		{"La touche G de HW-1 se déclenche deux fois.", "doa_defect"},
		{"La tecla G de HW-1 se dispara dos veces.", "doa_defect"},
		{"Il tasto G di HW-1 scatta due volte.", "doa_defect"},
		{"De toets G van HW-1 vuurt twee keer.", "doa_defect"},
	})
}

// TestFetchedForAnother: who fetches an order for a friend writes of another's; a friend who fetches his does not make it another's.
func TestFetchedForAnother(t *testing.T) {
	t.Parallel()
	areRead(t, []struct{ text, want string }{
		{"Could you tell me whether order HW-1 was delivered? It belongs to a friend, I'm picking it up for him.", "third_party"},
		{"HW-1 belongs to my brother, when will it arrive?", "third_party"},
		{"Wann kommt HW-1? Die Bestellung gehört einem Freund, ich hole sie für ihn ab.", "third_party"},
		{"Quand arrive HW-1 ? C'est la commande d'un ami, je passe la prendre pour lui.", "third_party"},
		{"¿Cuándo llega HW-1? El pedido es de un amigo, lo recojo yo por él.", "third_party"},
		{"Quando arriva HW-1? L'ordine è di un amico, lo ritiro io per lui.", "third_party"},
		{"Wanneer komt HW-1? De bestelling is van een vriend, ik haal hem voor hem op.", "third_party"},
		{"When will HW-1 arrive? A friend is picking it up for me.", "!third_party"},
		{"HW-1: the cable belongs to a friend's keyboard, so it is not that.", "!third_party"},
		{"Wann kommt HW-1? Ein Freund holt es für mich ab.", "!third_party"},
		{"Quand arrive HW-1 ? Un ami le récupère pour moi.", "!third_party"},
		{"¿Cuándo llega HW-1? Lo recoge un amigo por mí.", "!third_party"},
		{"Quando arriva HW-1? Lo ritira un amico per me.", "!third_party"},
		{"Wanneer komt HW-1? Een vriend haalt het voor mij op.", "!third_party"},
	})
}

// TestPaysItself: who pays a postage himself asks none back.
func TestPaysItself(t *testing.T) {
	t.Parallel()
	areRead(t, []struct{ text, want string }{
		{"I don't like HW-1. I'd like to get it back to you, and I will pay the postage.", "change_of_mind !cost_refund"},
		{"HW-1 gefällt mir nicht. Ich schicke es auf meine Kosten zurück, wenn das geht.", "change_of_mind !cost_refund"},
		{"HW-1 ne me plaît pas. Je peux le renvoyer, le port est à ma charge.", "change_of_mind !cost_refund"},
		{"HW-1 non mi piace. Vorrei restituirlo, le spese di spedizione le pago io.", "change_of_mind !cost_refund"},
		{"HW-1 bevalt me niet. Mag ik het terugsturen, op mijn kosten?", "change_of_mind !cost_refund"},
		{"Why should I pay the postage for sending HW-1 in, when the fault was yours? Refund it please.", "cost_refund"},
		{"I had to send HW-1 in at my own cost, 14 euros. You confirmed the fault, so please pay me that back.", "cost_refund"},
	})
}
