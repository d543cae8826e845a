package main

import (
	"strings"
	"testing"

	"returndesk/config"
	"returndesk/desk"
)

// TestDoctorKnowsTheChannel: a missing folder is a failure only where people work in it, and
// a mailbox without SMTP is told as what it is.
func TestDoctorKnowsTheChannel(t *testing.T) {
	t.Parallel()
	for in, want := range map[desk.Channel]status{desk.ChannelConsole: statusWarn, desk.ChannelMailbox: statusFail, desk.ChannelBoth: statusFail} {
		d := &doctor{cfg: config.Config{ApproveIn: in}}
		f := d.strict(specialFolder("imap support", "drafts", "", "", []string{"INBOX"}, d.draftsLoss()))
		if f.Status != want || f.Mend == "" {
			t.Errorf("%s: %+v", in, f)
		}
		if f := d.strict(specialFolder("imap support", "drafts", "Drafts", "", []string{"Drafts"}, "")); f.Status != statusOK {
			t.Errorf("%s: %+v", in, f)
		}
	}
	d := &doctor{}
	got := d.checkSMTP(t.Context(), config.Mailbox{Name: "support"})
	if len(got) != 1 || got[0].Status != statusOK || !strings.Contains(got[0].Seen, "no SMTP login is held") {
		t.Errorf("%+v", got)
	}
}
