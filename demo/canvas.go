package demo

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"math/rand/v2"

	"golang.org/x/image/font"
	"golang.org/x/image/font/basicfont"
	"golang.org/x/image/math/fixed"
)

// The size of a drawn photo in pixels: small for a phone, large enough for every rule
// about photos (domain.md section 0: a short side of at least 480).
const (
	photoWidth  = 1600
	photoHeight = 1200
)

// canvas is a picture being drawn. Equal seeds draw equal pictures.
type canvas struct {
	*image.RGBA
	rnd *rand.Rand
}

// newCanvas gives a table top in the light of a room: a seed of its own gives each photo
// light from another side, so that no two are taken for the same picture.
func newCanvas(w, h int, seed uint64) canvas {
	c := canvas{image.NewRGBA(image.Rect(0, 0, w, h)), rand.New(rand.NewPCG(seed, 0x9e3779b97f4a7c15))}
	tone := [3]int{120 + c.rnd.IntN(70), 100 + c.rnd.IntN(60), 80 + c.rnd.IntN(60)}
	const cells = 6 // the light is a coarse grid of brightness, blended between its points
	var light [cells + 1][cells + 1]int
	for i := range light {
		for j := range light[i] {
			light[i][j] = c.rnd.IntN(130) - 65
		}
	}
	for y := range h {
		cy, fy := y*cells/h, y*cells%h
		streak := c.rnd.IntN(9) - 4
		var row [cells + 1]int // the light at the grid's columns, on this row
		for j := range row {
			row[j] = (light[cy][j]*(h-fy)+light[cy+1][j]*fy)/h + streak
		}
		line := c.Pix[y*c.Stride : y*c.Stride+4*w]
		for x := range w {
			cx, fx := x*cells/w, x*cells%w
			l := (row[cx]*(w-fx) + row[cx+1]*fx) / w
			*(*[4]uint8)(line[4*x:]) = [4]uint8{level(tone[0] + l), level(tone[1] + l), level(tone[2] + l), 255}
		}
	}
	return c
}

// copy gives a second canvas with the same picture.
func (c canvas) copy() canvas {
	d := canvas{image.NewRGBA(c.Rect), c.rnd}
	copy(d.Pix, c.Pix)
	return d
}

func level(v int) uint8 { return uint8(min(255, max(0, v))) }

// box fills a rectangle.
func (c canvas) box(r image.Rectangle, col color.RGBA) {
	draw.Draw(c.RGBA, r, image.NewUniform(col), image.Point{}, draw.Src)
}

// block fills a rectangle and gives it a lit upper and a shaded lower edge.
func (c canvas) block(r image.Rectangle, col color.RGBA, edge int) {
	c.box(r, shade(col, -50))
	c.box(image.Rect(r.Min.X, r.Min.Y, r.Max.X-edge, r.Max.Y-edge), shade(col, 40))
	c.box(r.Inset(edge), col)
}

func shade(c color.RGBA, by int) color.RGBA {
	return color.RGBA{level(int(c.R) + by), level(int(c.G) + by), level(int(c.B) + by), c.A}
}

// stroke draws a line of a width through points.
func (c canvas) stroke(points []image.Point, width int, col color.RGBA) {
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		n := max(abs(b.X-a.X), abs(b.Y-a.Y), 1)
		for s := range n + 1 {
			x, y := a.X+(b.X-a.X)*s/n, a.Y+(b.Y-a.Y)*s/n
			c.box(image.Rect(x-width/2, y-width/2, x+width-width/2, y+width-width/2), col)
		}
	}
}

func abs(v int) int { return max(v, -v) }

// jagged gives points from a to b that stray to both sides, as a crack does.
func (c canvas) jagged(a, b image.Point, steps, stray int) []image.Point {
	out := []image.Point{a}
	for i := 1; i < steps; i++ {
		out = append(out, image.Pt(a.X+(b.X-a.X)*i/steps+c.rnd.IntN(2*stray)-stray, a.Y+(b.Y-a.Y)*i/steps+c.rnd.IntN(2*stray)-stray))
	}
	return append(out, b)
}

// write puts text on the picture, each dot of the small fixed font as a square of size
// dots.
func (c canvas) write(at image.Point, size int, col color.RGBA, text string) {
	face := basicfont.Face7x13
	mask := image.NewAlpha(image.Rect(0, 0, face.Advance*len(text), face.Height))
	d := font.Drawer{Dst: mask, Src: image.Opaque, Face: face, Dot: fixed.P(0, face.Ascent)}
	d.DrawString(text)
	for y := range mask.Rect.Dy() {
		for x := range mask.Rect.Dx() {
			if mask.AlphaAt(x, y).A > 127 {
				c.box(image.Rect(0, 0, size, size).Add(at).Add(image.Pt(x*size, y*size)), col)
			}
		}
	}
}

// grain adds the noise of a sensor: every pixel up to by levels brighter or darker.
func (c canvas) grain(by int) {
	x := c.rnd.Uint64() | 1
	for rest := c.Pix; len(rest) >= 4; rest = rest[4:] {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
		n := int(x>>33)%(2*by+1) - by
		p := [4]uint8(rest) // one pixel is read and written as a whole
		*(*[4]uint8)(rest) = [4]uint8{level(int(p[0]) + n), level(int(p[1]) + n), level(int(p[2]) + n), p[3]}
	}
}

// blur averages over squares of 2*radius+1 pixels, twice, like a lens far out of focus.
func (c canvas) blur(radius int) {
	for range 2 {
		c.blurLines(radius, c.Rect.Dy(), c.Rect.Dx(), c.Stride, 4)
		c.blurLines(radius, c.Rect.Dx(), c.Rect.Dy(), 4, c.Stride)
	}
}

// blurLines averages along one direction: lines lie skip bytes apart, pixels of a line
// step bytes.
func (c canvas) blurLines(radius, lines, length, skip, step int) {
	pix, buf := c.Pix, make([]uint8, length)
	for line := range lines {
		for ch := range 3 {
			at := line*skip + ch
			sum, n := 0, 0
			for i := range min(radius, length) {
				sum, n = sum+int(pix[at+i*step]), n+1
			}
			for i := range length {
				if in := i + radius; in < length {
					sum, n = sum+int(pix[at+in*step]), n+1
				}
				if out := i - radius - 1; out >= 0 {
					sum, n = sum-int(pix[at+out*step]), n-1
				}
				buf[i] = uint8(sum / n)
			}
			for i, v := range buf {
				pix[at+i*step] = v
			}
		}
	}
}

// dim leaves one part in by of the light.
func (c canvas) dim(by int) {
	pix := c.Pix
	for i := range pix {
		if i%4 != 3 {
			pix[i] /= uint8(by)
		}
	}
}

// jpeg gives the picture as a JPEG file.
func (c canvas) jpeg(quality int) ([]byte, error) {
	var b bytes.Buffer
	err := jpeg.Encode(&b, c.RGBA, &jpeg.Options{Quality: quality})
	return b.Bytes(), err
}

// png gives the picture as a PNG file.
func (c canvas) png() ([]byte, error) {
	var b bytes.Buffer
	err := png.Encode(&b, c.RGBA)
	return b.Bytes(), err
}
