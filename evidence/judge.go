package evidence

import (
	"strconv"

	"returndesk/desk"
)

// Judge does what Quick does and then decodes a photo that Quick left pending: is it
// damaged, blank, dark or blurred, and what is its perceptual hash. It takes about 125 ms
// for a photo of 12 megapixels and up to MaxDecodeBytes of memory. Call it through
// judge's child process for bytes that a stranger sent.
func Judge(a Attachment) desk.Evidence {
	e := Quick(a)
	if !e.Pending {
		return e
	}
	img, err := decode(e.Type, a.Bytes)
	if err != nil {
		return With(e, decodeCode(err))
	}
	p, ok := normalise(img, NormSide)
	if !ok {
		return With(e, CodeCorrupt)
	}
	m := measure(p)
	switch {
	case m.p99 <= DarkLevel:
		return With(e, CodeDark)
	case m.deviation < MinDeviation:
		return With(e, CodeBlank)
	}
	// A blurred picture keeps its hash: sent twice it is still the same picture.
	e.PHash = formatHash(perceptualHash(orient(p, orientation(e.Type, a.Bytes))))
	if m.sharp < MinSharpness {
		return With(e, CodeBlurred)
	}
	return With(e, CodeOK)
}

// formatHash writes a perceptual hash as 16 hex digits.
func formatHash(h uint64) string {
	s := strconv.FormatUint(h, 16)
	for len(s) < 16 {
		s = "0" + s
	}
	return s
}
