package flow_test

import (
	"context"
	"encoding/json"
	"slices"
	"testing"
	"time"

	"returndesk/classifier"
	"returndesk/desk"
	"returndesk/flow"
)

// unsure reads every mail as one class, without being sure.
type unsure struct {
	*classifier.Phrases
	class desk.Class
	sure  bool
}

// Read implements flow.Reader.
func (u *unsure) Read(_ context.Context, in classifier.Input) desk.Reading {
	r := u.Phrases.Read(in)
	r.Class, r.RunnerUp, r.Also, r.Engine, r.Confidence, r.Unsure = u.class, desk.ClassOther, nil, "embedded", 0.4, !u.sure
	r.Said = []desk.EngineSaid{{Engine: "embedded", Class: r.Class, Confidence: r.Confidence, Accepted: u.sure}}
	return r
}

// oracle is a second engine that does what a test wants.
type oracle struct {
	read  func(context.Context, classifier.Input) (desk.Reading, error)
	asked int
}

func (o *oracle) Name() string { return "llm" }

// Read implements classifier.SecondReader.
func (o *oracle) Read(ctx context.Context, in classifier.Input) (desk.Reading, error) {
	o.asked++
	return o.read(ctx, in)
}

func says(c desk.Class) func(context.Context, classifier.Input) (desk.Reading, error) {
	return func(context.Context, classifier.Input) (desk.Reading, error) {
		return desk.Reading{Engine: "llm", Class: c, RunnerUp: desk.ClassOther, Confidence: 0.95, Signals: []desk.Signal{}}, nil
	}
}

func failsWith(err error) func(context.Context, classifier.Input) (desk.Reading, error) {
	return func(context.Context, classifier.Input) (desk.Reading, error) { return desk.Reading{}, err }
}

// doubtful opens a world whose reader is unsure, and whose second engine is the oracle.
func doubtful(t *testing.T, dir, scenario string, u *unsure, o *oracle) *world {
	t.Helper()
	p, err := phrases()
	if err != nil {
		t.Fatal(err)
	}
	u.Phrases = p
	first := shippedModel(t)
	return newWorldOf(t, dir, scenarioByID(t, scenario), func(*flow.Shop) {}, func(opt *flow.Options) {
		opt.Reader, opt.Second = u, classifier.NewCascade(first, o)
	})
}

// whole gives the one case with its decisions.
func (w *world) whole() (desk.Case, bool) {
	w.t.Helper()
	head, ok := w.theCase()
	if !ok {
		return head, false
	}
	c, err := w.store.Case(w.t.Context(), head.ID)
	if err != nil {
		w.t.Fatal(err)
	}
	return c, true
}

func (w *world) second(want int) {
	w.t.Helper()
	if n, err := w.SecondDue(w.t.Context()); err != nil || n != want {
		w.t.Fatalf("%d second opinions were dealt with, want %d: %v", n, want, err)
	}
}

// opinionsDue gives what waits for a second opinion, whenever it is due.
func (w *world) opinionsDue() []desk.Due {
	w.t.Helper()
	list, err := w.store.DuesBefore(w.t.Context(), "second_opinion", w.clock.AddDate(1, 0, 0), 10)
	if err != nil {
		w.t.Fatal(err)
	}
	return list
}

// kept gives the answer that waits to become part of a case.
func (w *world) kept(c desk.Case) []byte {
	w.t.Helper()
	b, err := w.store.Setting(w.t.Context(), "second_opinion/"+c.Mails[len(c.Mails)-1])
	if err != nil {
		w.t.Fatal(err)
	}
	return b
}

// TestSecondOpinionDecidesAnew: the draft is there at once; another reading voids it, opens
// the record, and holds the report date of the mail; where money may be paid and the
// engines disagree, the reading stays unsure.
func TestSecondOpinionDecidesAnew(t *testing.T) {
	t.Parallel()
	o := &oracle{read: says(desk.ClassDoaDefect)}
	w := doubtful(t, t.TempDir(), "S14", &unsure{class: desk.ClassOther}, o)
	defer w.close()
	w.receive(rawOf(w.scenario))
	c, _ := w.whole()
	before := w.drafts(c.ID, desk.DraftProposed)
	if len(before) != 1 || o.asked != 0 || len(w.opinionsDue()) != 1 {
		t.Fatalf("%d drafts, asked %d times, %d due", len(before), o.asked, len(w.opinionsDue()))
	}
	w.second(1)
	c, _ = w.whole()
	after := w.drafts(c.ID, desk.DraftProposed)
	if c.Class != desk.ClassDoaDefect || c.Outcome != desk.OutcomeOpenRMA || len(c.RMAs) != 1 || c.ReportedAt.IsZero() {
		t.Errorf("class %s, outcome %s, records %v, reported %s", c.Class, c.Outcome, c.RMAs, c.ReportedAt)
	}
	if len(after) != 1 || after[0].ID == before[0].ID || len(w.drafts(c.ID, desk.DraftVoid)) != 1 {
		t.Errorf("the draft %s is followed by %v", before[0].ID, after)
	}
	r := c.Last().Reading
	if !r.Unsure || r.Engine != "llm" || len(r.Said) != 2 || r.Said[0].Class != desk.ClassOther || r.Said[1].Class != desk.ClassDoaDefect || r.RunnerUp != desk.ClassOther {
		t.Errorf("the reading is %+v", r)
	}
	if len(w.opinionsDue()) != 0 || w.kept(c) != nil || !slices.Contains(w.audits(c.ID), "second_opinion") {
		t.Error("something of the question is left, or nothing is noted")
	}
	w.second(0)
	if o.asked != 1 {
		t.Errorf("asked %d times", o.asked)
	}
}

// TestSecondOpinionAgrees: the draft stays as it is, and the reading becomes sure.
func TestSecondOpinionAgrees(t *testing.T) {
	t.Parallel()
	o := &oracle{read: says(desk.ClassDoaDefect)}
	w := doubtful(t, t.TempDir(), "S14", &unsure{class: desk.ClassDoaDefect}, o)
	defer w.close()
	w.receive(rawOf(w.scenario))
	c, _ := w.whole()
	before := w.drafts(c.ID, desk.DraftProposed)
	w.second(1)
	c, _ = w.whole()
	if after := w.drafts(c.ID, desk.DraftProposed); len(after) != 1 || after[0].ID != before[0].ID || len(c.Decisions) != 1 {
		t.Errorf("the draft %s is followed by %v", before[0].ID, after)
	}
	if r := c.Last().Reading; r.Unsure || len(r.Said) != 2 || len(w.opinionsDue()) != 0 {
		t.Errorf("the reading is %+v", r)
	}
	if _, err := w.Approve(t.Context(), desk.Actor{Name: "Mara", Role: desk.RoleManager}, flow.Approval{Draft: before[0].ID, Because: "looked at"}); err != nil {
		t.Errorf("the draft cannot be approved: %v", err)
	}
}

// TestNoSecondOpinion: nobody is asked about a mail that was understood, and nothing leaves
// once a person took the case on.
func TestNoSecondOpinion(t *testing.T) {
	t.Parallel()
	agent := desk.Actor{Name: "Mara", Role: desk.RoleManager}
	for name, c := range map[string]struct {
		sure  bool
		touch func(*world, desk.Case)
	}{
		"understood": {true, func(*world, desk.Case) {}},
		"reclassified": {false, func(w *world, c desk.Case) {
			if _, err := w.Reclassify(t.Context(), agent, flow.Correction{Case: c.ID, Class: desk.ClassDelay, Because: "asks when"}); err != nil {
				t.Error(err)
			}
		}},
		"approved": {false, func(w *world, c desk.Case) {
			if _, err := w.Approve(t.Context(), agent, flow.Approval{Draft: w.drafts(c.ID, desk.DraftProposed)[0].ID, Because: "looked at"}); err != nil {
				t.Error(err)
			}
		}},
		"rejected": {false, func(w *world, c desk.Case) {
			if _, err := w.Reject(t.Context(), agent, w.drafts(c.ID, desk.DraftProposed)[0].ID, "no"); err != nil {
				t.Error(err)
			}
		}},
		"erased": {false, func(w *world, c desk.Case) {
			if _, err := w.store.Erase(t.Context(), c.Customer, agent, w.clock); err != nil {
				t.Error(err)
			}
		}},
	} {
		o := &oracle{read: says(desk.ClassDelay)}
		w := doubtful(t, t.TempDir(), "S14", &unsure{class: desk.ClassDoaDefect, sure: c.sure}, o)
		w.receive(rawOf(w.scenario))
		if x, ok := w.whole(); ok {
			c.touch(w, x)
		}
		if _, err := w.SecondDue(t.Context()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if o.asked != 0 || len(w.opinionsDue()) != 0 {
			t.Errorf("%s: asked %d times, %d left", name, o.asked, len(w.opinionsDue()))
		}
		w.close()
	}
}

// TestSecondOpinionSurvives: a process that dies while it asks asks again; one that dies
// with the answer at hand does not.
func TestSecondOpinionSurvives(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	o := &oracle{read: func(ctx context.Context, _ classifier.Input) (desk.Reading, error) {
		cancel()
		return desk.Reading{}, ctx.Err()
	}}
	w := doubtful(t, dir, "S14", &unsure{class: desk.ClassOther}, o)
	w.receive(rawOf(w.scenario))
	if _, err := w.SecondDue(ctx); err == nil {
		t.Error("an end while asking is told as done")
	}
	c, _ := w.whole()
	if w.kept(c) != nil || len(w.opinionsDue()) != 1 || len(c.Last().Reading.Said) != 1 {
		t.Error("half an answer is kept, or the question is lost")
	}
	r := c.Last().Reading // as it would have been kept
	r.Class, r.Engine, r.Said = desk.ClassDoaDefect, "llm", append(r.Said, desk.EngineSaid{Engine: "llm", Class: desk.ClassDoaDefect, Confidence: 0.9})
	b, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.store.SetSetting(t.Context(), "second_opinion/"+c.Mails[0], b); err != nil {
		t.Fatal(err)
	}
	w.close()
	again := &oracle{read: says(desk.ClassDelay)}
	w = doubtful(t, dir, "S14", &unsure{class: desk.ClassOther}, again)
	defer w.close()
	w.second(1)
	if c, _ = w.whole(); again.asked != 0 || c.Class != desk.ClassDoaDefect || w.kept(c) != nil {
		t.Errorf("asked %d times, class %s", again.asked, c.Class)
	}
}

// TestCaseMovesWhileAsking: an answer about a mail that is not the latest any more changes
// nothing, and the newer mail is asked about.
func TestCaseMovesWhileAsking(t *testing.T) {
	t.Parallel()
	var w *world
	o := &oracle{}
	o.read = func(ctx context.Context, in classifier.Input) (desk.Reading, error) {
		if o.asked == 1 {
			newer := w.scenario
			newer.ID, newer.Mail.Body, newer.Mail.Attachments = "s14b", "And by the way, when will you answer? Order HW-10514.", nil
			newer.Mail.Subject = w.scenario.Mail.Subject
			w.receive([]byte("In-Reply-To: <s14@customer.example>\r\n" + string(rawOf(newer))))
		}
		return says(desk.ClassDoaDefect)(ctx, in)
	}
	w = doubtful(t, t.TempDir(), "S14", &unsure{class: desk.ClassOther}, o)
	defer w.close()
	w.receive(rawOf(w.scenario))
	w.second(2)
	c, _ := w.whole()
	first, err := w.store.Setting(t.Context(), "second_opinion/"+c.Mails[0])
	if err != nil || first != nil || len(c.Mails) != 2 || len(w.opinionsDue()) != 0 || o.asked != 2 {
		t.Errorf("asked %d times, %d due, kept %s, %v", o.asked, len(w.opinionsDue()), first, err)
	}
	if said := c.Last().Reading.Said; len(said) != 2 {
		t.Errorf("the latest mail's reading is by %v", said)
	}
}

// retryable is a failure as the language model's are.
type retryable struct {
	err   *desk.Error
	after time.Duration
}

func (r retryable) Error() string { return r.err.Error() }

func (r retryable) Unwrap() error        { return r.err }
func (r retryable) Kind() string         { return "rate_limited" }
func (r retryable) After() time.Duration { return r.after }

// TestSecondOpinionFails: what may pass is asked again later, as late as the other side
// asks, four times at most; what may not is noted at once. The draft stays.
func TestSecondOpinionFails(t *testing.T) {
	t.Parallel()
	passing := desk.Errf(desk.CodeUnavailable, "busy").AsTemporary()
	for name, c := range map[string]struct {
		err    error
		waits  []time.Duration
		reason string
	}{
		"for good":          {desk.Errf(desk.CodeInvalid, "refused"), nil, "invalid"},
		"passing":           {passing, []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute}, "unavailable"},
		"asks to be spared": {retryable{passing, time.Hour}, []time.Duration{time.Hour, time.Hour, time.Hour}, "rate_limited"},
	} {
		o := &oracle{read: failsWith(c.err)}
		w := doubtful(t, t.TempDir(), "S14", &unsure{class: desk.ClassOther}, o)
		w.receive(rawOf(w.scenario))
		for i, wait := range c.waits {
			w.second(1)
			due := w.opinionsDue()
			if len(due) != 1 || !due[0].At.Equal(w.clock.Add(wait)) || o.asked != i+1 {
				t.Fatalf("%s: round %d: asked %d times, due %+v, want in %s", name, i+1, o.asked, due, wait)
			}
			w.second(0)
			w.clock = due[0].At
		}
		w.second(1)
		x, _ := w.whole()
		r := x.Last().Reading
		if len(r.Said) != 2 || r.Said[1].Problem != c.reason || !r.Unsure || r.Class != desk.ClassOther || len(w.drafts(x.ID, desk.DraftProposed)) != 1 {
			t.Errorf("%s: the reading is %+v", name, r)
		}
		if o.asked != len(c.waits)+1 || len(w.opinionsDue()) != 0 {
			t.Errorf("%s: asked %d times, %d left", name, o.asked, len(w.opinionsDue()))
		}
		w.close()
	}
}
