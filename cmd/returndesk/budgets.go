package main

import (
	"context"
	"log/slog"

	"returndesk/config"
	"returndesk/flow"
	"returndesk/inbox"
)

// openBudgets makes the budget of each mailbox, with what the last process has used.
func (a *app) openBudgets(ctx context.Context, h *house, shop flow.Shop, log *slog.Logger) error {
	h.budgets = map[string]*inbox.Budget{}
	for _, m := range h.cfg.Mailboxes {
		key := "imap_bytes/" + m.Name
		used, err := h.store.Setting(ctx, key)
		if err != nil {
			return err
		}
		h.budgets[m.Name] = inbox.NewBudget(inbox.BudgetOptions{
			Connections: m.IMAP.MaxConnections, Bytes: int64(m.IMAP.DailyBytes), Now: a.now, Log: log, Used: used,
			Save: func(ctx context.Context, used []byte) error { return h.store.SetSetting(ctx, key, used) },
		})
	}
	h.shop = shop
	return nil
}

// account gives a mailbox as inbox takes it, with its budget and the instant from which its
// mail is work.
func (h *house) account(a *app, m config.Mailbox) (inbox.Account, error) {
	account, err := imapAccount(m, h.tokens, a.now())
	account.Budget, account.LiveFrom = h.budgets[m.Name], h.shop.Accounts[m.Name].StartFrom
	return account, err
}
