package classifier

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"io"
	"math"

	"github.com/klauspost/compress/zstd"

	"returndesk/desk"
)

// The form of a model file: a mark, the length of a JSON header and the header, then one
// zstd frame: the features' keys as growing steps, their blocks, their weights, and the
// heads' weights head by head, because like bytes beside each other pack best, and last those of the steer
// where the header has one.
const modelMark = "returndesk-model-3\n"

// MaxModel bounds a model file, in bytes.
const MaxModel = 4 << 20

// maxFeatures bounds what a model file may unpack to.
const maxFeatures = 1 << 20

// weightStep is the step in which the weights of features are kept.
const weightStep = 1.0 / 16

// RoundWeight gives a feature's weight as a model file keeps it.
func RoundWeight(w float64) float32 {
	return float32(math.Min(255, math.Round(w/weightStep)) * weightStep)
}

// header is the JSON part of a model file.
type header struct {
	*Model
	Features int             `json:"features"`
	Scale    [Blocks]float32 `json:"scale"`
}

// Encode writes the model. The same model gives the same bytes.
func (m *Model) Encode() ([]byte, error) {
	head, err := json.Marshal(header{Model: m, Features: m.space.Size(), Scale: m.space.scale})
	if err != nil {
		return nil, desk.Wrap(desk.CodeInternal, err, "write the model's header")
	}
	var body []byte
	last := uint32(0)
	for _, f := range m.space.features {
		body = binary.AppendUvarint(body, uint64(f.key-last))
		last = f.key
	}
	for _, f := range m.space.features {
		body = append(body, byte(f.block))
	}
	for _, f := range m.space.features {
		body = append(body, byte(math.Round(float64(f.weight)/weightStep)))
	}
	body = append(body, m.weights.columns()...)
	if m.Steer != nil {
		for _, w := range m.Steer.weights {
			body = append(body, byte(w))
		}
	}
	out := append([]byte(modelMark), binary.BigEndian.AppendUint32(nil, uint32(len(head)))...)
	out = append(out, head...)
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return nil, desk.Wrap(desk.CodeInternal, err, "pack the model")
	}
	return enc.EncodeAll(body, out), nil
}

// DecodeModel reads a model file. It says what is wrong with a broken one.
func DecodeModel(raw []byte) (*Model, error) {
	broken := func(why string) (*Model, error) {
		return nil, desk.Errf(desk.CodeInvalid, "the model file is broken: %s", why).WithMend("train it again with \"returndesk classifier train\"")
	}
	rest, ok := bytes.CutPrefix(raw, []byte(modelMark))
	if !ok || len(rest) < 4 {
		return broken("it does not begin as a model of this version")
	}
	n := binary.BigEndian.Uint32(rest)
	rest = rest[4:]
	if int64(n) > int64(len(rest)) {
		return broken("its header is cut off")
	}
	h := header{Model: &Model{}}
	if err := json.Unmarshal(rest[:n], &h); err != nil {
		return broken("its header is no JSON: " + err.Error())
	}
	m := h.Model
	if why := m.valid(h.Features); why != "" {
		return broken(why)
	}
	size := h.Features*(len(m.Heads)+7) + steerSlots // keys take at most five bytes each
	dec, err := zstd.NewReader(bytes.NewReader(rest[n:]), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(uint64(size)+1<<20))
	if err != nil {
		return nil, desk.Wrap(desk.CodeInternal, err, "unpack the model")
	}
	defer dec.Close()
	var body bytes.Buffer
	body.Grow(min(size+1+bytes.MinRead, 32<<20)) // at once: growing costs the memory of a second model
	if _, err := body.ReadFrom(io.LimitReader(dec, int64(size)+1)); err != nil {
		return broken("it cannot be unpacked: " + err.Error())
	}
	if !m.unpack(body.Bytes(), h.Features, h.Scale) {
		return broken("its weights do not go with its header")
	}
	return m, nil
}

// valid holds a header against the closed lists; "" = fine.
func (m *Model) valid(features int) string {
	if m == nil || features < 1 || features > maxFeatures || len(m.Heads) == 0 || len(m.Heads) > maxHeads {
		return "its header names no features or too many"
	}
	classes := desk.Classes()
	for i, c := range classes {
		if i >= len(m.Heads) || m.Heads[i].Kind != HeadClass || m.Heads[i].Name != string(c) {
			return "its classes are not those of this program"
		}
	}
	for _, h := range m.Heads[len(classes):] {
		if !h.valid() {
			return "it has a head " + string(h.Kind) + " " + h.Name + " that this program does not know"
		}
	}
	if len(m.Shift) != len(classes) || !(m.Temperature > 0) {
		return "its calibration is missing"
	}
	if m.Steer != nil && !m.Steer.valid() {
		return "what hears sentences meant for the program has no figures that can be"
	}
	return ""
}

// valid reports whether this program knows what the head, which is none of a class, tells.
func (h *Head) valid() bool {
	switch h.Kind {
	case HeadIntent:
		return desk.Class(h.Name).Valid()
	case HeadSignal, HeadSentence:
		return desk.Signal(h.Name).Valid()
	default:
		return false
	}
}

// unpack fills in features and weights.
func (m *Model) unpack(body []byte, features int, scale [Blocks]float32) bool {
	keys := make([]uint32, features)
	last := uint64(0)
	for i := range keys {
		step, n := binary.Uvarint(body)
		if n <= 0 || i > 0 && step == 0 || last+step > math.MaxUint32 {
			return false
		}
		last += step
		keys[i] = uint32(last)
		body = body[n:]
	}
	heads := len(m.Heads)
	if m.Steer != nil {
		if len(body) < steerSlots || !m.Steer.unpack(body[len(body)-steerSlots:]) {
			return false
		}
		body = body[:len(body)-steerSlots]
	}
	if len(body) != features*(2+heads) {
		return false
	}
	blocks := make([]Block, features)
	weight := make([]float32, features)
	for i := range features {
		blocks[i] = Block(body[i])
		if int(blocks[i]) >= Blocks {
			return false
		}
		weight[i] = float32(body[features+i]) * weightStep
	}
	m.space = NewSpace(keys, blocks, weight, scale)
	m.weights = newWeights(body[2*features:], features, heads)
	return true
}
