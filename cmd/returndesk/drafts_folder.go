package main

import (
	"context"
	"slices"
	"time"

	"returndesk/desk"
	"returndesk/inbox"
)

// draftsFolders is flow's DraftsFolder over the accounts' mailboxes.
type draftsFolders struct {
	sent *sentFolders        // the same connections
	also map[string][]string // further folders of sent mail, by account
}

// box gives an account's mailbox and the name of its Drafts.
func (f *draftsFolders) box(ctx context.Context, account string) (*inbox.Mailbox, string, error) {
	box, ok := f.sent.boxes[account]
	if !ok {
		return nil, "", desk.Errf(desk.CodeNotFound, "the mailbox %s is not in the configuration any more, but drafts were put there", account).
			WithMend("put it back, or delete those drafts by hand")
	}
	folder, err := box.Folder(ctx, inbox.FolderDrafts)
	return box, folder, err
}

// List gives what lies in Drafts.
func (f *draftsFolders) List(ctx context.Context, account string) ([]desk.Filed, error) {
	box, folder, err := f.box(ctx, account)
	if err != nil {
		return nil, err
	}
	return box.Entries(ctx, folder)
}

// Put files a mail as a draft that was read.
func (f *draftsFolders) Put(ctx context.Context, account string, raw []byte, at time.Time) (desk.Place, error) {
	box, folder, err := f.box(ctx, account)
	if err != nil {
		return desk.Place{}, err
	}
	p, err := box.Append(ctx, folder, raw, []string{`\Draft`, `\Seen`}, at)
	return desk.Place{Folder: p.Mailbox, UIDValidity: p.UIDValidity, UID: p.UID}, err
}

// Read gives one mail's bytes.
func (f *draftsFolders) Read(ctx context.Context, account string, at desk.Place) ([]byte, error) {
	box, _, err := f.box(ctx, account)
	if err != nil {
		return nil, err
	}
	return box.Fetch(ctx, at)
}

// Remove takes one mail away unless somebody changed it.
func (f *draftsFolders) Remove(ctx context.Context, account string, m desk.Filed) (desk.Removal, error) {
	box, _, err := f.box(ctx, account)
	if err != nil {
		return "", err
	}
	return box.Remove(ctx, m)
}

// maxFound bounds the mails that one look into a folder of sent mail reads.
const maxFound = 20

// Elsewhere accepts what other folders of sent mail hold with one of the ids. The marked
// Sent folder is followed anyway; people's programs do not all use it.
func (f *draftsFolders) Elsewhere(ctx context.Context, account string, ids []string) error {
	box, ok := f.sent.boxes[account]
	if !ok {
		return nil
	}
	names, err := box.SentFolders(ctx)
	if err != nil {
		return err
	}
	for _, name := range f.also[account] {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	for _, name := range names {
		raws, err := box.SearchIDs(ctx, name, inbox.FolderSent, ids, maxFound)
		if desk.CodeOf(err) == desk.CodeNotFound {
			continue // it was renamed or is not there yet
		}
		if err != nil {
			return err
		}
		if len(raws) == 0 {
			continue
		}
		if err := f.sent.receiver.acceptExtra(ctx, account, name, raws); err != nil {
			return err
		}
	}
	return nil
}

// Note puts an internal mail into the inbox, as new mail, unless it lies there.
func (f *draftsFolders) Note(ctx context.Context, account, messageID string, raw []byte, at time.Time) error {
	box, ok := f.sent.boxes[account]
	if !ok {
		return desk.Errf(desk.CodeUnavailable, "there is no mailbox %s for internal mails", account)
	}
	folder, err := box.Folder(ctx, inbox.FolderInbox)
	if err != nil {
		return err
	}
	found, err := box.SearchMessageID(ctx, folder, messageID)
	if err != nil || len(found) > 0 {
		return err
	}
	_, err = box.Append(ctx, folder, raw, nil, at)
	return err
}
