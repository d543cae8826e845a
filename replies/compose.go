package replies

import (
	"fmt"
	"slices"

	"returndesk/desk"
	"returndesk/templates"
)

// Compose renders the drafts that decisions call for: one reply to the sender for all
// intents and orders together, and what else goes elsewhere for the first of the orders
// (verify_buyer to the order's own address; Beside has it for the others). With an Action it renders that action's one mail. No draft at all is a
// proper answer: some outcomes send nothing. What a person must fill in stays visible as
// [[name]] and blocks approval (CheckDraft).
func Compose(in Input) ([]desk.Draft, error) {
	if err := in.check(); err != nil {
		return nil, err
	}
	want := in.wanted()
	if in.Action != nil {
		if in.Action.Template == verifyBuyer || in.toBuyer() {
			want = in.buyers(&in.Decisions[0]) // who reads it has written nothing here
		}
		return in.inLanguage(want, in.actionDraft)
	}
	drafts, err := in.inLanguage(want, func() ([]desk.Draft, error) {
		d, ok, err := in.reply()
		if err != nil || !ok {
			return nil, err
		}
		return []desk.Draft{d}, nil
	})
	if err != nil {
		return nil, err
	}
	extra, err := in.beside(len(drafts))
	return append(drafts, extra...), err
}

// verifyBuyer is the one template that never answers the sender: a forged or foreign
// mail leads to a question at the order's own address.
const verifyBuyer = "verify_buyer"

// intentsOf gives a decision's intents with their own sets, the primary one first.
func intentsOf(d *desk.Decision) []desk.Intent {
	first := d.Intent
	if d.Own != nil {
		first = *d.Own
	}
	return append([]desk.Intent{first}, d.More...)
}

// alsoOf gives the further drafts that a decision calls for, without repeats.
func alsoOf(d *desk.Decision) []string {
	list := slices.Clone(d.Also)
	for _, it := range intentsOf(d) {
		list = append(list, it.Also...)
		if it.Template == verifyBuyer {
			list = append(list, verifyBuyer)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// reply renders the one mail to the sender, or reports that nothing is to be said.
func (in *Input) reply() (desk.Draft, bool, error) {
	letter := templates.Letter{}
	d := desk.Draft{Role: desk.RoleAgent}
	allOwn, told := true, false
	for i := range in.Decisions {
		dec := &in.Decisions[i]
		own := owner(dec)
		if !own {
			if told {
				continue // one answer for strangers, however many numbers they try
			}
			allOwn = false
		}
		parts, extra, template := in.parts(dec, own)
		if len(parts) == 0 {
			continue
		}
		told = told || !own
		if len(in.Decisions) > 1 {
			parts[0].Heading = in.headingOf(dec, own)
		}
		if d.Template == "" {
			d.Template = template
		}
		letter.Parts = in.warnOnce(letter.Parts, parts)
		letter.Asks = append(letter.Asks, extra...)
		for _, it := range intentsOf(dec) {
			d.Role, d.Denial = higher(d.Role, it.Role), d.Denial || it.Denial
		}
		d.Role, d.Denial = higher(d.Role, dec.Role), d.Denial || dec.Denial
		d.Role = in.seniorWords(d.Role, parts, dec)
	}
	if len(letter.Parts) == 0 {
		return d, false, nil
	}
	letter.Asks = compact(letter.Asks)
	letter.Common = in.commonValues(allOwn)
	d.To = []desk.Address{in.recipient()}
	err := in.finish(&d, letter, 0, true)
	return d, true, err
}

// seniorWords raises the role where the notice about local law stands in the mail
// (domain.md section 1, reading 16).
func (in *Input) seniorWords(role desk.Role, parts []templates.Part, d *desk.Decision) desk.Role {
	for _, p := range parts {
		if templates.Statutory(p.Template) && slices.Contains(d.Flags, desk.FlagStatutoryRights) {
			return higher(role, desk.RoleSenior)
		}
	}
	return role
}

// parts gives one order's paragraphs, the sentences that none of them lists, and the
// name of the template that the decision chose for the first.
func (in *Input) parts(d *desk.Decision, own bool) ([]templates.Part, []string, string) {
	var parts []templates.Part
	var asks []desk.Ask
	chosen := ""
	for _, it := range intentsOf(d) {
		if it.Template == "" || it.Template == "none" || it.Template == verifyBuyer {
			continue // verify_buyer goes to the order's own address, and in no thread
		}
		words := wordsFor(it.Template, d, own)
		if k := slices.IndexFunc(parts, func(p templates.Part) bool { return p.Template == words }); k >= 0 {
			if words == choiceTemplate && it.Class == desk.ClassOrderChange {
				parts[k].Values["change_request"] = "yes"
			}
			asks = append(asks, in.asksFor(&it, d, words, own)...)
			continue
		}
		if chosen == "" {
			chosen = it.Template
			if words != it.Template && it.Template != "ask_missing" {
				chosen = words // the sender may not read what the row would have said
			}
		}
		parts = append(parts, templates.Part{Template: words, Values: in.partValues(d, &it, words, own)})
		asks = append(asks, in.asksFor(&it, d, words, own)...)
	}
	alike := slices.ContainsFunc(d.Alike, desk.Class.IsClaim) // a second claim has the same paragraph, and may miss something else
	if own && (d.Own == nil || alike) {
		asks = append(asks, d.Asks...)
	}
	if slices.ContainsFunc(parts, warns) {
		// Reading 15: a picture is never a condition, and nothing is to be tried or read off.
		for i := range parts {
			if parts[i].Values["stop_holds"] == nil {
				parts[i].Values["asks"] = in.sentences(asks)
			}
		}
		return parts, nil, chosen
	}
	return parts, in.placeAsks(parts, asks), chosen
}

// placeAsks gives all asks to the first paragraph that lists what is missing, so that one
// place in the mail lists everything (domain.md section 2); without such a paragraph they
// are returned for a list of their own.
func (in *Input) placeAsks(parts []templates.Part, asks []desk.Ask) []string {
	if len(asks) == 0 {
		return nil
	}
	for _, p := range parts {
		if in.Words.ListsAsks(p.Template) {
			p.Values["asks"] = in.sentences(asks)
			return nil
		}
	}
	asks = slices.DeleteFunc(slices.Clone(asks), func(a desk.Ask) bool { return a == desk.AskDelayChoice }) // the templates of section 6 ask it in words
	return in.sentences(asks)
}

// asksFor gives what a paragraph's reader is asked for.
func (in *Input) asksFor(it *desk.Intent, d *desk.Decision, words string, own bool) []desk.Ask {
	if !own && (words == "verify_sender" || words == stopTemplate) {
		return strangerAsks(it.Class, d)
	}
	return it.Asks
}

// sentences gives the asks as sentences, in reading order and without repeats.
func (in *Input) sentences(asks []desk.Ask) []string {
	var out []string
	for _, a := range sortAsks(asks) {
		if s := in.Words.Sentence(in.lang, "ask."+string(a)); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// headingOf names the order above its paragraph in a combined mail: to a stranger only
// in the words that he wrote himself.
func (in *Input) headingOf(d *desk.Decision, own bool) string {
	switch f := &d.Facts.Detail; {
	case own && f.OrderNumber != "":
		return in.Words.Heading(in.lang, "order", f.OrderNumber)
	case f.NumberWritten != "":
		return in.Words.Heading(in.lang, "about", f.NumberWritten)
	}
	return ""
}

// toBuyer reports whether what the action's template says is for the order's own address alone,
// although somebody else wrote: it goes there, and not as an answer in a stranger's conversation.
func (in *Input) toBuyer() bool {
	d := &in.Decisions[0]
	own := owner(d) && in.Automatic != "auto-replied"
	return !own && d.Facts.Detail.OrderEmail != "" && wordsFor(in.Action.Template, d, false) != in.Action.Template
}

// actionDraft renders the mail of a resolved case.
func (in *Input) actionDraft() ([]desk.Draft, error) {
	a := in.Action
	if a.Template == "" || a.Template == "none" {
		return nil, nil
	}
	dec := &in.Decisions[0]
	if a.Template == verifyBuyer {
		d, err := in.elsewhere(dec, a.Template, 0)
		if err != nil {
			return nil, err
		}
		return []desk.Draft{d}, nil
	}
	it := intentsOf(dec)[0]
	it.Template, it.Why = a.Template, ""
	// What leaves by itself in answer to a mail goes where its envelope says: a stranger's
	// address, for all that anybody knows.
	own := owner(dec) && in.Automatic != "auto-replied"
	to, threaded := in.recipient(), true
	if in.toBuyer() {
		own, threaded = true, false
		to = desk.Address{Name: dec.Facts.Detail.BuyerName, Address: dec.Facts.Detail.OrderEmail}
	}
	words := a.Template
	if !own {
		words = wordsFor(a.Template, dec, false)
	}
	v := in.partValues(dec, &it, words, own)
	if in.Words.ListsAsks(words) {
		asks := in.asksFor(&it, dec, words, own)
		if own {
			asks = actionAsks(words, a, dec)
		}
		if s := in.sentences(asks); len(s) > 0 {
			v["asks"] = s
		}
	}
	d := desk.Draft{Template: a.Template, To: []desk.Address{to}, Role: higher(desk.RoleAgent, a.Role), Denial: templates.Denial(a.Template)}
	letter := templates.Letter{Parts: []templates.Part{{Template: words, Values: v}}, Common: in.commonValues(own)}
	if !threaded {
		letter.Common["first_name"] = firstName(dec.Facts.Detail.BuyerName)
	}
	d.Role = in.seniorWords(d.Role, letter.Parts, dec)
	if err := in.finish(&d, letter, 0, threaded); err != nil {
		return nil, err
	}
	if err := in.withSlip(&d, words, v, &dec.Facts.Detail); err != nil {
		return nil, err
	}
	return []desk.Draft{d}, nil
}

// actionAsks gives what an action's mail asks for: what the decision still misses, or
// what the template is about when the decision misses nothing.
func actionAsks(template string, a *desk.Action, d *desk.Decision) []desk.Ask {
	switch template {
	case "claim_received": // accepted: what was missing is not missed any more
		return nil
	case "evidence_unusable":
		return []desk.Ask{desk.AskPhotoVideo}
	case "return_cost":
		if a.Close { // approved: nothing has to be proved any more
			return nil
		}
		return []desk.Ask{desk.AskProofOfCost}
	case "reship_options":
		return []desk.Ask{desk.AskReshipChoice, desk.AskAddressConfirm}
	case "returned_without_rma":
		return []desk.Ask{desk.AskReturnTracking}
	case "claim_before_delivery":
		return []desk.Ask{desk.AskWhichOrder}
	case "ask_missing", "reminder_1", "reminder_last":
		if len(d.Asks) == 0 && d.Class.IsClaim() {
			return []desk.Ask{desk.AskPhotoVideo}
		}
	}
	return d.Asks
}

// elsewhere renders a mail to the order's own address that answers nobody: no thread
// headers, so that a stranger's mail leaves no trace in it.
func (in *Input) elsewhere(d *desk.Decision, template string, n int) (desk.Draft, error) {
	f := &d.Facts.Detail
	if f.OrderEmail == "" {
		return desk.Draft{}, desk.Errf(desk.CodeInvalid, "%s has no address to go to: order %s has no e-mail address", template, f.OrderNumber)
	}
	it := intentsOf(d)[0]
	it.Template = template
	out := desk.Draft{
		Template: template, To: []desk.Address{{Name: f.BuyerName, Address: f.OrderEmail}},
		Role: desk.RoleAgent, // a question that tells nothing new
	}
	letter := templates.Letter{
		Parts:  []templates.Part{{Template: template, Values: in.partValues(d, &it, template, true)}},
		Common: in.commonValues(true),
	}
	letter.Common["first_name"] = firstName(f.BuyerName)
	err := in.finish(&out, letter, n, false)
	return out, err
}

// recipient is the verified sender, or the Return-Path for what leaves unapproved
// (RFC 3834 section 4).
func (in *Input) recipient() desk.Address {
	if in.Automatic != "" && in.Original.ReturnPath != "" {
		return desk.Address{Address: in.Original.ReturnPath}
	}
	to := in.Original.From
	if to.Address == "" {
		to.Address = in.Case.Customer
	}
	return to
}

// finish renders the words and sets everything around them. n counts the drafts of this
// input.
func (in *Input) finish(d *desk.Draft, letter templates.Letter, n int, threaded bool) error {
	lang := in.lang
	askedHere(&letter)
	in.restOnce(&letter)
	m, err := in.Words.Render(lang, letter)
	if err != nil {
		return err
	}
	d.Subject, d.Text, d.HTML, d.Language, d.Fallback = m.Subject, m.Text, m.HTML, m.Language, m.Fallback
	d.State, d.Case, d.From = desk.DraftProposed, in.Case.ID, in.Brand.From
	d.ID = fmt.Sprintf("%s-%d", in.Case.ID, len(in.Case.Drafts)+1+n)
	d.Decision = max(len(in.Case.Decisions)-1, 0)
	d.AutoSubmitted = in.Automatic
	d.CreatedAt, d.UpdatedAt = in.Now, in.Now
	for i, to := range d.To {
		d.To[i].Name = personName(to.Name)
		if !validAddress(to.Address) {
			return desk.Errf(desk.CodeInvalid, "the reply for case %s has no address to go to", in.Case.ID).
				WithMend("answer by hand, or correct the sender's or the order's address")
		}
	}
	in.thread(d, threaded)
	return nil
}

// higher gives the higher of two roles; "" is the lowest.
func higher(a, b desk.Role) desk.Role {
	if b.AtLeast(desk.RoleAgent) && b.AtLeast(a) {
		return b
	}
	return a
}

// compact drops repeated sentences and keeps the order.
func compact(list []string) []string {
	var out []string
	for _, s := range list {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}
