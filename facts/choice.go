package facts

import (
	"slices"
	"strings"
	"unicode"

	"returndesk/desk"
)

// The words by which a buyer answers the question of policy section 6, in the languages
// that the templates' readers write: wait on, or cancel for a refund.
const (
	waitWords = ` wait waiting keep keeping patient
		warten warte warten abwarten abzuwarten behalten behalte
		attendre attends attendons attendrai attente garder garde patienter patiente
		esperar espero esperamos esperare esperaré mantener mantengo
		wachten wacht afwachten houden behouden
		aspettare aspetto aspettiamo aspettero aspetterò attendo attendere mantenere `
	cancelWords = ` cancel cancellation cancelation cancelling canceling refund
		stornieren storniere storno stornierung abbestellen abbestelle erstattung rückerstattung
		annuler annule annulez annulation remboursement rembourser rembourse
		cancelar cancelo cancele cancelen cancelación anular anulo reembolso
		annuleren annuleer annulering terugbetaling
		annullare annullo annulla annullate annullamento cancellare cancello cancellate disdire disdico disdite rimborso `
	// choiceFiller are words that change nothing about the answer. Whatever is neither
	// here nor above ("not", "unless", "when") makes the text no plain answer.
	choiceFiller = ` yes yeah yep ok okay sure please thanks thank you many much very i we ll will am would d like to want
		rather choose choice option is my the our it this order then so on go ahead just and for continue shipment
		hi hello hey dear team support hallo hola bonjour ciao hoi beste buongiorno guten tag
		ja bitte danke vielen dank ich wir möchte möchten mochte will würde gern gerne lieber die meine unsere bestellung weiter auftrag es
		oui merci beaucoup svp s il vous plait plaît stp je j nous préfère prefere préférons voudrais veux vais ma la commande notre le l
		si sí gracias por favor muchas yo quiero queremos prefiero mi el pedido nuestro voy a
		graag dank u wel bedankt alstublieft alsjeblieft aub ik wij wil willen liever mijn onze de bestelling het
		sì grazie prego vorrei vorremmo preferisco voglio il mio ordine nostro `
	signOffs = ` regards|best|kind regards|best regards|many thanks|thanks|thank you|cheers|sincerely|yours|sent from|mit freundlichen|freundliche|viele grüße|liebe grüße|beste grüße|grüße|gruß|mfg|lg|vg|von meinem|cordialement|bien à vous|salutations|envoyé|saludos|un saludo|atentamente|enviado|groet|groeten|met vriendelijke|mvg|verzonden|saluti|cordiali saluti|distinti saluti|inviato|--`
)

// maxChoiceWords is the length up to which a text can be a plain answer.
const maxChoiceWords = 10

// asksChoice reports whether a decision put the choice of policy section 6 to the buyer.
func asksChoice(o desk.Outcome) bool {
	return o == desk.OutcomeDelayOptions || o == desk.OutcomeLateCancelReview
}

// choice reads the buyer's answer to "wait or cancel": from the reader's signals, else
// from the mail's own words when they say nothing but that. It gives "" where the answer
// is not plain: a person reads it then.
func choice(in *Input) desk.Signal {
	if !asksChoice(in.Asked) {
		return ""
	}
	if !in.Reading.ByAgent() && answersChoice(in.Reading.Class) && wantsOut(in) {
		return desk.SignalChoiceCancel
	}
	if hedged(in) {
		return ""
	}
	if !in.Reading.ByAgent() && answersChoice(in.Reading.Class) && keepsOrder(in.Text) && !asksMoney(in.Text) { // "do not cancel" has cancel in it
		return desk.SignalChoiceWait
	}
	if !in.Reading.ByAgent() && answersChoice(in.Reading.Class) && !choseToCancel(in) && waitsInstead(in.Text) {
		return desk.SignalChoiceWait
	}
	wait, cancel := false, false
	if in.Reading.ByAgent() { // a person has read it, and means what he says
		wait, cancel = in.Reading.Has(desk.SignalChoiceWait), in.Reading.Has(desk.SignalChoiceCancel)
	} else {
		wait, cancel = wordChoice(in.Text, in.Sender.Name)
	}
	switch in.Reading.Class {
	case desk.ClassOther, desk.ClassRMAFollowup, desk.ClassDelay, desk.ClassDeliveryProblem:
		// Who waits and cancels as well has tied the one to something; what that is a person reads.
		wait = wait || in.Reading.Has(desk.SignalChoiceWait) && !slices.Contains(in.Reading.Also, desk.ClassCancellation)
		cancel = cancel || in.Reading.Has(desk.SignalChoiceCancel)
	}
	switch {
	case wait && !cancel:
		return desk.SignalChoiceWait
	case cancel && !wait:
		return desk.SignalChoiceCancel
	}
	return ""
}

// chosen makes the answer the matter: who waits asks about the delay, who cancels cancels
// (policy section 6).
func chosen(r desk.Reading, c desk.Signal) desk.Reading {
	r.Signals = append(withoutChoice(r.Signals), c)
	slices.Sort(r.Signals)
	if r.Class = desk.ClassDelay; c == desk.SignalChoiceCancel {
		r.Class = desk.ClassCancellation
		return r
	}
	r.Also = slices.DeleteFunc(slices.Clone(r.Also), func(c desk.Class) bool { return c == desk.ClassCancellation }) // "cancel nothing, I wait"
	return r
}

func withoutChoice(list []desk.Signal) []desk.Signal {
	return without(without(list, desk.SignalChoiceWait), desk.SignalChoiceCancel)
}

// wordChoice reads a short text that holds nothing but the answer, politeness, a greeting
// and a name. A question is no answer.
func wordChoice(text, name string) (wait, cancel bool) {
	words, plainAnswer := answerWords(text)
	if !plainAnswer {
		return false, false
	}
	names := " " + strings.Join(split(name), " ") + " "
	count := 0
	for i := 0; i < len(words); i++ {
		w := words[i]
		switch {
		case cancel && listed(waitWords, w) && awaits(words[i+1:]) >= 0: // what follows the cancelling
			i += 1 + awaits(words[i+1:])
		case listed(waitWords, w):
			wait = true
		case listed(cancelWords, w):
			cancel = true
		case listed(choiceFiller, w), listed(names, w), strings.ContainsFunc(w, unicode.IsDigit):
		case w == "hw" || len(w) <= 1:
		default:
			return false, false
		}
		count++
	}
	if count > maxChoiceWords {
		return false, false
	}
	return wait, cancel
}

// awaits gives where, behind a wait, the money or the word stands that a cancelling brings, "cancel, waiting for the refund";
// -1 where neither does.
func awaits(rest []string) int {
	return slices.IndexFunc(rest[:min(6, len(rest))], func(w string) bool {
		return has(tokens(w), awaitedWords)
	})
}

// answerWords gives the words between greeting and signature.
func answerWords(text string) (words []string, ok bool) {
	if strings.ContainsRune(text, '?') {
		return nil, false
	}
	for _, raw := range strings.Split(text, "\n") {
		line := strings.TrimSpace(strings.ToLower(raw))
		w := split(line)
		if len(w) == 0 && (len(words) == 0 || !strings.HasPrefix(line, "--")) {
			continue
		}
		if len(words) > 0 && (signsOff(line) || looksLikeName(raw, w)) {
			break
		}
		if len(words) == 0 && isGreeting(line, w) {
			continue
		}
		words = append(words, w...)
		if len(words) > 3*maxChoiceWords {
			return nil, false
		}
	}
	return words, len(words) > 0
}

func signsOff(line string) bool {
	for _, s := range strings.Split(signOffs, "|") {
		s = strings.TrimSpace(s)
		rest, found := strings.CutPrefix(line, s)
		if found && (s == "--" || rest == "" || !unicode.IsLetter([]rune(rest)[0])) {
			return true
		}
	}
	return false
}

// isGreeting reports whether a line only addresses somebody: "Dear Anna,".
func isGreeting(line string, words []string) bool {
	const greet = " hi hello hey dear good hallo hola bonjour ciao hoi beste guten liebe lieber sehr buongiorno "
	return len(words) <= 5 && listed(greet, words[0]) && strings.TrimRight(line, ",!") != line && !says(words)
}

// looksLikeName reports whether a line after the answer is just who signs it: up to three
// words that begin with a capital and that none of the lists knows.
func looksLikeName(line string, words []string) bool {
	for _, w := range strings.Fields(line) {
		if !unicode.IsUpper([]rune(w)[0]) {
			return false
		}
	}
	return len(words) <= 3 && !says(words) && !slices.ContainsFunc(words, func(w string) bool { return listed(choiceFiller, w) || conditions(w) })
}

// conditions reports whether a word turns or limits an answer.
func conditions(w string) bool {
	return listed(" not no don never until till unless but if when nicht nein kein keine bis aber wenn pas non ne jusqu mais niet geen tot maar nunca hasta pero fino ma se ", w)
}

func says(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return listed(waitWords, w) || listed(cancelWords, w) })
}
