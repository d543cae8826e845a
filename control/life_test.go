package control

import (
	"bytes"
	"context"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
)

// clientOf makes an HTTP client on a socket, for requests that Client would not make.
func clientOf(path string) *http.Client {
	return &http.Client{Transport: &http.Transport{
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) { return dial(ctx, path) },
	}}
}

func TestSocketFile(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "data")
	l, err := Listen(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]fs.FileMode{dir: 0o700, SocketPath(dir): 0o600} {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode().Perm(); got != want {
			t.Errorf("%s has mode %04o, want %04o", path, got, want)
		}
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Lstat(SocketPath(dir)); !os.IsNotExist(err) {
		t.Errorf("the socket is still there after Close: %v", err)
	}
}

func TestSecondServer(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	users, _ := me()
	serve(t, dir, filled(), users)
	_, err := Listen(t.Context(), dir)
	if desk.CodeOf(err) != desk.CodeLocked || !strings.Contains(err.Error(), "another returndesk run owns "+dir) {
		t.Fatalf("the second server got %v", err)
	}
	if _, err := dialTo(t, dir).Status(t.Context()); err != nil {
		t.Errorf("the first server no longer answers: %v", err)
	}
}

// stale leaves a socket file behind as a killed process does.
func stale(t *testing.T, dir string) {
	t.Helper()
	l, err := net.Listen("unix", SocketPath(dir))
	if err != nil {
		t.Fatal(err)
	}
	l.(*net.UnixListener).SetUnlinkOnClose(false)
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestStaleSocket(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	stale(t, dir)
	if _, _, err := Dial(t.Context(), dir); desk.CodeOf(err) != desk.CodeNotFound {
		t.Fatalf("dialing a dead socket gave %v, want not_found", err)
	}
	users, _ := me()
	serve(t, dir, filled(), users)
	if _, err := dialTo(t, dir).Status(t.Context()); err != nil {
		t.Errorf("after the stale socket: %v", err)
	}
}

func TestListenRefuses(t *testing.T) {
	t.Parallel()
	t.Run("no socket", func(t *testing.T) {
		t.Parallel()
		dir := t.TempDir()
		if err := os.WriteFile(SocketPath(dir), []byte("precious"), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Listen(t.Context(), dir); desk.CodeOf(err) != desk.CodeInvalid {
			t.Errorf("got %v", err)
		}
		if b, err := os.ReadFile(SocketPath(dir)); err != nil || string(b) != "precious" {
			t.Errorf("the file was touched: %q, %v", b, err)
		}
	})
	t.Run("folder of everybody", func(t *testing.T) {
		t.Parallel()
		dir := t.TempDir()
		if err := os.Chmod(dir, 0o777); err != nil {
			t.Fatal(err)
		}
		if _, err := Listen(t.Context(), dir); desk.CodeOf(err) != desk.CodeInvalid || !strings.Contains(err.Error(), "chmod 0700") {
			t.Errorf("got %v", err)
		}
	})
	t.Run("a file where the folder belongs", func(t *testing.T) {
		t.Parallel()
		dir := filepath.Join(t.TempDir(), "data")
		if err := os.WriteFile(dir, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Listen(t.Context(), dir); desk.CodeOf(err) != desk.CodeUnavailable {
			t.Errorf("got %v", err)
		}
	})
}

func TestDialNoService(t *testing.T) {
	t.Parallel()
	if _, _, err := Dial(t.Context(), filepath.Join(t.TempDir(), "nothing")); desk.CodeOf(err) != desk.CodeNotFound {
		t.Errorf("got %v, want not_found", err)
	}
}

// TestDeepFolder uses a data folder whose socket would not fit into sun_path.
func TestDeepFolder(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), strings.Repeat("deep/", 30))
	users, _ := me()
	serve(t, dir, filled(), users)
	if len(SocketPath(dir)) <= maxSocketPath {
		t.Fatal("the folder is not deep enough for this test")
	}
	if _, err := dialTo(t, dir).Status(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestStopLetsFinish ends the service while a request runs: the request gets its answer.
func TestStopLetsFinish(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	f := filled()
	f.entered, f.release = make(chan struct{}), make(chan struct{})
	users, _ := me()
	l, err := Listen(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	served := make(chan error, 1)
	go func() { served <- NewServer(f, users, nil).Serve(ctx, l) }()
	c := dialTo(t, dir)
	answered := make(chan error, 1)
	go func() { _, err := c.Show(context.Background(), "C-1"); answered <- err }()
	<-f.entered
	stop()
	for { // new commands find no service as soon as the socket is gone
		if _, err := os.Lstat(SocketPath(dir)); os.IsNotExist(err) {
			break
		}
		time.Sleep(time.Millisecond)
	}
	close(f.release)
	if err := <-answered; err != nil {
		t.Errorf("the request under way got %v", err)
	}
	if err := <-served; err != nil {
		t.Errorf("Serve gave %v", err)
	}
}

// TestServiceDies cuts the connection after the request arrived: a change is uncertain,
// a mere look can simply be repeated.
func TestServiceDies(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	l, err := Listen(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			_, _ = conn.Read(make([]byte, 4096))
			_ = conn.Close()
		}
	}()
	c := &Client{path: SocketPath(dir), http: clientOf(SocketPath(dir))}
	if _, err := c.Approve(t.Context(), forged, flow.Approval{}); desk.CodeOf(err) != desk.CodeUncertain {
		t.Errorf("a cut approval is %v, want uncertain", err)
	}
	if _, err := c.Show(t.Context(), "C-1"); desk.CodeOf(err) != desk.CodeUnavailable || !desk.IsTemporary(err) {
		t.Errorf("a cut look is %v, want unavailable", err)
	}
}

func TestOddRequests(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	f := filled()
	users, _ := me()
	serve(t, dir, f, users)
	hc := clientOf(SocketPath(dir))
	for name, c := range map[string]struct {
		method, path, body, want string
	}{
		"unknown field": {"POST", "approve", `{"draft":"C-1-1","force":true}`, "cannot be read"},
		"no JSON":       {"POST", "approve", `draft=C-1-1`, "cannot be read"},
		"two values":    {"POST", "approve", `{"draft":"C-1-1"}{}`, "more than one"},
		"empty":         {"POST", "approve", ``, "cannot be read"},
		"too long":      {"POST", "edit", `{"text":"` + strings.Repeat("x", maxRequest) + `"}`, "cannot be read"},
		"wrong method":  {"GET", "approve", ``, "Method Not Allowed"},
		"unknown":       {"POST", "burn", `{}`, "404"},
	} {
		req, err := http.NewRequestWithContext(t.Context(), c.method, "http://returndesk"+pathPrefix+c.path, strings.NewReader(c.body))
		if err != nil {
			t.Fatal(err)
		}
		resp, err := hc.Do(req)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		b, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		_ = resp.Body.Close()
		if resp.StatusCode < 400 || !bytes.Contains(b, []byte(c.want)) {
			t.Errorf("%s: status %d, body %q; want %q in it", name, resp.StatusCode, b, c.want)
		}
	}
	if f.last() != nil {
		t.Errorf("an odd request reached the engine: %v", f.last())
	}
}

// TestOtherVersion calls a method that the server lacks, as a newer program would.
func TestOtherVersion(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	users, _ := me()
	serve(t, dir, filled(), users)
	_, err := call[nothing](t.Context(), dialTo(t, dir), "invented_later", nothing{}, true)
	if desk.CodeOf(err) != desk.CodeUnsupported || !strings.Contains(err.Error(), "start it again") {
		t.Errorf("got %v", err)
	}
}
