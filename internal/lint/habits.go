package lint

import (
	"fmt"
	"go/ast"
	"go/token"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
)

// Bounds of readability, in lines. Tests may have longer functions (tables).
const (
	maxFileLines     = 400
	maxFunctionLines = 100
)

// Habits gives every breach of the habits of the house, one line each.
func Habits(tree fs.FS) ([]string, error) {
	files, err := read(tree)
	if err != nil {
		return nil, err
	}
	var found []string
	documented := map[string]bool{}
	there := map[string]bool{}
	for _, s := range files {
		there[path.Join(s.dir, s.name)] = true
	}
	for _, s := range files {
		documented[s.dir] = documented[s.dir] || (!s.test && s.file.Doc != nil)
		found = append(found, fileHabits(s)...)
		for _, name := range named().FindAllString(s.file.Doc.Text(), -1) {
			if !there[path.Join(s.dir, name)] {
				found = append(found, s.at(s.file.Package)+": the package comment names "+name+", which is not there")
			}
		}
		if !s.test {
			found = append(found, shippedHabits(s)...)
		}
	}
	for _, dir := range slices.Sorted(maps.Keys(documented)) {
		if !documented[dir] {
			found = append(found, dir+": has no package comment; say what it is for and what it must not know")
		}
	}
	return found, nil
}

// vague are names that say nothing of what a package or a file holds.
func vague() *regexp.Regexp {
	return regexp.MustCompile(`^(utils?|common|commons|managers?|helpers?|misc|shared|base|stuff)(_test)?$`)
}

// named finds the files that a package comment names.
func named() *regexp.Regexp { return regexp.MustCompile(`\b[a-z0-9_]+\.go\b`) }

// unfinished are the marks that a shipped file must not carry.
func unfinished() *regexp.Regexp { return regexp.MustCompile(`\b(TODO|FIXME|XXX|HACK)\b`) }

func fileHabits(s source) []string {
	var found []string
	note := func(p token.Pos, format string, args ...any) {
		found = append(found, s.at(p)+": "+fmt.Sprintf(format, args...))
	}
	if s.lines > maxFileLines {
		note(s.file.Package, "the file has %d lines; %d is the limit", s.lines, maxFileLines)
	}
	if vague().MatchString(s.file.Name.Name) {
		note(s.file.Package, "package %s is named after nothing", s.file.Name.Name)
	}
	if vague().MatchString(strings.TrimSuffix(s.name, ".go")) {
		note(s.file.Package, "file %s is named after nothing", s.name)
	}
	for _, group := range s.file.Comments {
		if mark := unfinished().FindString(group.Text()); mark != "" {
			note(group.Pos(), "%s: finish it, or make it an issue", mark)
		}
	}
	return found
}

func shippedHabits(s source) []string {
	var found []string
	note := func(p token.Pos, format string, args ...any) {
		found = append(found, s.at(p)+": "+fmt.Sprintf(format, args...))
	}
	for _, d := range s.file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if n := s.set.Position(d.End()).Line - s.set.Position(d.Pos()).Line + 1; n > maxFunctionLines {
				note(d.Pos(), "%s has %d lines; %d is the limit", d.Name.Name, n, maxFunctionLines)
			}
			if d.Recv == nil && d.Name.Name == "init" {
				note(d.Pos(), "init runs unseen; call a function instead")
			}
			if d.Doc == nil && d.Name.IsExported() && exportedReceiver(d) {
				note(d.Pos(), "exported %s has no comment", d.Name.Name)
			}
		case *ast.GenDecl:
			found = append(found, undocumented(s, d)...)
		}
	}
	ast.Inspect(s.file, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		if f, ok := call.Fun.(*ast.Ident); ok && f.Name == "panic" {
			note(call.Pos(), "panic: return an error instead")
		}
		return true
	})
	return found
}

// exportedReceiver says whether a method can be seen outside; functions always can.
func exportedReceiver(d *ast.FuncDecl) bool {
	if d.Recv == nil || len(d.Recv.List) == 0 {
		return true
	}
	t := d.Recv.List[0].Type
	if star, ok := t.(*ast.StarExpr); ok {
		t = star.X
	}
	if generic, ok := t.(*ast.IndexExpr); ok {
		t = generic.X
	}
	name, ok := t.(*ast.Ident)
	return ok && name.IsExported()
}

// undocumented finds exported types, constants and variables without a comment; one
// comment serves a group of constants or variables.
func undocumented(s source, d *ast.GenDecl) []string {
	if d.Tok == token.IMPORT {
		return nil
	}
	var found []string
	for _, spec := range d.Specs {
		switch spec := spec.(type) {
		case *ast.TypeSpec:
			if spec.Name.IsExported() && spec.Doc == nil && (d.Doc == nil || len(d.Specs) > 1) {
				found = append(found, s.at(spec.Pos())+": exported "+spec.Name.Name+" has no comment")
			}
		case *ast.ValueSpec:
			for _, name := range spec.Names {
				if name.IsExported() && d.Doc == nil && spec.Doc == nil && spec.Comment == nil {
					found = append(found, s.at(name.Pos())+": exported "+name.Name+" has no comment")
				}
			}
		}
	}
	return found
}
