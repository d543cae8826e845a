package digest

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"

	"returndesk/desk"
)

// CSV gives every figure and every cell of every table as one long list: block, key, label,
// unit, this week, last week, median of eight weeks, n, and whether it is red. Rows of tables have the column's
// name as unit. It begins with a byte order mark, by which Excel knows UTF-8.
func CSV(d *Digest) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	w := csv.NewWriter(&b)
	w.UseCRLF = true // RFC 4180 section 2
	rows := [][]string{{"week", "block", "key", "label", "unit", "this_week", "last_week", "median_8_weeks", "n", "red"}}
	add := func(block string, f *Figure) {
		rows = append(rows, []string{d.Week, block, f.Key, f.Label, f.Unit, plain(f.This), plain(f.Last), plain(f.Median), strconv.FormatInt(f.N, 10), yes(f.Red)})
	}
	for i := range d.Blocks {
		block := &d.Blocks[i]
		for j := range block.Matters {
			add(block.Key, &block.Matters[j].Figure)
		}
		for j := range block.Figures {
			add(block.Key, &block.Figures[j])
		}
		for _, t := range block.Tables {
			for i, row := range t.Rows {
				for k := 1; k < len(row) && k < len(t.Head); k++ {
					rows = append(rows, []string{d.Week, block.Key, t.Title, row[0], t.Head[k], row[k], "", "", "", yes(i < len(t.Red) && t.Red[i])})
				}
			}
		}
	}
	for _, row := range rows {
		for i := range row {
			row[i] = neutral(row[i])
		}
		if err := w.Write(row); err != nil {
			return nil, desk.Wrap(desk.CodeInternal, err, "the table of %s cannot be written", d.Week)
		}
	}
	w.Flush()
	return b.Bytes(), w.Error()
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return ""
}

// neutral keeps a spreadsheet from taking a cell for a formula: one that begins like it
// gets an apostrophe, unless it is a plain number.
func neutral(s string) string {
	if s == "" || !strings.ContainsRune("=+-@\t\r\n|%", rune(s[0])) {
		return s
	}
	if _, err := strconv.ParseFloat(s, 64); err == nil && strings.Trim(s, "-0123456789.") == "" {
		return s
	}
	return "'" + s
}
