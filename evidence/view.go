package evidence

import (
	"bytes"
	"image"
	"image/jpeg"

	"golang.org/x/image/draw"

	"returndesk/desk"
)

// viewQuality is the JPEG quality of pictures that agents look at: print stays readable.
const viewQuality = 82

// View makes a picture that is safe to show: decoded, turned upright as its EXIF block
// says, scaled so that the longer side has at most edge pixels, and written anew as a JPEG
// that holds nothing but pixels. Call it through judge's child process for bytes that a
// stranger sent. CodeUnsupported says that we have no decoder for it or that it is too
// large; CodeInvalid that it is damaged.
func View(a Attachment, edge int) ([]byte, error) {
	e := Quick(a)
	if kindOf(e.Type) != groupPhoto || edge < 1 || e.Code == CodeTooLarge {
		return nil, desk.Errf(desk.CodeUnsupported, "%s cannot be shown (%s)", e.Name, e.Type).WithMend("save it and look at it with a program of yours")
	}
	cfg, err := decodeConfig(e.Type, a.Bytes)
	if err != nil || cfg.Width < 1 || cfg.Height < 1 {
		return nil, desk.Wrap(desk.CodeInvalid, err, "%s is damaged", e.Name)
	}
	if cfg.Width > MaxSide || cfg.Height > MaxSide || int64(cfg.Width)*int64(cfg.Height) > MaxPixels || decodeBytes(e.Type, a.Bytes, cfg) > MaxDecodeBytes {
		return nil, desk.Errf(desk.CodeUnsupported, "%s is too large to be shown (%d x %d)", e.Name, cfg.Width, cfg.Height)
	}
	img, err := decode(e.Type, a.Bytes)
	if err != nil {
		return nil, desk.Wrap(desk.CodeInvalid, err, "%s is damaged", e.Name)
	}
	small := turn(scale(img, edge), orientation(e.Type, a.Bytes))
	var out bytes.Buffer
	if err := jpeg.Encode(&out, small, &jpeg.Options{Quality: viewQuality}); err != nil {
		return nil, desk.Wrap(desk.CodeInternal, err, "%s cannot be written anew", e.Name)
	}
	return out.Bytes(), nil
}

// scale draws a picture on white so that it fits into a square of edge pixels.
func scale(img image.Image, edge int) *image.RGBA {
	b := img.Bounds()
	w, h := b.Dx(), b.Dy()
	if long := max(w, h); long > edge {
		w, h = max(1, w*edge/long), max(1, h*edge/long)
	}
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(out, out.Bounds(), image.White, image.Point{}, draw.Src)
	draw.ApproxBiLinear.Scale(out, out.Bounds(), img, b, draw.Over, nil)
	return out
}

// turn turns a picture as its EXIF orientation says (Exif 2.32 table 6).
func turn(p *image.RGBA, o int) *image.RGBA {
	if o < 2 || o > 8 {
		return p
	}
	w, h := p.Rect.Dx(), p.Rect.Dy()
	q := image.NewRGBA(image.Rect(0, 0, w, h))
	if o >= 5 {
		q = image.NewRGBA(image.Rect(0, 0, h, w))
	}
	for y := range q.Rect.Dy() {
		for x := range q.Rect.Dx() {
			sx, sy := source(o, x, y, w, h)
			copy(q.Pix[q.PixOffset(x, y):][:4], p.Pix[p.PixOffset(sx, sy):][:4])
		}
	}
	return q
}

// source gives the place in a picture of w x h that an orientation puts at x, y.
func source(o, x, y, w, h int) (int, int) {
	switch o {
	case 2:
		return w - 1 - x, y
	case 3:
		return w - 1 - x, h - 1 - y
	case 4:
		return x, h - 1 - y
	case 5:
		return y, x
	case 6:
		return y, h - 1 - x
	case 7:
		return w - 1 - y, h - 1 - x
	case 8:
		return w - 1 - y, x
	}
	return x, y
}
