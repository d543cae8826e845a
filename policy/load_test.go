package policy

import (
	"strings"
	"testing"

	"returndesk/desk"
)

func TestDefaultLoads(t *testing.T) {
	t.Parallel()
	tab, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range tab.Rows() {
		for _, n := range r.Sections {
			if tab.Text().Section(n).Sentence() == "" {
				t.Errorf("row %s cites section %s, which has no sentence", r.ID, n)
			}
		}
	}
	for _, o := range desk.Outcomes() {
		if len(tab.Next(o)) == 0 {
			t.Errorf("%s is a dead end", o)
		}
	}
	if len(tab.Hash()) != 64 {
		t.Errorf("hash %q", tab.Hash())
	}
}

// TestLoadErrors: every fault is named with its place, all at once.
func TestLoadErrors(t *testing.T) {
	t.Parallel()
	_, actions, text := DefaultFiles()
	head := "version: 1\nrows:\n"
	for _, c := range []struct{ name, table, want string }{
		{"not YAML", "rows: [", "table:2:1: not readable as YAML"},
		{"a list", "- a", "must be a mapping"},
		{"unknown key", head + "  - {id: row, knd: decide}", `table:3:15: unknown key "knd" (did you mean "kind"?)`},
		{"unknown fact", head + "  - {id: row, kind: decide, class: other, outcome: no_reply, why: x, cells: {widow: in}}", `unknown key "widow" (did you mean "window"?)`},
		{"unknown value", head + "  - {id: row, kind: decide, class: other, outcome: no_reply, why: x, cells: {window: inn}}", `unknown value of window "inn" (did you mean "in"?)`},
		{"unknown class", head + "  - {id: row, kind: decide, class: others, outcome: no_reply, why: x}", `unknown class "others"`},
		{"unknown outcome", head + "  - {id: row, kind: decide, class: other, outcome: no_repli, why: x}", `unknown outcome "no_repli" (did you mean "no_reply"?)`},
		{"unknown flag", head + "  - {id: row, kind: decide, class: other, outcome: no_reply, why: x, flags: saftey}", `unknown flag "saftey" (did you mean "safety"?)`},
		{"unknown sentence", head + "  - {id: row, kind: decide, class: other, outcome: no_reply, why: '2.99'}", "has no sentence 2.99"},
		{"sentence of a section not cited", head + "  - {id: row, kind: decide, class: other, outcome: no_reply, why: '2.1', sections: 3}", "applies sentence 2.1 but does not cite"},
		{"unknown section", head + "  - {id: row, kind: decide, class: other, outcome: no_reply, why: x, sections: 9}", `unknown policy section "9"`},
		{"unknown role", head + "  - {id: row, kind: decide, class: other, outcome: no_reply, why: x, role: boss}", `unknown role "boss" (possible: agent, senior, manager, admin)`},
		{"no value", head + "  - {id: row, kind: decide, class: other, outcome: no_reply, why: x, cells: {window: []}}", "window has no value"},
		{"no why", head + "  - {id: row, kind: decide, class: other, outcome: no_reply}", "does not say why"},
		{"twice", head + "  - {id: row, kind: decide, class: other, outcome: no_reply, why: x}\n  - {id: row, kind: decide, class: other, outcome: no_reply, why: x}", `row "row" stands twice, first on line 3`},
		{"modify that decides", head + "  - {id: row, kind: modify, class: other, outcome: no_reply, why: x, flags: safety}", "decides neither outcome"},
		{"modify that adds nothing", head + "  - {id: row, kind: modify, class: other, why: x}", "adds nothing"},
		{"row of no row", head + "  - {id: row, kind: modify, class: other, why: x, flags: safety, with_rows: nobody}", `goes with row "nobody"`},
		{"two faults", head + "  - {id: row, kind: decide, class: other, outcome: x1, why: x, flags: y1}", `unknown flag "y1"`},
		{"newer version", "version: 2\nrows:\n  - {id: row, kind: decide, class: other, outcome: no_reply, why: x}", `version "2" is not known`},
		{"no rows", "version: 1", "has no rows"},
		{"empty", "# nothing yet\n\n", "table:1:1: the file is empty"},
		{"no text", "rows:\n- \xe9t\xe9\n", "table:1:1: the file is no text in UTF-8"},
		{"not YAML further down", "version: 1\nrows:\n  - {id: a\n  - {id: b}\n", "table:4:"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := Load([]byte(c.table), actions, text)
			if desk.CodeOf(err) != desk.CodeInvalid || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

// TestOneMistakeOneMessage: a word that is unknown is told of once, not as missing besides.
func TestOneMistakeOneMessage(t *testing.T) {
	t.Parallel()
	_, actions, text := DefaultFiles()
	for _, row := range []string{"why: '2.99', sections: 2", "why: x, cells: {window: inn}", "why: x, role: boss"} {
		table := "version: 1\nrows:\n  - {id: row, kind: decide, class: other, outcome: no_reply, " + row + "}"
		if _, err := Load([]byte(table), actions, text); err == nil || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", row, err)
		}
	}
}

// TestUselessFilesAreToldOnce: a file without anything in it is one fault, whatever leans on it.
func TestUselessFilesAreToldOnce(t *testing.T) {
	t.Parallel()
	table, actions, text := DefaultFiles()
	if _, err := Load(table, actions, []byte("{\"a\":1}\n")); err == nil || err.Error() != `policy text:1:1: neither a section ("1 Title") nor a sentence ("1.1 words")` {
		t.Errorf("a text of something else: %v", err)
	}
	for _, useless := range [][]byte{nil, []byte(" \n"), {0xff, 0xfe, 'a', 0}} {
		for name, files := range map[string][3][]byte{"table": {useless, actions, text}, "actions": {table, useless, text}, "policy text": {table, actions, useless}} {
			_, err := Load(files[0], files[1], files[2])
			if err == nil || strings.Contains(err.Error(), "\n") || !strings.HasPrefix(err.Error(), name+":1:1: the file is ") {
				t.Errorf("%s %q: %v", name, useless, err)
			}
		}
	}
}

// TestTextAndActionErrors: the other two files.
func TestTextAndActionErrors(t *testing.T) {
	t.Parallel()
	table, actions, text := DefaultFiles()
	for _, c := range []struct{ name, actions, text, want string }{
		{"a section missing", string(actions), strings.Replace(string(text), "6 When we are late\n6.1 ", "5.3 ", 1), "no sentence 6.1"},
		{"out of order", string(actions), strings.Replace(string(text), "0.2 ", "0.4 ", 1), "out of order"},
		{"a line of nothing", string(actions), string(text) + "\nhello\n", "neither a section"},
		{"an action unknown", strings.Replace(string(actions), "no_reply: [reclassified, close]", "no_reply: [clse]", 1), string(text), `unknown action "clse"`},
		{"an outcome left out", strings.Replace(string(actions), "  no_reply: [reclassified, close]\n", "", 1), string(text), `"no_reply" has no list`},
		{"an action without words", strings.Replace(string(actions), "label: Nothing more is to be done., ", "", 1), string(text), `"close" has no label`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := Load(table, []byte(c.actions), []byte(c.text))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

// TestDecideRefusesUnknownValues: a decision on a value outside the list could not be
// replayed.
func TestDecideRefusesUnknownValues(t *testing.T) {
	t.Parallel()
	tab, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tab.Decide(desk.Facts{Enum: map[desk.Fact]string{desk.FactClass: "nonsense"}}); desk.CodeOf(err) != desk.CodeInvalid {
		t.Errorf("got %v", err)
	}
	if _, err := tab.DecideMatter(nil, Merge{}); desk.CodeOf(err) != desk.CodeInternal {
		t.Errorf("got %v", err)
	}
}

// FuzzLoad: foreign files give a table or an error that names its place, never a panic;
// a table that loads can be checked.
func FuzzLoad(f *testing.F) {
	table, actions, text := DefaultFiles()
	f.Add(string(table[:1500]), "version: 1\nactions: {a: {label: b}}", "0 A\n0.1 b")
	f.Add("version: 1\nrows:\n  - {id: row, kind: decide, class: other, outcome: no_reply, why: x}", string(actions), string(text))
	f.Add("a: &a [*a]", "outcomes: {}", "0 A\n0.1 b")
	f.Add("rows: [[[]]]", "actions: []", "\t")
	f.Fuzz(func(t *testing.T, table, actions, text string) {
		tab, err := Load([]byte(table), []byte(actions), []byte(text))
		if err != nil {
			if desk.CodeOf(err) != desk.CodeInvalid {
				t.Fatalf("code %s: %v", desk.CodeOf(err), err)
			}
			return
		}
		tab.Check([]string{"handover"})
	})
}

func BenchmarkDecide(b *testing.B) {
	tab, err := Default()
	if err != nil {
		b.Fatal(err)
	}
	f := desk.Facts{Enum: map[desk.Fact]string{}}
	for _, d := range desk.FactDefs() {
		f.Enum[d.Name] = d.Values[0]
	}
	f.Enum[desk.FactClass] = "rma_followup"
	b.ReportAllocs()
	for b.Loop() {
		if _, err := tab.Decide(f); err != nil {
			b.Fatal(err)
		}
	}
}
