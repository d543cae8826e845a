package evidence

import (
	"errors"
	"math"
	"testing"

	"returndesk/desk"
)

// seeds are whole small files of every kind that is parsed here.
func seeds(f *testing.F) {
	f.Helper()
	for _, b := range [][]byte{
		asJPEG(f, scene(24, 18, 1), 50), asPNG(f, scene(20, 20, 1)), asGIF(f, scene(20, 20, 1)), animated(30, 30),
		movie("isom", 22_000, track("vide", 640, 480)), movie("qt  ", 100, track("soun", 0, 0)), wideMovie(9000), fragmented(3, 20, false), fragmented(3, 20, true),
		heic("heic", 4032, 3024), webm(2500, 1), liveWebM(4000), []byte("%PDF-1.7\n"), []byte("PK\x03\x04"),
	} {
		f.Add(b)
	}
}

// FuzzQuick holds Quick to its promise: never a panic, always a whole verdict.
func FuzzQuick(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, inline := range []bool{false, true} {
			whole(t, Quick(Attachment{Name: "a.jpg", Inline: inline, Bytes: b}))
		}
	})
}

// FuzzJudge decodes what is small enough to be decoded often.
func FuzzJudge(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, b []byte) {
		q := Quick(Attachment{Bytes: b})
		if int64(q.Width)*int64(q.Height) > 1<<20 {
			return
		}
		e := Judge(Attachment{Bytes: b})
		whole(t, e)
		if e.Pending {
			t.Error("judged and still pending")
		}
	})
}

// FuzzDecode goes behind the size checks of Quick, where fuzzers seldom come.
func FuzzDecode(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, b []byte) {
		cfg, err := decodeConfig(detect(b), b)
		if err != nil || int64(cfg.Width)*int64(cfg.Height) > 1<<18 {
			return
		}
		img, err := decode(detect(b), b)
		if err != nil {
			return
		}
		p, ok := normalise(img, 32)
		if !ok {
			return
		}
		if m := measure(p); math.IsNaN(m.sharp) || m.deviation < 0 || m.deviation > 128 {
			t.Errorf("measures %+v", m)
		}
		perceptualHash(p)
		orientation(detect(b), b)
	})
}

// FuzzContainers walks boxes and elements.
func FuzzContainers(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, walk := range []func([]byte) (container, error){walkBoxes, walkEBML} {
			c, err := walk(b)
			if err == nil && (c.seconds < 0 || math.IsNaN(c.seconds) || math.IsInf(c.seconds, 0) || c.width < 0 || c.height < 0) {
				t.Errorf("%+v", c)
			}
		}
	})
}

func whole(t *testing.T, e desk.Evidence) {
	t.Helper()
	if e.Reason == "" || e.Verdict != verdictOf(e.Code) || e.Kind == "" || e.SHA256 == "" || e.Width < 0 || e.Height < 0 || e.Seconds < 0 {
		t.Errorf("incomplete: %+v", e)
	}
	if e.Pending && e.Code != CodeOK {
		t.Errorf("pending although settled: %+v", e)
	}
}

// A file of nested or countless boxes must end the walk, not the stack.
func TestHostileContainers(t *testing.T) {
	t.Parallel()
	deepBox, deepEl := []byte{}, []byte{}
	for range 2000 {
		deepBox, deepEl = box("moov", deepBox), el(idTracks, deepEl)
	}
	many, manyEl := box("ftyp", []byte("isom"), u32(0)), el(idEBML)
	for range maxBoxes + 10 {
		many, manyEl = append(many, box("free")...), append(manyEl, 0xec, 0x80)
	}
	for name, c := range map[string]struct {
		walk func([]byte) (container, error)
		b    []byte
	}{
		"deep boxes": {walkBoxes, append(box("ftyp", []byte("isom"), u32(0)), deepBox...)}, "many boxes": {walkBoxes, many},
		"deep elements": {walkEBML, append(el(idEBML), deepEl...)}, "many elements": {walkEBML, manyEl},
	} {
		if _, err := c.walk(c.b); !errors.Is(err, errTooMany) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
