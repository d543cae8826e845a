package facts

import (
	"testing"

	"returndesk/desk"
)

// TestHedged: an answer that leaves the choice open is about the delay, and nobody's choice,
// whatever the reader made of it; what a person has read is what he says.
func TestHedged(t *testing.T) {
	t.Parallel()
	late := placed(t, "2026-03-20")
	for text, want := range map[string]desk.Signal{
		"If it comes by May I'll wait, otherwise cancel": "",
		"Wait, unless it takes longer, then cancel":      "",
		"Als het lukt wacht ik, anders annuleren":        "",
		"Sinon annulez, j'attends encore un peu":         "",
		"Yes":                                            "",
		"Ok, thanks!":                                    "",
		"Let me think about it":                          "",
		"Can I still cancel next week?":                  "",
		"Do I get all my money back?":                    "",
		"Est-ce que je peux attendre ?":                  "",
		"WAIT, CANCEL":                                   "",
		"Please cancel if possible":                      desk.SignalChoiceCancel,
		"Si, cancelar":                                   desk.SignalChoiceCancel,
		"Please continue":                                desk.SignalChoiceWait,
		"Do not cancel":                                  desk.SignalChoiceWait,
		"Keep my order and refund me":                    desk.SignalChoiceCancel,
		"Could you hold on to it? I wait":                desk.SignalChoiceWait,
	} {
		for _, read := range []desk.Class{desk.ClassDelay, desk.ClassCancellation} {
			signal := want
			if want == "" { // a reader that was misled
				signal = desk.SignalChoiceWait
			}
			if text == "Do not cancel" {
				signal = desk.SignalChoiceCancel
			}
			if read == desk.ClassCancellation && want == desk.SignalChoiceWait {
				continue // the table takes that class for the answer by itself
			}
			in := threaded(t, late, read, text)
			in.Earlier, in.Asked = &desk.Reading{Class: desk.ClassDelay}, desk.OutcomeDelayOptions
			in.Reading.Signals = []desk.Signal{signal}
			f := Gather(in)[0].Facts[0]
			class := desk.ClassDelay
			if want == desk.SignalChoiceCancel {
				class = desk.ClassCancellation
			}
			if got := desk.Class(f.Get(desk.FactClass)); got != class {
				t.Errorf("%q read as %s is %s, want %s", text, read, got, class)
			}
			for _, s := range []desk.Signal{desk.SignalChoiceWait, desk.SignalChoiceCancel} {
				if has := hasSignal(f.Signals, s); has != (s == want) {
					t.Errorf("%q read as %s: signal %s is %v", text, read, s, has)
				}
			}
			in.Reading.Engine, in.Reading.Class, in.Reading.Signals = "agent", desk.ClassDelay, []desk.Signal{desk.SignalChoiceWait}
			if f := Gather(in)[0].Facts[0]; !hasSignal(f.Signals, desk.SignalChoiceWait) {
				t.Errorf("%q: an agent said wait, and is not heard", text)
			}
		}
	}
}

// TestThanksAfterCancelling: whoever chose to cancel and was told so is not asked again for a
// thank-you or a question about his money; who begins to waver is.
func TestThanksAfterCancelling(t *testing.T) {
	t.Parallel()
	late := placed(t, "2026-03-20")
	for _, earlier := range []desk.Reading{
		{Class: desk.ClassCancellation}, {Class: desk.ClassChangeOfMind}, {Class: desk.ClassDelay, Signals: []desk.Signal{desk.SignalChoiceCancel}},
	} {
		for text, again := range map[string]bool{
			"Ok, thanks":                     false,
			"Yes":                            false,
			"How long does the refund take?": false,
			"Wait, I am not sure any more":   true,
			"If it ships now I wait, otherwise cancel": true,
		} {
			in := threaded(t, late, desk.ClassOther, text)
			in.Earlier, in.Asked = &earlier, desk.OutcomeLateCancelReview
			if got := Gather(in)[0].Facts[0].Get(desk.FactClass) == string(desk.ClassDelay); got != again {
				t.Errorf("%q after a %s: offered the choice again %v", text, earlier.Class, got)
			}
		}
	}
	in := threaded(t, late, desk.ClassOther, "Ok, thanks")
	in.Earlier, in.Asked = &desk.Reading{Class: desk.ClassOrderChange}, desk.OutcomeLateCancelReview
	if got := Gather(in)[0].Facts[0].Get(desk.FactClass); got != string(desk.ClassDelay) {
		t.Errorf("after a change that came too late both ways were open, and an assent is %s", got)
	}
}

// TestClaimIsNoAnswer: a claim in the thread of a notice stays one.
func TestClaimIsNoAnswer(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"Do not cancel this one. My other keyboard is broken, two keys are dead.", "I don't know what to do: the other one does not work."} {
		in := threaded(t, placed(t, "2026-03-20"), desk.ClassDoaDefect, text)
		in.Earlier, in.Asked = &desk.Reading{Class: desk.ClassDelay}, desk.OutcomeDelayOptions
		if got := classesOf(in); len(got) == 0 || got[0] != desk.ClassDoaDefect {
			t.Errorf("%q is %v", text, got)
		}
	}
}

func hasSignal(list []desk.Signal, s desk.Signal) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// FuzzHedged: any text is read without breaking, and one that is hedged gives no choice.
func FuzzHedged(f *testing.F) {
	for _, s := range []string{"WAIT CANCEL", "si", " si no", "ok?", "wait.?\n!", "\xff", "If"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		in := Input{Text: text, Asked: desk.OutcomeDelayOptions, Reading: desk.Reading{Class: desk.ClassDelay, Signals: []desk.Signal{desk.SignalChoiceWait}}}
		if hedged(&in) && choice(&in) != "" {
			t.Errorf("%q is open and chosen", text)
		}
	})
}
