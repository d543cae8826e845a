package main

import (
	"errors"
	"os"
	"path/filepath"

	"returndesk/config"
	"returndesk/desk"
)

// access is one server with its login. Password is set only when it is to be written
// into PasswordFile.
type access struct {
	Host, TLS, Port, Login    string
	PasswordFile, PasswordEnv string
	password                  config.Secret
}

// provider is a preset of a mail provider (inbox.md, "Providers").
type provider struct {
	name       string
	imap, smtp access
	appendSent string
	authServID string
	advice     string
}

func providers() []provider {
	const appPassword = "It needs an app password, made in the account's security settings; the usual password is refused."
	return []provider{
		{name: "own server or another provider", appendSent: "auto"},
		{name: "Gmail or Google Workspace", imap: access{Host: "imap.gmail.com", TLS: "implicit", Port: "993"}, smtp: access{Host: "smtp.gmail.com", TLS: "implicit", Port: "465"},
			appendSent: "off", authServID: "mx.google.com", advice: appPassword},
		{name: "Fastmail", imap: access{Host: "imap.fastmail.com", TLS: "implicit", Port: "993"}, smtp: access{Host: "smtp.fastmail.com", TLS: "implicit", Port: "465"},
			appendSent: "auto", advice: appPassword},
		{name: "Zoho Mail", imap: access{Host: "imap.zoho.com", TLS: "implicit", Port: "993"}, smtp: access{Host: "smtp.zoho.com", TLS: "implicit", Port: "465"},
			appendSent: "off", advice: appPassword + " Accounts of other regions use zoho.eu and the like: then choose 1."},
	}
}

// writeSecrets puts typed passwords into their files, for their owner alone. A file that
// is there is never replaced.
func (an *answers) writeSecrets(dir string) error {
	for _, s := range []access{an.IMAP, an.SMTP} {
		if s.PasswordFile == "" || s.password.Reveal() == "" {
			continue
		}
		path := beside(dir, s.PasswordFile)
		fail := func(err error) error {
			return desk.Wrap(desk.CodeUnavailable, err, "the password file %s cannot be written", path).WithMend("name a place that you may write to")
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return fail(err)
		}
		f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if err != nil {
			return fail(err)
		}
		_, err = f.WriteString(s.password.Reveal() + "\n")
		if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
			return fail(err)
		}
		an.prompt.say("  %s is written, readable by its owner only.", path)
	}
	return nil
}
