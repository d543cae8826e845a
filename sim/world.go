package sim

import (
	"context"
	"crypto/sha256"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"time"

	"returndesk/classifier"
	"returndesk/desk"
	"returndesk/digest"
	"returndesk/evidence"
	"returndesk/flow"
	"returndesk/message"
	"returndesk/orders"
	"returndesk/policy"
	"returndesk/replies"
	"returndesk/store/bolt"
	"returndesk/templates"
)

// world is a shop with everything around it.
type world struct {
	opt    Options
	rnd    *rand.Rand // what happens
	bits   *rand.Rand // what the engine draws
	zone   *time.Location
	now    time.Time
	start  time.Time
	end    time.Time
	agenda agenda

	store  *bolt.Store
	engine *flow.Engine
	press  *digest.Press
	days   desk.Workdays
	words  map[string]map[matter][]string

	orders    []*order
	byNumber  map[string]*order
	index     *orders.Index // nil: the data changed since
	indexedAt time.Time
	people    int
	letters   int
	pictures  int
	uid       uint32
	sentUID   uint32
	box       draftsBox // Drafts, where people send from their mail program

	post     post
	accepted map[string]arrival   // mails by id, until they were seen in a state
	tongue   map[string][]string  // the languages in which somebody wrote, by address
	failed   []string             // what the program could not do, in its own words
	returns  map[string]time.Time // parcels on their way to us, by return number
	solved   map[string]bool      // records whose buyer says that the remedy helped
	tried    map[string]int       // how often people stood before the same state of a case
	outage   outages
	seen     memory // what the checks remember
	report   Report
}

// arrival is what the world knows of a mail that the program took.
type arrival struct {
	folder  string // "inbox" or "sent"
	machine bool   // nobody wrote it
}

// Lookup implements flow.Orders: the shop's data are always of this moment.
func (w *world) Lookup(_ context.Context, numbers []desk.NumberFound, sender string) (desk.Lookup, error) {
	l := w.data().Find(numbers, sender)
	l.AsOf = w.now
	return l, nil
}

// Due implements flow.Promises.
func (w *world) Due(_ context.Context, before time.Time) ([]desk.Order, error) {
	return w.data().Due(before, w.zone), nil
}

// Delivered implements digest.Deliveries.
func (w *world) Delivered(ctx context.Context, from, to desk.Date) (desk.Deliveries, error) {
	return w.data().Delivered(ctx, from, to, w.zone)
}

// data gives the orders as an export of now.
func (w *world) data() *orders.Index {
	if w.index == nil || !w.indexedAt.Equal(w.now) {
		w.index, w.indexedAt = orders.NewIndex(w.export()), w.now
	}
	return w.index
}

func (w *world) export() []desk.Order {
	list := make([]desk.Order, 0, len(w.orders))
	for _, o := range w.orders {
		x := o.Order
		x.AsOf = w.now
		list = append(list, x)
	}
	return list
}

// eye judges pictures as the child process of the service does, within this one.
type eye struct{}

// Judge implements flow.Judge.
func (eye) Judge(_ context.Context, a evidence.Attachment) (desk.Evidence, error) {
	return evidence.Judge(a), nil
}

// newWorld opens a shop in a folder.
func newWorld(ctx context.Context, opt Options) (*world, error) {
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		return nil, desk.Wrap(desk.CodeUnavailable, err, "the time zone of the simulated shop is unknown").WithMend("install the time zone data of this system")
	}
	start := opt.Start.In(zone)
	start = time.Date(start.Year(), start.Month(), start.Day(), 0, 0, 0, 0, zone)
	w := &world{
		opt: opt, rnd: rand.New(rand.NewPCG(opt.Seed, 1)), outage: outages{rnd: rand.New(rand.NewPCG(opt.Seed, 3))}, bits: rand.New(rand.NewPCG(opt.Seed, 2)), zone: zone, now: start, start: start,
		end: start.AddDate(0, 0, 7*opt.Weeks), words: words(), byNumber: map[string]*order{}, accepted: map[string]arrival{}, tongue: map[string][]string{}, returns: map[string]time.Time{},
		solved: map[string]bool{}, tried: map[string]int{}, seen: newMemory(), days: desk.Workdays{Zone: zone, Deadlines: opt.Deadlines, Holidays: map[desk.Date]bool{"12-25": true, "01-01": true, "07-04": true}},
	}
	if !opt.End.IsZero() && opt.End.Before(w.end) {
		w.end = opt.End
	}
	w.post.w = w
	if w.store, err = bolt.Open(ctx, opt.Dir, bolt.Options{}); err != nil {
		return nil, err
	}
	if err := w.open(ctx); err != nil {
		_ = w.store.Close() // the first error counts
		return nil, err
	}
	return w, nil
}

// secret signs case references and Message-IDs; it follows from the seed.
func (w *world) secret() []byte {
	sum := sha256.Sum256(fmt.Appendf(nil, "returndesk simulation %d", w.opt.Seed))
	return sum[:]
}

// open takes the folder for this simulation.
func (w *world) open(ctx context.Context) error {
	if old, err := w.store.Setting(ctx, secretSetting); err != nil {
		return err
	} else if old != nil {
		return desk.Errf(desk.CodeConflict, "the folder %s holds a store already", w.opt.Dir).WithMend("name a new one by --data")
	}
	if err := w.store.SetSetting(ctx, secretSetting, w.secret()); err != nil {
		return err
	}
	return w.assemble()
}

// assemble makes the engine and the press over the open store, as a start of the service does.
func (w *world) assemble() error {
	secret := w.secret()
	table, err := policy.Default()
	if err != nil {
		return err
	}
	set, err := templates.Load(nil)
	if err != nil {
		return err
	}
	number := classifier.Options{Prefixes: []string{"HW"}}
	first, err := classifier.NewEmbedded(nil, number)
	if err != nil {
		return err
	}
	log := w.opt.Log
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	log = slog.New(complaints{log.Handler(), w})
	shop := w.shop(secret, number)
	now := func() time.Time { return w.now }
	options := flow.Options{
		Store: w.store, Orders: w, Promises: w, Reader: classifier.NewCascade(first, nil), Table: table, Words: set, Judge: eye{}, Mailer: &w.post,
		Shop: shop, Log: log, Now: now, Random: w.bits.Uint64, Secret: secret,
	}
	if w.opt.Mailbox {
		options.Drafts, options.Shop.ApproveIn = &w.box, desk.ChannelBoth
	}
	w.engine, err = flow.New(options)
	if err != nil {
		return err
	}
	w.press, err = digest.NewPress(digest.Options{
		Store: w.store, Deliveries: w, Mailer: &w.post, From: shop.Brand.From, To: []string{"owner@hollow-works.example"}, Minutes: 8 * 60,
		Shop: digest.Shop{Name: "Hollow Works", Zone: w.zone, Workdays: w.days}, Now: now, Secret: secret, Log: log,
	})
	return err
}

// secretSetting is where a data folder keeps its own secret; a service that goes on with the
// folder has to know the case references that the simulation signed.
const secretSetting = "case_ref_secret"

// shop is the configuration of the simulated shop.
func (w *world) shop(secret []byte, number classifier.Options) flow.Shop {
	from := desk.Address{Name: "Hollow Works Support", Address: shopAddress}
	return flow.Shop{
		Zone: w.zone, Workdays: w.days, Language: "en", MaxAge: 24 * time.Hour, SendDelay: 15 * time.Second, AlertsTo: []string{"owner@hollow-works.example"},
		Brand: replies.Brand{
			Name: "Hollow Works", From: from, AgentName: "The support team", Signature: "Hollow Works, 12 Mill Lane, Albany, NY", Language: "en",
			PolicyURL: "https://hollow-works.example/returns", ReturnAddress: "Hollow Works Returns\n12 Mill Lane\nAlbany, NY 12207\nUSA",
		},
		Accounts: map[string]flow.Account{account: {Name: account, Address: from, Options: message.Options{
			AuthServID: mailServer, OwnReceivedBy: []string{mailServer}, OwnAddresses: []string{shopAddress},
			IsOwnMessageID: func(id string) bool { return replies.IsOwnMessageID(id, secret) },
		}}},
		Number: number, CarrierClaimDays: map[string]int{"dhl": 7, "ups": 60, "usps": 60}, CarrierAnswerDays: 12, RefundDays: 7,
		Reminders:    flow.Reminders{Auto: w.opt.Seed%2 == 1},
		Acknowledge:  flow.Acknowledge{Enabled: w.opt.Seed%3 == 1},
		DelayNotices: flow.DelayNotices{Enabled: true, DaysBefore: 2}, Solo: w.opt.Solo,
	}
}
