package judge

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"strconv"
	"sync"
	"time"
)

// errPicture marks a failure that the picture itself caused.
var errPicture = errors.New("the decoder failed on it")

// startTimeout is how long a child may take until its greeting; it is generous because a
// laden machine is no reason to leave pictures unjudged.
const startTimeout = 2 * time.Minute

// worker keeps one child. Its user owns it alone; only the idle timer may come between,
// hence the lock.
type worker struct {
	exe    string
	args   []string
	limits Limits

	mu    sync.Mutex
	child *child
	idle  *time.Timer
	uses  uint64 // jobs so far; tells the idle timer whether it is still meant
}

// do has the child do one job. A child that had worked before and dies or does not answer gets
// a second try in a fresh process: what killed it may have been left by an earlier
// picture. No answer in time is the picture's fault only when the child had the processor for as
// long as a picture may take it; otherwise others had it, and that proves nothing against a customer.
func (w *worker) do(ctx, done context.Context, j job) (answered, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.uses++
	if w.idle != nil {
		w.idle.Stop()
	}
	for {
		if w.child == nil {
			c, err := w.start(ctx)
			if err != nil {
				return answered{}, err
			}
			w.child = c
		}
		c := w.child
		used := c.judged > 0
		e, err := c.ask(ctx, done, j, w.limits)
		if err == nil {
			if c.judged >= w.limits.Pictures {
				w.stopLocked()
			} else {
				w.arm()
			}
			return e, nil
		}
		w.stopLocked()
		if ctx.Err() != nil || done.Err() != nil {
			return answered{}, err
		}
		if !used {
			if errors.Is(err, context.DeadlineExceeded) && c.spent() >= w.limits.CPU {
				err = fmt.Errorf("%w: %w", errPicture, err)
			}
			return answered{}, err
		}
	}
}

// arm closes the child when nothing comes for a while.
func (w *worker) arm() {
	uses := w.uses
	w.idle = time.AfterFunc(w.limits.Idle, func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		if w.uses == uses {
			w.stopLocked()
		}
	})
}

// stop ends the child.
func (w *worker) stop() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.stopLocked()
}

func (w *worker) stopLocked() {
	if w.idle != nil {
		w.idle.Stop()
	}
	if w.child != nil {
		w.child.end()
		w.child = nil
	}
}

// start runs a new child and waits for its greeting. It gets no environment but its own
// limits: no secret of ours is in reach of a broken decoder.
func (w *worker) start(ctx context.Context) (*child, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	cmd := exec.Command(w.exe, w.args...)
	cmd.Env = []string{"GOMEMLIMIT=" + strconv.FormatInt(w.limits.Memory*3/4, 10), "GOMAXPROCS=1", "GOTRACEBACK=none"}
	cmd.Dir = "/"
	c := &child{cmd: cmd, said: &opening{}, gone: make(chan struct{})}
	cmd.Stderr = c.said
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, fmt.Errorf("start the decoder: %w", err)
	}
	// A pipe of our own instead of StdoutPipe, which Wait would close under our reads.
	out, childOut, err := os.Pipe()
	if err != nil {
		return nil, fmt.Errorf("start the decoder: %w", err)
	}
	cmd.Stdout = childOut
	err = cmd.Start()
	_ = childOut.Close() // the child has its own copy
	if err != nil {
		_ = out.Close() // nothing was read from it
		return nil, fmt.Errorf("start the decoder: %w", err)
	}
	c.in, c.out = in, out
	go func() {
		_ = cmd.Wait() // how it ended stands in ProcessState
		close(c.gone)
	}()
	timer := time.AfterFunc(startTimeout, c.kill)
	defer timer.Stop()
	hello, err := readFrame(c.out, len(greeting))
	if err != nil || !bytes.Equal(hello, []byte(greeting)) {
		c.end()
		return nil, fmt.Errorf("the decoder did not greet: %w; it said %q", reasonOf(err), c.said.String())
	}
	w.limits.Log.LogAttrs(ctx, slog.LevelDebug, "picture decoder started", slog.Int("pid", cmd.Process.Pid))
	return c, nil
}

// reasonOf gives an error for a greeting that came but was wrong.
func reasonOf(err error) error {
	if err == nil {
		return errors.New("it is another program")
	}
	return err
}
