package policy

import (
	"bytes"
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// maxFile bounds a table's size; a hand-written one has some 50 kB.
const maxFile = 1 << 20

// root parses a file into its top mapping, nil when it cannot be used.
func root(b []byte, report reporter) *yaml.Node {
	if len(b) > maxFile {
		report(1, 1, "the file has %d bytes; at most %d are read", len(b), maxFile)
		return nil
	}
	if !legible(b, report) {
		return nil
	}
	var doc yaml.Node
	if err := yaml.Load(b, &doc); err != nil {
		line, col, what := 1, 1, strings.TrimPrefix(err.Error(), "yaml: ")
		var many *yaml.LoadErrors
		var first *yaml.LoadError
		if errors.As(err, &many) && len(many.Errors) > 0 {
			first = many.Errors[0]
		}
		if first != nil || errors.As(err, &first) {
			line, col, what = max(first.Mark.Line, 1), max(first.Mark.Column, 1), first.Message
		}
		report(line, col, "not readable as YAML: %s", what)
		return nil
	}
	if doc.Kind != yaml.DocumentNode || len(doc.Content) != 1 || doc.Content[0].Kind != yaml.MappingNode {
		report(1, 1, "the file must be a mapping of keys")
		return nil
	}
	return doc.Content[0]
}

// legible reports a file that holds nothing but comments and blank lines, or that is no text.
func legible(b []byte, report reporter) bool {
	if !utf8.Valid(b) || bytes.IndexByte(b, 0) >= 0 {
		report(1, 1, "the file is no text in UTF-8")
		return false
	}
	for line := range bytes.Lines(b) {
		if line = bytes.TrimSpace(line); len(line) > 0 && line[0] != '#' {
			return true
		}
	}
	report(1, 1, "the file is empty")
	return false
}

// entry is one key of a mapping with its value.
type entry struct {
	key   string
	at    *yaml.Node
	value *yaml.Node
}

// entries walks a mapping: repeated and unknown keys are reported and left out. allowed
// nil takes any key.
func entries(n *yaml.Node, allowed []string, report reporter) []entry {
	if n.Kind != yaml.MappingNode {
		report(n.Line, n.Column, "a mapping of keys is needed here")
		return nil
	}
	var out []entry
	seen := make(map[string]bool)
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		switch {
		case k.Kind != yaml.ScalarNode:
			report(k.Line, k.Column, "a key must be a plain word")
			continue
		case seen[k.Value]:
			report(k.Line, k.Column, "%q stands twice", k.Value)
			continue
		case allowed != nil && !slices.Contains(allowed, k.Value):
			report(k.Line, k.Column, "unknown key %q%s", k.Value, closest(k.Value, allowed))
			continue
		}
		seen[k.Value] = true
		out = append(out, entry{k.Value, k, v})
	}
	return out
}

// word reads a scalar.
func word(n *yaml.Node, report reporter) string {
	if n.Kind != yaml.ScalarNode {
		report(n.Line, n.Column, "a single word is needed here")
		return ""
	}
	return n.Value
}

// words reads a scalar or a list of scalars. With allowed, anything else is reported
// together with what it was meant to be (what: "flag", "ask", ...).
func words(n *yaml.Node, what string, allowed []string, report reporter) []string {
	items := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		items = n.Content
	}
	out := []string{}
	for _, x := range items {
		w := word(x, report)
		switch {
		case w == "":
			if x.Kind == yaml.ScalarNode {
				report(x.Line, x.Column, "an empty %s", what)
			}
		case allowed != nil && !slices.Contains(allowed, w):
			report(x.Line, x.Column, "unknown %s %q%s", what, w, closest(w, allowed))
		case slices.Contains(out, w):
			report(x.Line, x.Column, "%s %q stands twice", what, w)
		default:
			out = append(out, w)
		}
	}
	return out
}

// truth reads yes or no.
func truth(n *yaml.Node, report reporter) bool {
	switch strings.ToLower(word(n, report)) {
	case "yes", "true":
		return true
	case "no", "false":
		return false
	}
	report(n.Line, n.Column, "yes or no is needed here")
	return false
}

func itoa(n int) string { return strconv.Itoa(n) }

// strs turns a list of named strings into plain ones.
func strs[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, x := range list {
		out[i] = string(x)
	}
	return out
}

// named turns plain strings into named ones.
func named[T ~string](list []string) []T {
	out := make([]T, len(list))
	for i, x := range list {
		out[i] = T(x)
	}
	return out
}
