package judge

import (
	"bytes"
	"image/jpeg"
	"testing"

	"returndesk/desk"
	"returndesk/evidence"
)

func TestPoolViews(t *testing.T) {
	t.Parallel()
	p := pool(t, "good", 1, Limits{})
	out, err := p.View(t.Context(), evidence.Attachment{Name: "a.jpg", Bytes: photo(t, 1)}, 200)
	if err != nil {
		t.Fatal(err)
	}
	cfg, err := jpeg.DecodeConfig(bytes.NewReader(out))
	if err != nil || cfg.Width != 200 {
		t.Errorf("%+v, %v", cfg, err)
	}
	if _, err := p.View(t.Context(), evidence.Attachment{Name: "a.txt", Bytes: []byte("hello")}, 200); desk.CodeOf(err) != desk.CodeUnsupported {
		t.Errorf("a text: %v", err)
	}
	judgeOne(t, p) // the same child still judges
}

func TestPoolViewsBroken(t *testing.T) {
	t.Parallel()
	p := pool(t, "odd", 1, Limits{})
	for _, name := range []string{"die", "nonsense", "long"} {
		if b, err := p.View(t.Context(), evidence.Attachment{Name: name, Bytes: photo(t, 1)}, 200); desk.CodeOf(err) != desk.CodeUnsupported {
			t.Errorf("%s: %d bytes, %v", name, len(b), err)
		}
	}
}
