package main

import (
	"context"
	"errors"
	"fmt"

	"returndesk/cmd/returndesk/terminal"
	"returndesk/desk"
	"returndesk/templates"
)

// checkPolicy reads the decision table and looks for what it leaves undecided.
func (d *doctor) checkPolicy(context.Context) []finding {
	table, err := loadTable(d.cfg.Policy)
	if err != nil {
		return eachLine("policy", err)
	}
	var found []finding
	for _, f := range table.Check(templates.Names()) {
		seen := f.Text
		if f.Line > 0 {
			seen = fmt.Sprintf("line %d: %s", f.Line, f.Text)
		}
		found = append(found, finding{"policy", statusFail, seen, "see `returndesk policy check`"})
	}
	if len(found) > 0 {
		return found
	}
	name := "built-in"
	if d.cfg.Policy.Table != "" {
		name = d.cfg.Policy.Table
	}
	return []finding{{Check: "policy", Status: statusOK, Seen: fmt.Sprintf("%s: %s, version %.12s", name, terminal.Count(len(table.Rows()), "row", "rows"), table.Hash())}}
}

// checkTemplates reads every template and reports what its own check finds.
func (d *doctor) checkTemplates(context.Context) []finding {
	set, err := loadTemplates(d.cfg.TemplatesDir)
	if err != nil {
		return eachLine("templates", err)
	}
	var found []finding
	for _, f := range set.Check() {
		s := statusFail
		if f.Warn {
			s = statusWarn
		}
		found = append(found, finding{"templates", s, f.Where + ": " + f.Text, "see `returndesk templates check`"})
	}
	if len(found) > 0 {
		return found
	}
	return []finding{{Check: "templates", Status: statusOK, Seen: fmt.Sprintf("complete; languages: %s", some(set.Languages()))}}
}

// eachLine turns an error that joins many, itself or as its cause, into a finding each.
func eachLine(check string, err error) []finding {
	cause := err
	var known *desk.Error
	if errors.As(err, &known) && known.Err != nil {
		cause = known.Err
	}
	list, ok := cause.(interface{ Unwrap() []error })
	if !ok {
		return []finding{failed(check, err)}
	}
	var found []finding
	for _, e := range list.Unwrap() {
		f := failed(check, e)
		if f.Mend == "" && known != nil {
			f.Mend = known.Mend
		}
		found = append(found, f)
	}
	return found
}
