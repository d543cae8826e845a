package bolt

import (
	"encoding/json"
	"errors"

	jsonv1 "github.com/go-json-experiment/json/v1"
	"github.com/klauspost/compress/s2"
)

// The first byte of a packed value. They are part of the file format.
const (
	packPlain = 0
	packS2    = 1
)

// minPack is the size in bytes below which packing gains nothing.
const minPack = 200

// pack makes a value smaller if that is cheap. Decisions and drafts repeat themselves
// (fact names; the text again as HTML): S2 halves them in 2 µs, and what it saves in
// writing and in touched pages of the mapping is worth several times that. A better
// ratio (flate, zstd) costs five to ten times as much.
func pack(v []byte) []byte {
	if len(v) < minPack {
		return append([]byte{packPlain}, v...)
	}
	out := make([]byte, 1+s2.MaxEncodedLen(len(v)))
	n := len(s2.Encode(out[1:], v))
	if n >= len(v) {
		return append([]byte{packPlain}, v...)
	}
	out[0] = packS2
	// What is kept until the commit should not hold the memory of the worst case.
	return append(make([]byte, 0, n+1), out[:n+1]...)
}

// unpack gives the value in memory of its own.
func unpack(v []byte) ([]byte, error) {
	switch {
	case len(v) == 0:
		return nil, errors.New("an empty value")
	case v[0] == packPlain:
		return append([]byte{}, v[1:]...), nil
	case v[0] == packS2:
		return s2.Decode(nil, v[1:])
	}
	return nil, errors.New("a value in an unknown form")
}

func packJSON(x any) ([]byte, error) {
	v, err := json.Marshal(x)
	if err != nil {
		return nil, err
	}
	return pack(v), nil
}

func unpackJSON(v []byte, x any) error {
	plain, err := unpack(v)
	if err != nil {
		return err
	}
	return jsonv1.Unmarshal(plain, x) // the same reading as encoding/json, in half its time: records are read far more often than written
}
