package evidence

import (
	"bytes"
	"encoding/binary"
	"math"
)

// box builds an ISO base media box.
func box(kind string, parts ...[]byte) []byte {
	body := bytes.Join(parts, nil)
	return append(append(binary.BigEndian.AppendUint32(nil, uint32(8+len(body))), kind...), body...)
}

// u32 and zeros build box contents.
func u32(v ...uint32) []byte {
	var b []byte
	for _, x := range v {
		b = binary.BigEndian.AppendUint32(b, x)
	}
	return b
}

func zeros(n int) []byte { return make([]byte, n) }

// track builds a trak box; handler is "vide" or "soun".
func track(handler string, w, h uint32) []byte {
	return box("trak",
		box("tkhd", zeros(76), u32(w<<16, h<<16)),
		box("mdia",
			box("mdhd", u32(0, 0, 0, 600, 600), zeros(4)),
			box("hdlr", zeros(8), []byte(handler), zeros(13))))
}

// movie builds a movie of so many ticks of 1/1000 s with the tracks; brand names its
// kind ("isom", "qt  ", "3gp5").
func movie(brand string, ticks uint32, tracks ...[]byte) []byte {
	head := box("ftyp", []byte(brand), u32(0x200), []byte(brand))
	moov := box("moov", append([][]byte{box("mvhd", u32(0, 0, 0, 1000, ticks), zeros(80))}, tracks...)...)
	return append(append(head, moov...), box("mdat", zeros(64))...)
}

// wideMovie is a movie whose header has 64-bit fields and whose media box has a 64-bit
// size, as long recordings have.
func wideMovie(ticks uint64) []byte {
	mvhd := append([]byte{1, 0, 0, 0}, zeros(16)...)
	mvhd = append(mvhd, u32(1000)...)
	mvhd = binary.BigEndian.AppendUint64(mvhd, ticks)
	b := box("ftyp", []byte("mp42"), u32(0))
	b = append(b, box("moov", box("mvhd", mvhd, zeros(80)), track("vide", 1920, 1080))...)
	b = append(b, u32(1)...)
	b = append(b, "mdat"...)
	b = binary.BigEndian.AppendUint64(b, 16+32)
	return append(b, zeros(32)...)
}

// fragmented is a recording whose length stands in its fragments only: a sound track of
// many short samples beside so many pictures of so many ticks of 1/600 s. once says that
// the ticks stand once in the fragment's header.
func fragmented(pictures int, ticks uint32, once bool) []byte {
	b := box("ftyp", []byte("iso5"), u32(0))
	b = append(b, box("moov", box("mvhd", u32(0, 0, 0, 600, 0), zeros(80)),
		numbered(1, track("vide", 1280, 720)), numbered(2, track("soun", 0, 0)),
		box("mvex", box("trex", u32(0, 1, 1, 0, 0, 0)), box("trex", u32(0, 2, 1, 9000, 0, 0))))...)
	head, run := u32(0, 1), u32(0x100, uint32(pictures))
	if once {
		head, run = u32(0x8, 1, ticks), u32(0, uint32(pictures))
	} else {
		for range pictures {
			run = append(run, u32(ticks)...)
		}
	}
	b = append(b, box("moof",
		box("traf", box("tfhd", head), box("trun", run)),
		box("traf", box("tfhd", u32(0, 2)), box("trun", u32(0, 500))))...)
	return append(b, box("mdat", zeros(16))...)
}

// numbered writes a track's id into its header, which is the first box in it.
func numbered(id uint32, trak []byte) []byte {
	binary.BigEndian.PutUint32(trak[8+8+12:], id)
	return trak
}

// heic builds a HEIF still picture with a thumbnail; brand is "heic", "mif1" or "avif".
func heic(brand string, w, h uint32) []byte {
	head := box("ftyp", []byte(brand), u32(0), []byte("mif1"), []byte(brand))
	meta := box("meta", u32(0),
		box("hdlr", zeros(8), []byte("pict"), zeros(13)),
		box("iprp", box("ipco",
			box("ispe", u32(0, 320, 240)),
			box("ispe", u32(0, w, h)))))
	return append(append(head, meta...), box("mdat", zeros(64))...)
}

// el builds an EBML element with an 8-byte size.
func el(id uint64, parts ...[]byte) []byte {
	body := bytes.Join(parts, nil)
	return append(append(idBytes(id), append([]byte{1}, binary.BigEndian.AppendUint64(nil, uint64(len(body)))[1:]...)...), body...)
}

// open builds an element of unknown size, as a recording in progress has.
func open(id uint64, parts ...[]byte) []byte {
	return append(append(idBytes(id), 0xff), bytes.Join(parts, nil)...)
}

func idBytes(id uint64) []byte {
	b := binary.BigEndian.AppendUint64(nil, id)
	for b[0] == 0 {
		b = b[1:]
	}
	return b
}

func ebmlTrack(kind byte, w, h uint16) []byte {
	return el(idTrackEntry, el(idTrackType, []byte{kind}),
		el(idVideo, el(idPixelWidth, []byte{byte(w >> 8), byte(w)}), el(idPixelHeight, []byte{byte(h >> 8), byte(h)})))
}

// webm builds a WebM of so many milliseconds; 0 leaves its length out.
func webm(ms float64, kind byte) []byte {
	info := el(idInfo, el(idTimestampUnit, []byte{0x0f, 0x42, 0x40}))
	if ms > 0 {
		info = el(idInfo, el(idTimestampUnit, []byte{0x0f, 0x42, 0x40}), el(idDuration, binary.BigEndian.AppendUint64(nil, math.Float64bits(ms))))
	}
	return ebmlFile("webm", info, kind)
}

// matroska is the same in the older container that WebM was made from.
func matroska(ms float64) []byte {
	return ebmlFile("matroska", el(idInfo, el(idDuration, binary.BigEndian.AppendUint64(nil, math.Float64bits(ms)))), 1)
}

func ebmlFile(kind string, info []byte, track byte) []byte {
	return append(el(idEBML, el(0x4282, []byte(kind))), el(idSegment, info, el(idTracks, ebmlTrack(track, 640, 480)), el(idCluster, el(idTimestamp, []byte{0})))...)
}

// liveWebM is what a browser's recorder writes: open segment and clusters, no length.
func liveWebM(last uint16) []byte {
	return append(el(idEBML, el(0x4282, []byte("webm"))), open(idSegment,
		el(idInfo), el(idTracks, ebmlTrack(1, 640, 480)),
		open(idCluster, el(idTimestamp, []byte{0}), el(0xA3, zeros(20))),
		open(idCluster, el(idTimestamp, []byte{byte(last >> 8), byte(last)}), el(0xA3, zeros(20))))...)
}
