package lint

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"strings"
)

// source is one parsed file.
type source struct {
	dir   string // "store/bolt"
	name  string // "open.go"
	test  bool
	lines int
	file  *ast.File
	set   *token.FileSet
}

// at gives "dir/name:line".
func (s source) at(p token.Pos) string {
	return fmt.Sprintf("%s:%d", path.Join(s.dir, s.name), s.set.Position(p).Line)
}

// read parses every Go file of a tree but those below testdata and hidden folders.
func read(tree fs.FS) ([]source, error) {
	var all []source
	set := token.NewFileSet()
	err := fs.WalkDir(tree, ".", func(p string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir() && p != "." && (e.Name() == "testdata" || e.Name() == "vendor" || strings.HasPrefix(e.Name(), ".")):
			return fs.SkipDir
		case e.IsDir() || path.Ext(p) != ".go":
			return nil
		}
		text, err := fs.ReadFile(tree, p)
		if err != nil {
			return fmt.Errorf("read %s: %w", p, err)
		}
		f, err := parser.ParseFile(set, p, text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return fmt.Errorf("parse: %w", err)
		}
		all = append(all, source{
			dir: path.Dir(p), name: path.Base(p), test: strings.HasSuffix(p, "_test.go"),
			lines: strings.Count(string(text), "\n"), file: f, set: set,
		})
		return nil
	})
	return all, err
}
