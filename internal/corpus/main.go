// Command corpus says how many of the mails in folders this program can read: the figure
// behind "at least 98 % yield text and attachments". Each file below a folder is one mail.
// Public corpora lie outside the repository; nothing of them is kept here.
package main

import (
	"bytes"
	"encoding/base64"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"mime/quotedprintable"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/jhillyerd/enmime/v2"

	"returndesk/message"
)

func main() {
	verbose := flag.Bool("v", false, "name every mail that was not read whole, and why")
	flag.Usage = func() {
		fmt.Fprintln(flag.CommandLine.Output(), "usage: corpus [-v] FOLDER...\nreads every file below each folder as one mail")
		flag.PrintDefaults()
	}
	flag.Parse()
	if flag.NArg() == 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(os.Stdout, flag.Args(), *verbose); err != nil {
		fmt.Fprintln(os.Stderr, "corpus:", err)
		os.Exit(1)
	}
}

// figures count the mails of one folder.
type figures struct {
	mails   int
	read    int // without quarantine
	yielded int // text and files, nothing lost
	damaged int // of these: with a file that was sent damaged, kept and marked as such
	slowest time.Duration
	slow    string
}

func run(out io.Writer, folders []string, verbose bool) error {
	fmt.Fprintf(out, "%-24s %6s %6s %7s %7s %8s %9s\n", "corpus", "mails", "read", "yielded", "%", "damaged", "slowest")
	var all figures
	for _, folder := range folders {
		f, err := measure(out, folder, verbose)
		if err != nil {
			return err
		}
		f.print(out, filepath.Base(folder))
		all.mails, all.read, all.yielded, all.damaged = all.mails+f.mails, all.read+f.read, all.yielded+f.yielded, all.damaged+f.damaged
		all.slowest = max(all.slowest, f.slowest)
	}
	if len(folders) > 1 {
		all.print(out, "all")
	}
	if all.mails == 0 {
		return errors.New("the folders hold no file")
	}
	return nil
}

func (f figures) print(out io.Writer, name string) {
	fmt.Fprintf(out, "%-24s %6d %6d %7d %6.1f%% %8d %9s\n", name, f.mails, f.read, f.yielded, 100*float64(f.yielded)/float64(max(1, f.mails)), f.damaged, f.slowest.Round(time.Millisecond))
}

// measure reads one folder's mails.
func measure(out io.Writer, folder string, verbose bool) (figures, error) {
	var f figures
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		f.mails++
		begin := time.Now()
		m, err := message.Parse(raw, time.Time{}, message.Options{})
		if took := time.Since(begin); took > f.slowest {
			f.slowest, f.slow = took, path
		}
		if err != nil {
			if verbose {
				fmt.Fprintf(out, "%s: not read: %v\n", path, err)
			}
			return nil
		}
		f.read++
		lacks, hurt := missing(m, raw), damaged(m)
		if len(lacks) == 0 {
			f.yielded++
			f.damaged += min(1, len(hurt))
		}
		if all := append(lacks, hurt...); verbose && len(all) > 0 {
			fmt.Fprintf(out, "%s: %s\n", path, strings.Join(all, "; "))
		}
		return nil
	})
	return f, err
}

// damaged names the files whose bytes are doubtful in the mail itself. An empty file is
// none of them.
func damaged(m *message.Message) []string {
	var out []string
	for _, a := range m.AllAttachments() {
		if a.Broken != "" && len(a.Bytes) > 0 {
			out = append(out, "damaged: "+a.Name+": "+a.Broken)
		}
	}
	return out
}

// missing says what of a mail became neither text nor a file: parts kept raw, and what
// another parser finds and this one does not.
func missing(m *message.Message, raw []byte) []string {
	var out []string
	for _, r := range m.RawParts {
		out = append(out, "kept raw: "+r.ContentType+": "+r.Reason)
	}
	files := m.AllAttachments()
	barren := strings.TrimSpace(m.Text) == "" && len(files) == 0 && m.Machine.Report == nil
	env, err := enmime.ReadEnvelope(bytes.NewReader(raw))
	if err != nil {
		if barren && hasBody(raw) {
			out = append(out, "neither text nor file of a mail with a body")
		}
		return out
	}
	if barren && (strings.TrimSpace(env.Text) != "" || len(env.Attachments) > 0) {
		out = append(out, "another parser finds text or files")
	}
	for _, p := range slices.Concat(env.Attachments, env.Inlines, env.OtherParts) {
		if !reported(m, p.ContentType) && len(letters(p.Content)) > 0 && !holds(m, files, p.Content) {
			out = append(out, fmt.Sprintf("another parser finds the file %q (%s, %d bytes)", p.FileName, p.ContentType, len(p.Content)))
		}
	}
	return out
}

// reported says whether a part was read as a report's fields instead of as a file.
func reported(m *message.Message, contentType string) bool {
	switch contentType {
	case "message/delivery-status", "message/disposition-notification", "message/feedback-report", "text/rfc822-headers":
		return m.Machine.Report != nil
	}
	return false
}

// holds looks for content among the files and in the texts. Only letters and digits of
// ASCII count: the other parser rewrites charsets, line ends and blanks. It also leaves
// transfer encodings as they are where a header line was odd.
func holds(m *message.Message, files []message.Attachment, content []byte) bool {
	wants := [][]byte{letters(content)}
	if plain, err := base64.StdEncoding.DecodeString(string(bytes.Join(bytes.Fields(content), nil))); err == nil && len(plain) > 0 {
		wants = append(wants, letters(plain))
	}
	if plain, err := io.ReadAll(quotedprintable.NewReader(bytes.NewReader(content))); err == nil {
		wants = append(wants, letters(plain))
	}
	return slices.ContainsFunc(wants, func(want []byte) bool {
		if bytes.Contains(letters([]byte(m.Text)), want) || bytes.Contains(letters([]byte(m.HTML)), want) {
			return true
		}
		return slices.ContainsFunc(files, func(a message.Attachment) bool {
			return bytes.Contains(letters(a.Bytes), want) || a.Forwarded != nil && bytes.Contains(letters([]byte(a.Forwarded.Text)), want)
		})
	})
}

func letters(b []byte) []byte {
	return bytes.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return r
		}
		return -1
	}, b)
}

// hasBody reports whether anything but blanks follows the header.
func hasBody(raw []byte) bool {
	raw = bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n"))
	_, body, found := bytes.Cut(raw, []byte("\n\n"))
	return found && len(bytes.TrimSpace(body)) > 0
}
