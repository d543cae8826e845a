// Package browsertest drives a real Chromium in tests: one browser that many tests share,
// tabs with cookies of their own, and three watches over what a page must not do: the page's
// own complaints, a listener that stands for the rest of the world, and Chromium's network log.
//
// It must not know anything of returndesk's rooms.
package browsertest

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"github.com/chromedp/chromedp"

	"returndesk/internal/mailtest"
)

// Evil is the host that hostile mails name. It leads to a listener that counts who calls;
// every other name (Chromium calls home by itself) leads nowhere.
const Evil = "evil.example"

// patience bounds a whole run of the browser: a package's tests on a laden machine. Each step has a bound of its own.
const patience = time.Hour

// Chromium is a browser that tests share. The zero value starts with the first tab.
type Chromium struct {
	once    sync.Once
	err     error
	ctx     context.Context
	end     func() error
	log     string // file of the network log
	outside atomic.Int64
}

// start runs the browser. It works as root, and calls nobody by itself.
func (c *Chromium) start() error {
	c.once.Do(func() { c.err = c.launch() })
	return c.err
}

func (c *Chromium) launch() error {
	path, err := program()
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "browsertest-")
	if err != nil {
		return fmt.Errorf("make a folder for the browser: %w", err)
	}
	l, err := new(net.ListenConfig).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("listen for who calls elsewhere: %w", err)
	}
	go c.count(l)
	c.log = filepath.Join(dir, "net.json")
	ctx, stop := context.WithTimeout(context.Background(), patience)
	ctx, stopAllocator := chromedp.NewExecAllocator(ctx, append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.WSURLReadTimeout(stepPatience), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(filepath.Join(dir, "profile")),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("hide-scrollbars", true),
		chromedp.Flag("log-net-log", c.log),
		// A sandboxed frame in a process of its own would keep its complaints from the tab.
		chromedp.Flag("disable-features", "Translate,BlinkGenPropertyTrees,IsolateSandboxedIframes"),
		chromedp.Flag("host-resolver-rules", "MAP "+Evil+" "+l.Addr().String()+", MAP *."+Evil+" "+l.Addr().String()+", MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"))...)
	c.ctx, _ = chromedp.NewContext(ctx)
	c.end = func() error {
		closed, cancel := context.WithTimeout(c.ctx, stepPatience)
		defer cancel()
		err := chromedp.Cancel(closed)
		stopAllocator()
		stop()
		return errors.Join(err, l.Close())
	}
	if err := chromedp.Do(c.ctx); err != nil {
		return errors.Join(fmt.Errorf("start %s: %w", path, err), c.end(), os.RemoveAll(dir))
	}
	return nil
}

// program finds the browser: the shell, which is the same engine without the windows around it and takes
// half of the processor's time, or else the whole browser.
func program() (string, error) {
	for _, name := range []string{"chromium-headless-shell", "chromium"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", fmt.Errorf("chromium-headless-shell and chromium: %w", mailtest.ErrMissing)
}

// count takes every call and hangs up.
func (c *Chromium) count(l net.Listener) {
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		c.outside.Add(1)
		_ = conn.Close() // it was only to be counted
	}
}

// Close ends the browser, if it was started. It gives an error when the network log shows
// that a page asked for a name of Evil, even where no connection came of it.
func (c *Chromium) Close() error {
	if c.end == nil || c.err != nil {
		return nil
	}
	err := c.end()
	log, failed := os.ReadFile(c.log)
	if failed != nil {
		return errors.Join(err, fmt.Errorf("read the network log: %w", failed))
	}
	names, failed := Asked(log)
	for _, n := range names {
		err = errors.Join(err, fmt.Errorf("the network log: %s", n))
	}
	return errors.Join(err, failed, os.RemoveAll(filepath.Dir(c.log)))
}
