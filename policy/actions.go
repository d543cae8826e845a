package policy

import (
	"slices"

	"go.yaml.in/yaml/v4"

	"returndesk/desk"
)

// parseActions reads the actions: definitions by name, then for each outcome the names
// of the actions that lead on from it. Every outcome must have its list, even an empty
// one, so that no outcome becomes a dead end by forgetting.
func parseActions(b []byte, report reporter) map[desk.Outcome][]desk.Action {
	top := root(b, report)
	if top == nil {
		return nil
	}
	defs := make(map[string]desk.Action)
	lists := make(map[desk.Outcome][]desk.Action)
	used := make(map[string]bool)
	var outcomes *yaml.Node
	for _, e := range entries(top, []string{"version", "actions", "outcomes"}, report) {
		switch e.key {
		case "actions":
			for _, a := range entries(e.value, nil, report) {
				defs[a.key] = parseAction(a.key, a.value, report)
			}
		case "outcomes":
			outcomes = e.value
		}
	}
	if outcomes == nil {
		report(1, 1, "the actions file has no key \"outcomes\"")
		return nil
	}
	names := make([]string, 0, len(defs))
	for n := range defs {
		names = append(names, n)
	}
	slices.Sort(names)
	for _, e := range entries(outcomes, strs(desk.Outcomes()), report) {
		list := []desk.Action{}
		for _, n := range words(e.value, "action", names, report) {
			list = append(list, defs[n])
			used[n] = true
		}
		lists[desk.Outcome(e.key)] = list
	}
	for _, o := range desk.Outcomes() {
		if _, ok := lists[o]; !ok {
			report(outcomes.Line, 1, "outcome %q has no list of actions", o)
		}
	}
	for _, n := range names {
		if !used[n] {
			report(1, 1, "action %q is used by no outcome", n)
		}
	}
	return lists
}

func parseAction(name string, n *yaml.Node, report reporter) desk.Action {
	a := desk.Action{Name: name, Role: desk.RoleAgent}
	states := []string{}
	for _, s := range desk.RMAStates() {
		states = append(states, string(s))
	}
	for _, e := range entries(n, []string{"label", "template", "role", "needs", "takes", "rma_state", "open_rma", "outcome", "close", "withdraws", "verified"}, report) {
		v := e.value
		switch e.key {
		case "label":
			a.Label = word(v, report)
		case "template":
			a.Template = parseTemplate(v, report)
		case "role":
			a.Role = desk.Role(one(words(v, "role", approvers(), report)))
		case "needs":
			a.Needs = words(v, "value name", nil, report)
		case "takes":
			a.Takes = words(v, "value name", nil, report)
		case "rma_state":
			a.RMAState = desk.RMAState(one(words(v, "RMA state", states, report)))
		case "open_rma":
			a.OpenRMA = truth(v, report)
		case "outcome":
			a.Outcome = desk.Outcome(one(words(v, "outcome", strs(desk.Outcomes()), report)))
		case "close":
			a.Close = truth(v, report)
		case "withdraws":
			a.Withdraws = truth(v, report)
		case "verified":
			a.Verified = truth(v, report)
		}
	}
	if a.Label == "" {
		report(n.Line, n.Column, "action %q has no label", name)
	}
	if a.Withdraws && (!a.Close || a.Template == "") {
		report(n.Line, n.Column, "action %q withdraws records without a mail that ends the case", name)
	}
	return a
}
