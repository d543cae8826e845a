package inbox

import (
	"context"
	"errors"
	"io"
	"slices"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
)

// headerBytes is how much of a too big mail's header is read for its record.
const headerBytes = 64 << 10

// listed is what a folder says of a mail without its text.
type listed struct {
	uid   uint32
	seq   uint32
	size  int64
	date  time.Time
	flags []string
}

// list asks for numbers, sizes and dates of a UID range; to = 0 means to the
// end. The result ascends by UID. "n:*" also names the last mail when it is
// older (RFC 3501 section 6.4.8), so older ones are dropped here.
func (s *session) list(ctx context.Context, from, to uint32) ([]listed, error) {
	var set imap.UIDSet
	set.AddRange(imap.UID(from), imap.UID(to))
	return s.listSet(ctx, set, from)
}

func (s *session) listSet(ctx context.Context, set imap.UIDSet, from uint32) ([]listed, error) {
	var found []listed
	err := s.run(ctx, func() error {
		cmd := s.client.Fetch(set, &imap.FetchOptions{UID: true, RFC822Size: true, InternalDate: true, Flags: true})
		for msg := cmd.Next(); msg != nil; msg = cmd.Next() {
			one := readListed(msg)
			if one.uid >= from && one.uid != 0 {
				found = append(found, one)
			}
		}
		return cmd.Close()
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(found, func(a, b listed) int { return int(int64(a.uid) - int64(b.uid)) })
	return slices.CompactFunc(found, func(a, b listed) bool { return a.uid == b.uid }), nil
}

func readListed(msg *imapclient.FetchMessageData) listed {
	one := listed{seq: msg.SeqNum}
	for item := msg.Next(); item != nil; item = msg.Next() {
		one.take(item)
	}
	return one
}

func (l *listed) take(item imapclient.FetchItemData) {
	switch item := item.(type) {
	case imapclient.FetchItemDataUID:
		l.uid = uint32(item.UID)
	case imapclient.FetchItemDataRFC822Size:
		l.size = item.Size
	case imapclient.FetchItemDataInternalDate:
		l.date = item.Time
	case imapclient.FetchItemDataFlags:
		l.flags = make([]string, len(item.Flags))
		for i, f := range item.Flags {
			l.flags[i] = string(f)
		}
	}
}

// body is one mail as a FETCH delivered it.
type body struct {
	listed
	text     []byte
	complete bool // a text of the announced length came
	tooBig   bool // the text is longer than allowed and was not kept
}

// bodies fetches texts with one command and hands them over as they come; give
// is called in this goroutine. keep bounds the bytes of one text. What the
// server answered without a text, or not at all, is simply not given.
func (s *session) bodies(ctx context.Context, set imap.NumSet, section *imap.FetchItemBodySection, keep int64, give func(body) error) error {
	var giveErr error
	err := s.run(ctx, func() error {
		cmd := s.client.Fetch(set, &imap.FetchOptions{
			UID: true, RFC822Size: true, InternalDate: true, Flags: true,
			BodySection: []*imap.FetchItemBodySection{section},
		})
		var failed error
		for msg := cmd.Next(); msg != nil; msg = cmd.Next() {
			one, err := readBody(msg, keep)
			if err != nil {
				// The watchdog would wait for bytes that are not coming.
				s.wire.fail(err)
				if errors.Is(err, errCut) {
					// The library's reader goes on as soon as a text fails, and closing
					// the command reads the same buffer: let it end first.
					<-s.client.Closed()
				}
				failed = err
				break
			}
			if one.uid == 0 || !one.complete {
				continue
			}
			if giveErr = give(one); giveErr != nil {
				s.wire.fail(errClosed)
				break
			}
		}
		// Closing here, in the goroutine that reads, reports a connection cut
		// inside a literal, and keeps the reader from blocking for ever.
		err := cmd.Close()
		if failed != nil {
			return failed
		}
		return err
	})
	if giveErr != nil {
		return giveErr
	}
	return err
}

// readBody reads one FETCH answer. A length that differs from the literal's
// size is a cut connection, although the library reports none.
func readBody(msg *imapclient.FetchMessageData, keep int64) (body, error) {
	one := body{listed: listed{seq: msg.SeqNum}}
	for item := msg.Next(); item != nil; item = msg.Next() {
		section, isBody := item.(imapclient.FetchItemDataBodySection)
		if !isBody {
			one.take(item)
			continue
		}
		if section.Literal == nil { // NIL: no text
			continue
		}
		size := section.Literal.Size()
		if size > keep {
			if size > 4*keep+headerBytes {
				return one, errLiar
			}
			n, _ := io.Copy(io.Discard, section.Literal)
			if n != size {
				return one, errCut
			}
			one.complete, one.tooBig = true, true
			continue
		}
		text := make([]byte, size)
		if n, _ := io.ReadFull(section.Literal, text); int64(n) != size {
			return one, errCut
		}
		one.text, one.complete = text, true
	}
	if one.complete && !one.tooBig && len(one.text) == 0 && one.size > 0 {
		// Seen when somebody else expunges the mail meanwhile. A mail without one byte is
		// no mail, and taking it for one would put an empty file into the quarantine.
		one.complete = false
	}
	return one, nil
}

// wholeText is BODY.PEEK[]: reading it does not set \Seen.
func wholeText() *imap.FetchItemBodySection { return &imap.FetchItemBodySection{Peek: true} }

func headerOnly() *imap.FetchItemBodySection {
	return &imap.FetchItemBodySection{
		Specifier: imap.PartSpecifierHeader, Peek: true,
		Partial: &imap.SectionPartial{Offset: 0, Size: headerBytes},
	}
}

func uidSet(mails []listed) imap.UIDSet {
	var set imap.UIDSet
	for _, m := range mails {
		set.AddNum(imap.UID(m.uid))
	}
	return set
}

func seqSet(mails []listed) imap.SeqSet {
	var set imap.SeqSet
	for _, m := range mails {
		set.AddNum(m.seq)
	}
	return set
}
