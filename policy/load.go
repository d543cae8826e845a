package policy

import (
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"returndesk/desk"
)

func rowKeys() []string {
	return []string{"id", "kind", "class", "cells", "outcome", "template", "rma", "flags", "asks", "sections",
		"role", "denial", "also", "why", "beside", "with_rows"}
}

// parseTable reads the rows: groups of classes first, then the rows in their order.
func parseTable(b []byte, s *schema, text *Text, report reporter) (rows []Row, groups map[string][]string) {
	groups = make(map[string][]string)
	top := root(b, report)
	if top == nil {
		return nil, groups
	}
	for _, e := range entries(top, []string{"version", "groups", "rows"}, report) {
		switch e.key {
		case "version":
			if v := word(e.value, report); v != "1" {
				report(e.value.Line, e.value.Column, "version %q is not known; this program reads version 1", v)
			}
		case "groups":
			for _, g := range entries(e.value, nil, report) {
				groups[g.key] = words(g.value, "class", strs(desk.Classes()), report)
			}
		case "rows":
			rows = parseRows(e.value, groups, s, text, report)
		}
	}
	if len(rows) == 0 {
		report(1, 1, "the table has no rows")
	}
	return rows, groups
}

func parseRows(n *yaml.Node, groups map[string][]string, s *schema, text *Text, report reporter) []Row {
	if n.Kind != yaml.SequenceNode {
		report(n.Line, n.Column, "rows must be a list")
		return nil
	}
	var rows []Row
	ids := make(map[string]int)
	for _, x := range n.Content {
		r := parseRow(x, groups, s, text, report)
		if r.ID != "" && ids[r.ID] != 0 {
			report(x.Line, x.Column, "row %q stands twice, first on line %d", r.ID, ids[r.ID])
		}
		ids[r.ID] = x.Line
		rows = append(rows, r)
	}
	for i := range rows {
		r := &rows[i]
		for _, id := range r.Rows {
			j := slices.IndexFunc(rows, func(o Row) bool { return o.ID == id && !o.Modify })
			if j < 0 {
				report(r.Line, 1, "row %q goes with row %q, which is not a decide row of this table", r.ID, id)
			}
		}
	}
	return rows
}

func parseRow(n *yaml.Node, groups map[string][]string, s *schema, text *Text, report reporter) Row {
	r := Row{Line: n.Line, Role: desk.RoleAgent, Sections: []string{}, Flags: []desk.Flag{}, Asks: []desk.Ask{}}
	kind, hasTemplate := "", false
	for _, e := range entries(n, rowKeys(), report) {
		v := e.value
		switch e.key {
		case "id":
			r.ID = word(v, report)
			if !regexp.MustCompile(`^[a-z][a-z0-9_]{2,60}$`).MatchString(r.ID) {
				report(v.Line, v.Column, "a row's id is lower-case words joined by underscores, not %q", r.ID)
			}
		case "kind":
			kind = word(v, report)
		case "class":
			r.Classes = parseClasses(v, groups, report)
		case "cells":
			r.Cells = parseCells(v, s, report)
		case "outcome":
			r.Outcome = desk.Outcome(one(words(v, "outcome", strs(desk.Outcomes()), report)))
		case "template":
			hasTemplate = true
			r.Template = parseTemplate(v, report)
		case "rma":
			r.RMA = desk.RMAAction{Open: true, State: desk.RMAState(one(words(v, "first RMA state",
				[]string{string(desk.RMAAwaitingEvidence), string(desk.RMAUnderReview)}, report)))}
		case "flags":
			r.Flags = named[desk.Flag](words(v, "flag", strs(desk.Flags()), report))
		case "asks":
			r.Asks = named[desk.Ask](words(v, "ask", strs(desk.Asks()), report))
		case "sections":
			var known []string // nil: any
			if text != nil {
				known = text.Numbers()
			}
			r.Sections = words(v, "policy section", known, report)
		case "role":
			r.Role = desk.Role(one(words(v, "role", approvers(), report)))
		case "denial":
			r.Denial = truth(v, report)
		case "also":
			r.Also = words(v, "template", nil, report)
		case "why":
			r.Why, r.Cites = parseWhy(v, text, report)
		case "beside":
			r.Outcomes = named[desk.Outcome](words(v, "outcome", strs(desk.Outcomes()), report))
		case "with_rows":
			r.Rows = words(v, "row", nil, report)
		}
	}
	if !hasTemplate {
		r.Template = string(r.Outcome)
	}
	r.Modify = kind == "modify"
	if kind != "modify" && kind != "decide" {
		report(n.Line, n.Column, "row %q: kind must be modify or decide", r.ID)
	}
	requireRow(&r, n, report)
	return r
}

// requireRow reports what a row lacks or has too much for its kind.
func requireRow(r *Row, n *yaml.Node, report reporter) {
	need := func(ok bool, format string, args ...any) {
		if !ok {
			report(n.Line, n.Column, "row %q "+format, append([]any{r.ID}, args...)...)
		}
	}
	need(r.ID != "", "has no id")
	need(len(r.Classes) > 0, "has no class")
	need(r.Why != "", "does not say why: name the sentence that it applies")
	if r.Modify {
		need(r.Outcome == "" && !r.RMA.Open && !r.Denial, "modifies and so decides neither outcome nor rma nor denial")
		need(len(r.Flags)+len(r.Asks)+len(r.Sections) > 0 || r.Role != desk.RoleAgent, "adds nothing")
		r.Template = ""
		return
	}
	need(r.Outcome != "", "has no outcome")
	need(len(r.Outcomes)+len(r.Rows) == 0, "decides, so beside and with_rows have no meaning")
	need(r.Cites == "" || len(r.Sections) == 0 || slices.Contains(r.Sections, r.Cites[:1]), "applies sentence %s but does not cite that section", r.Cites)
}

func parseClasses(n *yaml.Node, groups map[string][]string, report reporter) []desk.Class {
	allowed := strs(desk.Classes())
	for g := range groups {
		allowed = append(allowed, g)
	}
	var out []desk.Class
	for _, w := range words(n, "class", allowed, report) {
		list := groups[w]
		if list == nil {
			list = []string{w}
		}
		for _, c := range list {
			if !slices.Contains(out, desk.Class(c)) {
				out = append(out, desk.Class(c))
			}
		}
	}
	return out
}

func parseCells(n *yaml.Node, s *schema, report reporter) []Cell {
	var out []Cell
	for _, e := range entries(n, s.names(), report) {
		if e.key == string(desk.FactClass) {
			report(e.at.Line, e.at.Column, "the class stands in the row's own key \"class\"")
			continue
		}
		vs := words(e.value, "value of "+e.key, s.values(desk.Fact(e.key)), report)
		if e.value.Kind == yaml.SequenceNode && len(e.value.Content) == 0 {
			report(e.at.Line, e.at.Column, "%s has no value: the row could never match", e.key)
		}
		out = append(out, Cell{desk.Fact(e.key), vs})
	}
	return out
}

func parseTemplate(n *yaml.Node, report reporter) string {
	w := word(n, report)
	if w == "none" {
		return ""
	}
	if !regexp.MustCompile(`^[a-z][a-z0-9_]{1,60}$`).MatchString(w) {
		report(n.Line, n.Column, "%q is not a template's name", w)
	}
	return w
}

// parseWhy reads a sentence number of the policy text, or a sentence of the shop's own
// practice where the policy is silent. Without a text no sentence is looked up.
func parseWhy(n *yaml.Node, text *Text, report reporter) (why, cites string) {
	w := strings.TrimSpace(word(n, report))
	if !regexp.MustCompile(`^[0-9]\.[0-9]+$`).MatchString(w) {
		return w, ""
	}
	if text == nil {
		return w, w
	}
	s, ok := text.Sentence(w)
	if !ok {
		report(n.Line, n.Column, "the policy text has no sentence %s", w)
		s = w // it does say why
	}
	return s, w
}

func approvers() []string {
	return []string{string(desk.RoleAgent), string(desk.RoleSenior), string(desk.RoleManager), string(desk.RoleAdmin)}
}

func one(list []string) string {
	if len(list) == 1 {
		return list[0]
	}
	return ""
}
