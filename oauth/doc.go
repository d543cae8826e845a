// Package oauth gets access tokens for mail servers (RFC 6749) and logs in with them
// (XOAUTH2, and OAUTHBEARER of RFC 7628).
//
// It knows token endpoints and the exchange of a login. It must not know IMAP, SMTP, or
// where the configuration stands. A refresh token that the provider replaces is kept in a
// file: the library holds it in memory only, and a restart would be locked out.
package oauth
