package terminal

import (
	"fmt"
	"strings"
	"time"

	"returndesk/desk"
)

// idLength is how much of a mail's id is shown; commands take as little as six.
const idLength = 12

// Parked lays out mails that have no case.
func (l Look) Parked(mails []desk.Mail, state desk.MailState) string {
	if len(mails) == 0 {
		switch state {
		case desk.MailSuppressed:
			return "No mail was set aside as machine mail.\n"
		case desk.MailTooBig:
			return "No mail was too big.\n"
		}
		return "No mail is in quarantine.\n"
	}
	cols := l.fill([]column{{"MAIL", idLength, false}, {"AGE", 3, true}, {"FROM", max(min(20, l.width()-36), l.width()/4, 10), false}, {whyHead(state), 0, false}})
	var cells [][]string
	for _, m := range mails {
		at := receivedAt(m)
		from := Line(m.From)
		if from == "" {
			from = "(unreadable)"
		}
		cells = append(cells, []string{
			l.bold(shortID(m.ID)), age(l.Now.Sub(at)), cut(from, cols[2].width), cut(parkedWhy(m), cols[3].width),
		})
	}
	return l.table(cols, cells) + "\n" + l.summed(Count(len(mails), "mail", "mails")+".", "Look with `returndesk quarantine show "+shortID(mails[0].ID)+"`.")
}

// receivedAt is when a mail came, as well as that is known of one that cannot be read.
func receivedAt(m desk.Mail) time.Time {
	for _, at := range []time.Time{m.ReceivedAt, m.InternalDate} {
		if !at.IsZero() {
			return at
		}
	}
	return m.AcceptedAt
}

func whyHead(state desk.MailState) string {
	if state == desk.MailSuppressed {
		return "KIND AND SUBJECT"
	}
	return "REASON AND SUBJECT"
}

func parkedWhy(m desk.Mail) string {
	why := words(Line(m.Kind))
	if why == "" {
		why = Line(m.Reason)
	}
	if m.State == desk.MailTooBig {
		why = strings.TrimPrefix(size(m.Size)+", "+why, ", ")
	}
	subject := Line(m.Subject)
	if why == "" || subject == "" {
		return why + subject
	}
	return strings.TrimSuffix(why, ".") + ": " + subject
}

func shortID(id string) string { return Line(id[:min(len(id), idLength)]) }

// ParkedMail lays out one mail without a case: what is known of it, and the beginning of
// its bytes.
func (l Look) ParkedMail(m desk.Mail, raw []byte) string {
	const shown = 4096 // bytes: the header and some text
	s := &sheet{look: l}
	s.out.WriteString(l.bold(shortID(m.ID)) + "  " + words(m.State) + "\n")
	s.head("The mail")
	s.row("From", address(desk.Address{Name: m.FromName, Address: m.From}))
	s.row("Subject", Line(m.Subject))
	s.row("Received", l.when(receivedAt(m)))
	s.row("Accepted", l.when(m.AcceptedAt))
	s.row("Lies in", fmt.Sprintf("%s, %s, UID %d", Line(m.Location.Account), Line(m.Location.Mailbox), m.Location.UID))
	s.row("Size", size(m.Size))
	s.row("Id", Line(m.ID))
	s.row("Kind", words(Line(m.Kind)))
	s.painted("Reason", Line(m.Reason), l.yellow)
	if m.Tries > 0 {
		s.row("Tried", Count(m.Tries, "time", "times"))
	}
	if len(raw) > 0 {
		s.head("As it came")
		s.quote(string(raw[:min(len(raw), shown)]))
		if len(raw) > shown {
			s.line(size(int64(len(raw)-shown))+" left out; --raw gives every byte.", l.faint)
		}
	}
	s.head("What you can do")
	if m.State == desk.MailTooBig {
		s.line("Answer it from the mailbox: only its header was kept.", nil)
	} else {
		s.run("  "+l.bold("quarantine replay "+shortID(m.ID)), "handles it again")
	}
	return s.out.String()
}
