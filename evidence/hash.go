package evidence

import (
	"bytes"
	"math"
	"math/bits"
	"slices"
	"strconv"

	"github.com/bep/imagemeta"
)

// hashSide is the side of the small square on which the perceptual hash is taken.
const hashSide = 32

// perceptualHash gives 64 bits that stay nearly the same when a picture is saved again,
// scaled or brightened: the signs of the 64 lowest frequencies of its cosine transform,
// compared with their median.
func perceptualHash(p plane) uint64 {
	var small [hashSide * hashSide]float64
	for y := range hashSide {
		y0, y1 := bounds(y, p.h)
		for x := range hashSide {
			x0, x1 := bounds(x, p.w)
			sum := 0
			for sy := y0; sy < y1; sy++ {
				for _, v := range p.pix[sy*p.w+x0 : sy*p.w+x1] {
					sum += int(v)
				}
			}
			small[y*hashSide+x] = float64(sum) / float64((y1-y0)*(x1-x0))
		}
	}
	var cos [8][hashSide]float64
	for k := range 8 {
		for i := range hashSide {
			// From 1 on: the frequency 0 is the mean brightness and tells nothing.
			cos[k][i] = math.Cos(math.Pi / hashSide * (float64(i) + 0.5) * float64(k))
		}
	}
	var freq [64]float64
	for v := range 8 {
		var col [hashSide]float64
		for y := range hashSide {
			for x := range hashSide {
				col[x] += small[y*hashSide+x] * cos[v][y]
			}
		}
		for u := range 8 {
			for x := range hashSide {
				freq[v*8+u] += col[x] * cos[u][x]
			}
		}
	}
	freq[0] = 0
	sorted := slices.Clone(freq[1:])
	slices.Sort(sorted)
	median := sorted[len(sorted)/2]
	var h uint64
	for i, f := range freq[1:] {
		if f > median {
			h |= 1 << i
		}
	}
	return h
}

// bounds gives the source range of small pixel i of a side of n; never empty.
func bounds(i, n int) (int, int) {
	a := i * n / hashSide
	return a, max(a+1, (i+1)*n/hashSide)
}

// Distance gives the number of bits in which two perceptual hashes (hex, as in
// desk.Evidence.PHash) differ, 0 to 64; ok is false unless both are hashes. Pictures at
// SameDistance or less are taken for the same.
func Distance(a, b string) (bitsApart int, ok bool) {
	x, errX := strconv.ParseUint(a, 16, 64)
	y, errY := strconv.ParseUint(b, 16, 64)
	if errX != nil || errY != nil || len(a) != 16 || len(b) != 16 {
		return 0, false
	}
	return bits.OnesCount64(x ^ y), true
}

// orientation reads the EXIF orientation of a JPEG; 1 (upright) when there is none.
func orientation(mime string, b []byte) int {
	if mime != "image/jpeg" || !bytes.Contains(b[:min(len(b), 1<<16)], []byte("Exif\x00\x00")) {
		return 1
	}
	o := 1
	// A damaged EXIF block is no reason to refuse a photo: whatever was read until the
	// error stands.
	_, _ = imagemeta.Decode(imagemeta.Options{
		R: bytes.NewReader(b), ImageFormat: imagemeta.JPEG, Sources: imagemeta.EXIF, LimitNumTags: 500,
		ShouldHandleTag: func(t imagemeta.TagInfo) bool { return t.Tag == "Orientation" && t.Namespace == "IFD0" },
		HandleTag: func(t imagemeta.TagInfo) error {
			if v, ok := t.Value.(uint16); ok && v >= 1 && v <= 8 {
				o = int(v)
			}
			return nil
		},
	})
	return o
}
