package console

import (
	"slices"
	"strings"

	"returndesk/desk"
	"returndesk/explain"
	"returndesk/flow"
)

// valueField is the field of a form for a value that a next step needs or takes.
type valueField struct {
	Name     string // of the form's field
	Label    string
	Help     string
	Type     string // of an input; "" for a choice
	Needed   bool
	Customer bool // the customer reads what is typed
	Typed    string
	Choices  []valueChoice
	Max      int
}

// valueChoice is one of a closed list of values.
type valueChoice struct {
	Value, Words string
	Chosen       bool
}

// valueFields gives the fields of an action in the order in which it names its values, those
// that it cannot do without first. typed gives what was typed for a value before.
func valueFields(a desk.Action, values []desk.RMAValue, typed func(name string) string) []valueField {
	var out []valueField
	for _, v := range values {
		f := valueField{Name: "set." + v.Name, Label: valueLabel(v.Name), Help: valueHelp(v), Type: "text", Max: 1000,
			Needed: slices.Contains(a.Needs, v.Name) && !flow.Optional(v.Name), Customer: a.Template != "" && desk.ReadByCustomer(v.Name), Typed: typed(v.Name)}
		switch {
		case v.Name == "reason":
			f.Name, f.Max = "because", 500
		case v.Name == "class":
			v.Choices = nil
			for _, c := range desk.Classes() {
				v.Choices = append(v.Choices, string(c))
			}
		case isDay(v.Name):
			f.Type = "date"
		}
		for _, c := range v.Choices {
			f.Type = ""
			f.Choices = append(f.Choices, valueChoice{Value: c, Words: choiceWords(v, c), Chosen: c == f.Typed})
		}
		out = append(out, f)
	}
	slices.SortStableFunc(out, func(a, b valueField) int {
		switch {
		case a.Needed == b.Needed:
			return 0
		case a.Needed:
			return -1
		}
		return 1
	})
	return out
}

// choiceWords says what a choice is, with what it is called where that says more.
func choiceWords(v desk.RMAValue, choice string) string {
	words := strings.ReplaceAll(choice, "_", " ")
	if name := v.Names[choice]; name != "" {
		words += ": " + name
	}
	return words
}

// actionFields gives the fields of a case's next step.
func actionFields(a desk.Action) []valueField {
	return valueFields(a, flow.ValuesOf(a), func(string) string { return "" })
}

// firstOptional tells whether a field is the first of those that may stay empty.
func firstOptional(list []valueField, i int) bool {
	return !list[i].Needed && (i == 0 || list[i-1].Needed)
}

// isDay tells whether a value is a calendar date.
func isDay(name string) bool {
	switch name {
	case "answer_due", "claim_due", "close_date", "due", "expires", "new_date", "replaced_on":
		return true
	}
	return false
}

// valueLabel says in a few words what a value is.
func valueLabel(name string) string {
	switch name {
	case "reason":
		return "Reason (internal)"
	case desk.RMAValueCause:
		return "Cause"
	case "address":
		return "Return address"
	case "answer_due":
		return "Carrier's answer due on"
	case "back_cost":
		return "Postage back to the buyer"
	case "back_payer":
		return "Who pays the postage back"
	case "batch":
		return "Production batch"
	case "change":
		return "What is changed"
	case "claim_due":
		return "Last day for the carrier's claim"
	case "claim_number":
		return "Number of our claim"
	case "close_date":
		return "Day on which the case closes"
	case "condition":
		return "Condition in which it must come back"
	case "cost":
		return "Postage of the return"
	case "due":
		return "To be done by"
	case "expires":
		return "Last day to send it"
	case "hold":
		return "What the manager has to decide"
	case "label":
		return "Return label, in words"
	case desk.RMAValueLine:
		return "Line of the order"
	case "new_date":
		return "New shipping date"
	case desk.RMAStepNotFeasible:
		return "Why no repair and no replacement"
	case "payer":
		return "Who pays the postage"
	case "qty":
		return "Pieces"
	case "replaced_on":
		return "Replacement delivered on"
	case "replacement_order":
		return "Order that replaces it"
	case "resolution":
		return "Remedy in words"
	case desk.RMAValueRuledOut:
		return "Remedy that is not feasible"
	case "serial":
		return "Serial number"
	case "state":
		return "State to go on from"
	case "steps":
		return "What to try"
	case "tracking":
		return "Tracking number"
	}
	words := strings.ReplaceAll(explain.Line(name), "_", " ")
	return strings.ToUpper(words[:min(1, len(words))]) + words[min(1, len(words)):]
}

// valueHelp says more of a value where its label is not enough.
func valueHelp(v desk.RMAValue) string {
	switch v.Name {
	case "serial", "tracking", "batch", "firmware", "qty", "replaced_on", "replacement_order", "carrier", "payer", "back_payer", "class",
		"condition", "steps", "resolution", desk.RMAValueRuledOut, desk.RMAStepNotFeasible, desk.RMAValueLine, "due", "claim_due", "claim_number", "new_date": // the label says it
		return ""
	case "currency":
		return "such as USD"
	case "price", "amount", "cost", "back_cost":
		return "such as 18.00"
	case "expires", "close_date":
		return "the usual time if left empty"
	case "reason":
		return "for the history"
	case desk.RMAValueCause:
		return "write it in the mail's language"
	}
	return strings.TrimSuffix(v.Help, ", in words for the customer")
}
