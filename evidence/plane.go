package evidence

import (
	"image"
	"image/color"
)

// plane is a picture's luma, one byte a pixel, row by row.
type plane struct {
	w, h int
	pix  []uint8
}

// normalise averages a picture's luma down to a long side of at most side pixels. Each
// result is the mean of the pixels that it covers, so that noise averages out and nothing
// is skipped. ok is false for a picture without pixels.
//
// A JPEG is read from its Y plane as the decoder left it: turning 12 megapixels into
// colours first would cost more than everything else here.
func normalise(img image.Image, side int) (p plane, ok bool) {
	b := img.Bounds()
	sw, sh := b.Dx(), b.Dy()
	if sw <= 0 || sh <= 0 {
		return plane{}, false
	}
	w, h := sw, sh
	if long := max(sw, sh); long > side {
		w, h = max(1, sw*side/long), max(1, sh*side/long)
	}
	read := lumaRows(img)
	p = plane{w, h, make([]uint8, w*h)}
	sums, buf := make([]uint32, sw), make([]uint8, sw)
	for y := range h {
		from, to := y*sh/h, (y+1)*sh/h
		clear(sums)
		for sy := from; sy < to; sy++ {
			row := read(sy, buf)
			for x, v := range row[:len(sums)] {
				sums[x] += uint32(v)
			}
		}
		out := p.pix[y*w : (y+1)*w]
		for x := range out {
			a, z := x*sw/w, (x+1)*sw/w
			var sum uint32
			for _, v := range sums[a:z] {
				sum += v
			}
			out[x] = uint8(sum / (uint32(z-a) * uint32(to-from)))
		}
	}
	return p, true
}

// lumaRows gives a func that reads row y (from 0) of a picture as luma, into buf or as a
// view of the picture itself. Transparent pixels lie on white, as viewers show them.
func lumaRows(img image.Image) func(y int, buf []uint8) []uint8 {
	b := img.Bounds()
	switch m := img.(type) {
	case *image.YCbCr:
		return func(y int, _ []uint8) []uint8 {
			at := m.YOffset(b.Min.X, b.Min.Y+y)
			return m.Y[at : at+b.Dx()]
		}
	case *image.NYCbCrA:
		return lumaRows(&m.YCbCr)
	case *image.Gray:
		return func(y int, _ []uint8) []uint8 {
			at := m.PixOffset(b.Min.X, b.Min.Y+y)
			return m.Pix[at : at+b.Dx()]
		}
	case *image.RGBA:
		return func(y int, buf []uint8) []uint8 {
			at := m.PixOffset(b.Min.X, b.Min.Y+y)
			for x := range buf {
				s := m.Pix[at+4*x : at+4*x+4 : at+4*x+4]
				buf[x] = uint8(min(255, (19595*uint32(s[0])+38470*uint32(s[1])+7471*uint32(s[2]))>>16+255-uint32(s[3])))
			}
			return buf
		}
	case *image.NRGBA:
		return func(y int, buf []uint8) []uint8 {
			at := m.PixOffset(b.Min.X, b.Min.Y+y)
			for x := range buf {
				s := m.Pix[at+4*x : at+4*x+4 : at+4*x+4]
				l := (19595*uint32(s[0]) + 38470*uint32(s[1]) + 7471*uint32(s[2])) >> 16
				buf[x] = uint8((l*uint32(s[3]) + 255*(255-uint32(s[3]))) / 255)
			}
			return buf
		}
	case *image.CMYK:
		return func(y int, buf []uint8) []uint8 {
			at := m.PixOffset(b.Min.X, b.Min.Y+y)
			for x := range buf {
				s := m.Pix[at+4*x : at+4*x+4 : at+4*x+4]
				r, g, bl := color.CMYKToRGB(s[0], s[1], s[2], s[3])
				buf[x] = uint8((19595*uint32(r) + 38470*uint32(g) + 7471*uint32(bl)) >> 16)
			}
			return buf
		}
	case *image.Paletted:
		var table [256]uint8
		for i, c := range m.Palette {
			if i < len(table) {
				table[i] = luma(c)
			}
		}
		return func(y int, buf []uint8) []uint8 {
			at := m.PixOffset(b.Min.X, b.Min.Y+y)
			for x, i := range m.Pix[at : at+len(buf)] {
				buf[x] = table[i]
			}
			return buf
		}
	}
	return func(y int, buf []uint8) []uint8 { // 16 bits a channel
		for x := range buf {
			buf[x] = luma(img.At(b.Min.X+x, b.Min.Y+y))
		}
		return buf
	}
}

// luma gives the brightness of any colour, on white.
func luma(c color.Color) uint8 {
	r, g, b, a := c.RGBA()
	return uint8(min(0xffff, (19595*r+38470*g+7471*b)>>16+0xffff-a) >> 8)
}

// orient turns the picture as its EXIF orientation (1 to 8, Exif 2.32 table 6) says, so
// that a photo and its copy that a mail program has turned have one hash.
func orient(p plane, o int) plane {
	if o < 2 || o > 8 {
		return p
	}
	q := plane{p.w, p.h, make([]uint8, len(p.pix))}
	if o >= 5 {
		q.w, q.h = p.h, p.w
	}
	for y := range q.h {
		for x := range q.w {
			sx, sy := source(o, x, y, p.w, p.h)
			q.pix[y*q.w+x] = p.pix[sy*p.w+sx]
		}
	}
	return q
}
