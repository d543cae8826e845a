package main

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"returndesk/classifier"
	"returndesk/config"
	"returndesk/desk"
	"returndesk/flow"
	"returndesk/message"
	"returndesk/replies"
	"returndesk/store/bolt"
)

// shopOf turns the configuration into flow's values.
func (a *app) shopOf(ctx context.Context, h *house, secret []byte) (flow.Shop, error) {
	cfg := h.cfg
	shop := flow.Shop{
		Zone: cfg.Shop.Zone, Language: cfg.Shop.Language, Accounts: map[string]flow.Account{},
		MaxAge: cfg.Orders.MaxAge, SendDelay: cfg.Approval.UndoDelay, ThreadCap: cfg.Approval.ThreadCap,
		AlertsTo: cfg.Alerts.To, DraftsTo: cfg.Alerts.DraftsTo, Solo: cfg.Approval.Solo,
		ApproveIn: cfg.ApproveIn, InboxNotes: cfg.MailboxOnly(), People: people(cfg.Actors),
		TransitByBuyer: cfg.Shop.TransitReturnPostage == desk.PayerBuyer, KeepsShipping: cfg.Shop.LateRefund == "without_shipping",
		RefundDays: cfg.Shop.RefundDays, ExemptionOpen: !cfg.Shop.ExemptionConfirmed, Reminders: flow.Reminders{Auto: cfg.Reminders.AutoSend},
		DelayNotices: flow.DelayNotices{Enabled: cfg.DelayNotices.Enabled, DaysBefore: cfg.DelayNotices.DaysBefore, PerDay: cfg.DelayNotices.PerDay},
		Acknowledge: flow.Acknowledge{
			Enabled: cfg.Acknowledge.Enabled, PerSender: time.Duration(cfg.Acknowledge.PerSenderDays) * 24 * time.Hour,
			PerHour: cfg.Acknowledge.PerHour, PerDay: cfg.Acknowledge.PerDay,
		},
		Workdays: workdays(cfg), CarrierClaimDays: cfg.Shop.CarrierClaimDays, CarrierAnswerDays: cfg.Shop.CarrierAnswerDays,
		Number: numberOptions(cfg.Shop.OrderNumber), ConsoleURL: consoleURL(cfg),
	}
	for i, m := range cfg.Mailboxes {
		from, err := startOf(ctx, h.store, m, cfg.Shop.Zone, a.now())
		if err != nil {
			return shop, err
		}
		address := desk.Address{Name: cfg.Brand.FromName, Address: m.Address}
		if i == 0 {
			shop.Brand = replies.Brand{
				Name: cfg.Brand.Name, From: address, Signature: cfg.Brand.Signature, PolicyURL: cfg.Brand.PolicyURL,
				ReturnAddress: cfg.Brand.ReturnAddress, AgentName: cfg.Brand.AgentName, Language: cfg.Shop.Language,
			}
		}
		shop.Accounts[m.Name] = flow.Account{
			Name: m.Name, Address: address, Language: m.Language, StartFrom: from, AppendSent: appendsSent(m),
			Options: message.Options{
				AuthServID: m.AuthServID, OwnReceivedBy: m.OwnReceivedBy, OwnAddresses: []string{m.Address},
				Aliases: m.Aliases, GroupListIDs: m.GroupListIDs, ContactForms: m.ContactForms,
				IsOwnMessageID: func(id string) bool { return replies.IsOwnMessageID(id, secret) },
			},
		}
	}
	return shop, nil
}

// consoleURL is the address of the console that holds for other machines, "" when there is none.
func consoleURL(cfg config.Config) string {
	if cfg.Console.Off() {
		return ""
	}
	return cfg.Console.PublicURL
}

// people names those whom mails that somebody sent by hand may be from.
func people(actors []config.Actor) []flow.Person {
	var out []flow.Person
	for _, a := range actors {
		out = append(out, flow.Person{Name: a.Name, Mail: a.Mail})
	}
	return out
}

// workdays turns the shop's business days and its deadlines into the calendar that it counts by.
func workdays(cfg config.Config) desk.Workdays {
	s := cfg.Shop
	w := desk.Workdays{Zone: s.Zone, Deadlines: cfg.Deadlines.Days()}
	w.Opens, w.Closes = s.Hours()
	for d := time.Sunday; d <= time.Saturday; d++ {
		w.On[d] = slices.Contains(s.BusinessDays, strings.ToLower(d.String()[:3]))
	}
	for _, day := range s.Holidays {
		if w.Holidays == nil {
			w.Holidays = map[desk.Date]bool{}
		}
		w.Holidays[desk.Date(day)] = true
	}
	return w
}

// appendsSent decides append_sent: auto leaves it to servers that file sent mail
// themselves (Gmail does; inbox.md, "Sending").
func appendsSent(m config.Mailbox) bool {
	if !m.SMTP.Used() { // we send nothing
		return false
	}
	switch m.SMTP.AppendSent {
	case "on":
		return true
	case "off":
		return false
	}
	host := strings.ToLower(m.SMTP.Host)
	return !strings.HasSuffix(host, "gmail.com") && !strings.HasSuffix(host, "googlemail.com") && !strings.HasSuffix(host, "office365.com")
}

// numberOptions says how the shop's order numbers look.
func numberOptions(n config.OrderNumber) classifier.Options {
	o := classifier.Options{Number: n.Pattern}
	if n.Prefix != "" {
		o.Prefixes = []string{n.Prefix}
	}
	return o
}

// startOf gives the instant from which a mailbox's mails are work. "now" means the first
// start of this mailbox, which is remembered.
func startOf(ctx context.Context, s *bolt.Store, m config.Mailbox, zone *time.Location, now time.Time) (time.Time, error) {
	key := "first_start/" + m.Name
	raw, err := s.Setting(ctx, key)
	if err != nil {
		return time.Time{}, err
	}
	var first time.Time
	if len(raw) == 0 || json.Unmarshal(raw, &first) != nil {
		first = now
		if raw, err = json.Marshal(first); err != nil {
			return first, err
		}
		if err := s.SetSetting(ctx, key, raw); err != nil {
			return first, err
		}
	}
	return m.StartFrom.Since(first, zone), nil
}
