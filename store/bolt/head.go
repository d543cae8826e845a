package bolt

import (
	"encoding/binary"
	"slices"
	"time"

	"returndesk/desk"
)

// caseHead is what listings and checks need of a case, so that they need not decode it:
// a listing may pass over 100,000 cases.
type caseHead struct {
	version   uint64
	decisions uint32 // how many are stored
	deadline  time.Time
	waiting   bool // stands in bWaiting under deadline
	state     desk.CaseState
	class     desk.Class
	outcome   desk.Outcome
	order     string
	customer  string
	flags     []desk.Flag
	drafts    []draftHead // by number
}

type draftHead struct {
	number uint32
	state  desk.DraftState
}

// mustWait tells whether the case belongs into the agents' queue: a draft that waits
// for a person, or an open case about which no mail is on its way.
func (h *caseHead) mustWait() bool {
	if h.state == desk.CaseSnoozed || h.state == desk.CaseArchived {
		return false
	}
	leaving := false
	for _, d := range h.drafts {
		switch d.state {
		case desk.DraftProposed, desk.DraftFailed, desk.DraftUncertain:
			return true
		case desk.DraftApproved, desk.DraftSending:
			leaving = true
		}
	}
	return h.state == desk.CaseOpen && !leaving
}

// headFormat is the first byte of an encoded head.
const headFormat = 1

func (h *caseHead) encode() []byte {
	b := make([]byte, 0, 128)
	b = append(b, headFormat, boolByte(h.waiting))
	b = binary.AppendUvarint(b, h.version)
	b = binary.AppendUvarint(b, uint64(h.decisions))
	b = append(b, deadlineKey(h.deadline)...)
	for _, s := range []string{string(h.state), string(h.class), string(h.outcome), h.order, h.customer} {
		b = appendText(b, s)
	}
	b = binary.AppendUvarint(b, uint64(len(h.flags)))
	for _, f := range h.flags {
		b = appendText(b, string(f))
	}
	b = binary.AppendUvarint(b, uint64(len(h.drafts)))
	for _, d := range h.drafts {
		b = append(binary.AppendUvarint(b, uint64(d.number)), draftStateByte(d.state))
	}
	return b
}

func boolByte(v bool) byte {
	if v {
		return 1
	}
	return 0
}

func appendText(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// fieldReader reads what appendText and AppendUvarint wrote; bad stays true once anything was out of place.
type fieldReader struct {
	b   []byte
	bad bool
}

func (r *fieldReader) number() uint64 {
	x, n := binary.Uvarint(r.b)
	if n <= 0 {
		r.bad, r.b = true, nil
		return 0
	}
	r.b = r.b[n:]
	return x
}

func (r *fieldReader) take(n uint64) []byte {
	if n > uint64(len(r.b)) {
		r.bad, r.b = true, nil
		return nil
	}
	out := r.b[:n]
	r.b = r.b[n:]
	return out
}

func (r *fieldReader) text() string { return string(r.take(r.number())) }

func decodeHead(v []byte) (caseHead, error) {
	r := &fieldReader{b: v}
	var h caseHead
	start := r.take(2)
	if r.bad || start[0] != headFormat {
		return h, desk.Errf(desk.CodeInternal, "the stored head of a case cannot be read (%d bytes)", len(v)).
			WithMend("restore the latest backup, and report it")
	}
	h.waiting = start[1] == 1
	h.version, h.decisions = r.number(), uint32(r.number())
	if k := fromU64(r.take(8)); k != 1<<64-1 {
		h.deadline = time.UnixMilli(int64(k ^ 1<<63)).UTC()
	}
	h.state, h.class, h.outcome = desk.CaseState(r.text()), desk.Class(r.text()), desk.Outcome(r.text())
	h.order, h.customer = r.text(), r.text()
	for range min(r.number(), uint64(len(r.b))) {
		h.flags = append(h.flags, desk.Flag(r.text()))
	}
	states := draftStates()
	for range min(r.number(), uint64(len(r.b))) {
		d := draftHead{number: uint32(r.number())}
		if s := r.take(1); !r.bad && int(s[0]) < len(states) {
			d.state = states[s[0]]
		}
		h.drafts = append(h.drafts, d)
	}
	if r.bad {
		return h, desk.Errf(desk.CodeInternal, "the stored head of a case is cut short (%d bytes)", len(v)).
			WithMend("restore the latest backup, and report it")
	}
	return h, nil
}

// head reads the head of a case; ok is false when there is no such case.
func (t *rtx) head(n uint64) (h caseHead, ok bool, err error) {
	v := t.b(bHeads).Get(u64(n))
	if v == nil {
		return h, false, nil
	}
	h, err = decodeHead(v)
	return h, err == nil, err
}

// putHead writes a head and keeps the queue's index true.
func (t *wtx) putHead(n uint64, old, h caseHead) error {
	h.waiting = h.mustWait()
	if h.waiting != old.waiting || !h.deadline.Equal(old.deadline) {
		if old.waiting {
			if err := t.b(bWaiting).Delete(append(deadlineKey(old.deadline), u64(n)...)); err != nil {
				return err
			}
			t.count("queue", "waiting", -1)
		}
		if h.waiting {
			if err := t.put(bWaiting, append(deadlineKey(h.deadline), u64(n)...), nil); err != nil {
				return err
			}
			t.count("queue", "waiting", 1)
		}
	}
	return t.put(bHeads, u64(n), h.encode())
}

// setDraft notes the state of a draft in its case's head.
func (h *caseHead) setDraft(number uint32, state desk.DraftState) {
	i, found := slices.BinarySearchFunc(h.drafts, number, func(d draftHead, n uint32) int { return int(int64(d.number) - int64(n)) })
	if found {
		h.drafts[i].state = state
		return
	}
	h.drafts = slices.Insert(h.drafts, i, draftHead{number: number, state: state})
}

// caseAt reads a case; with decisions only when whole is true.
func (t *rtx) caseAt(n uint64, whole bool) (desk.Case, error) {
	var c desk.Case
	v := t.b(bCases).Get(u64(n))
	if v == nil {
		return c, notFound("case", caseID(n))
	}
	if err := unpackJSON(v, &c); err != nil {
		return c, unreadable(err, "case", caseID(n))
	}
	if !whole {
		return c, nil
	}
	cur := t.b(bDecisions).Cursor()
	for k, v := cur.Seek(u64(n)); len(k) == 12 && fromU64(k) == n; k, v = cur.Next() {
		var d desk.Decision
		if err := unpackJSON(v, &d); err != nil {
			return c, unreadable(err, "decision of case", caseID(n))
		}
		c.Decisions = append(c.Decisions, d)
	}
	return c, nil
}
