package slip

import (
	"image"

	"codeberg.org/go-pdf/fpdf"
	"github.com/boombuler/barcode/code128"
	"github.com/boombuler/barcode/qr"

	"returndesk/desk"
)

// quiet is the empty margin that readers need beside Code 128, in modules (ISO/IEC 15417).
const quiet = 10

// bars draws the number as Code 128, high millimetres tall; wide holds the bars and the
// quiet zone at their right, the one at their left is the paper before x. The bars are
// drawn as shapes, not as a picture: no printer blurs them.
func bars(f *fpdf.Fpdf, number string, x, y, wide, high float64) error {
	c, err := code128.Encode(number)
	if err != nil {
		return desk.Wrap(desk.CodeInternal, err, "no bar code of %s", number)
	}
	n := c.Bounds().Dx()
	module := wide / float64(n+quiet)
	for from := 0; from < n; {
		to := from + 1
		if !dark(c, from, 0) {
			from = to
			continue
		}
		for to < n && dark(c, to, 0) {
			to++
		}
		f.Rect(x+float64(from)*module, y, float64(to-from)*module, high, "F")
		from = to
	}
	return nil
}

// matrix draws the number as a QR code of side millimetres, its quiet zone of four modules
// included (ISO/IEC 18004), with the error correction for dirty labels.
func matrix(f *fpdf.Fpdf, number string, x, y, side float64) error {
	c, err := qr.Encode(number, qr.Q, qr.Auto)
	if err != nil {
		return desk.Wrap(desk.CodeInternal, err, "no QR code of %s", number)
	}
	n := c.Bounds().Dx()
	module := side / float64(n+8)
	for row := range n {
		for from := 0; from < n; {
			to := from + 1
			if !dark(c, from, row) {
				from = to
				continue
			}
			for to < n && dark(c, to, row) {
				to++
			}
			f.Rect(x+float64(from+4)*module, y+float64(row+4)*module, float64(to-from)*module, module*1.02, "F")
			from = to
		}
	}
	return nil
}

// dark says whether a module of a code is black.
func dark(c image.Image, x, y int) bool {
	b := c.Bounds()
	r, _, _, _ := c.At(b.Min.X+x, b.Min.Y+y).RGBA()
	return r < 0x8000
}
