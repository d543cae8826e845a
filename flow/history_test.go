package flow

import (
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/message"
)

// TestStartFromHasNoGap takes a mail for work that came within the second of the first
// start: its server tells the time of arrival in whole seconds.
func TestStartFromHasNoGap(t *testing.T) {
	t.Parallel()
	start := time.Date(2026, 11, 23, 9, 0, 30, 700e6, time.UTC)
	e := &Engine{shop: Shop{Accounts: map[string]Account{"support": {StartFrom: start}, "all": {}}}}
	for _, c := range []struct {
		name, account, folder string
		arrived               time.Time
		answered, forced      bool
		want                  bool
	}{
		{name: "the second before", account: "support", arrived: start.Truncate(time.Second).Add(-time.Second), want: true},
		{name: "the same second", account: "support", arrived: start.Truncate(time.Second)},
		{name: "the second after", account: "support", arrived: start.Truncate(time.Second).Add(time.Second)},
		{name: "no start", account: "all", arrived: start.AddDate(-1, 0, 0)},
		{name: "answered already", account: "all", arrived: start, answered: true, want: true},
		{name: "imported", account: "all", folder: "import", arrived: start, want: true},
		{name: "made a case by an agent", account: "support", arrived: start.AddDate(-1, 0, 0), answered: true, forced: true},
	} {
		p := prepared{msg: &message.Message{}, forced: c.forced, mail: desk.Mail{Accepted: desk.Accepted{
			Location: desk.Location{Account: c.account}, Folder: c.folder, InternalDate: c.arrived, Answered: c.answered,
		}}}
		got, err := e.isHistory(t.Context(), newView(nil), p)
		if err != nil || got != c.want {
			t.Errorf("%s: history %v, want %v; %v", c.name, got, c.want, err)
		}
	}
}
