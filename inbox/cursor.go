package inbox

import (
	"encoding/base64"
	"encoding/binary"
	"slices"
	"time"
)

// RecentLimit is how many of the last mails a Cursor remembers. A restored
// backup that reuses UIDs shows in them (a UID alone would lose mail).
const RecentLimit = 200

// Cursor is where we are in one folder. The zero value means never there.
type Cursor struct {
	UIDValidity uint32
	LastUID     uint32 // every mail up to this UID was accepted or is gone
	UIDNext     uint32 // as the server said last; 0 when it did not say
	// RescanBelow: mails with a lower UID are recognised by hash, and what is
	// new among them was found only by a rescan. 0 when no rescan is under way.
	RescanBelow uint32
	Recent      []Seen // ascending by UID, at most RecentLimit
}

// Seen is what we remember of one of the last mails.
type Seen struct {
	UID          uint32
	Size         int64 // bytes, RFC822.SIZE
	InternalDate time.Time
	Hash         [32]byte // zero for mails whose text we don't have
}

// IsZero reports whether the folder was never read.
func (c Cursor) IsZero() bool { return c.UIDValidity == 0 && c.LastUID == 0 }

// Equal reports whether both cursors say the same.
func (c Cursor) Equal(d Cursor) bool {
	return c.UIDValidity == d.UIDValidity && c.LastUID == d.LastUID && c.UIDNext == d.UIDNext &&
		c.RescanBelow == d.RescanBelow && slices.EqualFunc(c.Recent, d.Recent, Seen.equal)
}

func (s Seen) equal(t Seen) bool { return s.UID == t.UID && s.same(t) && s.Hash == t.Hash }

// same compares what a server tells without a body. Whole seconds: INTERNALDATE
// has no more (RFC 3501 section 2.3.3).
func (s Seen) same(t Seen) bool {
	return s.Size == t.Size && s.InternalDate.Unix() == t.InternalDate.Unix()
}

// remember adds s, replacing an older memory of the UID, and forgets the oldest.
func (c *Cursor) remember(s Seen) {
	at, found := slices.BinarySearchFunc(c.Recent, s.UID, func(e Seen, uid uint32) int {
		return int(int64(e.UID) - int64(uid))
	})
	if found {
		c.Recent[at] = s
		return
	}
	c.Recent = slices.Insert(c.Recent, at, s)
	if over := len(c.Recent) - RecentLimit; over > 0 {
		c.Recent = slices.Delete(c.Recent, 0, over)
	}
}

// clone returns a copy that shares nothing, for a batch under way.
func (c Cursor) clone() Cursor {
	c.Recent = slices.Clone(c.Recent)
	return c
}

const (
	cursorFormat = 1
	cursorHead   = 1 + 4*4 + 2
	cursorEntry  = 4 + 8 + 8 + 32
)

// MarshalBinary writes the cursor in a compact versioned form (about 10 KB when
// full), because it is stored with every batch.
func (c Cursor) MarshalBinary() ([]byte, error) {
	b := make([]byte, 0, cursorHead+len(c.Recent)*cursorEntry)
	b = append(b, cursorFormat)
	for _, v := range []uint32{c.UIDValidity, c.LastUID, c.UIDNext, c.RescanBelow} {
		b = binary.BigEndian.AppendUint32(b, v)
	}
	b = binary.BigEndian.AppendUint16(b, uint16(len(c.Recent)))
	for _, s := range c.Recent {
		b = binary.BigEndian.AppendUint32(b, s.UID)
		b = binary.BigEndian.AppendUint64(b, uint64(s.Size))
		b = binary.BigEndian.AppendUint64(b, uint64(s.InternalDate.Unix()))
		b = append(b, s.Hash[:]...)
	}
	return b, nil
}

// UnmarshalBinary reads what MarshalBinary wrote; anything else is an error.
func (c *Cursor) UnmarshalBinary(b []byte) error {
	if len(b) < cursorHead || b[0] != cursorFormat {
		return invalid("the stored place in a mailbox is not readable (%d bytes); the folder must be read again", len(b))
	}
	n := int(binary.BigEndian.Uint16(b[cursorHead-2:]))
	if n > RecentLimit || len(b) != cursorHead+n*cursorEntry {
		return invalid("the stored place in a mailbox is damaged (%d bytes, %d entries); the folder must be read again", len(b), n)
	}
	word := func(i int) uint32 { return binary.BigEndian.Uint32(b[1+4*i:]) }
	out := Cursor{UIDValidity: word(0), LastUID: word(1), UIDNext: word(2), RescanBelow: word(3)}
	for e := b[cursorHead:]; len(e) > 0; e = e[cursorEntry:] {
		s := Seen{
			UID:          binary.BigEndian.Uint32(e),
			Size:         int64(binary.BigEndian.Uint64(e[4:])),
			InternalDate: time.Unix(int64(binary.BigEndian.Uint64(e[12:])), 0).UTC(),
		}
		copy(s.Hash[:], e[20:])
		if k := len(out.Recent); k > 0 && out.Recent[k-1].UID >= s.UID {
			return invalid("the stored place in a mailbox is damaged (numbers out of order); the folder must be read again")
		}
		out.Recent = append(out.Recent, s)
	}
	*c = out
	return nil
}

// MarshalText is MarshalBinary in base64, for JSON.
func (c Cursor) MarshalText() ([]byte, error) {
	b, err := c.MarshalBinary()
	if err != nil {
		return nil, err
	}
	return base64.StdEncoding.AppendEncode(nil, b), nil
}

// UnmarshalText reads what MarshalText wrote.
func (c *Cursor) UnmarshalText(text []byte) error {
	b, err := base64.StdEncoding.AppendDecode(nil, text)
	if err != nil {
		return invalid("the stored place in a mailbox is not base64; the folder must be read again")
	}
	return c.UnmarshalBinary(b)
}
