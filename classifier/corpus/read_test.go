package corpus

import (
	"strings"
	"testing"
)

func TestRead(t *testing.T) {
	t.Parallel()
	list, err := Read(strings.NewReader(`{"text":"A\n\nwhere is it","class":"delay","also":[],"signals":[],"language":"en"}

delay	Subject\n\nfirst line\nsecond \\n line
`), "x")
	if err != nil {
		t.Fatal(err)
	}
	if len(list) != 2 || !list[0].Judged || list[1].Judged || list[1].Line != 3 {
		t.Fatalf("got %+v", list)
	}
	if p := list[1].Split(); p.Subject != "Subject" || p.New != "first line\nsecond \\n line" {
		t.Errorf("split: %+v", p)
	}
}

// TestReadNamesMistakes: every broken line is named.
func TestReadNamesMistakes(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]string{
		`{"text":"a","class":"delays","also":[],"signals":[],"language":"en"}`:                 "none of the twelve",
		`{"text":"a","class":"delay","also":["delay"],"signals":[],"language":"en"}`:           "primary",
		`{"text":"a","class":"delay","also":[],"signals":["rain"],"language":"en"}`:            "closed list",
		`{"text":"a","class":"delay","also":[],"signals":["praise","praise"],"language":"en"}`: "twice",
		`{"text":"a","class":"delay","also":[],"signals":[],"language":"pt"}`:                  "language",
		`{"text":" ","class":"delay","also":[],"signals":[],"language":"en"}`:                  "no text",
		`{"text":"a","class":"delay","mood":"bad"}`:                                            "unknown field",
		`just words`: "neither",
		"delays\ta":  "none of the twelve",
	} {
		_, err := Read(strings.NewReader("\n"+line+"\n"), "x.jsonl")
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "line 2") {
			t.Errorf("%s: got %v, want %q", line, err, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(`{"text":"A\n\nwhere","class":"delay","also":[],"signals":[],"language":"en"}`)
	f.Add("delay\tx\\ny")
	f.Fuzz(func(t *testing.T, s string) {
		list, err := Read(strings.NewReader(s), "f")
		if err != nil {
			return
		}
		for i := range list {
			list[i].Split()
			Shingles(list[i].Text)
		}
		Check(list)
	})
}

// TestCheck: a near-duplicate and a sentence that stands in too many mails are found, and
// distinct mails pass.
func TestCheck(t *testing.T) {
	t.Parallel()
	texts := []string{
		"The lamp that I ordered on the second of May never came and nobody answers.",
		"The lamp that I ordered on the 12th of May never came and nobody answers me.",
		"My cousin bought a synth module for his birthday and now wonders about its colour. We would be glad of your help with it.",
		"Order 771 contains four spare fuses that nobody here can remember asking for. We would be glad of your help with it.",
		"Nothing but silence since Tuesday morning when I phoned the workshop twice. We would be glad of your help with it!",
		"Blue or green, I truly forget which one the website showed me then. We would be glad of your help with it",
	}
	var list []Record
	for i, s := range texts {
		list = append(list, Record{Text: s, Source: "f", Line: i + 1})
	}
	found := strings.Join(Check(list), "\n")
	if !strings.Contains(found, "f:2 is a near-duplicate") || !strings.Contains(found, "stands in 4 mails") {
		t.Errorf("found:\n%s", found)
	}
	if found := Check(list[2:4]); len(found) > 0 {
		t.Errorf("two distinct mails: %v", found)
	}
}

func TestJaccard(t *testing.T) {
	t.Parallel()
	a, b := Shingles("one two three four"), Shingles("one two three five")
	if got := Jaccard(a, b); got != 1.0/3 {
		t.Errorf("got %v, want a third", got)
	}
	if Jaccard(a, a) != 1 {
		t.Error("a text is not like itself")
	}
	var x Index
	x.Add("one two three four")
	x.Add("completely other words stand here")
	if n, like := x.Closest("one two three five"); n != 0 || like != 1.0/3 {
		t.Errorf("closest: %d, %v", n, like)
	}
}
