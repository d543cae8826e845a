package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"returndesk/desk"
	"returndesk/digest"
	"returndesk/store/bolt"
)

// digestWeeks is over how many weeks the generated cases are spread.
const digestWeeks = 104

// digestPart measures (f) the digest of one week over a generated store: cases with their
// decisions, history, records. Making the store takes minutes and is not what counts.
func (b *bench) digestPart() error {
	if b.digestCases == 0 {
		return nil
	}
	fmt.Printf("(f) the weekly digest over %d cases of %d weeks\n", b.digestCases, digestWeeks)
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		return err
	}
	week := digest.WeekOf(time.Now(), zone).Add(-1)
	data := filepath.Join(b.dir, "digest-data")
	t := time.Now()
	// In a process of its own: the kernel counts a parent's peak memory as its child's.
	self, err := os.Executable()
	if err != nil {
		return err
	}
	if out, err := exec.CommandContext(b.ctx, self, "-fill", data, "-week", week.String(), "-digest-cases", strconv.Itoa(b.digestCases)).CombinedOutput(); err != nil {
		return fmt.Errorf("making the store: %w: %s", err, tail(out))
	}
	figure("making the store", time.Since(t).Seconds(), "s")
	if info, err := os.Stat(filepath.Join(data, "returndesk.db")); err == nil {
		figure("its file", float64(info.Size())/(1<<20), "MiB")
	}
	orders := filepath.Join(b.dir, "digest-orders.csv")
	if err := os.WriteFile(orders, []byte("number,email,delivered_at,carrier,sku,batch,qty\n"), 0o600); err != nil {
		return err
	}
	config, err := shop{dir: b.dir, orders: orders, user: "support"}.configFor("127.0.0.1:9", data)
	if err != nil {
		return err
	}
	for _, form := range [][]string{{"--json"}, {"--preview", "--out", filepath.Join(b.dir, "digest-page")}} {
		c := b.command(append([]string{"--config", config, "digest", "--week", week.String()}, form...)...)
		t = time.Now()
		out, err := c.CombinedOutput()
		if err != nil {
			return fmt.Errorf("digest: %w: %s", err, tail(out))
		}
		b.bound("digest "+form[0], time.Since(t).Seconds(), 10, "s")
		b.bound("peak memory of the process", peakMiB(c.ProcessState), 256, "MiB")
	}
	return os.RemoveAll(data)
}

// fill is the process that makes the store.
func fill(dir, name string, n int) error {
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		return err
	}
	week, err := digest.ParseWeek(name)
	if err != nil {
		return err
	}
	return generate(context.Background(), dir, n, week.Ends(zone), zone)
}

// generate fills a store with n cases received in the weeks before end.
func generate(ctx context.Context, dir string, n int, end time.Time, zone *time.Location) error {
	s, err := bolt.Open(ctx, dir, bolt.Options{})
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }() // read again by the program
	r := rand.New(rand.NewPCG(47, uint64(n)))
	step := end.Sub(end.AddDate(0, 0, -7*digestWeeks)) / time.Duration(n)
	at := end.AddDate(0, 0, -7*digestWeeks)
	const batch = 500
	for i := 0; i < n; i += batch {
		var changes []desk.Change
		for k := i; k < min(i+batch, n); k++ {
			at = at.Add(step)
			changes = append(changes, invented(r, k, at, end, zone))
		}
		refused, err := s.RecordOutcomes(ctx, changes)
		if err != nil {
			return err
		}
		for _, err := range refused {
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// invented makes the change that a whole life of one case leaves.
func invented(r *rand.Rand, n int, at, end time.Time, zone *time.Location) desk.Change {
	id := fmt.Sprintf("C-%d", 1001+n)
	class := desk.Classes()[r.IntN(10)]
	day := func(t time.Time) desk.Date { return desk.Date(t.In(zone).Format(time.DateOnly)) }
	later := at.Add(time.Duration(r.IntN(96*60)) * time.Minute)
	old := end.Sub(at) > 14*24*time.Hour
	state := desk.CaseOpen
	counts := []desk.Count{desk.NewCount(day(at), 1, desk.CountMail, string(class))}
	history := []desk.Audit{{At: at, Actor: desk.System(), Case: id, What: "mail_received", Counts: counts}, {At: at, Actor: desk.System(), Case: id, What: "decided", Why: "the row's sentence",
		Data: map[string]string{"rule": "some_rule", "outcome": "open_rma", "class": string(class)}}}
	if old || r.IntN(2) == 0 {
		state = desk.CaseClosed
		template := []string{"ask_missing", "claim_received", "on_schedule", "final_sale", "holding_reply"}[r.IntN(5)]
		verdict := []string{desk.VerdictApproved, desk.VerdictApproved, desk.VerdictEdited}[r.IntN(3)]
		history = append(history,
			desk.Audit{At: later, Actor: desk.Actor{Name: "Joe", Role: desk.RoleAgent}, Case: id, What: "approved", Data: map[string]string{"draft": id + "-1"},
				Counts: []desk.Count{desk.NewCount(day(later), 1, desk.CountDraft, template, string(class), verdict)}},
			desk.Audit{At: later, Actor: desk.System(), Case: id, What: "sent", Counts: []desk.Count{
				desk.NewCount(day(later), 1, desk.CountReply, fmt.Sprint(r.IntN(2400))), desk.NewCount(day(later), 1, desk.CountSolved, fmt.Sprint(r.IntN(12000)))}})
	}
	change := desk.Change{Audit: history}
	c := desk.Case{ID: id, Version: 1, State: state, Account: "support", Customer: fmt.Sprintf("buyer%d@example.org", n), Subject: "about my order",
		Order: fmt.Sprintf("HW-%d", 10000+n), Class: class, Outcome: desk.OutcomeOpenRMA, OpenedAt: at, UpdatedAt: later, Deadline: at.Add(8 * time.Hour),
		Decisions: []desk.Decision{{Intent: desk.Intent{Class: class, Rule: "some_rule", Outcome: desk.OutcomeOpenRMA}, DecidedAt: at,
			Facts: desk.Facts{Detail: desk.FactDetail{ReceivedAt: at, OrderNumber: fmt.Sprintf("HW-%d", 10000+n)}}}}}
	if class.IsClaim() {
		rma := desk.RMA{Number: desk.NewRMANumber(uint64(n)*2654435761 + 97), Case: id, Order: c.Order, Line: 1, Qty: 1, SKU: fmt.Sprintf("BT-%d", r.IntN(40)),
			Firmware: fmt.Sprintf("1.%d", r.IntN(4)), Batch: fmt.Sprintf("B%d", r.IntN(60)), Class: class, ReportedAt: at, OpenedAt: at, UnitPrice: "129.00", OrderCurrency: "USD",
			State: desk.RMAClosedResolved, History: []desk.RMAHistory{{At: at, To: desk.RMAUnderReview}, {At: later, From: desk.RMAUnderReview, To: desk.RMAClosedResolved}}}
		if !old {
			rma.State, rma.Due, rma.History = desk.RMAUnderReview, at.AddDate(0, 0, 3), rma.History[:1]
		}
		change.RMAs, c.RMAs = []desk.RMA{rma}, []string{rma.Number}
		opened := []desk.Count{desk.NewCount(day(at), 1, desk.CountOpened, string(class))}
		switch class {
		case desk.ClassDoaDefect:
			opened = append(opened, desk.NewCount(day(at), 1, desk.CountDefect, rma.SKU, rma.Firmware, rma.Batch, at.Format("2006-01"), "reported"))
		case desk.ClassTransitDamage:
			opened = append(opened, desk.NewCount(day(at), 1, desk.CountDamage, []string{"UPS", "DHL", "FedEx"}[r.IntN(3)]))
		}
		change.Audit = append(change.Audit, desk.Audit{At: at, Actor: desk.System(), Case: id, What: "rma_opened", Data: map[string]string{"rma": rma.Number}, Counts: opened})
	}
	if state == desk.CaseOpen { // a draft waits, with its attachment
		d := desk.Draft{ID: id + "-1", Case: id, Template: "claim_received", State: desk.DraftProposed, Subject: "Re: about my order", Text: strings.Repeat("We have your report. ", 60),
			HTML: strings.Repeat("<p>We have your report.</p>", 60), MessageID: id + "@shop.example", CreatedAt: at, Parts: []desk.DraftPart{{Name: "slip.pdf", Type: "application/pdf", Data: make([]byte, 20<<10)}}}
		c.Drafts, change.Drafts = []string{d.ID}, []desk.DraftChange{{Draft: d}}
	}
	change.Cases = []desk.Case{c}
	return change
}
