package main

import (
	"context"
	"fmt"
	"strings"

	"returndesk/classifier"
	"returndesk/classifier/llm"
	"returndesk/config"
	"returndesk/desk"
)

// consulted is what asking the language model about one mail took, and what the day has
// left. Money is in the owner's currency.
type consulted struct {
	Model     string  `json:"model"`
	Problem   string  `json:"problem,omitempty"` // the kind of failure; then the first engine's reading stands
	TokensIn  int     `json:"tokens_in"`
	TokensOut int     `json:"tokens_out"`
	Cost      float64 `json:"cost"`
	Spent     float64 `json:"spent_today"`
	Left      float64 `json:"budget_left"`
	Requests  int     `json:"requests_today"`
	MayAsk    int     `json:"requests_left"`
}

// asked says in a line what the exchange took.
func (c *consulted) asked() string {
	s := fmt.Sprintf("%s: %d+%d tokens, %s", clip(c.Model, 60), c.TokensIn, c.TokensOut, money(c.Cost))
	if c.Problem != "" {
		s += "; no answer that counts: " + strings.ReplaceAll(c.Problem, "_", " ")
	}
	return s
}

// today says in a line what the day has left.
func (c *consulted) today() string {
	return fmt.Sprintf("%s spent, %s left; %d requests, %d left", money(c.Spent), money(c.Left), c.Requests, c.MayAsk)
}

// consultant is the language model as classify asks it: opened at the first question, since
// most mails need none, and with each exchange kept until it is billed.
type consultant struct {
	app    *app
	cfg    config.Config
	engine *llm.Engine
	done   func()
	last   *consulted
	broken error // why there is no book to count in: then nobody is asked
}

// Name implements classifier.SecondReader.
func (c *consultant) Name() string { return "llm" }

// Read implements classifier.SecondReader.
func (c *consultant) Read(ctx context.Context, in classifier.Input) (desk.Reading, error) {
	if c.engine == nil && c.broken == nil {
		c.broken = c.open(ctx)
	}
	if c.broken != nil {
		return desk.Reading{}, c.broken
	}
	r, used, err := c.engine.ReadCounted(ctx, in)
	c.last = &consulted{
		Model: c.engine.Model(), Problem: string(llm.KindOf(err)),
		TokensIn: used.TokensIn, TokensOut: used.TokensOut, Cost: float64(used.Micro) / 1e6,
	}
	return r, err
}

func (c *consultant) open(ctx context.Context) error {
	book, done, err := c.app.bookOf(ctx, c.cfg)
	if err != nil {
		return err
	}
	c.done = done
	c.engine, err = c.app.newLLM(c.cfg, book)
	return err
}

// bill gives what the latest question took, nil when there was none since the last bill.
func (c *consultant) bill(ctx context.Context) (*consulted, error) {
	b := c.last
	c.last = nil
	if b == nil {
		return nil, c.broken
	}
	day, err := c.engine.Today(ctx)
	if err != nil {
		return nil, err
	}
	l := c.cfg.Classifier.LLM
	b.Spent, b.Requests = float64(day.Spent())/1e6, day.Requests
	b.Left = max(float64(l.DailyBudget)-b.Spent, 0)
	b.MayAsk = max(l.DailyRequests-day.Requests, 0)
	return b, nil
}

// close gives the book back.
func (c *consultant) close() {
	if c.done != nil {
		c.done()
	}
}
