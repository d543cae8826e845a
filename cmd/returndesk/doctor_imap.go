package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"returndesk/cmd/returndesk/terminal"
	"returndesk/config"
	"returndesk/inbox"
	"returndesk/message"
)

// checkIMAP logs in to a mailbox and looks around; nothing on the server changes.
func (d *doctor) checkIMAP(ctx context.Context, m config.Mailbox) []finding {
	name := "imap " + m.Name
	found := []finding{}
	if f, ok := d.checkSecretFile(name+" password", m.IMAP.PasswordFile); !ok {
		found = append(found, f)
	}
	token, ok := d.checkToken(ctx, "imap", m, m.IMAP.Server)
	found = append(found, token...)
	if !ok {
		return found
	}
	account, err := imapAccount(m, d.tokens, d.app.now())
	if err != nil {
		return append(found, failed(name+" login", err))
	}
	before := d.app.now()
	r, err := inbox.Probe(ctx, account)
	if err != nil {
		return append(found, failed(name+" login", err))
	}
	found = append(found, finding{
		Check: name + " login", Status: statusOK,
		Seen: fmt.Sprintf("%s at %s:%d, %s, answers in %d ms", m.IMAP.Login, m.IMAP.Host, m.IMAP.Port, m.IMAP.TLS, r.ServerTime.Milliseconds()),
	})
	if f, known := certificateEnd(name, r.CertificateEnd, before); known {
		found = append(found, f)
	}
	found = append(found, d.capabilities(name, m, r))
	for _, box := range r.Inboxes {
		if box.Err != nil {
			f := failed(name+" folder "+box.Name, box.Err)
			f.Mend = "mend imap.folders.inbox; the server has " + some(r.Folders)
			found = append(found, f)
			continue
		}
		found = append(found, finding{Check: name + " folder " + box.Name, Status: statusOK, Seen: terminal.Count(int(box.Mails), "mail", "mails")})
	}
	found = append(found,
		d.strict(specialFolder(name, "drafts", r.Special.Drafts, m.IMAP.Folders.Drafts, r.Folders, d.draftsLoss())),
		d.strict(specialFolder(name, "sent", r.Special.Sent, m.IMAP.Folders.Sent, r.Folders, "replies that people send are not noticed, and ours are not filed")))
	for _, also := range m.IMAP.Folders.SentAlso {
		if f := specialFolder(name, "sent_also", also, also, r.Folders, ""); f.Status != statusOK {
			f.Status = statusWarn // it may come with the first mail that a program files there
			found = append(found, f)
		}
	}
	if f, known := quota(name, r); known {
		found = append(found, f)
	}
	return append(found, authServ(name, m))
}

// capabilities says what the service does without.
func (d *doctor) capabilities(name string, m config.Mailbox, r inbox.Report) finding {
	f := finding{Check: name + " capabilities", Status: statusOK, Seen: "IDLE, UIDPLUS"}
	var lost []string
	if m.IMAP.Idle && !r.Idle {
		lost = append(lost, fmt.Sprintf("no IDLE: new mail is seen every %s", m.IMAP.PollInterval))
	}
	if !r.UIDPlus {
		lost = append(lost, "no UIDPLUS: filed drafts are found again by searching, and outdated ones are only marked as deleted")
	}
	if len(lost) > 0 {
		f.Status, f.Seen, f.Mend = statusWarn, strings.Join(lost, "; "), "nothing to do unless mail arrives too late; then shorten imap.poll_interval"
	}
	return f
}

// draftsLoss says what is lost without a Drafts folder.
func (d *doctor) draftsLoss() string {
	if d.cfg.ApproveIn.Mailbox() {
		return "approve_in is " + string(d.cfg.ApproveIn) + ", and drafts have no place"
	}
	return "nothing is put there while approve_in is console"
}

// strict makes a failure of a missing folder that people work in.
func (d *doctor) strict(f finding) finding {
	if f.Status == statusWarn && d.cfg.ApproveIn.Mailbox() {
		f.Status = statusFail
	}
	return f
}

// specialFolder checks Drafts or Sent: found by the server's mark, by name, or named in
// the configuration and really there.
func specialFolder(name, kind, found, override string, folders []string, loss string) finding {
	check := name + " " + kind
	switch {
	case override != "" && !slices.Contains(folders, override):
		return finding{check, statusFail, fmt.Sprintf("folder %q is not on the server", override), "mend imap.folders." + kind + "; the server has " + some(folders)}
	case found == "":
		return finding{check, statusWarn, "no such folder is marked on the server: " + loss, "name it by imap.folders." + kind + "; the server has " + some(folders)}
	}
	return finding{Check: check, Status: statusOK, Seen: found}
}

// quota warns before a full mailbox refuses mail (RFC 9208).
func quota(name string, r inbox.Report) (finding, bool) {
	if r.LimitBytes <= 0 {
		return finding{}, false
	}
	percent := 100 * r.UsedBytes / r.LimitBytes
	f := finding{Check: name + " space", Status: statusOK, Seen: fmt.Sprintf("%d %% of %d MB used", percent, r.LimitBytes>>20)}
	if percent >= 90 {
		f.Status, f.Mend = statusWarn, "make room in the mailbox, or customers' mails will bounce"
	}
	return f, true
}

func authServ(name string, m config.Mailbox) finding {
	if m.AuthServID == "" {
		return finding{name + " sender check", statusWarn, "authserv_id is not set, so no sender counts as verified and drafts tell less",
			"set authserv_id to the first word of an Authentication-Results line in a mail that you received"}
	}
	if strings.EqualFold(m.AuthServID, message.AuthServIDNone) {
		if len(m.OwnReceivedBy) == 0 {
			return finding{name + " sender check", statusWarn, "authserv_id is none, and own_received_by names no servers, so no sender counts as verified",
				"name the servers between the internet and your mailbox in own_received_by; docs/operations.md lists those of Microsoft 365"}
		}
		return finding{Check: name + " sender check", Status: statusOK, Seen: "believes the topmost Authentication-Results above " + some(m.OwnReceivedBy)}
	}
	return finding{Check: name + " sender check", Status: statusOK, Seen: "believes Authentication-Results of " + m.AuthServID}
}

// some names a few of many.
func some(names []string) string {
	const few = 8
	if len(names) > few {
		return strings.Join(names[:few], ", ") + fmt.Sprintf(" and %d more", len(names)-few)
	}
	return strings.Join(names, ", ")
}
