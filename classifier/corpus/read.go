package corpus

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"returndesk/desk"
)

// maxLine bounds one line of a corpus file, in bytes.
const maxLine = 1 << 20

// Languages is the closed list of languages of a record.
func Languages() []string { return []string{"en", "de", "fr", "es", "nl", "it"} }

// Read reads a file in one of two forms, told apart line by line: JSON Lines (docs/labels.md),
// or a class, a tab and the text with its line breaks written as \n. Every mistake is
// named with its line, up to twenty of them.
func Read(r io.Reader, name string) ([]Record, error) {
	var out []Record
	var bad []string
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, maxLine)
	n := 0
	for sc.Scan() {
		n++
		line := bytes.TrimSpace(sc.Bytes())
		if len(line) == 0 {
			continue
		}
		rec, err := parseLine(line)
		if err != nil {
			if len(bad) < 20 {
				bad = append(bad, fmt.Sprintf("line %d: %v", n, err))
			}
			continue
		}
		rec.Source, rec.Line = name, n
		out = append(out, rec)
	}
	if err := sc.Err(); err != nil {
		return nil, desk.Wrap(desk.CodeInvalid, err, "%s cannot be read after line %d", name, n)
	}
	if len(bad) > 0 {
		return nil, desk.Errf(desk.CodeInvalid, "%s: %s", name, strings.Join(bad, "; ")).WithMend("a line is a JSON object with text, class, also, signals and language, or a class, a tab and the text; docs/labels.md has the closed lists")
	}
	return out, nil
}

func parseLine(line []byte) (Record, error) {
	if line[0] != '{' {
		return parseTabbed(string(line))
	}
	var raw struct {
		Subject *string `json:"subject"`
		Record
	}
	dec := json.NewDecoder(bytes.NewReader(line))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&raw); err != nil {
		return Record{}, fmt.Errorf("no valid record: %w", err)
	}
	r := raw.Record
	if raw.Subject != nil && strings.TrimSpace(*raw.Subject) != "" { // older files keep the subject apart
		r.Text = *raw.Subject + "\n\n" + r.Text
	}
	r.Judged = r.Also != nil && r.Signals != nil
	return r, r.valid()
}

func parseTabbed(line string) (Record, error) {
	class, text, ok := strings.Cut(line, "\t")
	if !ok {
		return Record{}, fmt.Errorf("neither a JSON object nor a class, a tab and a text")
	}
	text = strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\t`, "\t", `\r`, "").Replace(text)
	r := Record{Text: text, Class: desk.Class(strings.TrimSpace(class))}
	return r, r.valid()
}

// valid holds a record against the closed lists.
func (r *Record) valid() error {
	if strings.TrimSpace(r.Text) == "" {
		return fmt.Errorf("no text")
	}
	if !r.Class.Valid() {
		return fmt.Errorf("class %q is none of the twelve", r.Class)
	}
	for i, c := range r.Also {
		if !c.Valid() || c == r.Class {
			return fmt.Errorf("further intent %q is no class or the primary one", c)
		}
		for _, d := range r.Also[:i] {
			if c == d {
				return fmt.Errorf("further intent %q twice", c)
			}
		}
	}
	for i, s := range r.Signals {
		if !s.Valid() {
			return fmt.Errorf("signal %q is not in the closed list", s)
		}
		for _, d := range r.Signals[:i] {
			if s == d {
				return fmt.Errorf("signal %q twice", s)
			}
		}
	}
	if r.Language == "" && !r.Judged {
		return nil
	}
	for _, l := range Languages() {
		if r.Language == l {
			return nil
		}
	}
	return fmt.Errorf("language %q is none of %s", r.Language, strings.Join(Languages(), ", "))
}
