package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
)

// consoleOf runs the real service of a shop until the test ends and gives the address of
// its console, which its log names.
func consoleOf(t *testing.T, config string, args ...string) string {
	t.Helper()
	return served(t, "console", config, args...)
}

// served runs the service like consoleOf and gives the address of one of its pages.
func served(t *testing.T, page, config string, args ...string) string {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	read, write := io.Pipe()
	done := make(chan int, 1)
	go func() {
		done <- Main{Stdin: strings.NewReader(""), Stdout: io.Discard, Stderr: write, Args: append([]string{"--config", config, "run"}, args...)}.Run(ctx)
		_ = write.Close() // the reader sees the end
	}()
	t.Cleanup(func() {
		stop()
		if code := <-done; code != 0 {
			t.Errorf("the service ended with %d", code)
		}
	})
	address := make(chan string, 1)
	line := regexp.MustCompile(`msg=` + page + ` address=(\S+)`)
	go func() {
		defer close(address)
		for s := bufio.NewScanner(read); s.Scan(); {
			if m := line.FindStringSubmatch(s.Text()); m != nil {
				address <- m[1]
			}
		}
	}()
	select {
	case a, ok := <-address:
		if !ok {
			t.Fatalf("the service ended without %s", page)
		}
		return a
	case <-time.After(e2ePatience):
		t.Fatalf("the service told of no %s", page)
	}
	return ""
}

// surfer is a browser that keeps its cookies and follows nothing.
func surfer(t *testing.T) *http.Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &http.Client{Jar: jar, Transport: &http.Transport{}, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

func fetch(t *testing.T, c *http.Client, method, address string, form url.Values) (int, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, address, strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	resp, err := c.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }() // read to its end
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(body)
}

// TestConsole: the service serves the console; people are let in and thrown out on the
// command line beside it, and what one does on the page is there for the other.
func TestConsole(t *testing.T) {
	t.Parallel()
	config := shop(t, desk.RoleAdmin)
	h := openHouse(t, config)
	receive(t, h, 1, fmt.Sprintf(cancelMail, 1))
	h.close()
	at := consoleOf(t, config, "--listen", "127.0.0.1:0")

	var out, errs bytes.Buffer
	add := Main{Stdin: strings.NewReader("four words in a row\n"), Stdout: &out, Stderr: &errs, Args: []string{"--config", config, "user", "add", "joe", "--name", "Joe Park", "--role", "senior"}}
	if code := add.Run(t.Context()); code != 0 {
		t.Fatalf("user add: %d, %s", code, errs.String())
	}
	row := onlyCase(t, config)
	c := surfer(t)
	if code, _ := fetch(t, c, "GET", at+"/cases/"+row.Case, nil); code != http.StatusSeeOther {
		t.Fatalf("a stranger gets %d", code)
	}
	if code, page := fetch(t, c, "POST", at+"/login", url.Values{"login": {"joe"}, "password": {"four words in a row"}}); code != http.StatusSeeOther {
		t.Fatalf("logging in: %d %s", code, page)
	}
	code, page := fetch(t, c, "GET", at+"/cases/"+row.Case, nil)
	if code != http.StatusOK || !strings.Contains(page, "please cancel <span class=\"whole\">HW-10501</span>") || strings.Contains(page, "\x1b") {
		t.Fatalf("the case: %d %s", code, page)
	}
	seen := regexp.MustCompile(`name="seen" value="([0-9a-f]+)"`).FindStringSubmatch(page)
	if code, page = fetch(t, c, "POST", at+"/drafts/"+row.Draft+"/approve", url.Values{"seen": {seen[1]}, "because": {"checked"}}); code != http.StatusSeeOther {
		t.Fatalf("approving: %d %s", code, page)
	}
	if history := must(t, config, "show", row.Case); !strings.Contains(history, "approved "+row.Draft+" by Joe Park") {
		t.Errorf("the history does not name him:\n%s", history)
	}
	must(t, config, "undo", row.Case)
	must(t, config, "user", "disable", "joe")
	if code, _ := fetch(t, c, "GET", at+"/queue", nil); code != http.StatusSeeOther {
		t.Errorf("somebody who was thrown out gets %d", code)
	}
}

// TestConsoleAddress: an address that the configuration names must be free, and a shop may
// do without a console.
func TestConsoleAddress(t *testing.T) {
	t.Parallel()
	taken, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = taken.Close() }() // nobody calls
	config := shop(t, desk.RoleAdmin)
	if r := command(t, config, "run", "--listen", taken.Addr().String()); r.code != exitFailed || !strings.Contains(r.err, "the console cannot listen on") || !strings.Contains(r.err, "by --listen") {
		t.Errorf("a taken address: %d, %s", r.code, r.err)
	}
	for address, want := range map[string]string{
		"somewhere": "--listen: \"somewhere\" is no address to listen on; write it as 127.0.0.1:8420", // nor was any key typed
		"0.0.0.0:0": "--listen: 0.0.0.0:0 can be reached from the network, and passwords would cross it in clear",
	} {
		if r := command(t, config, "run", "--listen", address); r.code != exitUsage || !strings.Contains(r.err, want) {
			t.Errorf("%s: code %d, %s", address, r.code, r.err)
		}
	}
	if r := command(t, config, "demo", "--once", "--listen", "somewhere"); r.code != exitUsage || !strings.Contains(r.err, "--listen: ") || r.out != "" {
		t.Errorf("a demo somewhere: code %d, %s%s", r.code, r.out, r.err)
	}
	for text, want := range map[string]string{
		"console: {listen: 0.0.0.0:8420}":                  "passwords would cross it in clear",
		"console: {listen: here}":                          "is no address to listen on",
		"console: {tls_cert: a.pem}":                       "has one of tls_cert and tls_key",
		"console: {public_url: https://desk.example/path}": "without a path",
	} {
		dir := filepath.Dir(shop(t, desk.RoleAdmin))
		path := filepath.Join(dir, "returndesk.yaml")
		old, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, append(old, []byte("\n"+text+"\n")...), 0o600); err != nil {
			t.Fatal(err)
		}
		if r := command(t, path, "run", "--once"); r.code != exitFailed || !strings.Contains(r.err, want) {
			t.Errorf("%s: %d, %s", text, r.code, r.err)
		}
	}
}
