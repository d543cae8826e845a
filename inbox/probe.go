package inbox

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/emersion/go-imap/v2"
)

// Report is what a look at an account found, for a diagnosis.
type Report struct {
	Capabilities []string
	Folders      []string // every folder, sorted
	Special      Special
	Inboxes      []FolderReport // one per configured inbox
	// UsedBytes and LimitBytes are the storage quota; LimitBytes is 0 when the
	// server doesn't tell (RFC 9208).
	UsedBytes, LimitBytes int64
	Idle                  bool
	UIDPlus               bool
	ServerTime            time.Duration // of a NOOP, there and back
	CertificateEnd        time.Time     // of the server's certificate; zero without TLS
}

// FolderReport tells whether an inbox can be opened.
type FolderReport struct {
	Name  string
	Mails uint32
	Err   error // what to mend, nil when the folder opens
}

// Probe logs in and looks around without changing anything. The error says why
// the login failed; folders that don't open are in the report.
func Probe(ctx context.Context, a Account) (Report, error) {
	var r Report
	if err := a.Check(); err != nil {
		return r, err
	}
	a = a.withDefaults()
	s, err := login(ctx, a, true)
	if err != nil {
		return r, err
	}
	defer s.leave(ctx)
	r.CertificateEnd = s.wire.certificateEnd
	for c := range s.client.Caps() {
		r.Capabilities = append(r.Capabilities, string(c))
	}
	slices.Sort(r.Capabilities)
	r.Idle, r.UIDPlus = s.has(imap.CapIdle), s.has(imap.CapUIDPlus)
	folders, err := s.folders(ctx)
	if err != nil {
		return r, err
	}
	for _, f := range folders {
		r.Folders = append(r.Folders, f.Mailbox)
	}
	slices.Sort(r.Folders)
	r.Special = Special{
		Drafts: pick(folders, a.Drafts, imap.MailboxAttrDrafts, FolderDrafts),
		Sent:   pick(folders, a.Sent, imap.MailboxAttrSent, FolderSent),
	}
	for _, name := range a.Inboxes {
		one := FolderReport{Name: name}
		data, err := s.examine(ctx, name)
		if err == nil {
			one.Mails = data.NumMessages
		}
		one.Err = err
		r.Inboxes = append(r.Inboxes, one)
		if s.dead() {
			return r, err
		}
	}
	if err := s.quota(ctx, a.Inboxes[0], &r); err != nil {
		return r, err
	}
	start := time.Now()
	err = s.run(ctx, func() error { return s.client.Noop().Wait() })
	r.ServerTime = time.Since(start)
	return r, err
}

// quota fills the storage figures in; a refusal only leaves them empty.
func (s *session) quota(ctx context.Context, mailbox string, r *Report) error {
	if !s.has(imap.CapQuota) {
		return nil
	}
	return s.run(ctx, func() error {
		roots, err := s.client.GetQuotaRoot(mailbox).Wait()
		var refused *imap.Error
		if errors.As(err, &refused) {
			return nil
		}
		if err != nil {
			return err
		}
		for _, root := range roots {
			storage, ok := root.Resources[imap.QuotaResourceStorage]
			if ok { // in units of 1024 bytes, RFC 9208 section 5.1
				r.UsedBytes, r.LimitBytes = storage.Usage*1024, storage.Limit*1024
			}
		}
		return nil
	})
}
