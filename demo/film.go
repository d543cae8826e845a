package demo

import (
	"encoding/binary"
	"image"
)

// The size, rate and length of a drawn film.
const (
	filmWidth  = 640
	filmHeight = 480
	filmRate   = 5  // frames a second
	filmFrames = 14 // 2.8 seconds
)

// film draws a short film and gives it as an MP4 or, for mov, a QuickTime file: frames of
// motion JPEG in the boxes of ISO/IEC 14496-12. Players show it; it is no mere header.
func film(seed uint64, mov bool, frame func(c canvas, n int)) ([]byte, error) {
	var frames [][]byte
	table := newCanvas(filmWidth, filmHeight, seed)
	for n := range filmFrames {
		c := table.copy()
		frame(c, n)
		c.grain(4)
		f, err := c.jpeg(70)
		if err != nil {
			return nil, err
		}
		frames = append(frames, f)
	}
	brand := "isom"
	if mov {
		brand = "qt  "
	}
	head := box("ftyp", []byte(brand), be32(0x200), []byte(brand))
	media := box("mdat", frames...)
	at := len(head) + 8
	var offsets, sizes [][]byte
	for _, f := range frames {
		offsets, sizes = append(offsets, be32(at)), append(sizes, be32(len(f)))
		at += len(f)
	}
	return cat(head, media, movie(mov, cat(offsets...), cat(sizes...))), nil
}

// movie is the directory of the file: one video track.
func movie(mov bool, offsets, sizes []byte) []byte {
	matrix := cat(be32(0x10000), make([]byte, 12), be32(0x10000), make([]byte, 12), be32(0x40000000))
	mvhd := box("mvhd", be32(0, 0, 0, filmRate, filmFrames, 0x10000, 0x01000000, 0, 0), matrix, make([]byte, 24), be32(2))
	tkhd := box("tkhd", be32(7, 0, 0, 1, 0, filmFrames, 0, 0, 0, 0), matrix, be32(filmWidth<<16, filmHeight<<16))
	mdhd := box("mdhd", be32(0, 0, 0, filmRate, filmFrames, 0x55c40000))
	kind := []byte("\x00\x00\x00\x00vide")
	if mov {
		kind = []byte("mhlrvide")
	}
	hdlr := box("hdlr", be32(0), kind, make([]byte, 13))
	dinf := box("dinf", box("dref", be32(0, 1), box("url ", be32(1))))
	stbl := box("stbl",
		box("stsd", be32(0, 1), sampleEntry(mov)),
		box("stts", be32(0, 1, filmFrames, 1)),
		box("stsc", be32(0, 1, 1, 1, 1)),
		box("stsz", be32(0, 0, filmFrames), sizes),
		box("stco", be32(0, filmFrames), offsets))
	minf := box("minf", box("vmhd", be32(1, 0, 0)), dinf, stbl)
	return box("moov", mvhd, box("trak", tkhd, box("mdia", mdhd, hdlr, minf)))
}

// sampleEntry says how the frames are coded: JPEG, named in QuickTime's way, or in MP4's
// by object type 0x6C of ISO/IEC 14496-1.
func sampleEntry(mov bool) []byte {
	visual := cat(make([]byte, 6), be16(1), make([]byte, 16), be16(filmWidth, filmHeight),
		be32(0x480000, 0x480000, 0), be16(1), make([]byte, 32), be16(24, 0xffff))
	if mov {
		return box("jpeg", visual)
	}
	es := []byte{
		3, 21, 0, 1, 0, // ES_Descriptor
		4, 13, 0x6c, 0x11, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, // DecoderConfigDescriptor: a visual stream
		6, 1, 2, // SLConfigDescriptor
	}
	return box("mp4v", visual, box("esds", be32(0), es))
}

// box makes a box of a file from its parts.
func box(kind string, parts ...[]byte) []byte {
	body := cat(parts...)
	return cat(be32(8+len(body)), []byte(kind), body)
}

func cat(parts ...[]byte) []byte {
	var out []byte
	for _, p := range parts {
		out = append(out, p...)
	}
	return out
}

func be32(values ...int) []byte {
	var out []byte
	for _, v := range values {
		out = binary.BigEndian.AppendUint32(out, uint32(v))
	}
	return out
}

func be16(values ...int) []byte {
	var out []byte
	for _, v := range values {
		out = binary.BigEndian.AppendUint16(out, uint16(v))
	}
	return out
}

// flicker films a keyboard whose lit rows go off and on.
func flicker(row int) func(c canvas, n int) {
	return func(c canvas, n int) {
		at := image.Rect(40, 120, 600, 360)
		if n%4 < 2 {
			keyboard(at, true, row)(c)
			return
		}
		keyboard(at, true, row, (row+n)%5)(c)
	}
}
