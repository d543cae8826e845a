package control

import (
	"bytes"
	"errors"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
)

func TestBackupStreams(t *testing.T) {
	t.Parallel()
	f, dir := filled(), t.TempDir()
	users, by := me()
	serve(t, dir, f, users)
	var got bytes.Buffer
	if err := dialTo(t, dir).Backup(t.Context(), forged, &got); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got.Bytes(), f.archive) {
		t.Errorf("%d bytes arrived of %d", got.Len(), len(f.archive))
	}
	if f.last()[1] != any(by) {
		t.Errorf("taken by %v, want %v", f.last()[1], by)
	}
}

// TestBackupErrors gives an error before the first byte and one amid the stream: both
// must arrive, with code and mend.
func TestBackupErrors(t *testing.T) {
	t.Parallel()
	users, _ := me()
	want := desk.Wrap(desk.CodeForbidden, errors.New("the cause"), "not for you").WithMend("ask Mara")
	for name, f := range map[string]*fakeDesk{"before": filled(), "amid": filled()} {
		if name == "before" {
			f.err = want
		} else {
			f.midway = want
		}
		dir := t.TempDir()
		serve(t, dir, f, users)
		err := dialTo(t, dir).Backup(t.Context(), forged, &bytes.Buffer{})
		var e *desk.Error
		if !errors.As(err, &e) || e.Code != want.Code || e.Message != want.Message || e.Mend != want.Mend || e.Err != nil {
			t.Errorf("%s: the error arrived as %#v", name, err)
		}
	}
}

// full takes no byte.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no room") }

func TestBackupWriterFails(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	users, _ := me()
	serve(t, dir, filled(), users)
	if err := dialTo(t, dir).Backup(t.Context(), forged, full{}); err == nil || err.Error() != "no room" {
		t.Errorf("got %v", err)
	}
}

// TestBackupCut lets a server stop amid the stream, with and without an orderly end, and
// one answer that is of another version.
func TestBackupCut(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		answer string
		code   desk.Code
	}{
		"cut":        {"HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nTransfer-Encoding: chunked\r\n\r\n8\r\narch", desk.CodeUnavailable},
		"no trailer": {"HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nTransfer-Encoding: chunked\r\n\r\n7\r\narchive\r\n0\r\n\r\n", desk.CodeUnavailable},
		"older":      {"HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n\r\n404", desk.CodeUnsupported},
	} {
		dir := t.TempDir()
		l, err := Listen(t.Context(), dir)
		if err != nil {
			t.Fatal(err)
		}
		go answerOnce(l, c.answer)
		client := &Client{path: SocketPath(dir), http: &http.Client{Transport: clientOf(SocketPath(dir)).Transport}}
		if err := client.Backup(t.Context(), forged, &bytes.Buffer{}); desk.CodeOf(err) != c.code {
			t.Errorf("%s: got %v, want %s", name, err, c.code)
		}
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	}
}

// TestDecisionsStream: the past arrives as the desk wrote it, since the moment that was asked
// for; a shop without one is no fault.
func TestDecisionsStream(t *testing.T) {
	t.Parallel()
	f, dir := filled(), t.TempDir()
	users, by := me()
	serve(t, dir, f, users)
	since := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	for _, past := range []string{"{\"case\":\"C-1001\"}\n", ""} {
		f.archive = []byte(past)
		var got bytes.Buffer
		if err := dialTo(t, dir).Decisions(t.Context(), forged, since, &got); err != nil || got.String() != past {
			t.Errorf("%q arrived as %q, %v", past, got.String(), err)
		}
		if f.last()[1] != any(by) || !f.last()[2].(time.Time).Equal(since) {
			t.Errorf("asked as %v", f.last())
		}
	}
}

// TestExportStreams: question and answer arrive whole, as whom the service knows.
func TestExportStreams(t *testing.T) {
	t.Parallel()
	f, dir := filled(), t.TempDir()
	users, by := me()
	serve(t, dir, f, users)
	q := ExportQuery{Address: "jo@mailbox.example", Since: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC), Mails: true}
	var got bytes.Buffer
	if err := dialTo(t, dir).Export(t.Context(), forged, q, &got); err != nil || !bytes.Equal(got.Bytes(), f.archive) {
		t.Errorf("%d bytes arrived of %d, %v", got.Len(), len(f.archive), err)
	}
	if f.last()[1] != any(by) || f.last()[2] != any(q) {
		t.Errorf("asked as %v", f.last())
	}
}

// answerOnce reads one request and sends a prepared answer.
func answerOnce(l net.Listener, answer string) {
	conn, err := l.Accept()
	if err != nil {
		return
	}
	_, _ = conn.Read(make([]byte, 4096))
	_, _ = strings.NewReader(answer).WriteTo(conn)
	_ = conn.Close()
}
