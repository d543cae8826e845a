package classifier

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"returndesk/desk"
)

// about is a long mail about other matters, sentence by sentence, without any danger.
var about = []string{
	"Thank you for the quick answer on the phone last week", "I would like to have the invoice for HW-20311 once more, this time made out to the studio",
	"The accountant needs the number of our order on it, and the address without the second line", "Please send it to the address that we used in spring",
	"We are also thinking of two more of the small pads for the new room", "Could you tell me what they would cost with the engraved caps",
	"My colleague asks whether the walnut frame is still to be had", "If the price has gone up since June that is fine with us",
	"We will be away from the fourth until the ninth, so nothing is urgent", "Have a good week and greetings to the workshop",
}

// passing are dangers as they are told in passing, each within one sentence.
var passing = []string{
	"The older one let off a little smoke on Sunday by the way",
	"I got quite a jolt from its metal frame when I plugged it in",
	"Das ältere Pad hat am Sonntag übrigens angefangen zu qualmen",
	"Le petit pavé a fait des étincelles dimanche soir quand je l'ai branché",
	"De accu van de oude is helemaal bol gaan staan",
	"La batteria di quello vecchio si è gonfiata e scotta",
	"Al enchufar el viejo me dio un calambre bastante fuerte",
}

// TestDangerAmongOtherMatters: one sentence that tells of danger is heard in a long mail about other
// matters, wherever it stands; without it the same mail raises no alarm.
func TestDangerAmongOtherMatters(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	read := func(sentences []string) desk.Reading {
		return e.Read(Input{Subject: "Invoice for the studio", NewText: strings.Join(sentences, ". ") + "."})
	}
	if r := read(about); r.Has(desk.SignalSafetyHazard) {
		t.Fatalf("the mail without danger: %s %v", r.Class, r.Signals)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for _, told := range passing {
		at := random.IntN(len(about) + 1)
		r := read(append(append(append([]string{}, about[:at]...), told), about[at:]...))
		if !r.Has(desk.SignalSafetyHazard) || r.Class != desk.ClassDoaDefect {
			t.Errorf("%q as sentence %d: %s %v, want %s with %s", told, at, r.Class, r.Signals, desk.ClassDoaDefect, desk.SignalSafetyHazard)
		}
	}
}

// TestSentencesApart: a sentence counts by its own words, whatever stands beside it and in whatever order.
func TestSentencesApart(t *testing.T) {
	t.Parallel()
	m, err := Shipped()
	if err != nil {
		t.Fatal(err)
	}
	p, err := NewPhrases(Options{})
	if err != nil {
		t.Fatal(err)
	}
	x := NewExtractor(p)
	h := slices.IndexFunc(m.Heads, func(h Head) bool { return h.Kind == HeadSentence })
	if h < 0 {
		t.Fatal("the shipped model has no head that reads sentences")
	}
	score := func(text string) float32 {
		terms, _ := x.Terms(Input{NewText: text})
		scores := x.Scores(m, terms)
		if scores[h] == unsaid {
			return unsaid
		}
		return scores[h] - scores[m.whole(h)]
	}
	alone := score(passing[0] + ".")
	for _, text := range []string{passing[0] + ". " + about[0] + ".", about[0] + ". " + passing[0] + ".", strings.Join(about, ". ") + ". " + passing[0] + "."} {
		if got := score(text); math.Abs(float64(got-alone)) > 1e-4 {
			t.Errorf("%q: %v, want %v as alone", text, got, alone)
		}
	}
	if got := score("Hello there."); got != unsaid {
		t.Errorf("two words: %v, want %v", got, unsaid)
	}
}
