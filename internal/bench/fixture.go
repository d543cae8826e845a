package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"mime/quotedprintable"
	"strings"
	"time"
)

// fixture is a mailbox and the shop behind it: mails none of which are alike, of which
// most name an order that exists, and some answer an earlier one.
type fixture struct {
	mails  [][]byte
	orders []byte // orders.csv
	known  int    // mails that name an existing order of their sender
	thread int    // mails that answer an earlier mail
}

// matter is one kind of mail: subjects, what the customer says, and how the order stands.
type matter struct {
	subjects, openings, bodies []string
	stage                      string
}

// The share of each kind among the mails, and of replies, is what a made-to-order shop
// sees: mostly questions before shipping and claims after delivery.
const (
	replyShare    = 15 // percent of mails that answer an earlier one
	strangerShare = 14 // percent that name no order at all
	htmlShare     = 45 // percent that carry an HTML part
)

// makeFixture builds n mails and their orders, the same for the same seed.
func makeFixture(n int, seed uint64, now time.Time) (fixture, error) {
	r := rand.New(rand.NewPCG(seed, 0x5eed))
	var f fixture
	var sheet bytes.Buffer
	w := csv.NewWriter(&sheet)
	if err := w.Write(orderColumns()); err != nil {
		return f, err
	}
	type sent struct {
		id, subject, text string
		who               person
		number            string
		m                 matter
	}
	var earlier []sent
	for i := range n {
		at := now.Add(-time.Duration(n-i) * 3 * time.Second)
		id := fmt.Sprintf("%08x.%d@mail%d.example", r.Uint32(), i, r.IntN(40))
		if len(earlier) > 20 && r.IntN(100) < replyShare {
			old := earlier[r.IntN(len(earlier))]
			text := old.m.say(r) + "\n" + pick(r, afterthoughts) + "\n\nOn " + at.Format("Mon, 2 Jan 2006") + " " + old.who.name + " wrote:\n" + quote(old.text)
			f.mails = append(f.mails, render(r, old.who, id, old.id, "Re: "+old.subject, text, at))
			f.thread++
			if old.number != "" {
				f.known++
			}
			continue
		}
		who := somebody(r, i)
		m := matters[r.IntN(len(matters))]
		number := ""
		if r.IntN(100) >= strangerShare {
			number = fmt.Sprintf("HW-%05d", 20000+i)
			if err := writeOrder(w, r, number, who, m.stage, at); err != nil {
				return f, err
			}
			f.known++
		}
		subject := pick(r, m.subjects)
		if number != "" && r.IntN(3) > 0 {
			subject += " " + number
		}
		text := m.write(r, who, number)
		f.mails = append(f.mails, render(r, who, id, "", subject, text, at))
		earlier = append(earlier, sent{id, subject, text, who, number, m})
		if len(earlier) > 400 {
			earlier = earlier[1:]
		}
	}
	w.Flush()
	f.orders = sheet.Bytes()
	return f, w.Error()
}

// say makes one sentence or two of the matter.
func (m matter) say(r *rand.Rand) string {
	a := pick(r, m.bodies)
	if b := pick(r, m.bodies); b != a && r.IntN(2) == 0 {
		a += " " + b
	}
	return strings.NewReplacer("{product}", pick(r, products), "{part}", pick(r, parts), "{day}", pick(r, days),
		"{n}", fmt.Sprint(2+r.IntN(40))).Replace(a)
}

// write makes the whole text.
func (m matter) write(r *rand.Rand, who person, number string) string {
	var b strings.Builder
	b.WriteString(pick(r, greetings) + "\n\n")
	open := pick(r, m.openings)
	if number != "" {
		open = strings.ReplaceAll(open, "{order}", pick(r, []string{"order " + number, number, "my order no. " + number}))
	} else {
		open = strings.ReplaceAll(open, "{order}", "the order I placed with you")
	}
	b.WriteString(open + " " + m.say(r) + "\n\n")
	for range r.IntN(4) {
		b.WriteString(pick(r, smalltalk) + " " + m.say(r) + "\n")
	}
	fmt.Fprintf(&b, "\n%s\n%s\n\n-- \n%s\n%s\n", pick(r, closings), who.first, who.name, pick(r, signatures))
	return b.String()
}

// quote marks a text as quoted.
func quote(text string) string {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	return "> " + strings.Join(lines, "\n> ") + "\n"
}

// render writes the mail's bytes as a mail program would.
func render(r *rand.Rand, who person, id, answers, subject, text string, at time.Time) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "Return-Path: <%s>\r\nReceived: from mx.%s by mail.shop.example with ESMTPS id %x; %s\r\n", who.address, who.domain, r.Uint64(), at.Format(time.RFC1123Z))
	fmt.Fprintf(&b, "Authentication-Results: mail.shop.example; dmarc=pass header.from=%s; dkim=pass header.d=%s\r\n", who.domain, who.domain)
	fmt.Fprintf(&b, "From: %s <%s>\r\nTo: Support <support@shop.example>\r\nSubject: %s\r\nDate: %s\r\nMessage-ID: <%s>\r\n", who.name, who.address, subject, at.Format(time.RFC1123Z), id)
	if answers != "" {
		fmt.Fprintf(&b, "In-Reply-To: <%s>\r\nReferences: <%s>\r\n", answers, answers)
	}
	b.WriteString("MIME-Version: 1.0\r\n")
	if r.IntN(100) >= htmlShare {
		b.WriteString("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n")
		b.WriteString(strings.ReplaceAll(text, "\n", "\r\n"))
		return b.Bytes()
	}
	boundary := fmt.Sprintf("b%016x", r.Uint64())
	fmt.Fprintf(&b, "Content-Type: multipart/alternative; boundary=%s\r\n\r\n--%s\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n", boundary, boundary)
	printable(&b, text)
	fmt.Fprintf(&b, "\r\n--%s\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n", boundary)
	page := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\n\n", "</p>\n<p style=\"margin:0 0 1em\">", "\n", "<br>\n").Replace(text)
	printable(&b, "<html><head><style>p{font-family:Arial,sans-serif}</style></head><body><div dir=\"ltr\"><p>"+page+"</p></div></body></html>\n")
	fmt.Fprintf(&b, "\r\n--%s--\r\n", boundary)
	return b.Bytes()
}

// printable writes quoted-printable text; a bytes.Buffer takes everything.
func printable(b *bytes.Buffer, text string) {
	q := quotedprintable.NewWriter(b)
	_, _ = q.Write([]byte(strings.ReplaceAll(text, "\n", "\r\n"))) // into memory: cannot fail
	_ = q.Close()
}

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }
