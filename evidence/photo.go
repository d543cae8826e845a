package evidence

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"

	"golang.org/x/image/webp"

	"returndesk/desk"
)

// quickPhoto judges the header of a photo that can be decoded here.
func quickPhoto(e desk.Evidence, b []byte) desk.Evidence {
	e.Kind = desk.MediaPhoto
	cfg, err := decodeConfig(e.Type, b)
	if err != nil {
		return With(e, decodeCode(err))
	}
	e.Width, e.Height = cfg.Width, cfg.Height
	switch {
	case cfg.Width <= 0 || cfg.Height <= 0:
		return With(e, CodeCorrupt)
	case min(cfg.Width, cfg.Height) < MinShortSide:
		return With(e, CodeTooSmall)
	case len(b) > MaxPhotoBytes, cfg.Width > MaxSide, cfg.Height > MaxSide,
		int64(cfg.Width)*int64(cfg.Height) > MaxPixels, decodeBytes(e.Type, b, cfg) > MaxDecodeBytes:
		return With(e, CodeTooLarge)
	case e.Type == "image/webp" && animatedWebP(b):
		return With(e, CodeNotDecoded)
	}
	e = With(e, CodeOK)
	e.Pending = true
	return e
}

// decodeConfig reads a picture's header with the one decoder that its magic names. The
// registry of package image is not used: what it holds depends on what else is linked in.
func decodeConfig(mime string, b []byte) (image.Config, error) {
	r := bytes.NewReader(b)
	switch mime {
	case "image/jpeg":
		return jpeg.DecodeConfig(r)
	case "image/png", "image/vnd.mozilla.apng":
		return png.DecodeConfig(r)
	case "image/gif":
		return gif.DecodeConfig(r)
	case "image/webp":
		return webp.DecodeConfig(r)
	}
	return image.Config{}, image.ErrFormat
}

// decode reads a picture's pixels; of an animation, the first frame.
func decode(mime string, b []byte) (image.Image, error) {
	r := bytes.NewReader(b)
	switch mime {
	case "image/jpeg":
		return decodeJPEG(b)
	case "image/png", "image/vnd.mozilla.apng":
		return png.Decode(r)
	case "image/gif":
		return gif.Decode(r)
	case "image/webp":
		return webp.Decode(r)
	}
	return nil, image.ErrFormat
}

// decodeJPEG also takes a file that lacks nothing but its end mark, which some phones
// and mail gateways leave out. A file cut inside its picture stays an error: the decoder
// then meets the end mark where it needs data.
func decodeJPEG(b []byte) (image.Image, error) {
	img, err := jpeg.Decode(bytes.NewReader(b))
	if err == nil || bytes.HasSuffix(b, []byte{0xff, 0xd9}) {
		return img, err
	}
	if img, again := jpeg.Decode(bytes.NewReader(append(b[:len(b):len(b)], 0xff, 0xd9))); again == nil {
		return img, nil
	}
	return nil, err
}

// decodeCode tells a sound file that our decoders do not know (arithmetic coding, 12 bit)
// from a damaged one: the first counts, the second does not.
func decodeCode(err error) string {
	var j jpeg.UnsupportedError
	var p png.UnsupportedError
	if errors.As(err, &j) || errors.As(err, &p) {
		return CodeNotDecoded
	}
	return CodeCorrupt
}

// dimensions gives width and height in pixels where the header states them.
func dimensions(mime string, b []byte) (w, h int, ok bool) {
	switch kindOf(mime) {
	case groupPhoto:
		cfg, err := decodeConfig(mime, b)
		return cfg.Width, cfg.Height, err == nil
	case groupHeif:
		info, err := walkBoxes(b)
		return info.width, info.height, err == nil && info.width > 0
	}
	return 0, 0, false
}

// animatedWebP reports the animation bit of an extended WebP header (WebP container
// specification, "Extended File Format"); the decoder at hand reads still pictures only.
func animatedWebP(b []byte) bool {
	return len(b) > 20 && string(b[12:16]) == "VP8X" && b[20]&0x02 != 0
}

// decodeBytes estimates the memory that decoding takes at its peak, from the header.
func decodeBytes(mime string, b []byte, cfg image.Config) int64 {
	px := int64(cfg.Width) * int64(cfg.Height)
	switch mime {
	case "image/jpeg":
		return jpegBytes(b, px)
	case "image/gif":
		return px
	case "image/webp":
		if len(b) > 16 && string(b[12:16]) == "VP8 " {
			return px * 3 / 2
		}
		return px * 8 // lossless: the picture and its transform in turn
	}
	per := int64(8)
	switch cfg.ColorModel {
	case color.GrayModel:
		per = 1
	case color.Gray16Model:
		per = 2
	case color.RGBAModel, color.NRGBAModel:
		per = 4
	default:
		if _, ok := cfg.ColorModel.(color.Palette); ok {
			per = 1
		}
	}
	if len(b) > 28 && b[28] == 1 { // interlaced (PNG specification, IHDR): passes are kept beside the whole
		per *= 2
	}
	return px * per
}

// jpegBytes reads the frame header (ITU T.81 section B.2.2): a sample takes one byte, in
// a progressive file four more for its coefficient until the last scan.
func jpegBytes(b []byte, px int64) int64 {
	for i := 2; i+9 < len(b); {
		if b[i] != 0xff {
			return px * 4
		}
		mark := b[i+1]
		if mark == 0xff {
			i++
			continue
		}
		if mark == 0x01 || mark >= 0xd0 && mark <= 0xd8 { // stand-alone marks
			i += 2
			continue
		}
		if mark < 0xc0 || mark > 0xc2 {
			i += 2 + int(b[i+2])<<8 + int(b[i+3])
			continue
		}
		n := int(b[i+9])
		if n == 0 || i+10+3*n > len(b) {
			return px * 4
		}
		var sum, hmax, vmax int64 = 0, 1, 1
		for c := range n {
			h, v := int64(b[i+11+3*c]>>4), int64(b[i+11+3*c]&15)
			sum, hmax, vmax = sum+h*v, max(hmax, h), max(vmax, v)
		}
		per := int64(1)
		if mark == 0xc2 {
			per = 5
		}
		total := px * sum * per / (hmax * vmax)
		if n == 4 {
			total += 4 * px // ink colours are put together in a second picture
		}
		return total
	}
	return px * 4
}
