package evidence

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"testing"

	"returndesk/desk"
)

// flag is a picture whose corners tell where up is: red at the top left, blue at the top
// right, green at the bottom left, white at the bottom right.
func flag(w, h int) image.Image {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{255, 0, 0, 255}
			switch {
			case y < h/2 && x >= w/2:
				c = color.RGBA{0, 0, 255, 255}
			case y >= h/2 && x < w/2:
				c = color.RGBA{0, 255, 0, 255}
			case y >= h/2:
				c = color.RGBA{255, 255, 255, 255}
			}
			m.SetRGBA(x, y, c)
		}
	}
	return m
}

func TestView(t *testing.T) {
	t.Parallel()
	red, blue, green := color.RGBA{255, 0, 0, 255}, color.RGBA{0, 0, 255, 255}, color.RGBA{0, 255, 0, 255}
	plain := asJPEG(t, flag(1200, 800), 90)
	for name, c := range map[string]struct {
		in      []byte
		edge    int
		w, h    int
		topLeft color.RGBA
	}{
		"scaled":       {plain, 300, 300, 200, red},
		"not enlarged": {plain, 5000, 1200, 800, red},
		"png":          {asPNG(t, flag(600, 900)), 300, 200, 300, red},
		"gif":          {asGIF(t, flag(600, 600)), 100, 100, 100, color.RGBA{76, 76, 76, 255}},
		"mirrored":     {orientedJPEG(plain, 2), 300, 300, 200, blue},
		"upside down":  {orientedJPEG(plain, 4), 300, 300, 200, green},
		"turned right": {orientedJPEG(plain, 6), 300, 200, 300, green},
		"turned left":  {orientedJPEG(plain, 8), 300, 200, 300, blue},
	} {
		out, err := View(Attachment{Name: "a.jpg", Bytes: c.in}, c.edge)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if bytes.Contains(out, []byte("Exif")) {
			t.Errorf("%s: the EXIF block came along", name)
		}
		img, err := jpeg.Decode(bytes.NewReader(out))
		if err != nil {
			t.Fatal(err)
		}
		if b := img.Bounds(); b.Dx() != c.w || b.Dy() != c.h {
			t.Errorf("%s: %v, want %d x %d", name, b, c.w, c.h)
		}
		got := color.RGBAModel.Convert(img.At(img.Bounds().Dx()/8, img.Bounds().Dy()/8)).(color.RGBA)
		for i, v := range []uint8{got.R, got.G, got.B} {
			if want := []uint8{c.topLeft.R, c.topLeft.G, c.topLeft.B}[i]; v > want && v-want > 40 || want > v && want-v > 40 {
				t.Errorf("%s: the top left corner is %v, want %v", name, got, c.topLeft)
				break
			}
		}
	}
	for name, c := range map[string]struct {
		in   []byte
		want desk.Code
	}{
		"a film":      {[]byte("\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom"), desk.CodeUnsupported},
		"a script":    {[]byte("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"), desk.CodeUnsupported},
		"cut":         {plain[:len(plain)/2], desk.CodeInvalid},
		"a pixelbomb": {pixelBomb(t), desk.CodeUnsupported},
	} {
		if _, err := View(Attachment{Name: name, Bytes: c.in}, 300); desk.CodeOf(err) != c.want {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
}
