package replies

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"returndesk/desk"
	"returndesk/templates"
)

// commonValues fills greeting and closing.
func (in *Input) commonValues(own bool) templates.Values {
	v := templates.Values{
		"brand": in.Brand.Name, "signature": in.Brand.Signature, "agent_name": in.Brand.AgentName,
		"policy_url": in.Brand.PolicyURL, "case_ref": in.CaseRef,
	}
	if in.Brand.AgentName == in.Brand.Name || in.Brand.AgentName == in.Brand.Signature {
		v["agent_name"] = "" // one name is enough
	}
	f := &in.Decisions[0].Facts.Detail
	name := firstName(in.Original.From.Name)
	if name == "" {
		name = firstName(f.SenderName)
	}
	if name == "" && own {
		name = firstName(f.BuyerName)
	}
	v["first_name"] = name
	return v
}

// choiceTemplate offers the choice of policy section 6, to who asks where a late order is or wants it
// changed.
const choiceTemplate = "delay_options"

// partValues fills one template from the decision's facts; order facts only when own.
func (in *Input) partValues(d *desk.Decision, it *desk.Intent, template string, own bool) templates.Values {
	f := &d.Facts.Detail
	v := templates.Values{
		"number_written": f.NumberWritten, "report_date": in.reportDate(d, it, own),
		"reopen_days": strconv.Itoa(in.Deadlines.WithDefaults().Reopen),
	}
	for name, set := range map[string]bool{
		"duties":     slices.Contains(d.Facts.Signals, desk.SignalCostTaxDuty),
		"shipping":   slices.Contains(d.Facts.Signals, desk.SignalCostShipping),
		"no_fault":   own && d.Facts.Get(desk.FactInspection) == "no_fault",
		"waited":     own && slices.Contains(d.Flags, desk.FlagWaitedAfterDelayNotice),
		"stop_holds": own && template == "rma_status" && in.Action == nil && slices.Contains(d.Flags, desk.FlagSafety),
		"assumed":    own && slices.Contains([]string{"only_own", "typo"}, d.Facts.Get(desk.FactLookup)),
		"unproven":   own && d.Facts.Get(desk.FactAuth) == "fail" && d.Facts.Get(desk.FactSender) == "owner",
	} {
		if set {
			v[name] = "yes"
		}
	}
	if v["duties"] == nil && v["no_fault"] == nil {
		v["shipping"] = "yes" // costs that nobody named more closely are the shipping fee
	}
	if it.Class == desk.ClassTransitDamage {
		v["packaging"] = "yes"
	}
	if changes := it.Class == desk.ClassOrderChange; changes && (template != choiceTemplate || in.Action == nil) { // what a person offers later says nothing of the change
		v["change_request"] = "yes"
	}
	if in.unasked() {
		v["unasked"] = "yes"
	} else if d.Facts.Get(desk.FactBrings) == "evidence" {
		v["photos_done"] = "yes"
	}
	if template == "evidence_unusable" {
		v["cause"] = in.evidenceReason(f)
	}
	in.toDo(v, d, template, own)
	if templates.Statutory(template) && slices.Contains(d.Flags, desk.FlagStatutoryRights) {
		v["statutory_notice"] = in.Words.Sentence(in.lang, "statutory_notice")
	}
	if own {
		in.orderValues(v, d)
	}
	if v["stop_holds"] != nil { // nothing is to be done with the item, whatever its record waited for
		for _, name := range []string{"to_send", "send_by", "your_turn", "to_do"} {
			delete(v, name)
		}
		v["status"] = in.Words.Sentence(in.lang, "rma."+string(desk.RMAManagerHold))
	}
	for k, x := range in.actionValues(f) {
		v[k] = x
	}
	if to := text(v, "address"); to != "" { // the slip alone has it in lines
		v["address"] = desk.PostalLine(to)
	}
	if !own { // whether a return is under way is nobody's business but the buyer's
		delete(v, "goes_on")
	}
	if r := in.record(f.RMA); r != nil && in.Action != nil && in.Action.RMAState == desk.RMAReturnToBuyer {
		v["back_by_"+r.PaysBack(in.Values["back_payer"])] = "yes"
	}
	if template == "rma_authorized" && in.sentAlready(f.RMA) {
		v["sent_already"] = "yes"
	} else if who := in.paysHere(f.RMA, template); own && who != "" {
		v["here_by_"+who] = "yes"
	}
	if template == "delay_notice" && own {
		v["cause"] = in.delayReason()
	}
	cited := in.cited(it, template, v)
	v["quotes"] = in.quotes(cited)
	if len(cited) > 0 {
		v["policy_section"], v["policy_sentence"] = cited[0][0], cited[0][1]
	}
	return v
}

// paysHere gives who pays the way here of a return that is authorized now, "" where words
// about our label say so, or nobody pays (domain.md section 3).
func (in *Input) paysHere(number, template string) string {
	r := in.record(number)
	if template != "rma_authorized" || r == nil || strings.TrimSpace(in.Values["label"]) != "" {
		return ""
	}
	if r.Payer == desk.PayerShop || r.Payer == desk.PayerBuyer {
		return r.Payer
	}
	return ""
}

// sentAlready reports whether the return that is authorized is one that came, or was sent,
// without a number.
func (in *Input) sentAlready(number string) bool {
	r := in.record(number)
	return r != nil && r.Unannounced || in.Action != nil && in.Action.Name == "rma_retroactive"
}

// orderValues adds what only the order's own address may read.
func (in *Input) orderValues(v templates.Values, d *desk.Decision) {
	f := &d.Facts.Detail
	v["order_number"], v["items"] = f.OrderNumber, in.Words.List(in.lang, f.Items)
	if severalOwn(d) {
		v["own_orders"] = f.OwnOrders
	}
	for name, date := range map[string]desk.Date{
		"started_on": f.StartedOn, "shipped_on": f.ShippedOn, "delivered_on": f.DeliveredOn, "last_day": f.LastDay,
		"ship_by": f.ShipBy, "old_date": f.ShipBy,
	} {
		v[name] = in.date(string(date))
	}
	// The defect door stays open until day 7; once it is shut it is not held out any more.
	if w := d.Facts.Get(desk.FactWindow); w == "in" || w == "last_day" {
		v["defect_deadline"] = in.date(string(f.LastDay))
	}
	v["carrier"], v["tracking"] = f.Carrier, f.Tracking
	v["address"] = in.Brand.ReturnAddress
	state := f.RMAState
	if r := in.record(f.RMA); r != nil {
		state = r.State
		v["condition"], v["address"] = strings.TrimRight(r.Condition, ". "), cmp.Or(r.ReturnAddress, in.Brand.ReturnAddress)
		v["expires"], v["resolution"] = in.date(string(r.Deadline)), strings.TrimRight(r.Resolution, ". ")
		if shown(r, in.Action) {
			v["number"] = r.Number
		}
	}
	if state == desk.RMAAwaitingEvidence && d.Facts.Get(desk.FactBrings) == "evidence" {
		state = desk.RMAUnderReview // this very mail brings what the record waited for
	}
	if state != "" {
		v["status"] = in.Words.Sentence(in.lang, "rma."+string(state))
	}
}

// record finds the RMA that the mail is about: the one that its action names, else the one
// named by the facts, else the case's only or latest one.
func (in *Input) record(number string) *desk.RMA {
	number = cmp.Or(in.RMA, number)
	for i := range in.RMAs {
		if in.RMAs[i].Number == number && number != "" {
			return &in.RMAs[i]
		}
	}
	if len(in.RMAs) == 0 {
		return nil
	}
	return &in.RMAs[len(in.RMAs)-1]
}

// shown reports whether the customer may read the record's number: from authorized on
// (domain.md section 3).
func shown(r *desk.RMA, a *desk.Action) bool {
	if r.State == desk.RMAAuthorized || a != nil && a.RMAState == desk.RMAAuthorized {
		return true
	}
	return slices.ContainsFunc(r.History, func(h desk.RMAHistory) bool { return h.To == desk.RMAAuthorized })
}

// actionValues gives what a person set. Dates are written out; amounts of money carry
// their currency and come from nowhere else (domain.md section 4: money only from
// approved fields).
func (in *Input) actionValues(f *desk.FactDetail) templates.Values {
	v := templates.Values{}
	currency := in.Values["currency"]
	if currency == "" {
		currency = f.Currency
	}
	for k, x := range in.Values {
		x = strings.TrimSpace(x)
		switch k {
		case "currency", "reason": // the reason is for the history, and no customer reads it
			continue
		case "price", "amount", "refund_amount", "back_cost":
			x = in.Words.Money(in.lang, x, currency)
			if k == "amount" {
				v["refund_amount"] = x
			}
		case "cause", "finding", "steps", "change", "resolution", "condition":
			x = strings.TrimRight(x, ". ")
		}
		if d := in.date(x); d != "" {
			x = d
		}
		if x != "" {
			v[k] = x
		}
	}
	return v
}

// reportDate gives the day of the first report, where a reply speaks of one. To a
// stranger it is the day his own mail came, in shop time: the ship-to zone of somebody's
// order must not show in it.
func (in *Input) reportDate(d *desk.Decision, it *desk.Intent, own bool) string {
	claim := it.Class.IsClaim() || slices.Contains(it.Flags, desk.FlagReportDateHeld) || slices.Contains(it.Flags, desk.FlagSafety)
	f := &d.Facts.Detail
	claim = claim || own && f.RMAState == desk.RMAAwaitingEvidence // what is asked for again was reported then
	switch {
	case !claim:
		return ""
	case !own && !f.ReceivedAt.IsZero():
		return in.date(f.ReceivedAt.In(in.Now.Location()).Format("2006-01-02"))
	}
	return in.date(string(f.ReportDate))
}

// quotes writes cited sentences, each with its section.
func (in *Input) quotes(cited [][2]string) []string {
	var out []string
	for _, q := range cited {
		out = append(out, in.Words.Quote(in.lang, q[0], q[1]))
	}
	return out
}

// unasked tells whether a colleague's step writes to a customer whose mails were all answered.
func (in *Input) unasked() bool {
	return in.Action != nil && len(in.Case.Decisions) > 0 && in.Case.Answered >= len(in.Case.Decisions)
}
