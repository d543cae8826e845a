package config

import (
	"fmt"
	"net"
	"strings"
)

// check notes what the single values cannot show: contradictions between keys.
func (d *decoder) check(c *Config) {
	names, addresses := map[string]int{}, map[string]int{}
	for i := range c.Mailboxes {
		m := &c.Mailboxes[i]
		key := fmt.Sprintf("mailboxes[%d]", i)
		d.twice(names, key+".name", strings.ToLower(m.Name), i)
		d.twice(addresses, key+".address", strings.ToLower(m.Address), i)
		d.server(&m.IMAP.Server, key+".imap", true)
		d.server(&m.SMTP.Server, key+".smtp", false)
		for j, f := range m.IMAP.Folders.Inbox {
			if strings.TrimSpace(f) == "" {
				d.at(fmt.Sprintf("%s.imap.folders.inbox[%d]", key, j), "name a folder, or leave the key out for INBOX", "is empty")
			}
		}
	}
	users := map[string]int{}
	for i, a := range c.Actors {
		d.twice(users, fmt.Sprintf("actors[%d].unix_user", i), a.UnixUser, i)
	}
	d.orders(c)
	d.policy(c)
	if p := c.Shop.OrderNumber.Pattern; p != nil && p.MatchString("") {
		d.at("shop.order_number.pattern", "let it need at least one digit", "matches an empty text, so every mail would name an order")
	}
}

func (d *decoder) twice(seen map[string]int, key, value string, i int) {
	if value == "" {
		return
	}
	if first, again := seen[value]; again {
		d.at(key, "give each its own", "%q stands already in entry %d", value, first+1)
		return
	}
	seen[value] = i
}

// server checks one connection. mustLogIn is false for SMTP: a relay on this machine
// may take mail from everybody.
func (d *decoder) server(s *Server, key string, mustLogIn bool) {
	if !d.set(key) {
		return // told as missing already
	}
	if s.TLS == "plain" && s.Host != "" && !isLoopback(s.Host) {
		d.at(key+".tls", "use implicit or starttls", "plain is for servers on this machine only; the password would cross the network in clear to %s", s.Host)
	}
	switch {
	case s.PasswordFile != "" && s.PasswordEnv != "":
		d.at(key+".password_env", "keep one of them", "stands beside password_file")
	case !s.HasPassword() && mustLogIn:
		d.at(key, "add password_file or password_env", "has no password")
	case !s.HasPassword() && s.Login != "":
		d.at(key+".login", "add password_file or password_env, or leave login out", "has no password beside it")
	case !s.HasPassword() && s.Host != "" && !isLoopback(s.Host):
		d.at(key, "add password_file or password_env", "has no password; only a server on this machine can be used without")
	}
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return strings.EqualFold(strings.TrimSuffix(host, "."), "localhost") || (ip != nil && ip.IsLoopback())
}

func (d *decoder) orders(c *Config) {
	if !d.set("orders") {
		return // told as missing already
	}
	if c.Orders.CSV == "" && len(c.Orders.Columns) > 0 {
		d.at("orders.columns", "leave it out, or use csv", "renames columns, but the orders are no CSV file")
	}
	switch {
	case c.Orders.CSV != "" && c.Orders.JSON != "":
		d.at("orders.json", "keep one of them", "stands beside csv")
	case c.Orders.Path() == "":
		d.at("orders", "add csv or json with the path of the file", "names no file")
	}
}

// policy: a shop replaces text and table together, since the rows cite the text's
// sentences (design.md, "The policy is data").
func (d *decoder) policy(c *Config) {
	switch p := c.Policy; {
	case p.Table != "" && p.Text == "":
		d.at("policy.table", "add policy.text", "replaces the table but not the text that its rows cite")
	case p.Text != "" && p.Table == "":
		d.at("policy.text", "add policy.table", "replaces the text but not the table that cites it")
	case p.Actions != "" && p.Table == "":
		d.at("policy.actions", "add policy.table and policy.text", "replaces the actions but not the table that they belong to")
	}
}
