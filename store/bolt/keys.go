package bolt

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"strconv"
	"strings"
	"time"

	"returndesk/desk"
)

// maxKey bounds every key that a caller chooses (bbolt itself stops at 32 KiB).
const maxKey = 1024

// caseNumber reads "C-1042". Numbers make ascending keys; another spelling of the same
// case must not become another case.
func caseNumber(id string) (uint64, error) {
	digits, ok := strings.CutPrefix(id, "C-")
	n, err := strconv.ParseUint(digits, 10, 63)
	if !ok || err != nil || n == 0 || digits[0] < '1' || digits[0] > '9' {
		return 0, desk.Errf(desk.CodeInvalid, "%q is not the id of a case", clip(id)).WithMend("case ids look like C-1042; `returndesk queue --order NUMBER` finds the cases about an order, `--address` those of a customer, and `returndesk rma show` takes return numbers")
	}
	return n, nil
}

func caseID(n uint64) string { return "C-" + strconv.FormatUint(n, 10) }

// draftNumber reads "C-1042-3" into the numbers of its case and of the draft.
func draftNumber(id string) (uint64, uint32, error) {
	i := strings.LastIndexByte(id, '-')
	if i > 0 {
		n, err := strconv.ParseUint(id[i+1:], 10, 32)
		c, errCase := caseNumber(id[:i])
		if err == nil && errCase == nil && strconv.FormatUint(n, 10) == id[i+1:] {
			return c, uint32(n), nil
		}
	}
	return 0, 0, desk.Errf(desk.CodeInvalid, "%q is not the id of a draft", clip(id)).WithMend("draft ids look like C-1042-1")
}

// clip keeps a foreign id short enough for a message.
func clip(s string) string {
	if len(s) > 60 {
		return strings.ToValidUTF8(s[:60], "") + "..."
	}
	return s
}

// mailHash reads a mail's id: the hex SHA-256 of its raw bytes.
func mailHash(id string) ([32]byte, error) {
	var h [32]byte
	if len(id) == 64 {
		if _, err := hex.Decode(h[:], []byte(id)); err == nil {
			return h, nil
		}
	}
	return h, desk.Errf(desk.CodeInvalid, "%q is not the id of a mail", clip(id)).WithMend("mail ids are 64 hexadecimal digits")
}

func hash16(s string) (h [16]byte) {
	sum := sha256.Sum256([]byte(s))
	copy(h[:], sum[:])
	return h
}

// addressKey folds what people write in several ways: addresses, order numbers.
func foldKey(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

func u64(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

func fromU64(b []byte) uint64 {
	if len(b) < 8 {
		return 0
	}
	return binary.BigEndian.Uint64(b)
}

// timeKey makes instants sort as bytes, in milliseconds; the zero time comes first.
func timeKey(t time.Time) []byte {
	if t.IsZero() {
		return make([]byte, 8)
	}
	return u64(uint64(t.UnixMilli()) ^ 1<<63)
}

// deadlineKey is timeKey for deadlines: none sorts last.
func deadlineKey(t time.Time) []byte {
	if t.IsZero() {
		return u64(1<<64 - 1)
	}
	return timeKey(t)
}

func draftKey(c uint64, n uint32) []byte { return binary.BigEndian.AppendUint32(u64(c), n) }

func checkKey(what, key string) error {
	if key == "" || len(key) > maxKey {
		return desk.Errf(desk.CodeInvalid, "%s has %d bytes; 1 to %d are possible", what, len(key), maxKey)
	}
	return nil
}

// The state bytes of the index buckets. They are part of the file format: never change
// a number. A state that this list does not know is 255.
func mailStateByte(s desk.MailState) byte {
	return indexOf([]desk.MailState{"", desk.MailAccepted, desk.MailDecided, desk.MailJoined, desk.MailSuppressed,
		desk.MailHistory, desk.MailQuarantined, desk.MailTooBig}, s)
}

func draftStates() []desk.DraftState {
	return []desk.DraftState{"", desk.DraftProposed, desk.DraftApproved, desk.DraftSending, desk.DraftSent,
		desk.DraftRejected, desk.DraftVoid, desk.DraftUncertain, desk.DraftFailed}
}

func draftStateByte(s desk.DraftState) byte { return indexOf(draftStates(), s) }

func roles() []desk.Role {
	return []desk.Role{"", desk.RoleAgent, desk.RoleSenior, desk.RoleManager, desk.RoleAdmin, desk.RoleSystem}
}

func roleByte(r desk.Role) byte { return indexOf(roles(), r) &^ needsSecond }

// roleOf is roleByte backwards; a role that this program does not know is an admin's.
func roleOf(b byte) desk.Role {
	if list := roles(); int(b) < len(list) {
		return list[b]
	}
	return desk.RoleAdmin
}

func indexOf[T comparable](list []T, v T) byte {
	for i, x := range list {
		if x == v {
			return byte(i)
		}
	}
	return 255
}
