package message

// Limits of one mail. A mail that exceeds one of them is not refused: the part
// that goes beyond is kept raw and shown as such.
const (
	// maxDepth is how deep multiparts and attached mails may be nested.
	maxDepth = 30
	// maxAttachedDepth is how deep mails attached to mails are opened. Every
	// level is hashed again, so that this bounds the work per byte.
	maxAttachedDepth = 5
	// maxWrapped is how many S/MIME signatures around a mail are opened: a mail is signed,
	// and a list signs once more.
	maxWrapped = 3
	// maxParts is how many MIME parts are opened in one mail, attached mails
	// included.
	maxParts = 1000
	// maxHeaderBytes is how much of one header block is read.
	maxHeaderBytes = 256 << 10
	// maxFields is how many header fields of one block are read.
	maxFields = 4000
	// maxTextBytes is how much readable text is made of one mail.
	maxTextBytes = 1 << 20
	// maxHTMLBytes is how much text and HTML of one mail is decoded.
	maxHTMLBytes = 2 << 20
	// maxLines is how many lines of text are taken apart.
	maxLines = 60000
	// maxIDs is how many threading ids are kept, the newest last.
	maxIDs = 100
	// maxMailboxes is how many addresses of one field are kept.
	maxMailboxes = 500
	// maxLinks is how many links of the new text are kept.
	maxLinks = 100
	// maxProblems is how many oddities are told.
	maxProblems = 50
)
