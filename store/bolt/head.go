package bolt

import (
	"bytes"
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
	waiting   bool // stands in bWaiting under queueKey
	state     desk.CaseState
	class     desk.Class
	outcome   desk.Outcome
	order     string
	customer  string
	flags     []desk.Flag
	handedTo  desk.Role
	drafts    []draftHead // by number
}

type draftHead struct {
	number uint32
	state  desk.DraftState
	sign   desk.Signature // of a proposed one; empty for others
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

// held tells whether the case waits for more than an agent, and whether the actor will do.
func (h *caseHead) held(by desk.Actor) (held, forHim bool) {
	var few [4]desk.Signature // mostly there is one: passing over many cases makes no garbage
	waiting := few[:0]
	for _, d := range h.drafts {
		if d.state == desk.DraftProposed {
			waiting = append(waiting, d.sign)
		}
	}
	return desk.HeldIn(h.handedTo, waiting, by)
}

// queueKey is the place of a waiting case in the queue, without its number: dangers to
// people first, then workshops to be stopped, then a customer's last day, each by deadline,
// then all else by deadline. What can still be saved stands before what is only late: a pile
// of Friday's thanks must not hide Monday's stop. Deadlines since 1970 begin with the bits
// of rankNone.
func (h *caseHead) queueKey() []byte {
	rank := byte(rankNone)
	switch {
	case slices.Contains(h.flags, desk.FlagSafety):
		rank = rankHazard
	case slices.Contains(h.flags, desk.FlagUrgentStopProduction):
		rank = rankStop
	case slices.Contains(h.flags, desk.FlagLastDay):
		rank = rankLastDay
	}
	k := deadlineKey(h.deadline)
	if rank != rankNone {
		k[0] = rank | k[0]&^rankBits
	}
	return k
}

// The upper bits of the first byte of a place in the queue.
const (
	rankHazard  = 0x00
	rankStop    = 0x40
	rankLastDay = 0x60
	rankNone    = 0x80
	rankBits    = 0xe0
)

// headFormat is the first byte of an encoded head; oldHeadFormat had neither handedTo nor
// signatures.
const (
	headFormat    = 2
	oldHeadFormat = 1
)

// needsSecond marks the role byte of a draft that needs a second person.
const needsSecond = 0x80

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
	b = append(b, roleByte(h.handedTo))
	b = binary.AppendUvarint(b, uint64(len(h.drafts)))
	for _, d := range h.drafts {
		b = append(binary.AppendUvarint(b, uint64(d.number)), draftStateByte(d.state))
		switch {
		case d.state != desk.DraftProposed:
		case d.sign.Second:
			b = appendText(append(b, roleByte(d.sign.Role)|needsSecond), d.sign.NotBy)
		default:
			b = append(b, roleByte(d.sign.Role))
		}
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
	b     []byte
	bad   bool
	terms map[string]string // texts that are there already
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

// byte gives the next byte, 0 behind the end.
func (r *fieldReader) byte() byte {
	if b := r.take(1); len(b) == 1 {
		return b[0]
	}
	return 0
}

func (r *fieldReader) text() string {
	b := r.take(r.number())
	if s, ok := r.terms[string(b)]; ok { // the compiler makes no string for that
		return s
	}
	return string(b)
}

// headTerms are the texts of the closed lists that heads hold. A listing passes over many
// heads and makes none of them anew.
func headTerms() map[string]string {
	out := map[string]string{}
	add := func(s string) { out[s] = s }
	for _, x := range []desk.CaseState{desk.CaseOpen, desk.CaseWaiting, desk.CaseSnoozed, desk.CaseClosed, desk.CaseArchived} {
		add(string(x))
	}
	for _, x := range desk.Classes() {
		add(string(x))
	}
	for _, x := range desk.Outcomes() {
		add(string(x))
	}
	for _, x := range desk.Flags() {
		add(string(x))
	}
	return out
}

// decodeHead reads a head. terms are texts that need not be made anew; nil is none.
func decodeHead(v []byte, terms map[string]string) (caseHead, error) {
	r := &fieldReader{b: v, terms: terms}
	var h caseHead
	start := r.take(2)
	if r.bad || start[0] != headFormat && start[0] != oldHeadFormat {
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
	n := min(r.number(), uint64(len(r.b)))
	h.flags = make([]desk.Flag, 0, n)
	for range n {
		h.flags = append(h.flags, desk.Flag(r.text()))
	}
	signed := start[0] != oldHeadFormat
	if signed {
		h.handedTo = roleOf(r.byte())
	}
	states := draftStates()
	n = min(r.number(), uint64(len(r.b)))
	h.drafts = make([]draftHead, 0, n)
	for range n {
		d := draftHead{number: uint32(r.number())}
		if s := r.byte(); int(s) < len(states) {
			d.state = states[s]
		}
		if signed && d.state == desk.DraftProposed {
			role := r.byte()
			if d.sign.Role, d.sign.Second = roleOf(role&^needsSecond), role&needsSecond != 0; d.sign.Second {
				d.sign.NotBy = r.text()
			}
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
	h, err = decodeHead(v, t.store.terms)
	return h, err == nil, err
}

// putHead writes a head and keeps the queue's index true.
func (t *wtx) putHead(n uint64, old, h caseHead) error {
	h.waiting = h.mustWait()
	if h.waiting != old.waiting || !bytes.Equal(h.queueKey(), old.queueKey()) {
		if old.waiting {
			if err := t.b(bWaiting).Delete(append(old.queueKey(), u64(n)...)); err != nil {
				return err
			}
			t.count("queue", "waiting", -1)
		}
		if h.waiting {
			if err := t.put(bWaiting, append(h.queueKey(), u64(n)...), nil); err != nil {
				return err
			}
			t.count("queue", "waiting", 1)
		}
	}
	return t.put(bHeads, u64(n), h.encode())
}

// setDraft notes in its case's head how a draft stands.
func (h *caseHead) setDraft(number uint32, d *desk.Draft) {
	now := draftHead{number: number, state: d.State}
	if d.State == desk.DraftProposed {
		now.sign = d.Signature("")
	}
	i, found := slices.BinarySearchFunc(h.drafts, number, func(d draftHead, n uint32) int { return int(int64(d.number) - int64(n)) })
	if found {
		h.drafts[i] = now
		return
	}
	h.drafts = slices.Insert(h.drafts, i, now)
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
