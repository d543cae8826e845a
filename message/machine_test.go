package message

import (
	"strings"
	"testing"
)

func TestMachine(t *testing.T) {
	t.Parallel()
	const to = "To: support@shop.example\n"
	for name, tc := range map[string]struct {
		head, body string
		kind       Kind
		reason     Reason
		quiet      Reason // NoAutoReplyReason
	}{
		"person":                  {fromAnn + to, "It broke.", KindNone, ReasonNone, ReasonNone},
		"auto-submitted no":       {fromAnn + to + "Auto-Submitted: no\n", "It broke.", KindNone, ReasonNone, ReasonNone},
		"auto-replied":            {fromAnn + to + "Auto-Submitted: auto-replied (vacation)\n", "Away.", KindAutoReply, ReasonAutoSubmitted, ReasonAutoSubmitted},
		"auto-generated":          {fromAnn + to + "Auto-submitted: auto-generated; x=y\n", "Ticket.", KindAutoReply, ReasonAutoSubmitted, ReasonAutoSubmitted},
		"null return path":        {"Return-Path: <>\n" + fromAnn + to, "Hm.", KindAutoReply, ReasonNullReturnPath, ReasonNullReturnPath},
		"daemon":                  {"From: Mail <MAILER-DAEMON@b.example>\n" + to, "Hm.", KindBounce, ReasonMailerDaemon, ReasonMailerDaemon},
		"postmaster":              {"From: postmaster@b.example\n" + to, "Hm.", KindBounce, ReasonPostmaster, ReasonPostmaster},
		"postmaster in a name":    {"From: Postmaster Pat <pat@b.example>\n" + to, "It broke.", KindNone, ReasonNone, ReasonNone},
		"failed recipients":       {"From: mailer-daemon@b.example\nX-Failed-Recipients: c@d.example\n" + to, "Hm.", KindBounce, ReasonFailedRecipient, ReasonFailedRecipient},
		"own id":                  {"Message-ID: <a@msg.shop.example>\n" + fromAnn + to, "Hm.", KindOwn, ReasonOwnMessageID, ReasonOwnMessageID},
		"own loop mark":           {"X-Loop: desk-77\n" + fromAnn + to, "Hm.", KindOwn, ReasonLoopToken, ReasonLoopToken},
		"other loop mark":         {"X-Loop: other\n" + fromAnn + to, "Hm.", KindNone, ReasonNone, ReasonNone},
		"own id only referred to": {"In-Reply-To: <a@msg.shop.example>\n" + fromAnn + to, "Hm.", KindNone, ReasonNone, ReasonNone},
		"list":                    {fromAnn + to + "List-Help: <mailto:x@y.example>\n", "It broke.", KindNone, ReasonNone, ReasonListHeader},
		"precedence list":         {fromAnn + to + "Precedence: list\n", "It broke.", KindNone, ReasonNone, ReasonPrecedence},
		"precedence junk":         {fromAnn + to + "Precedence: Junk\n", "It broke.", KindNone, ReasonNone, ReasonPrecedence},
		"precedence first":        {fromAnn + to + "Precedence: first-class\n", "It broke.", KindNone, ReasonNone, ReasonNone},
		"suppress oof":            {fromAnn + to + "X-Auto-Response-Suppress: DR, OOF, AutoReply\n", "It broke.", KindNone, ReasonNone, ReasonSuppress},
		"suppress receipts only":  {fromAnn + to + "X-Auto-Response-Suppress: DR, RN, NRN\n", "It broke.", KindNone, ReasonNone, ReasonNone},
		"alias":                   {fromAnn + "To: help@shop.example\n", "It broke.", KindNone, ReasonNone, ReasonAlias},
		"alias and own":           {fromAnn + "To: help@shop.example\nCc: Support@Shop.example\n", "It broke.", KindNone, ReasonNone, ReasonNone},
		"bcc":                     {fromAnn + "To: undisclosed-recipients:;\n", "It broke.", KindNone, ReasonNone, ReasonBcc},

		"absence en":              {fromAnn + to + "Subject: Out of Office: Re: your parcel\n", "I am on vacation until Monday.", KindAutoReply, ReasonAbsenceText, ReasonAbsenceText},
		"absence nl":              {fromAnn + to + "Subject: Automatisch antwoord: pakket\n", "Ik ben afwezig tot maandag.", KindAutoReply, ReasonAbsenceText, ReasonAbsenceText},
		"absence it":              {fromAnn + to + "Subject: Risposta automatica: pacco\n", "Sono in ferie fino a lunedì.", KindAutoReply, ReasonAbsenceText, ReasonAbsenceText},
		"absence, body disagrees": {fromAnn + to + "Subject: Automatic reply: parcel\n", "The lamp is broken, please help me.", KindNone, ReasonNone, ReasonNone},
		"absence, asks":           {fromAnn + to + "Subject: Automatic reply: parcel\n", "I was on vacation. Where is my lamp?", KindNone, ReasonNone, ReasonNone},
		"absence, names an order": {fromAnn + to + "Subject: Automatic reply: parcel\n", "I was on vacation when HW-20417 came and it is broken.", KindNone, ReasonNone, ReasonNone},
		"absence in the body":     {fromAnn + to + "Subject: parcel\n", "I am out of the office until Monday, send it later.", KindNone, ReasonNone, ReasonNone},
		"reply to an absence":     {fromAnn + to + "Subject: Re: Automatic reply: parcel\n", "You are out of the office but my lamp is broken.", KindNone, ReasonNone, ReasonNone},

		"newsletter": {fromAnn + to + "List-Unsubscribe: <https://x.example>\nFeedback-ID: 1\n", "Cheap shelves. Unsubscribe here.", KindNewsletter, ReasonBulkNewsletter, ReasonListHeader},
		"newsletter that answers": {fromAnn + to + "In-Reply-To: <q@z.example>\nList-Unsubscribe: <https://x.example>\nFeedback-ID: 1\n", "Cheap shelves. Unsubscribe here.",
			KindNone, ReasonNone, ReasonListHeader},
		"newsletter with an order":        {fromAnn + to + "List-Unsubscribe: <https://x.example>\nFeedback-ID: 1\n", "About order 20417: broken. To unsubscribe click.", KindNone, ReasonNone, ReasonListHeader},
		"discussion list":                 {fromAnn + to + "List-Unsubscribe: <https://x.example>\nList-Post: <mailto:x@y.example>\nPrecedence: bulk\n", "It broke.\n\nTo unsubscribe write to us.", KindNone, ReasonNone, ReasonListHeader},
		"our group":                       {fromAnn + to + "List-Unsubscribe: <https://x.example>\nList-Id: Team <team.groups.example>\nPrecedence: bulk\n", "It broke.\n\nTo unsubscribe write to us.", KindNone, ReasonNone, ReasonListHeader},
		"signature that says unsubscribe": {fromAnn + to, "It broke.\n\nUnsubscribe", KindNone, ReasonNone, ReasonNone},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			opt := shopOptions()
			opt.LoopToken = "desk-77"
			m, err := Parse([]byte(tc.head+"Content-Type: text/plain; charset=utf-8\n\n"+tc.body+"\n"), internalDate, opt)
			if err != nil {
				t.Fatal(err)
			}
			v := m.Machine
			if v.Kind != tc.kind || v.Reason != tc.reason || v.NoAutoReplyReason != tc.quiet || v.NoAutoReply != (tc.quiet != ReasonNone) {
				t.Errorf("got %+v", v)
			}
			if v.Suppressed() != (tc.kind != KindNone) || v.Suppressed() && v.Detail == "" {
				t.Errorf("suppressed %v, %q", v.Suppressed(), v.Detail)
			}
		})
	}
}

// TestReportInsideAMail: a customer who attaches a bounce is a customer.
func TestReportInsideAMail(t *testing.T) {
	t.Parallel()
	const head = fromAnn + "To: support@shop.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nLook what I got back.\n--b\n"
	whole := head + "Content-Type: message/rfc822\n\n" +
		"From: mailer-daemon@x.example\nReturn-Path: <>\nAuto-Submitted: auto-replied\nContent-Type: multipart/report; report-type=delivery-status; boundary=c\n\n--c\n\nNo.\n--c\nContent-Type: message/delivery-status\n\nAction: failed\n--c--\n--b--\n"
	part := head + "Content-Type: message/delivery-status\n\nAction: failed\nFinal-Recipient: rfc822; ann@mail.example\n--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <a@msg.shop.example>\n--b--\n"
	for _, raw := range []string{whole, part} {
		m, err := Parse([]byte(raw), internalDate, shopOptions())
		if err != nil {
			t.Fatal(err)
		}
		if m.Machine.Kind != KindNone || m.Machine.OriginalMessageID != "" || m.Machine.Report != nil {
			t.Errorf("taken for a machine: %+v", m.Machine)
		}
	}
}

func TestReadStatusPrefersTheFailedRecipient(t *testing.T) {
	t.Parallel()
	r := readStatus([]byte("Reporting-MTA: dns; x\n\nFinal-Recipient: rfc822; a@b.example\nAction: relayed\nStatus: 2.0.0\n\nOriginal-Recipient: rfc822;c@d.example\nAction: failed\nStatus: 5.2.2 (full)\nDiagnostic-Code: smtp; 552 mailbox full\n"))
	want := Report{Action: "failed", Status: "5.2.2", Recipient: "c@d.example", Diagnostic: "552 mailbox full"}
	if r != want {
		t.Errorf("got %+v", r)
	}
}

func TestSuspicious(t *testing.T) {
	t.Parallel()
	zip := []Attachment{{Name: "bill.zip", ContentType: "application/zip"}}
	threat := "Your account will be suspended unless you pay the overdue sum. See the attached file."
	for name, tc := range map[string]struct {
		m    Message
		want bool
	}{
		"phishing":                  {Message{Subject: "Unpaid bill", NewText: threat, Attachments: zip}, true},
		"german":                    {Message{Subject: "Letzte Mahnung", NewText: "Ihr Postfach wird gesperrt. Öffnen Sie sofort den Anhang.", Attachments: zip}, true},
		"french":                    {Message{Subject: "Facture", NewText: "Votre compte sera suspendu sous 24 heures. Ouvrez le fichier joint.", Attachments: zip}, true},
		"link":                      {Message{Subject: "x", NewText: "Your mailbox will be deactivated within 24 hours, click here", Links: []string{"https://x.example/"}}, true},
		"nothing to open":           {Message{Subject: "Unpaid bill", NewText: threat}, false},
		"names an order":            {Message{Subject: "Unpaid bill HW-20417", NewText: threat, Attachments: zip}, false},
		"answers us":                {Message{InReplyTo: []string{"a@msg.shop.example"}, NewText: threat, Attachments: zip}, false},
		"has a photo":               {Message{NewText: threat, Attachments: append([]Attachment{{Name: "a.jpg", ContentType: "image/jpeg"}}, zip...)}, false},
		"angry customer":            {Message{NewText: "My invoice is overdue you say? I paid! The receipt is in the attached file. Answer immediately.", Attachments: zip}, false},
		"customer asks for account": {Message{NewText: "I cannot log in, my account is blocked. Please look immediately.", Links: []string{"https://shop.example/login"}}, false},
		"invoice number":            {Message{Subject: "INV 20417", NewText: threat, Attachments: zip}, true},
		"wrapped over lines":        {Message{Subject: "Unpaid bill", NewText: "Your\naccount will be suspended\nwithin\n24 hours. See the\nattached file.", Attachments: zip}, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			v := Suspicious(&tc.m, shopOptions())
			if v.Suspicious != tc.want || v.Suspicious != (v.Detail != "") {
				t.Errorf("got %+v", v)
			}
		})
	}
}

func TestLooksLikeOrder(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]bool{
		"HW-10512": true, "hello HW10512.": true, "#10512": true, "HW 10512": true, "order 512": true, "Order no. 10512": true,
		"meine Bestellung Nr. 10512": true, "commande n° 10512": true, "pedido 20417": true,
		"INV 10512": false, "in 2026": false, "call 555 0100": false, "24 hours": false, "": false, "10512": false, "order": false,
		"12 March 2026": false, "ISO 27001": false, strings.Repeat("9", 40): false,
	} {
		if got := looksLikeOrder(s); got != want {
			t.Errorf("%q: %v", s, got)
		}
	}
}
