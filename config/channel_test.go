package config_test

import (
	"errors"
	"strings"
	"testing"

	"returndesk/config"
	"returndesk/desk"
)

// TestChannels: smtp may be left out only where nobody needs it, and Sent has to be read
// where people send.
func TestChannels(t *testing.T) {
	t.Parallel()
	const smtp = "    smtp: {host: smtp.shop.test, password_env: PASS}\n"
	base := func(folders, smtp string) string {
		return "shop: {name: Shop, timezone: UTC}\ndata_dir: data\norders: {csv: orders.csv}\nmailboxes:\n  - name: support\n    address: support@shop.test\n" +
			"    imap: {host: imap.shop.test, password_env: PASS" + folders + "}\n" + smtp
	}
	for name, c := range map[string]struct {
		text, says string
		only       bool
		in         desk.Channel
	}{
		"console":                   {base("", smtp), "", false, desk.ChannelConsole},
		"console without smtp":      {base("", ""), "smtp: is missing", false, ""},
		"both without smtp":         {base("", "") + "approve_in: both\n", "smtp: is missing", false, ""},
		"mailbox with smtp":         {base("", smtp) + "approve_in: mailbox\n", "", false, desk.ChannelMailbox},
		"mailbox without smtp":      {base("", "") + "approve_in: mailbox\n", "", true, desk.ChannelMailbox},
		"smtp without a host":       {base("", "    smtp: {append_sent: off}\n") + "approve_in: mailbox\n", "smtp.host: is missing", false, ""},
		"Sent unread":               {base(", folders: {ignore_sent: true}", "") + "approve_in: mailbox\n", "ignore_sent: cannot be set", false, ""},
		"acknowledged without":      {base("", "") + "approve_in: mailbox\nacknowledge: {enabled: true}\n", "acknowledge.enabled: needs SMTP", false, ""},
		"reminded without":          {base("", "") + "approve_in: mailbox\nreminders: {auto_send: true}\n", "reminders.auto_send: needs SMTP", false, ""},
		"a channel that nobody has": {base("", smtp) + "approve_in: fax\n", "approve_in", false, ""},
	} {
		got, err := config.Parse("x.yaml", []byte(c.text))
		if c.says == "" {
			if err != nil || got.ApproveIn != c.in || got.MailboxOnly() != c.only {
				t.Errorf("%s: %q, only %v, %v", name, got.ApproveIn, got.MailboxOnly(), err)
			}
			continue
		}
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: no %q in %v", name, c.says, err)
		}
	}
}

// TestMisspeltChannelIsOneProblem: what it would ask of the mailboxes is not known then.
func TestMisspeltChannelIsOneProblem(t *testing.T) {
	t.Parallel()
	const text = "shop: {name: s, timezone: UTC}\ndata_dir: d\norders: {csv: o.csv}\nmailboxes:\n  - name: a\n    address: a@shop.test\n    imap: {host: h, password_env: P}\napprove_in: mailbx\n"
	_, err := config.Parse("x.yaml", []byte(text))
	var all config.Problems
	if !errors.As(err, &all) || len(all) != 1 || all[0].Key != "approve_in" {
		t.Errorf("got %v", err)
	}
}
