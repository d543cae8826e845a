package message

import "time"

// Mailbox is one address with the name that the mail shows for it.
// The domain of Address is in lower case, its local part as written: compare
// with strings.EqualFold.
type Mailbox struct {
	Name, Address string
}

// Message is one mail, read. All strings are valid UTF-8 with "\n" line ends.
// Byte slices may share memory with the raw mail: treat both as read-only.
type Message struct {
	// MessageID, InReplyTo and References are ids without angle brackets and
	// blanks. MessageID is "" when the mail has none; an empty id never occurs
	// in the lists. References is oldest first, at most 100.
	MessageID  string
	InReplyTo  []string
	References []string
	// ReturnPath is the envelope's sender as the delivering server wrote it (RFC 5321
	// section 4.4), topmost field; "" when there is none, when it is "<>", or when it is
	// no address.
	ReturnPath string

	Subject      string
	SubjectClean string // without Re:, AW:, Fwd: and the like

	From    Mailbox // first mailbox of the first From field; see Sender for who counts
	ReplyTo []Mailbox
	To      []Mailbox
	Cc      []Mailbox

	Date       time.Time // what the sender's clock said; never a report date; zero when missing
	ReceivedAt time.Time // report date rule of domain.md section 0; zero when nobody knows

	Text    string // the whole mail, readable
	NewText string // what the sender wrote now
	// NewTextFrom tells where NewText was found. A forwarded mail or a reply
	// without a word of its own has the forwarded or quoted text as NewText.
	NewTextFrom Origin
	// QuotesReader: that text was written by one to whom this mail goes, mostly us, so that
	// nothing in it is the sender's.
	QuotesReader bool
	Quoted       string // what he quoted or forwarded, as it stands in Text
	Signature    string // signature, "Sent from my phone", confidentiality notice
	Forwarded    bool   // the mail forwards another one (inline or as attachment)

	HTML        string // HTML parts as sent, in UTF-8, unsanitised: never show as it is
	HTMLDiffers bool   // the HTML part and the plain part say different things
	HiddenText  bool   // the HTML holds text that a reader could not see; it is not in Text

	Attachments []Attachment
	Links       []string // http and https links of the new text; never fetched
	RawParts    []RawPart

	Machine Machine
	Sender  Sender

	// Hash is the SHA-256 of the raw bytes: the mail's identity. TraceHash is the
	// same for copies of one mail that came by different ways (two addresses, two
	// mailboxes); for a mail without Message-ID it equals Hash, so that it
	// matches nothing else.
	Hash, TraceHash [32]byte

	Problems []Problem
}

// Origin tells where a NewText was found.
type Origin string

// Origins of a NewText.
const (
	OriginNone      Origin = ""          // there is no text
	OriginOwn       Origin = "own"       // written by the sender for this mail
	OriginForwarded Origin = "forwarded" // nothing of his own: the forwarded text
	OriginQuoted    Origin = "quoted"    // nothing recognised as his own: the quoted text
)

// Attachment is one file of a mail, decoded.
type Attachment struct {
	Name        string // base name, safe to show; made up from the type when the mail has none
	ContentType string // as declared, lower case, without parameters; never to be trusted
	ContentID   string // without angle brackets
	Inline      bool   // some HTML of the mail refers to its ContentID
	SaysInline  bool   // Content-Disposition says inline (RFC 2183 section 2.1), referred to or not
	Bytes       []byte
	SHA256      [32]byte
	Broken      string   // why Bytes are incomplete or doubtful, "" when they are sound
	Note        string   // what the file is, where its type says little (winmail.dat, signature)
	Forwarded   *Message // the attached mail of a message/rfc822 part, when it could be read
}

// RawPart is a piece of the mail that was kept as it came.
type RawPart struct {
	ContentType string
	Reason      string // a sentence for display
	Bytes       []byte
}

// Problem is something odd about the mail: Code for programs, Detail for people.
type Problem struct {
	Code   ProblemCode
	Detail string
}

// ProblemCode names a kind of oddity.
type ProblemCode string

// Kinds of oddities.
const (
	ProblemHeader     ProblemCode = "header"      // a header line that is none, or too much header
	ProblemStructure  ProblemCode = "structure"   // missing boundary, too deep, too many parts
	ProblemEncoding   ProblemCode = "encoding"    // damaged or unknown transfer encoding
	ProblemCharset    ProblemCode = "charset"     // unknown or wrong charset: guessed
	ProblemAddress    ProblemCode = "address"     // From is missing, ambiguous, or pretends
	ProblemDate       ProblemCode = "date"        // no usable date
	ProblemTruncated  ProblemCode = "truncated"   // text cut at a limit
	ProblemEncrypted  ProblemCode = "encrypted"   // encrypted content that nobody here can read
	ProblemHidden     ProblemCode = "hidden_text" // see Message.HiddenText
	ProblemDiffers    ProblemCode = "html_differs"
	ProblemAttachment ProblemCode = "attachment"
)

// AllAttachments returns the mail's attachments and those of the mails attached
// to it, outermost first. An attached mail itself is listed too.
func (m *Message) AllAttachments() []Attachment {
	out := append([]Attachment(nil), m.Attachments...)
	for i := range m.Attachments {
		if f := m.Attachments[i].Forwarded; f != nil {
			out = append(out, f.AllAttachments()...)
		}
	}
	return out
}

// problem notes an oddity, once per code and text, up to maxProblems.
func (m *Message) problem(code ProblemCode, detail string) {
	if len(m.Problems) >= maxProblems {
		return
	}
	for _, p := range m.Problems {
		if p.Code == code && p.Detail == detail {
			return
		}
	}
	m.Problems = append(m.Problems, Problem{code, detail})
}
