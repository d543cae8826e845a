package classifier

import (
	"slices"
	"strings"
)

// What a few words of a sentence make of others, in six languages: who says a thing, what it hangs on, and whether a "not" goes on.

// restated reports whether a new clause begins between one token and another that says something of its own: "I want no
// refund, I want my money back", but not "no refund, nor my money back".
func restated(toks []token, from, to int) bool {
	for i := from + 1; i <= to; i++ {
		if toks[i].clause {
			return !slices.Contains(orWords, toks[i].word)
		}
	}
	return false
}

// reported reports whether what stands from a token on is what somebody else says: "the carrier claims that I gave a wrong address".
func reported(toks []token, from int) bool {
	for i := from - 1; i >= max(0, from-4) && toks[i].sent == toks[from].sent; i-- {
		if slices.Contains(reportWords, toks[i].word) {
			return true
		}
	}
	return false
}

// reportWords tell what somebody says.
var reportWords = strings.Fields("says said claims claimed claim pretends insists sagt sagte behauptet behaupten meint meldet dit disent pretend affirme dice dicen afirma afirman sostiene dicono afferma zegt zeggen beweert")

// conditions reports whether a word makes one matter hang on another or names it as the other choice, and whether one only asks
// for what can still be done: "if that is possible", "if it is not too late". A word that is one in another language than the
// mail's only ("of" in English, "se" in Spanish) is none.
func conditions(toks []token, language string) (hangs, ifPossible bool) {
	for i := range toks {
		if !conditionWords.has(toks[i].word) || ratherNot(toks[i:]) || slices.Contains(otherwise[language], toks[i].word) || canBe(toks[i:]) {
			continue
		}
		polite, denied := false, false
		for j := i + 1; j < min(i+7, len(toks)) && toks[j].sent == toks[i].sent && !toks[j].clause; j++ {
			w := toks[j].word
			late := slices.Contains(lateWords, w)
			if late || slices.Contains(possibleWords, w) {
				polite = late == denied
				break
			}
			if slices.Contains(keepsWords, w) { // "else I keep it" leaves all as it is
				polite = true
				break
			}
			denied = denied || slices.Contains(deniedWords, w)
			if !denied && !slices.Contains(bareWords, w) && !slices.Contains(selfWords, w) && !numeral(toks[j:]) && w != "too" && w != "zu" && w != "te" {
				break
			}
		}
		polite = polite || notYetDone(toks, i)
		hangs, ifPossible = hangs || !polite, ifPossible || polite
	}
	return hangs, ifPossible
}

// ratherNot reports whether words begin with "rather not", which names no other choice.
func ratherNot(toks []token) bool {
	return len(toks) > 1 && toks[0].word == "rather" && toks[1].word == "not"
}

// canBe reports whether words begin with "si può", which is no "si" of a condition. Of a short mail the language is not known.
func canBe(toks []token) bool {
	return len(toks) > 1 && toks[0].word == "si" && slices.Contains(italianCan, toks[1].word)
}

var italianCan = strings.Fields("puo possono potrebbe potrebbero poteva")

// notYetDone reports whether the condition at i is that nothing has been done: "if nobody has touched it yet".
func notYetDone(toks []token, i int) bool {
	denied := false
	for j := i + 1; j < min(i+10, len(toks)) && toks[j].sent == toks[i].sent && !toks[j].clause; j++ {
		denied = denied || slices.Contains(deniedWords, toks[j].word) || slices.Contains(nobodyWords, toks[j].word)
		if denied && slices.Contains(yetWords, toks[j].word) || slices.Contains(yetWords, toks[j].word) && slices.ContainsFunc(near(toks, j, 1, 2), func(w string) bool {
			return slices.Contains(deniedWords, w) || slices.Contains(nobodyWords, w)
		}) {
			return true
		}
	}
	return false
}

// orWords go on with what a "not" denies; conditionWords make one matter hang on another, or name it as the other choice, but
// for those that say something else in a language;
// possibleWords and lateWords, behind such a word and bareWords alone, ask whether a thing can still be done.
var (
	orWords        = strings.Fields("or nor neither oder noch auch ou ni o of noch ne")
	possibleWords  = strings.Fields("possible moeglich geht posible possibile mogelijk kan fattibile faisable feasible")
	lateWords      = strings.Fields("late spaet tard tarde tardi laat started begun begonnen angefangen commence commencee empezado comenzado iniziato cominciato begonnen")
	keepsWords     = strings.Fields("keep behalte behalten garde gardons quedo quedamos tengo teniamo houd houden behoud")
	selfWords      = strings.Fields("i we ll will ich wir je nous me nos la le lo los ik wij")
	bareWords      = strings.Fields("has been have yet wurde worden est n esta stato ancora hij it that this is s still there time es das dies noch ist irgendwie c est cela ca encore toujours todavia aun eso e ancora dat het nog is")
	deniedWords    = strings.Fields("not nicht kein keine pas no non niet geen")
	nobodyWords    = strings.Fields("nobody nothing none niemand nichts personne rien nadie nada nessuno niente niets niemand")
	yetWords       = strings.Fields("yet noch encore todavia aun ancora nog")
	otherwise      = map[string][]string{"en": {"of"}, "de": {"als", "anders"}, "fr": {"se"}, "es": {"se"}, "it": {"si"}}
	conditionWords = wordsOf("if or unless otherwise else instead rather whether either wenn falls sofern oder sonst ansonsten andernfalls ob si sinon ou sauf soit o sino salvo caso se altrimenti oppure als anders tenzij indien of")
)
