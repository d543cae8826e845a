package classifier

import (
	"testing"
	"time"

	"returndesk/desk"
)

// TestMeantAllTheSame: what only looks like a cancelling that is taken back, or like a fault of another's thing, is heard.
func TestMeantAllTheSame(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for text, want := range map[string]desk.Class{
		"I said I would cancel if it was late. It is late. Forget it.":                       desk.ClassCancellation,
		"I wrote that I would cancel unless it left by Friday. It did not. Forget it.":       desk.ClassCancellation,
		"I almost cancelled last month but decided to wait. You broke your word, so out.":    desk.ClassCancellation,
		"Please cancel my lamp, not the order of my brother.":                                desk.ClassCancellation,
		"Please cancel the new order, not the rest of my account.":                           desk.ClassCancellation,
		"Please cancel the stand, not the order.":                                            desk.ClassOrderChange,
		"My friend's opinion is that the motor is dead. When can I have a new one?":          desk.ClassDoaDefect,
		"My colleague tried it too and it does not start. What should I do?":                 desk.ClassDoaDefect,
		"My brother has looked at it as well, there is no sound. Where do I send it?":        desk.ClassDoaDefect,
		"My sister got it from you and it stopped after an hour. Where do we send it?":       desk.ClassDoaDefect,
		"A friend got his amp from you and it crackles. I hope mine won't. When is it done?": desk.ClassDelay,
		"I told you to cancel it. Never mind, I keep it. When does it ship?":                 desk.ClassDelay,
		"What happens if I cancel? Just asking. When does it ship?":                          desk.ClassDelay,
	} {
		r := e.Read(Input{NewText: text, Received: time.Date(2026, 10, 14, 12, 0, 0, 0, time.UTC)})
		if r.Class != want {
			t.Errorf("%q: read as %s (%.2f) also %v, want %s", text, r.Class, r.Confidence, r.Also, want)
		}
	}
	text := "Could I still cancel order 4410? I only want to know whether it costs something; if not, cancel it."
	r := e.Read(Input{NewText: text, Received: time.Date(2026, 10, 14, 12, 0, 0, 0, time.UTC)})
	if r.Class != desk.ClassCancellation && (len(r.Also) == 0 || r.Also[0] != desk.ClassCancellation) {
		t.Errorf("%q: read as %s also %v, want a cancellation in it", text, r.Class, r.Also)
	}
}
