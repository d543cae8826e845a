package console

import (
	"context"
	"slices"
	"sync"
	"time"
)

// presenceLife is how long somebody counts as present without a sign: a page without
// JavaScript has no stream and says nothing when it is left.
const presenceLife = 45 * time.Second

// presence knows who has which case open, in memory.
type presence struct {
	now     func() time.Time
	mu      sync.Mutex
	cases   map[string]map[string]*visit // case -> login
	waiting map[string]map[chan struct{}]bool
}

// visit is one person at one case.
type visit struct {
	name    string
	seen    time.Time
	streams int // open pages of his; while there is one he is present
}

func newPresence(now func() time.Time) *presence {
	return &presence{now: now, cases: map[string]map[string]*visit{}, waiting: map[string]map[chan struct{}]bool{}}
}

// look notes that somebody opened a case's page.
func (p *presence) look(id string, v viewer) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.visit(id, v).seen = p.now()
	p.tell(id)
}

// stay notes that somebody keeps a case's page open until ctx ends, and gives a channel
// that is signalled when others come or go.
func (p *presence) stay(ctx context.Context, id string, v viewer) <-chan struct{} {
	ch := make(chan struct{}, 1)
	p.mu.Lock()
	defer p.mu.Unlock()
	at := p.visit(id, v)
	at.streams++
	at.seen = p.now()
	if p.waiting[id] == nil {
		p.waiting[id] = map[chan struct{}]bool{}
	}
	p.waiting[id][ch] = true
	p.tell(id)
	context.AfterFunc(ctx, func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		if at.streams--; at.streams == 0 {
			delete(p.cases[id], v.Login)
			if len(p.cases[id]) == 0 {
				delete(p.cases, id)
			}
		}
		delete(p.waiting[id], ch)
		if len(p.waiting[id]) == 0 {
			delete(p.waiting, id)
		}
		p.tell(id)
	})
	return ch
}

// others names who else has the case open.
func (p *presence) others(id, login string) []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	var out []string
	for l, at := range p.cases[id] {
		switch {
		case at.streams == 0 && p.now().Sub(at.seen) > presenceLife:
			delete(p.cases[id], l)
		case l != login:
			out = append(out, at.name)
		}
	}
	slices.Sort(out)
	return out
}

func (p *presence) visit(id string, v viewer) *visit {
	if p.cases[id] == nil {
		p.cases[id] = map[string]*visit{}
	}
	at := p.cases[id][v.Login]
	if at == nil {
		at = &visit{}
		p.cases[id][v.Login] = at
	}
	at.name = v.Name
	return at
}

func (p *presence) tell(id string) {
	for ch := range p.waiting[id] {
		select {
		case ch <- struct{}{}:
		default:
		}
	}
}
