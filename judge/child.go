package judge

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"returndesk/desk"
	"returndesk/evidence"
)

// child is one running process.
type child struct {
	cmd    *exec.Cmd
	in     io.WriteCloser
	out    *os.File
	said   *opening      // how what it wrote on standard error begins
	gone   chan struct{} // closed when it has ended
	killed atomic.Bool   // by us
	judged int
}

// job is what a child shall do: judge an attachment, or make a picture to show of it.
type job struct {
	evidence.Attachment
	edge int // 0 = judge
}

// answered is what a child made of a job.
type answered struct {
	evidence desk.Evidence
	picture  []byte // empty when it cannot be shown
}

// ask sends one request and waits for its answer.
func (c *child) ask(ctx, done context.Context, j job, l Limits) (answered, error) {
	wait, cancel := context.WithTimeout(ctx, l.Timeout)
	defer cancel()
	defer context.AfterFunc(wait, c.kill)()
	defer context.AfterFunc(done, c.kill)()
	c.judged++
	var e answered
	err := writeRequest(c.in, j.Attachment, l, j.edge)
	var b []byte
	if err == nil {
		b, err = readFrame(c.out, maxAnswer)
	}
	if err == nil {
		if j.edge > 0 {
			e.picture = b
			return e, nil
		}
		if err = json.Unmarshal(b, &e.evidence); err == nil {
			return e, nil
		}
	}
	switch {
	case ctx.Err() != nil:
		return e, ctx.Err()
	case wait.Err() != nil:
		return e, fmt.Errorf("no answer within %s: %w", l.Timeout, wait.Err())
	}
	return e, c.autopsy(err)
}

// autopsy says why a child failed. It is left to end by itself for a moment, so that a
// kill from outside (a person, the kernel short of memory) can be told from our own: the
// picture is not to blame for that.
func (c *child) autopsy(cause error) error {
	select {
	case <-c.gone:
	case <-time.After(2 * time.Second):
		c.kill() // it answered nonsense and lives on
		<-c.gone
	}
	state, _ := c.cmd.ProcessState.Sys().(syscall.WaitStatus)
	if !c.killed.Load() && state.Signaled() && state.Signal() == syscall.SIGKILL {
		return fmt.Errorf("the decoder was killed from outside: %w", cause)
	}
	return fmt.Errorf("%w: %s; it said %q", errPicture, c.cmd.ProcessState, c.said.String())
}

// kill ends the process at once; a second call does nothing.
func (c *child) kill() {
	select {
	case <-c.gone:
		return
	default:
	}
	c.killed.Store(true)
	_ = c.cmd.Process.Kill() // it may just have ended by itself
}

// end hangs up, kills the process and frees what we hold of it.
func (c *child) end() {
	_ = c.in.Close() // nothing is lost: every answer that matters has been read
	c.kill()
	<-c.gone
	_ = c.out.Close()
}

// spent is the processor time that the ended process took.
func (c *child) spent() time.Duration {
	return c.cmd.ProcessState.UserTime() + c.cmd.ProcessState.SystemTime()
}

// opening keeps the first bytes that a child wrote on standard error, for the log.
type opening struct {
	mu sync.Mutex
	b  []byte
}

// openingBytes is enough for "fatal error: ..." and little else.
const openingBytes = 300

// Write keeps the beginning: a Go program says first what is fatal.
func (t *opening) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if room := openingBytes - len(t.b); room > 0 {
		t.b = append(t.b, p[:min(room, len(p))]...)
	}
	return len(p), nil
}

// String gives what was kept.
func (t *opening) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(t.b)
}
