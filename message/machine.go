package message

import "strings"

// machineOf says whether a machine wrote the mail (inbox.md, "Machine mail";
// RFC 3834 section 2). It needs m's addresses, ids, texts and sender. In doubt a
// customer wrote it.
func machineOf(h *header, m *Message, w *walker, ctype string, params params, opt *Options) Machine {
	var v Machine
	reportOf(h, m, w, ctype, params, &v)
	if v.Kind == KindNone {
		v.Kind, v.Reason, v.Detail = headerVerdict(h, m, opt)
	}
	if v.Kind == KindNone {
		v.Kind, v.Reason, v.Detail = textVerdict(h, m, opt)
	}
	auto := strings.ToLower(firstToken(h.get("Auto-Submitted")))
	v.Automatic = auto != "" && auto != "no"
	v.NoAutoReplyReason = noAutoReply(h, m, opt)
	if v.NoAutoReplyReason == ReasonNone && v.Kind != KindNone {
		v.NoAutoReplyReason = v.Reason
	}
	v.NoAutoReply = v.NoAutoReplyReason != ReasonNone
	return v
}

// headerVerdict judges by fields that only machines write.
func headerVerdict(h *header, m *Message, opt *Options) (Kind, Reason, string) {
	if opt.isOwnID(m.MessageID) {
		return KindOwn, ReasonOwnMessageID, "Its Message-ID is one of ours: our own mail came back."
	}
	if opt.LoopToken != "" {
		for _, v := range h.all("X-Loop") {
			if strings.Contains(v, opt.LoopToken) {
				return KindOwn, ReasonLoopToken, "It carries our own loop mark."
			}
		}
	}
	// A contact form is a machine, but a customer speaks through it.
	if m.Sender.ContactForm || containsFold(opt.ContactForms, m.From.Address) {
		return KindNone, ReasonNone, ""
	}
	local := localOf(m.From.Address)
	daemon := local == "mailer-daemon" || strings.HasPrefix(local, "mailer-daemon+")
	if h.has("X-Failed-Recipients") && (daemon || nullReturnPath(h)) {
		return KindBounce, ReasonFailedRecipient, "It names recipients that could not be reached."
	}
	if daemon {
		return KindBounce, ReasonMailerDaemon, "It comes from a mail server (MAILER-DAEMON)."
	}
	if local == "postmaster" {
		return KindBounce, ReasonPostmaster, "It comes from a postmaster address."
	}
	if v := strings.ToLower(firstToken(h.get("Auto-Submitted"))); v != "" && v != "no" {
		return KindAutoReply, ReasonAutoSubmitted, "It says that no person sent it (Auto-Submitted: " + cleanLine(v[:min(len(v), 40)]) + ")."
	}
	if nullReturnPath(h) {
		return KindAutoReply, ReasonNullReturnPath, "It was sent without a return path, as only machines do."
	}
	return KindNone, ReasonNone, ""
}

// nullReturnPath says whether the topmost Return-Path is "<>".
func nullReturnPath(h *header) bool {
	if !h.has("Return-Path") {
		return false
	}
	v := h.get("Return-Path")
	return strings.ReplaceAll(v, " ", "") == "<>" || strings.EqualFold(v, "<mailer-daemon>")
}

// textVerdict judges by words, where fields say nothing, and never a mail that
// answers ours or names an order.
func textVerdict(h *header, m *Message, opt *Options) (Kind, Reason, string) {
	if m.Sender.ContactForm || containsFold(opt.ContactForms, m.From.Address) {
		return KindNone, ReasonNone, ""
	}
	if isAbsence(m, opt) {
		return KindAutoReply, ReasonAbsenceText, "Subject and text are those of an absence notice."
	}
	if isReceipt(m) {
		return KindReport, ReasonReceiptText, "Subject and text are those of a read receipt."
	}
	if isNewsletter(h, m, opt) {
		return KindNewsletter, ReasonBulkNewsletter, "It is a bulk mailing with an unsubscribe address."
	}
	if v := Suspicious(m, *opt); v.Suspicious {
		return KindSpam, ReasonSuspicious, v.Detail
	}
	return KindNone, ReasonNone, ""
}

// noAutoReply says why a machine must not acknowledge the mail although a person
// may have written it.
func noAutoReply(h *header, m *Message, opt *Options) Reason {
	if m.Sender.ContactForm || containsFold(opt.ContactForms, m.From.Address) {
		return ReasonContactForm
	}
	if h.hasPrefix("List-") {
		return ReasonListHeader
	}
	switch strings.ToLower(firstToken(h.get("Precedence"))) {
	case "bulk", "junk", "list", "auto_reply":
		return ReasonPrecedence
	}
	if suppressed(h.get("X-Auto-Response-Suppress")) {
		return ReasonSuppress
	}
	return reachedBy(m, opt)
}

// suppressed reads X-Auto-Response-Suppress: a list of what not to send back.
func suppressed(v string) bool {
	for word := range strings.FieldsFuncSeq(v, func(r rune) bool { return r == ',' || r == ' ' || r == ';' }) {
		switch strings.ToLower(word) {
		case "all", "autoreply", "oof":
			return true
		}
	}
	return false
}

// reachedBy says whether the mail names our address, one of its aliases, or
// neither (Bcc, a group, a forwarding). Without configured addresses nobody knows.
func reachedBy(m *Message, opt *Options) Reason {
	if len(opt.OwnAddresses) == 0 {
		return ReasonNone
	}
	alias := false
	for _, list := range [2][]Mailbox{m.To, m.Cc} {
		for _, box := range list {
			if containsFold(opt.OwnAddresses, box.Address) {
				return ReasonNone
			}
			alias = alias || containsFold(opt.Aliases, box.Address)
		}
	}
	if alias {
		return ReasonAlias
	}
	return ReasonBcc
}

// unsubscribeWords stand in bulk mailings; the last line is how who sends one names it.
var unsubscribeWords = []string{
	"unsubscribe", "abmelden", "abbestellen", "désabonner", "désinscri", "desuscri", "darse de baja", "cancelar la suscripción",
	"afmelden", "uitschrijven", "disiscri", "annulla l'iscrizione", "view in browser", "view this email in your browser",
	"im browser ansehen", "manage preferences", "email preferences",
	"our newsletter", "unser newsletter", "unserem newsletter", "notre newsletter", "notre infolettre", "nuestro boletín", "onze nieuwsbrief", "nostra newsletter",
}

// isNewsletter wants every sign: an unsubscribe field, a bulk mailer's field, no
// list that people write to, no group of ours, words of unsubscribing, and
// nothing that a customer would have.
func isNewsletter(h *header, m *Message, opt *Options) bool {
	if !h.has("List-Unsubscribe") || h.has("List-Post") || len(m.InReplyTo) > 0 || len(m.References) > 0 {
		return false
	}
	if id := h.get("List-Id"); id != "" {
		for _, own := range opt.GroupListIDs {
			if own = strings.Trim(own, "<> "); own != "" && strings.Contains(strings.ToLower(id), strings.ToLower(own)) {
				return false
			}
		}
	}
	bulk := strings.EqualFold(firstToken(h.get("Precedence")), "bulk")
	for _, f := range [...]string{"List-Unsubscribe-Post", "Feedback-ID", "X-CSA-Complaints", "X-Campaign", "X-CampaignID", "X-MC-User", "X-SG-EID", "X-Mailgun-Sid", "X-Report-Abuse"} {
		bulk = bulk || h.has(f)
	}
	if !bulk || namesOrder(m, opt) {
		return false
	}
	low := strings.ToLower(m.Text)
	for _, w := range unsubscribeWords {
		if strings.Contains(low, w) {
			return true
		}
	}
	return false
}

// namesOrder says whether subject or new text name an order of plausible form.
func namesOrder(m *Message, opt *Options) bool {
	if opt.NamesOrder != nil {
		return opt.NamesOrder(m.Subject) || opt.NamesOrder(m.NewText)
	}
	return looksLikeOrder(m.Subject) || looksLikeOrder(m.NewText)
}
