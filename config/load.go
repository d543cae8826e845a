package config

import (
	"bytes"
	"cmp"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"returndesk/desk"
)

// maxFile bounds a configuration file, in bytes.
const maxFile = 1 << 20

// Load reads and checks a configuration file. A file that cannot be read gives a
// desk.Error (CodeNotFound, CodeUnavailable); mistakes in it give Problems, all at once.
func Load(path string) (Config, error) {
	data, err := os.ReadFile(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return Config{}, desk.Errf(desk.CodeNotFound, "there is no configuration file %s", path).
			WithMend("write one with `returndesk init`, or name another by --config")
	case errors.Is(err, os.ErrPermission):
		return Config{}, desk.Wrap(desk.CodeUnavailable, desk.WithoutPath(err), "the configuration file %s cannot be read", path).
			WithMend("let this user read it (docs/operations.md, \"People and roles\"), or name another by --config or RETURNDESK_CONFIG")
	case err != nil:
		return Config{}, desk.Wrap(desk.CodeUnavailable, desk.WithoutPath(err), "the configuration file %s cannot be read", path).
			WithMend("name a file that this user may read, by --config or RETURNDESK_CONFIG")
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return Config{}, desk.Wrap(desk.CodeUnavailable, err, "the folder of %s is not known", path)
	}
	return parse(path, filepath.Dir(abs), data)
}

// Parse reads the text of a configuration file. Paths in it are taken relative to the
// folder of file, which need not exist. The error is Problems.
func Parse(file string, data []byte) (Config, error) {
	return parse(file, filepath.Dir(file), data)
}

func parse(file, dir string, data []byte) (Config, error) {
	d := &decoder{file: file, places: map[string]*yaml.Node{}}
	d.resolve = func(path string) string {
		if filepath.IsAbs(path) {
			return filepath.Clean(path)
		}
		return filepath.Join(dir, path)
	}
	c := Config{File: file}
	if root := d.syntax(data); root != nil {
		d.places[""] = root
		d.object(root, reflect.ValueOf(&c).Elem(), "", 0)
		d.check(&c)
	}
	if len(d.problems) == 0 {
		c.fill()
		return c, nil
	}
	slices.SortStableFunc(d.problems, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return Config{}, d.problems
}

// syntax parses the text; nil after a mistake of YAML itself.
func (d *decoder) syntax(data []byte) *yaml.Node {
	if len(data) > maxFile {
		d.add(nil, "", "name the right file", "is larger than %d bytes; it is no configuration", maxFile)
		return nil
	}
	if blank(data) {
		d.add(nil, "", "write one with `returndesk init`, or begin with the smallest one of README.md", "is empty: it has to name the shop, a mailbox and the orders file")
		return nil
	}
	if !bytes.HasPrefix(data, []byte("\xff\xfe")) && !bytes.HasPrefix(data, []byte("\xfe\xff")) && (!utf8.Valid(data) || bytes.IndexByte(data, 0) >= 0) {
		d.add(nil, "", "name the right file, or save it in UTF-8", "is no text in UTF-8")
		return nil
	}
	var doc yaml.Node
	if err := yaml.Load(data, &doc); err != nil {
		d.problems = append(d.problems, d.syntaxProblem(err))
		return nil
	}
	root := &doc
	for root.Kind == yaml.DocumentNode && len(root.Content) == 1 {
		root = root.Content[0]
	}
	if root.Kind != yaml.MappingNode {
		d.add(root, "", "see config.example.yaml", "a configuration is made of keys; this is %s", kindOf(root))
		return nil
	}
	return root
}

// blank reports whether a text holds no key at all, only comments and markers of YAML.
func blank(data []byte) bool {
	for line := range bytes.Lines(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))) {
		line = bytes.TrimSpace(line)
		if len(line) > 0 && line[0] != '#' && string(line) != "---" && string(line) != "..." {
			return false
		}
	}
	return true
}

func (d *decoder) syntaxProblem(err error) Problem {
	p := Problem{File: d.file, Line: 1, Column: 1, Reason: "is not valid YAML: " + err.Error(), Mend: "look at indentation (blanks, never tabs), colons and quotes there"}
	var many *yaml.LoadErrors
	var one *yaml.LoadError
	if errors.As(err, &many) && len(many.Errors) > 0 {
		one = many.Errors[0]
	} else if !errors.As(err, &one) {
		return p
	}
	p.Reason = "is not valid YAML: " + one.Message
	p.Line, p.Column = max(one.Mark.Line, 1), max(one.Mark.Column, 1)
	return p
}

// fill sets what depends on other keys.
func (c *Config) fill() {
	c.Brand.Name = cmp.Or(c.Brand.Name, c.Shop.Name)
	c.Brand.FromName = cmp.Or(c.Brand.FromName, c.Brand.Name)
	c.Brand.AgentName = cmp.Or(c.Brand.AgentName, c.Brand.FromName)
	for i := range c.Mailboxes {
		m := &c.Mailboxes[i]
		m.IMAP.Login = cmp.Or(m.IMAP.Login, m.Address)
		if m.SMTP.bearer() && !m.SMTP.OAuth.Used() {
			m.SMTP.OAuth = m.IMAP.OAuth
		}
		for _, s := range []*Server{&m.IMAP.Server, &m.SMTP.Server} {
			if s.OAuth.Used() && s.OAuth.Grant == "refresh_token" && s.OAuth.TokenFile == "" {
				s.OAuth.TokenFile = filepath.Join(c.DataDir, "oauth", c.tokenName(m, s.OAuth))
			}
		}
		if m.SMTP.Login == "" && m.SMTP.HasLogin() {
			m.SMTP.Login = m.Address
		}
		m.IMAP.Port = cmp.Or(m.IMAP.Port, portOf(m.IMAP.TLS, 993, 143, 143))
		if m.SMTP.Used() {
			m.SMTP.Port = cmp.Or(m.SMTP.Port, portOf(m.SMTP.TLS, 465, 587, 25))
		}
	}
}

func portOf(tls string, implicit, start, plain int) int {
	switch tls {
	case "implicit":
		return implicit
	case "starttls":
		return start
	}
	return plain
}

// tokenName names the file of a mailbox's token: one where both protocols use the same
// consent, so that one protocol's new refresh token does not end the other's.
func (c *Config) tokenName(m *Mailbox, o OAuth) string {
	if m.IMAP.OAuth.RefreshTokenFile == o.RefreshTokenFile && m.IMAP.OAuth.RefreshTokenEnv == o.RefreshTokenEnv {
		return m.Name + ".json"
	}
	return m.Name + ".smtp.json"
}
