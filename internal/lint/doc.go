// Package lint holds the rules of the house against the source: which room may import
// which other room and which library, which rooms do no IO and read no clock, and the
// habits that a reader of any room may rely on (package comments, short files and
// functions, no init, no panic).
//
// It reads Go source only and must not know what any room does. Its test runs the rules
// over the whole module; the rules themselves are tested on small made-up trees.
package lint
