package main

import (
	"context"
	"time"

	"returndesk/desk"
	"returndesk/inbox"
)

// sentFolders is flow's SentFolder over the accounts' mailboxes.
type sentFolders struct {
	receiver *receiver
	boxes    map[string]*inbox.Mailbox
	unread   map[string]bool // accounts whose Sent is written to but not read (ignore_sent)
}

// Refresh accepts what appeared in Sent behind the watcher's cursor. The cursor itself
// stays: it is the watcher's, who will see the same mails again and know them by hash.
// A missing Sent folder is no reason to hold mail back: the watcher's health tells of it.
func (f *sentFolders) Refresh(ctx context.Context, account string) error {
	box, ok := f.boxes[account]
	if !ok || f.unread[account] {
		return nil
	}
	folder, err := box.Folder(ctx, inbox.FolderSent)
	if desk.CodeOf(err) == desk.CodeNotFound {
		return nil
	}
	if err != nil {
		return err
	}
	cur, err := f.receiver.Cursor(ctx, account, folder)
	if err != nil {
		return err
	}
	since := inbox.Place{Mailbox: folder, UIDValidity: cur.UIDValidity, UID: cur.LastUID}
	raws, _, err := box.FetchSince(ctx, inbox.FolderSent, since, 0)
	if err != nil || len(raws) == 0 {
		return err
	}
	return f.receiver.acceptExtra(ctx, account, folder, raws)
}

// Holds looks for a Message-ID in Sent.
func (f *sentFolders) Holds(ctx context.Context, account, messageID string) (bool, error) {
	box, ok := f.boxes[account]
	if !ok {
		return false, nil
	}
	folder, err := box.Folder(ctx, inbox.FolderSent)
	if err != nil {
		return false, err
	}
	found, err := box.SearchMessageID(ctx, folder, messageID)
	return len(found) > 0, err
}

// File puts a copy into Sent unless one with the Message-ID is there already.
func (f *sentFolders) File(ctx context.Context, account, messageID string, raw []byte, at time.Time) error {
	held, err := f.Holds(ctx, account, messageID)
	if err != nil || held {
		return err
	}
	box := f.boxes[account]
	if box == nil {
		return nil
	}
	folder, err := box.Folder(ctx, inbox.FolderSent)
	if err != nil {
		return err
	}
	_, err = box.Append(ctx, folder, raw, []string{`\Seen`}, at)
	return err
}

// close ends the connections.
func (f *sentFolders) close() {
	for _, b := range f.boxes {
		_ = b.Close() // nothing of ours is under way
	}
}
