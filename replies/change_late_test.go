package replies

import (
	"slices"
	"strings"
	"testing"

	"returndesk/desk"
)

// TestChangeWhileLate: who asks for a change of a late order reads what becomes of the change beside the
// choice of section 6, whichever of his two questions stands first, in each language. Who asked for none
// does not, nor does a choice that a person offers later say so.
func TestChangeWhileLate(t *testing.T) {
	t.Parallel()
	for lang, words := range map[string][2]string{
		"en": {"the change that you asked for", "unchanged"}, "de": {"die gewünschte Änderung", "unverändert"},
		"fr": {"la modification que vous demandez", "inchangée"}, "es": {"el cambio que nos pide", "sin cambios"},
		"it": {"la modifica che ha chiesto", "invariato"}, "nl": {"de wijziging die u vraagt", "ongewijzigd"},
	} {
		r := recording(t, "late")
		for name, c := range map[string]struct {
			change func(*Input)
			told   bool
		}{
			"asked where it is": {func(*Input) {}, false},
			"asked for a change": {func(in *Input) {
				in.Decisions[0].Class = desk.ClassOrderChange
			}, true},
			"asked for both": {func(in *Input) {
				d := &in.Decisions[0]
				d.More = append(d.More, desk.Intent{Class: desk.ClassOrderChange, Template: "delay_options", Sections: []string{"6"}})
			}, true},
			"offered by a person": {func(in *Input) {
				in.Decisions[0].Class = desk.ClassOrderChange
				in.Action = &desk.Action{Name: "delay_options", Template: "delay_options", Role: desk.RoleAgent}
			}, false},
		} {
			in := foreign(t, lang, r)
			in.Decisions = slices.Clone(in.Decisions)
			if c.change(&in); in.Decisions[0].Template != "delay_options" {
				t.Fatalf("the recorded mail is %s", in.Decisions[0].Template)
			}
			drafts, err := Compose(in)
			if err != nil || len(drafts) != 1 {
				t.Fatalf("%s, %s: %d drafts, %v", lang, name, len(drafts), err)
			}
			text := strings.Join(strings.Fields(drafts[0].Text), " ")
			if has := strings.Contains(text, words[0]) && strings.Contains(text, words[1]); has != c.told || strings.Count(text, words[0]) > 1 {
				t.Errorf("%s, %s: tells of the change: %v\n%s", lang, name, has, drafts[0].Text)
			}
		}
	}
}
