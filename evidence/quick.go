package evidence

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"path"
	"strings"

	"github.com/gabriel-vasile/mimetype"

	"returndesk/desk"
)

// Attachment is one file of a mail as it came, decoded from its transfer encoding.
type Attachment struct {
	Name         string // as the mail names it; never used as a path
	DeclaredType string // media type that the mail claims; believed only where the bytes say nothing
	Inline       bool   // the mail's HTML shows it
	Bytes        []byte
}

// Quick judges an attachment without decoding pixels: what it really is, how large, and
// whether its container is sound. A photo that still has to be decoded comes back as ok
// with Pending set. Quick never fails and takes no time worth measuring beside hashing.
func Quick(a Attachment) desk.Evidence {
	sum := sha256.Sum256(a.Bytes)
	e := desk.Evidence{
		Name: a.Name, Bytes: int64(len(a.Bytes)), Inline: a.Inline, Kind: desk.MediaOther,
		Type: "application/octet-stream", SHA256: hex.EncodeToString(sum[:]),
	}
	if len(a.Bytes) == 0 {
		e.Kind = declaredKind(a)
		return With(e, CodeEmpty)
	}
	e.Type = detect(a.Bytes)
	kind := kindOf(e.Type)
	if kind == groupUnknown {
		// Damaged photos often lose their first bytes and look like nothing; what the
		// sender meant by them still matters for what we tell him.
		switch declaredKind(a) {
		case desk.MediaPhoto:
			kind = groupDamagedPhoto
		case desk.MediaVideo:
			kind = groupDamagedVideo
		}
	}
	if a.Inline && len(a.Bytes) < desk.SignatureArtBytes && kind.pictorial() {
		e.Kind = desk.MediaPhoto
		if w, h, ok := dimensions(e.Type, a.Bytes); ok {
			e.Width, e.Height = w, h
		}
		return With(e, CodeArt)
	}
	switch kind {
	case groupPhoto:
		return quickPhoto(e, a.Bytes)
	case groupHeif:
		e.Kind = desk.MediaPhoto
		info, err := walkBoxes(a.Bytes)
		e.Width, e.Height = info.width, info.height
		if err != nil {
			return With(e, CodeCorrupt)
		}
		if e.Width > 0 && min(e.Width, e.Height) < MinShortSide {
			return With(e, CodeTooSmall)
		}
		return With(e, CodeNotDecoded)
	case groupPhotoUndecoded:
		e.Kind = desk.MediaPhoto
		return With(e, CodeNotDecoded)
	case groupVideoBoxes:
		info, err := walkBoxes(a.Bytes)
		return quickVideo(e, a, info, err)
	case groupVideoEBML:
		info, err := walkEBML(a.Bytes)
		return quickVideo(e, a, info, err)
	case groupVideoUnchecked:
		e.Kind = desk.MediaVideo
		return With(e, CodeNotJudged)
	case groupDamagedPhoto:
		e.Kind = desk.MediaPhoto
		return With(e, CodeCorrupt)
	case groupDamagedVideo:
		e.Kind = desk.MediaVideo
		return With(e, CodeCorrupt)
	case groupDrawing:
		return With(e, CodeDrawing)
	case groupArchive:
		if e.Type == typeTNEF && !tnefHasFiles(a.Bytes) {
			return With(e, CodeOther)
		}
		e.Kind = desk.MediaArchive
		return With(e, CodeArchive)
	case groupAudio:
		return With(e, CodeAudio)
	case groupDocument:
		return With(e, CodeDocument)
	}
	return With(e, CodeOther)
}

// quickVideo turns a container's contents into a verdict. A sound video stays unjudged:
// its pictures are never decoded here.
func quickVideo(e desk.Evidence, a Attachment, info container, err error) desk.Evidence {
	e.Kind = desk.MediaVideo
	e.Seconds, e.Width, e.Height = info.seconds, info.width, info.height
	switch {
	case err != nil:
		return With(e, CodeCorrupt)
	case !info.video && info.audio && declaredKind(a) != desk.MediaVideo:
		e.Kind = desk.MediaOther
		return With(e, CodeAudio)
	case !info.video:
		return With(e, CodeNoVideoTrack)
	case !info.timed:
		// A recording that was streamed may not state its length; that is not the
		// customer's fault, so a person decides.
		return With(e, CodeNotJudged)
	case info.seconds < MinVideoSeconds:
		return With(e, CodeTooShort)
	}
	return With(e, CodeVideo)
}

// group sorts detected media types by what is done with them.
type group int

const (
	groupUnknown group = iota
	groupPhoto
	groupHeif
	groupPhotoUndecoded
	groupVideoBoxes
	groupVideoEBML
	groupVideoUnchecked
	groupDamagedPhoto
	groupDamagedVideo
	groupDrawing
	groupArchive
	groupAudio
	groupDocument
	groupOther
)

// pictorial reports whether a small inline part of this kind is signature art.
func (g group) pictorial() bool {
	return g == groupPhoto || g == groupHeif || g == groupPhotoUndecoded || g == groupDrawing || g == groupDamagedPhoto
}

// kindOf sorts a detected media type. TIFF and SVG are never decoded: the one has a long
// history of decoder faults, the other can contain scripts and links.
func kindOf(mime string) group {
	switch mime {
	case "image/jpeg", "image/png", "image/gif", "image/webp", "image/vnd.mozilla.apng":
		return groupPhoto
	case "image/heic", "image/heic-sequence", "image/heif", "image/heif-sequence", "image/avif":
		return groupHeif
	case "image/svg+xml", "image/vnd.dwg", "image/vnd.dxf", "image/x-icon", "image/vnd.adobe.photoshop", "image/x-xcf":
		return groupDrawing
	case "video/mp4", "video/quicktime", "video/3gpp", "video/3gpp2", "video/x-m4v", "video/mj2", "audio/mp4", "audio/x-m4a":
		return groupVideoBoxes
	case "video/webm", "video/matroska", "video/x-matroska":
		return groupVideoEBML
	case "application/zip", "application/x-7z-compressed", "application/x-rar-compressed", "application/gzip",
		"application/x-tar", "application/x-bzip2", "application/x-xz", "application/zstd", "application/lzip",
		"application/vnd.ms-cab-compressed", "application/jar", "application/x-compress", typeTNEF:
		return groupArchive
	case "application/octet-stream":
		return groupUnknown
	case "application/ogg":
		return groupAudio
	}
	switch major, _, _ := strings.Cut(mime, "/"); major {
	case "image":
		return groupPhotoUndecoded
	case "video":
		return groupVideoUnchecked
	case "audio":
		return groupAudio
	case "text":
		// Plain text is also what a decoder sees in a picture whose transfer encoding
		// was destroyed on the way.
		if mime == "text/plain" {
			return groupUnknown
		}
		return groupDocument
	}
	if mime == "application/pdf" || mime == "application/rtf" || mime == "application/json" ||
		strings.Contains(mime, "officedocument") || strings.Contains(mime, "opendocument") ||
		strings.HasPrefix(mime, "application/ms") || strings.HasPrefix(mime, "application/vnd.ms-") {
		return groupDocument
	}
	return groupOther
}

// detect names the media type that the bytes themselves show, without parameters.
func detect(b []byte) string {
	// The two containers below are recognised by their own marks, since a detector that
	// goes by brand calls a brand it does not know octet-stream.
	if strings.HasPrefix(string(b[:min(len(b), len(tnefSignature))]), tnefSignature) {
		return typeTNEF
	}
	name, _, _ := strings.Cut(mimetype.Detect(b).String(), ";")
	name = strings.TrimSpace(strings.ToLower(name))
	if (name == "application/octet-stream" || name == "text/plain") && len(b) >= 12 {
		switch {
		case bytes.Equal(b[4:8], []byte("ftyp")):
			return "video/mp4"
		case bytes.Equal(b[4:8], []byte("moov")), bytes.Equal(b[4:8], []byte("mdat")), bytes.Equal(b[4:8], []byte("wide")):
			return "video/quicktime" // QuickTime files older than the ftyp box
		}
	}
	return name
}

// declaredKind goes by what the mail says, for bytes that say nothing.
func declaredKind(a Attachment) desk.MediaKind {
	t, ext := strings.ToLower(strings.TrimSpace(a.DeclaredType)), strings.ToLower(path.Ext(a.Name))
	switch {
	case strings.HasPrefix(t, "video/"):
		return desk.MediaVideo
	case strings.HasPrefix(t, "image/"):
		return desk.MediaPhoto
	}
	switch ext {
	case ".jpg", ".jpeg", ".png", ".heic", ".heif", ".webp", ".gif":
		return desk.MediaPhoto
	case ".mp4", ".mov", ".m4v", ".3gp", ".webm", ".mkv", ".avi":
		return desk.MediaVideo
	}
	return desk.MediaOther
}
