package evidence

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
)

// scene draws a desk with many sharp-edged things on it; seed makes it unlike others.
func scene(w, h int, seed uint64) *image.RGBA {
	r := rand.New(rand.NewPCG(seed, 3))
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.SetRGBA(x, y, color.RGBA{uint8(90 + 60*y/h), uint8(80 + 50*x/w), 70, 255})
		}
	}
	for range 90 {
		x0, y0 := r.IntN(w), r.IntN(h)
		dw, dh := w/40+r.IntN(w/8), h/40+r.IntN(h/8)
		c := color.RGBA{uint8(r.IntN(256)), uint8(r.IntN(256)), uint8(r.IntN(256)), 255}
		for y := y0; y < min(h, y0+dh); y++ {
			for x := x0; x < min(w, x0+dw); x++ {
				m.SetRGBA(x, y, c)
			}
		}
	}
	return m
}

// change gives a copy with each pixel's grey value run through f.
func change(m *image.RGBA, f func(x, y int, c color.RGBA) color.RGBA) *image.RGBA {
	out := image.NewRGBA(m.Bounds())
	for y := range m.Bounds().Dy() {
		for x := range m.Bounds().Dx() {
			out.SetRGBA(x, y, f(x, y, m.RGBAAt(x, y)))
		}
	}
	return out
}

// blur averages over a square of 2n+1 pixels, three times: nearly a Gaussian.
func blur(m *image.RGBA, n int) *image.RGBA {
	w, h := m.Rect.Dx(), m.Rect.Dy()
	src := bytes.Clone(m.Pix)
	for range 3 {
		src = slide(src, h, w, m.Stride, 4, n)
		src = slide(src, w, h, 4, m.Stride, n)
	}
	return &image.RGBA{Pix: src, Stride: m.Stride, Rect: m.Rect}
}

// slide averages along lines of a picture: so many lines of so many pixels, with the
// steps in bytes from line to line and from pixel to pixel. The rim is repeated.
func slide(src []byte, lines, pixels, nextLine, nextPixel, n int) []byte {
	out := make([]byte, len(src))
	for l := range lines {
		for c := range 4 {
			at := func(i int) int { return l*nextLine + min(max(i, 0), pixels-1)*nextPixel + c }
			sum := 0
			for i := -n; i <= n; i++ {
				sum += int(src[at(i)])
			}
			for i := range pixels {
				out[at(i)] = byte(sum / (2*n + 1))
				sum += int(src[at(i+n+1)]) - int(src[at(i-n)])
			}
		}
	}
	return out
}

func asJPEG(t testing.TB, m image.Image, quality int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: quality}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asPNG(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// deep gives a picture in 16 bits a channel.
func deep(m image.Image) image.Image {
	out := image.NewNRGBA64(m.Bounds())
	for y := range m.Bounds().Dy() {
		for x := range m.Bounds().Dx() {
			out.Set(x, y, m.At(x, y))
		}
	}
	return out
}

// asGIF makes an animation of the pictures, in grey.
func asGIF(t testing.TB, frames ...image.Image) []byte {
	t.Helper()
	var grey color.Palette
	for i := range 256 {
		grey = append(grey, color.Gray{Y: uint8(i)})
	}
	var g gif.GIF
	for _, f := range frames {
		p := image.NewPaletted(f.Bounds(), grey)
		for y := range f.Bounds().Dy() {
			for x := range f.Bounds().Dx() {
				p.SetColorIndex(x, y, color.GrayModel.Convert(f.At(x, y)).(color.Gray).Y)
			}
		}
		g.Image, g.Delay = append(g.Image, p), append(g.Delay, 10)
	}
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, &g); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// animated makes the head of an animated WebP, as far as anything here reads it.
func animated(w, h int) []byte {
	x := []byte{0x02, 0, 0, 0, byte(w - 1), byte((w - 1) >> 8), 0, byte(h - 1), byte((h - 1) >> 8), 0}
	body := append([]byte("WEBPVP8X\x0a\x00\x00\x00"), x...)
	body = append(body, "ANIM\x06\x00\x00\x00\xff\xff\xff\xff\x00\x00"...)
	return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body))), body...)
}

// orientedJPEG puts an EXIF block with an orientation behind a JPEG's start mark.
func orientedJPEG(b []byte, o byte) []byte {
	exif := []byte("Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00")
	exif[6+8+2+9] = o // tag 2, type 2, count 4 bytes, then the value in the upper half
	seg := append([]byte{0xff, 0xe1, 0, byte(len(exif) + 2)}, exif...)
	return append(append([]byte{0xff, 0xd8}, seg...), b[2:]...)
}

// rotate turns a picture by 90 degrees clockwise.
func rotate(m *image.RGBA) *image.RGBA {
	b := m.Bounds()
	out := image.NewRGBA(image.Rect(0, 0, b.Dy(), b.Dx()))
	for y := range b.Dy() {
		for x := range b.Dx() {
			out.SetRGBA(b.Dy()-1-y, x, m.RGBAAt(x, y))
		}
	}
	return out
}

func file(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}
