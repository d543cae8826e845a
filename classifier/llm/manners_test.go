package llm_test

import (
	"context"
	"testing"
	"time"

	"returndesk/classifier/llm"
	"returndesk/internal/llmtest"
)

// TestManners: what a server refuses is left out, once and for all.
func TestManners(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		change func(*llmtest.Server, *llm.Options)
		first  int // requests of the first question
		check  func(llmtest.Request) bool
	}{
		{"takes all", func(*llmtest.Server, *llm.Options) {}, 1, func(r llmtest.Request) bool { return r.MaxTokens != nil && r.Temp != nil }},
		{"a model that thinks", func(s *llmtest.Server, _ *llm.Options) { s.Reasoning = true }, 3,
			func(r llmtest.Request) bool {
				return r.MaxTokens == nil && r.MaxNew != nil && r.Temp == nil && r.Format.Type == "json_schema"
			}},
		{"a name that the library knows", func(s *llmtest.Server, o *llm.Options) { s.Reasoning, o.Model = true, "o3-mini" }, 1, // refused before it leaves
			func(r llmtest.Request) bool { return r.MaxTokens == nil && r.MaxNew != nil && r.Temp == nil }},
		{"no schema", func(s *llmtest.Server, _ *llm.Options) { s.NoSchema = true }, 2, func(r llmtest.Request) bool { return r.Format.Type == "json_object" }},
		{"no form at all", func(s *llmtest.Server, _ *llm.Options) { s.NoFormat = true }, 3, func(r llmtest.Request) bool { return r.Format == nil }},
		{"no system message", func(s *llmtest.Server, _ *llm.Options) { s.NoSystem = true }, 2,
			func(r llmtest.Request) bool { return len(r.Messages) == 1 && r.Messages[0].Role == "user" }},
		{"all of it", func(s *llmtest.Server, _ *llm.Options) { s.Reasoning, s.NoFormat, s.NoSystem = true, true, true }, 6,
			func(r llmtest.Request) bool { return r.MaxNew != nil && r.Format == nil && len(r.Messages) == 1 }},
		{"as configured", func(s *llmtest.Server, o *llm.Options) {
			o.TokenLimit, o.Format = "max_completion_tokens", "json_object"
		}, 1,
			func(r llmtest.Request) bool {
				return r.MaxNew != nil && r.MaxTokens == nil && r.Format.Type == "json_object"
			}},
	} {
		s := llmtest.New(t, llmtest.Says(good(t, nil)))
		o := options(t, s)
		c.change(s, &o)
		e := engine(t, o)
		for i, want := range []int{c.first, c.first + 1} {
			if _, err := e.Read(t.Context(), mail()); err != nil {
				t.Errorf("%s: question %d: %v", c.name, i+1, err)
				break
			}
			if n := len(s.Seen()); n != want {
				t.Errorf("%s: %d requests after question %d, want %d", c.name, n, i+1, want)
			}
		}
		if seen := s.Seen(); len(seen) == 0 {
			t.Errorf("%s: no request came", c.name)
		} else if last := seen[len(seen)-1]; !c.check(last) {
			t.Errorf("%s: the last request is %s", c.name, last.Raw)
		}
		if day, err := e.Today(t.Context()); err != nil || day.Cost != 1400 || day.Held != 0 {
			t.Errorf("%s: refused requests cost something: %+v, %v", c.name, day, err)
		}
	}
}

// TestFixedForm: what the configuration fixes does not give way.
func TestFixedForm(t *testing.T) {
	t.Parallel()
	s := llmtest.New(t, llmtest.Says(good(t, nil)))
	s.NoSchema = true
	o := options(t, s)
	o.Format = "json_schema"
	if _, err := engine(t, o).Read(t.Context(), mail()); llm.KindOf(err) != llm.Rejected || len(s.Seen()) != 1 {
		t.Errorf("got %v after %d requests", err, len(s.Seen()))
	}
}

// TestPaused: after failures in a row nobody is asked for a while.
func TestPaused(t *testing.T) {
	t.Parallel()
	s := llmtest.New(t, llmtest.Fails(401))
	o := options(t, s)
	o.RestAfter, o.Rest = 2, time.Hour
	e := engine(t, o)
	for i, want := range []llm.Kind{llm.Auth, llm.Auth, llm.Paused, llm.Paused} {
		_, err := e.Read(t.Context(), mail())
		if llm.KindOf(err) != want {
			t.Errorf("question %d: got %v, want %s", i+1, err, want)
		}
		if f, ok := err.(*llm.Failure); want == llm.Paused && (!ok || f.After() != time.Hour) {
			t.Errorf("question %d does not say when to come back: %v", i+1, err)
		}
	}
	if n := len(s.Seen()); n != 2 {
		t.Errorf("asked %d times", n)
	}
}

// TestRefusalsDoNotPause: a model that declines is well.
func TestRefusalsDoNotPause(t *testing.T) {
	t.Parallel()
	s := llmtest.New(t, llmtest.Refuses())
	o := options(t, s)
	o.RestAfter, o.Rest = 2, time.Hour
	e := engine(t, o)
	for range 5 {
		if _, err := e.Read(t.Context(), mail()); llm.KindOf(err) != llm.Refused {
			t.Errorf("got %v", err)
		}
	}
}

// TestStopping: an end of the program is no failure of the server.
func TestStopping(t *testing.T) {
	t.Parallel()
	s := llmtest.New(t, llmtest.Hangs())
	o := options(t, s)
	o.RestAfter = 1
	e := engine(t, o)
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		for len(s.Seen()) == 0 {
			time.Sleep(time.Millisecond)
		}
		cancel()
	}()
	if _, err := e.Read(ctx, mail()); llm.KindOf(err) != llm.Cancelled {
		t.Errorf("got %v", err)
	}
	day, err := e.Today(t.Context())
	if err != nil || day.Held != 0 || day.Cost == 0 {
		t.Errorf("what was under way is not booked: %+v, %v", day, err)
	}
	s.Script(llmtest.Says(good(t, nil)))
	if _, err := e.Read(t.Context(), mail()); err != nil {
		t.Errorf("the end of one question paused the next: %v", err)
	}
}
