package evidence

import (
	"encoding/binary"
	"testing"

	"returndesk/desk"
)

// TestWinmail: a winmail.dat with a file in it is an archive, which whoever sends it has tried;
// one with the text's layout alone is nothing.
func TestWinmail(t *testing.T) {
	t.Parallel()
	attribute := func(id uint32, data string) string {
		b := binary.LittleEndian.AppendUint32([]byte{2}, id)
		return string(binary.LittleEndian.AppendUint32(b, uint32(len(data)))) + data + "\x00\x00"
	}
	for name, c := range map[string]struct {
		body string
		kind desk.MediaKind
	}{
		"a file":   {attribute(0x00018010, "a.jpg\x00") + attribute(tnefAttachData, "picture"), desk.MediaArchive},
		"no file":  {attribute(0x00018010, "a.jpg\x00"), desk.MediaOther},
		"cut off":  {attribute(0x00018010, "a.jpg\x00")[:12], desk.MediaOther},
		"no bytes": {"", desk.MediaOther},
		"empty":    {attribute(tnefAttachData, ""), desk.MediaOther},
		"a lie":    {"\x02\x10\x80\x01\x00\xff\xff\xff\xff", desk.MediaOther},
	} {
		if got := Quick(Attachment{Name: "winmail.dat", Bytes: []byte(tnefSignature + "\x01\x00" + c.body)}); got.Kind != c.kind || got.Type != typeTNEF {
			t.Errorf("%s: %s, %s", name, got.Kind, got.Type)
		}
	}
}
