package replies

import (
	"bytes"
	"context"
	"errors"
	"net/textproto"
	"slices"
	"strings"
	"time"

	"github.com/wneessen/go-mail/smtp"

	"returndesk/desk"
)

// Send hands over exactly these bytes and says what became of them. from "" is the null
// sender of acknowledgements (RFC 3834 section 3.3). If the server refuses one of
// several recipients, nobody gets the mail: an approved mail is sent whole or not, so
// that a second attempt never reaches anybody twice.
//
// The error is for attempts in which no mail was named to the server: it could not be
// reached, its certificate or the login failed, or the arguments are unusable. A
// cancelled ctx ends everything before the final dot; after it the answer is waited for.
func (s *Sender) Send(ctx context.Context, from string, to []string, raw []byte) (Result, error) {
	if err := checkEnvelope(from, to, raw); err != nil {
		return Result{Outcome: Permanent, Text: desk.MessageOf(err)}, err
	}
	se, err := s.open(ctx)
	if err != nil {
		r := Result{Outcome: Permanent, Text: desk.MessageOf(err)}
		if desk.IsTemporary(err) || ctx.Err() != nil {
			r.Outcome = Temporary
		}
		return r, err
	}
	defer func() { _ = se.conn.Close() }()
	stop := context.AfterFunc(ctx, func() { _ = se.conn.Close() }) // unblocks whatever waits
	r, begun := se.envelope(from, to)
	if begun {
		r, begun = se.body(raw)
	}
	if begun {
		// From here on a cut connection would leave us in doubt: stop obeying ctx at once,
		// and follow it only after the grace.
		if !stop() {
			return Result{Outcome: Temporary, Text: "stopped before the mail was complete"}, nil
		}
		r = se.dot(ctx)
	}
	stop()
	if r.Outcome == Delivered {
		// What the server says after its 250 changes nothing (inbox.md, "Sending").
		se.within(5 * time.Second)
		_ = se.client.Quit()
	}
	return r, nil
}

// checkEnvelope refuses what must not reach a command line.
func checkEnvelope(from string, to []string, raw []byte) error {
	if len(to) == 0 || len(raw) == 0 {
		return desk.Errf(desk.CodeInvalid, "a mail without recipients or without content")
	}
	for _, a := range to {
		if !validAddress(a) {
			return desk.Errf(desk.CodeInvalid, "%q is not a mail address", a)
		}
	}
	if from != "" && !validAddress(from) {
		return desk.Errf(desk.CodeInvalid, "%q is not a mail address", from)
	}
	if !bytes.HasSuffix(raw, []byte("\r\n")) || bytes.Count(raw, []byte("\n")) != bytes.Count(raw, []byte("\r\n")) ||
		bytes.Count(raw, []byte("\r")) != bytes.Count(raw, []byte("\r\n")) {
		// The library would mend it on the wire, and the bytes sent would not be those approved.
		return desk.Errf(desk.CodeInvalid, "the mail's lines do not end with CRLF")
	}
	return nil
}

// envelope names sender and recipients and begins DATA. begun is true when the server
// wants the mail; otherwise the result says why not.
func (se *session) envelope(from string, to []string) (Result, bool) {
	// SMTPUTF8 is asked for only when an address needs it: a next hop without it would
	// return the mail (RFC 6531 section 3.7). Our headers are always encoded.
	se.client.SkipSMTPUTF8(ascii(from + strings.Join(to, "")))
	se.within(se.limits.Patience)
	if err := se.client.Mail("<" + from + ">"); err != nil {
		return fromServer(err, "the server refused the sender"), false
	}
	var refused []string
	worst := Result{}
	for _, a := range slices.Compact(slices.Clone(to)) {
		se.within(se.limits.Patience)
		err := se.client.Rcpt("<" + a + ">")
		if err == nil {
			continue
		}
		r := fromServer(err, "the server refused "+a)
		refused = append(refused, a)
		if worst.Outcome != Permanent {
			worst = r
		}
		if r.Code == 0 { // the connection is gone
			break
		}
	}
	if len(refused) > 0 {
		worst.Refused = refused
		if len(refused) < len(to) {
			worst.Text += " (so nobody got the mail)"
		}
		return worst, false
	}
	return Result{}, true
}

// body begins DATA and hands over the bytes without the final dot. Until that dot the
// server must not deliver (RFC 5321 section 4.1.1.4), so every failure here is certain.
func (se *session) body(raw []byte) (Result, bool) {
	se.within(se.limits.Patience)
	w, err := se.client.Data()
	if err != nil {
		return fromServer(err, "the server refused to take the mail"), false
	}
	se.writer = w
	for chunk := range slices.Chunk(raw, 64<<10) {
		se.within(se.limits.Patience)
		if _, err := w.Write(chunk); err != nil {
			// A server that gives up in the middle often says why before it hangs up.
			se.within(time.Second)
			if _, _, answer := se.client.Text.ReadResponse(250); answer != nil && isReply(answer) {
				return fromServer(answer, "the server stopped in the middle of the mail"), false
			}
			return fromServer(err, "the connection ended in the middle of the mail"), false
		}
	}
	return Result{}, true
}

// dot ends the mail and waits for the one answer that counts. Whatever goes wrong from
// the first byte of the dot until that answer is doubt, and never a reason to resend.
func (se *session) dot(ctx context.Context) Result {
	se.within(se.limits.DotPatience)
	stop := context.AfterFunc(ctx, func() { se.within(se.limits.Grace) })
	defer stop()
	err := se.writer.Close()
	switch {
	case err == nil:
		words := "250"
		if d, ok := se.writer.(*smtp.DataCloser); ok {
			words = clip("250 " + d.ServerResponse())
		}
		return Result{Outcome: Delivered, Code: 250, Text: words}
	case isReply(err):
		r := fromServer(err, "the server refused the mail")
		if r.Code >= 200 && r.Code < 300 { // another success than 250: taken all the same
			r.Outcome, r.Text = Delivered, serverWords(err)
		}
		return r
	}
	return Result{Outcome: Uncertain, Text: "the connection ended before the server answered whether it took the mail: " + serverWords(err)}
}

// isReply reports whether an error is a whole SMTP reply and not a broken connection.
func isReply(err error) bool {
	var p *textproto.Error
	return errors.As(err, &p) && p.Code >= 200 && p.Code < 600 && !strings.Contains(p.Msg, "\x00")
}
