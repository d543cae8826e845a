package main

import (
	"crypto/tls"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
)

// snapshot reads a folder as a mail program sees it, without touching it (EXAMINE): its
// numbering, and UID, size and flags of every mail.
func (s *liveShop) snapshot(t *testing.T, login, folder string) []string {
	t.Helper()
	c, err := imapclient.DialTLS(s.dovecot.IMAPSAddr, &imapclient.Options{TLSConfig: &tls.Config{RootCAs: s.dovecot.CA}})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Close() }() // only looked at
	if err := c.Login(login, s.dovecot.Password).Wait(); err != nil {
		t.Fatal(err)
	}
	box, err := c.Select(folder, &imap.SelectOptions{ReadOnly: true}).Wait()
	if err != nil {
		t.Fatal(err)
	}
	list := []string{fmt.Sprintf("uidvalidity %d, next %d, %d mails", box.UIDValidity, box.UIDNext, box.NumMessages)}
	if box.NumMessages == 0 {
		return list
	}
	mails, err := c.Fetch(imap.SeqSet{{Start: 1, Stop: 0}}, &imap.FetchOptions{UID: true, Flags: true, RFC822Size: true}).Collect()
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range mails {
		flags := make([]string, len(m.Flags))
		for i, f := range m.Flags {
			flags[i] = strings.ToLower(string(f))
		}
		slices.Sort(flags)
		list = append(list, fmt.Sprintf("uid %d, %d bytes, %v", m.UID, m.RFC822Size, flags))
	}
	return list
}

// checkUnseen fails when a mail of the shop's inbox carries a flag that only a person's
// reading or answering should set.
func (s *liveShop) checkUnseen(t *testing.T, login string) {
	t.Helper()
	for _, line := range s.snapshot(t, login, "INBOX")[1:] {
		if strings.Contains(line, `\seen`) || strings.Contains(line, `\answered`) || strings.Contains(line, `\deleted`) {
			t.Errorf("the program touched a mail of %s: %s", login, line)
		}
	}
}
