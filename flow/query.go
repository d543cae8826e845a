package flow

import (
	"context"
	"slices"
	"strings"
	"time"

	"returndesk/desk"
)

// QueueRow is one line of the agents' queue.
type QueueRow struct {
	Case      string          `json:"case"`
	CaseState desk.CaseState  `json:"case_state"`
	Draft     string          `json:"draft,omitempty"`
	State     desk.DraftState `json:"state,omitempty"`
	Customer  string          `json:"customer"`
	Name      string          `json:"name,omitempty"`
	Subject   string          `json:"subject"`
	Class     desk.Class      `json:"class"`
	Doubt     desk.Class      `json:"doubt,omitempty"` // the other class that it may be, when no engine was sure
	Outcome   desk.Outcome    `json:"outcome"`
	Flags     []desk.Flag     `json:"flags"`
	Order     string          `json:"order,omitempty"`
	Role      desk.Role       `json:"role,omitempty"`
	Second    bool            `json:"second,omitempty"` // somebody else than who drew it up has to approve it
	Age       time.Duration   `json:"age_ns"`
	Deadline  time.Time       `json:"deadline,omitzero"`
	Until     time.Time       `json:"snoozed_until,omitzero"`
	Overdue   bool            `json:"overdue"`
}

// QueuePage is one page of the queue, or of a search.
type QueuePage struct {
	Rows []QueueRow `json:"rows"`
	Next string     `json:"next,omitempty"` // goes into After for the next page; "" at the end
}

// Queue lists the cases that wait for a person, the most urgent first.
func (e *Engine) Queue(ctx context.Context, f desk.CaseFilter) ([]QueueRow, error) {
	f.Waiting = true
	page, err := e.Page(ctx, f)
	return page.Rows, err
}

// Page lists cases with what a person chooses by: those that wait, dangers to people and
// then the most urgent first, or all that fit, the newest first; with Back the other way.
func (e *Engine) Page(ctx context.Context, f desk.CaseFilter) (QueuePage, error) {
	f, err := e.askedBy(ctx, f)
	if err != nil {
		return QueuePage{}, err
	}
	cases, next, err := e.store.Cases(ctx, f)
	if err != nil {
		return QueuePage{}, err
	}
	page := QueuePage{Rows: make([]QueueRow, 0, len(cases)), Next: next}
	for _, c := range cases {
		row := QueueRow{
			Case: c.ID, CaseState: c.State, Customer: c.Customer, Name: c.Name, Subject: c.Subject, Class: c.Class, Doubt: c.Doubt, Outcome: c.Outcome,
			Flags: append([]desk.Flag{}, c.Flags...), Order: c.Order, Age: e.now().Sub(waitsSince(c)).Round(time.Minute),
			Role: c.HandedTo, Deadline: c.Deadline, Until: c.SnoozedUntil, Overdue: desk.Late(c.Deadline, e.now()),
		}
		drafts, err := e.store.DraftsOfCase(ctx, c.ID)
		if err != nil {
			return QueuePage{}, err
		}
		for _, d := range drafts {
			if d.Automatic() { // on its way without anybody
				continue
			}
			switch d.State {
			case desk.DraftProposed, desk.DraftUncertain, desk.DraftFailed, desk.DraftApproved:
				sign := d.Signature(c.HandedTo)
				row.Draft, row.State, row.Role, row.Second = d.ID, d.State, sign.Role, sign.Second
			}
		}
		page.Rows = append(page.Rows, row)
	}
	return page, nil
}

// askedBy is a filter as the store takes it: in a shop of one nobody is kept out for having
// drawn a repayment up, and an order's number is the shop's spelling of it, however it was
// typed. What the order data do not know is looked for as typed.
func (e *Engine) askedBy(ctx context.Context, f desk.CaseFilter) (desk.CaseFilter, error) {
	if e.shop.Solo {
		f.Approver.Name = ""
	}
	if f.Order == "" {
		return f, nil
	}
	found, err := e.orders.Lookup(ctx, []desk.NumberFound{{Written: f.Order, Key: f.Order, Where: "new", Strong: true}}, "")
	if err == nil && len(found.Matches) == 1 {
		f.Order = found.Matches[0].Number
	}
	return f, err
}

// Facets counts the cases that a filter leads to by class, outcome and flag.
func (e *Engine) Facets(ctx context.Context, f desk.CaseFilter) (desk.Facets, error) {
	f, err := e.askedBy(ctx, f)
	if err != nil {
		return desk.Facets{}, err
	}
	return e.store.Facets(ctx, f)
}

// waitsSince is the customer's latest mail, or the opening of a case that we began.
func waitsSince(c desk.Case) time.Time {
	if c.LastMailAt.IsZero() {
		return c.UpdatedAt
	}
	return c.LastMailAt
}

// CaseView is everything that a person needs to judge a case.
type CaseView struct {
	Case   desk.Case     `json:"case"`
	Drafts []desk.Draft  `json:"drafts"`
	RMAs   []desk.RMA    `json:"rmas"`
	Next   []desk.Action `json:"next"`
	Audit  []desk.Audit  `json:"audit"`
	Mail   MailView      `json:"mail"` // the customer's latest
	// Unanswered are the customer's mails before it that no reply has answered, the oldest first; there
	// are so many Older ones beside those.
	Unanswered []MailView `json:"unanswered,omitempty"`
	Older      int        `json:"older,omitempty"`
	// Remarks are what somebody else than the buyer wrote in the case's thread, the oldest first.
	Remarks []MailView `json:"remarks,omitempty"`
	// Typed is what a person last wrote to the customer from the mail program in his own words, nil for nothing.
	Typed *MailView `json:"typed,omitempty"`
	// Copies are those of its drafts that lie in the mailbox, or may not yet.
	Copies    []desk.DraftCopy `json:"copies,omitempty"`
	ApproveIn desk.Channel     `json:"approve_in,omitempty"`
	Policy    []Sentence       `json:"policy"`
	// Used are the facts that the rows behind the latest decision ask for.
	Used []desk.Fact `json:"used,omitempty"`
	// Earlier says where reused pictures were seen before, by SHA-256.
	Earlier map[string]Earlier `json:"earlier,omitempty"`
	// Read: the latest decision is about a customer's mail, whose reading can be corrected. What
	// rests on a delay notice of ours is about none.
	Read bool `json:"read"`
	// CarrierClaim is set while a damage in transit is to be claimed from the carrier.
	CarrierClaim *CarrierClaim `json:"carrier_claim,omitempty"`
}

// MailView is what a person reads of a mail. Texts come from outside and must be shown
// with control characters removed.
type MailView struct {
	ID         string    `json:"id"`
	From       string    `json:"from"`
	Name       string    `json:"name,omitempty"`
	Verified   string    `json:"verified"`
	Why        string    `json:"why"`
	Subject    string    `json:"subject"`
	ReceivedAt time.Time `json:"received_at"`
	Text       string    `json:"text"`
	Quoted     string    `json:"quoted,omitempty"`
	Problems   []string  `json:"problems,omitempty"`
	HTML       bool      `json:"html,omitempty"`    // it has an HTML part, see MailHTML
	Differs    bool      `json:"differs,omitempty"` // the HTML says something else than the text
	Ours       bool      `json:"ours,omitempty"`    // written by us
}

// Sentence is a policy section with the sentence that the product quotes from it.
type Sentence struct {
	Section string `json:"section"`
	Text    string `json:"text"`
}

// Show gathers a case, by its id or that of one of its drafts.
func (e *Engine) Show(ctx context.Context, id string) (CaseView, error) {
	id = strings.ToUpper(strings.TrimSpace(id))
	if strings.Count(id, "-") > 1 {
		id = id[:strings.LastIndexByte(id, '-')]
	}
	var out CaseView
	var err error
	if out.Case, err = e.store.Case(ctx, id); err != nil {
		return out, e.whyGone(ctx, id, err)
	}
	if out.Drafts, err = e.store.DraftsOfCase(ctx, id); err != nil {
		return out, err
	}
	for _, n := range out.Case.RMAs {
		r, err := e.store.RMA(ctx, n)
		if err != nil {
			return out, err
		}
		out.RMAs = append(out.RMAs, r)
	}
	if out.Audit, err = e.store.Audit(ctx, id); err != nil {
		return out, err
	}
	if out.Earlier, err = e.earlier(ctx, out.Case); err != nil {
		return out, err
	}
	out.Next = e.NextActions(out.Case, out.Drafts, out.RMAs)
	if slices.ContainsFunc(out.RMAs, func(r desk.RMA) bool { return e.keeps(ctx, out.Case, r) }) { // closeCase refuses it
		out.Next = slices.DeleteFunc(out.Next, func(a desk.Action) bool { return a.Name == actionClose })
	}
	out.ApproveIn = e.shop.ApproveIn
	for _, d := range out.Drafts {
		cp, err := e.store.Copy(ctx, d.ID)
		if desk.CodeOf(err) == desk.CodeNotFound {
			continue
		}
		if err != nil {
			return out, err
		}
		out.Copies = append(out.Copies, cp)
	}
	out.CarrierClaim = stillToClaim(e.shop.carrierClaim(out.Case), out.RMAs)
	out.Read = readable(out.Case) == nil
	if last := out.Case.Last(); last != nil {
		out.Used = e.table.Used(*last)
		for _, s := range last.Sections {
			out.Policy = append(out.Policy, Sentence{s, e.sentence("", s)})
		}
	}
	if p, err := e.latestMail(ctx, out.Case); err == nil && p.mail.ID != "" { // else we began it
		out.Mail = viewOf(p)
		if out.Unanswered, out.Older, err = e.waitsToo(ctx, out.Case, p.mail.ID); err != nil {
			return out, err
		}
	}
	if out.Typed, err = e.lastTyped(ctx, out.Case); err != nil {
		return out, err
	}
	out.Remarks, err = e.remarks(ctx, out.Case)
	return out, err
}

func viewOf(p prepared) MailView {
	m := MailView{
		ID: p.mail.ID, From: p.msg.Sender.Address, Name: p.msg.Sender.Name, Verified: string(p.msg.Sender.Verified),
		Why: p.msg.Sender.Detail, Subject: p.msg.Subject, ReceivedAt: received(p), Text: p.msg.NewText, Quoted: p.msg.Quoted,
		HTML: p.msg.HTML != "", Differs: p.msg.HTMLDiffers,
	}
	for _, x := range p.msg.Problems {
		m.Problems = append(m.Problems, x.Detail)
	}
	return m
}

// whyGone says of a case that is not there that it was erased, where it was: whoever finds
// its id in an old mail must not look for a fault.
func (e *Engine) whyGone(ctx context.Context, id string, err error) error {
	if desk.CodeOf(err) != desk.CodeNotFound {
		return err
	}
	history, readErr := e.store.Audit(ctx, id)
	if readErr != nil {
		return err // that it is not there stays true
	}
	for _, a := range slices.Backward(history) {
		if a.What == "erased" {
			return desk.Errf(desk.CodeNotFound, "case %s was erased on %s by %s", id, a.At.In(e.shop.Zone).Format("2 Jan 2006 15:04 MST"), a.Actor.Name).
				WithMend("nothing of it is kept here; the mailbox and its Sent folder may still hold the mails")
		}
	}
	return desk.Errf(desk.CodeNotFound, "there is no case %s", id).WithMend("`returndesk queue` lists cases; with --order NUMBER those about an order")
}
