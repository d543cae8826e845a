package facts

import (
	"slices"
	"strings"

	"returndesk/desk"
)

// undecided are the words of a buyer who has not made up his mind, or who ties his answer to
// something, in the languages of choice.go. Phrases are of whole words.
func undecided(text string) bool {
	return saysAny(text,
		"don t know", "do not know", "not sure", "let me think", "need to think", "have to think", "think about it", "think it over", "haven t decided", "have not decided", "get back to you", "undecided",
		"weiß nicht", "weiß noch nicht", "weiß es nicht", "weiß es noch nicht", "weiss nicht", "weiss noch nicht", "weiss es noch nicht", "muss überlegen", "muss nachdenken", "muss darüber", "überlege noch", "überlege es mir", "nicht sicher", "noch nicht entschieden", "besprechen", "drüber schlafen", "darüber nachdenken",
		"ne sais pas", "sais pas encore", "réfléchir", "réfléchis", "pas sûr", "pas sûre", "pas encore décidé", "hésite",
		"no sé", "no lo sé", "tengo que pensar", "déjame pensar", "dejadme pensar", "lo pienso", "pensarlo", "no estoy seguro", "no estoy segura", "aún no he decidido",
		"weet het niet", "weet niet", "weet het nog niet", "nadenken", "niet zeker", "twijfel", "nog niet besloten", "overleggen",
		"non so", "non lo so", "pensarci", "ci penso", "devo pensare", "devo rifletterci", "fatemi pensare", "non sono sicuro", "non sono sicura", "non ho ancora deciso")
}

// withoutPolite gives words between blanks, without what is only polite: "if possible".
func withoutPolite(words []string) string {
	text := " " + strings.Join(words, " ") + " "
	for _, polite := range []string{"if possible", "wenn möglich", "wenn es geht", "si possible", "si c est possible", "si es posible", "se possibile", "indien mogelijk"} {
		text = strings.ReplaceAll(text, " "+polite+" ", " ")
	}
	return text
}

// tied reports whether the text makes its answer depend on something. A Spanish or Italian answer that
// begins with "si" says yes.
func tied(words []string) bool {
	text := withoutPolite(words)
	if rest, ok := strings.CutPrefix(text, " si "); ok {
		text = rest
	}
	return slices.ContainsFunc(strings.Fields(text), func(w string) bool {
		return listed(" if unless otherwise else wenn falls sonst ansonsten andernfalls si sinon sauf tenzij anders indien se altrimenti ", w)
	}) || saysAny(text, "a menos", "à moins", "de lo contrario", "in caso contrario", "a meno", "zo niet")
}

// choseToCancel reports whether the buyer has made the choice already, to cancel, and was told
// so. A change that came too late is answered with both ways instead.
func choseToCancel(in *Input) bool {
	return in.Asked == desk.OutcomeLateCancelReview && in.Earlier != nil && in.Earlier.Class != desk.ClassOrderChange
}

// wantsOut reports whether the text says that its writer waits no longer and wants his money, asks nothing and ties it to nothing:
// that is the one of the two choices, whatever word he has for it ("I won't keep waiting, I want my money").
func wantsOut(in *Input) bool {
	if !in.Reading.Has(desk.SignalWantsRefund) || strings.ContainsRune(in.Text, '?') || !refusesWait(in.Text) {
		return false
	}
	words := split(in.Text)
	return !tied(words) && !saysAny(in.Text, "keep the order", "keep my order", "keep it") && !slices.ContainsFunc(words, func(w string) bool {
		return listed(" ship shipped behalten garder quedo houden than until till past beyond after as bis als nach später jusqu avant après hasta después tot na fino dopo oltre ", w)
	})
}

// asksMoney reports whether the text wants the price back: who may "keep my order" then is
// the shop.
func asksMoney(text string) bool {
	return slices.ContainsFunc(split(text), func(w string) bool {
		return listed(" refund refunded money erstattung rückerstattung erstatten geld remboursement rembourser remboursé remboursez argent reembolso reembolsen dinero terugbetaling rimborso rimborsate soldi denaro ", w)
	})
}

// asksFirst reports whether the text asks about the choice before it makes it: how long it
// still takes, whether one can cancel later, what one gets back.
func asksFirst(text string) bool {
	return strings.ContainsRune(text, '?') && saysAny(text,
		"how long", "how much longer", "how many more", "wie lange", "combien de temps", "cuánto", "cuanto", "hoe lang", "quanto tempo", "quanto ancora",
		"still cancel", "cancel later", "noch stornieren", "später stornieren", "encore annuler", "annuler plus tard", "todavía cancelar", "cancelar más tarde", "cancelar después",
		"nog annuleren", "later annuleren", "ancora annullare", "annullare più tardi", "annullare dopo",
		"do i get", "will i get", "would i get", "bekomme ich", "kriege ich", "est ce que je récupère", "vais je récupérer", "serai je remboursé", "me devuelven", "me devolverían", "krijg ik", "riavrò", "mi viene rimborsato", "mi rimborsate")
}

// assents reports whether the text says yes, or thanks, and nothing else: to a question of
// which of two that is no answer.
func assents(text, name string) bool {
	words, plainAnswer := answerWords(text)
	names := " " + strings.Join(split(name), " ") + " "
	return plainAnswer && !says(words) && !slices.ContainsFunc(words, func(w string) bool {
		return listed(" continue weiter ahead ", w) || !listed(choiceFiller, w) && !listed(names, w) && len(w) > 1
	})
}

// statesWait reports whether somebody speaks of waiting outside of a question.
func statesWait(text string) bool {
	for s := range sentences(text) {
		if !strings.HasSuffix(s, "?") && waitsIn(s) {
			return true
		}
	}
	return false
}

func waitsIn(text string) bool {
	return has(split(text), waitWords)
}

// noWait reports whether a mail that was read as the choice to wait only asks for a date, says that he
// waits no longer, or ties it to something. Not even a notice that the shop's own system sent is consented to so.
func noWait(in *Input) bool {
	if in.Reading.ByAgent() || !in.Reading.Has(desk.SignalChoiceWait) {
		return false
	}
	asks := !asksChoice(in.Asked) && strings.ContainsRune(in.Text, '?') // else hedged says it
	return refusesWait(in.Text) || tiedWait(in.Text, in.Reading.Language) || asks && !statesWait(in.Text) && !keepsOrder(in.Text)
}

// refusesWait reports whether a word of waiting is turned: "je n'attends plus". A "not" that belongs to
// cancelling, or to a problem, turns nothing.
func refusesWait(text string) bool {
	words := tokens(text)
	for i, w := range words {
		if !listed(waitWords, w) {
			continue
		}
		for j := i - 1; j >= max(0, i-3); j-- {
			if words[j] == pause || listed(cancelWords, words[j]) || listed(" problem problems problema problemas probleem mind trouble rush hurry prisa fretta haast only just nur solo ", words[j]) {
				break
			}
			if listed(" not nicht niet no t dont wont cannot non ne n never neither nor nie weder nunca ni jamais mai ", words[j]) {
				return true
			}
		}
		for j := i + 1; j < min(i+3, len(words)) && words[j] != pause; j++ {
			if listed(" not nicht niet plus pas oltre ", words[j]) {
				return true
			}
		}
	}
	return false
}

// hedged reports whether a mail that answers "wait or cancel" leaves the answer open: it
// names both, ties one to a condition, or says that nothing is decided. No choice is taken
// from it, whatever the reader made of its words: it is never consent, and never a
// cancellation that the buyer did not ask for (policy section 6).
func hedged(in *Input) bool {
	if !asksChoice(in.Asked) || in.Reading.ByAgent() || !answersChoice(in.Reading.Class) {
		return false
	}
	words := split(in.Text)
	cancels := has(words, cancelWords)
	wait, cancel := wordChoice(in.Text, in.Sender.Name)
	switch {
	case wait && cancel, undecided(in.Text), cancels && waitsIn(in.Text) && tied(words), tiedWait(in.Text, in.Reading.Language), waitsIn(in.Text) && tiedToDay(in.Text):
		return true
	case !choseToCancel(in) && (waitsAndCancels(in.Text) || namesOption(in.Text)):
		return true
	case choseToCancel(in): // thanks, or when the money comes, takes nothing back
	case assents(in.Text, in.Sender.Name), (cancels || asksMoney(in.Text)) && asksFirst(in.Text):
		return true
	}
	// Who only asks about waiting has not agreed to it.
	return !cancels && strings.ContainsRune(in.Text, '?') && in.Reading.Has(desk.SignalChoiceWait) && !statesWait(in.Text)
}

// answersChoice reports whether a mail of a class may be an answer to "wait or cancel": a
// claim is one of its own, whatever else it says.
func answersChoice(c desk.Class) bool {
	switch c {
	case desk.ClassOther, desk.ClassRMAFollowup, desk.ClassDelay, desk.ClassDeliveryProblem, desk.ClassCancellation, desk.ClassChangeOfMind, desk.ClassNonCustomer:
		return true
	}
	return false
}

// openAnswer gives the reading of a hedged answer: it is about the delay, and a person reads it.
func openAnswer(r desk.Reading) desk.Reading {
	r.Class, r.Signals = desk.ClassDelay, withoutChoice(r.Signals)
	return r
}
