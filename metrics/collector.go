package metrics

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"returndesk/control"
	"returndesk/desk"
)

// Source is where the figures come from.
type Source interface {
	Status(ctx context.Context) (control.Status, error)
	Counts(ctx context.Context) (desk.Counts, error)
}

// patience is how long a scrape may wait for the store.
const patience = 5 * time.Second

// collector asks the source at each scrape.
type collector struct {
	source Source
	all    map[string]*prometheus.Desc
}

func newCollector(s Source) *collector {
	c := &collector{source: s, all: map[string]*prometheus.Desc{}}
	for _, d := range []struct {
		name, help string
		labels     []string
	}{
		{"build_info", "1, with the version that runs.", []string{"version"}},
		{"service_start_timestamp_seconds", "When the service began, in seconds since 1970.", nil},
		{"mailbox_ok", "1 while a followed folder is read, 0 while it cannot be.", []string{"account", "mailbox"}},
		{"mailbox_read_timestamp_seconds", "When a folder was last read to its end, in seconds since 1970.", []string{"account", "mailbox"}},
		{"orders", "Orders in the data that decisions rest on.", nil},
		{"orders_as_of_timestamp_seconds", "How new the order data are, in seconds since 1970.", nil},
		{"orders_stale", "1 while the order data are too old to refuse anything by.", nil},
		{"orders_held_back", "1 while a far smaller order file waits for a confirmation.", nil},
		{"cases_waiting", "Cases that wait for a person.", nil},
		{"refusals_held", "Drafts that refuse and wait for newer order data.", nil},
		{"confirmations_held", "1 while confirmations of receipt are held back.", nil},
		{"mails", "Mails by state; quarantined ones need a person.", []string{"state"}},
		{"cases", "Cases by state.", []string{"state"}},
		{"drafts", "Drafts by state; uncertain and failed ones need a person.", []string{"state"}},
		{"rmas", "Return records by state.", []string{"state"}},
		{"llm_requests_today", "Requests to the language model today, retries included.", nil},
		{"llm_cost_today", "What they cost, in the owner's currency.", nil},
		{"llm_budget_today", "What they may cost a day.", nil},
	} {
		c.all[d.name] = prometheus.NewDesc("returndesk_"+d.name, d.help, d.labels, nil)
	}
	return c
}

// Describe is part of prometheus.Collector.
func (c *collector) Describe(ch chan<- *prometheus.Desc) {
	for _, d := range c.all {
		ch <- d
	}
}

// Collect is part of prometheus.Collector. A source that cannot answer fails the scrape:
// yesterday's figures would hide just what a monitor is there for.
func (c *collector) Collect(ch chan<- prometheus.Metric) {
	ctx, stop := context.WithTimeout(context.Background(), patience) // a scrape hands over no context
	defer stop()
	status, err := c.source.Status(ctx)
	if err == nil {
		var n desk.Counts
		if n, err = c.source.Counts(ctx); err == nil {
			c.service(ch, status)
			c.counts(ch, n)
			return
		}
	}
	ch <- prometheus.NewInvalidMetric(c.all["build_info"], err)
}

func (c *collector) gauge(ch chan<- prometheus.Metric, name string, v float64, labels ...string) {
	ch <- prometheus.MustNewConstMetric(c.all[name], prometheus.GaugeValue, v, labels...)
}

// service tells of the mailboxes, the orders and what is held back.
func (c *collector) service(ch chan<- prometheus.Metric, s control.Status) {
	c.gauge(ch, "build_info", 1, s.Version)
	c.instant(ch, "service_start_timestamp_seconds", s.StartedAt)
	for _, m := range s.Mailboxes {
		c.gauge(ch, "mailbox_ok", yes(m.State == "ok"), m.Account, m.Mailbox)
		c.instant(ch, "mailbox_read_timestamp_seconds", m.Read, m.Account, m.Mailbox)
	}
	c.gauge(ch, "orders", float64(s.Orders.Count))
	c.instant(ch, "orders_as_of_timestamp_seconds", s.Orders.AsOf)
	c.gauge(ch, "orders_stale", yes(s.Orders.Stale))
	c.gauge(ch, "orders_held_back", yes(s.Orders.Shrunk))
	c.gauge(ch, "cases_waiting", float64(s.Waiting))
	c.gauge(ch, "refusals_held", float64(s.DenialsHeld))
	c.gauge(ch, "confirmations_held", yes(!s.AcksOff.IsZero()))
	if m := s.LLM; m != nil {
		c.gauge(ch, "llm_requests_today", float64(m.Requests))
		c.gauge(ch, "llm_cost_today", m.Cost)
		c.gauge(ch, "llm_budget_today", m.Budget)
	}
}

// counts tells how much lies in each state. States that need somebody are there from the
// first scrape, so that an alarm on them has something to compare with.
func (c *collector) counts(ch chan<- prometheus.Metric, n desk.Counts) {
	states(c, ch, "mails", n.Mails, desk.MailQuarantined)
	states(c, ch, "cases", n.Cases, desk.CaseOpen)
	states(c, ch, "drafts", n.Drafts, desk.DraftProposed, desk.DraftApproved, desk.DraftUncertain, desk.DraftFailed)
	states(c, ch, "rmas", n.RMAs, desk.RMAStates()...)
}

func states[S ~string](c *collector, ch chan<- prometheus.Metric, name string, counts map[S]int, always ...S) {
	for _, s := range always {
		if _, ok := counts[s]; !ok {
			c.gauge(ch, name, 0, string(s))
		}
	}
	for s, n := range counts {
		c.gauge(ch, name, float64(n), string(s))
	}
}

// instant leaves out what never happened.
func (c *collector) instant(ch chan<- prometheus.Metric, name string, t time.Time, labels ...string) {
	if !t.IsZero() {
		c.gauge(ch, name, float64(t.Unix()), labels...)
	}
}

func yes(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
