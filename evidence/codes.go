package evidence

import "returndesk/desk"

// The named reasons of a verdict, as they stand in desk.Evidence.Code.
const (
	CodeOK           = "ok"               // a photo that shows something
	CodeVideo        = "video"            // a sound video; nobody has watched it
	CodeNotDecoded   = "not_decoded"      // a photo format that is not decoded here (HEIC, AVIF, TIFF, ...)
	CodeTooLarge     = "too_large"        // a photo above the decoding caps
	CodeNotJudged    = "not_judged"       // judging failed for a reason of ours
	CodeArt          = "signature_art"    // inline and under desk.SignatureArtBytes
	CodeEmpty        = "empty"            // no bytes at all
	CodeTooSmall     = "too_small"        // short side below MinShortSide
	CodeBlurred      = "blurred"          //
	CodeDark         = "dark"             //
	CodeBlank        = "blank"            // one even surface
	CodeCorrupt      = "corrupt"          // damaged or cut short
	CodeUndecodable  = "undecodable"      // the decoder died or hung on it
	CodeNoVideoTrack = "no_video_track"   // a container without pictures
	CodeTooShort     = "too_short"        // a video below MinVideoSeconds
	CodeArchive      = "archive"          // zip and its like, never opened
	CodeAudio        = "audio"            // sound alone
	CodeDocument     = "document"         // PDF, office files, text, mails
	CodeDrawing      = "drawing"          // SVG and other drawings, never rendered
	CodeOther        = "not_media"        // anything else
	CodeLink         = "link"             // Summary only: a link, never opened
	CodeNothing      = "nothing_attached" // Summary only
)

// Reason gives the sentence for a code, fit for a customer and an agent; "" for a code
// that it does not know. The sentences blame nobody (domain.md section 4).
func Reason(code string) string {
	switch code {
	case CodeOK:
		return "The photo can be read."
	case CodeVideo:
		return "The video is sound; nobody has watched it yet."
	case CodeNotDecoded:
		return "The photo came in a format that only a person can open here; nobody has looked at it yet."
	case CodeTooLarge:
		return "The photo is larger than can be checked by machine; nobody has looked at it yet."
	case CodeNotJudged:
		return "The attachment could not be checked by machine; nobody has looked at it yet."
	case CodeArt:
		return "The picture is part of a mail signature."
	case CodeEmpty:
		return "The file arrived empty."
	case CodeTooSmall:
		return "The picture is too small to see details; the original from the camera is needed."
	case CodeBlurred:
		return "The photo is blurred."
	case CodeDark:
		return "The photo is too dark to see anything."
	case CodeBlank:
		return "The picture shows only one even surface."
	case CodeCorrupt:
		return "The file is damaged or arrived incomplete."
	case CodeUndecodable:
		return "The file could not be opened."
	case CodeNoVideoTrack:
		return "The video file contains no pictures."
	case CodeTooShort:
		return "The video is shorter than one second."
	case CodeArchive:
		return "The file is an archive; photos and videos are needed as plain attachments."
	case CodeAudio:
		return "The file contains sound only."
	case CodeDocument:
		return "The file is a document; a photo or video is needed."
	case CodeDrawing:
		return "The file is a drawing; a photo or video is needed."
	case CodeOther:
		return "The file is neither a photo nor a video."
	case CodeLink:
		return "The mail has a link instead of an attached photo or video."
	case CodeNothing:
		return "No photo or video was attached."
	}
	return ""
}

// verdictOf gives the verdict that goes with a code, so that the two never contradict.
func verdictOf(code string) desk.Verdict {
	switch code {
	case CodeOK:
		return desk.VerdictOK
	case CodeVideo, CodeNotDecoded, CodeTooLarge, CodeNotJudged:
		return desk.VerdictUnjudged
	case CodeArt:
		return desk.VerdictArt
	case CodeEmpty, CodeTooSmall, CodeBlurred, CodeDark, CodeBlank, CodeCorrupt, CodeUndecodable,
		CodeNoVideoTrack, CodeTooShort:
		return desk.VerdictUnusable
	case CodeLink:
		return desk.VerdictLink
	case CodeNothing:
		return desk.VerdictMissing
	}
	return desk.VerdictOther
}

// With gives e with the code, its verdict and its sentence, and nothing pending. The
// child's keeper uses it for CodeUndecodable and CodeNotJudged.
func With(e desk.Evidence, code string) desk.Evidence {
	e.Code, e.Verdict, e.Reason, e.Pending = code, verdictOf(code), Reason(code), false
	return e
}
