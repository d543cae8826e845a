package judge

import (
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/evidence"
)

// TestMain lets this binary be the child, too: as it should be, and broken in the ways
// that a decoder can break. The name of the picture says when a broken child breaks.
func TestMain(m *testing.M) {
	if len(os.Args) == 2 && strings.HasPrefix(os.Args[1], "child-") {
		os.Exit(beChild(os.Args[1]))
	}
	os.Exit(m.Run())
}

func beChild(kind string) int {
	switch kind {
	case "child-good":
		if Serve(os.Stdin, os.Stdout) != nil {
			return 1
		}
		return 0
	case "child-mute":
		return 0
	case "child-other":
		_, _ = os.Stdout.WriteString("\x00\x00\x00\x05hello")
		_, _ = io.Copy(io.Discard, os.Stdin)
		return 0
	}
	// child-odd: a real child that misbehaves on pictures of certain names.
	_ = writeFrame(os.Stdout, []byte(greeting))
	for n := 1; ; n++ {
		a, h, err := readRequest(os.Stdin)
		if err != nil {
			return 0
		}
		if h.Memory > 0 && fence(h.Memory) != nil {
			return 9
		}
		switch a.Name {
		case "die":
			return 3
		case "hang":
			time.Sleep(time.Hour)
		case "tired":
			if n > 1 {
				time.Sleep(time.Hour)
			}
		case "spin":
			_ = allowCPU(1)
			for n := 0; ; n++ {
				runtime.KeepAlive(n)
			}
		case "memory":
			var all [][]byte
			for {
				b := make([]byte, 16<<20)
				for i := 0; i < len(b); i += 4096 {
					b[i] = 1
				}
				all = append(all, b)
				runtime.KeepAlive(all)
			}
		case "nonsense":
			_ = writeFrame(os.Stdout, []byte("?"))
			continue
		case "long":
			var n [4]byte
			binary.BigEndian.PutUint32(n[:], 1<<31)
			_, _ = os.Stdout.Write(n[:])
			continue
		case "killed":
			p, _ := os.FindProcess(os.Getpid())
			_ = p.Kill()
			time.Sleep(time.Hour)
		case "files":
			var open []*os.File
			for range 100 {
				f, err := os.Open(os.Args[0])
				if err != nil {
					return 5
				}
				open = append(open, f)
			}
			runtime.KeepAlive(open)
		case "env":
			a.Name = strings.Join(os.Environ(), " ")
		}
		e := evidence.Quick(a)
		e.Pending = false
		b, _ := json.Marshal(e)
		_ = writeFrame(os.Stdout, b)
	}
}

// photo makes a sharp picture; seed makes it unlike the others.
func photo(t testing.TB, seed uint64) []byte {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 7))
	m := image.NewGray(image.Rect(0, 0, 640, 500))
	for i := 0; i < 60; i++ {
		x, y, v := r.IntN(600), r.IntN(460), uint8(r.IntN(256))
		for dy := range 40 {
			for dx := range 40 {
				m.SetGray(x+dx, y+dy, color.Gray{Y: v})
			}
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func pool(t *testing.T, kind string, n int, l Limits) *Pool {
	t.Helper()
	l.Timeout = cmp.Or(l.Timeout, 5*time.Minute) // others may have the processor
	p := NewPool(os.Args[0], []string{"child-" + kind}, n, l)
	t.Cleanup(func() {
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	})
	return p
}

func TestPoolJudges(t *testing.T) {
	t.Parallel()
	p := pool(t, "good", 2, Limits{})
	var wg sync.WaitGroup
	for i := range 12 {
		wg.Go(func() {
			a := evidence.Attachment{Name: "a.jpg", Bytes: photo(t, uint64(i))}
			want := evidence.Judge(a)
			got, err := p.Judge(t.Context(), a)
			if err != nil || got != want {
				t.Errorf("%d: got %+v, %v; want %+v", i, got, err, want)
			}
		})
	}
	wg.Wait()
	cut := photo(t, 1)
	got, err := p.Judge(t.Context(), evidence.Attachment{Bytes: cut[:len(cut)/2]})
	if err != nil || got.Code != evidence.CodeCorrupt {
		t.Errorf("cut picture: %+v, %v", got, err)
	}
}

// What the header settles must not cost a process.
func TestQuickNeedsNoChild(t *testing.T) {
	t.Parallel()
	p := NewPool("/nonexistent/program", nil, 1, Limits{MaxPixels: 300_000})
	for want, a := range map[string]evidence.Attachment{
		evidence.CodeDocument: {Name: "a.pdf", Bytes: []byte("%PDF-1.7\n")},
		evidence.CodeTooLarge: {Name: "a.jpg", Bytes: photo(t, 1)},
	} {
		if got, err := p.Judge(t.Context(), a); err != nil || got.Code != want || got.Pending {
			t.Errorf("%s: %+v, %v", want, got, err)
		}
	}
}

// A picture that breaks the child costs itself alone.
func TestBreaks(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"die": evidence.CodeUndecodable, "hang": evidence.CodeNotJudged, "spin": evidence.CodeUndecodable,
		"memory": evidence.CodeUndecodable, "nonsense": evidence.CodeUndecodable, "long": evidence.CodeUndecodable,
		"files": evidence.CodeUndecodable, "killed": evidence.CodeNotJudged,
	} {
		if runtime.GOOS != "linux" && (name == "spin" || name == "memory" || name == "files") {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := pool(t, "odd", 1, Limits{Memory: 96 << 20, Timeout: 5 * time.Minute})
			ask := func(name string) (desk.Evidence, error) {
				return p.Judge(t.Context(), evidence.Attachment{Name: name, Bytes: photo(t, 1)})
			}
			if got, err := ask("before"); err != nil || got.Code != evidence.CodeOK {
				t.Fatalf("before: %+v, %v", got, err)
			}
			if name == "hang" {
				patience(p, 100*time.Millisecond)
			}
			got, err := ask(name)
			patience(p, 5*time.Minute)
			if got.Code != want || got.Pending {
				t.Errorf("got %+v, %v; want %s", got, err, want)
			}
			ours := want == evidence.CodeNotJudged
			if ours != (err != nil) || ours && (desk.CodeOf(err) != desk.CodeUnavailable || !desk.IsTemporary(err)) {
				t.Errorf("error %v", err)
			}
			if got.SHA256 == "" || got.Width != 640 {
				t.Errorf("the verdict lost what was known: %+v", got)
			}
			if got, err := ask("after"); err != nil || got.Code != evidence.CodeOK {
				t.Errorf("after: %+v, %v", got, err)
			}
		})
	}
}

// TestTired: a child that does not come to answer costs the picture a second try, not its verdict.
func TestTired(t *testing.T) {
	t.Parallel()
	p := pool(t, "odd", 1, Limits{})
	for wait := 200 * time.Millisecond; wait < 5*time.Minute; wait *= 2 { // others may have the processor
		judgeOne(t, p)
		patience(p, wait)
		got, err := p.Judge(t.Context(), evidence.Attachment{Name: "tired", Bytes: photo(t, 1)})
		patience(p, 5*time.Minute)
		if err == nil && got.Code == evidence.CodeOK {
			return
		}
		if got.Code != evidence.CodeNotJudged {
			t.Fatalf("got %+v, %v", got, err)
		}
	}
	t.Error("a fresh child never answered")
}

func TestCannotStart(t *testing.T) {
	t.Parallel()
	a := evidence.Attachment{Name: "a.jpg", Bytes: photo(t, 1)}
	for name, p := range map[string]*Pool{
		"no program":    NewPool("/nonexistent/program", nil, 1, Limits{}),
		"mute":          pool(t, "mute", 1, Limits{}),
		"other program": pool(t, "other", 1, Limits{}),
	} {
		for range 2 { // a failure leaves the pool usable
			got, err := p.Judge(t.Context(), a)
			if got.Verdict != desk.VerdictUnjudged || desk.CodeOf(err) != desk.CodeUnavailable {
				t.Errorf("%s: %+v, %v", name, got, err)
			}
		}
	}
}

// The child must not see our environment: secrets may stand in it.
func TestNoEnvironment(t *testing.T) {
	t.Setenv("RETURNDESK_TEST_SECRET", "hunter2")
	p := pool(t, "odd", 1, Limits{})
	got, err := p.Judge(t.Context(), evidence.Attachment{Name: "env", Bytes: photo(t, 1)})
	if err != nil || !strings.Contains(got.Name, "GOMEMLIMIT=") || strings.Contains(got.Name, "hunter2") {
		t.Errorf("the child's environment is %q (%v)", got.Name, err)
	}
}

func TestContextEnds(t *testing.T) {
	t.Parallel()
	p := pool(t, "odd", 1, Limits{})
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(100*time.Millisecond, cancel)
	got, err := p.Judge(ctx, evidence.Attachment{Name: "hang", Bytes: photo(t, 1)})
	if !errors.Is(err, context.Canceled) || !got.Pending {
		t.Errorf("got %+v, %v; want a pending verdict and the context's error", got, err)
	}
	if got, err := p.Judge(t.Context(), evidence.Attachment{Name: "next", Bytes: photo(t, 2)}); err != nil || got.Code != evidence.CodeOK {
		t.Errorf("next: %+v, %v", got, err)
	}
}

func TestCloseEndsWork(t *testing.T) {
	t.Parallel()
	p := NewPool(os.Args[0], []string{"child-odd"}, 1, Limits{})
	out := make(chan error, 1)
	go func() {
		_, err := p.Judge(context.Background(), evidence.Attachment{Name: "hang", Bytes: photo(t, 1)})
		out <- err
	}()
	for len(p.free) > 0 {
		time.Sleep(time.Millisecond)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	if err := <-out; desk.CodeOf(err) != desk.CodeUnavailable {
		t.Errorf("got %v", err)
	}
}

// patience gives a pool's only child another time for each picture.
func patience(p *Pool, timeout time.Duration) {
	w := <-p.free
	w.limits.Timeout = timeout
	p.free <- w
}

// pid gives the process of a pool's only child, 0 when it has none.
func pid(p *Pool) int {
	w := <-p.free
	defer func() { p.free <- w }()
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.child == nil {
		return 0
	}
	return w.child.cmd.Process.Pid
}

func judgeOne(t *testing.T, p *Pool) {
	t.Helper()
	if got, err := p.Judge(t.Context(), evidence.Attachment{Bytes: photo(t, 1)}); err != nil || got.Code != evidence.CodeOK {
		t.Fatalf("%+v, %v", got, err)
	}
}

// A child is reused, and replaced after its share of pictures.
func TestReuse(t *testing.T) {
	t.Parallel()
	p := pool(t, "good", 1, Limits{Pictures: 3, Idle: time.Hour})
	judgeOne(t, p)
	first := pid(p)
	judgeOne(t, p)
	if now := pid(p); first == 0 || now != first {
		t.Errorf("child %d was not used again, but %d", first, now)
	}
	judgeOne(t, p)
	if now := pid(p); now != 0 {
		t.Errorf("child %d lives on after its share", now)
	}
	judgeOne(t, p)
}

// A child without work is closed, and the next picture gets a new one.
func TestIdle(t *testing.T) {
	t.Parallel()
	p := pool(t, "good", 1, Limits{Idle: 20 * time.Millisecond})
	judgeOne(t, p)
	for end := time.Now().Add(5 * time.Minute); pid(p) != 0; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("the idle child was not closed")
		}
	}
	judgeOne(t, p)
}

// A child whose parent is gone ends by itself.
func TestServeEndsWithParent(t *testing.T) {
	t.Parallel()
	cmd := exec.CommandContext(t.Context(), os.Args[0], "child-good")
	cmd.Stdin = strings.NewReader("")
	out, err := cmd.Output()
	if err != nil || !strings.Contains(string(out), greeting) {
		t.Errorf("%q, %v", out, err)
	}
}

func FuzzReadRequest(f *testing.F) {
	var b bytes.Buffer
	if err := writeRequest(&b, evidence.Attachment{Name: "a", Bytes: []byte("xyz")}, Limits{}, 0); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte{0, 0, 0, 2, '{', '}', 255, 255, 255, 255})
	f.Fuzz(func(t *testing.T, in []byte) {
		a, _, err := readRequest(bytes.NewReader(in))
		if err == nil && len(a.Bytes) > len(in) {
			t.Errorf("%d bytes out of %d", len(a.Bytes), len(in))
		}
	})
}

func BenchmarkPool(b *testing.B) {
	p := NewPool(os.Args[0], []string{"child-good"}, 1, Limits{})
	defer p.Close() //nolint:errcheck // nothing to learn from it here
	a := evidence.Attachment{Name: "a.jpg", Bytes: photo(b, 1)}
	for b.Loop() {
		if _, err := p.Judge(b.Context(), a); err != nil {
			b.Fatal(err)
		}
	}
}
