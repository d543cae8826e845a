package templates

import (
	"fmt"
	"text/template"
	"text/template/parse"
)

// use is one placeholder that a template names.
type use struct {
	name  string
	where string // "en/claim_received.tmpl:7:12"
}

// uses collects the placeholders of a parsed template, in order.
func uses(t *template.Template) []use {
	if t == nil || t.Tree == nil {
		return nil
	}
	var found []use
	walk(t.Root, func(n parse.Node) {
		f, ok := n.(*parse.FieldNode)
		if !ok || len(f.Ident) == 0 {
			return
		}
		where, _ := t.ErrorContext(f)
		found = append(found, use{name: f.Ident[0], where: where})
	})
	return found
}

// calls collects the names of the partial templates that a template includes.
func calls(t *template.Template) []string {
	if t == nil || t.Tree == nil {
		return nil
	}
	var names []string
	walk(t.Root, func(n parse.Node) {
		if c, ok := n.(*parse.TemplateNode); ok {
			names = append(names, c.Name)
		}
	})
	return names
}

// fillActions appends "fill NAME" to every pipeline that writes a value, so that each
// value is made plain text and a missing one becomes visible, without a template's
// writer having to remember it (html/template escapes in the same way).
func fillActions(t *template.Template) {
	if t == nil || t.Tree == nil {
		return
	}
	tree := t.Tree
	walk(t.Root, func(n parse.Node) {
		a, ok := n.(*parse.ActionNode)
		if !ok || len(a.Pipe.Decl) > 0 || len(a.Pipe.Cmds) == 0 {
			return
		}
		name := "item"
		if args := a.Pipe.Cmds[0].Args; len(args) > 0 {
			if f, ok := args[0].(*parse.FieldNode); ok && len(f.Ident) > 0 {
				name = f.Ident[0]
			}
		}
		a.Pipe.Cmds = append(a.Pipe.Cmds, &parse.CommandNode{
			NodeType: parse.NodeCommand, Pos: a.Pos,
			Args: []parse.Node{
				parse.NewIdentifier("fill").SetPos(a.Pos).SetTree(tree),
				&parse.StringNode{NodeType: parse.NodeString, Pos: a.Pos, Quoted: fmt.Sprintf("%q", name), Text: name},
			},
		})
	})
}

// fill writes one value as guarded plain text, or the visible mark of a missing one.
func fill(name string, v any) string {
	s, _ := v.(string)
	if s = guard(s); s == "" {
		return guard("[[" + name + "]]")
	}
	return s
}

// walk visits every node of a parse tree, parents first.
func walk(n parse.Node, visit func(parse.Node)) {
	switch n := n.(type) {
	case nil:
		return
	case *parse.ListNode:
		if n == nil {
			return
		}
		visit(n)
		for _, c := range n.Nodes {
			walk(c, visit)
		}
	case *parse.ActionNode:
		visit(n)
		walk(n.Pipe, visit)
	case *parse.PipeNode:
		if n == nil {
			return
		}
		visit(n)
		for _, c := range n.Cmds {
			walk(c, visit)
		}
	case *parse.CommandNode:
		visit(n)
		for _, c := range n.Args {
			walk(c, visit)
		}
	case *parse.IfNode:
		visit(n)
		walkBranch(&n.BranchNode, visit)
	case *parse.RangeNode:
		visit(n)
		walkBranch(&n.BranchNode, visit)
	case *parse.WithNode:
		visit(n)
		walkBranch(&n.BranchNode, visit)
	case *parse.TemplateNode:
		visit(n)
		walk(n.Pipe, visit)
	default:
		visit(n)
	}
}

// walkBranch visits condition and both arms of an if, range or with.
func walkBranch(n *parse.BranchNode, visit func(parse.Node)) {
	walk(n.Pipe, visit)
	walk(n.List, visit)
	walk(n.ElseList, visit)
}
