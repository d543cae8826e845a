package message

import (
	"strings"

	"golang.org/x/net/publicsuffix"
)

// senderOf says who sent the mail and how far that can be believed (design.md,
// "Trust"): one mailbox in one From field, and a result that our own server
// wrote.
func senderOf(h *header, m *Message, hs []receivedHop, opt *Options) Sender {
	s := Sender{Address: m.From.Address, Name: m.From.Name, Verified: Unverified}
	froms := h.all("From")
	if len(froms) == 0 || m.From.Address == "" {
		s.Reason, s.Detail = SenderMissing, "The mail names no readable sender."
		return s
	}
	list, clean := parseMailboxes(froms[0])
	if len(froms) > 1 || len(list) != 1 || !clean {
		s.Reason, s.Detail = SenderAmbiguous, "From is not exactly one mailbox in one field, so nobody can vouch for it."
		m.problem(ProblemAddress, s.Detail)
		return s
	}
	if claimsOther(m.From) {
		m.problem(ProblemAddress, "the sender's shown name contains another address")
	}
	auth := &authVerdict{from: domainOf(m.From.Address)}
	ar, reason := ownResults(h, hs, opt)
	if reason != "" {
		auth.verdict, auth.reason = Unverified, reason
	} else {
		auth.judge(ar)
	}
	s.Verified, s.Method, s.Reason = auth.verdict, auth.method, auth.reason
	s.Detail = senderDetail(s.Reason, auth.from)
	return contactForm(s, m, ar, opt)
}

// contactForm lets an authenticated form of ours speak for the customer in
// Reply-To, who stays unverified (inbox.md, "Machine mail").
func contactForm(s Sender, m *Message, ar AuthResults, opt *Options) Sender {
	if !containsFold(opt.ContactForms, s.Address) {
		return s
	}
	if s.Verified != Verified && !submittedBy(ar, s.Address) {
		m.problem(ProblemAddress, "the mail comes from a contact form's address but is not authenticated: Reply-To is not believed")
		return s
	}
	if len(m.ReplyTo) != 1 || strings.EqualFold(m.ReplyTo[0].Address, s.Address) {
		m.problem(ProblemAddress, "the contact form names no customer in Reply-To")
		return s
	}
	return Sender{
		Address: m.ReplyTo[0].Address, Name: m.ReplyTo[0].Name, Verified: Unverified, ContactForm: true,
		Reason: SenderViaContactForm, Detail: "Our contact form wrote for this address; nobody checked that it is the writer's.",
	}
}

// submittedBy says whether our server saw the address log in (auth=pass).
func submittedBy(ar AuthResults, address string) bool {
	for _, r := range ar.Results {
		if r.Method == "auth" && r.Value == "pass" && (strings.EqualFold(r.Prop("smtp", "auth"), address) || strings.EqualFold(r.Prop("smtp", "mailfrom"), address)) {
			return true
		}
	}
	return false
}

// ownResults finds the topmost Authentication-Results field of the configured
// authserv-id among the fields that our own server wrote. reason is set when
// there is none to be believed.
func ownResults(h *header, hs []receivedHop, opt *Options) (AuthResults, SenderReason) {
	id := strings.TrimSpace(opt.AuthServID)
	if id == "" {
		return AuthResults{}, SenderNoAuthServID
	}
	if strings.EqualFold(id, AuthServIDNone) {
		return namelessResults(h, hs, opt)
	}
	for i := range h.fields[:trustedFields(h, hs, opt)] {
		if !equalKey(h.fields[i].key, "Authentication-Results") {
			continue
		}
		v := unfold(h.fields[i].value)
		ar, err := ParseAuthResults(v)
		if err != nil {
			// Is it ours? Its first word says so, even if the rest is broken.
			if strings.EqualFold(strings.TrimRight(firstToken(v), ";"), id) {
				return AuthResults{}, SenderBadResult
			}
			continue
		}
		if strings.EqualFold(ar.AuthServID, id) {
			return ar, ""
		}
	}
	return AuthResults{}, SenderNoResult
}

// authVerdict judges results for one From domain.
type authVerdict struct {
	from    string
	verdict Verification
	method  string
	reason  SenderReason
}

// judge: DMARC decides where the server has a result (RFC 7489 section 6.6);
// otherwise DKIM signatures that are aligned with From.
func (a *authVerdict) judge(ar AuthResults) {
	a.verdict, a.reason = Unverified, SenderNoResult
	pass, fail, foreign, several := a.dmarc(ar)
	switch {
	case several:
		a.reason = SenderConflict
		return
	case fail:
		a.verdict, a.method, a.reason = Failed, "dmarc", SenderDMARCFail
		return
	case pass:
		a.verdict, a.method, a.reason = Verified, "dmarc", SenderDMARCPass
		return
	case foreign:
		a.reason = SenderNotAligned
		return
	}
	pass, fail, foreign = a.dkim(ar)
	switch {
	case pass:
		a.verdict, a.method, a.reason = Verified, "dkim", SenderDKIMPass
	case fail:
		a.verdict, a.method, a.reason = Failed, "dkim", SenderDKIMFail
	case foreign:
		a.reason = SenderNotAligned
	}
}

// dmarc sums up the dmarc results. A result without header.from says nothing
// about this From. none and temperror are no result. A message has one DMARC
// result: two that differ mean that somebody smuggled one in.
func (a *authVerdict) dmarc(ar AuthResults) (pass, fail, foreign, several bool) {
	first := ""
	for _, r := range ar.Results {
		if r.Method != "dmarc" {
			continue
		}
		several = several || first != "" && first != r.Value
		first = r.Value
		from := strings.TrimSuffix(strings.ToLower(r.Prop("header", "from")), ".")
		if at := strings.LastIndexByte(from, '@'); at >= 0 {
			from = from[at+1:]
		}
		switch {
		case r.Value == "pass" && from == a.from:
			pass = true
		case r.Value == "pass":
			foreign = true
		case r.Value == "fail" && (from == "" || from == a.from):
			fail = true
		}
	}
	return pass, fail, foreign, several
}

// dkim sums up the signatures. Alignment is DMARC's relaxed one: the same
// organisational domain (RFC 7489 section 3.1.1).
func (a *authVerdict) dkim(ar AuthResults) (pass, fail, foreign bool) {
	for _, r := range ar.Results {
		if r.Method != "dkim" {
			continue
		}
		d := strings.TrimSuffix(strings.ToLower(r.Prop("header", "d")), ".")
		if i := r.Prop("header", "i"); i != "" {
			id := domainOf(i)
			if d == "" {
				d = id
			} else if id != d && !strings.HasSuffix(id, "."+d) {
				continue // RFC 6376 section 3.5: i= must lie within d=
			}
		}
		aligned := d != "" && sameOrganisation(d, a.from)
		switch {
		case r.Value == "pass" && aligned:
			pass = true
		case r.Value == "pass":
			foreign = true
		case (r.Value == "fail" || r.Value == "permerror") && aligned:
			fail = fail || r.Value == "fail"
		}
	}
	return pass, fail, foreign
}

func sameOrganisation(a, b string) bool {
	if a == b {
		// A public suffix itself signs for nobody below it, but may for itself.
		return true
	}
	oa, err1 := publicsuffix.EffectiveTLDPlusOne(a)
	ob, err2 := publicsuffix.EffectiveTLDPlusOne(b)
	return err1 == nil && err2 == nil && oa == ob
}

// claimsOther says whether the shown name contains an address that is not the
// mailbox's own.
func claimsOther(m Mailbox) bool {
	at := strings.IndexByte(m.Name, '@')
	return at > 0 && at < len(m.Name)-1 && m.Name[at-1] != ' ' && !strings.Contains(strings.ToLower(m.Name), strings.ToLower(m.Address))
}

func senderDetail(r SenderReason, domain string) string {
	switch r {
	case SenderDMARCPass:
		return "DMARC passed for " + domain + "."
	case SenderDKIMPass:
		return "A DKIM signature of " + domain + " passed; the domain has no DMARC result."
	case SenderDMARCFail:
		return "DMARC failed for " + domain + ": the mail may be forged."
	case SenderDKIMFail:
		return "The DKIM signature of " + domain + " failed: the mail may be forged."
	case SenderNoAuthServID:
		return "No authserv-id is configured, so no authentication result is believed."
	case SenderNotAligned:
		return "What passed was another domain than " + domain + "."
	case SenderBadResult:
		return "Our server's authentication result cannot be read."
	case SenderConflict:
		return "Our server's authentication results contradict each other."
	}
	return "Our server wrote no authentication result for " + domain + "."
}
