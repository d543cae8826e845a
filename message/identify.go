package message

import "crypto/sha256"

// Identity is what tells one mail from another before anything else of it is read
// (inbox.md, "Where we are in a mailbox"): the hash of the raw bytes, the hash that
// copies of one mail share, and the Message-ID, which is a hint and may be "".
type Identity struct {
	Hash, TraceHash [32]byte
	MessageID       string
}

// Identify reads a mail's identity from its raw bytes. It never fails: bytes that are
// no mail have a hash all the same.
func Identify(raw []byte) Identity {
	h, body := splitHeader(raw)
	m := &Message{Hash: sha256.Sum256(raw), MessageID: firstOf(parseIDs(h.get("Message-ID")))}
	return Identity{Hash: m.Hash, TraceHash: traceHash(&h, body, m), MessageID: m.MessageID}
}
