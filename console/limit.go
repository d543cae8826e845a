package console

import (
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"returndesk/desk"
)

// Guessing is slowed down per name and address, and per address; a name alone is limited
// far more loosely, so that nobody can lock a colleague out by typing nonsense.
const (
	pairBurst, pairEvery = 5, 30 * time.Second
	hostBurst, hostEvery = 20, 10 * time.Second
	nameBurst, nameEvery = 60, 10 * time.Second
	maxBuckets           = 10_000
)

// limiter counts login attempts in memory; a restart forgives them.
type limiter struct {
	now     func() time.Time
	mu      sync.Mutex
	buckets map[string]*rate.Limiter
}

func newLimiter(now func() time.Time) *limiter {
	return &limiter{now: now, buckets: map[string]*rate.Limiter{}}
}

// allow takes one attempt from every bucket that it concerns, or refuses. Calling forgive
// gives the attempt back: only failures count, and attempts side by side count until it is
// known how they end.
func (l *limiter) allow(login, host string) (forgive func(), err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	at := l.now()
	l.shrink(at)
	login = strings.ToLower(strings.TrimSpace(login))
	var taken []*rate.Reservation
	forgive = func() {
		for _, r := range taken {
			r.CancelAt(at)
		}
	}
	for _, b := range []*rate.Limiter{
		l.bucket("pair/"+host+"/"+login, pairBurst, pairEvery), l.bucket("host/"+host, hostBurst, hostEvery), l.bucket("name/"+login, nameBurst, nameEvery),
	} {
		r := b.ReserveN(at, 1)
		if !r.OK() || r.DelayFrom(at) > 0 {
			r.CancelAt(at)
			forgive()
			return nil, desk.Errf(desk.CodeAuth, "too many attempts to log in").WithMend("wait a minute and try again").AsTemporary()
		}
		taken = append(taken, r)
	}
	return forgive, nil
}

// shrink drops buckets that are full, which forget nothing that counts, once there are many.
func (l *limiter) shrink(at time.Time) {
	if len(l.buckets) <= maxBuckets {
		return
	}
	for k, b := range l.buckets {
		if b.TokensAt(at) >= float64(b.Burst()) {
			delete(l.buckets, k)
		}
	}
	if len(l.buckets) > maxBuckets {
		l.buckets = map[string]*rate.Limiter{}
	}
}

func (l *limiter) bucket(key string, burst int, every time.Duration) *rate.Limiter {
	b := l.buckets[key]
	if b == nil {
		b = rate.NewLimiter(rate.Every(every), burst)
		l.buckets[key] = b
	}
	return b
}

// hostOf gives the address that a request comes from. A proxy of ours stands on this
// machine and names the browser last in X-Forwarded-For; from elsewhere the field is
// whatever somebody wrote.
func (s *Server) hostOf(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	if ip := net.ParseIP(host); s.PublicURL == "" || ip == nil || !ip.IsLoopback() {
		return host
	}
	list := strings.Split(r.Header.Get("X-Forwarded-For"), ",")
	if last := strings.TrimSpace(list[len(list)-1]); net.ParseIP(last) != nil {
		return last
	}
	return host
}
