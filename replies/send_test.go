package replies

import (
	"bytes"
	"context"
	"net"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"returndesk/desk"
)

func senderTo(t *testing.T, address string, change func(*SMTP)) *Sender {
	t.Helper()
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		t.Fatal(err)
	}
	n, err := strconv.Atoi(port)
	if err != nil {
		t.Fatal(err)
	}
	o := SMTP{Host: host, Port: n, TLS: TLSNone}
	if change != nil {
		change(&o)
	}
	s, err := NewSender(o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func rawMail(t *testing.T) []byte {
	t.Helper()
	raw, err := Message(mailDraft(), time.Date(2026, 3, 20, 9, 30, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// on answers lines that begin with one of the given words.
func on(pairs ...string) func(string) string {
	return func(line string) string {
		for i := 0; i < len(pairs); i += 2 {
			if pairs[i] == line || pairs[i] != "" && strings.HasPrefix(strings.ToUpper(line), pairs[i]) {
				return pairs[i+1]
			}
		}
		return ""
	}
}

// TestSendFaults: what became of a mail, for each way in which a server can fail.
func TestSendFaults(t *testing.T) {
	t.Parallel()
	quick := func(o *SMTP, patience time.Duration) { o.Patience, o.DotPatience = patience, patience }
	for _, c := range []struct {
		name    string
		answer  func(string) string
		want    Outcome
		words   string
		code    int
		failing bool // an error, and no mail was named
		// hurry gives a sender little patience. It gets more of it until the server has come to what it answers
		// late or never: on a laden machine the lines before that take their time, too.
		hurry func(*SMTP, time.Duration)
	}{
		{name: "delivered", want: Delivered, words: "250 2.0.0 Ok: queued as 4F1A2", code: 250},
		{name: "250 then reset", answer: on(".", "250 taken|reset"), want: Delivered, words: "250 taken", code: 250},
		{name: "250 then QUIT refused", answer: on("QUIT", "502 no"), want: Delivered, code: 250},
		{name: "late 250", answer: on(".", "2s@250 at last"), want: Delivered, words: "at last", code: 250,
			hurry: func(o *SMTP, patience time.Duration) { o.Patience = patience }},
		{name: "greeting 554", answer: on("", "554 go away"), want: Permanent, failing: true},
		{name: "greeting 421", answer: on("", "421 too busy"), want: Temporary, failing: true},
		{name: "hangs up at once", answer: on("", "close"), want: Temporary, failing: true},
		{name: "mute greeting", answer: on("", "mute"), want: Temporary, failing: true, hurry: quick},
		{name: "sender refused", answer: on("MAIL", "550 5.7.1 not you"), want: Permanent, words: "550 5.7.1 not you", code: 550},
		{name: "421 at MAIL", answer: on("MAIL", "421 closing|close"), want: Temporary, words: "421 closing", code: 421},
		{name: "greylisted", answer: on("RCPT", "450 4.2.0 come again"), want: Temporary, code: 450},
		{name: "recipient unknown", answer: on("RCPT", "550 5.1.1 nobody here"), want: Permanent, words: "nobody here", code: 550},
		{name: "gone at RCPT", answer: on("RCPT", "close"), want: Temporary},
		{name: "mute at RCPT", answer: on("RCPT", "mute"), want: Temporary, hurry: quick},
		{name: "DATA refused", answer: on("DATA", "451 later"), want: Temporary, code: 451},
		{name: "DATA refused for good", answer: on("DATA", "554 no valid recipients"), want: Permanent, code: 554},
		{name: "gone at DATA", answer: on("DATA", "close"), want: Temporary},
		{name: "content refused", answer: on(".", "554 5.7.1 looks like spam"), want: Permanent, words: "looks like spam", code: 554},
		{name: "452 after the dot", answer: on(".", "452 disk full"), want: Temporary, words: "disk full", code: 452},
		{name: "421 after the dot", answer: on(".", "421 shutting down|close"), want: Temporary, code: 421},
		{name: "gone after the dot", answer: on(".", "close"), want: Uncertain},
		{name: "reset after the dot", answer: on(".", "reset"), want: Uncertain},
		{name: "mute after the dot", answer: on(".", "mute"), want: Uncertain, hurry: quick},
		{name: "half an answer after the dot", answer: on(".", "250-more to|close"), want: Uncertain},
		{name: "nonsense after the dot", answer: on(".", "hello there"), want: Uncertain},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			raw := rawMail(t)
			var server *scripted
			var got Result
			var err error
			for patience := 200 * time.Millisecond; ; patience *= 2 {
				var came atomic.Bool
				server = serve(t, &scripted{answer: func(line string) string {
					if c.answer == nil {
						return ""
					}
					a := c.answer(line)
					if a != "" {
						came.Store(true)
					}
					return a
				}})
				change := func(o *SMTP) {
					if c.hurry != nil {
						c.hurry(o, patience)
					}
				}
				got, err = senderTo(t, server.address, change).Send(t.Context(), "support@shop.example", []string{"jo@mailbox.example"}, raw)
				if c.hurry == nil || came.Load() {
					break
				}
			}
			if got.Outcome != c.want || (err != nil) != c.failing || !strings.Contains(got.Text, c.words) || !c.failing && got.Code != c.code {
				t.Errorf("got %+v, %v; want %s %q", got, err, c.want, c.words)
			}
			if c.failing && desk.IsTemporary(err) != (c.want == Temporary) {
				t.Errorf("temporary: %v", err)
			}
			if strings.ContainsAny(got.Text, "\r\n") {
				t.Errorf("the words are no line: %q", got.Text)
			}
			if c.want == Delivered && server.received() != string(raw) {
				t.Errorf("other bytes arrived:\n%q\n%q", server.received(), raw)
			}
		})
	}
}

// TestCutInsideData: a connection that dies before the final dot delivers nothing, and
// the server's last words are kept where it had any.
func TestCutInsideData(t *testing.T) {
	t.Parallel()
	d := mailDraft()
	d.Parts = []desk.DraftPart{{Name: "a.bin", Type: "application/octet-stream", Data: bytes.Repeat([]byte("x"), 30<<20)}}
	raw, err := Message(d, time.Unix(1_770_000_000, 0).UTC())
	if err != nil {
		t.Fatal(err)
	}
	for reply, want := range map[string]Outcome{"": Temporary, "552 5.3.4 too big": Permanent} {
		server := serve(t, &scripted{cutAfter: 100_000, cutReply: reply})
		got, err := senderTo(t, server.address, nil).Send(t.Context(), "support@shop.example", []string{"jo@mailbox.example"}, raw)
		// A reset can overtake the server's words; then the attempt counts as temporary.
		if err != nil || got.Outcome != want && got.Outcome != Temporary || server.received() != "" {
			t.Errorf("%q: %+v, %v", reply, got, err)
		}
	}
}

// TestOneOfTwoRefused: nobody gets a mail that not everybody can get.
func TestOneOfTwoRefused(t *testing.T) {
	t.Parallel()
	server := serve(t, &scripted{answer: on("RCPT TO:<GONE@", "550 5.1.1 unknown")})
	got, err := senderTo(t, server.address, nil).Send(t.Context(), "support@shop.example", []string{"jo@mailbox.example", "gone@mailbox.example"}, rawMail(t))
	if err != nil || got.Outcome != Permanent || len(got.Refused) != 1 || got.Refused[0] != "gone@mailbox.example" || !strings.Contains(got.Text, "nobody got the mail") {
		t.Errorf("%+v, %v", got, err)
	}
	if strings.Contains(server.commands(), "DATA") {
		t.Error("DATA was begun")
	}
}

// TestCancelled: giving up before the dot is certain; after it the answer is awaited for
// the grace, and only then is the sending in doubt.
func TestCancelled(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	server := serve(t, &scripted{answer: func(line string) string {
		if strings.HasPrefix(line, "RCPT") {
			cancel()
			return "mute"
		}
		return ""
	}})
	got, err := senderTo(t, server.address, nil).Send(ctx, "support@shop.example", []string{"jo@mailbox.example"}, rawMail(t))
	if err != nil || got.Outcome != Temporary {
		t.Errorf("before the dot: %+v, %v", got, err)
	}
	for answer, want := range map[string]Outcome{"200ms@250 taken": Delivered, "mute": Uncertain} {
		ctx, cancel := context.WithCancel(t.Context())
		server := serve(t, &scripted{answer: func(line string) string {
			if line == "." {
				cancel()
				return answer
			}
			return ""
		}})
		s := senderTo(t, server.address, func(o *SMTP) {
			o.Grace = time.Minute
			if want == Uncertain {
				o.Grace = 100 * time.Millisecond
			}
		})
		got, err := s.Send(ctx, "support@shop.example", []string{"jo@mailbox.example"}, rawMail(t))
		if err != nil || got.Outcome != want {
			t.Errorf("after the dot, %s: %+v, %v", answer, got, err)
		}
	}
}

func TestEnvelope(t *testing.T) {
	t.Parallel()
	server := serve(t, &scripted{})
	s := senderTo(t, server.address, nil)
	if got, err := s.Send(t.Context(), "", []string{"jo@mailbox.example"}, rawMail(t)); err != nil || got.Outcome != Delivered {
		t.Errorf("null sender: %+v, %v", got, err)
	}
	if c := server.commands(); !strings.Contains(c, "MAIL FROM:<> BODY=8BITMIME\n") || strings.Contains(c, "SMTPUTF8") {
		t.Errorf("commands:\n%s", c)
	}
	before := server.commands()
	for name, f := range map[string]func() (Result, error){
		"injected recipient": func() (Result, error) {
			return s.Send(t.Context(), "a@b.example", []string{"x@y.example>\r\nRCPT TO:<z@y.example"}, rawMail(t))
		},
		"injected sender": func() (Result, error) {
			return s.Send(t.Context(), "a@b.example> X", []string{"x@y.example"}, rawMail(t))
		},
		"no recipient": func() (Result, error) { return s.Send(t.Context(), "a@b.example", nil, rawMail(t)) },
		"bare LF": func() (Result, error) {
			return s.Send(t.Context(), "a@b.example", []string{"x@y.example"}, []byte("Subject: x\n\nx\n"))
		},
		"no last line end": func() (Result, error) {
			return s.Send(t.Context(), "a@b.example", []string{"x@y.example"}, []byte("Subject: x\r\n\r\nx"))
		},
	} {
		if got, err := f(); desk.CodeOf(err) != desk.CodeInvalid || got.Outcome != Permanent {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
	if server.commands() != before {
		t.Errorf("an unusable envelope reached the server:\n%s", server.commands())
	}
}

func TestNewSenderRefuses(t *testing.T) {
	t.Parallel()
	for name, o := range map[string]SMTP{
		"no host":            {Port: 25, TLS: TLSNone},
		"no port":            {Host: "localhost", TLS: TLSNone},
		"plain to elsewhere": {Host: "mail.shop.example", Port: 25, TLS: TLSNone},
		"plain to an odd IP": {Host: "10.0.0.1", Port: 25, TLS: TLSNone},
		"unknown TLS":        {Host: "localhost", Port: 25, TLS: "maybe"},
	} {
		if _, err := NewSender(o); desk.CodeOf(err) != desk.CodeInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	closed := senderTo(t, "127.0.0.1:1", nil)
	if got, err := closed.Send(t.Context(), "a@b.example", []string{"c@d.example"}, rawMail(t)); desk.CodeOf(err) != desk.CodeUnavailable || got.Outcome != Temporary {
		t.Errorf("nobody listens: %+v, %v", got, err)
	}
}
