package main

import (
	"cmp"
	"errors"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"

	"returndesk/config"
	"returndesk/desk"
	"returndesk/orders"
)

// answers collects what init asks for; the steps fill it in order.
type answers struct {
	app    *app
	prompt *prompt

	Shop, Zone, OrderPrefix, PolicyURL, ReturnAddress string
	Carriers                                          []carrier
	Name, Address                                     string
	IMAP, SMTP                                        access
	AppendSent, AuthServID, StartFrom                 string
	OrdersKey, OrdersPath, DataDir, Alerts, ApproveIn string
	UnixUser, Person, Role                            string
}

// carrier is one entry of shop.carrier_claim_days.
type carrier struct {
	Name string
	Days int
}

// key checks an answer by the rules of its configuration key.
func key(name string) func(string) error {
	return func(answer string) error { return config.CheckValue(name, answer) }
}

// question is one plain question of a step.
type question struct {
	into  *string
	text  string
	def   string
	check func(string) error
}

// each asks several questions. Defaults that depend on an earlier answer need a step of
// their own.
func (an *answers) each(qs ...question) (err error) {
	for _, q := range qs {
		if *q.into, err = an.prompt.ask(q.text, q.def, q.check); err != nil {
			return err
		}
	}
	return nil
}

func (an *answers) shop() error {
	an.prompt.say("The shop")
	claims := ""
	err := an.each(
		question{&an.Shop, "Name that customers read", "", key("shop.name")},
		question{&an.Zone, "Time zone in which promised dates end", localZone(an.app.env), key("shop.timezone")},
		question{&an.OrderPrefix, "Letters before the digits of an order number, as HW in HW-10512 (empty: none)", "", lettersOnly},
		question{&an.PolicyURL, "Web address of the returns policy (empty: none)", "", key("brand.policy_url")},
		question{&an.ReturnAddress, "Postal address for returns, in one line (empty: later)", "", anything},
		question{&claims, "Days within which carriers take claims for damage, as ups=60, dhl=7 (empty: later)", "", func(s string) error { _, err := parseCarriers(s); return err }},
	)
	if err != nil {
		return err
	}
	an.Carriers, err = parseCarriers(claims)
	return err
}

func anything(string) error { return nil }

func lettersOnly(s string) error {
	if strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") != "" {
		return desk.Errf(desk.CodeInvalid, "only letters, without dash and digits")
	}
	return nil
}

func parseCarriers(s string) ([]carrier, error) {
	var all []carrier
	for part := range strings.SplitSeq(s, ",") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		name, days, ok := strings.Cut(part, "=")
		n, err := strconv.Atoi(strings.TrimSpace(days))
		if name = strings.ToLower(strings.TrimSpace(name)); !ok || err != nil || name == "" {
			return nil, desk.Errf(desk.CodeInvalid, "write carrier=days, with commas between, as ups=60, dhl=7")
		}
		if err := config.CheckValue("shop.carrier_claim_days", strconv.Itoa(n)); err != nil {
			return nil, err
		}
		all = append(all, carrier{name, n})
	}
	return all, nil
}

func (an *answers) mailbox() error {
	an.prompt.say("\nThe mailbox (Microsoft 365 takes tokens only: choose 1, and afterwards put an oauth block in place of the\npasswords; docs/operations.md, \"Tokens instead of a password\", has it)")
	presets := providers()
	names := make([]string, len(presets))
	for i, p := range presets {
		names[i] = p.name
	}
	n, err := an.prompt.choose("Where is it", names)
	if err != nil {
		return err
	}
	chosen := presets[n]
	if chosen.advice != "" {
		an.prompt.say("  %s", chosen.advice)
	}
	an.IMAP, an.SMTP, an.AppendSent, an.AuthServID = chosen.imap, chosen.smtp, chosen.appendSent, chosen.authServID
	if err := an.each(question{&an.Address, "Mail address", "", key("mailboxes.address")}); err != nil {
		return err
	}
	local, domain, _ := strings.Cut(an.Address, "@")
	short := local
	if config.CheckValue("mailboxes.name", local) != nil {
		short = "support"
	}
	if err := an.each(question{&an.Name, "Short name for logs and cases", short, key("mailboxes.name")}); err != nil {
		return err
	}
	if chosen.imap.Host == "" {
		if err := an.server("IMAP", "mailboxes.imap", &an.IMAP, "imap."+domain, "993", "143", "143"); err != nil {
			return err
		}
	}
	if err := an.each(question{&an.IMAP.Login, "Login", an.Address, anything}); err != nil {
		return err
	}
	if err := an.password("IMAP", &an.IMAP, filepath.Join("secrets", an.Name+".password")); err != nil {
		return err
	}
	if an.AuthServID != "" {
		return nil
	}
	return an.each(question{&an.AuthServID, "First word of the Authentication-Results line in mails you receive (empty: later)", "", anything})
}

// server asks for a server that no preset knows.
func (an *answers) server(protocol, keys string, s *access, host, implicit, start, plain string) error {
	err := an.each(
		question{&s.Host, protocol + " server", host, key(keys + ".host")},
		question{&s.TLS, protocol + " protection: implicit, starttls, or plain on this machine only", "implicit", key(keys + ".tls")},
	)
	if err != nil {
		return err
	}
	port := map[string]string{"implicit": implicit, "starttls": start, "plain": plain}[s.TLS]
	return an.each(question{&s.Port, protocol + " port", port, key(keys + ".port")})
}

// password asks where a password stands. A file that is there already is not asked for.
func (an *answers) password(protocol string, s *access, file string) error {
	where, err := an.prompt.ask("Keep the "+protocol+" password in a file or in an environment variable (file or env)", "file", oneOf("file", "env"))
	if err != nil {
		return err
	}
	if strings.EqualFold(where, "env") {
		return an.each(question{&s.PasswordEnv, "Name of the variable", "RETURNDESK_" + protocol + "_PASSWORD", needed(key("mailboxes.imap.password_env"))})
	}
	if err := an.each(question{&s.PasswordFile, "Password file", file, needed(anything)}); err != nil {
		return err
	}
	path := beside(filepath.Dir(an.app.configFile()), s.PasswordFile)
	if _, err := os.Stat(path); err == nil {
		an.prompt.say("  %s is there already and stays as it is.", path)
		return nil
	}
	for {
		text, err := an.prompt.secret(protocol + " password (not shown)")
		if err != nil {
			return err
		}
		if text != "" {
			s.password = config.NewSecret(text)
			return nil
		}
		an.prompt.say("  a password is needed; it goes into %s alone", path)
	}
}

func needed(check func(string) error) func(string) error {
	return func(answer string) error {
		if answer == "" {
			return desk.Errf(desk.CodeInvalid, "an answer is needed")
		}
		return check(answer)
	}
}

func (an *answers) outgoing() error {
	an.prompt.say("\nSending")
	err := an.each(question{&an.ApproveIn, "Where people approve replies: console (web page and command line; we send), mailbox (drafts lie in Drafts,\n  and people send them from their mail program), or both", "console", key("approve_in")})
	if err != nil {
		return err
	}
	if an.ApproveIn == string(desk.ChannelMailbox) {
		by, err := an.prompt.yes("Hold an SMTP login all the same, for alerts by mail? Without it they are put into the inbox", false)
		if err != nil {
			return err
		}
		if !by {
			an.SMTP = access{}
			return nil
		}
	}
	if an.SMTP.Host == "" {
		if err := an.server("SMTP", "mailboxes.smtp", &an.SMTP, strings.Replace(an.IMAP.Host, "imap.", "smtp.", 1), "465", "587", "25"); err != nil {
			return err
		}
	}
	same, err := an.prompt.yes("Same login and password as for reading", true)
	if err != nil {
		return err
	}
	if same {
		an.SMTP.Login, an.SMTP.PasswordFile, an.SMTP.PasswordEnv = an.IMAP.Login, an.IMAP.PasswordFile, an.IMAP.PasswordEnv
		return nil
	}
	if err := an.each(question{&an.SMTP.Login, "Login", an.Address, anything}); err != nil {
		return err
	}
	return an.password("SMTP", &an.SMTP, filepath.Join("secrets", an.Name+".smtp.password"))
}

func (an *answers) rest() error {
	an.prompt.say("\nOrders, start, people")
	err := an.each(
		question{&an.OrdersPath, "Orders file, .csv or .json", "orders.csv", ordersFile},
		question{&an.DataDir, "Folder for cases and mails", "data", key("data_dir")},
		question{&an.StartFrom, "Which mails are work: now (from the first start on), all, or a date", "now", key("mailboxes.start_from")},
		question{&an.Alerts, "Address for urgent internal alerts (empty: none)", "", optional(an.alertsAddress)},
		question{&an.UnixUser, "User of this machine who may approve", currentUser(), key("actors.unix_user")},
	)
	if err != nil {
		return err
	}
	if an.OrdersKey = "csv"; orders.IsJSON(an.OrdersPath) {
		an.OrdersKey = "json"
	}
	if _, err := os.Stat(beside(filepath.Dir(an.app.configFile()), an.OrdersPath)); errors.Is(err, os.ErrNotExist) {
		an.prompt.say("  %s is not there yet; docs/orders.md says what stands in it.", an.OrdersPath)
	}
	return an.each(
		question{&an.Person, "That person's name, for the history of cases", "", key("actors.name")},
		question{&an.Role, "Role: agent, senior, manager or admin", "admin", key("actors.role")},
	)
}

func ordersFile(s string) error {
	if orders.IsJSON(s) || strings.EqualFold(filepath.Ext(s), ".csv") {
		return nil
	}
	return desk.Errf(desk.CodeInvalid, "the name must end in .csv, .json or .jsonl")
}

// alertsAddress refuses the support mailbox itself: an alert about a mailbox that cannot
// be reached must not wait in it.
func (an *answers) alertsAddress(s string) error {
	if strings.EqualFold(s, an.Address) {
		return desk.Errf(desk.CodeInvalid, "name another mailbox than the one that is read: it may be the one in trouble")
	}
	return config.CheckValue("alerts.to", s)
}

func currentUser() string {
	if u, err := user.Current(); err == nil {
		return u.Username
	}
	return cmp.Or(strconv.Itoa(os.Getuid()), "root")
}

// beside takes a path relative to a folder, as config does.
func beside(dir, path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(dir, path)
}
