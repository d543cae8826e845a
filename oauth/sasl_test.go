package oauth_test

import (
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"
	"testing"

	"returndesk/desk"
	"returndesk/inbox"
	"returndesk/internal/mailtest"
	"returndesk/oauth"
)

func errorsAs(err error, target **desk.Error) bool { return errors.As(err, target) }

func TestExchange(t *testing.T) {
	t.Parallel()
	i := mailtest.StartIssuer(t, "support@shop.test")
	o := source(t, settings(t, i))
	all := func(string) bool { return true }
	for _, c := range []struct{ wanted, mechanism, first string }{
		{"xoauth2", "XOAUTH2", "user=shared,box=1@shop.test\x01auth=Bearer access-1\x01\x01"},
		{"oauthbearer", "OAUTHBEARER", "n,a=shared=2Cbox=3D1@shop.test,\x01auth=Bearer access-1\x01\x01"},
		{"", "OAUTHBEARER", "n,a=shared=2Cbox=3D1@shop.test,\x01auth=Bearer access-1\x01\x01"},
	} {
		l := oauth.NewLogin(o, c.wanted)
		x, err := l.SASL(t.Context(), "shared,box=1@shop.test", all)
		if err != nil {
			t.Fatal(err)
		}
		mechanism, first, err := x.Start()
		if err != nil || mechanism != c.mechanism || string(first) != c.first {
			t.Errorf("%s: %s %q, %v", c.wanted, mechanism, first, err)
		}
		// The refusal is answered once, so that the server can say no.
		if answer, err := x.Next([]byte(`{"status":"401","schemes":"bearer"}`)); err != nil || string(answer) != "\x01" {
			t.Errorf("%s: answered %q, %v", c.wanted, answer, err)
		}
		if _, err := x.Next([]byte(`{}`)); err == nil {
			t.Errorf("%s: goes on for ever", c.wanted)
		}
		if text := fmt.Sprintf("%v %+v %#v %s", l, l, l, l); strings.Contains(text, "access-1") {
			t.Errorf("a login prints its token: %s", text)
		}
	}
	if _, err := oauth.NewLogin(o, "xoauth2").SASL(t.Context(), "x", func(m string) bool { return m != "XOAUTH2" }); desk.CodeOf(err) != desk.CodeAuth {
		t.Error(err)
	}
	x, err := oauth.NewLogin(o, "").SASL(t.Context(), "a\x01b", all)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := x.Start(); desk.CodeOf(err) != desk.CodeInvalid {
		t.Errorf("a login that ends its field: %v", err)
	}
}

// TestDovecot logs in at the real server by both mechanisms, under another address than
// the mailbox's, and once more after the server would not have the token any longer.
func TestDovecot(t *testing.T) {
	t.Parallel()
	i := mailtest.StartIssuer(t, "support@shop.test")
	i.Rotate()
	d := mailtest.StartDovecotOAuth(t, i)
	host, port, err := net.SplitHostPort(d.IMAPSAddr)
	if err != nil {
		t.Fatal(err)
	}
	number, err := strconv.Atoi(port)
	if err != nil {
		t.Fatal(err)
	}
	for _, mechanism := range []string{"xoauth2", "oauthbearer"} {
		s := settings(t, i)
		s.RefreshToken = i.Current()
		o := source(t, s)
		account := inbox.Account{
			Name: "support", Address: "returns@shop.test", Login: d.User, Host: host, Port: number, TLS: inbox.TLSImplicit, RootCAs: d.CA,
			Auth: oauth.NewLogin(o, mechanism),
		}
		first := token(t, o)
		if _, err := inbox.Probe(t.Context(), account); err != nil {
			t.Fatalf("%s: %v\n%s", mechanism, err, d.Log())
		}
		i.Revoke()
		if _, err := inbox.Probe(t.Context(), account); err != nil {
			t.Fatalf("%s, after the token ended early: %v\n%s", mechanism, err, d.Log())
		}
		if token(t, o) == first {
			t.Errorf("%s: no other token was asked for", mechanism)
		}
		// A stranger's address with a good token is refused, and said so.
		account.Login = "other@shop.test"
		if _, err := inbox.Probe(t.Context(), account); desk.CodeOf(err) != desk.CodeAuth || !strings.Contains(err.Error(), "fresh token") {
			t.Errorf("%s: %v", mechanism, err)
		}
	}
}
