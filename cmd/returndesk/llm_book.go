package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"returndesk/classifier/llm"
	"returndesk/cmd/returndesk/terminal"
	"returndesk/config"
	"returndesk/control"
	"returndesk/desk"
	"returndesk/store/bolt"
)

// looseBook counts in memory what is asked beside a running service, or before there is a
// store.
type looseBook struct {
	mu sync.Mutex
	m  map[string][]byte
}

// Setting implements llm.Book.
func (b *looseBook) Setting(_ context.Context, key string) ([]byte, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.m[key], nil
}

// SetSetting implements llm.Book.
func (b *looseBook) SetSetting(_ context.Context, key string, value []byte) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.m == nil {
		b.m = map[string][]byte{}
	}
	b.m[key] = value
	return nil
}

// servedBook counts in the book of the running service, which alone writes the store.
type servedBook struct {
	desk control.Desk
	by   desk.Actor
	mu   sync.Mutex
	read map[string][]byte // what the service said last, by key
}

// Setting implements llm.Book.
func (b *servedBook) Setting(ctx context.Context, key string) ([]byte, error) {
	day, err := b.desk.LLMDay(ctx, strings.TrimPrefix(key, llmDay))
	if err != nil {
		return nil, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.read == nil {
		b.read = map[string][]byte{}
	}
	b.read[key] = day
	return day, nil
}

// SetSetting implements llm.Book: the service adds the difference to what was read.
func (b *servedBook) SetSetting(ctx context.Context, key string, value []byte) error {
	b.mu.Lock()
	was := b.read[key]
	b.mu.Unlock()
	return b.desk.CountLLM(ctx, b.by, was, value)
}

// sightProof says that a model was proved to see, or not to.
type sightProof struct {
	BaseURL string    `json:"base_url"`
	Model   string    `json:"model"`
	Sees    bool      `json:"sees"`
	At      time.Time `json:"at"`
}

func sightPath(cfg config.Config) string { return filepath.Join(cfg.DataDir, "llm-sight.json") }

// keepSight writes doctor's proof into the data folder.
func keepSight(cfg config.Config, p sightProof) error {
	b, err := json.Marshal(p)
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(cfg.DataDir, ".llm-sight-*")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(f.Name()) }() // gone after the rename
	_, err = f.Write(b)
	bolt.KeepOwner(f.Name(), cfg.DataDir)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), sightPath(cfg))
}

// seesByProof reports whether doctor has proved that the configured model sees. A proof of
// another model or server is none.
func seesByProof(cfg config.Config) (bool, error) {
	b, err := os.ReadFile(sightPath(cfg))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, desk.Wrap(desk.CodeUnavailable, err, "the proof that the language model sees cannot be read").WithMend("run doctor as the service's user")
	}
	var p sightProof
	if err := json.Unmarshal(b, &p); err != nil {
		return false, desk.Wrap(desk.CodeInvalid, err, "%s is damaged", sightPath(cfg)).WithMend("run doctor again")
	}
	l := cfg.Classifier.LLM
	return p.Sees && p.Model == l.Model && p.BaseURL == l.BaseURL, nil
}

// llmStatus shows a day of the language model.
func llmStatus(e *llm.Engine, day llm.Day, budget config.Amount) *control.LLMStatus {
	s := &control.LLMStatus{
		Model: e.Model(), Requests: day.Requests, Answers: day.Answers, TokensIn: day.TokensIn, TokensOut: day.TokensOut,
		Cost: float64(day.Spent()) / 1e6, Budget: float64(budget),
	}
	for k, n := range day.Failed {
		if s.Failed == nil {
			s.Failed = map[string]int{}
		}
		s.Failed[string(k)] = n
	}
	return s
}

// llmWords says in a line what a day of the language model was.
func llmWords(s control.LLMStatus) string {
	text := fmt.Sprintf("%s to %s today, %d+%d tokens, %s of %s spent", terminal.Count(s.Answers, "answer", "answers"), terminal.Count(s.Requests, "request", "requests"), s.TokensIn, s.TokensOut, money(s.Cost), money(s.Budget))
	if len(s.Failed) == 0 {
		return text
	}
	var kinds []string
	for k, n := range s.Failed {
		kinds = append(kinds, fmt.Sprintf("%s %d", strings.ReplaceAll(k, "_", " "), n))
	}
	slices.Sort(kinds)
	return text + "; unanswered: " + strings.Join(kinds, ", ")
}

// money writes an amount of the owner's currency; small ones with what they hold.
func money(f float64) string {
	if f > 0 && f < 0.01 {
		return fmt.Sprintf("%.4f", f)
	}
	return fmt.Sprintf("%.2f", f)
}
