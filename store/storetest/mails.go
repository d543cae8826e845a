package storetest

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"returndesk/desk"
)

func testAccept(t *testing.T, e *env) {
	batch := []desk.Accepted{mail(1), mail(2), mail(1)}
	fresh, err := e.AcceptMessages(ctx(), "support", "INBOX", batch, cursor(3))
	e.must(err)
	e.same("new ids", fresh, []string{mail(1).ID, mail(2).ID})

	m, err := e.Mail(ctx(), mail(2).ID)
	e.must(err)
	want := desk.Mail{Accepted: mail(2), State: desk.MailAccepted}
	want.Raw = nil
	e.same("the record", m, want)
	raw, err := e.Raw(ctx(), mail(2).ID)
	e.must(err)
	e.same("the bytes", raw, mail(2).Raw)

	again := mail(1)
	again.Location.UID, again.Rescan = 77, true
	fresh, err = e.AcceptMessages(ctx(), "support", "INBOX", []desk.Accepted{again, mail(3)}, cursor(4))
	e.must(err)
	e.same("new ids of the second batch", fresh, []string{mail(3).ID})
	m, err = e.Mail(ctx(), mail(1).ID)
	e.must(err)
	e.same("places", m.Seen, []desk.Location{again.Location})
	e.same("the first place", m.Location, mail(1).Location)

	for n, want := range map[int]bool{1: true, 3: true, 4: false} {
		known, err := e.Known(ctx(), mail(n).ID)
		e.must(err)
		e.same("known", known, want)
	}
	_, err = e.Mail(ctx(), mail(9).ID)
	e.want(desk.CodeNotFound, err)
	_, err = e.Raw(ctx(), mail(9).ID)
	e.want(desk.CodeNotFound, err)

	empty := mail(5)
	empty.Raw, empty.ID, empty.TraceHash = nil, hexSum(nil), ""
	e.accept(empty)
	raw, err = e.Raw(ctx(), empty.ID)
	e.must(err)
	e.same("an empty mail", raw, []byte{})
}

// testAcceptCopies: a copy through another address differs in its trace headers only.
func testAcceptCopies(t *testing.T, e *env) {
	e.accept(mail(1))
	copied := mail(1)
	copied.Raw = append([]byte("Received: elsewhere\r\n"), copied.Raw...)
	copied.ID, copied.Location = hexSum(copied.Raw), desk.Location{Account: "sales", Mailbox: "INBOX", UIDValidity: 1, UID: 4}
	fresh, err := e.AcceptMessages(ctx(), "sales", "INBOX", []desk.Accepted{copied}, cursor(4))
	e.must(err)
	e.same("new ids", fresh, []string(nil))
	known, err := e.Known(ctx(), copied.ID)
	e.must(err)
	e.same("the copy is known", known, true)
	m, err := e.Mail(ctx(), copied.ID)
	e.must(err)
	e.same("the copy leads to the mail", m.ID, mail(1).ID)
	e.same("places", m.Seen, []desk.Location{copied.Location})

	// Not copies: without a Message-ID, with another one, or in another kind of folder.
	for name, change := range map[string]func(*desk.Accepted){
		"no id":      func(a *desk.Accepted) { a.MessageID = "" },
		"another id": func(a *desk.Accepted) { a.MessageID = "other@example.org" },
		"sent":       func(a *desk.Accepted) { a.Folder = "sent" },
		"no trace":   func(a *desk.Accepted) { a.TraceHash = "" },
	} {
		other := copied
		other.Raw = append([]byte("X-Other: "+name+"\r\n"), copied.Raw...)
		other.ID = hexSum(other.Raw)
		change(&other)
		fresh, err := e.AcceptMessages(ctx(), "sales", "INBOX", []desk.Accepted{other}, cursor(5))
		e.must(err)
		e.same(name, fresh, []string{other.ID})
	}
}

func testAcceptInvalid(t *testing.T, e *env) {
	for name, change := range map[string]func(*desk.Accepted){
		"short id":  func(a *desk.Accepted) { a.ID = "abc" },
		"no hex":    func(a *desk.Accepted) { a.ID = strings.Repeat("z", 64) },
		"bad trace": func(a *desk.Accepted) { a.TraceHash = "abc" },
	} {
		bad := mail(2)
		change(&bad)
		_, err := e.AcceptMessages(ctx(), "support", "INBOX", []desk.Accepted{mail(1), bad}, cursor(9))
		if desk.CodeOf(err) != desk.CodeInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	known, err := e.Known(ctx(), mail(1).ID)
	e.must(err)
	e.same("a mail of a refused batch is known", known, false)
	c, err := e.Cursor(ctx(), "support", "INBOX")
	e.must(err)
	e.same("the place after refused batches", c, desk.Cursor{})
	_, err = e.AcceptMessages(ctx(), "", "INBOX", nil, cursor(1))
	e.want(desk.CodeInvalid, err)
}

// testLargeMails: sizes around the limit of 256 KiB, and one of some MB, twice.
func testLargeMails(t *testing.T, e *env) {
	var batch []desk.Accepted
	for i, size := range []int{256<<10 - 1, 256 << 10, 256<<10 + 1, 3 << 20} {
		m := mail(i + 1)
		m.Raw = bytes.Repeat([]byte{byte('a' + i), '\n'}, size/2+1)[:size]
		m.ID, m.TraceHash = hexSum(m.Raw), ""
		batch = append(batch, m)
	}
	e.accept(batch...)
	fresh, err := e.AcceptMessages(ctx(), "support", "INBOX", batch, cursor(9))
	e.must(err)
	e.same("new the second time", len(fresh), 0)
	check := func() {
		t.Helper()
		for _, m := range batch {
			raw, err := e.Raw(ctx(), m.ID)
			e.must(err)
			if !bytes.Equal(raw, m.Raw) {
				t.Fatalf("a mail of %d bytes came back differently, with %d bytes", len(m.Raw), len(raw))
			}
		}
	}
	check()
	e.reopen()
	check()
}

func testMailStates(t *testing.T, e *env) {
	var batch []desk.Accepted
	for n := range 10 {
		batch = append(batch, mail(n+1))
	}
	batch[4].TooBig = true
	e.accept(batch...)
	list := func(mails []desk.Mail, err error) []uint32 {
		t.Helper()
		e.must(err)
		var out []uint32
		for _, m := range mails {
			out = append(out, m.Location.UID)
		}
		return out
	}
	e.same("pending", list(e.Pending(ctx(), "", 4)), []uint32{1, 2, 3, 4})
	e.same("pending, continued", list(e.Pending(ctx(), mail(4).ID, 100)), []uint32{6, 7, 8, 9, 10})
	e.same("too big", list(e.MailsIn(ctx(), desk.MailTooBig, 100, "")), []uint32{5})

	handled := desk.Mail{Accepted: mail(6), State: desk.MailSuppressed, Kind: "newsletter", Reason: "a list"}
	e.must(e.Record(ctx(), desk.Change{Mails: []desk.Mail{handled}}))
	e.same("after one was handled", list(e.Pending(ctx(), mail(6).ID, 2)), []uint32{7, 8})
	e.same("suppressed", list(e.MailsIn(ctx(), desk.MailSuppressed, 100, "")), []uint32{6})
	_, err := e.Pending(ctx(), mail(99).ID, 5)
	e.want(desk.CodeNotFound, err)

	// A place found between reading and recording stays.
	again := mail(7)
	again.Location.UID = 70
	_, err = e.AcceptMessages(ctx(), "support", "INBOX", []desk.Accepted{again}, cursor(70))
	e.must(err)
	e.must(e.Record(ctx(), desk.Change{Mails: []desk.Mail{{Accepted: mail(7), State: desk.MailHistory}}}))
	m, err := e.Mail(ctx(), mail(7).ID)
	e.must(err)
	e.same("the state", m.State, desk.MailHistory)
	e.same("the place found meanwhile", slices.Contains(m.Seen, again.Location), true)
}

func testCursor(t *testing.T, e *env) {
	for _, box := range [][2]string{{"a", "INBOX"}, {"a", "Sent"}, {"b", "INBOX"}} {
		_, err := e.AcceptMessages(ctx(), box[0], box[1], nil, desk.Cursor{UIDValidity: 3, LastUID: 9, State: []byte(box[0] + box[1])})
		e.must(err)
	}
	got, err := e.Cursor(ctx(), "a", "Sent")
	e.must(err)
	e.same("the place", got, desk.Cursor{UIDValidity: 3, LastUID: 9, State: []byte("aSent")})
	got, err = e.Cursor(ctx(), "b", "Sent")
	e.must(err)
	e.same("a mailbox never read", got, desk.Cursor{})
	// A batch that was seen beside the reader has no place of its own.
	_, err = e.AcceptMessages(ctx(), "a", "Sent", []desk.Accepted{mail(1)}, desk.Cursor{})
	e.must(err)
	got, err = e.Cursor(ctx(), "a", "Sent")
	e.must(err)
	e.same("the place after it", got.LastUID, uint32(9))
}
