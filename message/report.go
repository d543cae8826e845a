package message

import (
	"bytes"
	"strings"
)

// reportOf reads a multipart/report (RFC 6522): what it is about, and of which
// of our mails. Only a mail that is a report as a whole is one; a customer may
// attach somebody else's. Some servers (OpenSMTPD, mail gateways) send the parts of a
// report as multipart/mixed or alone: their sender tells them from a customer's.
func reportOf(h *header, m *Message, w *walker, ctype string, params params, v *Machine) {
	v.OriginalMessageID = returnedID(w.returned)
	isReport := ctype == "multipart/report" || w.status != nil && (fromServer(h, m) || isStatusType(ctype))
	if !isReport {
		w.releaseHeld()
	}
	if !isReport && w.status == nil {
		if !strings.HasPrefix(localOf(m.From.Address), "mailer-daemon") && !h.has("X-Failed-Recipients") {
			v.OriginalMessageID = ""
			return
		}
		// Bounces without the standard form (qmail, Exim) quote the mail in their text.
		if v.OriginalMessageID == "" {
			v.OriginalMessageID = idInText(m.Text)
		}
		v.Report = &Report{Recipient: firstAddress(h.get("X-Failed-Recipients")), Action: "failed"}
		return
	}
	if !isReport {
		v.OriginalMessageID = ""
		return // a status part inside a mail of a person
	}
	r := readStatus(w.status)
	r.Type = strings.ToLower(params.get("report-type"))
	if r.Type == "" && w.status != nil && r.Action != "" {
		r.Type = "delivery-status"
	}
	v.Report = &r
	if v.OriginalMessageID == "" {
		v.OriginalMessageID = originalIDField(w.status)
	}
	switch r.Type {
	case "delivery-status":
		v.Kind, v.Reason = KindBounce, ReasonDeliveryStatus
		v.Detail = "It is a mail server's report that a mail could not be delivered."
		switch r.Action {
		case "delayed":
			if !strings.HasPrefix(r.Status, "5") { // 5.x.x: it gave up, whatever it calls that
				v.Kind, v.Detail = KindDelay, "It is a mail server's report that a mail is late; the server goes on trying."
			}
		case "delivered", "relayed", "expanded":
			v.Kind, v.Detail = KindReport, "It is a mail server's report that a mail was delivered."
		}
	case "disposition-notification":
		v.Kind, v.Reason, v.Detail = KindReport, ReasonDisposition, "It is a read receipt."
	case "feedback-report":
		v.Kind, v.Reason, v.Detail = KindReport, ReasonFeedback, "It is a complaint report of a mail provider."
	default:
		v.Kind, v.Reason, v.Detail = KindReport, ReasonReport, "It is a report that a machine made."
	}
}

// fromServer says whether a mail server and no person is named as the sender.
func fromServer(h *header, m *Message) bool {
	local := localOf(m.From.Address)
	return strings.HasPrefix(local, "mailer-daemon") || local == "postmaster" || nullReturnPath(h)
}

func isStatusType(ctype string) bool {
	switch ctype {
	case "message/delivery-status", "message/global-delivery-status":
		return true
	}
	return false
}

// readStatus reads the blocks of a status part (RFC 3464 section 2): the first
// failed recipient counts, else the first recipient.
func readStatus(b []byte) Report {
	var r Report
	for n := 0; len(b) > 0 && n < 50; n++ {
		var h header
		h, b = splitHeader(b)
		action := strings.ToLower(firstToken(h.get("Action")))
		rcpt := h.get("Final-Recipient")
		if rcpt == "" {
			rcpt = h.get("Original-Recipient")
		}
		if action == "" && rcpt == "" {
			continue
		}
		if r.Recipient != "" && (r.Action == "failed" || action != "failed") {
			continue
		}
		r.Action = cleanLine(guessString(action))
		r.Status = cleanLine(guessString(firstToken(h.get("Status"))))
		r.Recipient = firstAddress(typedValue(rcpt))
		r.Diagnostic = cleanLine(guessString(typedValue(h.get("Diagnostic-Code"))))
		if len(r.Diagnostic) > 500 {
			r.Diagnostic = strings.ToValidUTF8(r.Diagnostic[:500], "")
		}
	}
	return r
}

// typedValue cuts "rfc822; " off "rfc822; ann@example.com".
func typedValue(s string) string {
	if kind, rest, ok := strings.Cut(s, ";"); ok && !strings.ContainsAny(kind, "@<") {
		return strings.TrimSpace(rest)
	}
	return s
}

func firstAddress(s string) string {
	list, _ := parseMailboxes(s)
	if len(list) == 0 {
		return ""
	}
	return list[0].Address
}

// returnedID reads the Message-ID of the mail that a report returns.
func returnedID(b []byte) string {
	if len(b) == 0 {
		return ""
	}
	h, _ := splitHeader(b)
	return firstOf(parseIDs(h.get("Message-ID")))
}

// originalIDField reads Original-Message-ID of read receipts (RFC 8098 section
// 3.2.5) and the like.
func originalIDField(b []byte) string {
	if len(b) == 0 {
		return ""
	}
	h, rest := splitHeader(b)
	for _, name := range [...]string{"Original-Message-ID", "X-Original-Message-ID"} {
		if v := h.get(name); v != "" {
			return firstOf(parseIDs(v))
		}
	}
	if len(bytes.TrimSpace(rest)) > 0 {
		h, _ = splitHeader(rest)
		return firstOf(parseIDs(h.get("Original-Message-ID")))
	}
	return ""
}

// idInText finds "Message-ID: <...>" at the start of a line.
func idInText(s string) string {
	low := strings.ToLower(s)
	for off := 0; ; {
		i := strings.Index(low[off:], "message-id:")
		if i < 0 {
			return ""
		}
		i += off
		lineStart := strings.LastIndexByte(low[:i], '\n') + 1
		if strings.Trim(low[lineStart:i], " \t>") == "" && len(low) == len(s) {
			end := strings.IndexByte(s[i:], '\n')
			if end < 0 {
				end = len(s) - i
			}
			return firstOf(parseIDs(s[i+len("message-id:") : i+end]))
		}
		off = i + len("message-id:")
	}
}

func firstOf(ids []string) string {
	if len(ids) == 0 {
		return ""
	}
	return ids[0]
}
