package sim

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"math/rand/v2"
)

// A photo is just large enough for the rules about evidence (domain.md section 0).
const (
	photoWidth  = 640
	photoHeight = 496
)

// photo draws blocks of colour in a light of its own. Equal seeds draw equal pictures, and
// different ones are not taken for the same.
func photo(seed uint64) ([]byte, error) {
	r := rand.New(rand.NewPCG(seed, 0x51))
	img := image.NewRGBA(image.Rect(0, 0, photoWidth, photoHeight))
	const across, down = 13, 9
	var tones [down][across][3]uint8
	for y := range down {
		for x := range across {
			base := 40 + r.IntN(150)
			tones[y][x] = [3]uint8{uint8(base + r.IntN(40)), uint8(base + r.IntN(40)), uint8(base + r.IntN(40))}
		}
	}
	for y := range photoHeight {
		for x := range photoWidth {
			t := tones[y*down/photoHeight][x*across/photoWidth]
			n := uint8((x*7 + y*13 + int(seed)) % 23) // the grain of a sensor
			img.SetRGBA(x, y, color.RGBA{t[0] + n, t[1] + n, t[2] + n, 255})
		}
	}
	var b bytes.Buffer
	err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 70})
	return b.Bytes(), err
}
