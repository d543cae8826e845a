package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"returndesk/cmd/returndesk/terminal"
	"returndesk/control"
	"returndesk/desk"
	"returndesk/policy"
	"returndesk/store/bolt"
)

// caseSource is what a replay needs of a store.
type caseSource interface {
	EachCase(ctx context.Context, fn func(desk.Case) error) error
}

// redecided is one past decision that the table would decide differently.
type redecided struct {
	Case      string       `json:"case"`
	DecidedAt time.Time    `json:"decided_at"`
	Order     string       `json:"order,omitempty"`
	Class     desk.Class   `json:"class"`
	OldRule   string       `json:"old_rule"`
	NewRule   string       `json:"new_rule"`
	Changes   []fieldShift `json:"changes"`
}

type fieldShift struct {
	Field string `json:"field"`
	Old   string `json:"old"`
	New   string `json:"new"`
}

func newPolicyReplayCmd(a *app, f *policyFiles) *cobra.Command {
	var since string
	c := &cobra.Command{
		Use:   "replay --since DATE",
		Short: "Show which past decisions this table would decide differently",
		Long:  "replay decides every stored decision anew from its stored facts and prints those that come out\ndifferently. It changes nothing, and works beside a running service, for a manager.",
		RunE: func(c *cobra.Command, _ []string) error {
			from, err := time.ParseInLocation(time.DateOnly, since, a.shopNow().Location())
			if err != nil {
				return usagef("--since needs a date such as 2026-03-01, not %q", since)
			}
			t, err := f.load(a)
			if err != nil {
				return err
			}
			dir := a.dataDir
			if dir == "" {
				conf, err := a.loadConfig()
				if err != nil {
					return err
				}
				dir = conf.DataDir
			} else if err := holdsData(dir); err != nil {
				return err
			}
			src, done, err := pastOf(c.Context(), dir, from)
			if err != nil {
				return err
			}
			defer done()
			looked, list, err := replay(c.Context(), src, t, from)
			if err != nil {
				return err
			}
			return a.reportReplay(t, looked, list)
		},
	}
	c.Flags().StringVar(&since, "since", "", "first day, in the shop's zone (YYYY-MM-DD)")
	jsonFlag(c, a)
	return c
}

// pastOf opens the past of a data folder: that of the service which runs on it, else the store
// itself.
func pastOf(ctx context.Context, dir string, since time.Time) (caseSource, func(), error) {
	client, by, err := control.Dial(ctx, dir)
	switch desk.CodeOf(err) {
	case "":
		return servedPast{client, by, since}, func() { _ = client.Close() }, nil // only asked
	case desk.CodeNotFound:
	default:
		return nil, nil, err
	}
	st, err := bolt.Open(ctx, dir, bolt.Options{ReadOnly: true})
	if err != nil {
		return nil, nil, err
	}
	return st, func() { _ = st.Close() }, nil // read only; nothing can be lost
}

// servedPast is the past as a running service gives it. Its cases have id and decisions alone.
type servedPast struct {
	desk  control.Upkeep
	by    desk.Actor
	since time.Time
}

// EachCase implements caseSource.
func (p servedPast) EachCase(ctx context.Context, fn func(desk.Case) error) error {
	from, to := io.Pipe()
	done := make(chan error, 1)
	go func() {
		err := p.desk.Decisions(ctx, p.by, p.since, to)
		done <- err
		_ = to.CloseWithError(err) // gives nil always; a nil error is the end
	}()
	in := json.NewDecoder(from)
	for {
		var past control.Past
		err := in.Decode(&past)
		if errors.Is(err, io.EOF) {
			return <-done
		}
		if err == nil {
			err = fn(desk.Case{ID: past.Case, Decisions: past.Decisions})
		}
		if err != nil {
			_ = from.CloseWithError(err) // ends the stream
			if failed := <-done; failed != nil && !errors.Is(failed, err) {
				return failed // what cut the stream, not how that looked
			}
			return err
		}
	}
}

// replay decides every stored decision since a moment anew.
func replay(ctx context.Context, src caseSource, t *policy.Table, since time.Time) (looked int, out []redecided, err error) {
	out = []redecided{}
	err = src.EachCase(ctx, func(c desk.Case) error {
		for i := range c.Decisions {
			d := &c.Decisions[i]
			if d.DecidedAt.Before(since) || d.ByClock() { // no row of the table drew that up
				continue
			}
			looked++
			now, err := t.DecideMatter(intentsOf(d), policy.Merge{Reading: d.Reading, Linked: d.Linked, At: d.DecidedAt})
			if err != nil {
				return desk.Wrap(desk.CodeOf(err), err, "case %s, decision %d cannot be decided by this table", c.ID, i+1)
			}
			if ch := shifts(d, &now); len(ch) > 0 {
				out = append(out, redecided{Case: c.ID, DecidedAt: d.DecidedAt, Order: d.Facts.Detail.OrderNumber,
					Class: d.Class, OldRule: d.Rule, NewRule: now.Rule, Changes: ch})
			}
		}
		return nil
	})
	return looked, out, err
}

// intentsOf rebuilds the facts of each intent: they differ by class alone, and danger
// belongs to the primary intent.
func intentsOf(d *desk.Decision) []desk.Facts {
	list := []desk.Facts{withLater(d.Facts)}
	classes := slices.Clone(d.Alike)
	for _, m := range d.More {
		classes = append(classes, m.Class)
	}
	for _, class := range classes {
		f := withLater(d.Facts)
		f.Enum[desk.FactClass] = string(class)
		f.Signals = slices.DeleteFunc(slices.Clone(d.Facts.Signals), func(s desk.Signal) bool { return s == desk.SignalSafetyHazard })
		list = append(list, f)
	}
	return list
}

// withLater is a copy of stored facts with those that were not gathered yet when the decision
// was made.
func withLater(f desk.Facts) desk.Facts {
	enum := map[desk.Fact]string{desk.FactTracking: "none", desk.FactWithdrawal: "no", desk.FactSettled: "no", desk.FactReship: "none", desk.FactDiagnostic: "none", desk.FactCarrierSays: "none", desk.FactStop: "none", desk.FactExemption: "confirmed"}
	maps.Copy(enum, f.Enum)
	f.Enum = enum
	return f
}

// shifts lists what differs. A row that was merely renamed does not count.
func shifts(old, now *desk.Decision) []fieldShift {
	var out []fieldShift
	add := func(field, a, b string) {
		if a != b {
			out = append(out, fieldShift{field, a, b})
		}
	}
	add("outcome", string(old.Outcome), string(now.Outcome))
	add("template", old.Template, now.Template)
	add("rma", fmt.Sprint(old.RMA.Open), fmt.Sprint(now.RMA.Open))
	add("sections", sortedList(old.Sections), sortedList(now.Sections))
	add("asks", sortedList(old.Asks), sortedList(now.Asks))
	add("flags", sortedList(old.Flags), sortedList(now.Flags))
	add("role", string(old.Role), string(now.Role))
	return out
}

func sortedList[T ~string](list []T) string {
	s := slices.Clone(list)
	slices.Sort(s)
	return joined(s)
}

func (a *app) reportReplay(t *policy.Table, looked int, list []redecided) error {
	if a.json {
		return a.printJSON(map[string]any{"table": t.Hash(), "decisions": looked, "different": list})
	}
	var b strings.Builder
	for _, r := range list {
		fmt.Fprintf(&b, "%s  %s  %s %s: row %s becomes %s\n", r.Case, r.DecidedAt.Format(time.DateOnly), r.Class, r.Order, r.OldRule, r.NewRule)
		for _, c := range r.Changes {
			fmt.Fprintf(&b, "  %s: %s becomes %s\n", c.Field, orNone(c.Old), orNone(c.New))
		}
	}
	fmt.Fprintf(&b, "%s looked at, %d would differ under table %s\n", terminal.Count(looked, "decision", "decisions"), len(list), t.Hash()[:12])
	if _, err := io.WriteString(a.out, b.String()); err != nil {
		return fmt.Errorf("print: %w", err)
	}
	return nil
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}
