package main

import (
	"compress/gzip"
	"context"
	"crypto/rand"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"returndesk/classifier"
	"returndesk/console"
	"returndesk/control"
	"returndesk/desk"
	"returndesk/flow"
	"returndesk/message"
	"returndesk/orders"
	"returndesk/policy"
	"returndesk/replies"
	"returndesk/store/bolt"
	"returndesk/templates"
)

const (
	consoleAsks  = 300  // requests of each kind
	consoleBatch = 2000 // mails accepted at once
	keepWaiting  = 10   // of a hundred cases, so many wait; the others are closed
)

// consoleDesk is an engine with the parts of a running service that pages ask for.
type consoleDesk struct {
	*flow.Engine
	control.Figures // no page that is measured asks for them
	asOf            time.Time
	n               int
}

// ConfirmOrders implements control.Service.
func (d consoleDesk) ConfirmOrders(context.Context, desk.Actor) (control.OrdersStatus, error) {
	return control.OrdersStatus{}, nil
}

// ResumeAcknowledgements implements control.Service.
func (d consoleDesk) ResumeAcknowledgements(context.Context, desk.Actor, string) error { return nil }

// Status implements control.Service.
func (d consoleDesk) Status(context.Context) (control.Status, error) {
	return control.Status{Running: true, Orders: control.OrdersStatus{Count: d.n, AsOf: d.asOf}}, nil
}

// byPhrases reads mails by the phrase rules alone: fast, and not what is measured here.
type byPhrases struct{ *classifier.Phrases }

// Read implements flow.Reader.
func (p byPhrases) Read(_ context.Context, in classifier.Input) desk.Reading {
	return p.Phrases.Read(in)
}

// consolePart measures the web console over a store of many cases, by the time that its
// handlers take, and how much a first view brings over the wire.
func (b *bench) consolePart() error {
	if b.cases == 0 {
		return nil
	}
	fmt.Printf("(e) the console over %d cases, %d %% of them waiting\n", b.cases, keepWaiting)
	store, err := bolt.Open(b.ctx, filepath.Join(b.dir, "console"), bolt.Options{})
	if err != nil {
		return err
	}
	defer func() { _ = store.Close() }() // throw-away
	began := time.Now()
	d, err := b.furnish(store)
	if err != nil {
		return err
	}
	figure("cases made and closed in", time.Since(began).Seconds(), "s")
	web, err := console.New(console.Options{Desk: d, People: d, Sessions: store, Shop: "Bench Boards", Zone: time.UTC, Now: time.Now})
	if err != nil {
		return err
	}
	c := &visitor{web: web}
	if _, err := d.AddUser(b.ctx, desk.Actor{Name: "Bench", Role: desk.RoleAdmin}, flow.NewUser{Login: "bench", Name: "Anna", Role: desk.RoleSenior, Password: rand.Text()}); err != nil {
		return err
	}
	c.get(web.OneTimeLink("bench"))
	return b.visit(c, d)
}

// furnish fills a store through the engine and closes most of the cases.
func (b *bench) furnish(store *bolt.Store) (consoleDesk, error) {
	now := time.Now()
	f, err := makeFixture(b.cases*118/100, 7, now) // replies join the cases of others
	if err != nil {
		return consoleDesk{}, err
	}
	path := filepath.Join(b.dir, "console-orders.csv")
	if err := os.WriteFile(path, f.orders, 0o600); err != nil {
		return consoleDesk{}, err
	}
	past := now.Add(-time.Minute)
	if err := os.Chtimes(path, past, past); err != nil {
		return consoleDesk{}, err
	}
	source, err := orders.Open(path, orders.Options{Zone: time.UTC})
	if err != nil {
		return consoleDesk{}, err
	}
	if _, _, err := source.Refresh(b.ctx, now); err != nil {
		return consoleDesk{}, err
	}
	engine, err := consoleEngine(store, source)
	if err != nil {
		return consoleDesk{}, err
	}
	for chunk := range slices.Chunk(f.mails, consoleBatch) {
		var batch []desk.Accepted
		for i, raw := range chunk {
			id := message.Identify(raw)
			batch = append(batch, desk.Accepted{ID: hex.EncodeToString(id.Hash[:]), TraceHash: hex.EncodeToString(id.TraceHash[:]), Folder: "inbox", MessageID: id.MessageID,
				Location: desk.Location{Account: "support", Mailbox: "INBOX", UIDValidity: 1, UID: uint32(i + 1)}, InternalDate: now, AcceptedAt: now, Size: int64(len(raw)), Raw: raw})
		}
		if _, err := store.AcceptMessages(b.ctx, "support", "INBOX", batch, desk.Cursor{UIDValidity: 1}); err != nil {
			return consoleDesk{}, err
		}
		for {
			n, err := engine.Drain(b.ctx)
			if err != nil {
				return consoleDesk{}, err
			}
			if n == 0 {
				break
			}
		}
	}
	return consoleDesk{Engine: engine, asOf: time.Now(), n: source.Status().Orders}, closeMost(b.ctx, store)
}

func consoleEngine(store *bolt.Store, source *orders.Source) (*flow.Engine, error) {
	table, err := policy.Default()
	if err != nil {
		return nil, err
	}
	words, err := templates.Load(nil)
	if err != nil {
		return nil, err
	}
	phrases, err := classifier.NewPhrases(classifier.Options{Prefixes: []string{"HW"}})
	if err != nil {
		return nil, err
	}
	address := desk.Address{Address: "support@shop.example"}
	return flow.New(flow.Options{
		Store: store, Orders: source, Reader: byPhrases{phrases}, Table: table, Words: words, Now: time.Now, Secret: []byte("of the bench alone"),
		Random: func() uint64 {
			var r [8]byte
			_, _ = rand.Read(r[:]) // documented never to fail
			return binary.LittleEndian.Uint64(r[:])
		},
		Shop: flow.Shop{Zone: time.UTC, Language: "en", SendDelay: time.Hour, Brand: replies.Brand{Name: "Bench Boards", From: address},
			Accounts: map[string]flow.Account{"support": {Name: "support", Address: address,
				Options: message.Options{AuthServID: "mail.shop.example", OwnAddresses: []string{address.Address}}}}},
	})
}

// closeMost closes what would have been answered long ago, so that the queue is that of a
// busy day and the archive that of years.
func closeMost(ctx context.Context, store *bolt.Store) error {
	var changes []desk.Change
	flush := func() error {
		refused, err := store.RecordOutcomes(ctx, changes)
		changes = changes[:0]
		for _, r := range refused {
			if r != nil {
				return r
			}
		}
		return err
	}
	n := 0
	err := store.EachCase(ctx, func(c desk.Case) error {
		if n++; n%100 < keepWaiting {
			return nil
		}
		drafts, err := store.DraftsOfCase(ctx, c.ID)
		if err != nil {
			return err
		}
		c.Version++
		c.State = desk.CaseClosed
		change := desk.Change{Cases: []desk.Case{c}}
		for _, d := range drafts {
			if from := d.State; from == desk.DraftProposed {
				d.State = desk.DraftVoid
				change.Drafts = append(change.Drafts, desk.DraftChange{Draft: d, From: from})
			}
		}
		if changes = append(changes, change); len(changes) < 500 {
			return nil
		}
		return flush()
	})
	if err != nil {
		return err
	}
	return flush()
}

// visitor is a browser without a network.
type visitor struct {
	web    http.Handler
	cookie string
}

func (c *visitor) ask(r *http.Request) *httptest.ResponseRecorder {
	r.Header.Set("Accept-Encoding", "gzip")
	if c.cookie != "" {
		r.Header.Set("Cookie", c.cookie)
	}
	w := httptest.NewRecorder()
	c.web.ServeHTTP(w, r)
	if set := w.Header().Get("Set-Cookie"); set != "" {
		c.cookie, _, _ = strings.Cut(set, ";")
	}
	return w
}

func (c *visitor) get(path string) *httptest.ResponseRecorder {
	return c.ask(httptest.NewRequest("GET", path, nil))
}

// visit measures each kind of page.
func (b *bench) visit(c *visitor, d consoleDesk) error {
	page, err := d.Page(b.ctx, desk.CaseFilter{Waiting: true, Limit: 2 * consoleAsks})
	if err != nil {
		return err
	}
	if len(page.Rows) < 2*consoleAsks {
		return fmt.Errorf("only %d cases wait", len(page.Rows))
	}
	row := func(i int) flow.QueueRow { return page.Rows[i%len(page.Rows)] }
	queues := []string{"/queue", "/queue?class=cancellation", "/queue?class=doa_defect&outcome=ask_evidence", "/queue?flag=wants_refund", "/queue?q=keyboard"}
	searches := []string{"keyboard", "cancel order", "HW-2", "broken key photo", "refund please"}
	for _, x := range []struct {
		name  string
		limit float64
		path  func(i int) string
	}{
		{"queue, p95", 50, func(i int) string { return queues[i%len(queues)] }},
		{"review, p95", 50, func(i int) string { return "/cases/" + row(i).Case }},
		{"search, p95", 200, func(i int) string {
			if i%3 == 0 && row(i).Order != "" {
				return "/search?q=" + url.QueryEscape(row(i).Order)
			}
			return "/search?q=" + url.QueryEscape(searches[i%len(searches)])
		}},
	} {
		times := make([]float64, 0, consoleAsks)
		for i := range consoleAsks {
			began := time.Now()
			w := c.get(x.path(i))
			times = append(times, float64(time.Since(began).Microseconds())/1000)
			if w.Code != http.StatusOK {
				return fmt.Errorf("%s: %d", x.path(i), w.Code)
			}
		}
		b.bound(x.name, p95(times), x.limit, "ms")
	}
	if err := b.approvals(c, page.Rows); err != nil {
		return err
	}
	b.firstView(c)
	return nil
}

// approvals approves what waits, one after another.
func (b *bench) approvals(c *visitor, rows []flow.QueueRow) error {
	seen := regexp.MustCompile(`name="seen" value="([0-9a-f]+)"`)
	var times []float64
	for _, r := range rows[:consoleAsks] {
		m := seen.FindStringSubmatch(plainBody(c.ask(httptest.NewRequest("GET", "/cases/"+r.Case, nil))))
		if m == nil || r.Draft == "" {
			continue
		}
		form := url.Values{"seen": {m[1]}, "because": {"bench"}}
		req := httptest.NewRequest("POST", "/drafts/"+r.Draft+"/approve", strings.NewReader(form.Encode()))
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		began := time.Now()
		w := c.ask(req)
		if w.Code == http.StatusSeeOther {
			times = append(times, float64(time.Since(began).Microseconds())/1000)
		}
	}
	if len(times) < consoleAsks/3 {
		return fmt.Errorf("only %d of %d approvals went through", len(times), consoleAsks)
	}
	b.bound(fmt.Sprintf("approval, p95 of %d", len(times)), p95(times), 100, "ms")
	return nil
}

// firstView adds up what a browser loads at first sight: the queue and every file it names.
func (b *bench) firstView(c *visitor) {
	total := 0
	w := c.get("/queue")
	total += w.Body.Len()
	for _, l := range regexp.MustCompile(`/static/[A-Za-z0-9.-]+`).FindAllString(plainBody(c.ask(httptest.NewRequest("GET", "/queue", nil))), -1) {
		total += c.get(l).Body.Len()
	}
	b.bound("first view over the wire", float64(total)/1000, 150, "kB")
}

func p95(times []float64) float64 {
	slices.Sort(times)
	return times[min(len(times)-1, len(times)*95/100)]
}

// plainBody unpacks an answer's body.
func plainBody(w *httptest.ResponseRecorder) string {
	if w.Header().Get("Content-Encoding") != "gzip" {
		return w.Body.String()
	}
	z, err := gzip.NewReader(w.Body)
	if err != nil {
		return ""
	}
	text, err := io.ReadAll(z)
	if err != nil {
		return ""
	}
	return string(text)
}
