package templates

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"sort"
	"strings"
	"sync"
	texttemplate "text/template"

	"returndesk/desk"
)

//go:embed ??/*.tmpl ??/sentences.txt frame.html
var builtin embed.FS

// BaseLanguage is the language that every template exists in, and that a draft falls
// back to (domain.md section 4).
const BaseLanguage = "en"

// maxFile caps a template file in bytes; a longer one is a mistake.
const maxFile = 64 << 10

// words is one template of one language.
type words struct {
	file    string // "en/claim_received.tmpl"
	subject *texttemplate.Template
	body    *texttemplate.Template
	cites   []cite // policy sentences that it may quote, in order
}

// cite is one policy sentence in a "cites:" line: "1.3" is always quoted, "6.1?" only when
// the decision rests on section 6, "4.2+duties" only when the value duties is there.
type cite struct {
	number string
	always bool
	given  string
}

// sentenceNumber is how the policy text numbers its sentences: section, dot, sentence.
var sentenceNumber = regexp.MustCompile(`^[0-9]\.[0-9]{1,3}$`)

// language is everything of one language folder.
type language struct {
	code      string
	words     map[string]*words
	partials  *texttemplate.Template // the defines of frame.tmpl
	frameless bool                   // it was said that frame.tmpl is missing
	sentences map[string]string
}

// Set is a loaded set of templates. It never changes after Load.
type Set struct {
	languages map[string]*language
	frame     *template.Template
}

// Load reads the built-in templates and, over them, single files of override: a folder
// with the same layout ("en/claim_received.tmpl", "frame.html", a further language "de/").
// override may be nil. All faults are reported at once, each with file and line, as one
// CodeInvalid error.
func Load(override fs.FS) (*Set, error) {
	if override == nil {
		return builtinSet()
	}
	return load(override)
}

// builtinSet are the templates without a shop's own, read once, at the first use. Nobody changes a set.
var builtinSet = sync.OnceValues(func() (*Set, error) { return load(nil) })

func load(override fs.FS) (*Set, error) {
	files, errs := gatherFiles(override)
	s := &Set{languages: map[string]*language{}}
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	sort.Strings(names)
	if t, err := template.New("frame.html").Parse(string(files["frame.html"])); err != nil {
		errs = append(errs, err)
	} else {
		s.frame = t
	}
	// Partials first: bodies include them.
	for _, name := range names {
		if path.Base(name) == "frame.tmpl" {
			errs = append(errs, s.addPartials(name, files[name])...)
		}
	}
	for _, name := range names {
		code, base := path.Dir(name), path.Base(name)
		switch {
		case name == "frame.html" || base == "frame.tmpl":
		case base == "sentences.txt":
			errs = append(errs, s.language(code).readSentences(name, files[name])...)
		default:
			errs = append(errs, s.addWords(name, files[name])...)
		}
	}
	if err := errors.Join(errs...); err != nil {
		return nil, desk.Wrap(desk.CodeInvalid, err, "the templates have %d faults", len(errs)).
			WithMend("mend the named lines, or remove the file to use the built-in one")
	}
	return s, nil
}

// gatherFiles reads both file systems; a file of override replaces the built-in one.
func gatherFiles(override fs.FS) (map[string][]byte, []error) {
	files := map[string][]byte{}
	var errs []error
	for i, fsys := range []fs.FS{builtin, override} {
		if fsys == nil {
			continue
		}
		err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if base := path.Base(name); name != "." && strings.HasPrefix(base, ".") {
				if d.IsDir() {
					return fs.SkipDir
				}
				return nil // an editor's or a version control's own file
			}
			if d.IsDir() {
				return nil
			}
			if i == 1 {
				if why := misplaced(name); why != "" {
					errs = append(errs, fmt.Errorf("%s:1: %s", name, why))
					return nil
				}
			}
			data, err := fs.ReadFile(fsys, name)
			switch {
			case err != nil: // the walk goes on: one file's rights hide no other file's faults
				errs = append(errs, fmt.Errorf("%s:1: cannot be read: %w; mend its rights or, of a link, its target", name, desk.WithoutPath(err)))
				return nil
			case len(data) > maxFile:
				errs = append(errs, fmt.Errorf("%s:1: %d bytes; a template has at most %d", name, len(data), maxFile))
				return nil
			}
			files[name] = bytes.TrimPrefix(bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")), []byte("\xef\xbb\xbf"))
			return nil
		})
		if err != nil {
			errs = append(errs, err)
		}
	}
	return files, errs
}

// misplaced says why a file does not belong among the templates, or "".
func misplaced(name string) string {
	dir, base := path.Dir(name), path.Base(name)
	switch {
	case name == "frame.html":
		return ""
	case dir == "." || strings.Contains(dir, "/"):
		return "not in a language folder; put it into en/ or another two-letter folder"
	case len(dir) != 2 || strings.Trim(dir, "abcdefghijklmnopqrstuvwxyz") != "":
		return fmt.Sprintf("%q is no language; a folder has the two letters of its language, such as de or pt", dir)
	case base == "frame.tmpl" || base == "sentences.txt":
		return ""
	case path.Ext(base) != ".tmpl":
		return "unknown kind of file; templates end in .tmpl"
	case !Known(strings.TrimSuffix(base, ".tmpl")):
		return "unknown template" + nearest(strings.TrimSuffix(base, ".tmpl"))
	}
	return ""
}

// nearest suggests a template name that shares the longest beginning or end.
func nearest(name string) string {
	best, score := "", 3
	for _, n := range Names() {
		same := 0
		for same < len(n) && same < len(name) && n[same] == name[same] {
			same++
		}
		for e := 0; e < len(n) && e < len(name) && n[len(n)-1-e] == name[len(name)-1-e]; e++ {
			same++
		}
		if same > score {
			best, score = n, same
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf("; did you mean %s?", best)
}

// language finds or makes a language of the set.
func (s *Set) language(code string) *language {
	l := s.languages[code]
	if l == nil {
		l = &language{code: code, words: map[string]*words{}, sentences: map[string]string{}}
		s.languages[code] = l
	}
	return l
}

// addPartials parses a language's frame.tmpl: greeting, citation, list of asks, closing.
func (s *Set) addPartials(file string, data []byte) []error {
	t, err := texttemplate.New(file).Funcs(texttemplate.FuncMap{"fill": fill}).Option("missingkey=zero").Parse(string(data))
	if err != nil {
		return []error{trimParse(err)}
	}
	var errs []error
	for _, need := range partialNames() {
		if t.Lookup(need) == nil {
			errs = append(errs, fmt.Errorf("%s:1: {{define %q}} is missing", file, need))
		}
	}
	for _, p := range t.Templates() {
		fillActions(p)
	}
	s.language(path.Dir(file)).partials = t
	return errs
}

// partialNames are the defines that every frame.tmpl must have.
func partialNames() []string {
	return []string{"greeting", "cite", "asks", "more_asks", "send", "rest", "statutory", "between", "closing"}
}

// addWords parses one template file: header lines, blank line, body.
func (s *Set) addWords(file string, data []byte) []error {
	l := s.language(path.Dir(file))
	base := l.partials
	if base == nil {
		if l.frameless {
			return nil // one fault, however many templates lean on it
		}
		l.frameless = true
		return []error{fmt.Errorf("%s:1: the language folder %s lacks frame.tmpl", file, l.code)}
	}
	head, body, errs := splitHeader(file, string(data))
	w := &words{file: file}
	for _, c := range strings.Fields(head["cites"].value) {
		number, given, conditional := strings.Cut(c, "+")
		number, optional := strings.CutSuffix(number, "?")
		if _, ok := placeholder(given); conditional && !ok {
			errs = append(errs, fmt.Errorf("%s:%d: cites %q; %q is no placeholder", file, head["cites"].line, c, given))
		}
		if !sentenceNumber.MatchString(number) {
			errs = append(errs, fmt.Errorf("%s:%d: cites %q; a policy sentence is numbered like 1.3, with \"?\" behind it when it is quoted only if its section applies, or \"+name\" if a value is there", file, head["cites"].line, c))
		}
		w.cites = append(w.cites, cite{number: number, always: !optional, given: given})
	}
	parse := func(text string) *texttemplate.Template {
		c, err := base.Clone()
		if err == nil {
			c, err = c.New(file).Parse(text)
		}
		if err != nil {
			errs = append(errs, trimParse(err))
			return nil
		}
		fillActions(c.Lookup(file))
		for _, name := range calls(c) {
			if c.Lookup(name) == nil {
				errs = append(errs, fmt.Errorf("%s:1: {{template %q}} does not exist; there are %s", file, name, strings.Join(partialNames(), ", ")))
			}
		}
		return c
	}
	subject := head["subject"]
	if subject.value == "" {
		errs = append(errs, fmt.Errorf("%s:1: the header line \"subject:\" is missing or empty", file))
	}
	w.subject = parse(strings.Repeat("\n", max(subject.line-1, 0)) + subject.value)
	w.body = parse(body)
	if strings.TrimSpace(body) == "" {
		errs = append(errs, fmt.Errorf("%s:1: the body is empty", file))
	}
	if len(errs) == 0 {
		l.words[strings.TrimSuffix(path.Base(file), ".tmpl")] = w
	}
	return errs
}

// headLine is the value of a header line and where it stands.
type headLine struct {
	value string
	line  int
}

// splitHeader separates header lines from the body. The body keeps its line numbers:
// header lines are replaced by empty ones.
func splitHeader(file, src string) (map[string]headLine, string, []error) {
	head := map[string]headLine{}
	var errs []error
	lines := strings.Split(src, "\n")
	n := 0
	for n < len(lines) && strings.TrimSpace(lines[n]) != "" {
		key, value, ok := strings.Cut(lines[n], ":")
		key = strings.TrimSpace(key)
		if !ok || !slices.Contains([]string{"subject", "cites"}, key) {
			errs = append(errs, fmt.Errorf("%s:%d: not a header line; a file begins with \"subject:\" and \"cites:\", then a blank line", file, n+1))
		} else if _, twice := head[key]; twice {
			errs = append(errs, fmt.Errorf("%s:%d: %q stands twice", file, n+1, key))
		} else {
			head[key] = headLine{value: strings.TrimSpace(value), line: n + 1}
		}
		n++
	}
	return head, strings.Repeat("\n", n) + strings.Join(lines[n:], "\n"), errs
}

// readSentences reads "key: sentence" lines; "#" starts a comment line.
func (l *language) readSentences(file string, data []byte) []error {
	var errs []error
	for i, line := range strings.Split(string(data), "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		key, value, ok := strings.Cut(line, ":")
		key, value = strings.TrimSpace(key), strings.TrimSpace(value)
		switch {
		case !ok || value == "":
			errs = append(errs, fmt.Errorf("%s:%d: not of the form \"key: sentence\"", file, i+1))
		case l.sentences[key] != "":
			errs = append(errs, fmt.Errorf("%s:%d: %s stands twice", file, i+1, key))
		default:
			l.sentences[key] = value
		}
	}
	return errs
}

// trimParse drops the library's own prefix, so that a message begins with file:line, and
// says in words what an end of the file that comes too early means.
func trimParse(err error) error {
	text := strings.TrimPrefix(err.Error(), "template: ")
	if head, ok := strings.CutSuffix(text, "unexpected EOF"); ok {
		text = head + "a condition or a list that was opened above, as by {{if ...}}, has no {{end}}"
	}
	return errors.New(text)
}
