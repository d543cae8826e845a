package terminal

import (
	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
)

// column is one column of a listing: its header and its width; 0 takes what is left.
type column struct {
	head  string
	width int
	right bool // aligned to the right
}

// fill gives the one column of width 0 what the others leave of the terminal.
func (l Look) fill(cols []column) []column {
	rest, at := l.width(), -1
	for i, c := range cols {
		if c.width == 0 {
			at = i
		}
		rest -= c.width
		if i > 0 {
			rest -= 2
		}
	}
	if at >= 0 {
		cols[at].width = max(rest, 8)
	}
	return cols
}

// table lays out rows below their heads, two blanks between columns. Cells must fit
// their columns; what does not is cut.
func (l Look) table(cols []column, rows [][]string) string {
	t := table.NewWriter()
	style := table.StyleDefault
	style.Options = table.Options{}
	style.Box.PaddingLeft, style.Box.PaddingRight = "", "  "
	style.Format.Header = text.FormatDefault
	t.SetStyle(style)
	t.SuppressTrailingSpaces()
	configs := make([]table.ColumnConfig, len(cols))
	head := make(table.Row, len(cols))
	for i, c := range cols {
		head[i] = l.faint(c.head)
		configs[i] = table.ColumnConfig{Number: i + 1, WidthMin: c.width, WidthMax: c.width, WidthMaxEnforcer: snip}
		if c.right {
			configs[i].Align, configs[i].AlignHeader = text.AlignRight, text.AlignRight
		}
	}
	t.SetColumnConfigs(configs)
	t.AppendHeader(head)
	for _, r := range rows {
		row := make(table.Row, len(r))
		for i, cell := range r {
			row[i] = cell
		}
		t.AppendRow(row)
	}
	return t.Render() + "\n"
}

// snip cuts a cell and keeps the colours that it may carry.
func snip(s string, width int) string {
	if columns(s) <= width {
		return s
	}
	return text.Snip(s, width, "…")
}
