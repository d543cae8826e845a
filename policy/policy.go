// Package policy decides: it reads a decision table, an actions list and the numbered
// policy text, and turns a flat record of facts into an intent, and several intents into
// one decision (domain.md section 1; design.md, "The policy is data").
//
// The table is data: a row holds cells over enumerated facts and nothing else, so that a
// shop's manager can read it and Check can reason about all of it. The package is pure:
// no IO, no clock, no knowledge of mails, orders or templates' words.
package policy

import (
	"crypto/sha256"
	"embed"
	"encoding/binary"
	"encoding/hex"
	"maps"
	"slices"
	"strings"
	"sync"

	"returndesk/desk"
)

//go:embed default.yaml
var defaultTable []byte

//go:embed actions.yaml
var defaultActions []byte

//go:embed policy.en.txt
var defaultText []byte

//go:embed policy.*.txt
var defaultTexts embed.FS

// Table is a loaded decision table with its actions and its policy text. It is immutable
// and safe for concurrent use.
type Table struct {
	rows    []Row
	groups  map[string][]string // classes by the name that rows use for them
	actions map[desk.Outcome][]desk.Action
	text    *Text
	hash    string
	schema  *schema
	decide  []compiled
	modify  []compiled
	// translations are the text in further languages, by code.
	translations map[string]*Text
}

// Row is one row of the table. A decide row settles the outcome: the first that matches
// wins. A modify row adds its flags, asks, sections and role wherever it fits.
type Row struct {
	ID       string
	Modify   bool
	Classes  []desk.Class
	Cells    []Cell
	Outcomes []desk.Outcome // modify rows: only beside these outcomes; none: all
	Rows     []string       // modify rows: only beside these decide rows; none: all
	Outcome  desk.Outcome
	Template string // "" sends nothing
	RMA      desk.RMAAction
	Sections []string
	Flags    []desk.Flag
	Asks     []desk.Ask
	Role     desk.Role
	Denial   bool
	Also     []string
	Why      string // the sentence that the row applies
	Cites    string // number of that sentence in the policy text; "" when it is practice
	Line     int    // line in the table's file
}

// Cell asks that a fact has one of the values.
type Cell struct {
	Fact   desk.Fact
	Values []string
}

// Default gives the table that the product ships. Nobody changes a table: whoever asks gets the same one.
func Default() (*Table, error) { return shippedTable() }

// shippedTable is read once, at the first use.
var shippedTable = sync.OnceValues(readDefault)

func readDefault() (*Table, error) {
	t, err := Load(defaultTable, defaultActions, defaultText)
	if err != nil {
		return nil, err
	}
	files, err := defaultTexts.ReadDir(".")
	if err != nil {
		return nil, desk.Wrap(desk.CodeInternal, err, "list the policy texts")
	}
	texts := map[string][]byte{}
	for _, f := range files {
		lang := strings.TrimSuffix(strings.TrimPrefix(f.Name(), "policy."), ".txt")
		if lang == "en" {
			continue
		}
		if texts[lang], err = defaultTexts.ReadFile(f.Name()); err != nil {
			return nil, desk.Wrap(desk.CodeInternal, err, "read the policy text %s", f.Name())
		}
	}
	return t.Translated(texts)
}

// DefaultFiles gives the three shipped files, for a shop that wants to start from them.
func DefaultFiles() (table, actions, text []byte) {
	return slices.Clone(defaultTable), slices.Clone(defaultActions), slices.Clone(defaultText)
}

// Load reads a table, its actions and the policy text. Every error is reported at once,
// each with file, line and column (CodeInvalid).
func Load(tableYAML, actionsYAML, policyText []byte) (*Table, error) {
	p := &problems{}
	t := &Table{schema: newSchema(), hash: hashOf(tableYAML, actionsYAML, policyText)}
	inText := p.in("policy text")
	if !legible(policyText, inText) { // else each row is reported, too, for the sentence that it cites
		return nil, p.err()
	}
	t.text = parseText(policyText, inText)
	cited := t.text
	if p.err() != nil {
		cited = nil // what a faulty text lacks is no fault of the rows
	}
	t.rows, t.groups = parseTable(tableYAML, t.schema, cited, p.in("table"))
	t.actions = parseActions(actionsYAML, p.in("actions"))
	if err := p.err(); err != nil {
		return nil, err
	}
	t.compileRows()
	return t, nil
}

// Classes gives the classes that a word in a row's class stands for: itself, or those of the
// group of that name. None for a word that is neither.
func (t *Table) Classes(word string) []desk.Class {
	if desk.Class(word).Valid() {
		return []desk.Class{desk.Class(word)}
	}
	var out []desk.Class
	for _, c := range t.groups[word] {
		out = append(out, desk.Class(c))
	}
	return out
}

// Groups names the groups of classes, in alphabetic order.
func (t *Table) Groups() []string { return slices.Sorted(maps.Keys(t.groups)) }

// WithRows gives a table with other rows and the same actions and text: for trying a
// change out, and for tests that must notice one. The rows' names and values are taken
// as they are; only Load checks them.
func (t *Table) WithRows(rows []Row) *Table {
	n := &Table{rows: slices.Clone(rows), groups: t.groups, actions: t.actions, text: t.text, schema: t.schema, hash: t.hash + "+"}
	n.compileRows()
	return n
}

func (t *Table) compileRows() {
	for i := range t.rows {
		c := t.schema.compile(&t.rows[i])
		if t.rows[i].Modify {
			t.modify = append(t.modify, c)
		} else {
			t.decide = append(t.decide, c)
		}
	}
}

// Hash identifies the three files together, in hex; it is stored with each decision.
func (t *Table) Hash() string { return t.hash }

// Rows gives the rows in their order, for showing.
func (t *Table) Rows() []Row { return slices.Clone(t.rows) }

// Text gives the numbered policy text that the rows cite.
func (t *Table) Text() *Text { return t.text }

// TextIn gives the policy text in a language ("de"), or the one that the rows cite where
// there is no translation.
func (t *Table) TextIn(lang string) *Text {
	if x := t.translations[lang]; x != nil {
		return x
	}
	return t.text
}

// Translated gives the table with its policy text in further languages, by code. A
// translation has the same sections and as many sentences in each, so that a number means
// the same in all of them; every fault is reported at once (CodeInvalid). The table's hash
// stays: a translation changes words, never a decision.
func (t *Table) Translated(texts map[string][]byte) (*Table, error) {
	p := &problems{}
	n := *t
	n.translations = make(map[string]*Text, len(texts))
	for _, lang := range slices.Sorted(maps.Keys(texts)) {
		report := p.in("policy text (" + lang + ")")
		if !legible(texts[lang], report) {
			continue
		}
		x := parseText(texts[lang], report)
		for _, num := range t.text.Numbers() {
			have := 0
			if s := x.Section(num); s != nil {
				have = len(s.Sentences)
			}
			if want := len(t.text.Section(num).Sentences); have != want {
				report(1, 1, "section %s has %d sentences; the text that the table cites has %d", num, have, want)
			}
		}
		n.translations[lang] = x
	}
	if err := p.err(); err != nil {
		return nil, err
	}
	return &n, nil
}

// Next gives the actions that may be taken out of an outcome, in the file's order.
func (t *Table) Next(o desk.Outcome) []desk.Action { return slices.Clone(t.actions[o]) }

// Action finds one action of an outcome by its name (CodeNotFound names the others).
func (t *Table) Action(o desk.Outcome, name string) (desk.Action, error) {
	var names []string
	for _, a := range t.actions[o] {
		if a.Name == name {
			return a, nil
		}
		names = append(names, a.Name)
	}
	return desk.Action{}, desk.Errf(desk.CodeNotFound, "%s has no action %q", o, name).WithMend("possible: %v", names)
}

func hashOf(parts ...[]byte) string {
	h := sha256.New()
	for _, b := range parts {
		var n [8]byte
		binary.BigEndian.PutUint64(n[:], uint64(len(b)))
		h.Write(n[:])
		h.Write(b)
	}
	return hex.EncodeToString(h.Sum(nil))
}
