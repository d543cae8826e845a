package mailtest

import (
	"bytes"
	"crypto/tls"
	"fmt"
	"net"
	"net/smtp"
	"testing"
	"time"
)

// TestPostfixDeliversIntoDovecot logs in over STARTTLS, sends one mail, and
// reads it from the recipient's mailbox.
func TestPostfixDeliversIntoDovecot(t *testing.T) {
	t.Parallel()
	d := StartDovecot(t)
	p := StartPostfix(t, d)

	if _, err := connect(p, "wrong"); err == nil {
		t.Error("a wrong password was accepted")
	}
	client, err := connect(p, p.Password)
	if err != nil {
		t.Fatalf("%v\n%s", err, p.Log())
	}
	const buyer = "Buyer@Example.Test"
	if err := send(client, p.User, buyer); err != nil {
		t.Fatalf("%v\n%s", err, p.Log())
	}
	deadline := time.Now().Add(startDeadline)
	for {
		mails, err := d.Messages(buyer, "INBOX")
		if err != nil {
			t.Fatal(err)
		}
		if len(mails) == 1 {
			if !bytes.Contains(mails[0], []byte("Subject: from postfix")) {
				t.Errorf("another mail arrived:\n%s", mails[0])
			}
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("nothing arrived\npostfix: %s\ndovecot: %s", p.Log(), d.Log())
		}
		time.Sleep(20 * time.Millisecond)
	}
}

func connect(p *Postfix, password string) (*smtp.Client, error) {
	client, err := smtp.Dial(p.SMTPAddr)
	if err != nil {
		return nil, fmt.Errorf("connect: %w", err)
	}
	host, _, err := net.SplitHostPort(p.SMTPAddr)
	if err != nil {
		return nil, fmt.Errorf("address: %w", err)
	}
	if err := client.StartTLS(&tls.Config{ServerName: host, RootCAs: p.CA}); err != nil {
		return nil, fmt.Errorf("STARTTLS: %w", err)
	}
	if err := client.Auth(smtp.PlainAuth("", p.User, password, host)); err != nil {
		return nil, fmt.Errorf("AUTH: %w", err)
	}
	return client, nil
}

func send(client *smtp.Client, from, to string) error {
	if err := client.Mail(from); err != nil {
		return fmt.Errorf("MAIL: %w", err)
	}
	if err := client.Rcpt(to); err != nil {
		return fmt.Errorf("RCPT: %w", err)
	}
	w, err := client.Data()
	if err != nil {
		return fmt.Errorf("DATA: %w", err)
	}
	if _, err := fmt.Fprintf(w, "From: %s\r\nTo: %s\r\nSubject: from postfix\r\n\r\nhello\r\n", from, to); err != nil {
		return fmt.Errorf("body: %w", err)
	}
	if err := w.Close(); err != nil {
		return fmt.Errorf("dot: %w", err)
	}
	return client.Quit()
}
