package llm_test

import (
	"context"
	"encoding/json"
	"errors"
	"testing"
	"time"

	"returndesk/classifier/llm"
	"returndesk/desk"
	"returndesk/internal/llmtest"
)

// TestBudget: nothing leaves beyond the day's budget, also after a restart; the next day
// begins anew.
func TestBudget(t *testing.T) {
	t.Parallel()
	s := llmtest.New(t, llmtest.Says(good(t, nil)))
	o := options(t, s)
	o.AnswerTokens = 500
	o.Limits.Budget = 0.005 // one question is set aside with 2,000 to 4,000 millionths
	at := noon()
	o.Now = func() time.Time { return at }
	asked := 0
	for range 20 {
		if _, err := engine(t, o).Read(t.Context(), mail()); err != nil { // a new engine each time: a restart
			if llm.KindOf(err) != llm.Budget {
				t.Fatal(err)
			}
			break
		}
		asked++
	}
	if asked == 0 || asked > 7 || len(s.Seen()) != asked {
		t.Fatalf("%d questions were answered, %d left", asked, len(s.Seen()))
	}
	e := engine(t, o)
	if day, err := e.Today(t.Context()); err != nil || day.Spent() > 5000 || day.Failed[llm.Budget] == 0 {
		t.Errorf("the day holds %+v, %v", day, err)
	}
	if want := time.Date(2026, 3, 19, 0, 0, 0, 0, time.UTC); !e.NextDay().Equal(want) {
		t.Errorf("the next day begins at %s", e.NextDay())
	}
	at = at.Add(24 * time.Hour)
	if _, err := e.Read(t.Context(), mail()); err != nil {
		t.Errorf("on the next day: %v", err)
	}
}

// TestDailyRequests bounds a server that costs nothing.
func TestDailyRequests(t *testing.T) {
	t.Parallel()
	s := llmtest.New(t, llmtest.Says(good(t, nil)))
	o := options(t, s)
	o.Limits = llm.Limits{Requests: 2, Zone: time.UTC}
	e := engine(t, o)
	for i, want := range []llm.Kind{"", "", llm.Budget} {
		if _, err := e.Read(t.Context(), mail()); llm.KindOf(err) != want {
			t.Errorf("question %d: got %v", i+1, err)
		}
	}
}

// TestKilledWhileAsking: what was set aside before a crash stays spent.
func TestKilledWhileAsking(t *testing.T) {
	t.Parallel()
	s := llmtest.New(t, llmtest.Hangs())
	o := options(t, s)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, _ = engine(t, o).Read(ctx, mail()) // cut off below
	}()
	for len(s.Seen()) == 0 {
		time.Sleep(time.Millisecond)
	}
	b, err := o.Book.Setting(t.Context(), "llm/day/2026-03-18") // as a killed process leaves it
	if err != nil {
		t.Fatal(err)
	}
	var day llm.Day
	if err := json.Unmarshal(b, &day); err != nil || day.Held == 0 || day.Spent() == 0 || day.Requests != 1 {
		t.Errorf("nothing is set aside while a request is under way: %s", b)
	}
	cancel()
	<-done
}

// fullBook cannot be written.
type fullBook struct{}

func (fullBook) Setting(context.Context, string) ([]byte, error) { return nil, nil }
func (fullBook) SetSetting(context.Context, string, []byte) error {
	return desk.Errf(desk.CodeStorageFull, "no space left")
}

// TestNoBookNoQuestion: what cannot be booked is not asked.
func TestNoBookNoQuestion(t *testing.T) {
	t.Parallel()
	s := llmtest.New(t, llmtest.Says(good(t, nil)))
	o := options(t, s)
	o.Book = fullBook{}
	if _, err := engine(t, o).Read(t.Context(), mail()); desk.CodeOf(err) != desk.CodeStorageFull || len(s.Seen()) != 0 {
		t.Errorf("got %v after %d requests", err, len(s.Seen()))
	}
}

// TestNoKey: a key that cannot be read is told, and nothing leaves.
func TestNoKey(t *testing.T) {
	t.Parallel()
	s := llmtest.New(t, llmtest.Says(good(t, nil)))
	o := options(t, s)
	o.Key = func() (string, error) { return "", errors.New("no such file") }
	if _, err := engine(t, o).Read(t.Context(), mail()); llm.KindOf(err) != llm.Auth || len(s.Seen()) != 0 {
		t.Errorf("got %v after %d requests", err, len(s.Seen()))
	}
}

// TestUsageThatCannotBe: a server's figures may not give money back or run over.
func TestUsageThatCannotBe(t *testing.T) {
	t.Parallel()
	for _, used := range []string{`{"prompt_tokens":-5000000,"completion_tokens":-9}`, `{"prompt_tokens":100,"completion_tokens":-9000000}`, `{"prompt_tokens":9007199254740992,"completion_tokens":9007199254740992}`} {
		content, err := json.Marshal(good(t, nil))
		if err != nil {
			t.Fatal(err)
		}
		s := llmtest.New(t, llmtest.Body(200, "application/json", `{"choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":`+string(content)+`}}],"usage":`+used+`}`))
		e := engine(t, options(t, s))
		_, u, err := e.ReadCounted(t.Context(), mail())
		day, dayErr := e.Today(t.Context())
		if err != nil || dayErr != nil || u.Micro <= 0 || day.Cost != u.Micro || day.TokensIn < 0 || day.TokensOut < 0 || day.Held != 0 {
			t.Errorf("%s: %v, %v, took %+v, the day holds %+v", used, err, dayErr, u, day)
		}
	}
}

// TestNextDayWithoutMidnight: where the clocks are put forward at midnight the next day is not the past.
func TestNextDayWithoutMidnight(t *testing.T) {
	t.Parallel()
	zone, err := time.LoadLocation("America/Santiago")
	if err != nil {
		t.Fatal(err)
	}
	o := options(t, llmtest.New(t, llmtest.Says(good(t, nil))))
	at := time.Date(2026, 9, 5, 23, 30, 0, 0, zone)
	o.Now, o.Limits.Zone = func() time.Time { return at }, zone
	if next := engine(t, o).NextDay(); !next.Equal(at.Add(30 * time.Minute)) {
		t.Errorf("at %s the next day begins at %s", at, next)
	}
}
