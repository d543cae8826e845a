package replies

import (
	"strings"
	"testing"

	"returndesk/templates"
)

// TestRestIsSaidOnce: a mail about several matters says once that there is nothing to do, where nothing is, and not at all where
// one of them asks or waits for something; what is needed beyond a question it says once, too. No empty step is left behind.
func TestRestIsSaidOnce(t *testing.T) {
	t.Parallel()
	in := inputOf(t, recording(t, "S19"))
	for name, tt := range map[string]struct {
		parts        []string
		does         string // the value by which the first paragraph has something to do, "" for none
		none, beyond int    // how often each is said
	}{
		"nothing at all":              {[]string{"on_schedule", "cancel_check", "handover"}, "", 1, 0},
		"a refusal and a status":      {[]string{"on_schedule", "denied_production"}, "", 1, 0},
		"a refusal first":             {[]string{"denied_production", "final_sale", "holding_reply"}, "", 1, 0},
		"a step with no other words":  {[]string{"delay_wait_confirmed", "rma_no_return"}, "", 1, 0},
		"one has a parcel to send":    {[]string{"rma_status", "on_schedule", "denied_production"}, "to_send", 0, 0},
		"one asks":                    {[]string{"ask_missing", "on_schedule", "handover"}, "asks", 0, 1},
		"one matter alone":            {[]string{"on_schedule"}, "", 1, 0},
		"one that says it by the way": {[]string{"denied_production"}, "", 1, 0},
	} {
		for _, lang := range in.Words.Languages() {
			letter := templates.Letter{Common: templates.Values{}}
			for i, p := range tt.parts {
				v := templates.Values{}
				if i == 0 && tt.does != "" {
					v[tt.does] = "yes"
					if v["to_do"] = "yes"; tt.does == "asks" {
						v["asks"] = []string{"A photo."}
						delete(v, "to_do")
					}
				}
				letter.Parts = append(letter.Parts, templates.Part{Template: p, Values: v})
			}
			askedHere(&letter)
			in.restOnce(&letter)
			m, err := in.Words.Render(lang, letter)
			if err != nil {
				t.Fatal(err)
			}
			text := strings.Join(strings.Fields(m.Text), " ")
			count := func(phrases []string) int {
				n := 0
				for _, p := range phrases {
					n += strings.Count(text, p)
				}
				return n
			}
			if n := count(rests()); n != tt.none {
				t.Errorf("%s, %s: says %d times that nothing is to be done\n%s", name, lang, n, m.Text)
			}
			if n := count([]string{"Beyond what this mail", "Über das hinaus", "En dehors de ce que", "Aparte de lo que", "Oltre a quanto", "Naast wat we u"}); n != tt.beyond {
				t.Errorf("%s, %s: says %d times that nothing is needed beyond\n%s", name, lang, n, m.Text)
			}
			for line := range strings.Lines(m.Text) {
				if l := strings.TrimSpace(line); l == "=>" || l == "→" || l == "." || strings.HasPrefix(l, "…") {
					t.Errorf("%s, %s: a line is %q", name, lang, l)
				}
			}
		}
	}
}
