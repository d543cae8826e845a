package flow_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"returndesk/classifier"
	"returndesk/desk"
	"returndesk/flow"
	"returndesk/message"
	"returndesk/orders"
	"returndesk/policy"
	"returndesk/replies"
	"returndesk/scenario"
	"returndesk/store/bolt"
	"returndesk/templates"
)

// world is an engine over a real store, with a scenario's orders, a clock that a test
// moves, and an SMTP server that takes everything.
type world struct {
	t     *testing.T
	dir   string
	store *bolt.Store
	*flow.Engine
	scenario scenario.Scenario
	clock    time.Time
	from     *world                                                                  // what it is a copy of
	sent     []string                                                                // Message-IDs, in the order of leaving
	mail     func(context.Context, string, []string, []byte) (replies.Result, error) // nil: all are taken
	random   uint64
	uid      uint32
	asOf     time.Time // of the order data; zero = exported just now
	box      *folder   // Drafts, where people send from their mail program
}

// pinned reads a scenario's mails: words by the phrase rules, class by expectation.
type pinned struct {
	*classifier.Phrases
	s scenario.Scenario
}

// Read implements flow.Reader.
func (p pinned) Read(_ context.Context, in classifier.Input) desk.Reading {
	r := p.Phrases.Read(in)
	if p.s.Expect.Class != "" {
		r.Also = slices.DeleteFunc(r.Also, func(c desk.Class) bool { return c == p.s.Expect.Class })
		r.Class = p.s.Expect.Class
	}
	if q := p.s.Reading; q != nil {
		r.Signals, r.Also, r.DeliveredOn, r.Serial = q.Signals, q.Also, q.DeliveredOn, q.Serial
	}
	return r
}

// Lookup implements flow.Orders over the scenario's orders, exported just now.
func (w *world) Lookup(_ context.Context, numbers []desk.NumberFound, sender string) (desk.Lookup, error) {
	list := slices.Clone(w.scenario.Orders)
	for i := range list {
		list[i].AsOf = w.clock
		if !w.asOf.IsZero() {
			list[i].AsOf = w.asOf
		}
	}
	l := orders.NewIndex(list).Find(numbers, sender)
	l.Problem, l.AsOf = w.scenario.Problem, w.clock
	if !w.asOf.IsZero() {
		l.AsOf = w.asOf
	}
	return l, nil
}

// Due implements flow.Promises.
func (w *world) Due(_ context.Context, before time.Time) ([]desk.Order, error) {
	list := slices.Clone(w.scenario.Orders)
	for i := range list {
		list[i].AsOf = w.clock
	}
	return orders.NewIndex(list).Due(before, w.scenario.Zone), nil
}

// Send implements flow.Mailer.
func (w *world) Send(ctx context.Context, from string, to []string, raw []byte) (replies.Result, error) {
	if w.mail != nil {
		return w.mail(ctx, from, to, raw)
	}
	m, err := message.Parse(raw, w.clock, message.Options{})
	if err != nil {
		return replies.Result{}, err
	}
	w.sent = append(w.sent, m.MessageID)
	return replies.Result{Outcome: replies.Delivered, Text: "250 ok"}, nil
}

// shared is what every world takes from the shipped files.
var shared = sync.OnceValues(func() (*policy.Table, error) { return policy.Default() })

var phrases = sync.OnceValues(func() (*classifier.Phrases, error) { return classifier.NewPhrases(classifier.Options{}) })

// shipped is the engine of the shipped model: what reads it loses time, so that it is read once.
var shipped = sync.OnceValues(func() (*classifier.Embedded, error) { return classifier.NewEmbedded(nil, classifier.Options{}) })

// shippedModel gives it to a test.
func shippedModel(t *testing.T) *classifier.Embedded {
	t.Helper()
	first, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	return first
}

var words = sync.OnceValues(func() (*templates.Set, error) { return templates.Load(nil) })

// newWorld opens an engine for a scenario in a folder, which may hold a world already.
func newWorld(t *testing.T, dir string, s scenario.Scenario) *world {
	t.Helper()
	return newWorldWith(t, dir, s, func(*flow.Shop) {})
}

// newWorldWith is newWorld with a change to the shop's configuration.
func newWorldWith(t *testing.T, dir string, s scenario.Scenario, change func(*flow.Shop)) *world {
	t.Helper()
	return newWorldOf(t, dir, s, change, func(*flow.Options) {})
}

// newWorldOf is newWorldWith with a change to the engine's options.
func newWorldOf(t *testing.T, dir string, s scenario.Scenario, change func(*flow.Shop), options func(*flow.Options)) *world {
	t.Helper()
	w := &world{t: t, dir: dir, scenario: s, clock: s.Now}
	var err error
	if w.store, err = bolt.Open(t.Context(), dir, bolt.Options{}); err != nil {
		t.Fatal(err)
	}
	table, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	set, err := words()
	if err != nil {
		t.Fatal(err)
	}
	reader, err := phrases()
	if err != nil {
		t.Fatal(err)
	}
	shop := flow.Shop{
		Zone: s.Zone, Language: "en", MaxAge: 24 * time.Hour, ThreadCap: 1000, AlertsTo: []string{"owner@shop.example"},
		Brand: replies.Brand{Name: "Hollow Works", From: desk.Address{Address: "support@shop.example"}, ReturnAddress: "Dock 4, Albany NY"},
		Accounts: map[string]flow.Account{"support": {
			Name: "support", Address: desk.Address{Address: "support@shop.example"},
			Options: message.Options{AuthServID: "mx.shop.example", OwnAddresses: []string{"support@shop.example"}},
		}},
	}
	change(&shop)
	opt := flow.Options{
		Store: w.store, Orders: w, Promises: w, Reader: pinned{reader, s}, Table: table, Words: set, Mailer: w,
		Now: func() time.Time { return w.clock }, Secret: []byte("a secret of this test alone"),
		Random: func() uint64 { w.random++; return w.random*0x9E3779B97F4A7C15 + uint64(len(dir)) },
		Shop:   shop,
	}
	if shop.ApproveIn != "" {
		w.box = newFolder()
		opt.Drafts = w.box
	}
	if shop.InboxNotes {
		opt.Mailer = nil
	}
	options(&opt)
	w.Engine, err = flow.New(opt)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func (w *world) close() {
	if err := w.store.Close(); err != nil {
		w.t.Error(err)
	}
}

// fork ends a world and gives a copy of it, so that one state can be left by several ways.
func (w *world) fork(dir string) *world {
	w.t.Helper()
	if err := os.CopyFS(dir, os.DirFS(w.dir)); err != nil {
		w.t.Fatal(err)
	}
	n := newWorld(w.t, dir, w.scenario)
	n.from, n.clock, n.uid, n.random = w, w.clock, w.uid, w.random+1<<32
	return n
}

// receive makes a mail durable and decides it.
func (w *world) receive(raw []byte) {
	w.t.Helper()
	w.receiveAs(raw, func(*desk.Accepted) {})
}

// receiveAs is receive for a mail that came in some special way.
func (w *world) receiveAs(raw []byte, change func(*desk.Accepted)) {
	w.t.Helper()
	w.uid++
	sum := sha256.Sum256(raw)
	id := hex.EncodeToString(sum[:])
	mail := desk.Accepted{
		ID: id, TraceHash: id, Location: desk.Location{Account: "support", Mailbox: "INBOX", UIDValidity: 1, UID: w.uid}, Folder: "inbox",
		InternalDate: w.clock, AcceptedAt: w.clock, Size: int64(len(raw)), Raw: raw, MessageID: message.Identify(raw).MessageID,
	}
	change(&mail)
	if _, err := w.store.AcceptMessages(w.t.Context(), "support", "INBOX", []desk.Accepted{mail}, desk.Cursor{UIDValidity: 1, LastUID: w.uid}); err != nil {
		w.t.Fatal(err)
	}
	if _, err := w.Drain(w.t.Context()); err != nil {
		w.t.Fatal(err)
	}
}

// cases gives every case of the world, the oldest first.
func (w *world) cases() []desk.Case {
	w.t.Helper()
	list, _, err := w.store.Cases(w.t.Context(), desk.CaseFilter{Limit: 100})
	if err != nil {
		w.t.Fatal(err)
	}
	slices.SortFunc(list, func(a, b desk.Case) int { return strings.Compare(a.ID, b.ID) })
	return list
}

// theCase gives the case that the scenario's mail led to.
func (w *world) theCase() (desk.Case, bool) {
	list := w.cases()
	if len(list) == 0 {
		return desk.Case{}, false
	}
	return list[0], true
}

// drafts gives the drafts of a case in one state.
func (w *world) drafts(id string, state desk.DraftState) []desk.Draft {
	w.t.Helper()
	list, err := w.store.DraftsOfCase(w.t.Context(), id)
	if err != nil {
		w.t.Fatal(err)
	}
	return slices.DeleteFunc(list, func(d desk.Draft) bool { return d.State != state })
}

// audits gives what happened in a case, in order.
func (w *world) audits(id string) []string {
	w.t.Helper()
	list, err := w.store.Audit(w.t.Context(), id)
	if err != nil {
		w.t.Fatal(err)
	}
	var out []string
	for _, a := range list {
		out = append(out, a.What)
	}
	return out
}

// sharpPhoto is a picture that shows something, made once.
var sharpPhoto = sync.OnceValue(func() []byte {
	img := image.NewRGBA(image.Rect(0, 0, 960, 720))
	r := rand.New(rand.NewPCG(1, 2))
	for y := range 720 {
		for x := range 960 {
			v := uint8(60 + 100*((x/40+y/40)%2) + r.IntN(8))
			img.SetRGBA(x, y, color.RGBA{v, v / 2, 200 - v/2, 255})
		}
	}
	var b bytes.Buffer
	_ = jpeg.Encode(&b, img, &jpeg.Options{Quality: 85}) // a buffer does not fail
	return b.Bytes()
})

// rawOf writes a scenario's mail with real photos; its sender passes DMARC unless the
// scenario has results of its own.
func rawOf(s scenario.Scenario) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "Message-ID: <%s@customer.example>\r\nFrom: %s\r\nTo: support@shop.example\r\nSubject: %s\r\nMIME-Version: 1.0\r\n",
		strings.ToLower(s.ID), s.Mail.From, s.Mail.Subject)
	from := s.Mail.From[strings.LastIndexByte(s.Mail.From, '@')+1:]
	results := fmt.Sprintf("mx.shop.example; dmarc=pass header.from=%s", strings.TrimSuffix(from, ">"))
	for k, v := range s.Mail.Headers {
		if strings.EqualFold(k, "Authentication-Results") {
			_, rest, _ := strings.Cut(v, ";")
			results = "mx.shop.example;" + rest
			continue
		}
		if !strings.EqualFold(k, "Content-Type") {
			fmt.Fprintf(&b, "%s: %s\r\n", k, v)
		}
	}
	b.WriteString("Content-Type: multipart/mixed; boundary=part\r\n\r\n--part\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n")
	b.WriteString(strings.ReplaceAll(s.Mail.Body, "\n", "\r\n") + "\r\n")
	for _, a := range s.Mail.Attachments {
		fmt.Fprintf(&b, "--part\r\nContent-Type: image/jpeg\r\nContent-Disposition: attachment; filename=%q\r\nContent-Transfer-Encoding: base64\r\n\r\n", a.Name)
		enc := base64.StdEncoding.EncodeToString(sharpPhoto())
		for len(enc) > 76 {
			b.WriteString(enc[:76] + "\r\n")
			enc = enc[76:]
		}
		b.WriteString(enc + "\r\n")
	}
	return []byte("Authentication-Results: " + results + "\r\n" + b.String() + "--part--\r\n")
}

// photosOnly reports whether all attachments of a scenario are good photos, which is what
// rawOf can write.
func photosOnly(s scenario.Scenario) bool {
	for _, a := range s.Mail.Attachments {
		if !strings.HasPrefix(a.Type, "image/") || a.Quality != "ok" && a.Quality != "" || a.Inline {
			return false
		}
	}
	return true
}

// scenarioFile is the file of the shared scenarios.
var scenarioFile = sync.OnceValues(func() ([]byte, error) {
	return os.ReadFile(filepath.FromSlash("../policy/testdata/scenarios.jsonl"))
})

// scenarioByID finds a scenario of the shared file.
func scenarioByID(t *testing.T, id string) scenario.Scenario {
	t.Helper()
	raw, err := scenarioFile()
	if err != nil {
		t.Fatal(err)
	}
	for line := range bytes.Lines(raw) { // the whole file again for each world would be most of the time of some tests
		if !bytes.Contains(line, []byte(`"`+id+`"`)) {
			continue
		}
		list, err := scenario.Read(bytes.NewReader(line))
		if err != nil {
			t.Fatal(err)
		}
		if len(list) == 1 && list[0].ID == id {
			return list[0]
		}
	}
	t.Fatalf("there is no scenario %s", id)
	return scenario.Scenario{}
}

// quickDir is a folder in memory where there is one: some hundred stores are opened and
// copied here, and none of them has to survive anything.
func quickDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "returndesk-flow-")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	return dir
}
