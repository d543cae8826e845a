package main

import (
	"bufio"
	"fmt"
	"io"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"time"

	"returndesk/internal/mailtest"
)

// live measures the running service on the filled store: how soon it watches, and how
// soon a delivered mail has its draft.
func (b *bench) live(s shop, d *mailtest.Dovecot, data string) error {
	fmt.Println("    the service on that store")
	config, err := s.configFor(d.IMAPAddr, data)
	if err != nil {
		return err
	}
	c := b.command("--config", config, "run")
	errs, err := c.StderrPipe()
	if err != nil {
		return err
	}
	started := time.Now()
	if err := c.Start(); err != nil {
		return err
	}
	lines := make(chan string, 1000)
	go readLines(errs, lines)
	watching, err := waitFor(lines, "msg=watching", 30*time.Second)
	if err != nil {
		return stopNow(c, err)
	}
	b.bound("start-up to watching", watching.Sub(started).Seconds(), 0.5, "s")
	if _, err := waitFor(lines, `msg="mailbox ok"`, time.Minute); err != nil {
		return stopNow(c, err)
	}
	time.Sleep(3 * time.Second) // IDLE has begun
	waits, err := b.deliver(s, d, config, 20)
	if err != nil {
		return stopNow(c, err)
	}
	slices.Sort(waits)
	figure("delivered until drafted, median of 20", waits[len(waits)/2], "s")
	b.bound("delivered until drafted, worst of 20", waits[len(waits)-1], 1, "s")
	return stopNow(c, nil)
}

// deliver puts mails into the mailbox one by one and asks the service for their cases.
func (b *bench) deliver(_ shop, d *mailtest.Dovecot, config string, n int) ([]float64, error) {
	var waits []float64
	for i := range n {
		who := fmt.Sprintf("live.%d.%d@late.example", i, time.Now().UnixNano())
		now := time.Now()
		raw := fmt.Sprintf("From: Late %d <%s>\r\nTo: support@shop.example\r\nSubject: Do you ship to Norway? %d\r\nDate: %s\r\nMessage-ID: <live%d@late.example>\r\n\r\nHello, do you ship the wheel number %d to Norway?\r\n",
			i, who, i, now.Format(time.RFC1123Z), now.UnixNano(), i)
		if err := d.DeliverTo(d.User, "INBOX", []byte(raw), now); err != nil {
			return nil, err
		}
		start := time.Now()
		for {
			out, err := b.command("--config", config, "queue", "--json", "--address", who).Output()
			if err != nil {
				return nil, fmt.Errorf("queue: %w", err)
			}
			if strings.Contains(string(out), who) {
				break
			}
			if time.Since(start) > 20*time.Second {
				return nil, fmt.Errorf("a delivered mail had no draft after 20 s")
			}
		}
		waits = append(waits, time.Since(start).Seconds())
		time.Sleep(300 * time.Millisecond)
	}
	return waits, nil
}

// readLines hands on what the program logs and never blocks it.
func readLines(r io.Reader, lines chan<- string) {
	defer close(lines)
	scan := bufio.NewScanner(r)
	scan.Buffer(nil, 1<<20)
	for scan.Scan() {
		select {
		case lines <- scan.Text():
		default: // nobody listens any more
		}
	}
}

// waitFor waits for a line of the log and gives when it came.
func waitFor(lines <-chan string, want string, patience time.Duration) (time.Time, error) {
	end := time.After(patience)
	for {
		select {
		case l, ok := <-lines:
			if !ok {
				return time.Time{}, fmt.Errorf("the service ended before %q", want)
			}
			if strings.Contains(l, want) {
				return time.Now(), nil
			}
		case <-end:
			return time.Time{}, fmt.Errorf("no %q within %s", want, patience)
		}
	}
}

// stopNow ends the service that this bench started and keeps the first error.
func stopNow(c *exec.Cmd, first error) error {
	if err := c.Process.Signal(syscall.SIGTERM); err != nil && first == nil {
		first = err
	}
	if err := c.Wait(); err != nil && first == nil {
		first = fmt.Errorf("the service ended badly: %w", err)
	}
	return first
}
