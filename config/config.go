package config

import (
	"regexp"
	"strings"
	"time"

	"returndesk/desk"
)

// Tags of a field: yaml is its key; default its value when the key is absent; need says
// why it cannot be absent; enum, min and max bound it (durations and sizes as text);
// form names a shape that shapes.go checks; path makes it relative to the file's folder.

// Config is the whole configuration file.
type Config struct {
	File         string    `yaml:"-"` // where it was read from
	Shop         Shop      `yaml:"shop" need:"the shop's name and time zone stand there"`
	DataDir      string    `yaml:"data_dir" path:"true" need:"cases and mails are kept there"`
	Mailboxes    []Mailbox `yaml:"mailboxes" need:"there is nothing to read without one"`
	Brand        Brand     `yaml:"brand"`
	Orders       Orders    `yaml:"orders" need:"each mail is checked against the orders"`
	Policy       Policy    `yaml:"policy"`
	TemplatesDir string    `yaml:"templates_dir" path:"true"`
	Alerts       Alerts    `yaml:"alerts"`
	Digest       Digest    `yaml:"digest"`
	Actors       []Actor   `yaml:"actors"`
	SocketGroup  string    `yaml:"socket_group" form:"name"` // whose members may reach the service's socket
	// ApproveIn is where people approve: here, in their mail program, or in both.
	ApproveIn    desk.Channel `yaml:"approve_in" default:"console" enum:"console|mailbox|both"`
	Approval     Approval     `yaml:"approval"`
	Acknowledge  Acknowledge  `yaml:"acknowledge"`
	Reminders    Reminders    `yaml:"reminders"`
	DelayNotices DelayNotices `yaml:"delay_notices"`
	Deadlines    Deadlines    `yaml:"deadlines"`
	Photos       Photos       `yaml:"photos"`
	Classifier   Classifier   `yaml:"classifier"`
	Console      Console      `yaml:"console"`
	Metrics      Metrics      `yaml:"metrics"`
	Log          Log          `yaml:"log"`
}

// Shop is who we are and how the shop counts time.
type Shop struct {
	Name         string         `yaml:"name" need:"customers read it"`
	Zone         *time.Location `yaml:"timezone" need:"deadlines end in shop time"`
	Language     string         `yaml:"language" default:"en" form:"language"`
	OrderNumber  OrderNumber    `yaml:"order_number"`
	BusinessDays []string       `yaml:"business_days" default:"mon,tue,wed,thu,fri" enum:"mon|tue|wed|thu|fri|sat|sun"`
	// Holidays are days on which the shop does not work: 2026-12-24, or 12-25 for every year.
	Holidays []string `yaml:"holidays" form:"day"`
	// BusinessHours are those in which the shop works on its business days: how long customers
	// wait is counted in them.
	BusinessHours string `yaml:"business_hours" default:"09:00-17:00" form:"hours"`
	// ExemptionConfirmed: the manager has checked that what the shop sells, also standard goods that
	// are only configured, is exempt from the right of withdrawal in the EU and UK (domain.md
	// section 1, reading 16); doctor warns until then.
	ExemptionConfirmed bool `yaml:"withdrawal_exemption_confirmed"`
	// RefundDays is within how many business days an approved cancellation is paid back.
	RefundDays int `yaml:"refund_days" default:"7" min:"1" max:"60"`
	// TransitReturnPostage is who pays the postage of a return for damage in transit until the
	// inspection (domain.md section 1, "policy gaps").
	TransitReturnPostage string `yaml:"transit_return_postage" default:"shop" enum:"shop|buyer"`
	// LateRefund is what the buyer of a late order that was never handed over gets back
	// (domain.md section 1, "policy gaps").
	LateRefund string `yaml:"late_refund" default:"full" enum:"full|without_shipping"`
	// CarrierClaimDays is how many days after delivery each carrier takes claims
	// (domain.md section 1, reading 17); doctor warns when it is empty.
	CarrierClaimDays map[string]int `yaml:"carrier_claim_days" min:"1" max:"365"`
	// CarrierAnswerDays is within how many days a carrier should have answered a filed claim.
	CarrierAnswerDays int `yaml:"carrier_answer_days" default:"30" min:"1" max:"365"`
}

// OrderNumber is the shape of the shop's order numbers.
type OrderNumber struct {
	Prefix  string         `yaml:"prefix"`  // "HW", where numbers look like HW-10512
	Pattern *regexp.Regexp `yaml:"pattern"` // instead of the built-in shapes
}

// Mailbox is one support mailbox: where it is read, and how its replies leave.
type Mailbox struct {
	Name          string    `yaml:"name" need:"logs and cases call the mailbox by it" form:"name"`
	Address       string    `yaml:"address" need:"customers write to it" form:"address"`
	IMAP          IMAP      `yaml:"imap" need:"mails are read over IMAP"`
	SMTP          SMTP      `yaml:"smtp" optional:"true"` // needed unless people send from their mail program
	AuthServID    string    `yaml:"authserv_id"`          // RFC 8601 section 2.5
	Aliases       []string  `yaml:"aliases" form:"address"`
	GroupListIDs  []string  `yaml:"group_list_ids"`
	ContactForms  []string  `yaml:"contact_forms" form:"address"`
	OwnReceivedBy []string  `yaml:"own_received_by"`
	StartFrom     StartFrom `yaml:"start_from" default:"now"`
	// Language of this mailbox's mails where neither the customer's nor the order's is
	// known; absent: shop.language.
	Language string `yaml:"language" form:"language"`
}

// Server is what IMAP and SMTP servers have in common.
type Server struct {
	Host         string `yaml:"host" need:"there is no server to connect to without it" form:"host"`
	Port         int    `yaml:"port" min:"1" max:"65535"` // absent: by protocol and tls
	TLS          string `yaml:"tls" default:"implicit" enum:"implicit|starttls|plain"`
	CAFile       string `yaml:"ca_file" path:"true"`
	Login        string `yaml:"login"` // absent: the mailbox's address
	Mechanism    string `yaml:"mechanism" default:"auto" enum:"auto|plain|login|xoauth2|oauthbearer"`
	PasswordFile string `yaml:"password_file" path:"true"`
	PasswordEnv  string `yaml:"password_env" form:"env"`
	OAuth        OAuth  `yaml:"oauth"` // instead of a password
}

// OAuth is where tokens come from that stand for a password (RFC 6749).
type OAuth struct {
	TokenURL         string   `yaml:"token_url" form:"url"`
	Grant            string   `yaml:"grant" default:"refresh_token" enum:"refresh_token|client_credentials"`
	Scopes           []string `yaml:"scopes"`
	ClientID         string   `yaml:"client_id"`
	ClientIDFile     string   `yaml:"client_id_file" path:"true"`
	ClientIDEnv      string   `yaml:"client_id_env" form:"env"`
	ClientSecretFile string   `yaml:"client_secret_file" path:"true"` // absent: a public client
	ClientSecretEnv  string   `yaml:"client_secret_env" form:"env"`
	RefreshTokenFile string   `yaml:"refresh_token_file" path:"true"`
	RefreshTokenEnv  string   `yaml:"refresh_token_env" form:"env"`
	TokenFile        string   `yaml:"token_file" path:"true"` // absent: in data_dir
}

// Used says whether the block stands in the configuration.
func (o OAuth) Used() bool { return o.TokenURL != "" }

// IMAP is the server that a mailbox is read from.
type IMAP struct {
	Server          `yaml:",inline"`
	Folders         Folders       `yaml:"folders"`
	Idle            bool          `yaml:"idle" default:"true"`
	PollInterval    time.Duration `yaml:"poll_interval" default:"1m" min:"5s" max:"1h"`
	Patience        time.Duration `yaml:"patience" default:"1m" min:"5s" max:"10m"`
	RetryMax        time.Duration `yaml:"retry_max" default:"5m" min:"1s" max:"1h"`
	MaxMessageBytes Size          `yaml:"max_message_bytes" default:"40MiB" min:"64KiB" max:"256MiB"`
	BatchSize       int           `yaml:"batch_size" default:"200" min:"1" max:"1000"`
	HistoryDays     int           `yaml:"history_days" default:"365" min:"0" max:"36500"`
	MaxConnections  int           `yaml:"max_connections" default:"10" min:"1" max:"100"`
	DailyBytes      Size          `yaml:"daily_bytes" default:"0" min:"0" max:"1000GB"` // 0: no limit
}

// Folders names the folders that are read and written. Drafts and Sent are found by
// SPECIAL-USE when absent (RFC 6154).
type Folders struct {
	Inbox      []string `yaml:"inbox" default:"INBOX"`
	Drafts     string   `yaml:"drafts"`
	Sent       string   `yaml:"sent"`
	IgnoreSent bool     `yaml:"ignore_sent"` // true: replies that people send by hand go unnoticed
	// SentAlso are further folders of sent mail, where a vanished draft is looked for.
	SentAlso []string `yaml:"sent_also"`
}

// SMTP is the server that approved replies leave through.
type SMTP struct {
	Server     `yaml:",inline"`
	AppendSent string        `yaml:"append_sent" default:"auto" enum:"auto|on|off"`
	Hello      string        `yaml:"hello" form:"host"` // name in EHLO; absent: the machine's
	Patience   time.Duration `yaml:"patience" default:"5m" min:"5s" max:"30m"`
	// DotPatience is how long the answer to the final dot may take; RFC 5321 section
	// 4.5.3.2.6 asks for ten minutes.
	DotPatience time.Duration `yaml:"dot_patience" default:"10m" min:"1m" max:"30m"`
}

// Used says whether mail leaves over SMTP at all.
func (s SMTP) Used() bool { return s.Host != "" }

// MailboxOnly reports whether no mail at all leaves over SMTP: people send customer mail from
// their mail program, and internal mails are put into the inbox.
func (c Config) MailboxOnly() bool {
	for _, m := range c.Mailboxes {
		if m.SMTP.Used() {
			return false
		}
	}
	return true
}

// Brand is what customers see of the shop.
type Brand struct {
	Name          string `yaml:"name"`       // absent: shop.name
	FromName      string `yaml:"from_name"`  // absent: brand.name
	AgentName     string `yaml:"agent_name"` // absent: from_name; the approver's name is never guessed
	Signature     string `yaml:"signature"`
	PolicyURL     string `yaml:"policy_url" form:"url"`
	ReturnAddress string `yaml:"return_address"`
}

// Orders is where orders come from: exactly one of CSV and JSON.
type Orders struct {
	CSV  string `yaml:"csv" path:"true"`
	JSON string `yaml:"json" path:"true"`
	// Columns maps column names of the shop's export to those of docs/orders.md (CSV only).
	Columns    map[string]string `yaml:"columns"`
	MaxAge     time.Duration     `yaml:"max_age" default:"24h" min:"1m" max:"30d"` // older data supports no denial
	CheckEvery time.Duration     `yaml:"check_every" default:"10s" min:"1s" max:"1h"`
}

// Path gives the orders file, whichever key names it.
func (o Orders) Path() string {
	if o.CSV != "" {
		return o.CSV
	}
	return o.JSON
}

// Policy replaces the decision table and the policy text; all empty means the built-in.
type Policy struct {
	Table   string `yaml:"table" path:"true"`
	Actions string `yaml:"actions" path:"true"`
	Text    string `yaml:"text" path:"true"`
}

// Alerts is who gets the internal mails that must not wait.
type Alerts struct {
	To       []string `yaml:"to" form:"address"`
	DraftsTo []string `yaml:"drafts_to" form:"address"` // told of drafts in the mailbox; absent: to
}

// Digest is the weekly mail with the shop's figures (domain.md section 6).
type Digest struct {
	To   []string `yaml:"to" form:"address"`                 // nobody: it stands in the console alone
	Time string   `yaml:"time" default:"08:00" form:"clock"` // on Monday, by the clock of the shop
}

// Minutes gives the time in minutes after midnight.
func (d Digest) Minutes() int { return minutesOf(d.Time) }

// Actor maps a user of this machine to a person with a role.
type Actor struct {
	UnixUser string    `yaml:"unix_user" need:"the person is recognised by it"`
	Name     string    `yaml:"name" need:"the history of a case names who acted"`
	Role     desk.Role `yaml:"role" default:"agent" enum:"agent|senior|manager|admin"`
	// Mail is the address that the person's mail program puts into From or Sender.
	Mail string `yaml:"mail" form:"address"`
}

// Console is the agents' web page.
type Console struct {
	// Listen is an address with port, or "off". "" is DefaultConsole, if that is free.
	Listen    string        `yaml:"listen" form:"listen"`
	PublicURL string        `yaml:"public_url" form:"origin"` // where browsers reach it through a proxy
	TLSCert   string        `yaml:"tls_cert" path:"true"`
	TLSKey    string        `yaml:"tls_key" path:"true"`
	Session   time.Duration `yaml:"session" default:"12h" min:"5m" max:"30d"` // how long a login lasts
}

// DefaultConsole is where the console listens when the configuration does not say.
const DefaultConsole = "127.0.0.1:8420"

// Off reports whether there shall be no console.
func (c Console) Off() bool { return c.Listen == "off" }

// Secure reports whether browsers come over TLS.
func (c Console) Secure() bool {
	return c.TLSCert != "" || strings.HasPrefix(c.PublicURL, "https://")
}

// Metrics are the figures for a monitoring program.
type Metrics struct {
	Listen string `yaml:"listen" default:"off" form:"listen_metrics"` // an address with port, or "off"
}

// Off reports whether no figures are served.
func (m Metrics) Off() bool { return m.Listen == "off" || m.Listen == "" }

// Approval is what happens between an approval and the sending.
type Approval struct {
	UndoDelay time.Duration `yaml:"undo_delay" default:"15s" min:"0s" max:"1h"`
	ThreadCap int           `yaml:"thread_cap" default:"5" min:"1" max:"100"` // replies a thread and day
	// Solo: one person runs the shop and confirms repayments alone, an hour later (domain.md
	// section 3).
	Solo bool `yaml:"solo"`
}

// Acknowledge is the confirmation of receipt that leaves without a person.
type Acknowledge struct {
	Enabled       bool `yaml:"enabled"`
	PerSenderDays int  `yaml:"per_sender_days" default:"7" min:"1" max:"365"` // one per sender in so many days
	PerHour       int  `yaml:"per_hour" default:"60" min:"1" max:"10000"`     // so many switch it off
	PerDay        int  `yaml:"per_day" default:"200" min:"1" max:"10000"`
}

// Reminders are the mails to customers who do not answer. They are drafts like all others
// unless they may leave by themselves.
type Reminders struct {
	AutoSend bool `yaml:"auto_send"`
}

// DelayNotices are the notices about orders that will not ship in time (policy section 6).
type DelayNotices struct {
	Enabled    bool `yaml:"enabled" default:"true"`
	DaysBefore int  `yaml:"days_before" default:"2" min:"0" max:"60"` // before the promised date ends
	PerDay     int  `yaml:"per_day" default:"50" min:"1" max:"10000"` // drafts in a day, the most urgent first
}

// Photos bounds the judging of pictures.
type Photos struct {
	JudgeWorkers int `yaml:"judge_workers" default:"1" min:"0" max:"32"` // 0: pictures stay unjudged
	MaxPixels    int `yaml:"max_pixels" default:"60000000" min:"1000000" max:"200000000"`
}

// Log is what goes to standard error.
type Log struct {
	Level  string `yaml:"level" default:"info" enum:"debug|info|warn|error"`
	Format string `yaml:"format" default:"text" enum:"text|json"`
}
