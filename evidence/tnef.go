package evidence

import (
	"bytes"
	"encoding/binary"
)

// typeTNEF is what Outlook packs a mail's files into ("winmail.dat").
const typeTNEF = "application/ms-tnef"

const (
	tnefSignature  = "\x78\x9f\x3e\x22"
	tnefAttachData = 0x0006800f // attAttachData: the bytes of a file
	// maxTNEF is how many attributes are looked at.
	maxTNEF = 2000
)

// tnefHasFiles says whether a winmail.dat holds a file; many hold the text's layout alone.
// An attribute is a level, an id, a length, that many bytes and a checksum of two
// (Microsoft, [MS-OXTNEF] section 2.1.3).
func tnefHasFiles(b []byte) bool {
	if !bytes.HasPrefix(b, []byte(tnefSignature)) || len(b) < 6 {
		return false
	}
	b = b[6:]
	for range maxTNEF {
		if len(b) < 9 {
			return false
		}
		id, n := binary.LittleEndian.Uint32(b[1:]), uint64(binary.LittleEndian.Uint32(b[5:]))
		if id == tnefAttachData && n > 0 {
			return true
		}
		if uint64(len(b)) < 9+n+2 {
			return false
		}
		b = b[9+n+2:]
	}
	return false
}
