package message

import (
	"net/mail"
	"strings"
	"time"
)

// receivedHop is one Received field (RFC 5321 section 4.4).
type receivedHop struct {
	index int    // of the field in the header
	by    string // host that wrote it, lower case
	from  string // what the sending host called itself, lower case; "" for an internal pickup
	at    time.Time
}

// hops reads the Received fields, topmost first, at most 50.
func hops(h *header) []receivedHop {
	var out []receivedHop
	for i := range h.fields {
		if !equalKey(h.fields[i].key, "Received") {
			continue
		}
		if len(out) == 50 {
			break
		}
		v := unfold(h.fields[i].value)
		hop := receivedHop{index: i}
		hop.from, hop.by = receivedHosts(v)
		if semi := strings.LastIndexByte(v, ';'); semi >= 0 {
			hop.at = parseDate(v[semi+1:])
		}
		out = append(out, hop)
	}
	return out
}

// receivedHosts returns the hosts after "from" and "by", which stand outside
// comments.
func receivedHosts(v string) (from, by string) {
	depth := 0
	var dst *string
	for i := 0; i < len(v); {
		switch c := v[i]; {
		case c == '(':
			depth++
			i++
		case c == ')':
			depth = max(0, depth-1)
			i++
		case depth > 0 || c == ' ' || c == '\t':
			i++
		case c == ';':
			return from, by
		default:
			n := strings.IndexAny(v[i:], " \t();")
			if n < 0 {
				n = len(v) - i
			}
			word := strings.ToLower(strings.TrimSuffix(v[i:i+n], "."))
			i += n
			switch {
			case dst != nil:
				*dst, dst = word, nil
			case word == "from" && from == "" && by == "":
				dst = &from
			case word == "by" && by == "":
				dst = &by
			}
		}
	}
	return from, by
}

// parseDate reads a mail date (RFC 5322 section 3.3, and the forms that occur);
// zero when it is none, or one before 1990 or after 2100.
func parseDate(s string) time.Time {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > 200 {
		return time.Time{}
	}
	if i := strings.IndexByte(s, '('); i > 0 {
		s = strings.TrimSpace(s[:i])
	}
	t, err := time.Parse("Mon, 2 Jan 2006 15:04:05 -0700", s)
	if err != nil {
		if t, err = mail.ParseDate(s); err != nil {
			for _, layout := range looseDates {
				if t, err = time.Parse(layout, s); err == nil {
					break
				}
			}
		}
	}
	if err != nil || t.Year() < 1990 || t.Year() > 2100 {
		return time.Time{}
	}
	return t
}

// looseDates are forms that mail programs write against the standard.
var looseDates = []string{
	"Mon, 2 Jan 2006 15:04:05 MST-0700", "Mon, 2 Jan 2006 15:04:05", "2 Jan 2006 15:04:05", "Mon Jan 2 15:04:05 2006",
	"Mon Jan 2 15:04:05 -0700 2006", "2006-01-02 15:04:05 -0700", time.RFC3339, "2006-01-02 15:04:05", "Monday, 2 Jan 2006 15:04:05 -0700",
	"Mon, 2 January 2006 15:04:05 -0700",
}

// receivedAt is the report date's moment (domain.md section 0): the earlier of
// INTERNALDATE and the date in our own server's topmost Received field. The Date
// field is the sender's word and never counts.
func receivedAt(internal time.Time, hs []receivedHop, opt *Options) time.Time {
	for _, hop := range hs[:ownHops(hs, opt)] {
		if len(opt.OwnReceivedBy) > 0 && !ownHost(opt, hop.by) {
			continue // an internal handover above ours
		}
		if !hop.at.IsZero() && (internal.IsZero() || hop.at.Before(internal)) {
			return hop.at
		}
		break // only the topmost of ours; the ones below may be forged
	}
	return internal
}

// ownHops counts the hops at the top that our own servers wrote: down to the one
// that took the mail from a stranger. Without configuration that is the topmost
// hop and those that it got the mail from internally.
func ownHops(hs []receivedHop, opt *Options) int {
	for i, hop := range hs {
		internal := hop.from == "" || hop.from == hop.by || hop.from == "localhost" || hop.from == "[127.0.0.1]" ||
			hop.from == "localhost.localdomain" || ownHost(opt, hop.from)
		if len(opt.OwnReceivedBy) > 0 && !ownHost(opt, hop.by) && !internal {
			return i
		}
		if !internal {
			return i + 1
		}
	}
	return len(hs)
}

// ownHost says whether a host is one of ours; an entry ".example.com" stands for
// all hosts of that domain.
func ownHost(opt *Options, host string) bool {
	if host == "" {
		return false
	}
	for _, own := range opt.OwnReceivedBy {
		own = strings.ToLower(strings.TrimSpace(own))
		if own == host || strings.HasPrefix(own, ".") && strings.HasSuffix(host, own) {
			return true
		}
	}
	return false
}

// trustedFields returns the index behind the last header field that our own
// server may have written: down to our own lowest Received field, and below it
// only as far as fields go that receiving servers put there (Gmail and rspamd
// write their results under it, OpenDMARC above). Everything further down came
// with the mail and may be forged. A receiving server must remove forged results
// of its own name (RFC 8601 section 5); as it writes its own on top of them, the
// topmost one counts.
func trustedFields(h *header, hs []receivedHop, opt *Options) int {
	if len(hs) == 0 {
		return len(h.fields)
	}
	n := ownHops(hs, opt)
	if n == 0 {
		return hs[0].index // none of ours: only what stands above all
	}
	end := hs[n-1].index + 1
	for end < len(h.fields) && isReceiverField(h.fields[end].key) {
		end++
	}
	return end
}

// isReceiverField names the fields that filters of a receiving server put right
// below its Received field.
func isReceiverField(key []byte) bool {
	for _, name := range [...]string{"Authentication-Results", "Received-SPF", "ARC-Authentication-Results", "ARC-Seal", "ARC-Message-Signature"} {
		if equalKey(key, name) {
			return true
		}
	}
	return len(key) > 6 && (equalKey(key[:6], "X-Spam") || equalKey(key[:6], "X-Rspa"))
}
