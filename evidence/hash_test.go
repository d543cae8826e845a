package evidence

import (
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/draw"
	"testing"

	xdraw "golang.org/x/image/draw"
)

// repair writes another size into a PNG's header and mends its check sum.
func repair(b []byte, w, h uint32) []byte {
	binary.BigEndian.PutUint32(b[16:], w)
	binary.BigEndian.PutUint32(b[20:], h)
	binary.BigEndian.PutUint32(b[29:], crc32.ChecksumIEEE(b[12:29]))
	return b
}

// The same picture keeps its hash through what mail programs and people do to it.
func TestSamePicture(t *testing.T) {
	t.Parallel()
	m := scene(1000, 750, 21)
	half := image.NewRGBA(image.Rect(0, 0, 700, 525))
	xdraw.BiLinear.Scale(half, half.Bounds(), m, m.Bounds(), draw.Src, nil)
	brighter := change(m, func(_, _ int, c color.RGBA) color.RGBA {
		up := func(v uint8) uint8 { return uint8(min(255, int(v)*9/8+8)) }
		return color.RGBA{up(c.R), up(c.G), up(c.B), 255}
	})
	was := Judge(Attachment{Bytes: asJPEG(t, m, 90)})
	for name, b := range map[string][]byte{
		"saved again": asJPEG(t, m, 40), "as PNG": asPNG(t, m), "16 bit": asPNG(t, deep(m)), "smaller": asJPEG(t, half, 70),
		"brighter": asJPEG(t, brighter, 85), "turned by the mail program": orientedJPEG(asJPEG(t, rotate(rotate(rotate(m))), 85), 6),
	} {
		is := Judge(Attachment{Bytes: b})
		d, ok := Distance(was.PHash, is.PHash)
		if !ok || d > SameDistance {
			t.Errorf("%s: %s and %s are %d apart", name, was.PHash, is.PHash, d)
		}
	}
	turned := Judge(Attachment{Bytes: asJPEG(t, rotate(m), 85)})
	if d, ok := Distance(was.PHash, turned.PHash); ok && d <= SameDistance {
		t.Error("without EXIF a turned picture is another one")
	}
}

func TestOtherPictures(t *testing.T) {
	t.Parallel()
	var hashes []string
	for seed := range uint64(12) {
		hashes = append(hashes, Judge(Attachment{Bytes: asJPEG(t, scene(640, 480, seed+40), 85)}).PHash)
	}
	for i, a := range hashes {
		for _, b := range hashes[:i] {
			if d, ok := Distance(a, b); !ok || d <= SameDistance {
				t.Errorf("two scenes are %d apart: %s %s", d, a, b)
			}
		}
	}
}

func TestDistance(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b string
		d    int
		ok   bool
	}{
		{"0000000000000000", "ffffffffffffffff", 64, true},
		{"00000000000000f0", "0000000000000010", 3, true},
		{"", "", 0, false},
		{"0", "0", 0, false},
		{"000000000000000g", "0000000000000000", 0, false},
	} {
		if d, ok := Distance(c.a, c.b); d != c.d || ok != c.ok {
			t.Errorf("%s %s: %d %v, want %d %v", c.a, c.b, d, ok, c.d, c.ok)
		}
	}
}

// All eight orientations lead back to the upright picture.
func TestOrient(t *testing.T) {
	t.Parallel()
	up := plane{3, 2, []uint8{1, 2, 3, 4, 5, 6}}
	for o, stored := range map[int]plane{
		1: up, 2: {3, 2, []uint8{3, 2, 1, 6, 5, 4}}, 3: {3, 2, []uint8{6, 5, 4, 3, 2, 1}}, 4: {3, 2, []uint8{4, 5, 6, 1, 2, 3}},
		5: {2, 3, []uint8{1, 4, 2, 5, 3, 6}}, 6: {2, 3, []uint8{3, 6, 2, 5, 1, 4}}, 7: {2, 3, []uint8{6, 3, 5, 2, 4, 1}}, 8: {2, 3, []uint8{4, 1, 5, 2, 6, 3}},
	} {
		if got := orient(stored, o); got.w != up.w || string(got.pix) != string(up.pix) {
			t.Errorf("orientation %d: %v", o, got)
		}
	}
	b := asJPEG(t, scene(64, 64, 1), 80)
	for o := byte(1); o <= 8; o++ {
		if got := orientation("image/jpeg", orientedJPEG(b, o)); got != int(o) {
			t.Errorf("orientation %d is read as %d", o, got)
		}
	}
	if orientation("image/jpeg", b) != 1 || orientation("image/jpeg", orientedJPEG(b, 99)) != 1 {
		t.Error("without a valid orientation a picture stands upright")
	}
}
