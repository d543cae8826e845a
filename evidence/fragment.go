package evidence

import "encoding/binary"

// fragTrack gathers what the fragments of one track add up to.
type fragTrack struct {
	video  bool
	scale  uint32 // ticks a second
	sample uint32 // ticks of a sample that states none
	ticks  uint64
}

// current gives the record of the track that is being walked.
func (w *boxWalk) current() *fragTrack {
	if w.tracks == nil {
		w.tracks = map[uint32]*fragTrack{}
	}
	t := w.tracks[w.track]
	if t == nil {
		t = &fragTrack{}
		w.tracks[w.track] = t
	}
	return t
}

// fragment reads whose a fragment is, and its samples' ticks if it gives them once
// (14496-12 section 8.8.7).
func (w *boxWalk) fragment(b []byte) {
	if len(b) < 8 {
		return
	}
	flags := binary.BigEndian.Uint32(b) & 0xffffff
	w.track = binary.BigEndian.Uint32(b[4:])
	w.sample = w.current().sample
	at := 8
	if flags&0x1 != 0 {
		at += 8
	}
	if flags&0x2 != 0 {
		at += 4
	}
	if flags&0x8 != 0 && len(b) >= at+4 {
		w.sample = binary.BigEndian.Uint32(b[at:])
	}
}

// run adds up the sample durations of a fragment (14496-12 section 8.8.8), for
// recordings whose header was written before their length was known.
func (w *boxWalk) run(b []byte) {
	if len(b) < 8 {
		return
	}
	t := w.current()
	flags := binary.BigEndian.Uint32(b) & 0xffffff
	n := int64(binary.BigEndian.Uint32(b[4:]))
	at := int64(8)
	for _, f := range []uint32{0x1, 0x4} {
		if flags&f != 0 {
			at += 4
		}
	}
	if flags&0x100 == 0 {
		t.ticks += uint64(n) * uint64(w.sample)
		return
	}
	step := int64(0)
	for _, f := range []uint32{0x100, 0x200, 0x400, 0x800} {
		if flags&f != 0 {
			step += 4
		}
	}
	for ; n > 0 && at+4 <= int64(len(b)); n, at = n-1, at+step {
		t.ticks += uint64(binary.BigEndian.Uint32(b[at:]))
	}
}
