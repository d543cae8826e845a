package llm

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"returndesk/desk"
)

// answer is what a model has to write. Pointers tell a key that is missing from an empty
// one.
type answer struct {
	Class      *string   `json:"class"`
	RunnerUp   *string   `json:"runner_up"`
	Also       *[]string `json:"also"`
	Signals    *[]string `json:"signals"`
	Confidence *int      `json:"confidence"`
	Orders     *[]string `json:"order_numbers"`
	Delivered  *string   `json:"delivered_on"`
}

// settle makes a reading of what a model wrote, or says why it is none.
func (e *Engine) settle(q question, content string) (desk.Reading, error) {
	a, err := parseAnswer(content)
	if err != nil {
		return desk.Reading{}, err
	}
	r := desk.Reading{
		Engine: e.Name(), Class: desk.Class(*a.Class), RunnerUp: desk.Class(*a.RunnerUp), Confidence: float64(*a.Confidence) / 100,
		Also: []desk.Class{}, Signals: []desk.Signal{}, Language: q.found.Language, Serial: q.found.Serial,
	}
	if !r.Class.Valid() || !r.RunnerUp.Valid() {
		return desk.Reading{}, fail(OffList, desk.CodeInvalid, "the language model named a class that is none")
	}
	for _, s := range *a.Also {
		c := desk.Class(s)
		if !c.Valid() {
			return desk.Reading{}, fail(OffList, desk.CodeInvalid, "the language model named a class that is none")
		}
		if c != r.Class && !slices.Contains(r.Also, c) {
			r.Also = append(r.Also, c)
		}
	}
	for _, s := range *a.Signals {
		if !desk.Signal(s).Valid() {
			return desk.Reading{}, fail(OffList, desk.CodeInvalid, "the language model named a signal that is none")
		}
		r.Signals = append(r.Signals, desk.Signal(s))
	}
	if r.RunnerUp == r.Class {
		r.RunnerUp = desk.ClassOther
	}
	r.Numbers = q.numbers(*a.Orders)
	if a.Delivered != nil {
		r.DeliveredOn = e.delivered(q, *a.Delivered)
	}
	r.Signals = slices.DeleteFunc(r.Signals, func(s desk.Signal) bool { return s == desk.SignalStatesDeliveryDate })
	if r.DeliveredOn != "" {
		r.Signals = append(r.Signals, desk.SignalStatesDeliveryDate)
	}
	slices.Sort(r.Signals)
	r.Signals = slices.Compact(r.Signals)
	return r, nil
}

// numbers keeps the order numbers that literally stand in the mail, whatever was written.
func (q question) numbers(said []string) []desk.NumberFound {
	out := []desk.NumberFound{}
	add := func(n desk.NumberFound) {
		if n.Key != "" && !slices.ContainsFunc(out, func(x desk.NumberFound) bool { return x.Key == n.Key }) {
			out = append(out, n)
		}
	}
	for _, s := range said {
		if written, ok := q.redactor.Restore(s); ok {
			key := desk.FoldNumber(written)
			for _, n := range q.found.Numbers {
				if desk.FoldNumber(n.Written) == key {
					add(n)
				}
			}
			continue
		}
		where := ""
		switch {
		case stands(q.text, s):
			where = "new"
		case stands(q.subject, s):
			where = "subject"
		}
		if key := desk.FoldNumber(s); where != "" && countDigits(key) >= 4 && len(key) <= 20 {
			add(desk.NumberFound{Written: s, Key: key, Where: where})
		}
	}
	return out
}

// delivered resolves the words that a model copied, if they stand in the mail. The date is
// read by our own calendar: a model's arithmetic is not asked for.
func (e *Engine) delivered(q question, words string) desk.Date {
	words = strings.TrimSpace(words)
	if utf8.RuneCountInString(words) > 60 || !stands(q.text, words) {
		return ""
	}
	d, _ := e.opt.Phrases.DateIn(words, q.in.Received)
	return d
}

// stands reports whether a piece stands in a text as whole words, in any case.
func stands(text, piece string) bool {
	text, piece = strings.ToLower(text), strings.ToLower(strings.TrimSpace(piece))
	if piece == "" {
		return false
	}
	for at := 0; ; {
		i := strings.Index(text[at:], piece)
		if i < 0 {
			return false
		}
		from, to := at+i, at+i+len(piece)
		before, _ := utf8.DecodeLastRuneInString(text[:from])
		after, _ := utf8.DecodeRuneInString(text[to:])
		if (from == 0 || !isAlnum(before)) && (to == len(text) || !isAlnum(after)) {
			return true
		}
		at = from + 1
		for at < len(text) && !utf8.RuneStart(text[at]) {
			at++
		}
	}
}

func isAlnum(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }

func countDigits(s string) int {
	n := 0
	for _, c := range s {
		if '0' <= c && c <= '9' {
			n++
		}
	}
	return n
}

// parseAnswer reads an answer whole or not at all.
func parseAnswer(content string) (answer, error) {
	var a answer
	if !onlyObject(content, &a) || a.Class == nil || a.RunnerUp == nil || a.Also == nil || a.Signals == nil || a.Confidence == nil || a.Orders == nil ||
		*a.Confidence < 0 || *a.Confidence > 100 || len(*a.Also) > 20 || len(*a.Signals) > 60 || len(*a.Orders) > 60 {
		return answer{}, fail(Malformed, desk.CodeInvalid, "the language model's answer has not the asked form").
			mend("take a model that obeys JSON schemas; `returndesk doctor` tries it")
	}
	return a, nil
}

// onlyObject decodes the one JSON object in what a model wrote: bare, in a fence of
// Markdown, after its thoughts, or after a sentence. Keys that nobody asked for spoil it,
// and so does a second object: two answers are none.
func onlyObject(content string, into any) bool {
	s := strings.TrimPrefix(content, "\uFEFF")
	if i := strings.LastIndex(s, "</think>"); i >= 0 {
		s = s[i+len("</think>"):]
	}
	from := strings.IndexByte(s, '{')
	if from < 0 || strings.Contains(strings.ToLower(s[:from]), "<think>") { // what is still thought is no answer
		return false
	}
	dec := json.NewDecoder(strings.NewReader(s[from:]))
	var raw json.RawMessage
	if err := dec.Decode(&raw); err != nil || strings.ContainsAny(s[from+int(dec.InputOffset()):], "{}") {
		return false
	}
	strict := json.NewDecoder(bytes.NewReader(raw))
	strict.DisallowUnknownFields()
	return strict.Decode(into) == nil
}
