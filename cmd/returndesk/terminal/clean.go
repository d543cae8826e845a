package terminal

import "returndesk/explain"

// Line makes foreign text safe to print and puts it on one line.
func Line(s string) string { return explain.Line(s) }

// Text makes foreign text safe to print and keeps its lines.
func Text(s string) string { return explain.Text(s) }
