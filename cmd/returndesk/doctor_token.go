package main

import (
	"context"
	"slices"
	"strings"
	"time"

	"returndesk/config"
)

// checkToken asks the token endpoint of a protocol ("imap", "smtp") for a token. ok is
// false when there is none, so that logging in is no use.
func (d *doctor) checkToken(ctx context.Context, protocol string, m config.Mailbox, s config.Server) (found []finding, ok bool) {
	if !s.OAuth.Used() {
		return nil, true
	}
	name := protocol + " " + m.Name
	for what, file := range map[string]string{
		" client id": s.OAuth.ClientIDFile, " client secret": s.OAuth.ClientSecretFile, " refresh token": s.OAuth.RefreshTokenFile,
		" refresh token, as replaced": s.OAuth.TokenFile,
	} {
		if f, fine := d.checkSecretFile(name+what, file); !fine {
			found = append(found, f)
		}
	}
	slices.SortFunc(found, func(a, b finding) int { return strings.Compare(a.Check, b.Check) })
	source, err := d.tokens.source(m.Name, s.OAuth)
	if err == nil {
		_, err = source.Token(ctx)
	}
	if err != nil {
		return append(found, failed(name+" token", err), finding{Check: name + " login", Status: statusSkip, Seen: "there is no token to log in with"}), false
	}
	f := finding{Check: name + " token", Status: statusOK, Seen: s.OAuth.TokenURL + " gave one"}
	if ends := source.Ends(); !ends.IsZero() {
		f.Seen += ", good for " + ends.Sub(d.app.now()).Round(time.Minute).String()
	}
	return append(found, f), true
}
