package config_test

import (
	"strings"
	"testing"

	"returndesk/config"
	"returndesk/desk"
)

func TestCheckValue(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ key, text, want string }{
		{"shop.timezone", "Europe/Berlin", ""},
		{"shop.timezone", "Berlin", "no time zone"},
		{"shop.name", "", "an answer is needed"},
		{"shop.carrier_claim_days", "0", "too little"},
		{"mailboxes.address", "a@b.test", ""},
		{"mailboxes.address", "a", "no mail address"},
		{"mailboxes.imap.host", "imap.shop.test", ""},
		{"mailboxes.imap.port", "0", "too little"},
		{"mailboxes.smtp.tls", "ssl", "is not one of implicit"},
		{"mailboxes.start_from", "2026-02-30", "neither now, all nor a date"},
		{"alerts.to", "x", "no mail address"},
		{"brand.policy_url", "", ""},
		{"brand.policy_url", "shop.test/returns", "no web address"},
		{"actors.role", "boss", "is not one of agent"},
	} {
		err := config.CheckValue(c.key, c.text)
		if (err == nil) != (c.want == "") || (err != nil && !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s = %q: %v, want %q", c.key, c.text, err, c.want)
		}
	}
	for _, key := range []string{"", "shop.nme", "shop.name.x", "data_dir.x"} {
		if err := config.CheckValue(key, "x"); desk.CodeOf(err) != desk.CodeInternal {
			t.Errorf("%q: %v", key, err)
		}
	}
}
