package replies

import (
	"errors"
	"net/textproto"
	"strconv"
	"strings"
)

// Outcome is what became of one attempt to send.
type Outcome string

// The outcomes of a sending.
const (
	Delivered Outcome = "delivered" // the server took responsibility for the mail
	Temporary Outcome = "temporary" // it surely did not; the same attempt may work later
	Permanent Outcome = "permanent" // it surely did not, and will not
	Uncertain Outcome = "uncertain" // it may have: a person decides, nothing is resent
)

// Result is one attempt's outcome with the server's own words (or ours, where the server
// said nothing). Code is the SMTP reply code, 0 without one. Refused names recipients
// that the server refused; then nobody got the mail.
type Result struct {
	Outcome Outcome
	Code    int
	Text    string
	Refused []string
}

// maxWords caps what is kept of a server's answer, in bytes.
const maxWords = 500

// fromServer classifies an error before the server could have accepted the mail: 4yz
// and lost connections are temporary, 5yz is permanent (RFC 5321 section 4.2.1).
func fromServer(err error, doing string) Result {
	r := Result{Outcome: Temporary, Text: doing + ": " + serverWords(err)}
	var p *textproto.Error
	if errors.As(err, &p) {
		r.Code = p.Code
		if p.Code >= 500 {
			r.Outcome = Permanent
		}
	}
	return r
}

// serverWords gives an error as one line that is safe to show.
func serverWords(err error) string {
	var p *textproto.Error
	if errors.As(err, &p) {
		return clip(strconv.Itoa(p.Code) + " " + p.Msg)
	}
	return clip(err.Error())
}

// clip makes a server's words one line of bounded length.
func clip(s string) string {
	s = oneLine(s)
	if len(s) > maxWords {
		s = strings.ToValidUTF8(s[:maxWords], "") + "…"
	}
	return s
}
