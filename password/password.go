// Package password turns a password into a hash that may be stored, and compares the two.
// It knows neither users nor stores.
package password

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"

	"golang.org/x/crypto/argon2"

	"returndesk/desk"
)

// cost is how much work one guess takes.
type cost struct {
	memory  uint32 // KiB
	passes  uint32
	threads uint8
}

// standard is the cost of new hashes: the OWASP minimum for argon2id (19 MiB, two passes,
// one lane), since logins share a small machine with the mail.
func standard() cost { return cost{memory: 19 * 1024, passes: 2, threads: 1} }

const (
	saltBytes = 16
	keyBytes  = 32
	maxBytes  = 1024 // a longer password is refused before any work is done
)

// Hash gives the argon2id hash of a password (RFC 9106) in the PHC string form, with a new
// salt. It refuses passwords that are too short or absurdly long.
func Hash(password string) (string, error) {
	if n := len([]rune(password)); n < desk.MinPassword {
		return "", desk.Errf(desk.CodeInvalid, "the password is too short: %d characters", n).
			WithMend("use at least %d; a few words in a row are easy to keep in mind", desk.MinPassword)
	}
	if len(password) > maxBytes {
		return "", desk.Errf(desk.CodeInvalid, "the password is too long: %d bytes", len(password)).WithMend("use at most %d", maxBytes)
	}
	salt := make([]byte, saltBytes)
	_, _ = rand.Read(salt) // documented never to fail
	c := standard()
	return c.format(salt, c.key(password, salt, keyBytes)), nil
}

func (c cost) key(password string, salt []byte, n uint32) []byte {
	return argon2.IDKey([]byte(password), salt, c.passes, c.memory, c.threads, n)
}

func (c cost) format(salt, key []byte) string {
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, c.memory, c.passes, c.threads, b64.EncodeToString(salt), b64.EncodeToString(key))
}

// Matches tells whether a password belongs to a hash. An empty or damaged hash takes as
// long as a sound one and matches nothing, so that an answer's time tells nobody which
// users exist.
func Matches(password, hash string) bool {
	c, salt, key, ok := parse(hash)
	if len(password) > maxBytes {
		return false
	}
	if !ok {
		c, salt, key = standard(), make([]byte, saltBytes), make([]byte, keyBytes)
	}
	got := c.key(password, salt, uint32(len(key)))
	return subtle.ConstantTimeCompare(got, key) == 1 && ok
}

// parse reads the PHC string form. Costs beyond a few times the standard are refused: a
// stored hash must not be able to hold up the program.
func parse(hash string) (c cost, salt, key []byte, ok bool) {
	parts := strings.Split(hash, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return c, nil, nil, false
	}
	if n, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &c.memory, &c.passes, &c.threads); err != nil || n != 3 {
		return c, nil, nil, false
	}
	if c.memory < 8 || c.memory > 256*1024 || c.passes < 1 || c.passes > 16 || c.threads < 1 || c.threads > 16 {
		return c, nil, nil, false
	}
	salt, err := base64.RawStdEncoding.DecodeString(parts[4])
	key, err2 := base64.RawStdEncoding.DecodeString(parts[5])
	return c, salt, key, err == nil && err2 == nil && len(salt) >= 8 && len(key) >= 16 && len(key) <= 128
}
