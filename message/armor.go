package message

import "strings"

const (
	armorSigned    = "-----BEGIN PGP SIGNED MESSAGE-----"
	armorSignature = "-----BEGIN PGP SIGNATURE-----"
	armorEnd       = "-----END PGP SIGNATURE-----"
)

// dropArmor takes the wrapping off a text that is clearsigned (RFC 9580 section
// 7): its marks, the hash lines, the signature, and the dashes put before lines
// that begin with one. The signature is not checked and proves nothing here.
func dropArmor(s string) string {
	start := strings.Index(s, armorSigned)
	if start < 0 || start > 0 && s[start-1] != '\n' {
		return s
	}
	sig := strings.Index(s[start:], "\n"+armorSignature)
	if sig < 0 {
		return s
	}
	inner, tail := s[start+len(armorSigned):start+sig], s[start+sig:]
	if end := strings.Index(tail, armorEnd); end >= 0 {
		tail = tail[end+len(armorEnd):]
	} else {
		tail = ""
	}
	// The hash lines end with an empty line.
	if _, body, ok := strings.Cut(strings.TrimPrefix(inner, "\n"), "\n\n"); ok {
		inner = body
	}
	inner = strings.TrimPrefix(strings.ReplaceAll("\n"+inner, "\n- ", "\n"), "\n")
	return s[:start] + inner + tail
}
