package classifier

import (
	"slices"
	"testing"
	"time"

	"returndesk/desk"
)

// TestNamedByTitle: who writes in the name of somebody with a title is a third party; one of ours who is named so is none.
func TestNamedByTitle(t *testing.T) {
	t.Parallel()
	hasSignal(t, desk.SignalThirdParty, map[string]bool{
		"On behalf of Mr Lund, please cancel his order HW-14052.":                                     true,
		"Im Namen von Frau Keller möchte ich ihre Bestellung HW-14052 stornieren.":                    true,
		"Au nom de Madame Perrin, merci d'annuler sa commande HW-14052.":                              true,
		"En nombre del señor Campos, anulen su pedido HW-14052.":                                      true,
		"Per conto della signora Neri, vi chiedo di annullare il suo ordine HW-14052.":                true,
		"Namens de heer Tromp: graag zijn bestelling HW-14052 annuleren.":                             true,
		"We act for our client, whose order HW-14052 is faulty.":                                      true,
		"Mr Lund of your support wrote to me yesterday. Please cancel my order HW-14052.":             false,
		"Frau Keller von Ihrem Service hat mir geschrieben. Bitte stornieren Sie HW-14052.":           false,
		"De heer Tromp van jullie klantenservice belde me. Graag mijn bestelling HW-14052 annuleren.": false,
	})
}

// TestProceedings: who takes a matter to court threatens with the law; who asks how a return proceeds does not.
func TestProceedings(t *testing.T) {
	t.Parallel()
	hasSignal(t, desk.SignalLegalThreat, map[string]bool{
		"The wheel lost force feedback. Should this not be resolved within ten days we are instructed to issue proceedings.": true,
		"The wheel is dead. If you do not answer I will sue you.":                                                            true,
		"Das Lenkrad ist tot. Ohne Antwort werde ich gerichtlich vorgehen.":                                                  true,
		"Das Lenkrad ist tot. Danach reiche ich Klage ein.":                                                                  true,
		"Le volant est mort. Sans réponse, nous engagerons une procédure judiciaire.":                                        true,
		"El volante no funciona. Si no responden emprenderemos acciones legales.":                                            true,
		"Het stuur doet het niet. Anders zet ik juridische stappen.":                                                         true,
		"Il volante non funziona. In mancanza di risposta adiremo le vie legali.":                                            true,
		"The wheel is dead. How do I start the return procedure?":                                                            false,
		"Das Lenkrad ist tot. Wie soll ich vorgehen?":                                                                        false,
		"Le volant est mort. Comment engager la procédure de retour ?":                                                       false,
		"El volante no funciona. ¿Cómo inicio el procedimiento de devolución?":                                               false,
		"Het stuur doet het niet. Welke stappen moet ik zetten?":                                                             false,
		"Il volante non funziona. Come devo procedere?":                                                                      false,
	})
}

// TestAsBefore: what came back and is as it was before has its old fault.
func TestAsBefore(t *testing.T) {
	t.Parallel()
	hasSignal(t, desk.SignalSameSymptomAgain, map[string]bool{
		"You sent the amp back. It still switches off after ten minutes, identical to before.": true,
		"Der Verstärker kam zurück. Er geht nach zehn Minuten aus, genauso wie vorher.":        true,
		"L'ampli est revenu. Il s'éteint au bout de dix minutes, exactement comme avant.":      true,
		"El ampli volvió. Se apaga a los diez minutos, igual que antes.":                       true,
		"De versterker kwam terug. Hij valt na tien minuten uit, precies zoals eerst.":         true,
		"Me l'avete rimandato. Si spegne ancora dopo dieci minuti, identico a prima.":          true,
		"The amp came on Monday. It switches off after ten minutes.":                           false,
		"Der Verstärker kam am Montag. Er geht nach zehn Minuten aus.":                         false,
	})
}

// TestGivenByOthers: who has it from others was given it, or somebody of the writer's house was.
func TestGivenByOthers(t *testing.T) {
	t.Parallel()
	hasSignal(t, desk.SignalGiftRecipient, map[string]bool{
		"My husband was given the amp as a present by his colleagues (order HW-14117). The right side is silent.":         true,
		"Mein Mann bekam den Verstärker von Kollegen geschenkt (Bestellung HW-14117). Rechts kommt kein Ton.":             true,
		"Mon mari a reçu l'ampli en cadeau de ses collègues (commande HW-14117). Aucun son à droite.":                     true,
		"A mi marido le regalaron el amplificador (pedido HW-14117). A la derecha no suena.":                              true,
		"Mijn man kreeg de versterker van zijn collega's cadeau (bestelnummer HW-14117). Rechts komt er geen geluid uit.": true,
		"A mio marito hanno regalato l'amplificatore (ordine HW-14117). A destra non si sente nulla.":                     true,
		"My husband ordered the amp (order HW-14117). The right side is silent.":                                          false,
		"Mein Mann hat den Verstärker bestellt (HW-14117). Rechts kommt kein Ton.":                                        false,
	})
}

// TestOutOfTheBox: what a thing was taken out of is not described by that.
func TestOutOfTheBox(t *testing.T) {
	t.Parallel()
	hasSignal(t, desk.SignalPackagingDescribed, map[string]bool{
		"The lamp came out of the carton with its foot cracked right through.":           false,
		"Die Lampe kam mit gesprungenem Fuß aus dem Karton.":                             false,
		"La lampe est sortie du carton avec le pied fendu.":                              false,
		"Al sacar la lámpara de la caja vi que el pie estaba partido.":                   false,
		"De lamp kwam met een gebarsten voet uit de doos.":                               false,
		"La lampada è uscita dalla scatola con il piede spaccato.":                       false,
		"The carton was crushed, and the lamp came out of it with its foot cracked.":     true,
		"Der Karton war eingedrückt, die Lampe kam mit gesprungenem Fuß aus dem Karton.": true,
		"De doos was ingedeukt, en de lamp kwam met een gebarsten voet uit de doos.":     true,
	})
}

// TestSentBackWithCarrier: what somebody sent back or off with a carrier was not refused; a driver who was sent away was.
func TestSentBackWithCarrier(t *testing.T) {
	t.Parallel()
	hasSignal(t, desk.SignalRefusedDelivery, map[string]bool{
		"Ich habe die Lampe HW-90133 gestern mit DHL an Sie zurückgeschickt, sie ging vom ersten Tag an nicht.": false,
		"Die Lampe HW-90133 habe ich gestern per UPS weggeschickt, sie ging vom ersten Tag an nicht.":           false,
		"Ik heb de lamp HW-90133 gisteren met PostNL weggestuurd, hij deed het vanaf dag één niet.":             false,
		"Ich habe den Fahrer mit dem Paket HW-90133 weggeschickt, weil ich es nicht mehr brauche.":              true,
	})
}

func hasSignal(t *testing.T, s desk.Signal, texts map[string]bool) {
	t.Helper()
	eng, err := NewEmbedded(nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range texts {
		if r := eng.Read(Input{NewText: text}); r.Has(s) != want {
			t.Errorf("%q: %s %v, want %s: %v", text, r.Class, r.Signals, s, want)
		}
	}
}

// TestMattersThatMeet: a claim that is told in everyday words beside another matter, and a taste that is called a defect.
func TestMattersThatMeet(t *testing.T) {
	t.Parallel()
	eng, err := NewEmbedded(nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string][]desk.Class{
		"Il volante di HW-14061 non risponde sulla leva sinistra, vedi foto. E il corriere mi ha chiesto 39 euro di dazio: me li rimborsate?": {desk.ClassDoaDefect, desk.ClassCostRefund},
		"Keyboard defective: it is far too loud in the office. It works perfectly, but that is a fault. I want my money back.":                {desk.ClassChangeOfMind},
		"Tastatur defekt: sie ist viel zu laut fürs Büro. Sie funktioniert zwar, aber das ist ein Mangel. Ich will mein Geld zurück.":         {desk.ClassChangeOfMind},
		"Clavier défectueux : il est trop bruyant au bureau. Il fonctionne bien, mais pour moi c'est un défaut. Je veux être remboursé.":      {desk.ClassChangeOfMind},
		"Teclado defectuoso: es demasiado ruidoso. Funciona bien, pero eso es un defecto. Quiero mi dinero.":                                  {desk.ClassChangeOfMind},
		"Toetsenbord defect: het is te luidruchtig. Het werkt wel, maar dit is een gebrek. Geld terug graag.":                                 {desk.ClassChangeOfMind},
		"Tastiera difettosa: i tasti fanno troppo rumore. Funziona, per carità, ma così è un difetto. Rivoglio i soldi.":                      {desk.ClassChangeOfMind},
		"When's HW-14106 leaving? And since I'm moving on the 1st: it should go to 40 Pier Road, Salem MA 01970, not to the old flat.":        {desk.ClassDelay, desk.ClassOrderChange},
		"Wann geht HW-14106 denn raus? Und bitte an die neue Adresse, Hafenstr. 4, 20457 Hamburg.":                                            {desk.ClassDelay, desk.ClassOrderChange},
		"Quand part la commande HW-14106 ? Et merci de la livrer à ma nouvelle adresse, 4 rue du Port, 29200 Brest.":                          {desk.ClassDelay, desk.ClassOrderChange},
		"¿Cuándo sale el pedido HW-14106? Y mándenlo por favor a mi nueva dirección, calle Olmo 9, 28012 Madrid.":                             {desk.ClassDelay, desk.ClassOrderChange},
		"Wanneer gaat HW-14106 de deur uit? En graag naar mijn nieuwe adres, Kade 21, 3011 AB Rotterdam.":                                     {desk.ClassDelay, desk.ClassOrderChange},
		"Quando parte l'ordine HW-14106? E speditelo per favore al nuovo indirizzo, via Olmo 9, 20100 Milano.":                                {desk.ClassDelay, desk.ClassOrderChange},
		// No date is asked for.
		"Please send HW-14106 to 40 Pier Road before it ships. When it arrives I shall be in the new flat.":                                      {desk.ClassOrderChange},
		"Could I have it in red instead of green, is that still doable?":                                                                         {desk.ClassOrderChange},
		"Ich hätte es gern in Rot statt Grün, ist das noch machbar?":                                                                             {desk.ClassOrderChange},
		"Finalement je le voudrais en rouge plutôt qu'en vert, c'est encore faisable ?":                                                          {desk.ClassOrderChange},
		"Lo quiero en rojo en vez de verde, ¿sigue siendo posible?":                                                                              {desk.ClassOrderChange},
		"Kan het in rood in plaats van groen, is dat nog haalbaar?":                                                                              {desk.ClassOrderChange},
		"Lo vorrei rosso invece che verde, è ancora fattibile?":                                                                                  {desk.ClassOrderChange},
		"The lamp was the wrong colour, I sent it back yesterday.":                                                                               {desk.ClassWrongItem},
		"Die Lampe war die falsche Farbe, ich habe sie gestern schon zurückgeschickt.":                                                           {desk.ClassWrongItem},
		"La lampe était la mauvaise couleur, je l'ai renvoyée hier.":                                                                             {desk.ClassWrongItem},
		"La lámpara era de un color equivocado, ya la he devuelto.":                                                                              {desk.ClassWrongItem},
		"La lampada era del colore sbagliato, l'ho già rispedita.":                                                                               {desk.ClassWrongItem},
		"It is the wrong colour for my living room, sorry. Can I send it back?":                                                                  {desk.ClassChangeOfMind},
		"Es ist die falsche Farbe für mein Zimmer, leider. Kann ich es zurückgeben?":                                                             {desk.ClassChangeOfMind},
		"The centre button of HW-14031 quit. Photo attached.":                                                                                    {desk.ClassDoaDefect},
		"Der Lüfter von HW-14031 hat den Geist aufgegeben. Foto anbei.":                                                                          {desk.ClassDoaDefect},
		"Le bouton central de HW-14031 a rendu l'âme. Photo jointe.":                                                                             {desk.ClassDoaDefect},
		"El botón central de HW-14031 ha dejado de funcionar. Adjunto foto.":                                                                     {desk.ClassDoaDefect},
		"De middelste knop van HW-14031 heeft het begeven. Foto erbij.":                                                                          {desk.ClassDoaDefect},
		"Il pulsante centrale di HW-14031 ha smesso di funzionare. Allego foto.":                                                                 {desk.ClassDoaDefect},
		"A mio marito hanno regalato l'amplificatore (ordine HW-14117). A destra non si sente nulla.":                                            {desk.ClassDoaDefect},
		"I quit my job and cannot afford it, please cancel HW-14031.":                                                                            {desk.ClassCancellation},
		"Ordinato tre settimane fa, HW-14031, e ancora non arriva niente.":                                                                       {desk.ClassDelay},
		"Nella scatola mancava l'alimentatore e per di più la base è ammaccata. Foto di tutto.":                                                  {desk.ClassTransitDamage, desk.ClassWrongItem},
		"In the box the power supply was missing, and the base is dented. Photos of everything.":                                                 {desk.ClassTransitDamage, desk.ClassWrongItem},
		"Im Karton fehlte das Netzteil, und der Karton ist eingedrückt, der Sockel verbeult. Fotos von allem.":                                   {desk.ClassTransitDamage, desk.ClassWrongItem},
		"Dans le carton il manquait l'alimentation, et le socle est cabossé. Photos de tout.":                                                    {desk.ClassTransitDamage, desk.ClassWrongItem},
		"En la caja faltaba el alimentador y además la base está abollada. Fotos de todo.":                                                       {desk.ClassTransitDamage, desk.ClassWrongItem},
		"In de doos ontbrak de voeding en bovendien is de voet gedeukt. Foto's van alles.":                                                       {desk.ClassTransitDamage, desk.ClassWrongItem},
		"In the box the padding was missing, and the lamp came cracked.":                                                                         {desk.ClassTransitDamage},
		"Im Karton fehlte die Polsterung, und die Lampe kam mit einem Sprung an.":                                                                {desk.ClassTransitDamage},
		"The USB socket has come loose after two days.":                                                                                          {desk.ClassDoaDefect},
		"Die USB-Buchse hat sich nach zwei Tagen gelockert.":                                                                                     {desk.ClassDoaDefect},
		"La prise USB s'est dessoudée et détachée après deux jours.":                                                                             {desk.ClassDoaDefect},
		"El conector USB se ha soltado a los dos días.":                                                                                          {desk.ClassDoaDefect},
		"La presa USB si è staccata dopo due giorni.":                                                                                            {desk.ClassDoaDefect},
		"De USB-aansluiting is na twee dagen losgeraakt.":                                                                                        {desk.ClassDoaDefect},
		"Wrong panel HW-14216. I got it wrong myself: I asked for the black panel and wanted silver. It has arrived, unused. Would you swap it?": {desk.ClassChangeOfMind},
		"HW-14216 equivocado. Me equivoqué yo al pedir: pedí el panel negro y lo quería plateado. Ya me ha llegado, está nuevo. ¿Me lo cambian?": {desk.ClassChangeOfMind},
		// Noise may be a fault, and is one beside another.
		"The fan is far too loud and grinds at every start.":                                              {desk.ClassDoaDefect},
		"The keyboard is too loud and the left key does not work.":                                        {desk.ClassDoaDefect},
		"Ports 5 to 8 are dead, a photo is attached.":                                                     {desk.ClassDoaDefect},
		"Die Anschlüsse 5 bis 8 sind tot, Foto anbei.":                                                    {desk.ClassDoaDefect},
		"Le bras ne tient pas en position, il retombe tout seul.":                                         {desk.ClassDoaDefect},
		"The arm does not stay in position, it sinks by itself.":                                          {desk.ClassDoaDefect},
		"Der Arm hält die Höhe nicht und sackt von selbst ab.":                                            {desk.ClassDoaDefect},
		"El brazo no se mantiene en su sitio, se cae solo.":                                               {desk.ClassDoaDefect},
		"De arm blijft niet op zijn plek en zakt vanzelf.":                                                {desk.ClassDoaDefect},
		"Il braccio non resta in posizione, scende da solo.":                                              {desk.ClassDoaDefect},
		"And HW-14022, which I put in yesterday: please cancel, I'll wait to see how the first one goes.": {desk.ClassCancellation},
	} {
		r := eng.Read(Input{NewText: text, Received: time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)})
		if r.Class != want[0] || len(want) > 1 && !slices.Equal(r.Also, want[1:]) || len(want) == 1 && slices.ContainsFunc(r.Also, desk.Class.IsClaim) {
			t.Errorf("%q: read as %s also %v (%.2f), want %v", text, r.Class, r.Also, r.Confidence, want)
		}
	}
	for _, text := range []string{
		"HW-14022 came on Monday and I sent it in, please cancel my return, it works now.",
		"Return of HW-14022: please cancel my claim, it works now.",
	} {
		if r := eng.Read(Input{NewText: text}); r.Class == desk.ClassCancellation {
			t.Errorf("%q: read as %s (%.2f)", text, r.Class, r.Confidence)
		}
	}
}
