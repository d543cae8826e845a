package replies

import (
	"strings"
	"testing"

	"returndesk/desk"
	"returndesk/templates"
)

// TestMailNamesTheShopsDays: in every language the mail about silence names the days that the
// shop chose, and the usual ones where it chose none.
func TestMailNamesTheShopsDays(t *testing.T) {
	t.Parallel()
	for _, lang := range words(t).Languages() {
		for days, want := range map[int]string{0: "60", 25: "25"} {
			in := foreign(t, lang, recording(t, "S17"))
			in.Action = &desk.Action{Name: "close_silence", Template: "closed_silence", Role: desk.RoleAgent}
			in.Deadlines.Reopen = days
			drafts, err := Compose(in)
			if err != nil || len(drafts) != 1 {
				t.Fatalf("%s: %d drafts, %v", lang, len(drafts), err)
			}
			if !strings.Contains(flat(drafts[0].Text), " "+want+" ") || days != 0 && strings.Contains(drafts[0].Text, "60") {
				t.Errorf("%s, %d days:\n%s", lang, days, drafts[0].Text)
			}
		}
	}
	for _, p := range templates.Placeholders() { // a shop that translates it finds the name in the list
		if p.Name == "reopen_days" {
			return
		}
	}
	t.Error("nobody is told of the placeholder reopen_days")
}
