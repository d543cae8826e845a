package llm

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	openai "github.com/sashabaranov/go-openai"
	"github.com/sony/gobreaker/v2"

	"returndesk/classifier"
	"returndesk/desk"
)

// Options make an Engine. BaseURL, Model, Phrases, Book, Now and Limits.Zone are needed.
type Options struct {
	BaseURL      string                 // up to and without /chat/completions
	Model        string                 // as the server names it
	Key          func() (string, error) // read at each request; nil or "" = no key
	Timeout      time.Duration          // for one mail, retries included; 0 = 60s
	AnswerTokens int                    // what an answer, thoughts included, may take; 0 = 2000
	TokenLimit   string                 // "auto", "max_tokens", "max_completion_tokens"
	Format       string                 // "auto", "json_schema", "json_object", "text"
	Limits       Limits
	Phrases      *classifier.Phrases // finds order numbers and dates
	Book         Book
	Now          func() time.Time
	Transport    http.RoundTripper // nil: one of its own, by the environment's proxies
	RetryPause   time.Duration     // before the first retry, doubled at each; 0 = 500ms
	RestAfter    int               // failures in a row that pause the asking; 0 = 5
	Rest         time.Duration     // how long the pause lasts; 0 = 1m
}

// Engine asks a language model. It is safe for concurrent use.
type Engine struct {
	opt     Options
	client  *openai.Client
	breaker *gobreaker.CircuitBreaker[reply]
	manners *manners
	meter   *meter
	form    json.RawMessage
}

// New makes an Engine or says what is missing. It connects to nobody.
func New(o Options) (*Engine, error) {
	switch {
	case o.BaseURL == "" || o.Model == "":
		return nil, desk.Errf(desk.CodeInvalid, "the language model needs a base URL and a model").WithMend("set classifier.llm.base_url and model")
	case o.Phrases == nil || o.Book == nil || o.Now == nil || o.Limits.Zone == nil:
		return nil, desk.Errf(desk.CodeInvalid, "the language model needs phrase rules, a book, a clock and a time zone")
	}
	if o.Key == nil {
		o.Key = func() (string, error) { return "", nil }
	}
	if o.Timeout == 0 {
		o.Timeout = 60 * time.Second
	}
	if o.AnswerTokens == 0 {
		o.AnswerTokens = 2000
	}
	if o.RetryPause == 0 {
		o.RetryPause = 500 * time.Millisecond
	}
	if o.RestAfter == 0 {
		o.RestAfter = 5
	}
	if o.Rest == 0 {
		o.Rest = time.Minute
	}
	if o.Transport == nil {
		t := http.DefaultTransport.(*http.Transport).Clone() // documented to be one
		t.MaxResponseHeaderBytes, t.MaxConnsPerHost = 64<<10, 4
		o.Transport = t
	}
	conf := openai.DefaultConfig("") // the guard adds the key
	conf.BaseURL = o.BaseURL
	conf.HTTPClient = &http.Client{Transport: &guard{next: o.Transport, key: o.Key}, CheckRedirect: stay}
	e := &Engine{
		opt: o, client: openai.NewClientWithConfig(conf), manners: newManners(o.TokenLimit, o.Format),
		meter: &meter{book: o.Book, limits: o.Limits, now: o.Now}, form: schema(),
	}
	e.breaker = gobreaker.NewCircuitBreaker[reply](gobreaker.Settings{
		Name: "language model", Timeout: o.Rest,
		ReadyToTrip:  func(c gobreaker.Counts) bool { return int(c.ConsecutiveFailures) >= o.RestAfter },
		IsSuccessful: func(err error) bool { return !isIll(err) },
		IsExcluded:   func(err error) bool { k := KindOf(err); return k == Budget || k == Cancelled },
	})
	return e, nil
}

// Name is "llm".
func (e *Engine) Name() string { return "llm" }

// Model gives the model's name.
func (e *Engine) Model() string { return e.opt.Model }

// Read asks about one mail. Its errors are Failures, but where the book cannot be written.
func (e *Engine) Read(ctx context.Context, in classifier.Input) (desk.Reading, error) {
	r, _, err := e.ReadCounted(ctx, in)
	return r, err
}

// ReadCounted is Read that also tells what the exchange took, also of one that failed.
func (e *Engine) ReadCounted(ctx context.Context, in classifier.Input) (desk.Reading, Usage, error) {
	q := e.ask(in)
	got, err := e.exchange(ctx, prompt{system: instructions, user: q.content(), form: e.form})
	var r desk.Reading
	if err == nil {
		r, err = e.settle(q, got.content)
	}
	return r, got.used, e.counted(ctx, err)
}

// counted books how a question ended and gives its error.
func (e *Engine) counted(ctx context.Context, err error) error {
	kind := KindOf(err)
	if err != nil && kind == "" {
		return err // the book's own
	}
	if bookErr := e.meter.count(ctx, kind); bookErr != nil && err == nil {
		return bookErr
	}
	return err
}

// Leaves gives what would leave the machine about a mail, for people who want to see it.
func (e *Engine) Leaves(in classifier.Input) string { return e.ask(in).content() }

// Today gives what the day has cost so far.
func (e *Engine) Today(ctx context.Context) (Day, error) { return e.meter.read(ctx, e.meter.today()) }

// Habits gives what the server was found to take, in words.
func (e *Engine) Habits() (format, limit string) {
	h := e.manners.current()
	return h.Format, h.Limit
}

// NextDay gives when the next day of the budget begins.
func (e *Engine) NextDay() time.Time {
	t := e.opt.Now().In(e.opt.Limits.Zone)
	return desk.DayBegins(t.Year(), t.Month(), t.Day()+1, e.opt.Limits.Zone)
}
