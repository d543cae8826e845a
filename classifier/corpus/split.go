package corpus

import (
	"bufio"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"returndesk/desk"
)

// SplitFile names the file that says which mails are for what. Each line is a part and a
// file beside it: "train train-a.jsonl".
const SplitFile = "split.txt"

// files is the corpus, compiled in so that a model can be trained
// anywhere. The held-out mails are not among them.
//
//go:embed split.txt *.jsonl
var files embed.FS

// Files gives the corpus that the program was built with.
func Files() fs.FS { return files }

// Part says what a file of mails is for.
type Part string

// The parts of the corpus. Files are split by author, never by mail.
const (
	Train Part = "train" // learnt from
	Tuned Part = "tuned" // learnt from; phrases were written on them, so that phrases prove nothing there
	Dev   Part = "dev"   // thresholds and calibration are fitted on it, and changes decided by it
	Steer Part = "steer" // no mails but single texts, see Text
)

//go:embed instructions.txt
var instructionText string

// Instructions gives texts aimed at a program, to measure what they can do to a mail.
func Instructions() []string {
	var out []string
	for line := range strings.SplitSeq(instructionText, "\n") {
		if line != "" && line[0] != '#' {
			out = append(out, strings.TrimPrefix(line, `\`))
		}
	}
	return out
}

// Set is the corpus by its parts.
type Set map[Part][]Record

// Load reads the split file and every file of mails that it names.
func Load(files fs.FS) (Set, error) {
	set := Set{}
	err := eachFile(files, func(part Part, name string) error {
		if part == Steer {
			return nil
		}
		list, err := loadFile(files, name)
		set[part] = append(set[part], list...)
		return err
	})
	return set, err
}

// eachFile gives the files that the split file names, with the part that each is for.
func eachFile(files fs.FS, visit func(part Part, name string) error) error {
	f, err := files.Open(SplitFile)
	if err != nil {
		return desk.Wrap(desk.CodeNotFound, err, "the corpus has no %s", SplitFile).WithMend("name a folder with a split.txt, such as classifier/corpus in the source tree")
	}
	defer func() { _ = f.Close() }() // only read
	sc := bufio.NewScanner(f)
	for n := 1; sc.Scan(); n++ {
		line, _, _ := strings.Cut(sc.Text(), "#")
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		if len(words) != 2 {
			return desk.Errf(desk.CodeInvalid, "%s line %d: want a part and a file", SplitFile, n)
		}
		part := Part(words[0])
		if part != Train && part != Tuned && part != Dev && part != Steer {
			return desk.Errf(desk.CodeInvalid, "%s line %d: %q is none of train, tuned, dev, steer", SplitFile, n, words[0])
		}
		if err := visit(part, path.Clean(words[1])); err != nil {
			return err
		}
	}
	if err := sc.Err(); err != nil {
		return desk.Wrap(desk.CodeInvalid, err, "%s cannot be read", SplitFile)
	}
	return nil
}

func loadFile(files fs.FS, name string) ([]Record, error) {
	f, err := files.Open(name)
	if err != nil {
		return nil, desk.Wrap(desk.CodeNotFound, err, "%s, which %s names, cannot be opened", name, SplitFile)
	}
	defer func() { _ = f.Close() }() // only read
	return Read(f, path.Base(name))
}

// All gives every record, in a fixed order of the parts.
func (s Set) All() []Record {
	var all []Record
	for _, p := range []Part{Train, Tuned, Dev} {
		all = append(all, s[p]...)
	}
	return all
}

// Hash names a list of records by their content.
func Hash(list []Record) string {
	h := sha256.New()
	for i := range list {
		r := &list[i]
		_, _ = fmt.Fprintf(h, "%q %s %q %q %s\n", r.Text, r.Class, r.Also, r.Signals, r.Language) // a hash never fails
	}
	return hex.EncodeToString(h.Sum(nil))[:16]
}
