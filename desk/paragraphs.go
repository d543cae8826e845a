package desk

import "slices"

// Paragraphs gives the templates that a mail of the case is made of: its own, and where it is a decision's
// reply those of the further intents.
func (c *Case) Paragraphs(d Draft) []string {
	list := []string{d.Template}
	if d.Moves != nil || d.Decision >= len(c.Decisions) {
		return list
	}
	dec := &c.Decisions[d.Decision]
	if d.Template != dec.Template && (dec.Own == nil || d.Template != dec.Own.Template) {
		return list
	}
	for _, it := range dec.More {
		list = append(list, it.Template)
	}
	return list
}

// ChecksChange reports whether a mail of the case offers the choice of policy section 6 to who asked for a
// change of his late order: it says that we check the change.
func (c *Case) ChecksChange(d Draft) bool {
	const choice = "delay_options"
	if d.Moves != nil || d.Decision >= len(c.Decisions) || !slices.Contains(c.Paragraphs(d), choice) {
		return false
	}
	dec := &c.Decisions[d.Decision]
	return dec.Class == ClassOrderChange || slices.ContainsFunc(dec.More, func(i Intent) bool { return i.Class == ClassOrderChange && i.Template == choice })
}
