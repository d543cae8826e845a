package inbox

import (
	"context"
	"slices"
	"strings"

	"github.com/emersion/go-imap/v2"

	"returndesk/desk"
)

// Special names the folders that have a role. A name is empty when the server
// has no such folder.
type Special struct {
	Drafts string
	Sent   string
}

// usualNames are looked for, without regard to case, on servers that don't mark
// their folders (RFC 6154); also below INBOX. The marks come first.
func usualNames(kind FolderKind) []string {
	if kind == FolderDrafts {
		return []string{"drafts", "draft", "entwürfe", "brouillons", "borradores", "bozze", "concepten", "[gmail]/drafts"}
	}
	return []string{"sent", "sent items", "sent messages", "sent mail", "gesendet", "gesendete elemente", "gesendete objekte",
		"envoyés", "messages envoyés", "éléments envoyés", "enviados", "elementos enviados", "posta inviata", "inviata",
		"verzonden", "verzonden items", "[gmail]/sent mail"}
}

// special finds Drafts and Sent: override, then SPECIAL-USE, then name.
func (s *session) special(ctx context.Context) (Special, error) {
	folders, err := s.folders(ctx)
	if err != nil {
		return Special{}, err
	}
	return Special{
		Drafts: pick(folders, s.account.Drafts, imap.MailboxAttrDrafts, FolderDrafts),
		Sent:   pick(folders, s.account.Sent, imap.MailboxAttrSent, FolderSent),
	}, nil
}

// folders lists every folder with its attributes. Servers that know RFC 6154
// send its attributes in a plain LIST too, or only when asked; asking needs
// LIST-EXTENDED or IMAP4rev2.
func (s *session) folders(ctx context.Context) ([]*imap.ListData, error) {
	var options *imap.ListOptions
	if s.has(imap.CapSpecialUse) && (s.has(imap.CapListExtended) || s.has(imap.CapIMAP4rev2)) {
		options = &imap.ListOptions{ReturnSpecialUse: true}
	}
	var found []*imap.ListData
	err := s.run(ctx, func() (err error) {
		found, err = s.client.List("", "*", options).Collect()
		return err
	})
	return found, err
}

func pick(folders []*imap.ListData, override string, mark imap.MailboxAttr, kind FolderKind) string {
	if override != "" {
		return override
	}
	selectable := func(f *imap.ListData) bool {
		return !hasAttr(f, imap.MailboxAttrNoSelect) && !hasAttr(f, imap.MailboxAttrNonExistent)
	}
	for _, f := range folders {
		if hasAttr(f, mark) && selectable(f) {
			return f.Mailbox
		}
	}
	for _, name := range usualNames(kind) {
		for _, f := range folders {
			if selectable(f) && strings.EqualFold(withoutInbox(f), name) {
				return f.Mailbox
			}
		}
	}
	return ""
}

func hasAttr(f *imap.ListData, attr imap.MailboxAttr) bool {
	return slices.ContainsFunc(f.Attrs, func(have imap.MailboxAttr) bool {
		return strings.EqualFold(string(have), string(attr))
	})
}

// withoutInbox gives the name of a folder below INBOX as if it stood beside it.
func withoutInbox(f *imap.ListData) string {
	if f.Delim == 0 {
		return f.Mailbox
	}
	prefix := "INBOX" + string(f.Delim)
	if len(f.Mailbox) > len(prefix) && strings.EqualFold(f.Mailbox[:len(prefix)], prefix) {
		return f.Mailbox[len(prefix):]
	}
	return f.Mailbox
}

// need returns the folder's name or an error that says what to mend.
func (sp Special) need(kind FolderKind, a Account) (string, error) {
	name := sp.Sent
	if kind == FolderDrafts {
		name = sp.Drafts
	}
	if name == "" {
		return "", a.problem(desk.CodeNotFound, nil, "no folder for %s was found", kind).WithMend("name it in imap.folders.%s", kind)
	}
	return name, nil
}
