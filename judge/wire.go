package judge

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"returndesk/evidence"
)

// The frames between parent and child: four bytes of length, then that many bytes. A
// request is two frames, its header as JSON and the attachment's bytes; an answer is one,
// a desk.Evidence as JSON, or the picture to show where the request names an edge (empty
// when there is none). A new child first sends the greeting.
const (
	greeting  = "returndesk judge 2"
	maxHeader = 64 << 10
	maxAnswer = 8 << 20
)

var errFrame = errors.New("a frame is longer than allowed")

// header is the JSON part of a request. The limits travel with it so that the child
// needs neither arguments nor configuration.
type header struct {
	Name   string `json:"name"`
	Type   string `json:"type"`
	Inline bool   `json:"inline"`
	Memory int64  `json:"memory"`         // bytes that the child may take beyond what it has; 0 = no limit
	Edge   int    `json:"edge,omitempty"` // longest side in pixels of a picture to show; 0 = a verdict is wanted
	CPU    int    `json:"cpu"`            // seconds for this picture; 0 = no limit
}

// writeFrame sends one frame.
func writeFrame(w io.Writer, b []byte) error {
	var n [4]byte
	binary.BigEndian.PutUint32(n[:], uint32(len(b)))
	if _, err := w.Write(n[:]); err != nil {
		return err
	}
	_, err := w.Write(b)
	return err
}

// readFrame reads one frame of at most limit bytes. The end of the stream before its
// first byte is io.EOF, later io.ErrUnexpectedEOF.
func readFrame(r io.Reader, limit int) ([]byte, error) {
	var n [4]byte
	if _, err := io.ReadFull(r, n[:]); err != nil {
		return nil, err
	}
	size := binary.BigEndian.Uint32(n[:])
	if uint64(size) > uint64(limit) {
		return nil, errFrame
	}
	b := make([]byte, size)
	if _, err := io.ReadFull(r, b); err != nil {
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		return nil, err
	}
	return b, nil
}

// writeRequest sends an attachment.
func writeRequest(w io.Writer, a evidence.Attachment, l Limits, edge int) error {
	h := header{Edge: edge, Name: a.Name, Type: a.DeclaredType, Inline: a.Inline, Memory: l.Memory, CPU: int(l.CPU.Seconds())}
	if len(h.Name) > 1000 {
		h.Name = h.Name[:1000]
	}
	if len(h.Type) > 1000 {
		h.Type = h.Type[:1000]
	}
	b, err := json.Marshal(h)
	if err != nil {
		return fmt.Errorf("write request: %w", err)
	}
	if err := writeFrame(w, b); err != nil {
		return err
	}
	return writeFrame(w, a.Bytes)
}

// readRequest reads an attachment; io.EOF means that the parent has hung up.
func readRequest(r io.Reader) (evidence.Attachment, header, error) {
	var h header
	b, err := readFrame(r, maxHeader)
	if err != nil {
		return evidence.Attachment{}, h, err
	}
	if err := json.Unmarshal(b, &h); err != nil {
		return evidence.Attachment{}, h, fmt.Errorf("read request: %w", err)
	}
	body, err := readFrame(r, evidence.MaxPhotoBytes)
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	return evidence.Attachment{Name: h.Name, DeclaredType: h.Type, Inline: h.Inline, Bytes: body}, h, err
}
