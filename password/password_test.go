package password

import (
	"strings"
	"testing"

	"returndesk/desk"
)

func TestHash(t *testing.T) {
	t.Parallel()
	const word = "four words in a row"
	hash, err := Hash(word)
	if err != nil {
		t.Fatal(err)
	}
	again, err := Hash(word)
	if err != nil {
		t.Fatal(err)
	}
	if hash == again || !strings.HasPrefix(hash, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Errorf("hashes %q and %q", hash, again)
	}
	if !Matches(word, hash) || !Matches(word, again) {
		t.Error("the password does not match its own hash")
	}
	for name, c := range map[string]struct{ password, hash string }{
		"other":       {"four words in a raw", hash},
		"empty":       {"", hash},
		"no hash":     {word, ""},
		"cut":         {word, hash[:len(hash)-4]},
		"other salt":  {word, strings.Replace(hash, hash[31:33], "AA", 1)},
		"dear":        {word, strings.Replace(hash, "m=19456", "m=99999999", 1)},
		"other kind":  {word, strings.Replace(hash, "argon2id", "argon2i", 1)},
		"no password": {"", ""},
		"long":        {strings.Repeat("x", 5000), hash},
	} {
		if Matches(c.password, c.hash) {
			t.Errorf("%s: matches", name)
		}
	}
	for _, bad := range []string{"", "short", strings.Repeat("é", 2000)} {
		if _, err := Hash(bad); desk.CodeOf(err) != desk.CodeInvalid {
			t.Errorf("%.8q…: %v", bad, err)
		}
	}
}

// TestKnown holds the form against a hash of another program: Debian's argon2 tool,
// argon2 somesalt -id -t 2 -k 65536 -p 1 -l 24 with the input "password".
func TestKnown(t *testing.T) {
	t.Parallel()
	if !Matches("password", "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$2mzTAI85jwP6+k/mHDeH3OgNt7E86G5W") {
		t.Error("the known hash does not match")
	}
}

func FuzzMatches(f *testing.F) {
	f.Add("$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$9sTbSlTio3Biev89thdrlKKiCaYsjjYVJxGAL3swxpQ")
	f.Add("$$$$$")
	f.Fuzz(func(t *testing.T, hash string) {
		if c, _, _, ok := parse(hash); ok && (c.memory > 64 || c.passes > 2) {
			t.Skip("sound and slow")
		}
		Matches("x", hash)
	})
}
