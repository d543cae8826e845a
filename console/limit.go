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

// allow takes one attempt from every bucket that it concerns, or refuses.
func (l *limiter) allow(login, host string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.buckets) > maxBuckets { // full buckets forget nothing that counts
		for k, b := range l.buckets {
			if b.TokensAt(l.now()) >= float64(b.Burst()) {
				delete(l.buckets, k)
			}
		}
		if len(l.buckets) > maxBuckets {
			l.buckets = map[string]*rate.Limiter{}
		}
	}
	login = strings.ToLower(strings.TrimSpace(login))
	ok := l.take("pair/"+host+"/"+login, pairBurst, pairEvery)
	ok = l.take("host/"+host, hostBurst, hostEvery) && ok
	ok = l.take("name/"+login, nameBurst, nameEvery) && ok
	if !ok {
		return desk.Errf(desk.CodeAuth, "too many attempts to log in").WithMend("wait a minute and try again").AsTemporary()
	}
	return nil
}

func (l *limiter) take(key string, burst int, every time.Duration) bool {
	b := l.buckets[key]
	if b == nil {
		b = rate.NewLimiter(rate.Every(every), burst)
		l.buckets[key] = b
	}
	return b.AllowN(l.now(), 1)
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
