package classifier

import (
	"strings"
	"testing"

	"returndesk/desk"
)

// TestStuffingDilutes: a mail stuffed with a paragraph of many words about nothing is still
// read as what its own paragraph says.
func TestStuffingDilutes(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	words := strings.Fields("river garden cloud window paper mountain yellow music Tuesday engine bottle winter forest dance silver people number history island kitchen")
	var b strings.Builder
	for i := range 1500 {
		b.WriteString(words[(i*7+i/20)%len(words)] + " ")
	}
	for _, c := range []struct {
		text string
		want desk.Class
	}{
		{"Please cancel my order HW-10512, I placed it an hour ago and it has not been started yet.", desk.ClassCancellation},
		{"Channel two of the amplifier is dead on arrival, there is no sound from it at all.", desk.ClassDoaDefect},
		{"Please refund the 18 euros of customs duty that the courier charged me.", desk.ClassCostRefund},
	} {
		if r := e.Read(Input{NewText: c.text + "\n\n" + b.String()}); r.Class != c.want {
			t.Errorf("%q stuffed: got %s (%.2f), want %s", c.text, r.Class, r.Confidence, c.want)
		}
	}
}

// TestConcepts: words of several languages are one concept; the longest beginning wins, an
// exact spelling before any.
func TestConcepts(t *testing.T) {
	t.Parallel()
	c, err := newConcepts("# a comment\nA: come* arrived\nB: comment comet*\n")
	if err != nil {
		t.Fatal(err)
	}
	for w, want := range map[string]string{"coming": "", "comes": "A", "arrived": "A", "comment": "B", "comets": "B", "x": "", "": ""} {
		got := ""
		if id := c.of(w); id >= 0 {
			got = c.names[id]
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", w, got, want)
		}
	}
	for _, bad := range []string{"no colon here", "A: *x", "A: x*", ": word"} {
		if _, err := newConcepts(bad); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
}

// BenchmarkEmbedded reads development mails.
func BenchmarkEmbedded(b *testing.B) {
	e := embedded(b)
	list := samples(b, "dev.jsonl")
	i := 0
	for b.Loop() {
		e.Read(list[i%len(list)].input())
		i++
	}
}
