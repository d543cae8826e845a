package message

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// BenchmarkParse reads mails of about 3 KB as they come: text, both forms, a
// long thread, and a photo.
func BenchmarkParse(b *testing.B) {
	filler := func(n int) string {
		var sb strings.Builder
		for i := 0; sb.Len() < n; i++ {
			fmt.Fprintf(&sb, "Line %d of a letter that tells how the keyboard behaved after dinner.\n", i)
		}
		return sb.String()
	}
	head := "Return-Path: <ann@mail.example>\nReceived: from out.mail.example (out [192.0.2.7]) by in.shop.example (Postfix) with ESMTPS id 1; Tue, 17 Mar 2026 09:01:11 +0100\n" +
		"Authentication-Results: in.shop.example; dkim=pass header.d=mail.example; dmarc=pass (p=none) header.from=mail.example\n" +
		"From: Ann Meyer <ann@mail.example>\nTo: support@shop.example\nSubject: Re: =?UTF-8?Q?Ger=C3=A4t?= HW-20417\nMessage-ID: <b1@mail.example>\nIn-Reply-To: <q@msg.shop.example>\n" +
		"Date: Tue, 17 Mar 2026 09:01:05 +0100\nMIME-Version: 1.0\n"
	letter := filler(2000)
	quoted := "On Mon, Mar 16, 2026 at 10:22 AM Shop Support\n<support@shop.example> wrote:\n\n> " + strings.ReplaceAll(filler(1300), "\n", "\n> ")
	rich := "<html><body><div dir=\"ltr\"><p>" + strings.ReplaceAll(filler(900), "\n", "</p>\n<p style=\"margin:0;color:#222222\">") + "</p></div></body></html>"
	mails := map[string]string{
		"text":   head + "Content-Type: text/plain; charset=utf-8\n\n" + letter,
		"html":   head + "Content-Type: text/html; charset=utf-8\n\n" + rich + strings.Repeat("<div><br></div>\n", 20),
		"both":   head + "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n" + filler(900) + "\n--b\nContent-Type: text/html; charset=utf-8\n\n" + rich + "\n--b--\n",
		"thread": head + "Content-Type: text/plain; charset=utf-8\n\n" + filler(700) + "\n" + quoted,
	}
	if raw, err := os.ReadFile("testdata/corpus/outlook-web-en.eml"); err == nil {
		mails["outlook"] = string(raw)
	}
	opt := shopOptions()
	for _, name := range []string{"text", "html", "both", "thread", "outlook"} {
		raw := []byte(strings.ReplaceAll(mails[name], "\n", "\r\n"))
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(raw)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Parse(raw, internalDate, opt); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
