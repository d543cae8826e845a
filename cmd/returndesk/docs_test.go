package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// page is one of the project's pages.
type page struct{ path, text string }

func docPages(t *testing.T) []page {
	t.Helper()
	files, err := filepath.Glob("../../docs/*.md")
	if err != nil || len(files) < 4 {
		t.Fatalf("pages: %v, %v", files, err)
	}
	var out []page
	for _, f := range append(files, "../../README.md", "../../CHANGELOG.md", "../../docs/returndesk.service") {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, page{f, string(text)})
	}
	return out
}

// TestDocsNameRealCommands: every command line and every `returndesk ...` in the pages is
// one that this program has, with flags that it has.
func TestDocsNameRealCommands(t *testing.T) {
	t.Parallel()
	a := &app{in: strings.NewReader(""), out: &bytes.Buffer{}, err: &bytes.Buffer{}, env: func(string) string { return "" }}
	shape := regexp.MustCompile("(?m)(?:`|^\\$ |^sudo |^|\\| |returndesk |bin/|ExecStart=/usr/local/bin/)returndesk ([a-z][^`\n]*)")
	root := newRootCmd(a)
	root.InitDefaultCompletionCmd()
	seen := 0
	for _, p := range docPages(t) {
		for _, block := range commandText(p.text) {
			for _, m := range shape.FindAllStringSubmatch(block, -1) {
				seen++
				if err := commandExists(root, strings.Fields(m[1])); err != "" {
					t.Errorf("%s: returndesk %s: %s", filepath.Base(p.path), m[1], err)
				}
			}
		}
	}
	if seen < 50 {
		t.Errorf("only %d commands were found in the pages", seen)
	}
}

// commandText gives what is code on a page: fenced blocks without a language, and spans.
func commandText(text string) []string {
	if !strings.Contains(text, "`") {
		return []string{text} // the unit file
	}
	var out []string
	for i, part := range strings.Split(text, "```") {
		language, body, _ := strings.Cut(part, "\n")
		switch {
		case i%2 == 1 && language == "":
			out = append(out, body)
		case i%2 == 0:
			out = append(out, strings.Join(regexp.MustCompile("`[^`]+`").FindAllString(part, -1), "\n"))
		}
	}
	return out
}

// commandExists walks the words as far as they are commands and looks up every flag.
func commandExists(root *cobra.Command, words []string) string {
	c, _, err := root.Find(words[:1])
	if err != nil || c == root {
		return "no such command"
	}
	if len(words) > 1 && c.HasSubCommands() && !strings.HasPrefix(words[1], "-") {
		sub := strings.Trim(words[1], ".,;:)")
		i := slices.IndexFunc(c.Commands(), func(x *cobra.Command) bool { return x.Name() == sub })
		if i < 0 {
			return "no such command under " + c.Name()
		}
		c = c.Commands()[i]
	}
	for _, w := range words {
		if w == "#" || w == "|" {
			break
		}
		if name, ok := strings.CutPrefix(w, "--"); ok {
			name, _, _ = strings.Cut(strings.Trim(name, ".,;:)"), "=")
			if c.Flags().Lookup(name) == nil && c.InheritedFlags().Lookup(name) == nil {
				return "no flag --" + name
			}
		}
	}
	return ""
}

// TestDocsLinksLead: links between pages and to files lead somewhere, and make targets exist.
func TestDocsLinksLead(t *testing.T) {
	t.Parallel()
	makefile, err := os.ReadFile("../../Makefile")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range docPages(t) {
		for _, m := range regexp.MustCompile(`\]\(([^)#]+)\)`).FindAllStringSubmatch(p.text, -1) {
			if strings.Contains(m[1], "://") {
				continue
			}
			if _, err := os.Stat(filepath.Join(filepath.Dir(p.path), m[1])); err != nil {
				t.Errorf("%s leads to %s, which is not there", filepath.Base(p.path), m[1])
			}
		}
		for _, m := range regexp.MustCompile("(?m)(?:`|^|^CGO_ENABLED=0 )make ([a-z]+)").FindAllStringSubmatch(p.text, -1) {
			if !strings.Contains(string(makefile), "\n"+m[1]+":") {
				t.Errorf("%s names make %s, which the Makefile lacks", filepath.Base(p.path), m[1])
			}
		}
	}
}
