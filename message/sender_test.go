package message

import (
	"strings"
	"testing"
	"time"
)

func TestParseAuthResults(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		in   string
		want string // "id | method=value{props} ..."; "" for malformed
	}{
		"gmail": {`mx.google.example; dkim=pass header.i=@mail.example header.s=s1 header.b="ab+/c="; spf=pass (mx.google.example: domain of ann@mail.example designates 192.0.2.7 as permitted sender) smtp.mailfrom=ann@mail.example; dmarc=pass (p=NONE sp=QUARANTINE dis=NONE) header.from=mail.example`,
			"mx.google.example | dkim=pass{header.i=@mail.example header.s=s1 header.b=ab+/c=} spf=pass{smtp.mailfrom=ann@mail.example} dmarc=pass{header.from=mail.example}"},
		"fastmail": {`mx.fm.example; arc=none (no signatures found); dkim=pass (2048-bit rsa key sha256) header.d=mail.example header.b=Ab/= x-bits=2048; iprev=pass smtp.remote-ip=192.0.2.7 (out.mail.example); x-ptr=fail smtp.helo=out smtp.ptr=; x-vs=clean score=-100 state=0`,
			"mx.fm.example | arc=none{} dkim=pass{header.d=mail.example header.b=Ab/=} iprev=pass{smtp.remote-ip=192.0.2.7} x-ptr=fail{smtp.helo=out smtp.ptr=} x-vs=clean{}"},
		"none":              {"in.shop.example 1; none", "in.shop.example | "},
		"version":           {"in.shop.example 1 ; dkim/1 = pass header.d = mail.example", "in.shop.example | dkim=pass{header.d=mail.example}"},
		"id alone":          {"in.shop.example", "in.shop.example | "},
		"quoted id":         {`"in.shop.example"; spf=none`, "in.shop.example | spf=none{}"},
		"null sender":       {"a.example; spf=none smtp.mailfrom=<>", "a.example | spf=none{smtp.mailfrom=<>}"},
		"reason":            {`a.example; dkim=fail reason="bad; dmarc=pass" header.d=b.example`, "a.example | dkim=fail{header.d=b.example}"},
		"nested comment":    {`a.example (x (y \) z)) ; spf=pass`, "a.example | spf=pass{}"},
		"folded":            {"a.example;\r\n\tspf=pass\r\n smtp.mailfrom=b.example", "a.example | spf=pass{smtp.mailfrom=b.example}"},
		"quoted local part": {`a.example; spf=pass smtp.mailfrom="x; dmarc=pass header.from=b.example"@c.example`, "a.example | spf=pass{smtp.mailfrom=x; dmarc=pass header.from=b.example@c.example}"},
		"quote in comment":  {`a.example; spf=pass (domain of "x) ; dmarc=pass header.from=b.example ("@c.example) smtp.mailfrom=c.example`, ""},
		"open quote":        {`a.example; spf=pass smtp.mailfrom="x; dmarc=pass`, ""},
		"open comment":      {`a.example; (spf=pass; dmarc=pass`, ""},
		"no semicolon":      {"a.example spf=pass", ""},
		"no result":         {"a.example; spf", ""},
		"words":             {"a.example; spf=pass and more words", ""},
		"empty":             {"", ""},
		"no id":             {"; dmarc=pass", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ar, err := ParseAuthResults(tc.in)
			got := ""
			if err == nil {
				var rs []string
				for _, r := range ar.Results {
					var ps []string
					for _, p := range r.Props {
						ps = append(ps, p.Type+"."+p.Name+"="+p.Value)
					}
					rs = append(rs, r.Method+"="+r.Value+"{"+strings.Join(ps, " ")+"}")
				}
				got = ar.AuthServID + " | " + strings.Join(rs, " ")
			}
			if got != tc.want {
				t.Errorf("got  %q\nwant %q (%v)", got, tc.want, err)
			}
		})
	}
}

const (
	ownHop     = "Received: from out.mail.example (out [192.0.2.7]) by in.shop.example with ESMTPS id 1; Tue, 17 Mar 2026 09:01:00 +0100\n"
	foreignHop = "Received: from pc by out.mail.example; Tue, 17 Mar 2026 09:00:00 +0100\n"
	fromAnn    = "From: Ann <ann@mail.example>\n"
	resultPass = "Authentication-Results: in.shop.example; dmarc=pass header.from=mail.example\n"
)

func ar(s string) string { return "Authentication-Results: in.shop.example; " + s + "\n" }

func TestSender(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		head   string
		mend   func(*Options)
		want   Verification
		reason SenderReason
	}{
		"dmarc pass above":            {resultPass + ownHop + fromAnn, nil, Verified, SenderDMARCPass},
		"dmarc pass right below":      {ownHop + resultPass + foreignHop + fromAnn, nil, Verified, SenderDMARCPass},
		"below spf":                   {ownHop + "Received-SPF: pass\n" + resultPass + fromAnn, nil, Verified, SenderDMARCPass},
		"below a foreign hop":         {ownHop + foreignHop + resultPass + fromAnn, nil, Unverified, SenderNoResult},
		"below a sender's field":      {ownHop + fromAnn + resultPass, nil, Unverified, SenderNoResult},
		"above a foreign hop alone":   {resultPass + foreignHop + fromAnn, nil, Verified, SenderDMARCPass},
		"under a foreign hop alone":   {foreignHop + resultPass + fromAnn, nil, Unverified, SenderNoResult},
		"forged under ours":           {ar("dmarc=fail header.from=mail.example") + ownHop + resultPass + fromAnn, nil, Failed, SenderDMARCFail},
		"other id":                    {strings.ReplaceAll(resultPass, "in.shop", "in.evil") + ownHop + fromAnn, nil, Unverified, SenderNoResult},
		"id case":                     {strings.ReplaceAll(resultPass, "in.shop", "IN.Shop") + ownHop + fromAnn, nil, Verified, SenderDMARCPass},
		"id prefix":                   {strings.ReplaceAll(resultPass, "shop.example;", "shop.example.evil;") + ownHop + fromAnn, nil, Unverified, SenderNoResult},
		"none configured":             {resultPass + ownHop + fromAnn, func(o *Options) { o.AuthServID = "" }, Unverified, SenderNoAuthServID},
		"pass for another domain":     {ar("dmarc=pass header.from=other.example") + ownHop + fromAnn, nil, Unverified, SenderNotAligned},
		"pass for a parent domain":    {ar("dmarc=pass header.from=example") + ownHop + fromAnn, nil, Unverified, SenderNotAligned},
		"pass without a domain":       {ar("dmarc=pass") + ownHop + fromAnn, nil, Unverified, SenderNotAligned},
		"case of domains":             {ar("dmarc=pass header.from=MAIL.example") + ownHop + "From: a@Mail.Example\n", nil, Verified, SenderDMARCPass},
		"dmarc fail beats dkim":       {ar("dkim=pass header.d=mail.example; dmarc=fail header.from=mail.example") + ownHop + fromAnn, nil, Failed, SenderDMARCFail},
		"two dmarc results":           {ar("dmarc=pass header.from=mail.example; dmarc=none header.from=mail.example") + ownHop + fromAnn, nil, Unverified, SenderConflict},
		"dkim without dmarc":          {ar("dkim=pass header.d=mail.example") + ownHop + fromAnn, nil, Verified, SenderDKIMPass},
		"dkim by identity":            {ar("dkim=pass header.i=@mail.example") + ownHop + fromAnn, nil, Verified, SenderDKIMPass},
		"dkim with dmarc none":        {ar("dmarc=none header.from=mail.example; dkim=pass header.d=mail.example") + ownHop + fromAnn, nil, Verified, SenderDKIMPass},
		"dkim of a subdomain":         {ar("dkim=pass header.d=news.mail.example") + ownHop + fromAnn, nil, Verified, SenderDKIMPass},
		"dkim of another":             {ar("dkim=pass header.d=sendgrid.example") + ownHop + fromAnn, nil, Unverified, SenderNotAligned},
		"dkim of a public suffix":     {ar("dkim=pass header.d=co.uk") + ownHop + "From: a@shop.co.uk\n", nil, Unverified, SenderNotAligned},
		"neighbours on a suffix":      {ar("dkim=pass header.d=evil.co.uk") + ownHop + "From: a@shop.co.uk\n", nil, Unverified, SenderNotAligned},
		"dkim identity elsewhere":     {ar("dkim=pass header.i=@evil.example header.d=mail.example") + ownHop + fromAnn, nil, Unverified, SenderNoResult},
		"dkim fail":                   {ar("dkim=fail header.d=mail.example") + ownHop + fromAnn, nil, Failed, SenderDKIMFail},
		"dkim one of two passes":      {ar("dkim=fail header.d=mail.example; dkim=pass header.d=mail.example") + ownHop + fromAnn, nil, Verified, SenderDKIMPass},
		"dkim fail of a list":         {ar("dkim=fail header.d=list.other") + ownHop + fromAnn, nil, Unverified, SenderNoResult},
		"dkim neutral":                {ar("dkim=neutral header.d=mail.example") + ownHop + fromAnn, nil, Unverified, SenderNoResult},
		"spf alone":                   {ar("spf=pass smtp.mailfrom=ann@mail.example") + ownHop + fromAnn, nil, Unverified, SenderNoResult},
		"malformed":                   {ar(`dmarc=pass header.from=mail.example; spf=pass "`) + ownHop + fromAnn, nil, Unverified, SenderBadResult},
		"malformed on top of a pass":  {ar(`dmarc=fail (`) + resultPass + ownHop + fromAnn, nil, Unverified, SenderBadResult},
		"no from":                     {resultPass + ownHop + "Subject: x\n", nil, Unverified, SenderMissing},
		"two from fields":             {resultPass + ownHop + fromAnn + "From: b@evil.example\n", nil, Unverified, SenderAmbiguous},
		"two mailboxes":               {resultPass + ownHop + "From: ann@mail.example, b@evil.example\n", nil, Unverified, SenderAmbiguous},
		"two addresses behind a name": {resultPass + ownHop + "From: A <ann@mail.example> <b@evil.example>\n", nil, Unverified, SenderAmbiguous},
		"group":                       {resultPass + ownHop + "From: team: ann@mail.example;\n", nil, Unverified, SenderAmbiguous},
		"address in quotes as name":   {resultPass + ownHop + "From: \"boss@shop.example\" <ann@mail.example>\n", nil, Verified, SenderDMARCPass},
		"comment":                     {resultPass + ownHop + "From: ann@mail.example (Ann)\n", nil, Verified, SenderDMARCPass},
		"configured suffix":           {ownHop + resultPass + fromAnn, func(o *Options) { o.OwnReceivedBy = []string{".shop.example"} }, Verified, SenderDMARCPass},
		"hops not configured":         {ownHop + resultPass + fromAnn, func(o *Options) { o.OwnReceivedBy = nil }, Verified, SenderDMARCPass},
		"internal pickup above": {"Received: by 2002:a05::1 with SMTP id x; Tue, 17 Mar 2026 09:02:00 +0100\nX-Received: by y\n" + ownHop + resultPass + fromAnn,
			nil, Verified, SenderDMARCPass},
		"local delivery above": {"Received: from in.shop.example by in.shop.example with LMTP; Tue, 17 Mar 2026 09:02:00 +0100\n" + ownHop + resultPass + fromAnn,
			func(o *Options) { o.OwnReceivedBy = nil }, Verified, SenderDMARCPass},
		"below a foreign hop, hops not configured": {ownHop + foreignHop + resultPass + fromAnn, func(o *Options) { o.OwnReceivedBy = nil }, Unverified, SenderNoResult},
		"no hop at all": {resultPass + fromAnn, nil, Verified, SenderDMARCPass},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			opt := shopOptions()
			if tc.mend != nil {
				tc.mend(&opt)
			}
			m, err := Parse([]byte(tc.head+"\nhello\n"), internalDate, opt)
			if err != nil {
				t.Fatal(err)
			}
			if m.Sender.Verified != tc.want || m.Sender.Reason != tc.reason || m.Sender.Detail == "" {
				t.Errorf("got %+v, want %s by %s", m.Sender, tc.want, tc.reason)
			}
		})
	}
}

func TestShownNameWithAnotherAddress(t *testing.T) {
	t.Parallel()
	m, err := Parse([]byte(resultPass+ownHop+"From: \"boss@shop.example\" <ann@mail.example>\n\nx\n"), internalDate, shopOptions())
	if err != nil {
		t.Fatal(err)
	}
	if m.Sender.Address != "ann@mail.example" || len(m.Problems) != 1 || m.Problems[0].Code != ProblemAddress {
		t.Errorf("sender %+v, problems %+v", m.Sender, m.Problems)
	}
}

func TestContactForm(t *testing.T) {
	t.Parallel()
	form := "From: Shop <form@shop.example>\nAuto-Submitted: auto-generated\nList-Id: <forms>\n"
	login := ar("auth=pass smtp.auth=form@shop.example") + ownHop
	for name, tc := range map[string]struct {
		head, address string
		form          bool
	}{
		"logged in":        {login + form + "Reply-To: Bo <bo@else.example>\n", "bo@else.example", true},
		"dmarc":            {ar("dmarc=pass header.from=shop.example") + ownHop + form + "Reply-To: bo@else.example\n", "bo@else.example", true},
		"no login":         {ownHop + form + "Reply-To: bo@else.example\n", "form@shop.example", false},
		"forged":           {ar("dmarc=fail header.from=shop.example") + ownHop + form + "Reply-To: bo@else.example\n", "form@shop.example", false},
		"login of another": {ar("auth=pass smtp.auth=bo@else.example") + ownHop + form + "Reply-To: bo@else.example\n", "form@shop.example", false},
		"no reply-to":      {login + form, "form@shop.example", false},
		"two reply-tos":    {login + form + "Reply-To: a@b.example, c@d.example\n", "form@shop.example", false},
		"no form of ours":  {strings.ReplaceAll(login+form, "form@", "info@") + "Reply-To: bo@else.example\n", "info@shop.example", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m, err := Parse([]byte(tc.head+"Subject: lamp\n\nIt broke.\n"), internalDate, shopOptions())
			if err != nil {
				t.Fatal(err)
			}
			if m.Sender.Address != tc.address || m.Sender.ContactForm != tc.form {
				t.Errorf("sender %+v", m.Sender)
			}
			if tc.form && (m.Sender.Verified != Unverified || m.Machine.Kind != KindNone || !m.Machine.NoAutoReply) {
				t.Errorf("a customer who writes by form: %+v %+v", m.Sender, m.Machine)
			}
		})
	}
}

func TestReceivedAt(t *testing.T) {
	t.Parallel()
	at := func(h int) time.Time { return time.Date(2026, 3, 17, h, 0, 0, 0, time.UTC) }
	hop := func(by string, h int) string {
		return "Received: from x.mail.example by " + by + " (Postfix); " + at(h).Format(time.RFC1123Z) + "\n"
	}
	for name, tc := range map[string]struct {
		head     string
		internal time.Time
		own      []string
		want     time.Time
	}{
		"received earlier":        {hop("in.shop.example", 9), at(12), []string{"in.shop.example"}, at(9)},
		"internaldate earlier":    {hop("in.shop.example", 14), at(12), []string{"in.shop.example"}, at(12)},
		"date never counts":       {"Date: Mon, 2 Mar 2026 08:00:00 +0000\n", at(12), nil, at(12)},
		"no internaldate":         {hop("in.shop.example", 9), time.Time{}, []string{"in.shop.example"}, at(9)},
		"nobody knows":            {"Date: Mon, 2 Mar 2026 08:00:00 +0000\n", time.Time{}, nil, time.Time{}},
		"forged below":            {hop("in.shop.example", 11) + hop("in.shop.example", 1), at(12), []string{"in.shop.example"}, at(11)},
		"foreign on top":          {hop("relay.example", 1), at(12), []string{"in.shop.example"}, at(12)},
		"foreign then ours":       {hop("relay.example", 11) + hop("in.shop.example", 1), at(12), []string{"in.shop.example"}, at(12)},
		"only the topmost counts": {"Received: from in.shop.example by in.shop.example; Tue, 17 Mar 2026 14:00:00 +0000\n" + hop("in.shop.example", 1), at(12), []string{"in.shop.example"}, at(12)},
		"topmost if unnamed":      {hop("relay.example", 11) + hop("other.example", 1), at(12), nil, at(11)},
		"unreadable date":         {"Received: from x by in.shop.example; yesterday\n", at(12), nil, at(12)},
		"by inside a comment":     {"Received: from x (by in.shop.example) by evil.example; " + at(1).Format(time.RFC1123Z) + "\n", at(12), []string{"in.shop.example"}, at(12)},
		"date behind a comment":   {"Received: from x by in.shop.example; Tue, 17 Mar 2026 09:00:00 +0000 (UTC)\n", at(12), nil, at(9)},
		"year that cannot be so":  {"Received: from x by in.shop.example; Thu, 1 Jan 1970 00:00:00 +0000\n", at(12), nil, at(12)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m, err := Parse([]byte(tc.head+"From: a@b.example\n\nx\n"), tc.internal, Options{OwnReceivedBy: tc.own})
			if err != nil {
				t.Fatal(err)
			}
			if !m.ReceivedAt.Equal(tc.want) {
				t.Errorf("received at %s, want %s", m.ReceivedAt, tc.want)
			}
		})
	}
}
