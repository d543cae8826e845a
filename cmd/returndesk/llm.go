package main

import (
	"time"

	"returndesk/classifier"
	"returndesk/classifier/llm"
	"returndesk/config"
	"returndesk/flow"
)

// newLLM makes the language model that the configuration names. book is where its days are
// counted.
func (a *app) newLLM(cfg config.Config, book llm.Book) (*llm.Engine, error) {
	l := cfg.Classifier.LLM
	phrases, err := classifier.NewPhrases(numberOptions(cfg.Shop.OrderNumber))
	if err != nil {
		return nil, err
	}
	return llm.New(llm.Options{
		BaseURL: l.BaseURL, Model: l.Model, Timeout: l.Timeout, AnswerTokens: l.AnswerTokens, TokenLimit: l.TokenLimit, Format: l.Format,
		Key: func() (string, error) {
			k, err := l.Key(a.env)
			return k.Reveal(), err
		},
		Limits: limitsOf(cfg), Phrases: phrases, Book: book, Now: a.now,
	})
}

// limitsOf gives what a day of the language model may cost.
func limitsOf(cfg config.Config) llm.Limits {
	l := cfg.Classifier.LLM
	zone := cfg.Shop.Zone
	if zone == nil {
		zone = time.UTC
	}
	return llm.Limits{
		PriceIn: float64(l.PriceInput), PriceOut: float64(l.PriceOutput), Budget: float64(l.DailyBudget), Requests: l.DailyRequests, Zone: zone,
	}
}

// cascading is a reader that takes a second engine.
type cascading interface {
	With(classifier.SecondReader) *classifier.Cascade
}

// openSecond adds the language model to the engine's options where it is switched on. The
// reader that decides mails stays as it is: the model is asked beside it, later.
func (a *app) openSecond(h *house, opt *flow.Options, w wiring) error {
	if !h.cfg.Classifier.LLM.Enabled || w.dry { // a dry run spends nothing either
		return nil
	}
	first, ok := opt.Reader.(cascading)
	if !ok {
		return nil // a test reads in its own way
	}
	var err error
	if h.llm, err = a.newLLM(h.cfg, h.store); err != nil {
		return err
	}
	opt.Second = first.With(h.llm)
	if h.cfg.Classifier.LLM.Photos {
		opt.Eyes = eyes{h.cfg, h.llm}
	}
	return nil
}
