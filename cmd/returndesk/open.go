package main

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"fmt"
	"log/slog"
	"os"
	"time"

	"returndesk/classifier/llm"
	"returndesk/config"
	"returndesk/digest"
	"returndesk/flow"
	"returndesk/inbox"
	"returndesk/judge"
	"returndesk/orders"
	"returndesk/store/bolt"
)

// house is the wired program: one store, one engine, and what they need. Close it.
type house struct {
	cfg      config.Config
	store    *bolt.Store
	source   *orders.Source
	engine   *flow.Engine
	receiver *receiver
	sent     *sentFolders
	service  *service
	judges   *judge.Pool
	press    *digest.Press
	tokens   *tokens
	llm      *llm.Engine              // nil: switched off
	budgets  map[string]*inbox.Budget // by mailbox
	shop     flow.Shop
}

// wiring says which outside parts a command needs.
type wiring struct {
	mail  bool // watchers, Sent folders and SMTP: the running service
	judge bool // a child process that decodes pictures
	dry   bool // no SMTP, no writing to a mailbox
	past  bool // orders as they stood at the program's time, which is that of old mails
}

// logger writes to standard error in the configured form. Lines carry ids, never bodies.
func (a *app) logger(c config.Log) *slog.Logger {
	var level slog.Level
	if err := level.UnmarshalText([]byte(c.Level)); err != nil {
		level = slog.LevelInfo
	}
	opt := &slog.HandlerOptions{Level: level}
	if c.Format == "json" {
		return slog.New(slog.NewJSONHandler(a.err, opt))
	}
	return slog.New(slog.NewTextHandler(a.err, opt))
}

// open wires the house over a data folder.
func (a *app) open(ctx context.Context, cfg config.Config, w wiring) (*house, error) {
	h := &house{cfg: cfg}
	ok := false
	defer func() {
		if !ok {
			h.close()
		}
	}()
	var err error
	if h.store, err = bolt.Open(ctx, cfg.DataDir, bolt.Options{}); err != nil {
		return nil, err
	}
	log := a.logger(cfg.Log)
	h.tokens = &tokens{env: a.env, log: log}
	if err := h.openOrders(ctx, log); err != nil {
		return nil, err
	}
	h.service = &service{log: log, now: a.now, house: h, fresh: make(chan struct{}, 1), health: map[string]inbox.Health{}, away: map[string]time.Time{}}
	opt, err := a.engineOptions(ctx, h, w, log)
	if err != nil {
		return nil, err
	}
	if err := a.openSecond(h, &opt, w); err != nil {
		return nil, err
	}
	if a.aroundStore != nil {
		opt.Store = a.aroundStore(opt.Store, cfg.DataDir)
	}
	if w.past {
		opt.Orders = pastOrders{opt.Orders, a.now}
	}
	h.receiver = newReceiver(opt.Store, a.now, h.service.freshSignal)
	if w.judge && cfg.Photos.JudgeWorkers > 0 {
		if h.judges, err = newJudges(cfg); err != nil {
			return nil, err
		}
		opt.Judge, opt.Viewer = h.judges, h.judges
	}
	if w.mail {
		opt.Unread = h.service.unread
		if err := a.openBudgets(ctx, h, opt.Shop, log); err != nil {
			return nil, err
		}
		if err := a.wireMail(h, &opt, w); err != nil {
			return nil, err
		}
		if a.aroundMail != nil && opt.Mailer != nil {
			opt.Mailer, opt.Sent = a.aroundMail(opt.Mailer, opt.Sent)
		}
		if a.aroundDrafts != nil && opt.Drafts != nil {
			opt.Drafts = a.aroundDrafts(opt.Drafts)
		}
	}
	if h.engine, err = flow.New(opt); err != nil {
		return nil, err
	}
	h.service.engine = h.engine
	if err := a.openDigest(h, opt); err != nil {
		return nil, err
	}
	if w.mail {
		if err := a.wireWatchers(h, log); err != nil {
			return nil, err
		}
	}
	ok = true
	return h, nil
}

// engineOptions builds everything that the engine takes from the configuration.
func (a *app) engineOptions(ctx context.Context, h *house, w wiring, log *slog.Logger) (flow.Options, error) {
	cfg := h.cfg
	table, err := loadTable(cfg.Policy)
	if err != nil {
		return flow.Options{}, err
	}
	words, err := loadTemplates(cfg.TemplatesDir)
	if err != nil {
		return flow.Options{}, err
	}
	secret, err := secretOf(ctx, h.store)
	if err != nil {
		return flow.Options{}, err
	}
	shop, err := a.shopOf(ctx, h, secret)
	if err != nil {
		return flow.Options{}, err
	}
	reader, err := a.openReader(cfg, shop.Number, w, log)
	if err != nil {
		return flow.Options{}, err
	}
	return flow.Options{
		Store: h.store, Orders: h.source, Promises: h.source, Reader: reader, Table: table, Words: words,
		Shop: shop, Log: log, Now: a.now, Random: randomBits, Secret: secret,
	}, nil
}

// randomBits gives 64 bits from the system's generator, which does not fail.
func randomBits() uint64 {
	var b [8]byte
	_, _ = rand.Read(b[:]) // documented never to fail
	return binary.LittleEndian.Uint64(b[:])
}

// secretOf gives the data folder's own secret, made at the first start.
func secretOf(ctx context.Context, s *bolt.Store) ([]byte, error) {
	const key = "case_ref_secret"
	secret, err := s.Setting(ctx, key)
	if err != nil || len(secret) > 0 {
		return secret, err
	}
	secret = make([]byte, 32)
	_, _ = rand.Read(secret) // documented never to fail
	return secret, s.SetSetting(ctx, key, secret)
}

// close ends everything that was opened.
func (h *house) close() {
	if h.sent != nil {
		h.sent.close()
	}
	if h.judges != nil {
		_ = h.judges.Close() // children end with us in any case
	}
	if h.store != nil {
		_ = h.store.Close() // every transition was durable before
	}
}

// newJudges starts the pool of picture-decoding children: this program again.
func newJudges(cfg config.Config) (*judge.Pool, error) {
	exe, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("find our own program: %w", err)
	}
	return judge.NewPool(exe, []string{"judge-child"}, cfg.Photos.JudgeWorkers, judge.Limits{MaxPixels: cfg.Photos.MaxPixels}), nil
}
