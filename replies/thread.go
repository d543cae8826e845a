package replies

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/mail"
	"strings"
	"unicode/utf8"

	"returndesk/desk"
)

const (
	maxRefs    = 12  // ids kept in References: the thread's first and its latest ones
	maxSubject = 150 // characters of a subject that are kept
	tokenLen   = 20  // hex digits of the token; half of them are a signature
)

// thread sets subject and thread headers. Our token stands in the Message-ID and, as an
// id of its own, in References: mail programs that change the one keep the other
// (inbox.md, "Drafts in the mailbox").
func (in *Input) thread(d *desk.Draft, threaded bool) {
	domain := in.Brand.Domain
	if domain == "" {
		_, domain, _ = strings.Cut(in.Brand.From.Address, "@")
	}
	if domain == "" {
		domain = "localhost"
	}
	local := strings.ToLower(strings.ReplaceAll(d.ID, "-", "."))
	d.MessageID = local + "." + token(in.Secret, local, in.Seed, d.Template, d.To[0].Address) + "@" + domain
	ours := ThreadID(d.MessageID)
	if !threaded {
		d.Refs = []string{ours}
		return
	}
	parent := bareID(in.Original.MessageID)
	if s := replySubject(in.Original.Subject); s != "" {
		d.Subject = s
	}
	var refs []string
	for _, r := range in.Original.References {
		if r = bareID(r); r != "" && r != parent && r != ours {
			refs = append(refs, r)
		}
	}
	if len(refs) > maxRefs-2 {
		refs = append(refs[:1:1], refs[len(refs)-(maxRefs-3):]...)
	}
	refs = append(refs, ours)
	if parent != "" {
		refs = append(refs, parent) // RFC 5322 section 3.6.4: the parent's id comes last
		d.InReplyTo = parent
	}
	d.Refs = refs
}

// ThreadID gives the extra id that stands in References of the mail with this
// Message-ID. Replies carry it even where a mail program or a relay replaced the
// Message-ID, so both lead to the case.
func ThreadID(messageID string) string {
	local, domain, ok := strings.Cut(messageID, "@")
	if !ok {
		return messageID
	}
	return "thread." + local + "@" + domain
}

// OwnID makes a Message-ID of ours for a mail that is no draft, an alert for one:
// IsOwnMessageID knows it. name says what the mail is, in letters and digits; the same key
// gives the same id.
func OwnID(secret []byte, name, key, domain string) string {
	sum := sha256.Sum256([]byte(key))
	local := name + "." + hex.EncodeToString(sum[:6])
	return local + "." + token(secret, local, key) + "@" + domain
}

// token gives the unguessable part of a Message-ID: ten hex digits that keep drafts of
// one case apart, and ten that sign them together with the draft's id.
func token(secret []byte, local string, parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(append([]string{local}, parts...), "\x00")))
	nonce := hex.EncodeToString(sum[:])[:tokenLen/2]
	return nonce + sign(secret, local, nonce)
}

// sign gives the signature of a draft's id and its nonce.
func sign(secret []byte, local, nonce string) string {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte("message-id\x00" + local + "\x00" + nonce))
	return hex.EncodeToString(mac.Sum(nil))[:tokenLen/2]
}

// IsOwnMessageID reports whether an id, with or without angle brackets, is a Message-ID
// or a ThreadID that Compose made with this secret. A forged one fails.
func IsOwnMessageID(id string, secret []byte) bool {
	local, _, ok := strings.Cut(strings.ToLower(strings.TrimPrefix(bareID(id), "thread.")), "@")
	i := strings.LastIndexByte(local, '.')
	if !ok || i <= 0 || len(local)-i-1 != tokenLen || len(secret) == 0 {
		return false
	}
	local, tok := local[:i], local[i+1:]
	return hmac.Equal([]byte(sign(secret, local, tok[:tokenLen/2])), []byte(tok[tokenLen/2:]))
}

// DraftOf gives the draft's id ("C-1042-3") out of one of our ids, a Message-ID or a
// ThreadID, and false for one of another form. It proves nothing; see IsOwnMessageID.
func DraftOf(id string) (string, bool) {
	local, _, ok := strings.Cut(strings.TrimPrefix(bareID(id), "thread."), "@")
	f := strings.Split(local, ".")
	if !ok || len(f) < 3 || len(f[len(f)-1]) != tokenLen {
		return "", false
	}
	return strings.ToUpper(strings.Join(f[:len(f)-1], "-")), true
}

// bareID takes the angle brackets off a message id, and gives "" for what cannot stand
// in a header.
func bareID(id string) string {
	id = strings.Trim(strings.TrimSpace(id), "<>")
	if len(id) > 250 || strings.ContainsAny(id, " \t\r\n<>") || !strings.Contains(id, "@") || !ascii(id) {
		return ""
	}
	return id
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] < 0x21 || s[i] > 0x7e {
			return false
		}
	}
	return true
}

// replySubject gives "Re: " and the original subject without the prefixes that mail
// programs of several languages pile up; "" when nothing is left.
func replySubject(s string) string {
	s = oneLine(s)
	for {
		prefix, rest, ok := strings.Cut(s, ":")
		if !ok || !replyPrefix(prefix) {
			break
		}
		s = strings.TrimSpace(rest)
	}
	if s == "" {
		return ""
	}
	if utf8.RuneCountInString(s) > maxSubject {
		s = strings.TrimSpace(string([]rune(s)[:maxSubject])) + "…"
	}
	return "Re: " + s
}

// replyPrefix reports whether a word before a colon is a reply or forward mark, also a
// counted one ("Re[2]").
func replyPrefix(p string) bool {
	p = strings.ToLower(strings.TrimSpace(p))
	if i := strings.IndexByte(p, '['); i > 0 && strings.HasSuffix(p, "]") {
		p = p[:i]
	}
	switch p {
	case "re", "aw", "sv", "vs", "antw", "odp", "rv", "res", "fwd", "fw", "wg", "tr", "vb":
		return true
	}
	return false
}

// oneLine folds white space and drops control characters: a header is one line.
func oneLine(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < 0x20 || r == 0x7f || r == utf8.RuneError {
			return ' '
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// validAddress reports whether an address can be written to.
func validAddress(a string) bool {
	p, err := mail.ParseAddress(a)
	return err == nil && p.Name == "" && p.Address == a && len(a) <= 254 && !strings.ContainsAny(a, "\r\n")
}
