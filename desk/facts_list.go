package desk

import "slices"

// The closed list of enumerated facts. A cell of the decision table names one of these
// or one of the signals, which are facts with the values yes and no.
const (
	FactClass       Fact = "class"        // what this intent is about
	FactMachine     Fact = "machine"      // who or what wrote the mail
	FactLookup      Fact = "lookup"       // how the order was found
	FactNumber      Fact = "number"       // an order number stands in the mail
	FactSender      Fact = "sender"       // the writer's address against the order's
	FactAuth        Fact = "auth"         // proof that the mail comes from its From address
	FactData        Fact = "data"         // whether this order's data can be read
	FactStage       Fact = "stage"        // how far the order has come, at reading
	FactProduction  Fact = "production"   // production, assembly or firmware work begun, at reading
	FactTiming      Fact = "timing"       // the request's receipt against the start of production
	FactPromise     Fact = "promise"      // the promised ship date in force
	FactNotice      Fact = "notice"       // our notice about the current slip, and the answer
	FactCrossed     Fact = "crossed"      // handed to the carrier after a request that section 6 covers
	FactDelivery    Fact = "delivery"     // the carrier's last word
	FactWindow      Fact = "window"       // report date against the day of delivery
	FactDateSource  Fact = "date_source"  // where the delivery date comes from
	FactEvidence    Fact = "evidence"     // the whole thread's attachments
	FactBrings      Fact = "brings"       // what this mail itself brings as evidence
	FactMedia       Fact = "media"        // photos among the evidence, or videos only
	FactReused      Fact = "reused"       // a picture that an earlier claim used already
	FactPackaging   Fact = "packaging"    // the packaging is shown already
	FactSerial      Fact = "serial"       // a serial number stands in the mail
	FactProof       Fact = "proof"        // a receipt or other file comes with the mail
	FactTracking    Fact = "tracking"     // the number of the parcel that the customer sent back
	FactWithdrawal  Fact = "withdrawal"   // the mail takes back what was asked before
	FactSettled     Fact = "settled"      // the customer says that the matter is settled
	FactReship      Fact = "reship"       // what the buyer answered to our question whether to send his parcel again
	FactDiagnostic  Fact = "diagnostic"   // what the customer says of another device or cable
	FactStop        Fact = "stop"         // whether the customer was told to stop using the item
	FactRMA         Fact = "rma"          // the line's latest RMA
	FactInspection  Fact = "inspection"   // what our inspection of the line found
	FactReplacement Fact = "replacement"  // the unit is itself a replacement
	FactSymptom     Fact = "symptom"      // the same symptom as in the earlier RMA
	FactItem        Fact = "item"         // what was delivered against what was ordered
	FactLabel       Fact = "label"        // the label's address against the one at checkout
	FactScan        Fact = "scan"         // age of the carrier's last scan
	FactCarrierSays Fact = "carrier_says" // what the customer quotes of the carrier's word on his parcel
	FactDestination Fact = "destination"  // where the order goes
	FactExemption   Fact = "exemption"    // whether the manager confirmed that made-to-order goods are exempt from withdrawal
)

// FactDef is one enumerated fact: its name, its allowed values in order, and one line
// for people.
type FactDef struct {
	Name   Fact
	Values []string
	Help   string
}

// FactDefs gives the closed list of facts that are not signals, in the order in which a
// decision is explained, as a fresh slice. Where a fact may be unknown, "unknown" is one
// of its values: a missing field is never taken for "no" (domain.md section 5).
func FactDefs() []FactDef {
	classes := make([]string, 0, len(Classes()))
	for _, c := range Classes() {
		classes = append(classes, string(c))
	}
	return []FactDef{
		{FactClass, classes, "what this intent of the mail is about"},
		{FactMachine, []string{"none", "auto_reply", "bounce", "bounce_of_ours", "newsletter", "spam", "suspicious"}, "who or what wrote the mail; none: a person"},
		{FactLookup, []string{"found", "only_own", "typo", "several", "not_found", "foreign", "unavailable"}, "found: by its number; only_own: no number, the sender has one order; typo: unknown number, the sender has one order; foreign: the number is another customer's"},
		{FactNumber, []string{"given", "none"}, "whether an order number stands in the mail"},
		{FactSender, []string{"owner", "other", "none"}, "owner: the order's own address; none: no order"},
		{FactAuth, []string{"pass", "fail", "none", "reply"}, "pass, fail: the mail server's DMARC or DKIM verdict; reply: answers a mail that we sent to the order's address"},
		{FactData, []string{"ok", "error"}, "whether this order's data contradicts itself"},
		{FactStage, []string{"unknown", "placed", "in_production", "shipped", "delivered", "closed"}, "closed: cancelled or refunded and never delivered"},
		{FactProduction, []string{"not_started", "started", "unknown"}, "production, assembly or firmware work"},
		{FactTiming, []string{"before_start", "after_start", "unknown"}, "before_start: received before production began, read after"},
		{FactPromise, []string{"open", "passed", "waiting", "indefinite", "unknown"}, "waiting: the buyer chose to wait for a date that has not passed; indefinite: to wait without a date"},
		{FactNotice, []string{"none", "unanswered", "wait", "cancel"}, "our notice about the current slip, and the buyer's recorded answer"},
		{FactCrossed, []string{"no", "yes"}, "section 6 covered the request when it came, and the parcel left after it"},
		{FactDelivery, []string{"not_shipped", "in_transit", "delivered", "unknown", "refused", "unclaimed", "returned", "lost"}, "the carrier's last word; picked up counts as delivered"},
		{FactWindow, []string{"in", "last_day", "near_miss", "out", "unknown"}, "day 0 to 6, day 7, day 8 to 10 (deadlines.near_miss), later; unknown: no delivery date"},
		{FactDateSource, []string{"carrier", "replacement", "customer", "proven", "none"}, "customer: the date that the customer states; proven: no date, but reported within 7 days of shipping"},
		{FactEvidence, []string{"ok", "unjudged", "unusable", "link", "art", "missing"}, "best of the whole thread; unjudged counts, art is a signature picture"},
		{FactBrings, []string{"evidence", "tried", "nothing"}, "tried: unusable or a link"},
		{FactMedia, []string{"photo", "video_only", "none"}, "what the usable evidence consists of"},
		{FactReused, []string{"no", "yes"}, "a picture of an earlier claim used again"},
		{FactPackaging, []string{"shown", "not_shown"}, "whether the packaging is among the evidence, or none is asked for: the line's open claim is of no damage in transit"},
		{FactSerial, []string{"given", "not_given"}, "whether a serial number stands in the mail, or none is asked for: the line's open claim is about no malfunction"},
		{FactProof, []string{"given", "none"}, "whether a file that could be a receipt is attached"},
		{FactTracking, []string{"none", "given"}, "whether the tracking number of a parcel sent back to us is known"},
		{FactWithdrawal, []string{"no", "yes"}, "yes: the mail takes back what was asked before, and asks nothing else"},
		{FactSettled, []string{"no", "yes"}, "yes: the customer says that the matter is settled (found, works, withdrawn), and asks nothing else"},
		{FactReship, []string{"none", "again", "placed", "address", "other"}, "the answer to our question whether to send a parcel again that came back, or where one that is traced was to go; placed: again, and he says where to; address: of one that is traced; other: he answers something else"},
		{FactDiagnostic, []string{"none", "fails", "works", "told", "unable"}, "what the customer says that happens with another device or cable, of an item that does not work with what he has; told: works, said before we asked and not shown; unable: he has nothing to try it with"},
		{FactStop, []string{"none", "told"}, "told: the mail about danger has left, and this mail tells of none itself"},
		{FactRMA, []string{"none", "unasked", "awaiting_evidence", "under_review", "authorized", "silent", "expired", "closed"}, "unasked: waits for evidence, and our question for it never left; authorized: from the return number on; silent: closed because evidence never came, as long as an answer opens it again (deadlines.reopen); expired: return deadline passed"},
		{FactInspection, []string{"none", "no_fault", "fault_confirmed"}, "what our inspection found"},
		{FactReplacement, []string{"no", "yes"}, "whether the unit is itself a replacement"},
		{FactSymptom, []string{"other", "same"}, "same: the earlier claim's symptom again"},
		{FactItem, []string{"unknown", "as_ordered", "differs"}, "what was delivered against what was ordered"},
		{FactLabel, []string{"unknown", "matches", "differs"}, "the label's address against the one typed at checkout"},
		{FactScan, []string{"fresh", "stale", "unknown"}, "stale: no scan for 10 days, or deadlines.no_scan"},
		{FactCarrierSays, []string{"none", "delivered"}, "delivered: the customer says that the carrier calls his parcel delivered, now or before it was traced for that"},
		{FactDestination, []string{"other", "eu_uk_au", "unknown"}, "eu_uk_au: law there knows rights beyond this policy"},
		{FactExemption, []string{"confirmed", "open"}, "open: nobody has set shop.withdrawal_exemption_confirmed, so that no right of withdrawal is refused without a manager"},
	}
}

// IsSignal reports whether the fact is one of the signals, which stand in
// Facts.Signals and not in Facts.Enum.
func (f Fact) IsSignal() bool { return Signal(f).Valid() }

// Value gives the value of any fact, a signal's as "yes" or "no".
func (f *Facts) Value(name Fact) string {
	if name.IsSignal() {
		if slices.Contains(f.Signals, Signal(name)) {
			return "yes"
		}
		return "no"
	}
	return f.Get(name)
}
