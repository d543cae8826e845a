package explain

import "returndesk/desk"

// Happened says what an entry of a case's history changed, for somebody who looks at the case,
// as a clause behind the name of whoever did it ("Ann approved C-1001-1"; without a person it
// stands alone: "a new mail came"). It is "" for entries that only count or confirm.
func Happened(a desk.Audit) string {
	draft := Line(a.Data["draft"])
	if draft == "" {
		draft = "the draft"
	}
	person := a.Actor.Role.Person()
	switch a.What {
	case "counted", "hinted", "second_opinion", "own_mail", "refund_seen", "held_back", "filed", "day_moved", "draft_day":
		return ""
	case "mail_received":
		return "a new mail came"
	case "decided":
		return either(person, "had it decided anew", "it was decided anew")
	case "drafted":
		return either(person, "had ", "") + draft + either(person, " drawn up", " was drawn up")
	case "approved", "rejected", "edited", "released", "unreleased":
		return either(person, a.What+" "+draft, draft+" was "+a.What)
	case "undone":
		return either(person, "took the approval of "+draft+" back", "the approval of "+draft+" was taken back")
	case "restored":
		return either(person, "brought "+draft+" back", draft+" is back")
	case "voided":
		return draft + " is void"
	case "sent", "sent_all_the_same":
		return draft + " was sent"
	case "answered_by_hand":
		return "it was answered by hand"
	case "draft_failed":
		return draft + " could not be sent"
	case "judged":
		return "its pictures were looked at"
	case "noted":
		return either(person, "left a note", "a note was left")
	case "handed_over":
		return either(person, "handed it over", "it was handed over")
	case "snoozed":
		return either(person, "put it off", "it was put off")
	case "woken", "reopened":
		return "it is open again"
	case "closed":
		return either(person, "closed it", "it was closed")
	case "reclassified":
		return either(person, "set another class", "it has another class")
	case "signals_corrected":
		return either(person, "corrected the signals", "its signals were corrected")
	case "resolved":
		return either(person, "took the next step", "the next step was taken")
	}
	return words(a.What)
}

func either(yes bool, a, b string) string {
	if yes {
		return a
	}
	return b
}
