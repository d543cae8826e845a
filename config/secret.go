package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"

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

func readSecret(path string) (Secret, error) {
	f, err := os.Open(path)
	if err != nil {
		e := desk.Wrap(desk.CodeAuth, plain(err), "the password file %s cannot be read", path)
		if errors.Is(err, fs.ErrNotExist) {
			return Secret{}, e.WithMend("write the password into it, with mode 0600")
		}
		return Secret{}, e.WithMend("give the user that runs returndesk the right to read it")
	}
	defer func() { _ = f.Close() }() // only read
	data, err := io.ReadAll(io.LimitReader(f, maxSecret+1))
	if err != nil {
		return Secret{}, desk.Wrap(desk.CodeAuth, plain(err), "the password file %s cannot be read", path)
	}
	data = bytes.TrimRight(data, "\r\n")
	switch {
	case len(data) == 0:
		return Secret{}, desk.Errf(desk.CodeAuth, "the password file %s is empty", path).WithMend("write the password into its first line")
	case len(data) > maxSecret:
		return Secret{}, desk.Errf(desk.CodeAuth, "the password file %s is larger than %d bytes; it is no password", path, maxSecret).WithMend("name the right file")
	case bytes.ContainsAny(data, "\r\n\x00"):
		return Secret{}, desk.Errf(desk.CodeAuth, "the password file %s has more than one line", path).WithMend("keep the password alone in it")
	}
	return Secret{string(data)}, nil
}

// plain drops the path that fs errors repeat.
func plain(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}
