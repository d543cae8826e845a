package message

import (
	"strings"
	"testing"
	"time"
)

// m365 is the header of a mail in a Microsoft 365 mailbox: above, what its servers wrote;
// %IN% stands for what the mail brought along, %AR% for its own result.
const m365 = `Received: from DB9PR01MB0002.eurprd01.prod.outlook.com (2603:10a6::2)
 by AM9PR01MB0001.eurprd01.prod.outlook.com with HTTPS; Thu, 26 Nov 2026 08:00:03 +0000
Received: from DB5EUR01FT003.eop-EUR01.prod.protection.outlook.com (2603:10a6::3)
 by DB9PR01CA0004.outlook.office365.com (2603:10a6::4) with Microsoft SMTP Server; Thu, 26 Nov 2026 08:00:02 +0000
%AR%Received-SPF: Pass (protection.outlook.com: domain of mail.example designates 192.0.2.1 as permitted sender)
Received: from %HELO% (192.0.2.1) by DB5EUR01FT003.mail.protection.outlook.com (10.152.4.1)
 with Microsoft SMTP Server; Thu, 26 Nov 2026 08:00:01 +0000
%IN%From: Jo <jo@mail.example>
To: support@shop.example
Subject: x
Content-Type: text/plain

x
`

const (
	m365Pass = "Authentication-Results: spf=pass (sender IP is 192.0.2.1)\n smtp.mailfrom=mail.example; dkim=pass (signature was verified)\n header.d=mail.example;dmarc=pass action=none\n header.from=mail.example;compauth=pass reason=100\n"
	m365Fail = "Authentication-Results: spf=fail (sender IP is 192.0.2.1) smtp.mailfrom=mail.example; shop.example; dkim=none (message not signed) header.d=none;shop.example; dmarc=fail action=oreject header.from=mail.example;compauth=fail reason=000\n"
	m365None = "Authentication-Results: spf=none (sender IP is 192.0.2.1) smtp.mailfrom=other.example; dkim=none (message not signed) header.d=none;dmarc=none action=none header.from=mail.example;compauth=fail reason=001\n"
)

func TestNamelessResults(t *testing.T) {
	t.Parallel()
	hosts := []string{".prod.outlook.com", ".prod.protection.outlook.com", ".mail.protection.outlook.com", ".outlook.office365.com"}
	forgedHop := "Received: from evil.example by DB5EUR01FT003.mail.protection.outlook.com; Thu, 26 Nov 2026 07:59:00 +0000\n"
	for _, c := range []struct {
		name, ar, in, helo string
		own                []string
		want               Verification
		reason             SenderReason
	}{
		{"pass", m365Pass, "", "mx.mail.example", hosts, Verified, SenderDMARCPass},
		{"fail, with the recipient's domain between", m365Fail, "", "mx.mail.example", hosts, Failed, SenderDMARCFail},
		{"nothing to say", m365None, "", "mx.mail.example", hosts, Unverified, SenderNoResult},
		{"forged below a fail", m365Fail, m365Pass, "mx.mail.example", hosts, Failed, SenderDMARCFail},
		{"forged below none", m365None, m365Pass, "mx.mail.example", hosts, Unverified, SenderNoResult},
		{"forged, the server wrote nothing", "", m365Pass, "mx.mail.example", hosts, Unverified, SenderNoResult},
		{"forged with a hop of its own above", "", m365Pass + forgedHop, "mx.mail.example", hosts, Unverified, SenderNoResult},
		{"forged behind a greeting by our name", m365None, m365Pass + forgedHop, "x.eurprd01.prod.outlook.com", hosts, Unverified, SenderNoResult},
		{"our servers not named", m365Pass, "", "mx.mail.example", nil, Unverified, SenderNoResult},
		{"a name stands in front", strings.Replace(m365Pass, "spf=pass", "mx.shop.example; spf=pass", 1), "", "mx.mail.example", hosts, Unverified, SenderBadResult},
		{"broken, a good one below", "Authentication-Results: spf=pass (open\n" + m365Pass, "", "mx.mail.example", hosts, Unverified, SenderBadResult},
		{"hidden in a local part", "Authentication-Results: spf=none smtp.mailfrom=\"a; dmarc=pass header.from=mail.example\"@x.example; dmarc=none action=none header.from=mail.example\n", "", "mx.mail.example", hosts, Unverified, SenderNoResult},
		{"two results of one method", "Authentication-Results: dmarc=none header.from=mail.example; dmarc=pass header.from=mail.example\n", "", "mx.mail.example", hosts, Unverified, SenderConflict},
		{"another tenant's servers", m365None, "Received: from A.eurprd02.prod.outlook.com by B.eurprd02.prod.outlook.com; Thu, 26 Nov 2026 07:00:00 +0000\n" + m365Pass, "EUR05-obe.outbound.protection.outlook.com", hosts, Unverified, SenderNoResult},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			raw := strings.NewReplacer("%AR%", c.ar, "%IN%", c.in, "%HELO%", c.helo).Replace(m365)
			m, err := Parse([]byte(strings.ReplaceAll(raw, "\n", "\r\n")), time.Now(), Options{AuthServID: AuthServIDNone, OwnReceivedBy: c.own})
			if err != nil {
				t.Fatal(err)
			}
			if m.Sender.Verified != c.want || m.Sender.Reason != c.reason {
				t.Errorf("%s, %s", m.Sender.Verified, m.Sender.Reason)
			}
		})
	}
}

// FuzzNameless: nothing inside a quoted value becomes a result.
func FuzzNameless(f *testing.F) {
	for _, s := range []string{"spf=pass (x) smtp.mailfrom=a.example; b.example; dmarc=pass header.from=c.example;", "a.example; spf=pass", "", ";", "spf=pass;;", `x="`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		ar, err := parseNameless(s)
		if (err != nil) != (len(ar.Results) == 0) {
			t.Errorf("%q: %+v, %v", s, ar, err)
		}
		quoted := strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s)
		hostile, err := parseNameless(`spf=none smtp.mailfrom="` + quoted + `"; dmarc=none`)
		if err == nil && (len(hostile.Results) != 2 || hostile.Results[1].Value != "none") {
			t.Errorf("%q escaped its quotes: %+v", s, hostile)
		}
	})
}
