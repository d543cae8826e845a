package console_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"returndesk/classifier"
	"returndesk/console"
	"returndesk/control"
	"returndesk/desk"
	"returndesk/digest"
	"returndesk/evidence"
	"returndesk/flow"
	"returndesk/message"
	"returndesk/policy"
	"returndesk/replies"
	"returndesk/store/bolt"
	"returndesk/templates"
)

// world is a console over a real engine and a real store, with a shop of two orders, a
// clock that a test moves and an SMTP server that takes everything.
type world struct {
	*flow.Engine
	t      *testing.T
	store  *bolt.Store
	web    *console.Server
	server *httptest.Server
	mu     sync.Mutex
	clock  time.Time
	orders []desk.Order
	asOf   time.Time
	sent   int
	result replies.Result // what the SMTP server answers; zero: it takes the mail
	health func(*control.Status)
	uid    uint32
	random uint64
	doctor int
}

const goodWords = "four words in a row"

// byPhrases reads mails by the phrase rules alone, which no training changes.
type byPhrases struct{ phrases *classifier.Phrases }

// Read implements flow.Reader.
func (r byPhrases) Read(_ context.Context, in classifier.Input) desk.Reading {
	return r.phrases.Read(in)
}

// goodHash is of goodWords, as cheap as a hash may be: a real one is meant to be slow, and hundreds log in here.
const goodHash = "$argon2id$v=19$m=8,t=1,p=1$YSB0ZXN0J3M$/7lgyFvXAnPmwLP7X1gJmw"

var rules = sync.OnceValues(func() (*policy.Table, error) { return policy.Default() })

var words = sync.OnceValues(func() (*templates.Set, error) { return templates.Load(nil) })

var reader = sync.OnceValues(func() (*classifier.Phrases, error) { return classifier.NewPhrases(classifier.Options{}) })

func (w *world) now() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.clock
}

func (w *world) wait(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.clock = w.clock.Add(d)
}

// folded is a number without what customers leave out or add.
func folded(number string) string {
	return strings.ToUpper(strings.NewReplacer("-", "", "#", "", " ", "").Replace(number))
}

// Lookup implements flow.Orders.
func (w *world) Lookup(_ context.Context, numbers []desk.NumberFound, sender string) (desk.Lookup, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	l := desk.Lookup{Given: numbers, AsOf: w.asOf}
	for _, n := range numbers {
		found := false
		for _, o := range w.orders {
			if folded(o.Number) == folded(n.Key) {
				l.Matches, found = append(l.Matches, o), true
			}
		}
		if !found {
			l.Unknown = append(l.Unknown, n)
		}
	}
	for _, o := range w.orders {
		if o.Owner(sender) {
			l.Own = append(l.Own, o)
		}
	}
	return l, nil
}

// Send implements flow.Mailer.
func (w *world) Send(context.Context, string, []string, []byte) (replies.Result, error) {
	if w.result.Outcome != "" {
		return w.result, nil
	}
	w.sent++
	return replies.Result{Outcome: replies.Delivered, Text: "250 ok"}, nil
}

// View implements flow.Viewer without a child process.
func (w *world) View(_ context.Context, a evidence.Attachment, edge int) ([]byte, error) {
	return evidence.View(a, edge)
}

// The parts of control.Service.
func (w *world) ConfirmOrders(_ context.Context, by desk.Actor) (control.OrdersStatus, error) {
	return control.OrdersStatus{}, by.Require(desk.RoleSenior, "confirming a smaller order file")
}

func (w *world) Status(ctx context.Context) (control.Status, error) {
	st := control.Status{Running: true, Mailboxes: []control.MailboxStatus{{Account: "support", Mailbox: "INBOX", State: "ok"}},
		Orders: control.OrdersStatus{Count: len(w.orders), AsOf: w.asOf, Stale: w.now().Sub(w.asOf) > 24*time.Hour, Mend: "export the orders anew"}}
	counts, err := w.store.Counts(ctx)
	st.Quarantined, st.Waiting = counts.Mails[desk.MailQuarantined], counts.Waiting
	if err == nil {
		st.DenialsHeld, err = w.RefusalsHeld(ctx)
	}
	if w.health != nil {
		w.health(&st)
	}
	return st, err
}

// The parts of control.Figures.
func (w *world) Digest(_ context.Context, week string) (digest.Digest, error) {
	if week != "" && week != "2026-W11" {
		return digest.Digest{}, desk.Errf(desk.CodeInvalid, "%q is no week", week)
	}
	n := 7.0
	return digest.Digest{Week: "2026-W11", From: "2026-03-09", To: "2026-03-16", Zone: "UTC", Shop: "Hollow Works", Headline: "7 mails <b>came</b>", State: digest.StateKept,
		Blocks: []digest.Block{{Key: "inbound", Title: "Mails", Figures: []digest.Figure{{Key: "inbound/all", Label: "Mails", This: &n}},
			Chart: &digest.Chart{Name: "inbound", Kind: "bars", Title: "Mails", Alt: "7 mails", Labels: []string{"delay"}, Series: []digest.Series{{Name: "this week", Values: []*float64{&n}}}}}}}, nil
}

func (w *world) SendDigest(context.Context, desk.Actor, string) (digest.Digest, error) {
	return digest.Digest{}, nil
}

func (w *world) DigestWeeks(context.Context, int) ([]string, error) { return []string{"2026-W11"}, nil }

func fatal(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// open makes a world with users of each role: agent, senior, manager and admin.
func open(t *testing.T, change ...func(*console.Options)) *world {
	t.Helper()
	return openWith(t, func(*flow.Shop) {}, change...)
}

// openWith is open with another shop.
func openWith(t *testing.T, shop func(*flow.Shop), change ...func(*console.Options)) *world {
	t.Helper()
	w := &world{t: t, clock: time.Date(2026, 3, 20, 15, 0, 0, 0, time.UTC)}
	at := func(days int) *time.Time { x := w.clock.AddDate(0, 0, days); return &x }
	w.asOf = w.clock.Add(time.Minute)
	w.orders = []desk.Order{
		{Number: "HW-10501", Email: "jo@mailbox.example", BuyerName: "Jo Park", PlacedAt: at(-30), Stage: desk.StageDelivered, ProductionStatus: desk.ProductionStarted, ProductionStartedAt: at(-25),
			ShipBy: "2026-03-14", ShippedAt: at(-8), DeliveredAt: at(-4), DeliveryStatus: desk.DeliveryDelivered, Carrier: "UPS", ShipTo: desk.ShipTo{Country: "US", TZ: "America/New_York"},
			Lines: []desk.Line{{Line: 1, SKU: "KB75", Name: "75% keyboard", Qty: 1}}, Total: "289.00", Currency: "USD"},
		{Number: "HW-10502", Email: "ada@mailbox.example", BuyerName: "Ada Brown", PlacedAt: at(-20), Stage: desk.StageInProduction, ProductionStatus: desk.ProductionStarted, ProductionStartedAt: at(-2),
			ShipBy: "2026-04-14", ShipTo: desk.ShipTo{Country: "US", TZ: "America/New_York"}, Lines: []desk.Line{{Line: 1, SKU: "KB65", Name: "65% keyboard", Qty: 1}}, Total: "219.00", Currency: "USD"},
	}
	var err error
	w.store, err = bolt.Open(t.Context(), t.TempDir(), bolt.Options{})
	fatal(t, err)
	t.Cleanup(func() { fatal(t, w.store.Close()) })
	table, err := rules()
	fatal(t, err)
	set, err := words()
	fatal(t, err)
	phrases, err := reader()
	fatal(t, err)
	house := flow.Shop{
		Zone: time.UTC, Language: "en", MaxAge: 24 * time.Hour, SendDelay: 15 * time.Second,
		Brand: replies.Brand{Name: "Hollow Works", From: desk.Address{Address: "support@shop.example"}},
		Accounts: map[string]flow.Account{"support": {Name: "support", Address: desk.Address{Address: "support@shop.example"},
			Options: message.Options{AuthServID: "mx.shop.example", OwnAddresses: []string{"support@shop.example"}}}},
	}
	shop(&house)
	w.Engine, err = flow.New(flow.Options{
		Store: w.store, Orders: w, Reader: byPhrases{phrases}, Table: table, Words: set, Mailer: w, Viewer: w, Shop: house,
		Now: w.now, Secret: []byte("a secret of this test alone"), Random: func() uint64 { w.random++; return w.random * 0x9E3779B97F4A7C15 },
	})
	fatal(t, err)
	for _, role := range []desk.Role{desk.RoleAgent, desk.RoleSenior, desk.RoleManager, desk.RoleAdmin} {
		fatal(t, w.store.PutUser(t.Context(), desk.User{Login: string(role), Name: "The " + string(role), Role: role, Password: goodHash, Version: 1}))
	}
	o := console.Options{
		Desk: w, People: w, Sessions: w.store, Shop: "Hollow Works", Version: "test", Zone: time.UTC, Now: w.now, Loopback: true,
		Settings: []console.Setting{{Key: "shop.name", Value: "Hollow Works"}, {Key: "digest.to"}},
		Doctor: func(context.Context) []console.Finding {
			w.doctor++
			return []console.Finding{{Check: "clock", Status: "ok", Seen: "right"}}
		},
	}
	for _, f := range change {
		f(&o)
	}
	w.web, err = console.New(o)
	fatal(t, err)
	w.server = httptest.NewServer(w.web)
	t.Cleanup(w.server.Close)
	return w
}

// letter makes a customer's mail that the shop's server proved.
func letter(from, subject, text string, headers ...string) string {
	_, domain, _ := strings.Cut(from, "@")
	sum := sha256.Sum256([]byte(from + subject + text))
	return strings.ReplaceAll("Authentication-Results: mx.shop.example; dmarc=pass header.from="+domain+"\nMessage-ID: <"+hex.EncodeToString(sum[:8])+"@"+domain+">\nFrom: "+from+
		"\nTo: support@shop.example\nSubject: "+subject+"\n"+strings.Join(headers, "")+"\n"+text+"\n", "\n", "\r\n")
}

// receive decides a mail and gives the case that it led to.
func (w *world) receive(raw string) desk.Case {
	w.t.Helper()
	return w.receiveIn("inbox", "INBOX", raw)
}

// receiveIn is receive for a mail in a folder of some kind.
func (w *world) receiveIn(kind, mailbox, raw string) desk.Case {
	w.t.Helper()
	w.uid++
	sum := sha256.Sum256([]byte(raw))
	id := hex.EncodeToString(sum[:])
	_, err := w.store.AcceptMessages(w.t.Context(), "support", mailbox, []desk.Accepted{{
		ID: id, TraceHash: id, Location: desk.Location{Account: "support", Mailbox: mailbox, UIDValidity: 1, UID: w.uid}, Folder: kind,
		InternalDate: w.now(), AcceptedAt: w.now(), Size: int64(len(raw)), Raw: []byte(raw), MessageID: message.Identify([]byte(raw)).MessageID,
	}}, desk.Cursor{UIDValidity: 1, LastUID: w.uid})
	fatal(w.t, err)
	_, err = w.Drain(w.t.Context())
	fatal(w.t, err)
	m, err := w.store.Mail(w.t.Context(), id)
	fatal(w.t, err)
	if m.Case == "" {
		return desk.Case{}
	}
	c, err := w.store.Case(w.t.Context(), m.Case)
	fatal(w.t, err)
	return c
}

// defect is a claim without evidence, cancel a request that comes too late.
func (w *world) defect() desk.Case {
	return w.receive(letter("jo@mailbox.example", "HW-10501 defective", "Hello, the space bar of my keyboard HW-10501 is dead, it does not work at all.\n\nJo"))
}

func (w *world) cancel() desk.Case {
	return w.receive(letter("ada@mailbox.example", "Cancel HW-10502", "Please cancel my order HW-10502, I do not want it any more.\n\nAda"))
}

func (w *world) draftOf(c desk.Case) desk.Draft {
	w.t.Helper()
	list, err := w.store.DraftsOfCase(w.t.Context(), c.ID)
	fatal(w.t, err)
	for _, d := range list {
		if d.State == desk.DraftProposed {
			return d
		}
	}
	w.t.Fatalf("%s has no draft", c.ID)
	return desk.Draft{}
}

// browser is one person's browser: it keeps cookies and follows nothing by itself.
type browser struct {
	t    *testing.T
	http *http.Client
	base string
}

func (w *world) browser() *browser {
	w.t.Helper()
	jar, err := cookiejar.New(nil)
	fatal(w.t, err)
	return &browser{t: w.t, base: w.server.URL, http: &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

// as gives the browser of somebody who is logged in.
func (w *world) as(login string) *browser {
	w.t.Helper()
	b := w.browser()
	if a := b.post("/login", "login", login, "password", goodWords); a.status != http.StatusSeeOther {
		w.t.Fatalf("logging in as %s: %d\n%s", login, a.status, a.body)
	}
	return b
}

// answer is what came back.
type answer struct {
	status int
	body   string
	header http.Header
}

func (a answer) to() string { return a.header.Get("Location") }

func (b *browser) do(method, path string, body io.Reader, headers ...string) answer {
	b.t.Helper()
	r, err := http.NewRequestWithContext(b.t.Context(), method, b.base+path, body)
	fatal(b.t, err)
	if body != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
			continue
		}
		r.Header.Set(headers[i], headers[i+1])
	}
	resp, err := b.http.Do(r)
	fatal(b.t, err)
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil && !errors.Is(err, context.Canceled) {
		b.t.Fatal(err)
	}
	return answer{resp.StatusCode, string(text), resp.Header}
}

func (b *browser) get(path string, headers ...string) answer {
	b.t.Helper()
	return b.do("GET", path, nil, headers...)
}

func (b *browser) post(path string, pairs ...string) answer {
	b.t.Helper()
	q := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		q.Add(pairs[i], pairs[i+1])
	}
	return b.do("POST", path, strings.NewReader(q.Encode()))
}

// want fails the test unless an answer has the status and holds every text.
func (b *browser) want(a answer, status int, texts ...string) {
	b.t.Helper()
	if a.status != status {
		b.t.Fatalf("status %d, want %d\n%s", a.status, status, plain(a.body))
	}
	for _, x := range texts {
		if !strings.Contains(a.body, x) {
			b.t.Fatalf("%q is missing in\n%s", x, plain(a.body))
		}
	}
}

// plain is what a reader sees of a page, for messages.
func plain(html string) string {
	s := regexp.MustCompile(`(?s)<[^>]*>`).ReplaceAllString(html, " ")
	return strings.Join(strings.Fields(s), " ")
}

// field gives the value of a hidden field of a page.
func field(page, name string) string {
	m := regexp.MustCompile(fmt.Sprintf(`name="%s" value="([^"]*)"`, name)).FindStringSubmatch(page)
	if m == nil {
		return ""
	}
	return m[1]
}
