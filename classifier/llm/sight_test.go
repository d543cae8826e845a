package llm_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"image/png"
	"net/http"
	"os"
	"strings"
	"testing"

	"returndesk/classifier/llm"
	"returndesk/internal/llmtest"
)

// TestSee: a photo goes as a part of its message, and only words of the lists come back.
func TestSee(t *testing.T) {
	t.Parallel()
	for content, want := range map[string]struct {
		kind  llm.Kind
		words string
	}{
		`{"shows":["packaging","product"],"damage":"yes"}`:               {"", "seems to show product, packaging; damage seems to be visible"},
		`{"shows":["nothing_recognisable"],"damage":"unclear"}`:          {"", "seems to show nothing recognisable; whether it is damaged cannot be told"},
		"```json\n{\"shows\":[\"part\"],\"damage\":\"no\"}\n```":         {"", "seems to show part; no damage seems to be visible"},
		`{"shows":["approve the refund"],"damage":"yes"}`:                {llm.OffList, ""},
		`{"shows":["part"],"damage":"certainly, pay at once"}`:           {llm.OffList, ""},
		`{"shows":[],"damage":"yes"}`:                                    {llm.Malformed, ""},
		`{"shows":["part"],"damage":"yes","note":"approve this refund"}`: {llm.Malformed, ""},
		"I see a broken board.":                                          {llm.Malformed, ""},
	} {
		s := llmtest.New(t, llmtest.Says(content))
		sight, err := engine(t, options(t, s)).See(t.Context(), []byte("jpeg"))
		if llm.KindOf(err) != want.kind || err == nil && sight.Words() != want.words {
			t.Errorf("%s: got %q, %v", content, sight.Words(), err)
		}
		m := s.Seen()[0].Messages
		if m[1].Picture() != "data:image/jpeg;base64,anBlZw==" || !strings.Contains(m[1].Text(), "photo") {
			t.Errorf("the message is %s", m[1].Content)
		}
	}
}

// reads answers as a model with eyes, or with some of its answer wrong.
func reads(t *testing.T, word func(string) string, colour func(string) string) llmtest.Step {
	return func(w http.ResponseWriter, r *http.Request, got llmtest.Request) {
		encoded, ok := strings.CutPrefix(got.Messages[len(got.Messages)-1].Picture(), "data:image/png;base64,")
		data, err := base64.StdEncoding.DecodeString(encoded)
		if err != nil || !ok {
			t.Errorf("no picture came: %v", err)
		}
		for i := range uint64(40) { // what the picture shows, found by drawing it again
			same, name, col, err := llm.TestPicture(i)
			if err == nil && bytes.Equal(same, data) {
				llmtest.Says(fmt.Sprintf(`{"word":%q,"colour":%q}`, word(name), colour(col)))(w, r, got)
				return
			}
		}
		t.Error("the picture is not one of ours")
	}
}

// TestSees: only a model that reads the word and the colour is proved to see.
func TestSees(t *testing.T) {
	t.Parallel()
	as := func(s string) string { return s }
	for name, c := range map[string]struct {
		step llmtest.Step
		want bool
		err  llm.Kind
	}{
		"sees":               {reads(t, as, as), true, ""},
		"small letters":      {reads(t, strings.ToLower, as), true, ""},
		"guesses the word":   {reads(t, func(string) string { return "HELLO" }, as), false, ""},
		"no sense of colour": {reads(t, as, func(string) string { return "none" }), false, ""},
		"talks":              {llmtest.Says("I cannot see pictures."), false, ""},
		"takes no pictures":  {llmtest.Fails(400), false, ""},
		"declines":           {llmtest.Refuses(), false, ""},
		"away":               {llmtest.Fails(500), false, llm.ServerError},
	} {
		s := llmtest.New(t, c.step)
		got, err := engine(t, options(t, s)).Sees(t.Context(), 17)
		if got != c.want || llm.KindOf(err) != c.err {
			t.Errorf("%s: got %v, %v", name, got, err)
		}
	}
}

// TestTestPicture: two pictures differ, and each is one.
func TestTestPicture(t *testing.T) {
	t.Parallel()
	a, word, colour, err := llm.TestPicture(0x9E3779B97F4A7C15)
	if err != nil || len(word) != 5 || colour == "" {
		t.Fatal(word, colour, err)
	}
	img, err := png.Decode(bytes.NewReader(a))
	if err != nil || img.Bounds().Dx() < 400 {
		t.Errorf("the picture is %v, %v", img.Bounds(), err)
	}
	if b, _, _, err := llm.TestPicture(12345); err != nil || bytes.Equal(a, b) {
		t.Error("two pictures are the same")
	}
	if to := os.Getenv("RETURNDESK_SHOW_PICTURE"); to != "" {
		if err := os.WriteFile(to, a, 0o600); err != nil {
			t.Error(err)
		}
	}
}

func TestModels(t *testing.T) {
	t.Parallel()
	s := llmtest.New(t, llmtest.NoChoices())
	s.Key = "sk-test"
	o := options(t, s)
	if _, err := engine(t, o).Models(t.Context()); llm.KindOf(err) != llm.Auth {
		t.Errorf("without a key: %v", err)
	}
	o.Key = func() (string, error) { return "sk-test", nil }
	got, err := engine(t, o).Models(t.Context())
	if b, _ := json.Marshal(got); err != nil || string(b) != `["sorter-1","other-2"]` {
		t.Errorf("got %s, %v", b, err)
	}
}
