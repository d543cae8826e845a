package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"strings"
	"syscall"

	"returndesk/desk"
)

const redacted = "[redacted]"

// maxSecret bounds a secret file, in bytes: a wrong path must not be read whole.
const maxSecret = 16 << 10

// Secret is a password or token. Whatever prints it prints [redacted]; Reveal alone
// gives the value.
type Secret struct{ value string }

// NewSecret wraps a value.
func NewSecret(value string) Secret { return Secret{value} }

// Reveal gives the value, for the one place that hands it to a server.
func (s Secret) Reveal() string { return s.value }

// Format keeps the value out of every verb of fmt.
func (Secret) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, redacted) } // fmt has no way to report it

// String is for code that calls it directly.
func (Secret) String() string { return redacted }

// MarshalText keeps the value out of JSON, XML and YAML.
func (Secret) MarshalText() ([]byte, error) { return []byte(redacted), nil }

// MarshalYAML keeps the value out of YAML.
func (Secret) MarshalYAML() (any, error) { return redacted, nil }

// LogValue keeps the value out of slog.
func (Secret) LogValue() slog.Value { return slog.StringValue(redacted) }

// HasPassword says whether the configuration names a password.
func (s Server) HasPassword() bool { return s.PasswordFile != "" || s.PasswordEnv != "" }

// HasLogin says whether the configuration names a password or tokens.
func (s Server) HasLogin() bool { return s.HasPassword() || s.OAuth.Used() }

// bearer says whether the mechanism carries a token.
func (s Server) bearer() bool { return s.Mechanism == "xoauth2" || s.Mechanism == "oauthbearer" }

// Secrets are the values behind an OAuth block.
type Secrets struct{ ClientID, ClientSecret, RefreshToken Secret }

// Secrets reads what the block names. env looks a variable up. Errors carry CodeAuth.
func (o OAuth) Secrets(env func(string) string) (Secrets, error) {
	out := Secrets{ClientID: NewSecret(o.ClientID)}
	for _, one := range []struct {
		into           *Secret
		what, file, of string
	}{
		{&out.ClientID, "client_id", o.ClientIDFile, o.ClientIDEnv},
		{&out.ClientSecret, "client_secret", o.ClientSecretFile, o.ClientSecretEnv},
		{&out.RefreshToken, "refresh_token", o.RefreshTokenFile, o.RefreshTokenEnv},
	} {
		var err error
		switch {
		case one.file != "":
			*one.into, err = readSecretOf(strings.ReplaceAll(one.what, "_", " "), one.file)
		case one.of != "":
			*one.into = Secret{env(one.of)}
			if one.into.value == "" {
				err = desk.Errf(desk.CodeAuth, "the environment variable %s, which oauth.%s_env names, is not set or empty", one.of, one.what).
					WithMend("set it for the service, or use oauth.%s_file", one.what)
			}
		}
		if err != nil {
			return Secrets{}, err
		}
	}
	return out, nil
}

// Password reads the secret that the configuration names. env looks a variable up. It
// is read when a connection needs it, not when the file is loaded, so that people who
// only look at the queue need no right to read it. Errors carry CodeAuth.
func (s Server) Password(env func(string) string) (Secret, error) {
	switch {
	case s.PasswordFile != "":
		return readSecret(s.PasswordFile)
	case s.PasswordEnv != "":
		v := env(s.PasswordEnv)
		if v == "" {
			return Secret{}, desk.Errf(desk.CodeAuth, "the environment variable %s, which password_env names for %s, is not set or empty", s.PasswordEnv, s.Host).
				WithMend("set it for the service, or use password_file")
		}
		return Secret{v}, nil
	}
	return Secret{}, desk.Errf(desk.CodeAuth, "no password is configured for %s", s.Host).WithMend("set password_file or password_env")
}

func readSecret(path string) (Secret, error) { return readSecretOf("password", path) }

// readSecretOf reads a file of one line; what names its content in errors.
func readSecretOf(what, path string) (Secret, error) {
	f, err := os.Open(path)
	if err != nil {
		e := desk.Wrap(desk.CodeAuth, desk.WithoutPath(err), "the %s file %s cannot be read", what, path)
		if errors.Is(err, fs.ErrNotExist) {
			return Secret{}, e.WithMend("write the %s into it, with mode 0600", what)
		}
		return Secret{}, e.WithMend("give the user that runs returndesk the right to read it")
	}
	defer func() { _ = f.Close() }() // only read
	data, err := io.ReadAll(io.LimitReader(f, maxSecret+1))
	if err != nil {
		e := desk.Wrap(desk.CodeAuth, desk.WithoutPath(err), "the %s file %s cannot be read", what, path)
		if errors.Is(err, syscall.EISDIR) {
			return Secret{}, e.WithMend("name the file itself, not its folder")
		}
		return Secret{}, e.WithMend("look at the disk that holds it")
	}
	data = bytes.TrimRight(data, "\r\n")
	switch {
	case len(data) == 0:
		return Secret{}, desk.Errf(desk.CodeAuth, "the %s file %s is empty", what, path).WithMend("write the %s into its first line", what)
	case len(data) > maxSecret:
		return Secret{}, desk.Errf(desk.CodeAuth, "the %s file %s is larger than %d bytes; it is no %s", what, path, maxSecret, what).WithMend("name the right file")
	case bytes.ContainsAny(data, "\r\n\x00"):
		return Secret{}, desk.Errf(desk.CodeAuth, "the %s file %s has more than one line", what, path).WithMend("keep the %s alone in it", what)
	}
	return Secret{string(data)}, nil
}
