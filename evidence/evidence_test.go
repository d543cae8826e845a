package evidence

import (
	"bytes"
	"compress/gzip"
	"image"
	"image/color"
	"math/rand/v2"
	"strings"
	"testing"

	"returndesk/desk"
)

// The verdict on every kind of attachment, from Quick and from Judge.
func TestVerdicts(t *testing.T) {
	t.Parallel()
	photo := scene(800, 600, 1)
	good := asJPEG(t, photo, 85)
	night := func(x, y int, c color.RGBA) color.RGBA { return color.RGBA{c.R / 10, c.G / 10, c.B / 10, 255} }
	bokeh := blur(scene(640, 500, 2), 10)
	for y := range 170 { // the part in focus, an eleventh of the picture
		for x := range 170 {
			bokeh.SetRGBA(300+x, 200+y, photo.RGBAAt(300+x, 200+y))
		}
	}
	noisy := rand.New(rand.NewPCG(5, 5))
	blank := change(image.NewRGBA(image.Rect(0, 0, 500, 500)), func(int, int, color.RGBA) color.RGBA {
		v := uint8(200 + noisy.IntN(3))
		return color.RGBA{v, v, v, 255}
	})
	logo := asPNG(t, scene(180, 60, 9))
	if len(logo) >= desk.SignatureArtBytes {
		t.Fatalf("the logo has %d bytes", len(logo))
	}
	for _, c := range []struct {
		name         string
		a            Attachment
		quick, judge string
	}{
		{"photo", Attachment{Bytes: good}, CodeOK, CodeOK},
		{"photo inline, large", Attachment{Bytes: good, Inline: true}, CodeOK, CodeOK},
		{"declared as something else", Attachment{Bytes: good, Name: "a.pdf", DeclaredType: "application/pdf"}, CodeOK, CodeOK},
		{"no end mark", Attachment{Bytes: good[:len(good)-2]}, CodeOK, CodeOK},
		{"rubbish behind the end", Attachment{Bytes: append(bytes.Clone(good), zeros(5000)...)}, CodeOK, CodeOK},
		{"cut in half", Attachment{Bytes: good[:len(good)/2]}, CodeOK, CodeCorrupt},
		{"cut near its end", Attachment{Bytes: good[:len(good)-900]}, CodeOK, CodeCorrupt},
		{"head alone", Attachment{Bytes: good[:60]}, CodeCorrupt, CodeCorrupt},
		{"blurred", Attachment{Bytes: asJPEG(t, blur(photo, 6), 85)}, CodeOK, CodeBlurred},
		{"small part in focus", Attachment{Bytes: asJPEG(t, bokeh, 85)}, CodeOK, CodeOK},
		{"dark", Attachment{Bytes: asJPEG(t, change(photo, night), 85)}, CodeOK, CodeDark},
		{"blank", Attachment{Bytes: asPNG(t, blank)}, CodeOK, CodeBlank},
		{"tiny", Attachment{Bytes: asJPEG(t, scene(640, 479, 1), 85)}, CodeTooSmall, CodeTooSmall},
		{"just large enough", Attachment{Bytes: asJPEG(t, scene(640, 480, 1), 85)}, CodeOK, CodeOK},
		{"16 bit", Attachment{Bytes: asPNG(t, deep(scene(600, 500, 4)))}, CodeOK, CodeOK},
		{"grey animation", Attachment{Bytes: asGIF(t, scene(600, 500, 4), scene(600, 500, 5))}, CodeOK, CodeOK},
		{"progressive", Attachment{Bytes: file(t, "progressive.jpg")}, CodeOK, CodeOK},
		{"cmyk", Attachment{Bytes: file(t, "cmyk.jpg")}, CodeOK, CodeOK},
		{"arithmetic coding", Attachment{Bytes: file(t, "arithmetic.jpg")}, CodeNotDecoded, CodeNotDecoded},
		{"webp", Attachment{Bytes: file(t, "photo.webp")}, CodeOK, CodeOK},
		{"animated webp", Attachment{Bytes: animated(800, 600)}, CodeNotDecoded, CodeNotDecoded},
		{"heic", Attachment{Bytes: heic("heic", 4032, 3024)}, CodeNotDecoded, CodeNotDecoded},
		{"heif", Attachment{Bytes: heic("mif1", 4032, 3024)}, CodeNotDecoded, CodeNotDecoded},
		{"avif", Attachment{Bytes: heic("avif", 4032, 3024)}, CodeNotDecoded, CodeNotDecoded},
		{"small heic", Attachment{Bytes: heic("heic", 400, 300)}, CodeTooSmall, CodeTooSmall},
		{"cut heic", Attachment{Bytes: heic("heic", 4032, 3024)[:90]}, CodeCorrupt, CodeCorrupt},
		{"tiff", Attachment{Bytes: []byte("II*\x00\x08\x00\x00\x00\x00\x00\x00\x00")}, CodeNotDecoded, CodeNotDecoded},
		{"svg", Attachment{Bytes: []byte(`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>`)}, CodeDrawing, CodeDrawing},
		{"pixel bomb", Attachment{Bytes: pixelBomb(t)}, CodeTooLarge, CodeTooLarge},
		{"logo in a signature", Attachment{Bytes: logo, Inline: true}, CodeArt, CodeArt},
		{"logo attached", Attachment{Bytes: logo}, CodeTooSmall, CodeTooSmall},
		{"broken logo in a signature", Attachment{Bytes: []byte("x\x00\x01"), Name: "image001.png", Inline: true}, CodeArt, CodeArt},
		{"svg in a signature", Attachment{Bytes: []byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`), Inline: true}, CodeArt, CodeArt},
		{"mp4", Attachment{Bytes: movie("isom", 22_000, track("vide", 1920, 1080), track("soun", 0, 0))}, CodeVideo, CodeVideo},
		{"mov", Attachment{Bytes: movie("qt  ", 3_000, track("vide", 1080, 1920))}, CodeVideo, CodeVideo},
		{"3gp", Attachment{Bytes: movie("3gp5", 3_000, track("vide", 176, 144))}, CodeVideo, CodeVideo},
		{"unknown brand", Attachment{Bytes: movie("zzzz", 3_000, track("vide", 640, 480))}, CodeVideo, CodeVideo},
		{"small inline video", Attachment{Bytes: movie("isom", 3_000, track("vide", 640, 480)), Inline: true}, CodeVideo, CodeVideo},
		{"64-bit movie", Attachment{Bytes: wideMovie(90_000)}, CodeVideo, CodeVideo},
		{"fragmented movie", Attachment{Bytes: fragmented(50, 20, false)}, CodeVideo, CodeVideo},
		{"short fragmented movie", Attachment{Bytes: fragmented(5, 20, true)}, CodeTooShort, CodeTooShort},
		{"fragments without times", Attachment{Bytes: fragmented(0, 0, false)}, CodeNotJudged, CodeNotJudged},
		{"exactly one second", Attachment{Bytes: movie("isom", 1000, track("vide", 640, 480))}, CodeVideo, CodeVideo},
		{"short video", Attachment{Bytes: movie("isom", 999, track("vide", 640, 480))}, CodeTooShort, CodeTooShort},
		{"empty video", Attachment{Bytes: movie("isom", 0, track("vide", 640, 480))}, CodeTooShort, CodeTooShort},
		{"voice note", Attachment{Bytes: movie("M4A ", 9000, track("soun", 0, 0))}, CodeAudio, CodeAudio},
		{"video without pictures", Attachment{Name: "a.mp4", Bytes: movie("isom", 9000, track("soun", 0, 0))}, CodeNoVideoTrack, CodeNoVideoTrack},
		{"video cut in its data", Attachment{Bytes: cut(movie("isom", 9000, track("vide", 640, 480)), 10)}, CodeCorrupt, CodeCorrupt},
		{"video without directory", Attachment{Bytes: append(box("ftyp", []byte("isom"), u32(0)), box("mdat", zeros(90))...)}, CodeCorrupt, CodeCorrupt},
		{"webm", Attachment{Bytes: webm(2500, 1)}, CodeVideo, CodeVideo},
		{"short webm", Attachment{Bytes: webm(500, 1)}, CodeTooShort, CodeTooShort},
		{"sound webm", Attachment{Name: "a.webm", Bytes: webm(2500, 2)}, CodeNoVideoTrack, CodeNoVideoTrack},
		{"recorded webm", Attachment{Bytes: liveWebM(4000)}, CodeVideo, CodeVideo},
		{"recorded webm of one cluster", Attachment{Bytes: liveWebM(0)}, CodeNotJudged, CodeNotJudged},
		{"recorded webm, last cluster early", Attachment{Bytes: liveWebM(600)}, CodeNotJudged, CodeNotJudged},
		{"matroska", Attachment{Bytes: matroska(2500)}, CodeVideo, CodeVideo},
		{"cut webm", Attachment{Bytes: webm(2500, 1)[:60]}, CodeCorrupt, CodeCorrupt},
		{"avi", Attachment{Bytes: []byte("RIFF\x00\x10\x00\x00AVI LIST\x00\x10\x00\x00hdrl")}, CodeNotJudged, CodeNotJudged},
		{"zip", Attachment{Bytes: []byte("PK\x03\x04\x14\x00\x00\x00\x08\x00aaaaaaaaaaaaaaaaaaaaaaaaaa")}, CodeArchive, CodeArchive},
		{"gzip", Attachment{Bytes: zipped(t)}, CodeArchive, CodeArchive},
		{"pdf named as photo", Attachment{Name: "a.jpg", DeclaredType: "image/jpeg", Bytes: []byte("%PDF-1.7\n%âãÏÓ\n")}, CodeDocument, CodeDocument},
		{"text", Attachment{Name: "a.txt", Bytes: []byte("hello\n")}, CodeOther, CodeOther},
		{"program", Attachment{Name: "a.exe", Bytes: append([]byte("MZ"), zeros(200)...)}, CodeOther, CodeOther},
		{"ruined photo", Attachment{Name: "a.jpg", Bytes: []byte("\x00\x01\x02 no picture")}, CodeCorrupt, CodeCorrupt},
		{"ruined video", Attachment{DeclaredType: "video/mp4", Bytes: []byte("\x00\x01\x02 no video")}, CodeCorrupt, CodeCorrupt},
		{"empty", Attachment{Name: "a.jpg"}, CodeEmpty, CodeEmpty},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			q := Quick(c.a)
			if q.Code != c.quick || q.Pending != (c.quick == CodeOK) {
				t.Errorf("Quick: %s (%s, %dx%d, %.1f s, pending %v), want %s", q.Code, q.Type, q.Width, q.Height, q.Seconds, q.Pending, c.quick)
			}
			j := Judge(c.a)
			if j.Code != c.judge || j.Pending {
				t.Errorf("Judge: %s (pending %v), want %s", j.Code, j.Pending, c.judge)
			}
			if j.Reason == "" || j.Verdict != verdictOf(j.Code) || len(j.SHA256) != 64 || j.Bytes != int64(len(c.a.Bytes)) {
				t.Errorf("incomplete: %+v", j)
			}
			if hashed := j.Code == CodeOK || j.Code == CodeBlurred; hashed != (len(j.PHash) == 16) {
				t.Errorf("perceptual hash %q for %s", j.PHash, j.Code)
			}
		})
	}
}

// Every code has a sentence, and a verdict that the decision table understands.
func TestCodes(t *testing.T) {
	t.Parallel()
	want := map[string]desk.Verdict{
		CodeOK: desk.VerdictOK, CodeVideo: desk.VerdictUnjudged, CodeNotDecoded: desk.VerdictUnjudged, CodeTooLarge: desk.VerdictUnjudged,
		CodeNotJudged: desk.VerdictUnjudged, CodeArt: desk.VerdictArt, CodeEmpty: desk.VerdictUnusable, CodeTooSmall: desk.VerdictUnusable,
		CodeBlurred: desk.VerdictUnusable, CodeDark: desk.VerdictUnusable, CodeBlank: desk.VerdictUnusable, CodeCorrupt: desk.VerdictUnusable,
		CodeUndecodable: desk.VerdictUnusable, CodeNoVideoTrack: desk.VerdictUnusable, CodeTooShort: desk.VerdictUnusable,
		CodeArchive: desk.VerdictOther, CodeAudio: desk.VerdictOther, CodeDocument: desk.VerdictOther, CodeDrawing: desk.VerdictOther,
		CodeOther: desk.VerdictOther, CodeLink: desk.VerdictLink, CodeNothing: desk.VerdictMissing,
	}
	seen := map[string]string{}
	for code, v := range want {
		e := With(desk.Evidence{Pending: true}, code)
		if e.Verdict != v || e.Reason == "" || e.Pending {
			t.Errorf("%s: %+v, want %s", code, e, v)
		}
		if other, ok := seen[e.Reason]; ok {
			t.Errorf("%s and %s have one sentence", code, other)
		}
		seen[e.Reason] = code
		if low := strings.ToLower(e.Reason); strings.Contains(low, "you ") || strings.Contains(low, "your") {
			t.Errorf("%s blames: %q", code, e.Reason)
		}
	}
}

func TestDimensions(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		b       []byte
		w, h    int
		seconds float64
	}{
		"heic takes the largest picture": {heic("heic", 4032, 3024), 4032, 3024, 0},
		"movie":                          {movie("isom", 22_500, track("soun", 0, 0), track("vide", 1080, 1920)), 1080, 1920, 22.5},
		"wide movie":                     {wideMovie(90_000), 1920, 1080, 90},
		"fragments":                      {fragmented(60, 20, false), 1280, 720, 2},
		"fragments of even samples":      {fragmented(60, 20, true), 1280, 720, 2},
		"webm":                           {webm(2500, 1), 640, 480, 2.5},
		"live webm":                      {liveWebM(4000), 640, 480, 4},
		"jpeg":                           {asJPEG(t, scene(900, 600, 1), 80), 900, 600, 0},
	} {
		if e := Quick(Attachment{Bytes: c.b}); e.Width != c.w || e.Height != c.h || e.Seconds != c.seconds {
			t.Errorf("%s: %dx%d %.2f s, want %dx%d %.2f s", name, e.Width, e.Height, e.Seconds, c.w, c.h, c.seconds)
		}
	}
}

func cut(b []byte, n int) []byte { return b[:len(b)-n] }

func zipped(t *testing.T) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte("hello")); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// pixelBomb is a PNG of a few bytes whose header promises 20,000 x 20,000 pixels.
func pixelBomb(t *testing.T) []byte {
	b := asPNG(t, image.NewGray(image.Rect(0, 0, 500, 500)))
	return repair(b, 20_000, 20_000)
}
