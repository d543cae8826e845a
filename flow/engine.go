package flow

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"returndesk/classifier"
	"returndesk/desk"
	"returndesk/message"
	"returndesk/policy"
	"returndesk/replies"
	"returndesk/templates"
)

// Reader reads a mail's words. It never fails: a reading that no engine is sure of says so.
type Reader interface {
	Read(ctx context.Context, in classifier.Input) desk.Reading
}

// Shop is what the configuration says of the shop, as values.
type Shop struct {
	Zone      *time.Location
	Workdays  desk.Workdays // its zone is Zone when none is set
	Language  string
	Brand     replies.Brand
	Accounts  map[string]Account // by configured mailbox name
	MaxAge    time.Duration      // order data older than this supports no denial (domain.md section 0)
	SendDelay time.Duration      // between approval and sending, for undo
	AlertsTo  []string
	Number    classifier.Options
	// CarrierClaimDays is how many days after delivery each carrier takes claims for
	// damage, by name (domain.md section 1, reading 17).
	CarrierClaimDays map[string]int
	// CarrierAnswerDays is within how many days a carrier should have answered a filed claim; 0 = 30.
	CarrierAnswerDays int
	// Solo: a single person runs the shop and confirms repayments alone, later (domain.md
	// section 3).
	Solo bool
	// ExemptionOpen: the manager has not confirmed the exemption from withdrawal (domain.md
	// section 1, reading 16).
	ExemptionOpen bool
	// TransitByBuyer: the buyer pays the postage of a return for damage in transit until the
	// inspection; else the shop does (domain.md section 1, "policy gaps").
	TransitByBuyer bool
	// KeepsShipping: what is paid back for a late order that was never handed over leaves out the
	// shipping fee; else it is the full amount (domain.md section 1, "policy gaps").
	KeepsShipping bool
	// RefundDays is within how many working days an approved cancellation is paid back; 0 = 7.
	RefundDays int
	Reminders  Reminders
	// DelayNotices says when buyers are told of slips before they ask.
	DelayNotices DelayNotices
	// ApproveIn says where people approve; "" is the console.
	ApproveIn desk.Channel
	// ConsoleURL is where browsers elsewhere reach the console, for links in internal mails;
	// "" where it is not known.
	ConsoleURL string
	// DraftsTo are told of drafts in the mailbox; none: AlertsTo.
	DraftsTo []string
	// InboxNotes: there is no SMTP, so internal mails are put into the first mailbox's inbox.
	InboxNotes bool
	// People are known by name or address in mails that somebody sent by hand.
	People []Person
	// ThreadCap is how many replies of ours one thread may carry in a day; a safety net
	// against two programs answering each other.
	ThreadCap int
	// Acknowledge says whether and how often the receipt of a mail is confirmed by itself.
	Acknowledge Acknowledge
}

// Account is one mailbox that the bot answers for.
type Account struct {
	Name       string
	Address    desk.Address
	Language   string    // of its mails where the customer's and the order's are not known; "" = the shop's
	StartFrom  time.Time // older mail is history (inbox.md, "The first start"); zero = all
	Options    message.Options
	AppendSent bool
}

// Engine runs the way of a mail. All fields of Options are needed but Judge, Viewer, Mailer,
// Sent and Log; without a Judge pictures stay unjudged, without a Mailer nothing is sent.
type Engine struct {
	store    Store
	feed     *feed // the same store, as the listeners of Changes see it
	orders   Orders
	promises Promises // nil: nobody watches them
	reader   Reader
	second   SecondOpinion // nil: nobody is asked
	eyes     Eyes          // nil: no picture is shown to a model
	table    *policy.Table
	words    *templates.Set
	judge    Judge
	viewer   Viewer
	mailer   Mailer
	sent     SentFolder
	drafts   DraftsFolder
	unread   func(account string) bool
	shop     Shop
	log      *slog.Logger
	now      func() time.Time
	random   func() uint64
	secret   []byte // signs case references

	mu      sync.Mutex // one drain at a time: threading needs the order of arrival
	tending sync.Mutex // one look into the Drafts folders at a time; taken before mu
	people  sync.Mutex // names of users stay apart
	logins  chan struct{}
	numbers caseNumbers
	lessons lessons // what agents corrected
	acks    ackLog
	soon    casesSoon // drafts in the mailbox that may have to leave it

	ordersAt    atomic.Int64 // when order data last changed, in nanoseconds
	born        time.Time    // when this process began
	toldOverdue string       // key of the day's alert, so that the queue is not read again
	zones       sync.Map     // IANA name -> *time.Location; loading one costs as much as a decision
	wakeMu      sync.Mutex
	wakers      []chan struct{} // loops that send and alert
}

// Options make an Engine.
type Options struct {
	Store    Store
	Orders   Orders
	Promises Promises // orders whose promise is near; nil: no notices are drawn up
	Reader   Reader
	Eyes     Eyes          // nil: pictures stay here; works with Viewer alone
	Second   SecondOpinion // nil: a mail that Reader is unsure of is left to people
	Table    *policy.Table
	Words    *templates.Set
	Judge    Judge
	Viewer   Viewer // nil: pictures are not shown
	Mailer   Mailer
	Sent     SentFolder
	Drafts   DraftsFolder // nil: no mailbox at hand
	// Unread reports whether an account's inbox may hold mail that was not read yet: it cannot be reached, or was
	// not looked into since the start. nil: never.
	Unread func(account string) bool
	Shop   Shop
	Log    *slog.Logger
	Now    func() time.Time
	Random func() uint64 // 64 random bits, for RMA numbers
	Secret []byte        // signs case references; at least 16 bytes
}

// New makes an Engine or says what is missing.
func New(o Options) (*Engine, error) {
	switch {
	case o.Store == nil, o.Orders == nil, o.Reader == nil, o.Table == nil, o.Words == nil:
		return nil, desk.Errf(desk.CodeInvalid, "the engine needs a store, orders, a classifier, a policy table and templates")
	case o.Now == nil, o.Random == nil, o.Shop.Zone == nil:
		return nil, desk.Errf(desk.CodeInvalid, "the engine needs a clock, randomness and the shop's time zone")
	case len(o.Secret) < 16:
		return nil, desk.Errf(desk.CodeInvalid, "the engine needs a secret of at least 16 bytes to sign case references")
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Shop.ThreadCap == 0 {
		o.Shop.ThreadCap = 5
	}
	o.Shop.Acknowledge = o.Shop.Acknowledge.withDefaults()
	if o.Shop.Workdays.Zone == nil {
		o.Shop.Workdays.Zone = o.Shop.Zone
	}
	o.Shop.Workdays.Deadlines = o.Shop.Workdays.Deadlines.WithDefaults()
	if o.Shop.DelayNotices.PerDay == 0 {
		o.Shop.DelayNotices.PerDay = 50
	}
	if o.Shop.RefundDays == 0 {
		o.Shop.RefundDays = 7
	}
	if o.Shop.CarrierAnswerDays == 0 {
		o.Shop.CarrierAnswerDays = 30
	}
	if o.Shop.MaxAge == 0 {
		o.Shop.MaxAge = 24 * time.Hour
	}
	counted := &measured{Store: o.Store, zone: o.Shop.Zone, days: o.Shop.Workdays, maxAge: o.Shop.MaxAge, now: o.Now}
	told := &feed{Store: counted, listeners: map[chan struct{}]bool{}}
	return &Engine{
		store: told, feed: told, orders: o.Orders, reader: o.Reader, second: o.Second, eyes: o.Eyes, table: o.Table, words: o.Words,
		promises: o.Promises, judge: o.Judge, viewer: o.Viewer, mailer: o.Mailer, sent: o.Sent, drafts: o.Drafts, unread: o.Unread, shop: o.Shop, log: o.Log,
		now: o.Now, born: o.Now(), random: o.Random, secret: o.Secret, logins: make(chan struct{}, loginsAtOnce),
	}, nil
}

// account gives the configured mailbox, or an unconfigured one of that name, so that a
// mail of a mailbox that has left the configuration can still be handled.
func (e *Engine) account(name string) Account {
	if a, ok := e.shop.Accounts[name]; ok {
		return a
	}
	return Account{Name: name, Address: e.shop.Brand.From}
}

// poke wakes the loops that send and alert; it never blocks.
func (e *Engine) poke() {
	e.wakeMu.Lock()
	defer e.wakeMu.Unlock()
	for _, w := range e.wakers {
		select {
		case w <- struct{}{}:
		default:
		}
	}
}

// Wake gives a channel of the caller's own that is signalled when there may be
// something to judge, to send or to alert of.
func (e *Engine) Wake() <-chan struct{} {
	e.wakeMu.Lock()
	defer e.wakeMu.Unlock()
	w := make(chan struct{}, 1)
	e.wakers = append(e.wakers, w)
	return w
}

// zone finds a time zone by its IANA name, nil when there is none.
func (e *Engine) zone(name string) *time.Location {
	if z, ok := e.zones.Load(name); ok {
		return z.(*time.Location)
	}
	z, err := time.LoadLocation(name)
	if err != nil || name == "" {
		z = nil
	}
	e.zones.Store(name, z)
	return z
}
