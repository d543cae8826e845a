package desk

// Verdict is what an attachment is worth as evidence (domain.md section 0).
type Verdict string

// The verdicts on one attachment, and on the whole of a thread's attachments.
const (
	VerdictOK       Verdict = "ok"       // shows something
	VerdictMissing  Verdict = "missing"  // nothing came at all
	VerdictUnusable Verdict = "unusable" // too small, blurred, dark or corrupt
	VerdictLink     Verdict = "link"     // a link, never opened: "tried"
	VerdictArt      Verdict = "art"      // signature art: none
	VerdictUnjudged Verdict = "unjudged" // counts, but nobody has looked at it
	VerdictOther    Verdict = "other"    // not a photo or video (PDF, archive, text)
)

// SignatureArtBytes is the size, in bytes, under which an inline picture is signature art, whatever its quality
// (domain.md section 0: "inline, <15 kB").
const SignatureArtBytes = 15_000

// MediaKind is what kind of evidence an attachment is.
type MediaKind string

// The kinds of media.
const (
	MediaPhoto   MediaKind = "photo"
	MediaVideo   MediaKind = "video"
	MediaArchive MediaKind = "archive"
	MediaOther   MediaKind = "other"
)

// Evidence is one judged attachment. Hashes are hex; Reason is a short sentence that
// an agent and, through evidence_unusable, a customer can read.
type Evidence struct {
	Mail    string    `json:"mail,omitempty"` // id of the mail that brought it
	Name    string    `json:"name"`
	Type    string    `json:"type"` // detected media type
	Kind    MediaKind `json:"kind"`
	Verdict Verdict   `json:"verdict"`
	Code    string    `json:"code"`   // named reason: "too_small", "blurred", "dark", "corrupt", "archive", ...
	Reason  string    `json:"reason"` // the same as a sentence
	Bytes   int64     `json:"bytes"`
	Width   int       `json:"width,omitempty"`  // pixels
	Height  int       `json:"height,omitempty"` // pixels
	Seconds float64   `json:"seconds,omitempty"`
	Inline  bool      `json:"inline,omitempty"`
	SHA256  string    `json:"sha256"`
	PHash   string    `json:"phash,omitempty"` // 64-bit perceptual hash
	// Hint is what a language model makes of the picture, in words of closed lists, for agents
	// alone. It decides nothing.
	Hint     string `json:"hint,omitempty"`
	Pending  bool   `json:"pending,omitempty"`   // full judging has not run yet
	ReusedOf string `json:"reused_of,omitempty"` // case or RMA where the same picture was seen before
}
