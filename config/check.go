package config

import (
	"fmt"
	"net"
	"net/url"
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
		d.server(&m.IMAP.Server, key+".imap", true, OAuth{})
		d.server(&m.SMTP.Server, key+".smtp", false, m.IMAP.OAuth)
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
	d.channel(c)
	d.orders(c)
	d.policy(c)
	d.console(c.Console)
	d.llm(c.Classifier.LLM)
	d.deadlines(c.Deadlines)
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
// may take mail from everybody. inherited are the tokens that it uses where it has none
// of its own.
func (d *decoder) server(s *Server, key string, mustLogIn bool, inherited OAuth) {
	if !d.set(key) {
		return // told as missing already
	}
	if s.TLS == "plain" && s.Host != "" && !isLoopback(s.Host) {
		d.at(key+".tls", "use implicit or starttls", "plain is for servers on this machine only; the password would cross the network in clear to %s", s.Host)
	}
	if s.OAuth.Used() || d.set(key+".oauth") {
		d.oauth(s, key)
		return
	}
	switch {
	case s.bearer() && inherited.Used():
	case s.bearer():
		d.at(key+".mechanism", "add oauth with token_url, client_id and a refresh token", "needs tokens, and no oauth says where they come from")
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

// oauth checks a block of tokens: everything that its grant needs, and nothing twice.
func (d *decoder) oauth(s *Server, key string) {
	o, at := s.OAuth, key+".oauth"
	one := func(name, value, need string, others ...string) {
		n := 0
		for _, v := range append(others, value) {
			if v != "" {
				n++
			}
		}
		switch {
		case n == 0 && need != "":
			d.at(at, "add "+name+"_file or "+name+"_env", "has no %s: %s", strings.ReplaceAll(name, "_", " "), need)
		case n > 1:
			d.at(at, "keep one of them", "names the %s more than once", strings.ReplaceAll(name, "_", " "))
		}
	}
	if s.HasPassword() {
		d.at(key+".oauth", "keep one of them", "stands beside a password")
	}
	if s.Mechanism == "plain" || s.Mechanism == "login" {
		d.at(key+".mechanism", "write auto, xoauth2 or oauthbearer", "cannot carry a token")
	}
	if o.TokenURL == "" {
		d.at(at, "add token_url", "has no token_url: tokens come from there")
	} else if u, err := url.Parse(o.TokenURL); err == nil && u.Scheme != "https" && !isLoopback(u.Hostname()) {
		d.at(at+".token_url", "begin it with https://", "would send secrets unprotected")
	}
	one("client_id", o.ClientID, "the provider knows the application by it", o.ClientIDFile, o.ClientIDEnv)
	if o.Grant == "client_credentials" {
		one("client_secret", o.ClientSecretFile, "the grant client_credentials proves the application by it", o.ClientSecretEnv)
		if len(o.Scopes) == 0 {
			d.at(at, "add scopes; docs/operations.md lists them for each provider", "has no scopes, which the grant client_credentials needs")
		}
		return
	}
	one("client_secret", o.ClientSecretFile, "", o.ClientSecretEnv)
	one("refresh_token", o.RefreshTokenFile, "a person's consent stands in it", o.RefreshTokenEnv)
}

// console: passwords and customers' mails do not cross a network in clear.
func (d *decoder) console(c Console) {
	if (c.TLSCert == "") != (c.TLSKey == "") {
		d.at("console", "name both files", "has one of tls_cert and tls_key")
	}
	if why, mend := c.inClear(); why != "" {
		d.at("console.listen", mend, "%s", why)
	}
}

// inClear says why the console may not listen where it shall; nothing when it may.
func (c Console) inClear() (why, mend string) {
	if c.Listen == "" || c.Off() {
		return "", ""
	}
	if host, _, err := net.SplitHostPort(c.Listen); err != nil || isLoopback(host) || c.Secure() {
		return "", ""
	}
	return c.Listen + " can be reached from the network, and passwords would cross it in clear",
		"name console.tls_cert and console.tls_key, or put a proxy with TLS before it and name its address by console.public_url"
}

// ListenAddress says why a text is no address to listen on, and what one looks like; nothing when it is one.
func ListenAddress(text string) (why, mend string) { return checkForm("listen", text) }

// ListenAt gives the console with another address than the file's, as a flag names it, by the
// rules of the file. why is empty when it can be taken.
func (c Console) ListenAt(address string) (with Console, why, mend string) {
	if why, mend = ListenAddress(address); why != "" {
		return c, why, mend
	}
	c.Listen = address
	why, mend = c.inClear()
	return c, why, mend
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
