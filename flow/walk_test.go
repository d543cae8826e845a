package flow_test

import (
	"cmp"
	"errors"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
	"returndesk/templates"
)

// rootsPerOutcome is from how many different rows of the table an outcome is walked.
const rootsPerOutcome = 4

// values are what people set; an action is given only those that it names.
var values = map[string]string{
	"cause": "the picture is too dark",
	"price": "18.00", "amount": "12.40", "currency": "USD", "condition": "unmodified, in its box", "address": "Dock 4, Albany NY", "not_feasible": "the switch is not made any more",
	"class": "delay", "expires": "2026-05-04", "close_date": "2026-05-04", "steps": "hold Esc while plugging in the cable", "carrier": "DHL", "remedy": "parts", "tracking": "JD014600004",
}

// walker goes every way that a person can go from a state.
type walker struct {
	t       *testing.T
	dir     string
	forks   int
	spare   *world
	offered map[string]bool     // outcome/action pairs that some case listed
	taken   map[string]bool     // those that worked at least once
	refused map[string][]string // why the others were refused
	drafted map[string]bool     // templates that produced a draft fit for sending
	seen    map[string]bool     // outcome and RMA state that were walked from
}

func (k *walker) folder() string {
	k.forks++
	return filepath.Join(k.dir, strconv.Itoa(k.forks))
}

// TestNoOutcomeIsADeadEnd starts from mails that lead to every outcome, takes every action
// that the case lists, approves and sends what it drafts, and goes on from there. Every
// action works somewhere, every case leads on, and every template of domain.md section 4
// gives a mail that can be sent.
func TestNoOutcomeIsADeadEnd(t *testing.T) {
	t.Parallel()
	k := &walker{t: t, dir: quickDir(t), offered: map[string]bool{}, taken: map[string]bool{}, refused: map[string][]string{},
		drafted: map[string]bool{}, seen: map[string]bool{}}
	roots := k.roots()
	for _, o := range desk.Outcomes() {
		if len(roots[o]) == 0 {
			t.Errorf("no mail led to %s", o)
		}
	}
	for _, o := range desk.Outcomes() {
		for _, w := range roots[o] {
			k.walk(w, 0)
		}
	}
	k.dropSpare()
	for pair := range k.offered {
		if !k.taken[pair] {
			t.Errorf("%s is offered and never works: %s", pair, strings.Join(slices.Compact(k.refused[pair]), "; "))
		}
	}
	for _, name := range templates.Names() {
		if !k.drafted[name] {
			t.Errorf("no way leads to a mail of template %s", name)
		}
	}
	t.Logf("%d worlds, %d states, %d pairs of outcome and action, %d templates", k.forks, len(k.seen), len(k.taken), len(k.drafted))
}

// roots gives worlds in which a mail has just led to an outcome, by different rows.
func (k *walker) roots() map[desk.Outcome][]*world {
	roots := map[desk.Outcome][]*world{}
	rules := map[string]bool{}
	for _, s := range allScenarios(k.t) {
		if !photosOnly(s) || rules[s.Expect.Rule] && s.Expect.Rule != "" || len(roots[s.Expect.Outcome]) >= rootsPerOutcome {
			continue
		}
		if s.Expect.Outcome == desk.OutcomeNoReply {
			continue
		}
		w := newWorld(k.t, k.folder(), s)
		w.receive(rawOf(s))
		c, ok := w.theCase()
		if !ok || rules[c.Rule] || len(roots[c.Outcome]) >= rootsPerOutcome {
			w.close()
			continue
		}
		rules[c.Rule] = true
		k.noteDrafts(w, c.ID)
		roots[c.Outcome] = append(roots[c.Outcome], w)
	}
	// A machine's mail becomes no case; a case that turns out to be one does.
	s := scenarioByID(k.t, "S57")
	w := newWorld(k.t, k.folder(), s)
	w.receive(rawOf(s))
	c, _ := w.theCase()
	if _, err := w.Reclassify(k.t.Context(), manager, flow.Correction{Case: c.ID, Class: desk.ClassNonCustomer, Because: "a robot"}); err != nil {
		k.t.Fatal(err)
	}
	if c, _ = w.theCase(); c.Outcome == desk.OutcomeNoReply {
		roots[c.Outcome] = append(roots[c.Outcome], w)
	}
	return roots
}

var (
	manager = desk.Actor{Name: "Mona", Role: desk.RoleManager}
	second  = desk.Actor{Name: "Max", Role: desk.RoleManager} // approves what the first drew up
	agent   = desk.Actor{Name: "Anna", Role: desk.RoleAgent}
)

// dropSpare closes the copy that nobody needs any more.
func (k *walker) dropSpare() {
	if k.spare != nil {
		k.spare.close()
		k.spare = nil
	}
}

// walk takes every action out of a world's case and closes the world.
func (k *walker) walk(w *world, depth int) {
	w.reconcile("depth " + strconv.Itoa(depth))
	defer w.close()
	c, _ := w.theCase()
	here := string(c.Outcome) + " " + k.rmaState(w, c)
	if depth > 0 && k.seen[here] || depth > 9 {
		return
	}
	k.seen[here] = true
	shown, err := w.Show(k.t.Context(), c.ID)
	if err != nil {
		k.t.Fatal(err)
	}
	worked := 0
	for _, a := range shown.Next {
		pair := string(c.Outcome) + "/" + a.Name
		k.offered[pair] = true
		if k.taken[pair] && k.seen[k.ahead(c, here, a)] {
			worked++
			continue // leads to nothing new
		}
		after, err := k.take(w, c.ID, a)
		if err != nil {
			k.refused[pair] = append(k.refused[pair], here+": "+err.Error())
			if desk.CodeOf(err) == desk.CodeIllegal && a.RMAState != "" {
				k.t.Errorf("%s offers %s and refuses it: %v", here, a.Name, err)
			}
			continue
		}
		k.taken[pair] = true
		if a.Name != "close" {
			worked++
		}
		k.walk(after, depth+1)
	}
	if worked == 0 {
		k.t.Errorf("%s (rule %s, %s) is a dead end", here, c.Rule, w.scenario.ID)
	}
}

// ahead guesses the state to which an action leads.
func (k *walker) ahead(c desk.Case, here string, a desk.Action) string {
	rma := strings.TrimPrefix(here, string(c.Outcome)+" ")
	if a.OpenRMA && rma == "-" {
		rma = string(desk.RMAUnderReview)
	}
	if a.RMAState != "" && rma != "-" {
		rma = string(a.RMAState)
	}
	return string(cmp.Or(a.Outcome, c.Outcome)) + " " + rma
}

func (k *walker) rmaState(w *world, c desk.Case) string {
	if len(c.RMAs) == 0 {
		return "-"
	}
	r, err := w.store.RMA(k.t.Context(), c.RMAs[len(c.RMAs)-1])
	if err != nil {
		k.t.Fatal(err)
	}
	return string(r.State)
}

// take goes one step in a copy of the world: the action, then approval and sending of
// what it drafted.
func (k *walker) take(from *world, id string, a desk.Action) (*world, error) {
	w := k.spare // a copy that a refused action left as it was
	if w == nil || w.from != from {
		k.dropSpare()
		w = from.fork(k.folder())
	}
	k.spare = nil
	w.clock = from.clock.Add(time.Hour)
	switch a.Template {
	case "verify_buyer":
		w.clock = w.clock.AddDate(0, 0, 8) // it goes out once in seven days
	case "reminder_1", "reminder_last", "closed_silence", "rma_expiring", "rma_expired":
		w.clock = w.clock.AddDate(0, 0, 2) // a customer gets one of these a day
	}
	r := flow.Resolution{Case: id, Action: a.Name, Because: "as the test says", Set: map[string]string{}}
	for _, need := range a.Needs {
		if need != "reason" {
			r.Set[need] = values[need]
		}
	}
	fail := func(err error) (*world, error) {
		w.close()
		return nil, err
	}
	if a.Role.AtLeast(desk.RoleSenior) {
		if _, _, err := w.Resolve(k.t.Context(), agent, r); desk.CodeOf(err) != desk.CodeForbidden {
			k.t.Errorf("an agent may take %s: %v", a.Name, err)
		}
	}
	_, made, err := w.Resolve(k.t.Context(), manager, r)
	if err != nil {
		k.spare = w
		return nil, err
	}
	if a.Template == "" {
		if a.Name == "buyer_confirmed" {
			k.confirmed(w, id, made)
		}
		return w, nil
	}
	if made == nil || made.Template != a.Template {
		return fail(errors.New("no draft of " + a.Template))
	}
	if a.Role.AtLeast(desk.RoleSenior) {
		if _, err := w.Approve(k.t.Context(), agent, flow.Approval{Draft: made.ID}); desk.CodeOf(err) != desk.CodeForbidden {
			k.t.Errorf("an agent may approve %s of %s: %v", made.Template, a.Name, err)
		}
	}
	approver := manager
	if made.NeedsSecond() { // money leaves by two people
		if _, err := w.Approve(k.t.Context(), manager, flow.Approval{Draft: made.ID}); desk.CodeOf(err) != desk.CodeForbidden {
			k.t.Errorf("%s: one person alone may pay money out: %v", made.Template, err)
		}
		approver = second
	}
	if _, err := w.Approve(k.t.Context(), approver, flow.Approval{Draft: made.ID, Seen: made.ContentHash(), Because: "as the test says"}); err != nil {
		return fail(err)
	}
	before := len(w.sent)
	if n, err := w.SendDue(k.t.Context()); err != nil || n != 1 || len(w.sent) != before+1 || w.sent[before] != made.MessageID {
		k.t.Errorf("%s: %d sent, %v", made.Template, n, err)
	}
	k.drafted[made.Template] = true
	after, err := w.store.Case(k.t.Context(), id)
	if err != nil {
		return fail(err)
	}
	want := desk.CaseWaiting
	switch {
	case a.Close:
		want = desk.CaseClosed
		for _, n := range after.RMAs {
			if r, err := w.store.RMA(k.t.Context(), n); err == nil && r.Case == id && r.State.Open() { // the answer to something by the way
				want = desk.CaseWaiting
			}
		}
	case slices.Contains([]string{"cancel_check", "change_check", "delay_cancel_ack", "returned_without_rma", "trace_opened"}, a.Template):
		want = desk.CaseOpen // it says that we check something, or ask somebody
	case slices.Contains([]string{"holding_reply", "handover", "ack_received"}, a.Template) && after.Answered < len(after.Decisions) && !after.Asking():
		want = desk.CaseOpen // it promises an answer, and that is somebody's work
	}
	if after.State != want {
		k.t.Errorf("after %s the case is %s, not %s", a.Name, after.State, want)
	}
	return w, nil
}

// noteDrafts notes the templates that a mail led to by itself, where they could be sent.
func (k *walker) noteDrafts(w *world, id string) {
	for _, d := range w.drafts(id, desk.DraftProposed) {
		if !slices.ContainsFunc(d.Problems, func(p desk.Problem) bool { return p.Block }) {
			k.drafted[d.Template] = true
		}
	}
}

// confirmed checks that a confirmed case is decided as the buyer's own, and that its
// reply goes to nobody else.
func (k *walker) confirmed(w *world, id string, made *desk.Draft) {
	c, err := w.store.Case(k.t.Context(), id)
	if err != nil {
		k.t.Fatal(err)
	}
	if c.Outcome == desk.OutcomeVerifySender {
		k.t.Errorf("%s: confirmed, and the buyer is asked again (rule %s)", w.scenario.ID, c.Rule)
	}
	if email := c.Last().Facts.Detail.OrderEmail; made == nil || email != "" && (len(made.To) != 1 || !strings.EqualFold(made.To[0].Address, email)) {
		k.t.Errorf("%s: the reply to the buyer %s is %+v", w.scenario.ID, email, made)
	}
}
