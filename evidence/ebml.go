package evidence

import "math"

// The element ids of WebM and Matroska that matter here (RFC 9559 section 5), with their
// length marks as they stand in a file.
const (
	idEBML          = 0x1A45DFA3
	idSegment       = 0x18538067
	idInfo          = 0x1549A966
	idTimestampUnit = 0x2AD7B1
	idDuration      = 0x4489
	idTracks        = 0x1654AE6B
	idTrackEntry    = 0xAE
	idTrackType     = 0x83
	idVideo         = 0xE0
	idPixelWidth    = 0xB0
	idPixelHeight   = 0xBA
	idCluster       = 0x1F43B675
	idTimestamp     = 0xE7
)

// walkEBML reads the directory of a WebM or Matroska file: its length and its tracks. It
// fails when the file is cut short. A recording straight from a browser states no length;
// then the last cluster's time stands for it.
func walkEBML(b []byte) (container, error) {
	w := ebmlWalk{unit: 1_000_000}
	id, body, _, err := element(b)
	if err != nil || id != idEBML {
		return w.found, errContainer
	}
	if err := w.walk(b[len(b)-len(body.rest):], 0); err != nil {
		return w.found, err
	}
	if !w.tracks {
		return w.found, errContainer
	}
	switch {
	case w.length > 0:
		w.found.seconds, w.found.timed = w.length*w.unit/1e9, true
	case w.last > 0:
		// The last cluster begins then and plays on: a lower bound, no proof of shortness.
		w.found.seconds = float64(w.last) * w.unit / 1e9
		w.found.timed = w.found.seconds >= MinVideoSeconds
	}
	if math.IsNaN(w.found.seconds) || math.IsInf(w.found.seconds, 0) || w.found.seconds < 0 || w.found.seconds > 1e7 {
		return w.found, errContainer
	}
	return w.found, nil
}

// ebmlWalk is the state of one walk.
type ebmlWalk struct {
	found    container
	tracks   bool
	elements int
	unit     float64 // nanoseconds a tick
	length   float64 // ticks
	last     uint64  // ticks, of the latest cluster
}

// span is the body of an element and what follows it.
type span struct{ data, rest []byte }

// element reads the head of the element at the start of b. An unknown size (all ones,
// RFC 8794 section 6.2) reaches to the end; open is then true.
func element(b []byte) (id uint64, s span, open bool, err error) {
	id, n, ok := vint(b, true)
	if !ok || n > 4 {
		return 0, s, false, errContainer
	}
	size, m, ok := vint(b[n:], false)
	if !ok {
		return 0, s, false, errContainer
	}
	body := b[n+m:]
	if size == 1<<(7*m)-1 {
		return id, span{body, nil}, true, nil
	}
	if size > uint64(len(body)) {
		return id, span{body, nil}, false, errContainer
	}
	return id, span{body[:size], body[size:]}, false, nil
}

// vint reads a number of variable size (RFC 8794 section 4); with keep its length mark
// stays in, as in element ids.
func vint(b []byte, keep bool) (v uint64, n int, ok bool) {
	if len(b) == 0 || b[0] == 0 {
		return 0, 0, false
	}
	n = 1
	for mask := byte(0x80); b[0]&mask == 0; mask >>= 1 {
		n++
	}
	if len(b) < n {
		return 0, 0, false
	}
	v = uint64(b[0])
	if !keep {
		v &= 1<<(8-n) - 1
	}
	for _, c := range b[1:n] {
		v = v<<8 | uint64(c)
	}
	return v, n, true
}

// walk goes through the elements of one level.
func (w *ebmlWalk) walk(b []byte, depth int) error {
	if depth > maxBoxDepth {
		return errTooMany
	}
	for len(b) > 0 {
		if w.elements++; w.elements > maxBoxes {
			return errTooMany
		}
		id, s, open, err := element(b)
		if err != nil {
			if depth <= 1 && w.tracks && id != idCluster && id != idSegment {
				return nil // rubbish or a cut index behind the pictures
			}
			return err
		}
		switch id {
		case idSegment, idInfo, idTracks, idTrackEntry, idVideo:
			w.tracks = w.tracks || id == idTracks
			if err := w.walk(s.data, depth+1); err != nil {
				return err
			}
		case idCluster:
			if open {
				// The clusters of a live recording are open too: their elements are
				// walked as if they lay one level up.
				b = s.data
				continue
			}
			w.cluster(s.data)
		case idTimestamp:
			w.last = max(w.last, number(s.data))
		case idTimestampUnit:
			w.unit = float64(number(s.data))
		case idDuration:
			w.length = float(s.data)
		case idTrackType:
			switch number(s.data) {
			case 1:
				w.found.video = true
			case 2:
				w.found.audio = true
			}
		case idPixelWidth:
			w.found.width = int(min(number(s.data), 1<<20))
		case idPixelHeight:
			w.found.height = int(min(number(s.data), 1<<20))
		}
		b = s.rest
	}
	return nil
}

// cluster reads a cluster's time, its first element in every file seen.
func (w *ebmlWalk) cluster(b []byte) {
	for range 4 {
		id, s, _, err := element(b)
		if err != nil {
			return
		}
		if id == idTimestamp {
			w.last = max(w.last, number(s.data))
			return
		}
		b = s.rest
	}
}

// number reads an unsigned integer element of up to 8 bytes; longer ones are 0.
func number(b []byte) uint64 {
	if len(b) > 8 {
		return 0
	}
	var v uint64
	for _, c := range b {
		v = v<<8 | uint64(c)
	}
	return v
}

// float reads a float element, which is 4 or 8 bytes wide; others are 0.
func float(b []byte) float64 {
	switch len(b) {
	case 4:
		return float64(math.Float32frombits(uint32(number(b))))
	case 8:
		return math.Float64frombits(number(b))
	}
	return 0
}
