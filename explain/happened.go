package explain

import (
	"strings"

	"returndesk/desk"
)

// Happened says what an entry of a case's history changed, for somebody who looks at the case,
// as one clause: "Ann approved C-1001-1"; without a person "C-1001-1 was approved". It is "" for
// entries that only count or confirm.
func Happened(a desk.Audit) string {
	if silent(a.What) {
		return ""
	}
	done, was := deed(a.What)
	if done == "" && was == "" {
		was = happening(a.What)
	}
	if step, ok := strings.CutPrefix(a.What, "rma_"); ok && done == "" && was == "" {
		done = "moved RECORD on: " + Line(words(step))
	}
	if done == "" && was == "" {
		done = "changed something: " + Line(words(a.What))
	}
	if was == "" {
		was = "something changed: " + Line(words(a.What))
	}
	fill := strings.NewReplacer("DRAFT", named(a, "draft", "the draft"), "RECORD", named(a, "rma", "the return"))
	if a.Actor.Role.Person() && done != "" {
		return Line(a.Actor.Name) + " " + fill.Replace(done)
	}
	return fill.Replace(was)
}

func named(a desk.Audit, key, otherwise string) string {
	if v := Line(a.Data[key]); v != "" {
		return v
	}
	return otherwise
}

// silent reports whether an entry changes nothing for whoever looks at the case.
func silent(what string) bool {
	switch what {
	case "counted", "hinted", "second_opinion", "own_mail", "refund_seen", "held_back", "filed", "day_moved", "not_acknowledged", "findings":
		return true
	}
	return false
}

// deed words what a person does and what may come about without one: behind his name, and
// alone.
func deed(what string) (done, was string) {
	switch what {
	case "approved", "rejected", "edited", "released":
		return what + " DRAFT", "DRAFT was " + what
	case "decided":
		return "had it decided anew", "it was decided anew"
	case "drafted":
		return "had DRAFT drawn up", "DRAFT was drawn up"
	case "asked_more":
		return "asked for more in DRAFT", "DRAFT asks for more"
	case "undone":
		return "took the approval of DRAFT back", "the approval of DRAFT was taken back"
	case "release_undone":
		return "took the release of DRAFT back", "the release of DRAFT was taken back"
	case "rejection_undone":
		return "brought DRAFT back", "DRAFT is back"
	case "sent", "sent_all_the_same":
		return "sent DRAFT", "DRAFT was sent"
	case "mark_sent":
		return "says that DRAFT did arrive", "DRAFT did arrive"
	case "resend":
		return "had DRAFT sent again", "DRAFT is sent again"
	case "noted":
		return "left a note", "a note was left"
	case "handed_over":
		return "handed it over", "it was handed over"
	case "snoozed":
		return "put it off", "it was put off"
	case "woken":
		return "took it back into the queue", "it is open again"
	case "closed":
		return "closed it", "it was closed"
	case "reclassified":
		return "set another class", "it has another class"
	case "reclass_undone":
		return "took the other class back", "the other class was taken back"
	case "signals_corrected":
		return "corrected the signals", "its signals were corrected"
	case "order_corrected":
		return "named another order", "it is about another order"
	case "correction revoked":
		return "revoked a correction", "a correction was revoked"
	case "resolved":
		return "took the next step", "the next step was taken"
	case "rma_photos":
		return "added photos to RECORD", "RECORD has more photos"
	case "rma_note":
		return "wrote something down about RECORD", "something was written down about RECORD"
	case "rma_advanced":
		return "moved RECORD on", "RECORD moved on"
	case "rma_opened":
		return "opened RECORD", "RECORD was opened"
	case "rma_reopened":
		return "reopened RECORD", "RECORD is open again"
	}
	return "", ""
}

// happening words what comes about by itself, also where a person set it off: it stands
// without his name.
func happening(what string) string {
	switch what {
	case "mail_received":
		return "a new mail came"
	case "acknowledged":
		return "the receipt of a mail was confirmed"
	case "voided":
		return "DRAFT is void"
	case "draft_failed":
		return "no reply could be drawn up"
	case "step_again":
		return "a step that was decided waits for its approval again"
	case "not_drafted":
		return "no reply was drawn up"
	case "uncertain":
		return "nobody knows whether DRAFT was sent"
	case "failed":
		return "DRAFT could not be sent"
	case "send_delayed":
		return "DRAFT could not be sent yet"
	case "sending_held":
		return "DRAFT did not leave, and waits again"
	case "reminded":
		return "the customer was reminded"
	case "rma_day_moved":
		return "RECORD may be sent for longer"
	case "buyer_chose":
		return "the customer chose"
	case "choice_over":
		return "the customer's choice is over"
	case "delivery_delayed":
		return "a mail of ours is late, and its server goes on trying"
	case "bounced":
		return "a mail of ours came back"
	case "notice_undelivered":
		return "the notice of a delay did not arrive"
	case "answered_by_hand":
		return "it was answered by hand"
	case "not_answered":
		return "a reply by hand answered another order, and not this one"
	case "judged":
		return "its pictures were looked at"
	case "reopened":
		return "it is open again"
	case "continued":
		return "a later mail of the customer has a case of its own"
	case "follows":
		return "it follows an earlier case"
	case "bystander":
		return "somebody else wrote in the buyer's thread"
	case "same_message_id":
		return "two different mails have the same Message-ID"
	case "rma_not_advanced":
		return "RECORD could not be moved on"
	case "rma_revised":
		return "RECORD was decided anew"
	case "rma_held":
		return "RECORD is held: it may be dangerous"
	case "danger_cleared":
		return "its danger was cleared in another case of the same order"
	case "rma_expired":
		return "RECORD ran out of time"
	case "rma_overdue", "rma_idle", "rma_manager_due", "rma_trace_due", "rma_paid_back":
		return "RECORD waits for somebody"
	case "buyer_silent":
		return "the order's own address did not confirm what was asked for"
	case "choice_unanswered":
		return "the delay notice was not answered"
	case "refund_due":
		return "a repayment is due"
	case "carrier_claim_due":
		return "the claim against the carrier is due"
	case "redacted":
		return "a person's data were taken out"
	}
	return ""
}
