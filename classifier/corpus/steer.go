package corpus

import (
	"bufio"
	"encoding/json"
	"io/fs"
	"path"
	"strings"

	"returndesk/desk"
)

// Text is a short text that speaks to the program, or one of a customer that comes near.
type Text struct {
	Text     string `json:"text"`
	Language string `json:"language"`
	Told     bool   `json:"told"` // it is aimed at the program that reads the mail
	Source   string `json:"-"`    // the file that it was read from
}

// maxTextLine bounds a line of such a file, in bytes.
const maxTextLine = 64 << 10

// Steering reads the texts of the part Steer. A corpus without that part has none.
func Steering(files fs.FS) ([]Text, error) {
	var out []Text
	err := eachFile(files, func(part Part, name string) error {
		if part != Steer {
			return nil
		}
		list, err := LoadTexts(files, name)
		out = append(out, list...)
		return err
	})
	return out, err
}

// LoadTexts reads one file of such texts.
func LoadTexts(files fs.FS, name string) ([]Text, error) {
	f, err := files.Open(name)
	if err != nil {
		return nil, desk.Wrap(desk.CodeNotFound, err, "%s, which %s names, cannot be opened", name, SplitFile)
	}
	defer func() { _ = f.Close() }() // only read
	var out []Text
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, maxTextLine)
	for n := 1; sc.Scan(); n++ {
		if strings.TrimSpace(sc.Text()) == "" {
			continue
		}
		t := Text{Source: path.Base(name)}
		if err := json.Unmarshal(sc.Bytes(), &t); err != nil || t.Text == "" {
			return nil, desk.Wrap(desk.CodeInvalid, err, "%s line %d is no text with its language", name, n).WithMend(`write {"text":"...","language":"en","told":true}`)
		}
		out = append(out, t)
	}
	if err := sc.Err(); err != nil {
		return nil, desk.Wrap(desk.CodeInvalid, err, "%s cannot be read", name)
	}
	return out, nil
}
