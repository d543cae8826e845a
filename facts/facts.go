package facts

import (
	"cmp"
	"strings"
	"sync"
	"time"

	"returndesk/desk"
)

// Auth is the proof that a mail really comes from the address in its From.
type Auth string

// The proofs, as the receiving server's results or our own thread give them.
const (
	AuthNone  Auth = "none"  // no results at all
	AuthPass  Auth = "pass"  // DMARC-aligned pass
	AuthFail  Auth = "fail"  // DMARC or DKIM explicitly failed for this From
	AuthReply Auth = "reply" // answers a mail that we sent to the order's own address
)

// Machine is the kind of machine that wrote the mail (inbox.md, "Machine mail").
type Machine string

// The kinds of machine mail that get no draft.
const (
	MachineNone         Machine = "none"
	MachineAutoReply    Machine = "auto_reply"
	MachineBounce       Machine = "bounce"
	MachineBounceOfOurs Machine = "bounce_of_ours"
	MachineNewsletter   Machine = "newsletter"
	MachineSpam         Machine = "spam"
	MachineSuspicious   Machine = "suspicious"
)

// Sender is who wrote the mail: the one mailbox in its From and the proof for it.
type Sender struct {
	Address string
	Name    string
	Auth    Auth
}

// Input is everything that is known when a mail is decided. Zero values mean unknown.
type Input struct {
	Now        time.Time // the moment of reading
	ReceivedAt time.Time // when our server received this mail
	ReportedAt time.Time // earliest report of the problem in any thread; zero: ReceivedAt
	// Claims are when the earlier mails of the case came that claimed something.
	Claims []time.Time
	// ReportedOf is ReportedAt for one order, by number, where it is another than the mail's.
	ReportedOf map[string]time.Time
	// RequestedOf is, by order number, when a request that the mail repeats or speaks of was made
	// first: the mail is judged by that moment (domain.md section 1, "Conflict rules").
	RequestedOf map[string]map[desk.Class]time.Time
	ShopZone    *time.Location // promises end in shop time; nil: UTC
	Reading     desk.Reading
	// Earlier is the reading that the case's last question was about; an answer to that
	// question is decided as the same matter. Its signals are best those that the case's
	// last decision rested on, so that nothing that was gathered is lost on the way. Nil
	// when the case is new.
	Earlier *desk.Reading
	// Asked is the outcome of the case's last decision; "" when the case is new.
	Asked desk.Outcome
	// Open are the intents of the case that no sent reply has answered yet. They stay
	// beside whatever the new mail says, unless it withdraws them.
	Open []desk.Class
	// OpenOrder is the order that Open belongs to; "" when there is none or just one.
	OpenOrder string
	// OpenBeside are, by number, the unanswered intents of the cases of the mail's further orders.
	OpenBeside map[string][]desk.Class
	Sender     Sender
	Cc         []string
	Machine    Machine
	Lookup     desk.Lookup
	Mail       string          // id of this mail, to tell its evidence from the thread's
	Evidence   []desk.Evidence // the whole thread's attachments, judged
	HasLink    bool            // this mail or thread points to pictures by a link
	// OwnRMAs are our own records by order number, beside those in the shop's data.
	OwnRMAs map[string][]desk.PriorRMA
	// StatedDate is a delivery date that the customer stated earlier in the thread.
	StatedDate desk.Date
	Line       int    // order line, when known; 0 unknown
	Text       string // the mail's own words, to find in them what no reading has: the line, a tracking number
	// SentBack is the parcel sent back that earlier mails of the case told of.
	SentBack Parcel
	// Reship is what the buyer answered before to our question whether to send his parcel again; "" for nothing.
	Reship string
	// Diagnostic is what he said before of what happens with another device or cable; "" for nothing.
	Diagnostic string
	// CarrierSays is what he said before of the carrier's word on his parcel; "" for nothing.
	CarrierSays string
	// StopTold: our mail about the danger that the case is about has left, and this mail tells of none itself.
	StopTold bool
	// ItemMatches says whether the shop found that what was delivered is what was
	// ordered; nil unknown.
	ItemMatches *bool
	// Zones finds a time zone by its IANA name, nil when there is none. A caller with many
	// mails passes one that remembers; nil reads the system's or the embedded database.
	Zones func(name string) *time.Location
	// Deadlines are the times that the shop chose; what is 0 has its default.
	Deadlines desk.Deadlines
	// ExemptionOpen: the manager has not confirmed yet that the shop's goods, also standard ones
	// that are only configured, are exempt from withdrawal (domain.md section 1, reading 16).
	ExemptionOpen bool

	heard
}

// heard is what the mail itself says of the matter of its case, which Gather draws from its words.
type heard struct {
	answer     bool   // it continues the earlier matter; see continued
	tied       bool   // it cancels only if a day to come passes; see tiedCancel
	thanks     bool   // it says nothing, and we have promised to go on; see thanksWhile
	withdrawn  bool   // it takes back what was asked; see takeBack
	settled    bool   // the customer says that the matter is settled; see settles
	reship     string // Input.Reship, with what this mail answers; see reshipAnswer
	diagnosed  bool   // it says what happens with another device or cable
	diagnostic string // Input.Diagnostic, with what this mail says; see diagnosticOf
}

// Matter is what a mail says about one order, or about none: facts for each intent, the
// primary one first.
type Matter struct {
	Order  *desk.Order // nil without an order that may be used
	Facts  []desk.Facts
	Linked []string // numbers of the mail's other orders
}

// Gather computes the facts: one Matter for each order that the mail is about, at least
// one. Windows and stages of different orders are computed separately (domain.md
// section 1, "Conflict rules").
func Gather(in Input) []Matter {
	in = withDefaults(in)
	found := findOrders(&in)
	out := make([]Matter, 0, len(found))
	bases := make([]desk.Facts, len(found))
	for i, f := range found {
		one := in
		if f.order != nil {
			one.ReportedAt = in.reportedOf(f.order.Number)
			one.Reading.Signals = signalsOf(&in, f.order.Number)
		}
		bases[i] = gatherOne(&one, f)
	}
	for i, f := range found {
		m := Matter{Order: f.order}
		base := bases[i]
		classes := intents(&in, bases, i)
		if in.OpenOrder != base.Detail.OrderNumber && unharmed(bases, i, classes) && !inPart(&in, &base) { // a case's own reply begins with the warning
			base.Signals = without(base.Signals, desk.SignalSafetyHazard)
		}
		sinceRequest(&in, f.order, classes, &base)
		for _, c := range classes {
			fs := base
			fs.Enum = make(map[desk.Fact]string, len(base.Enum))
			for k, v := range base.Enum {
				fs.Enum[k] = v
			}
			fs.Enum[desk.FactClass] = string(c)
			if len(m.Facts) > 0 {
				fs.Signals = without(base.Signals, desk.SignalSafetyHazard)
				if toArrive(c) && classes[0].IsClaim() {
					ofRest(&in, &base, &fs)
				}
			}
			m.Facts = append(m.Facts, fs)
		}
		for j, g := range found {
			if j != i && g.order != nil {
				m.Linked = append(m.Linked, g.order.Number)
			}
		}
		out = append(out, m)
	}
	return out
}

// withDefaults fills what may be left out and continues an earlier matter.
func withDefaults(in Input) Input {
	if in.ReceivedAt.IsZero() {
		in.ReceivedAt = in.Now
	}
	if in.ReportedAt.IsZero() || in.ReportedAt.After(in.ReceivedAt) {
		in.ReportedAt = in.ReceivedAt
	}
	if in.ShopZone == nil {
		in.ShopZone = time.UTC
	}
	in.Zones, in.Deadlines = remembered(in.Zones), in.Deadlines.WithDefaults()
	if in.Machine == "" {
		in.Machine = MachineNone
	}
	if in.Sender.Auth == "" {
		in.Sender.Auth = AuthNone
	}
	if in.Machine == MachineBounceOfOurs { // what a mail server says to the sender of a mail, which we were, is aimed at nobody's decision
		in.Reading.Signals = without(in.Reading.Signals, desk.SignalInstructsReader)
	}
	baits := hasArchive(in.Evidence) || in.HasLink || in.Reading.Has(desk.SignalInstructsReader)
	if in.Machine == MachineNone && in.Reading.Class == desk.ClassNonCustomer && baits {
		in.Machine = MachineSuspicious
	}
	in.Sender.Address = strings.ToLower(strings.TrimSpace(in.Sender.Address))
	if in.Reading.DeliveredOn != "" {
		in.StatedDate = in.Reading.DeliveredOn
	}
	if noWait(&in) {
		in.Reading.Signals = without(in.Reading.Signals, desk.SignalChoiceWait)
	}
	if in.Diagnostic == diagTold {
		in.Diagnostic = diagWorks // we have asked since
	}
	said := diagnosticOf(&in)
	in.diagnosed, in.diagnostic = said != "", cmp.Or(said, in.Diagnostic)
	return continued(takeBack(tiedCancel(in)))
}

// reportedOf gives when the problem with one order was first reported.
func (in *Input) reportedOf(number string) time.Time {
	if at := in.ReportedOf[number]; !at.IsZero() && at.Before(in.ReceivedAt) {
		return at
	}
	return in.ReportedAt
}

// factCount is how many facts there are beside the signals.
var factCount = sync.OnceValue(func() int { return len(desk.FactDefs()) })

// gatherOne computes everything that all intents of one matter share.
func gatherOne(in *Input, f found) desk.Facts {
	e := make(map[desk.Fact]string, factCount())
	fs := desk.Facts{Enum: e, Signals: in.Reading.Signals}
	d := &fs.Detail
	d.Now, d.ReceivedAt, d.ReportedAt = in.Now, in.ReceivedAt, in.ReportedAt
	d.Sender, d.SenderName = in.Sender.Address, in.Sender.Name
	d.ReportDate = dateIn(in.ReportedAt, in.ShopZone)
	d.OwnOrders, d.NumberWritten, d.AsOf = f.own, f.written, in.Lookup.AsOf

	e[desk.FactMachine] = string(in.Machine)
	e[desk.FactLookup] = f.lookup
	e[desk.FactNumber] = choose(f.given, "given", "none")
	e[desk.FactSender] = f.sender
	e[desk.FactAuth] = string(in.Sender.Auth)
	e[desk.FactExemption] = choose(in.ExemptionOpen, "open", "confirmed")
	e[desk.FactSerial] = choose(in.Reading.Serial != "", "given", "not_given")
	e[desk.FactWithdrawal] = choose(in.withdrawn, "yes", "no")
	e[desk.FactSettled] = choose(in.settled, "yes", "no")
	e[desk.FactReship] = cmp.Or(in.reship, "none")
	e[desk.FactDiagnostic] = cmp.Or(in.diagnostic, "none")
	e[desk.FactStop] = choose(in.StopTold, "told", "none")
	carrierSaysFacts(in, &fs)
	evidenceFacts(in, &fs)
	if in.diagnostic == diagWorks && in.Earlier == nil && e[desk.FactMedia] == "none" {
		e[desk.FactDiagnostic] = diagTold
	}
	sentBackFacts(in, f.order, &fs)

	o := f.order
	if o == nil {
		withoutOrder(e)
		return fs
	}
	line := in.Line
	if line == 0 {
		line = LineOf(o, in.Text, in.Reading.Serial)
	}
	if line == 0 && in.Reading.Class.IsClaim() {
		line = claimedLine(o, in.Text, recordsOf(in, o, 0))
	}
	describe(in, o, line, d)
	d.SettledItems = settledItems(in, o)
	rmas := otherMatters(in, o, line, recordsOf(in, o, line))
	rmaFacts(in, o, rmas, &fs)
	stageFacts(in, o, line, &fs)
	promiseFacts(in, o, &fs)
	deliveryFacts(in, o, line, rmas, &fs)
	parcelFacts(in, o, &fs)
	e[desk.FactData] = choose(o.DataError == "", "ok", "error")
	e[desk.FactDestination] = destination(o.ShipTo.Country)
	return fs
}

// withoutOrder gives the order's facts their "unknown" when there is no order.
func withoutOrder(e map[desk.Fact]string) {
	for f, v := range map[desk.Fact]string{
		desk.FactData: "ok", desk.FactStage: "unknown", desk.FactProduction: "unknown",
		desk.FactTiming: "unknown", desk.FactPromise: "unknown", desk.FactNotice: "none",
		desk.FactCrossed: "no", desk.FactDelivery: "unknown", desk.FactWindow: "unknown",
		desk.FactDateSource: "none", desk.FactReused: "no", desk.FactRMA: "none",
		desk.FactInspection: "none", desk.FactReplacement: "no", desk.FactSymptom: "other",
		desk.FactItem: "unknown", desk.FactLabel: "unknown", desk.FactScan: "unknown",
		desk.FactDestination: "unknown",
	} {
		e[f] = v
	}
}

// describe fills what templates and people read about an order.
func describe(in *Input, o *desk.Order, line int, d *desk.FactDetail) {
	d.OrderNumber, d.OrderEmail, d.BuyerName = o.Number, o.Email, o.BuyerName
	d.Line, d.Zone, d.Country, d.OrderLanguage = line, o.ShipTo.TZ, o.ShipTo.Country, o.Language
	for _, l := range o.Lines {
		if line == 0 || l.Line == line {
			d.Items = append(d.Items, l.Name)
		}
	}
	d.Carrier, d.Service, d.Tracking, d.DataError = o.Carrier, o.Service, o.Tracking, o.DataError
	d.Total, d.Currency = o.Total, o.Currency
	if !o.AsOf.IsZero() {
		d.AsOf = o.AsOf
	}
	if z := in.zoneOf(o); z != nil {
		d.ReportDate = dateIn(in.ReportedAt, z)
	}
	d.StatedDate = in.StatedDate
}

func choose(cond bool, yes, no string) string {
	if cond {
		return yes
	}
	return no
}

func without(list []desk.Signal, s desk.Signal) []desk.Signal {
	out := make([]desk.Signal, 0, len(list))
	for _, x := range list {
		if x != s {
			out = append(out, x)
		}
	}
	return out
}
