package lint

import (
	"fmt"
	"go/ast"
	"io/fs"
	"slices"
	"strconv"
	"strings"
)

// Imports gives every import that the table of the house forbids, every use of a clock
// in a pure room, and every room without a rule, one line each.
func Imports(tree fs.FS) ([]string, error) { return imports(tree, house()) }

func imports(tree fs.FS, rules map[string]room) ([]string, error) {
	files, err := read(tree)
	if err != nil {
		return nil, err
	}
	var found []string
	for _, s := range files {
		r, known := ruleOf(s.dir, rules)
		if !known {
			found = append(found, fmt.Sprintf("%s: the room %s has no rule; add it to internal/lint/rules.go", s.at(s.file.Package), s.dir))
			continue
		}
		if s.test {
			continue
		}
		for _, spec := range s.file.Imports {
			p, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return nil, fmt.Errorf("%s: import path: %w", s.at(spec.Pos()), err)
			}
			if why := forbidden(s, r, p); why != "" {
				found = append(found, s.at(spec.Pos())+": "+why)
			}
		}
		if !r.doesIO(s.name) {
			found = append(found, clockUses(s)...)
		}
	}
	return found, nil
}

func forbidden(s source, r room, path string) string {
	first, _, _ := strings.Cut(path, "/")
	switch {
	case first == module:
		if other := strings.TrimPrefix(path, module+"/"); !r.allowsRoom(s.dir, other) {
			return fmt.Sprintf("%s must not know %s", s.dir, other)
		}
	case strings.Contains(first, "."):
		if !r.allowsModule(path) {
			return fmt.Sprintf("%s may not use the library %s", s.dir, path)
		}
	case slices.Contains(effects(), path) && !r.doesIO(s.name):
		return fmt.Sprintf("%s is pure and may not import %s", s.dir, path)
	}
	return ""
}

// clockUses finds calls such as time.Now, also when time.Now is only handed on.
func clockUses(s source) []string {
	var found []string
	ast.Inspect(s.file, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if pkg, ok := sel.X.(*ast.Ident); ok && pkg.Name == "time" && slices.Contains(clocks(), sel.Sel.Name) {
			found = append(found, fmt.Sprintf("%s: %s is pure and takes the time as an argument, not from time.%s", s.at(sel.Pos()), s.dir, sel.Sel.Name))
		}
		return true
	})
	return found
}
