package main

import (
	"context"
	"errors"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"returndesk/config"
	"returndesk/desk"
	"returndesk/flow"
	"returndesk/inbox"
	"returndesk/orders"
)

// tried is what the bot would do with one mail: the contract of design.md, "Command
// line". The top level is the primary decision.
type tried struct {
	File       string            `json:"file,omitempty"`
	Class      desk.Class        `json:"class"`
	Also       []desk.Class      `json:"also"`
	Confidence float64           `json:"confidence"`
	Engine     string            `json:"engine"`
	Unsure     bool              `json:"unsure"`
	RunnerUp   desk.Class        `json:"runner_up"`
	Said       []desk.EngineSaid `json:"said"`
	Signals    []desk.Signal     `json:"signals"`
	Order      *triedOrder       `json:"order"`
	Facts      map[string]string `json:"facts"`
	Rule       string            `json:"rule"`
	Outcome    desk.Outcome      `json:"outcome"`
	Sections   []string          `json:"sections"`
	RMA        bool              `json:"rma"`
	Asks       []desk.Ask        `json:"asks"`
	Flags      []desk.Flag       `json:"flags"`
	Draft      *triedDraft       `json:"draft"`
	More       []triedMore       `json:"more"`
}

type triedOrder struct {
	Number string `json:"number"`
	Stage  string `json:"stage"`
}

type triedDraft struct {
	To       string `json:"to"`
	Subject  string `json:"subject"`
	Text     string `json:"text"`
	Template string `json:"template"`
	Language string `json:"language"`
}

// triedMore is a further decision (a second order) or a further draft (verify_buyer).
type triedMore struct {
	Order    *triedOrder  `json:"order,omitempty"`
	Rule     string       `json:"rule,omitempty"`
	Outcome  desk.Outcome `json:"outcome,omitempty"`
	Sections []string     `json:"sections,omitempty"`
	RMA      bool         `json:"rma"`
	Asks     []desk.Ask   `json:"asks,omitempty"`
	Flags    []desk.Flag  `json:"flags,omitempty"`
	Draft    *triedDraft  `json:"draft,omitempty"`
}

// newTryCmd shows what the bot would do with a mail, without doing it.
func newTryCmd(a *app) *cobra.Command {
	var ordersFile, at string
	c := &cobra.Command{
		Use:   "try [--orders F] [--now T] MAIL.eml...",
		Short: "Show what the bot would do with a mail; writes nothing",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if _, err := os.Stat(args[0]); len(args) == 1 && err != nil { // no configuration can mend that
				if err := a.printUntried(args[0], unread(args[0], err)); err != nil {
					return err
				}
				return errShown
			}
			cfg, err := a.tryConfig(ordersFile)
			if err != nil {
				return err
			}
			if ordersFile != "" {
				if err := usableOrders(cmd.Context(), cfg); err != nil {
					return err
				}
			}
			now := a.now()
			if at != "" {
				if now, err = parseInstant(at, cfg.Shop.Zone); err != nil {
					return err
				}
			}
			failed := false
			for _, file := range args { // each is told as it comes: one broken mail hides no other
				t, err := a.try(cmd.Context(), cfg, now, file)
				var broken *untried
				switch {
				case errors.As(err, &broken) && cmd.Context().Err() == nil:
					failed = true
					err = a.printUntried(file, broken.err)
				case err == nil:
					err = a.printTried(t)
				}
				if err != nil {
					return err
				}
			}
			if failed {
				return errShown
			}
			return nil
		},
	}
	c.Flags().StringVar(&ordersFile, "orders", "", "orders file, CSV or JSON (default: the configuration's)")
	c.Flags().StringVar(&at, "now", "", "decide as if it were this instant (2026-03-16T10:20:00-04:00)")
	jsonFlag(c, a)
	return c
}

// parseInstant reads an instant; without an offset it is shop time.
func parseInstant(s string, zone *time.Location) (time.Time, error) {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02 15:04", time.DateOnly} {
		if t, err := time.ParseInLocation(layout, s, zone); err == nil {
			return t, nil
		}
	}
	return time.Time{}, usagef("%q is no instant; write 2026-03-16T10:20:00-04:00 or 2026-03-16", s)
}

// noOrders stands in the built-in values until --orders names a file.
const noOrders = "orders.csv"

// tryDefaults is the configuration of a trial without one: a shop in New York.
const tryDefaults = `
shop: {name: the shop, timezone: America/New_York}
data_dir: data
mailboxes:
  - name: support
    address: support@shop.invalid
    start_from: all
    imap: {host: 127.0.0.1, tls: plain, password_env: RETURNDESK_TRY}
    smtp: {host: 127.0.0.1, tls: plain}
orders: {csv: ` + noOrders + `}
log: {level: error}
`

// unread tells of a file that cannot be opened.
func unread(file string, err error) error {
	return desk.Wrap(desk.CodeNotFound, errors.Unwrap(err), "the mail %s cannot be read", file).WithMend("name a file that holds one mail as it came, mostly one that ends in .eml")
}

// tryConfig takes the configuration if there is one, else built-in values, so that a mail
// can be tried before anything is installed.
func (a *app) tryConfig(ordersFile string) (config.Config, error) {
	cfg, err := a.loadConfig()
	if err != nil {
		if !a.unconfigured() {
			return cfg, err
		}
		if cfg, err = config.Parse("built-in values", []byte(tryDefaults)); err != nil {
			return cfg, err
		}
	}
	if err == nil && ordersFile == "" && cfg.Orders.Path() == noOrders {
		return cfg, usagef("there is no configuration here and no orders file is named, so nothing can be checked; name the orders by --orders, or the configuration by --config")
	}
	if ordersFile != "" { // a typed path that is wrong must not read as a shop without orders
		if _, err := os.Stat(ordersFile); err != nil {
			return cfg, desk.Wrap(desk.CodeNotFound, errors.Unwrap(err), "the orders file %s cannot be read", ordersFile).WithMend("correct --orders")
		}
	}
	switch {
	case ordersFile == "":
	case strings.HasSuffix(strings.ToLower(ordersFile), ".csv"):
		cfg.Orders.CSV, cfg.Orders.JSON = ordersFile, ""
	default:
		cfg.Orders.CSV, cfg.Orders.JSON = "", ordersFile
	}
	return cfg, nil
}

// usableOrders refuses a file that was typed and holds no orders that can be read: every mail
// would be decided as if the shop's data were away, and nothing would say why.
func usableOrders(ctx context.Context, cfg config.Config) error {
	source, err := orders.Open(cfg.Orders.Path(), orders.Options{Zone: cfg.Shop.Zone, Columns: cfg.Orders.Columns})
	if err != nil {
		return err
	}
	now := time.Now()
	// A file is loaded once it has stood still for two seconds; here it is read at once.
	for _, at := range []time.Time{now, now.Add(time.Minute)} {
		if _, _, err := source.Refresh(ctx, at); err != nil {
			return err
		}
	}
	return nil
}

// try runs one mail through the real flow over a throw-away store.
func (a *app) try(ctx context.Context, cfg config.Config, now time.Time, file string) (tried, error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return tried{}, &untried{unread(file, err)}
	}
	dir, err := os.MkdirTemp("", "returndesk-try-")
	if err != nil {
		return tried{}, noTemporary(err)
	}
	defer func() { _ = os.RemoveAll(dir) }() // it holds nothing that is kept
	cfg.DataDir = dir
	for i := range cfg.Mailboxes {
		cfg.Mailboxes[i].StartFrom = config.StartFrom{Mode: "all"}
	}
	frozen := *a
	frozen.now = func() time.Time { return now }
	h, err := frozen.open(ctx, cfg, wiring{judge: true})
	if err != nil {
		return tried{}, err
	}
	defer h.close()
	account := "try"
	if len(cfg.Mailboxes) > 0 {
		account = cfg.Mailboxes[0].Name
	}
	t, err := h.take(ctx, account, raw, now)
	if err != nil {
		return tried{}, &untried{desk.Wrap(desk.CodeOf(err), err, "the mail %s cannot be tried", file).WithMend("look at the file; the service would keep such a mail and list it: `returndesk quarantine`")}
	}
	t.File = file
	return t, nil
}

// untried is why one mail could not be tried; the others may be.
type untried struct{ err error }

func (u *untried) Error() string { return u.err.Error() }
func (u *untried) Unwrap() error { return u.err }

// take runs one mail through and tells what came of it.
func (h *house) take(ctx context.Context, account string, raw []byte, now time.Time) (tried, error) {
	mail := inbox.Raw{Mailbox: "INBOX", Folder: inbox.FolderInbox, UIDValidity: 1, UID: 1, InternalDate: now, Size: int64(len(raw)), Bytes: raw}
	if err := h.receiver.Accept(ctx, account, "INBOX", []inbox.Raw{mail}, inbox.Cursor{UIDValidity: 1, LastUID: 1, UIDNext: 2}); err != nil {
		return tried{}, err
	}
	if err := h.service.drain(ctx); err != nil {
		return tried{}, err
	}
	if err := h.service.judge(ctx); err != nil {
		return tried{}, err
	}
	return h.tried(ctx)
}

// tried reads the outcome back from the throw-away store.
func (h *house) tried(ctx context.Context) (tried, error) {
	cases, _, err := h.store.Cases(ctx, desk.CaseFilter{Limit: 100})
	if err != nil {
		return tried{}, err
	}
	if len(cases) == 0 {
		return h.triedParked(ctx)
	}
	for i := range cases { // a listing comes without decisions
		if cases[i], err = h.store.Case(ctx, cases[i].ID); err != nil {
			return tried{}, err
		}
	}
	// Cases come in any order; the primary one has the drafts, or the lowest number.
	main := cases[0]
	for _, c := range cases {
		if len(c.Drafts) > len(main.Drafts) || len(c.Drafts) == len(main.Drafts) && flow.CaseBefore(c.ID, main.ID) {
			main = c
		}
	}
	t := fromDecision(*main.Last())
	var beside []desk.Draft // questions to the buyers of further orders
	for _, c := range cases {
		if c.ID != main.ID && c.Last() != nil {
			t.More = append(t.More, moreOf(*c.Last()))
			drafts, err := h.store.DraftsOfCase(ctx, c.ID)
			if err != nil {
				return t, err
			}
			beside = append(beside, drafts...)
		}
	}
	drafts, err := h.store.DraftsOfCase(ctx, main.ID)
	if err != nil {
		return t, err
	}
	for _, d := range append(drafts, beside...) {
		if d.State != desk.DraftProposed {
			continue
		}
		if t.Draft == nil && d.Template != "verify_buyer" {
			t.Draft = draftOf(d)
			continue
		}
		t.More = append(t.More, triedMore{Draft: draftOf(d)})
	}
	return t, nil
}

// triedParked tells of a mail that led to no case.
func (h *house) triedParked(ctx context.Context) (tried, error) {
	for _, state := range []desk.MailState{desk.MailSuppressed, desk.MailQuarantined, desk.MailJoined, desk.MailHistory, desk.MailTooBig} {
		list, err := h.store.MailsIn(ctx, state, 1, "")
		if err != nil {
			return tried{}, err
		}
		if len(list) == 0 {
			continue
		}
		if state == desk.MailQuarantined {
			return tried{}, desk.Errf(desk.CodeInvalid, "the mail would go to quarantine: %s", list[0].Reason)
		}
		decision, err := h.engine.DecideParked(ctx, list[0])
		if err != nil {
			return tried{}, err
		}
		return fromDecision(decision), nil
	}
	return tried{}, desk.Errf(desk.CodeInternal, "the mail left no trace")
}

func fromDecision(d desk.Decision) tried {
	t := tried{
		Class: d.Class, Also: orEmpty(d.Reading.Also), Confidence: d.Reading.Confidence, Engine: d.Reading.Engine,
		Unsure: d.Reading.Unsure, RunnerUp: d.Reading.RunnerUp, Said: orEmpty(d.Reading.Said),
		Signals: orEmpty(d.Reading.Signals), Order: orderOf(d), Facts: map[string]string{}, Rule: d.Rule, Outcome: d.Outcome,
		Sections: orEmpty(d.Sections), RMA: d.RMA.Open, Asks: orEmpty(d.Asks), Flags: orEmpty(d.Flags), More: []triedMore{},
	}
	for k, v := range d.Facts.Enum {
		t.Facts[string(k)] = v
	}
	return t
}

func moreOf(d desk.Decision) triedMore {
	return triedMore{Order: orderOf(d), Rule: d.Rule, Outcome: d.Outcome, Sections: d.Sections, RMA: d.RMA.Open, Asks: d.Asks, Flags: d.Flags}
}

func orderOf(d desk.Decision) *triedOrder {
	if d.Facts.Detail.OrderNumber == "" {
		return nil
	}
	return &triedOrder{Number: d.Facts.Detail.OrderNumber, Stage: d.Facts.Get(desk.FactStage)}
}

func draftOf(d desk.Draft) *triedDraft {
	to := make([]string, 0, len(d.To))
	for _, x := range d.To {
		to = append(to, x.Address)
	}
	return &triedDraft{To: strings.Join(to, ", "), Subject: d.Subject, Text: d.Text, Template: d.Template, Language: d.Language}
}

func orEmpty[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}
