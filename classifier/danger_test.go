package classifier

import (
	"os"
	"slices"
	"strings"
	"testing"

	"returndesk/classifier/corpus"
	"returndesk/desk"
)

// mails reads labelled mails of testdata: the text begins with the subject and an empty line.
func mails(t *testing.T, name string) []sample {
	t.Helper()
	f, err := os.Open("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	list, err := corpus.Read(f, name)
	if err != nil {
		t.Fatal(err)
	}
	var out []sample
	for _, r := range list {
		part := r.Split()
		out = append(out, sample{Subject: part.Subject, Text: part.New, Class: r.Class, Also: r.Also, Signals: r.Signals, Language: r.Language})
	}
	return out
}

// TestDangerMails: every mail of a regression set that tells of danger is heard as a defect with
// danger, by the engine that reads customers' mails. The phrases were written on these mails:
// that all are heard says nothing of mails to come (docs/classifier.md has what was measured).
func TestDangerMails(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for _, s := range append(mails(t, "danger.jsonl"), mails(t, "../corpus/tuned-danger.jsonl")...) {
		r := e.Read(s.input())
		if !r.Has(desk.SignalSafetyHazard) || r.Class != desk.ClassDoaDefect {
			t.Errorf("%s %q: %s %v, want %s with %s", s.Language, s.Text, r.Class, r.Signals, desk.ClassDoaDefect, desk.SignalSafetyHazard)
		}
	}
}

// alarms are the figures of speech that stay alarms: a real danger is told in the same words, or the
// model alone takes them for one ("warm licht").
var alarms = []string{
	"This is burning a hole in my pocket", "une lumière chaude et douce", "está que arde", "echa chispas de lo bueno",
	"saltado la chispa", "De vonk is overgeslagen", "fa scintille", "esploso di gioia",
	"la salle était en feu", "la sala ardía", "in vuur en vlam. Dank", "sala infuocata",
	"Der Funke ist übergesprungen", "da springt der Funke über",
	"set the stage on fire", "se les iluminaron los ojos",
	"soffia e scoppietta a sinistra",
}

// TestFigures: figures of speech, colours and words of the trade raise no alarm, beside those
// that are known to.
func TestFigures(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for _, s := range mails(t, "figures.jsonl") {
		r := e.Read(s.input())
		known := slices.ContainsFunc(alarms, func(a string) bool { return strings.Contains(s.Text, a) })
		if got := r.Has(desk.SignalSafetyHazard); got != known {
			t.Errorf("%s %q: danger %v, want %v", s.Language, s.Text, got, known)
		}
	}
}

// TestFiguresHideNothing: a danger beside a figure of speech is heard.
func TestFiguresHideNothing(t *testing.T) {
	t.Parallel()
	p := engine(t)
	for text, danger := range map[string]bool{
		"I burned the firmware again.":                                      false,
		"I burned the firmware again and the chip began to smoke.":          true,
		"I burned my finger flashing the firmware.":                         true,
		"Beim Firmware-Update hat es gebrannt.":                             true,
		"The smoke grey lid is fine.":                                       false,
		"The smoke grey lid let out smoke.":                                 true,
		"The price is hot.":                                                 false,
		"The price is fine, hot is the plug: I cannot touch it.":            true,
		"The battery burned a hole in my pocket.":                           true,
		"Der Preis ist heiß, aber der Stecker auch: er schmort.":            true,
		"El enchufe echa chispas.":                                          true,
		"El cargador echó humo.":                                            true,
		"Estoy que echo humo, ¿dónde está?":                                 false,
		"Het apparaat stond in vuur en vlam.":                               true,
		"Ik ben er vuur en vlam voor.":                                      false,
		"L'alimentatore fa scintille.":                                      true,
		"Il a explosé de joie.":                                             false,
		"La batterie a explosé de chaleur.":                                 true,
		"Die LED brennt dauerhaft.":                                         false,
		"Die LED brennt dauerhaft und das Gehäuse wird heiß und schmilzt.":  true,
		"How hot does the bed get?":                                         false,
		"How hot does the bed get before the cable melts like mine did?":    true,
		"My wrists hurt after a day at the keyboard, it is too high for me": false,
		"I was in hospital and could not fetch the parcel.":                 false,
		"I broke my wrist, so please cancel the wheel.":                     false,
	} {
		r := p.Read(Input{Subject: "HW-20377", NewText: text})
		if got := r.Has(desk.SignalSafetyHazard); got != danger {
			t.Errorf("%q: danger %v, want %v (%v)", text, got, danger, r.Signals)
		}
	}
}

// TestDangerTold: dangers told by what followed (who came, what was pulled, who was treated), heaters that nobody can stop and
// what never did it before are heard; what others ask, what was read of other makers' goods, moods and heated beds that work are not.
func TestDangerTold(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	tabbed(t, "danger-told.tsv", func(kind, text string) {
		if r := e.Read(Input{NewText: text}); r.Has(desk.SignalSafetyHazard) != (kind == "danger") {
			t.Errorf("%q: %s %v, want %s", text, r.Class, r.Signals, kind)
		}
	})
}
