package evidence

import (
	"encoding/binary"
	"math"
)

// walkBoxes reads the directory of an ISO base media file (ISO/IEC 14496-12; QuickTime,
// 3GP, HEIF and AVIF share its boxes): the movie's length, its kinds of tracks, their
// size, and the size of a still picture. It fails when the file is cut short or its boxes
// contradict each other.
func walkBoxes(b []byte) (container, error) {
	w := boxWalk{}
	if err := w.walk(b, 0, true); err != nil {
		return w.found, err
	}
	if !w.moov && !w.meta {
		// Without a directory nobody can play the file: the phone ran out of space or
		// the upload was cut (it is written last).
		return w.found, errContainer
	}
	if w.scale > 0 && w.ticks > 0 && w.ticks != math.MaxUint64 && w.ticks != math.MaxUint32 {
		w.found.seconds, w.found.timed = float64(w.ticks)/float64(w.scale), true
	}
	if w.found.seconds <= 0 {
		for _, t := range w.tracks {
			if t.video && t.scale > 0 && t.ticks > 0 {
				w.found.seconds, w.found.timed = max(w.found.seconds, float64(t.ticks)/float64(t.scale)), true
			}
		}
	}
	if w.scale > 0 && w.ticks == 0 && !w.fragments {
		w.found.timed = true // a whole movie that states the length zero
	}
	return w.found, nil
}

// boxWalk is the state of one walk.
type boxWalk struct {
	found      container
	moov, meta bool
	boxes      int
	scale      uint32 // of the movie, ticks a second
	ticks      uint64 // length of the movie
	fragments  bool
	tracks     map[uint32]*fragTrack
	track      uint32 // id of the track that is being walked
	sample     uint32 // ticks of a sample, where the fragment being walked gives them once
}

// walk goes through the boxes of one level. Only the top level may end with a box that
// reaches to the end of the file (size 0).
func (w *boxWalk) walk(b []byte, depth int, top bool) error {
	if depth > maxBoxDepth {
		return errTooMany
	}
	for len(b) >= 8 {
		if w.boxes++; w.boxes > maxBoxes {
			return errTooMany
		}
		size, head := uint64(binary.BigEndian.Uint32(b)), uint64(8)
		kind := string(b[4:8])
		switch {
		case size == 1:
			if len(b) < 16 {
				return errContainer
			}
			size, head = binary.BigEndian.Uint64(b[8:]), 16
		case size == 0 && top:
			size = uint64(len(b))
		case size == 0:
			return nil // QuickTime ends a user-data list with four zero bytes
		}
		if size < head || size > uint64(len(b)) {
			if top && w.moov && skippable(kind) {
				return nil // rubbish behind a whole movie, as some phones leave it
			}
			return errContainer
		}
		if err := w.box(kind, b[head:size], depth); err != nil {
			return err
		}
		b = b[size:]
	}
	return nil
}

// skippable reports whether a cut box at the end loses nothing that a viewer needs.
func skippable(kind string) bool { return kind != "mdat" && kind != "moof" && kind != "moov" }

// box reads one box or goes down into it.
func (w *boxWalk) box(kind string, b []byte, depth int) error {
	switch kind {
	case "moov":
		w.moov = true
		return w.walk(b, depth+1, false)
	case "trak":
		w.track = 0
		return w.walk(b, depth+1, false)
	case "mdia", "iprp", "ipco", "traf":
		return w.walk(b, depth+1, false)
	case "moof":
		w.fragments = true
		return w.walk(b, depth+1, false)
	case "mvex":
		w.fragments = true
		return w.walk(b, depth+1, false)
	case "mehd":
		_, w.ticks = versioned(b, 4, 4)
	case "meta":
		if len(b) < 4 {
			return errContainer
		}
		w.meta = true
		if len(b) >= 8 && string(b[4:8]) == "hdlr" {
			return w.walk(b, depth+1, false) // QuickTime's meta box has no version field
		}
		return w.walk(b[4:], depth+1, false)
	case "mvhd":
		w.scale, w.ticks = timing(b)
		if w.scale == 0 {
			return errContainer
		}
	case "mdhd":
		w.current().scale, _ = timing(b)
	case "tkhd":
		w.trackSize(b)
	case "hdlr":
		w.handler(b)
	case "ispe":
		// The largest picture of the file is the photo; the others are its tiles and
		// thumbnail.
		if len(b) >= 12 {
			x, y := binary.BigEndian.Uint32(b[4:]), binary.BigEndian.Uint32(b[8:])
			if x <= 1<<20 && y <= 1<<20 && uint64(x)*uint64(y) > uint64(w.found.width)*uint64(w.found.height) {
				w.found.width, w.found.height = int(x), int(y)
			}
		}
	case "trex": // 14496-12 section 8.8.3
		if len(b) >= 16 {
			w.track = binary.BigEndian.Uint32(b[4:])
			w.current().sample = binary.BigEndian.Uint32(b[12:])
		}
	case "tfhd":
		w.fragment(b)
	case "trun":
		w.run(b)
	}
	return nil
}

// timing reads time scale and duration of mvhd and mdhd (both versions).
func timing(b []byte) (uint32, uint64) {
	switch {
	case len(b) >= 32 && b[0] == 1:
		return binary.BigEndian.Uint32(b[20:]), binary.BigEndian.Uint64(b[24:])
	case len(b) >= 20 && b[0] == 0:
		return binary.BigEndian.Uint32(b[12:]), uint64(binary.BigEndian.Uint32(b[16:]))
	}
	return 0, 0
}

// versioned reads a number that is 32 bits wide in version 0 of a box and 64 in 1.
func versioned(b []byte, at0, at1 int) (version byte, v uint64) {
	switch {
	case len(b) >= at1+8 && b[0] == 1:
		return 1, binary.BigEndian.Uint64(b[at1:])
	case len(b) >= at0+4 && b[0] == 0:
		return 0, uint64(binary.BigEndian.Uint32(b[at0:]))
	}
	return 0, 0
}

// trackSize reads width and height of a track header (16.16 fixed point); sound tracks
// state zero.
func (w *boxWalk) trackSize(b []byte) {
	at, id := 76, 12
	if len(b) > 0 && b[0] == 1 {
		at, id = 88, 20
	}
	if len(b) < at+8 {
		return
	}
	w.track = binary.BigEndian.Uint32(b[id:])
	x, y := int(binary.BigEndian.Uint32(b[at:])>>16), int(binary.BigEndian.Uint32(b[at+4:])>>16)
	if x*y > w.found.width*w.found.height {
		w.found.width, w.found.height = x, y
	}
}

// handler notes what kind of track a media handler serves.
func (w *boxWalk) handler(b []byte) {
	if len(b) < 12 {
		return
	}
	switch string(b[8:12]) {
	case "vide":
		w.found.video, w.current().video = true, true
	case "soun":
		w.found.audio = true
	}
}
