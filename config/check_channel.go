package config

import (
	"fmt"

	"returndesk/desk"
)

// channel checks what approve_in asks of the mailboxes, and what needs SMTP.
func (d *decoder) channel(c *Config) {
	for i := range c.Mailboxes {
		key := fmt.Sprintf("mailboxes[%d]", i)
		if d.places[key] == nil {
			continue
		}
		known := c.ApproveIn == desk.ChannelConsole || c.ApproveIn == desk.ChannelBoth // a misspelt one is told of by itself
		if !d.set(key+".smtp") && known {
			d.at(key+".smtp", "add the key smtp, or set approve_in: mailbox", "is missing: approved replies leave over SMTP")
		}
		if c.ApproveIn.Mailbox() && c.Mailboxes[i].IMAP.Folders.IgnoreSent {
			d.at(key+".imap.folders.ignore_sent", "leave it out", "cannot be set with approve_in: %s; what people send is seen in Sent", c.ApproveIn)
		}
	}
	if c.ApproveIn != desk.ChannelMailbox || !c.MailboxOnly() {
		return
	}
	if c.Acknowledge.Enabled {
		d.at("acknowledge.enabled", "add smtp to the mailbox, or switch it off", "needs SMTP: the mail leaves without a person")
	}
	if c.Reminders.AutoSend {
		d.at("reminders.auto_send", "add smtp to the mailbox, or switch it off", "needs SMTP: the mail leaves without a person")
	}
}
