package oauth

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"unicode"

	"golang.org/x/oauth2"

	"returndesk/desk"
)

// explain turns what the token endpoint said (RFC 6749 section 5.2) into thing, reason
// and mend. Nothing of a request, and no token, stands in it.
func (o *Source) explain(ctx context.Context, err error) error {
	var known *desk.Error
	if errors.As(err, &known) {
		return err
	}
	if ctx.Err() != nil {
		return fmt.Errorf("%s: %w", o.s.Name, ctx.Err())
	}
	var answer *oauth2.RetrieveError
	if !errors.As(err, &answer) || answer.Response == nil {
		return desk.Wrap(desk.CodeUnavailable, hide(err), "%s: the token endpoint %s cannot be reached or understood", o.s.Name, o.s.TokenURL).
			WithMend("check oauth.token_url and the network").AsTemporary()
	}
	status, words := answer.Response.StatusCode, clean(answer.ErrorDescription)
	said := fmt.Sprintf("status %d", status)
	if answer.ErrorCode != "" {
		said = clean(answer.ErrorCode)
	}
	if words != "" {
		said += ": " + words
	}
	refused := func(mend string) error {
		return desk.Errf(desk.CodeAuth, "%s: the token endpoint refused (%s)", o.s.Name, said).WithMend("%s", mend)
	}
	switch {
	case status >= 500 || status == http.StatusTooManyRequests || answer.ErrorCode == "temporarily_unavailable" || answer.ErrorCode == "server_error":
		return desk.Errf(desk.CodeUnavailable, "%s: the token endpoint is busy (%s)", o.s.Name, said).AsTemporary()
	case answer.ErrorCode == "invalid_grant" && o.s.Grant == GrantRefresh:
		return refused("the refresh token ended or was taken back: consent anew and write the new one to oauth.refresh_token_file (those of a Google app in testing end after 7 days)")
	case answer.ErrorCode == "invalid_client" || answer.ErrorCode == "unauthorized_client" || status == http.StatusUnauthorized:
		return refused("check oauth.client_id and the client secret, and whether the secret has ended")
	case answer.ErrorCode == "invalid_scope" || answer.ErrorCode == "invalid_target":
		return refused("check oauth.scopes; docs/operations.md lists them for each provider")
	case answer.ErrorCode == "unsupported_grant_type":
		return refused("check oauth.grant: refresh_token or client_credentials")
	case status == http.StatusNotFound:
		return refused("check oauth.token_url; for Microsoft 365 it holds your tenant")
	}
	return refused("check the keys below oauth")
}

// hide keeps a library's error from showing the response, which may hold a token.
func hide(err error) error {
	var answer *oauth2.RetrieveError
	if errors.As(err, &answer) {
		return errors.New("the answer is no token")
	}
	return err
}

// clean makes a server's words fit for one line.
func clean(text string) string {
	text = strings.Join(strings.FieldsFunc(text, func(r rune) bool { return unicode.IsControl(r) || unicode.IsSpace(r) || r == unicode.ReplacementChar }), " ")
	if r := []rune(text); len(r) > 200 {
		text = string(r[:200]) + "…"
	}
	return text
}
