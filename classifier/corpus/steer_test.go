package corpus_test

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"returndesk/classifier/corpus"
)

// TestSteering holds the texts that speak to the program, and those that come near, against what is asked of them: six
// languages, both kinds in each, and none twice, nor any of the texts of the tests.
func TestSteering(t *testing.T) {
	t.Parallel()
	texts, err := corpus.Steering(corpus.Files())
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{"steer-c.jsonl", "steer-e.jsonl"} {
		more, err := corpus.LoadTexts(os.DirFS("../testdata"), file)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, more...)
	}
	told, near, seen := map[string]int{}, map[string]int{}, map[string]string{}
	for _, x := range texts {
		if x.Told {
			told[x.Language]++
		} else {
			near[x.Language]++
		}
		key := strings.Join(strings.Fields(strings.ToLower(x.Text)), " ")
		if other, ok := seen[key]; ok && len(key) > 40 {
			t.Errorf("%q stands in %s and in %s", x.Text, other, x.Source)
		}
		seen[key] = x.Source
	}
	for _, l := range []string{"en", "de", "fr", "es", "it", "nl"} {
		if told[l] < 100 || near[l] < 50 {
			t.Errorf("%s: %d texts to the program and %d near it", l, told[l], near[l])
		}
	}
	if len(told) != 6 || len(near) != 6 {
		t.Errorf("languages: %v and %v", told, near)
	}
}

// TestSteeringRefuses: a broken line is named, and a corpus without such texts has none.
func TestSteeringRefuses(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		`{"text":"a","language":"en","told":true}` + "\n\n": "",
		`{"text":"","language":"en"}`:                       "steer-x.jsonl line 1",
		"{}":                                                "steer-x.jsonl line 1",
		"\nno json":                                         "steer-x.jsonl line 2",
	} {
		files := fstest.MapFS{"split.txt": {Data: []byte("steer steer-x.jsonl\n")}, "steer-x.jsonl": {Data: []byte(body)}}
		list, err := corpus.Steering(files)
		if want == "" {
			if err != nil || len(list) != 1 {
				t.Errorf("%q: %v, %v", body, list, err)
			}
			continue
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", body, err, want)
		}
	}
	list, err := corpus.Steering(fstest.MapFS{"split.txt": {Data: []byte("# nothing\n")}})
	if err != nil || len(list) != 0 {
		t.Errorf("%v, %v", list, err)
	}
	if _, err := corpus.Steering(fstest.MapFS{"split.txt": {Data: []byte("steer gone.jsonl\n")}}); err == nil || !strings.Contains(err.Error(), "gone.jsonl") {
		t.Errorf("a file that is not there: %v", err)
	}
}
