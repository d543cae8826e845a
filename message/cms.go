package message

// maxCMSDepth is how deeply the elements of a signature's wrapping are followed.
const maxCMSDepth = 12

// oidSignedData and oidData are the object identifiers 1.2.840.113549.1.7.2 and .1 (RFC 5652
// sections 4 and 5.1), encoded.
const (
	oidSignedData = "\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02"
	oidData       = "\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01"
)

// element is one BER element: its tag, and its content.
type element struct {
	tag     byte
	content []byte
}

// nextElement cuts the first BER element off b (X.690 section 8.1). Lengths that are not told
// in advance, as Outlook writes them, end at two zero bytes.
func nextElement(b []byte, depth int) (e element, rest []byte, ok bool) {
	if len(b) < 2 || b[0]&0x1f == 0x1f || depth > maxCMSDepth {
		return element{}, nil, false // tags of several bytes do not occur here
	}
	e.tag = b[0]
	n := int(b[1])
	switch {
	case n < 0x80:
		b = b[2:]
	case n == 0x80:
		inner := b[2:]
		for left := inner; ; {
			if len(left) >= 2 && left[0] == 0 && left[1] == 0 {
				e.content = inner[:len(inner)-len(left)]
				return e, left[2:], true
			}
			var sound bool
			if _, left, sound = nextElement(left, depth+1); !sound {
				return element{}, nil, false
			}
		}
	default:
		count := n & 0x7f
		if count > 4 || len(b) < 2+count {
			return element{}, nil, false
		}
		n = 0
		for _, c := range b[2 : 2+count] {
			n = n<<8 | int(c)
		}
		b = b[2+count:]
	}
	if n > len(b) {
		return element{}, nil, false
	}
	e.content = b[:n]
	return e, b[n:], true
}

// elementsOf cuts content into its elements, as far as they are sound and up to limit.
func elementsOf(content []byte, depth, limit int) []element {
	var out []element
	for len(content) > 0 && len(out) < limit {
		e, rest, ok := nextElement(content, depth)
		if !ok {
			break
		}
		out, content = append(out, e), rest
	}
	return out
}

// signedContent gives the mail that stands inside a signature ("opaque" signing, RFC 8551
// section 3.5.2). The signature itself is not checked and proves nothing here.
func signedContent(b []byte) ([]byte, bool) {
	info, _, ok := nextElement(b, 0)
	if !ok || info.tag != 0x30 {
		return nil, false
	}
	top := elementsOf(info.content, 1, 2)
	if len(top) < 2 || top[0].tag != 0x06 || string(top[0].content) != oidSignedData || top[1].tag != 0xa0 {
		return nil, false
	}
	signed, _, ok := nextElement(top[1].content, 2)
	if !ok || signed.tag != 0x30 {
		return nil, false
	}
	for _, e := range elementsOf(signed.content, 3, 4) { // version, digests, content, ...
		if e.tag != 0x30 {
			continue
		}
		inner := elementsOf(e.content, 4, 2)
		if len(inner) == 2 && inner[0].tag == 0x06 && string(inner[0].content) == oidData && inner[1].tag == 0xa0 {
			octets, _, ok := nextElement(inner[1].content, 5)
			if !ok {
				return nil, false
			}
			out := octetsOf(octets, 6)
			return out, len(out) > 0
		}
	}
	return nil, false
}

// octetsOf joins the pieces of a string that may come in several.
func octetsOf(e element, depth int) []byte {
	switch e.tag {
	case 0x04:
		return e.content
	case 0x24:
		var out []byte
		for _, piece := range elementsOf(e.content, depth, len(e.content)) {
			if piece.tag == 0x04 {
				out = append(out, piece.content...)
			}
		}
		return out
	}
	return nil
}
