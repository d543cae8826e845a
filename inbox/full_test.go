package inbox

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"returndesk/desk"
)

// fullSink has no room for mails at first.
type fullSink struct {
	*memorySink
	refusals int   // until there is room
	refused  []int // how many mails each batch had
}

func (s *fullSink) Accept(ctx context.Context, account, mailbox string, batch []Raw, next Cursor) error {
	if len(batch) > 0 && len(s.refused) < s.refusals {
		s.refused = append(s.refused, len(batch))
		return desk.Errf(desk.CodeStorageFull, "no space is left").AsTemporary()
	}
	return s.memorySink.Accept(ctx, account, mailbox, batch, next)
}

// TestFullStoreIsNoMailsFault: a store that has no room for long is not held against the
// mails that were on their way then. Each comes with its text once there is room. While there is
// none, a try asks for one mail.
func TestFullStoreIsNoMailsFault(t *testing.T) {
	t.Parallel()
	user, a := startMemory(t)
	var want []string
	for i := range 3*batchMails + 7 {
		want = append(want, fmt.Sprint(i))
		put(t, user, "INBOX", letter(want[i]), time.Now())
	}
	for _, size := range []int{10, batchMails, 1000} { // of a FETCH
		a.BatchSize = size
		sink := &fullSink{memorySink: newSink(), refusals: 6 * strikesOut}
		w, err := NewWatcher(Options{Account: a, Sink: sink})
		if err != nil {
			t.Fatal(err)
		}
		w.sleep = func(ctx context.Context, _ time.Duration) error { return ctx.Err() }
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- w.Run(ctx) }()
		sink.await(t, len(want))
		stop()
		<-ended
		if got := sink.bodies(FolderInbox); !slices.Equal(got, want) {
			t.Errorf("FETCH of %d: got %v", size, got)
		}
		if slices.ContainsFunc(sink.refused[1:], func(n int) bool { return n != 1 }) {
			t.Errorf("FETCH of %d: mails in the batches that were refused: %v", size, sink.refused)
		}
	}
}
