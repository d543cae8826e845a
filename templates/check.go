package templates

import (
	"fmt"
	"sort"
	"strings"

	"golang.org/x/net/html"

	"returndesk/desk"
)

// Finding is one thing that is wrong, or looks wrong, in a set of templates.
type Finding struct {
	Where string // "en/claim_received.tmpl:7:12"
	Text  string
	Warn  bool // true: it works, but a person should look at it
}

// String gives the finding as one line, as compilers do.
func (f Finding) String() string {
	if f.Warn {
		return f.Where + ": warning: " + f.Text
	}
	return f.Where + ": " + f.Text
}

// Check looks for missing templates and sentences, unknown placeholders, words that
// break the wording rules, mails without exactly one next step, and text and HTML parts
// that say different things. The built-in templates have no findings.
func (s *Set) Check() []Finding {
	var out []Finding
	for _, code := range s.Languages() {
		l := s.languages[code]
		if l.partials == nil {
			out = append(out, Finding{Where: code + "/frame.tmpl:1", Text: "is missing; copy en/frame.tmpl and translate it"})
			continue
		}
		for _, p := range l.partials.Templates() {
			for _, u := range uses(p) {
				out = append(out, unknownPlaceholder(u)...)
			}
		}
		for _, name := range Names() {
			w := l.words[name]
			if w == nil {
				out = append(out, Finding{Where: fmt.Sprintf("%s/%s.tmpl:1", code, name), Text: "is missing; such a mail falls back to English", Warn: code != BaseLanguage})
				continue
			}
			out = append(out, s.checkWords(code, name, w)...)
		}
		out = append(out, l.checkSentences()...)
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Where < out[j].Where })
	return out
}

// unknownPlaceholder reports a placeholder that nothing will ever fill.
func unknownPlaceholder(u use) []Finding {
	if _, ok := placeholder(u.name); ok {
		return nil
	}
	return []Finding{{Where: u.where, Text: fmt.Sprintf("unknown placeholder {{.%s}}; `returndesk templates check --list` shows those that exist", u.name)}}
}

// checkWords checks one template by its tree and by rendering it both with every value
// and with none of the optional ones.
func (s *Set) checkWords(code, name string, w *words) []Finding {
	var out []Finding
	all := append(uses(w.subject.Lookup(w.file)), uses(w.body.Lookup(w.file))...)
	for _, u := range all {
		out = append(out, unknownPlaceholder(u)...)
		if p, ok := placeholder(u.name); ok && p.Fact && NoOrderFacts(name) {
			out = append(out, Finding{Where: u.where, Text: fmt.Sprintf("{{.%s}} is order data, and %s also goes to people whom nobody has verified", u.name, name)})
		}
	}
	m, err := s.Render(code, Sample(name))
	if err != nil {
		return append(out, Finding{Where: w.file + ":1", Text: desk.MessageOf(err)})
	}
	add := func(warn bool, format string, args ...any) {
		out = append(out, Finding{Where: w.file + ":1", Text: fmt.Sprintf(format, args...), Warn: warn})
	}
	if len(m.Missing) > 0 {
		add(false, "placeholders stay open although all have values: %s", strings.Join(m.Missing, ", "))
	}
	if !MayPromise(name) {
		for _, f := range Promises(m.Text) {
			add(true, "%q promises %s", f.Phrase, f.What)
		}
	}
	for _, f := range Blames(m.Text) {
		add(true, "%q blames the customer", f.Phrase)
	}
	if n := s.nextSteps(code, name); n != 1 {
		add(true, "has %d next steps (lines with \"=> \"); a mail has one", n)
	}
	if d := drift(m); d != "" {
		add(false, "text and HTML say different things: %s", d)
	}
	return out
}

// nextSteps counts the next-step blocks of a rendered template.
func (s *Set) nextSteps(code, name string) int {
	l, _ := s.choose(code, []Part{{Template: name}})
	w := l.words[name]
	var b strings.Builder
	sample := Sample(name)
	if err := w.body.Execute(&b, merge(sample.Common, sample.Parts[0].Values)); err != nil {
		return 0
	}
	n := 0
	for _, bl := range parseBlocks(b.String()) {
		if bl.kind == nextStep {
			n++
		}
	}
	return n
}

// slipKeys are the words of the return slip (replies, withSlip).
func slipKeys() []string {
	return []string{"title", "inside", "number", "order", "items", "condition", "deadline", "send_to", "how_to",
		"step_1", "step_2", "step_3", "step_4", "outside", "pieces", "serial"}
}

// unusableCodes are the named reasons why an attachment shows nothing (evidence, codes.go).
// In English the reason of the verdict itself is quoted.
func unusableCodes() []string {
	return []string{"empty", "too_small", "blurred", "dark", "blank", "corrupt", "undecodable", "no_video_track", "too_short", "archive"}
}

// checkSentences looks for asks and RMA states that have no sentence.
func (l *language) checkSentences() []Finding {
	var out []Finding
	known := map[string]bool{"statutory_notice": true}
	for _, a := range desk.Asks() {
		known["ask."+string(a)] = true
	}
	for _, st := range []desk.RMAState{
		desk.RMAAwaitingEvidence, desk.RMAUnderReview, desk.RMATroubleshooting, desk.RMANoReturn, desk.RMAAuthorized,
		desk.RMAInTransit, desk.RMAReceived, desk.RMAInspecting, desk.RMAFaultConfirmed, desk.RMANoFaultFound,
		desk.RMAManagerHold, desk.RMAReturnToBuyer, desk.RMAResolving, desk.RMAClosedResolved, desk.RMAClosedRejected,
		desk.RMAClosedExpired, desk.RMAWithdrawn,
	} {
		known["rma."+string(st)] = true
	}
	known["delay.default"] = true
	for _, r := range desk.DelayReasons() {
		known["delay."+string(r)] = true
	}
	for _, key := range slipKeys() {
		known["slip."+key] = true
	}
	for _, key := range formKeys() {
		known[key] = true
	}
	for _, code := range unusableCodes() {
		if key := "evidence." + code; l.code != BaseLanguage || l.sentences[key] != "" {
			known[key] = true
		}
	}
	where := l.code + "/sentences.txt:1"
	if n := len(strings.Split(l.sentences["form.months"], ",")); l.sentences["form.months"] != "" && n != 12 {
		out = append(out, Finding{Where: where, Text: fmt.Sprintf("form.months lists %d months; it is twelve names parted by commas", n)})
	}
	for key := range known {
		if l.sentences[key] == "" {
			out = append(out, Finding{Where: where, Text: key + " is missing; its English sentence stands in", Warn: l.code != BaseLanguage})
		}
	}
	for key := range l.sentences {
		if !known[key] {
			out = append(out, Finding{Where: where, Text: key + " is not used by anything", Warn: true})
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Text < out[j].Text })
	return out
}

// drift compares the words of both parts and gives the first place where they differ.
func drift(m Mail) string {
	text := comparable(m.Text)
	page := comparable(htmlWords(m.HTML))
	for i := range min(len(text), len(page)) {
		if text[i] != page[i] {
			return fmt.Sprintf("the text says %q where the HTML says %q", text[i], page[i])
		}
	}
	if len(text) != len(page) {
		return fmt.Sprintf("the text has %d words, the HTML has %d", len(text), len(page))
	}
	return ""
}

// comparable splits a text into words and drops the marks of bullets and rules.
func comparable(s string) []string {
	var words []string
	for _, w := range strings.Fields(s) {
		if strings.Trim(w, "-") != "" {
			words = append(words, w)
		}
	}
	return words
}

// htmlWords gives the words that a reader of the HTML part sees.
func htmlWords(page string) string {
	z := html.NewTokenizer(strings.NewReader(page))
	var b strings.Builder
	hidden := 0
	for {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.StartTagToken:
			if name, _ := z.TagName(); string(name) == "head" {
				hidden++
			} else if s := string(name); s == "p" || s == "li" || s == "h2" || s == "div" {
				b.WriteByte(' ')
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); string(name) == "head" {
				hidden--
			}
		case html.TextToken:
			if hidden == 0 {
				b.Write(z.Text())
			}
		}
	}
}

// Sample gives a letter with every placeholder of the template filled, for previews and
// checks.
func Sample(name string) Letter {
	v := Values{}
	for _, p := range Placeholders() {
		switch {
		case p.Name == "own_orders":
			v[p.Name] = []string{"HW-10501", "HW-10512"}
		case p.Name == "asks":
			v[p.Name] = []string{"A photo or a short video that shows the problem clearly.", "The serial number from the label underneath."}
		case p.List:
			v[p.Name] = []string{p.Sample}
		case p.Sample != "":
			v[p.Name] = p.Sample
		}
	}
	switch name {
	case "delay_notice":
		v["cause"] = "a part for it reached us late"
	case "claim_rejected":
		v["cause"] = "the item that came back is a different one from the one we sent"
	case "return_cost":
		v["asks"] = []string{"The receipt that shows what you paid for the return."}
	case "reship_options":
		v["asks"] = []string{"Whether you would like us to send the order once more."}
	case "returned_without_rma":
		v["asks"] = []string{"The carrier and the tracking number of the parcel that you sent."}
	}
	if Statutory(name) {
		v["statutory_notice"] = "This does not affect the rights that your local law gives you."
	}
	return Letter{Parts: []Part{{Template: name, Values: v}}, Common: v}
}
