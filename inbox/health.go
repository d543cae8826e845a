package inbox

import (
	"time"

	"returndesk/desk"
)

// State of the connection to one folder.
type State string

// The states of a folder. A folder is unreachable from the first failure until
// it was read again.
const (
	StateConnecting  State = "connecting"
	StateOK          State = "ok"
	StateUnreachable State = "unreachable"
	// StatePaused: a day's bytes are used up. Problem says what waits (older mail, or all),
	// Retry when it goes on.
	StatePaused State = "paused"
)

// Health is the state of one folder of one account.
type Health struct {
	Account string
	Mailbox string // the folder; the kind's name while a special folder isn't found yet
	Folder  FolderKind
	State   State
	Since   time.Time // when this state began
	Read    time.Time // when the folder was last read to its end; zero if never
	// Problem, Code and Permanent describe an unreachable folder, in words that
	// are safe to show and that say what to mend.
	Problem   string
	Code      desk.Code
	Permanent bool
	Retry     time.Time // when it is tried again
}

// report changes the state of a folder and tells the hook when state or problem
// became another.
func (w *Watcher) report(i int, change func(*Health)) {
	w.mu.Lock()
	before := w.health[i]
	after := before
	change(&after)
	if after.State != before.State {
		after.Since = w.now()
	}
	if after.State != StateUnreachable && after.State != StatePaused {
		after.Problem, after.Code, after.Permanent, after.Retry = "", "", false, time.Time{}
	}
	w.health[i] = after
	w.mu.Unlock()
	if after.State != before.State || after.Problem != before.Problem {
		w.onHealth(after)
	}
}

// Health returns the state of every followed folder.
func (w *Watcher) Health() []Health {
	w.mu.Lock()
	defer w.mu.Unlock()
	return append([]Health(nil), w.health...)
}

func (w *Watcher) reportOK(i int, mailbox string) {
	w.report(i, func(h *Health) {
		h.State, h.Mailbox, h.Read = StateOK, mailbox, w.now()
	})
}

// reportPaused tells of a folder that waits for the next day's bytes, in the log too when
// that is news.
func (w *Watcher) reportPaused(i int, err error, until time.Time) {
	w.mu.Lock()
	news, name := w.health[i].State != StatePaused, w.health[i].Mailbox
	w.mu.Unlock()
	if news {
		w.log.Warn("the day's bytes are used up", "account", w.account.Name, "mailbox", name, "reason", desk.MessageOf(err), "until", until)
	}
	w.report(i, func(h *Health) {
		h.State, h.Problem, h.Code, h.Permanent, h.Retry = StatePaused, desk.MessageOf(err), desk.CodeOf(err), false, until
	})
}

func (w *Watcher) reportFailed(i int, err error, wait time.Duration) {
	w.report(i, func(h *Health) {
		h.State = StateUnreachable
		h.Problem, h.Code, h.Permanent = desk.MessageOf(err), desk.CodeOf(err), !desk.IsTemporary(err)
		h.Retry = w.now().Add(wait)
	})
}
