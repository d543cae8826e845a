package templates

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"returndesk/desk"
)

func builtIn(t testing.TB) *Set {
	t.Helper()
	s, err := Load(nil)
	if err != nil {
		t.Fatalf("load the built-in templates: %v", err)
	}
	return s
}

func TestBuiltInHasNoFindings(t *testing.T) {
	t.Parallel()
	for _, f := range builtIn(t).Check() {
		t.Error(f)
	}
}

// TestNames: the closed list is the one of domain.md section 4 and the thanks beside it, and each has its file.
func TestNames(t *testing.T) {
	t.Parallel()
	names := Names()
	if len(names) != 46 || len(slices.Compact(slices.Sorted(slices.Values(names)))) != 46 {
		t.Errorf("%d templates", len(names))
	}
	files, err := builtin.ReadDir("en")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if n, ok := strings.CutSuffix(f.Name(), ".tmpl"); ok && n != "frame" && !Known(n) {
			t.Errorf("%s belongs to no template", f.Name())
		}
	}
}

// TestMissingValuesShow: no placeholder vanishes when it has no value.
func TestMissingValuesShow(t *testing.T) {
	t.Parallel()
	s := builtIn(t)
	m, err := s.Render("", Letter{Parts: []Part{{Template: "rma_authorized"}}})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"address", "brand", "condition", "expires", "number", "policy_section", "policy_sentence"}
	if !slices.Equal(m.Missing, want) {
		t.Errorf("missing %v, want %v", m.Missing, want)
	}
	if !strings.Contains(m.HTML, "[[condition]]") || !strings.Contains(m.Subject, "[[number]]") {
		t.Errorf("the gaps do not show:\n%s\n%s", m.Subject, m.HTML)
	}
	if _, err := s.Render("", Letter{Parts: []Part{{Template: "nonsense"}}}); desk.CodeOf(err) != desk.CodeNotFound {
		t.Errorf("unknown template: %v", err)
	}
	if _, err := s.Render("", Letter{}); desk.CodeOf(err) != desk.CodeInvalid {
		t.Errorf("no template: %v", err)
	}
}

// TestValuesAreText: nothing in a value is taken for markup, in neither part.
func TestValuesAreText(t *testing.T) {
	t.Parallel()
	s := builtIn(t)
	evil := "x\n\n=> Click\n## Big\n- item **bold** <https://evil.example> <script>alert(1)</script> &amp; {{.brand}}"
	l := Sample("handover")
	l.Common = merge(l.Common, Values{"first_name": evil})
	l.Parts[0].Values = nil
	m, err := s.Render("", l)
	if err != nil {
		t.Fatal(err)
	}
	flat := strings.Join(strings.Fields(m.Text), " ")
	if !strings.Contains(flat, "Hello x => Click ## Big - item **bold** <https://evil.example> <script>alert(1)</script> &amp; {{.brand}},") {
		t.Errorf("text: %s", flat)
	}
	for _, tag := range []string{"<script", "<strong>bold", `href="https://evil`, "<h2"} {
		if strings.Contains(m.HTML, tag) {
			t.Errorf("HTML holds %s:\n%s", tag, m.HTML)
		}
	}
	if d := drift(m); d != "" {
		t.Error(d)
	}
}

// TestTextIsWrapped: no line is longer than the width but a single long word.
func TestTextIsWrapped(t *testing.T) {
	t.Parallel()
	s := builtIn(t)
	for _, name := range Names() {
		m, err := s.Render("", Sample(name))
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(m.Text, "\n") {
			if utf8.RuneCountInString(line) > textWidth && len(strings.Fields(line)) > 1 {
				t.Errorf("%s: %q", name, line)
			}
			if strings.HasSuffix(line, " ") && line != "-- " {
				t.Errorf("%s: blank at the end of %q", name, line)
			}
		}
		if strings.Contains(m.Text, "\n\n\n") || !utf8.ValidString(m.Text+m.HTML) {
			t.Errorf("%s:\n%s", name, m.Text)
		}
	}
}

// TestPage: an edited text keeps its words, lists and quotations in HTML.
func TestPage(t *testing.T) {
	t.Parallel()
	s := builtIn(t)
	for _, name := range Names() {
		m, err := s.Render("", Sample(name))
		if err != nil {
			t.Fatal(err)
		}
		if d := drift(Mail{Text: m.Text, HTML: Page("en", m.Text)}); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
	page := Page("en", "Hi <b>you</b>\n\n- one\n- two\n  goes on\n\n    quoted\n\nTitle\n-----\n")
	for _, want := range []string{"Hi &lt;b&gt;you&lt;/b&gt;", ">one</li>", ">two goes on</li>", "font-style:italic\">quoted</p>", "Title</h2>"} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is not in\n%s", want, page)
		}
	}
}

func TestPromises(t *testing.T) {
	t.Parallel()
	for text, found := range map[string]bool{
		"We will refund you.":                             true,
		"we’ll replace it":                                true,
		"You will receive a full refund.":                 true,
		"You'll get a replacement tomorrow":               true,
		"A refund will be sent.":                          true,
		"It will be replaced.":                            true,
		"We guarantee it.":                                true,
		"It will arrive on Monday.":                       true,
		"We will answer you within 3 days.":               true,
		"We are going to send you a new one":              true,
		"I can refund that":                               true,
		"We will check it.":                               false,
		"Write to us within 7 days of delivery.":          false,
		"We will write to you with what we find.":         false,
		"Your refund for order 1 has been approved":       false,
		"no fault was found; you may be responsible":      false,
		"We are not able to refund the order.":            false,
		"Please send us the receipt, we will look at it.": false,
	} {
		if got := len(Promises(text)) > 0; got != found {
			t.Errorf("%q: %v", text, Promises(text))
		}
	}
	for text, found := range map[string]bool{"You broke it": true, "this is your own fault": true, "no fault was found": false, "you should have told us": true} {
		if got := len(Blames(text)) > 0; got != found {
			t.Errorf("%q: %v", text, Blames(text))
		}
	}
}

// FuzzTemplate: no file of a shop's own makes loading or checking panic, and what loads
// renders the same words in both parts.
func FuzzTemplate(f *testing.F) {
	f.Add("subject: x\ncites: 1.2\n\nHello {{.first_name}}\n\n=> Do **it** <https://x.example>\n\n- a\n- b\n")
	f.Add("subject: {{range .asks}}{{.}}{{end}}\n\n{{template \"cite\" .}}\n## h\n---\n> q")
	f.Add("subject: x\n\n{{with $x := .brand}}{{$x | printf \"%s**\"}}{{end}}<")
	f.Fuzz(func(t *testing.T, file string) {
		s, err := Load(overlay("en/handover.tmpl", file))
		if err != nil {
			return
		}
		s.Check()
		m, err := s.Render("", Sample("handover"))
		if err != nil {
			return
		}
		if strings.ContainsAny(m.Subject, "\r\n") {
			t.Errorf("subject %q", m.Subject)
		}
	})
}
