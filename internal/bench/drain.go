package main

import (
	"encoding/json"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"

	"returndesk/internal/mailtest"
)

// drain measures (a) the way from the mailbox into the store beside mbsync, (b) the same
// over a link with latency, and then on the filled store start-up and IDLE.
func (b *bench) drain() error {
	fmt.Printf("(a) %d mails of text and HTML, `run --once` beside mbsync\n", b.mails)
	d, err := mailtest.NewDovecot()
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }() // throw-away
	now := time.Now().Truncate(time.Second)
	f, err := makeFixture(b.mails, 7, now)
	if err != nil {
		return err
	}
	figure("mails with an order of their sender", 100*float64(f.known)/float64(len(f.mails)), "%")
	figure("replies in threads", 100*float64(f.thread)/float64(len(f.mails)), "%")
	for i, raw := range f.mails {
		if err := d.DeliverTo(d.User, "INBOX", raw, now.Add(-time.Duration(len(f.mails)-i)*3*time.Second)); err != nil {
			return err
		}
	}
	shop, err := b.shop(d, f.orders)
	if err != nil {
		return err
	}
	if err := b.mbsync(d.IMAPAddr, d, "warm"); err != nil { // Dovecot writes its index at the first look
		return err
	}
	data, err := b.race(shop, d, d.IMAPAddr, 3)
	if err != nil {
		return err
	}
	if err := b.counted(shop, data); err != nil {
		return err
	}

	fmt.Printf("(b) the same with 20 ms latency\n")
	link, err := newSlowLink(d.IMAPAddr, 10*time.Millisecond)
	if err != nil {
		return err
	}
	defer link.close()
	if _, err := b.race(shop, d, link.addr(), 1); err != nil {
		return err
	}
	return b.live(shop, d, data)
}

// race runs mbsync and the program in turn and compares the medians of wall time.
func (b *bench) race(s shop, d *mailtest.Dovecot, addr string, rounds int) (string, error) {
	var ours, theirs []float64
	var data string
	peak := 0.0
	for i := range rounds {
		t := time.Now()
		if err := b.mbsync(addr, d, fmt.Sprint("m", i)); err != nil {
			return "", err
		}
		theirs = append(theirs, time.Since(t).Seconds())
		data = filepath.Join(b.dir, fmt.Sprintf("data-%d-%d", i, time.Now().UnixNano()))
		config, err := s.configFor(addr, data)
		if err != nil {
			return "", err
		}
		t = time.Now()
		mib, err := b.once(config)
		if err != nil {
			return "", err
		}
		ours, peak = append(ours, time.Since(t).Seconds()), max(peak, mib)
	}
	o, m := median(ours), median(theirs)
	figure("mbsync into a Maildir, median", m, "s")
	figure("run --once, median", o, "s")
	b.bound("ratio of wall times", o/m, 0.8, "")
	b.bound("peak memory of the process", peak, 256, "MiB")
	return data, nil
}

// once runs the program over the mailbox and gives its peak memory in MiB.
func (b *bench) once(config string) (float64, error) {
	c := exec.CommandContext(b.ctx, b.binary, "--config", config, "run", "--once")
	c.Env = append(os.Environ(), "RD_PASSWORD=correct-horse")
	out, err := c.CombinedOutput()
	if err != nil {
		return 0, fmt.Errorf("run --once: %w: %s", err, tail(out))
	}
	return peakMiB(c.ProcessState), nil
}

// mbsync copies the mailbox into a Maildir.
func (b *bench) mbsync(addr string, d *mailtest.Dovecot, name string) error {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return err
	}
	dir := filepath.Join(b.dir, "maildir-"+name)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }() // throw-away
	rc := filepath.Join(dir, "mbsyncrc")
	text := fmt.Sprintf("IMAPAccount a\nHost %s\nPort %s\nUser %s\nPass %s\nSSLType None\nAuthMechs *\nTimeout 120\n\nIMAPStore far\nAccount a\n\nMaildirStore near\nPath %s/\nInbox %s/INBOX\n\nChannel c\nFar :far:INBOX\nNear :near:INBOX\nCreate Near\nSync Pull\nSyncState *\n",
		host, port, d.User, d.Password, dir, dir)
	if err := os.WriteFile(rc, []byte(text), 0o600); err != nil {
		return err
	}
	out, err := exec.CommandContext(b.ctx, "mbsync", "-c", rc, "c").CombinedOutput()
	if err != nil {
		return fmt.Errorf("mbsync: %w: %s", err, tail(out))
	}
	return nil
}

// counted looks at what the drain left: every mail is somewhere, and most led to a draft.
func (b *bench) counted(s shop, data string) error {
	config, err := s.configFor("127.0.0.1:1", data)
	if err != nil {
		return err
	}
	c := exec.CommandContext(b.ctx, b.binary, "--config", config, "queue", "--json", "--limit", "100000")
	c.Env = append(os.Environ(), "RD_PASSWORD=correct-horse")
	out, err := c.Output()
	if err != nil {
		return fmt.Errorf("queue: %w: %s", err, tail(out))
	}
	var rows []struct {
		Draft string `json:"draft"`
		Order string `json:"order"`
	}
	if err := json.Unmarshal(out, &rows); err != nil {
		return err
	}
	withOrder := 0
	for _, r := range rows {
		if r.Draft != "" && r.Order != "" {
			withOrder++
		}
	}
	figure("cases that wait", float64(len(rows)), "")
	// Replies join the cases of the mails they answer, so cases are fewer than mails.
	b.atLeast("cases decided with an order and drafted", 100*float64(withOrder)/float64(max(len(rows), 1)), 70, "%")
	return nil
}

func median(v []float64) float64 {
	s := slices.Sorted(slices.Values(v))
	return s[len(s)/2]
}

func tail(out []byte) string { return string(out[max(0, len(out)-2000):]) }
