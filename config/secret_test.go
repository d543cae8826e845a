package config_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"returndesk/config"
	"returndesk/desk"
)

func TestSecretNeverPrints(t *testing.T) {
	t.Parallel()
	s := config.NewSecret("correct-horse")
	holder := struct {
		Password config.Secret
		Pointer  *config.Secret
	}{s, &s}
	var out bytes.Buffer
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d", "%T"} {
		fmt.Fprintf(&out, verb+"\n", s)
		fmt.Fprintf(&out, verb+"\n", holder)
	}
	data, err := json.Marshal(holder)
	if err != nil {
		t.Fatal(err)
	}
	out.Write(data)
	if data, err = yaml.Dump(holder); err != nil {
		t.Fatal(err)
	}
	out.Write(data)
	slog.New(slog.NewJSONHandler(&out, nil)).Info("x", "secret", s, "holder", holder)
	slog.New(slog.NewTextHandler(&out, nil)).Info("x", "secret", s, "holder", holder)
	out.WriteString(s.String())
	for _, bad := range []string{"correct", "636f7272656374"} {
		if strings.Contains(out.String(), bad) {
			t.Errorf("the secret shows as %q in:\n%s", bad, out.String())
		}
	}
	if s.Reveal() != "correct-horse" {
		t.Error("the value got lost")
	}
}

func TestPassword(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	env := func(name string) string { return map[string]string{"PW": "from-env"}[name] }
	for _, c := range []struct {
		name   string
		server config.Server
		want   string // the password, or a part of the error after "!"
	}{
		{"file", config.Server{PasswordFile: write("good", "  pass word \n")}, "  pass word "},
		{"file with CRLF", config.Server{PasswordFile: write("crlf", "x\r\n")}, "x"},
		{"variable", config.Server{PasswordEnv: "PW"}, "from-env"},
		{"no variable", config.Server{PasswordEnv: "NONE", Host: "h"}, "!NONE, which password_env names for h, is not set"},
		{"no file", config.Server{PasswordFile: filepath.Join(dir, "none")}, "!with mode 0600"},
		{"empty file", config.Server{PasswordFile: write("empty", "\n")}, "!is empty"},
		{"two lines", config.Server{PasswordFile: write("two", "a\nb\n")}, "!more than one line"},
		{"huge", config.Server{PasswordFile: write("huge", strings.Repeat("x", 20000))}, "!is no password"},
		{"folder", config.Server{PasswordFile: dir}, "!cannot be read (name the file itself, not its folder): is a directory"},
		{"none", config.Server{Host: "h"}, "!no password is configured for h"},
	} {
		got, err := c.server.Password(env)
		if want, fails := strings.CutPrefix(c.want, "!"); fails {
			if desk.CodeOf(err) != desk.CodeAuth || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: got error %v, want %s", c.name, err, want)
			}
		} else if err != nil || got.Reveal() != c.want {
			t.Errorf("%s: got %q, %v", c.name, got.Reveal(), err)
		}
	}
}
