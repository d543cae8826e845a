package orders

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"returndesk/desk"
)

// LoadOptions say how a file is to be read.
type LoadOptions struct {
	AsOf time.Time      // when the data were true
	Zone *time.Location // shop time, for times without a zone; nil = UTC
	// Columns maps the file's own column names to ours.
	Columns map[string]string
}

// maxCell caps one cell; a quote that is never closed would otherwise swallow the file.
const maxCell = 1 << 16

// LoadCSV reads orders row by row: one row an order line, rows of one order anywhere in
// the file. Commas, semicolons or tabs; UTF-8, UTF-16 with a mark, or Windows-1252. It
// fails only when the file as a whole is no table of orders; everything else is a
// Problem named by its line, and the order that it belongs to carries a DataError.
func LoadCSV(r io.Reader, o LoadOptions) (Snapshot, error) {
	if o.Zone == nil {
		o.Zone = time.UTC
	}
	in, err := plainText(r)
	if err != nil {
		return Snapshot{}, err
	}
	first, err := in.Peek(4096)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, bufio.ErrBufferFull) {
		return Snapshot{}, readError(err)
	}
	nothing := desk.Errf(desk.CodeInvalid, "the file of orders is empty").WithMend("export it with a header row; docs/orders.md lists the columns")
	if err != nil && len(bytes.TrimSpace(first)) == 0 { // err: these are all its bytes
		return Snapshot{}, nothing
	}
	if bytes.IndexByte(first, 0) >= 0 {
		return Snapshot{}, desk.Errf(desk.CodeInvalid, "the file of orders is no text; a spreadsheet is none either").
			WithMend("save it as CSV in UTF-8, and name that file")
	}
	skipped := 0
	if head, rest, ok := bytes.Cut(first, []byte("\n")); ok && bytes.HasPrefix(bytes.ToLower(head), []byte("sep=")) {
		// Excel's own hint; the next line shows the same.
		if _, err := in.Discard(len(first) - len(rest)); err != nil {
			return Snapshot{}, readError(err)
		}
		first, skipped = rest, 1
	}
	table := csv.NewReader(in)
	table.Comma, table.FieldsPerRecord, table.ReuseRecord = delimiter(first), -1, true
	var bad *csv.ParseError
	head, err := table.Read()
	switch {
	case errors.Is(err, io.EOF):
		return Snapshot{}, nothing
	case errors.As(err, &bad):
		return Snapshot{}, desk.Errf(desk.CodeInvalid, "line %d: a quotation mark stands in the wrong place, where the columns should be named", bad.StartLine+skipped).
			WithMend("export the file anew, with a header row; the name of a file of JSON ends in .json")
	case err != nil:
		return Snapshot{}, readError(err)
	}
	l, err := newLoader(head, o)
	if err != nil {
		return Snapshot{}, err
	}
	l.dotted = table.Comma == ';'
	for {
		row, err := table.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		switch {
		case err == nil:
			line, _ := table.FieldPos(0)
			l.row(row, line+skipped, "")
		case errors.As(err, &bad) && errors.Is(bad.Err, csv.ErrQuote) && bad.Line-bad.StartLine > 200:
			return Snapshot{}, desk.Errf(desk.CodeInvalid, "line %d: a quotation mark is opened and never closed", bad.StartLine+skipped).
				WithMend("close it, or export the file anew")
		case errors.As(err, &bad):
			l.row(row, bad.StartLine+skipped, "a quotation mark stands in the wrong place")
		default:
			return Snapshot{}, readError(err)
		}
	}
	return l.finish(), nil
}

func readError(err error) error {
	return desk.Wrap(desk.CodeUnavailable, err, "the file of orders cannot be read to its end").AsTemporary()
}

// plainText takes off a byte order mark and turns UTF-16 into UTF-8.
func plainText(r io.Reader) (*bufio.Reader, error) {
	in := bufio.NewReaderSize(r, 1<<16)
	mark, err := in.Peek(3)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, readError(err)
	}
	switch {
	case bytes.HasPrefix(mark, []byte{0xef, 0xbb, 0xbf}):
		_, err = in.Discard(3)
		return in, err
	case bytes.HasPrefix(mark, []byte{0xff, 0xfe}), bytes.HasPrefix(mark, []byte{0xfe, 0xff}):
		dec := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder()
		return bufio.NewReaderSize(transform.NewReader(in, dec), 1<<16), nil
	}
	return in, nil
}

// delimiter finds what parts the cells: whichever of the three stands most often in the
// header, outside of quotes.
func delimiter(first []byte) rune {
	count := map[byte]int{}
	quoted := false
	for _, c := range first {
		if c == '"' {
			quoted = !quoted
		}
		if quoted {
			continue
		}
		if c == '\n' {
			break
		}
		count[c]++
	}
	best := byte(',')
	for _, c := range []byte{';', '\t'} {
		if count[c] > count[best] {
			best = c
		}
	}
	return rune(best)
}

// decodeCell reads bytes that are not UTF-8 as Windows-1252, the other encoding in which
// spreadsheets save.
func decodeCell(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	out, err := charmap.Windows1252.NewDecoder().String(s)
	if err != nil {
		return strings.ToValidUTF8(s, "\ufffd")
	}
	return out
}

// clip shortens foreign text for a message.
func clip(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}
