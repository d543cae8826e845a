package replies

import (
	"slices"
	"strings"
	"time"
	"unicode"

	udiff "github.com/aymanbagabas/go-udiff"

	"returndesk/message"
)

// maxDiff bounds the kept difference, in bytes; the sent mail itself is kept whole.
const maxDiff = 16 << 10

// Difference is what a person changed in a draft before sending it from the mail program.
type Difference struct {
	Edited bool
	// Diff tells it for people, one changed place a line: words that left in [-...-], new
	// ones in {+...+}.
	Diff           string
	Added, Removed int     // words
	Kept           float64 // share of the draft's words that the sent mail still has, 0 to 1
}

// Compare holds a mail from Sent against the draft as we filed it. Mail programs wrap lines
// anew, make a plain part out of the HTML or the other way round, and change how links and
// lists look; that is no edit. The words count, and the subject, the readers and the files.
func Compare(draft, sent *message.Message) Difference {
	a, b := wordsToCompare(draft, sent)
	var d Difference
	var lines []string
	note := func(what, from, to string) {
		if from != to {
			var marked []string
			if from != "" {
				marked = append(marked, "[-"+from+"-]")
			}
			if to != "" {
				marked = append(marked, "{+"+to+"+}")
			}
			lines = append(lines, what+": "+strings.Join(marked, " "))
		}
	}
	note("Subject", strings.Join(wordsOf(draft.Subject), " "), strings.Join(wordsOf(sent.Subject), " "))
	note("To", readers(draft.To), readers(sent.To))
	note("Cc", readers(draft.Cc), readers(sent.Cc))
	note("Files", files(draft), files(sent))
	changed, kept := 0, len(a)
	for _, line := range wordDiff(a, b, func(added, removed int) {
		d.Added, d.Removed = d.Added+added, d.Removed+removed
	}) {
		lines = append(lines, line)
		changed++
	}
	kept -= d.Removed
	d.Kept = 1
	if len(a) > 0 {
		d.Kept = float64(kept) / float64(len(a))
	}
	d.Edited = len(lines) > 0
	d.Diff = strings.Join(lines, "\n")
	if len(d.Diff) > maxDiff {
		d.Diff = strings.ToValidUTF8(d.Diff[:maxDiff], "") + "\n(the rest is left out)"
	}
	return d
}

// wordsToCompare gives the words of both mails, of the form that a person worked on.
func wordsToCompare(draft, sent *message.Message) (a, b []string) {
	a, b = wordsOf(draft.Text), wordsOf(sent.Text)
	if draft.HTML == "" || sent.HTML == "" {
		return a, b
	}
	ha, hb := wordsOf(textOfHTML(draft.HTML)), wordsOf(textOfHTML(sent.HTML))
	if plain, beside := withoutTail(b, hb); beside {
		b = plain
		if slices.Equal(a, b) { // the other form is read, too
			return ha, hb
		}
		return a, b
	}
	if !slices.Equal(a, b) && slices.Equal(ha, hb) { // a program that works on the HTML writes the plain part as it likes
		return ha, hb
	}
	return a, b
}

// withoutTail takes the words of the HTML part off a text that shows both parts, one after
// the other: some programs turn multipart/alternative into multipart/mixed (Alpine does).
func withoutTail(text, html []string) ([]string, bool) {
	n := len(text) - len(html)
	if len(html) == 0 || n < max(1, len(html)/2) || !slices.Equal(text[n:], html) {
		return text, false
	}
	return text[:n], true
}

// wordDiff gives one line a place in which the words differ, with a few words around it.
func wordDiff(a, b []string, count func(added, removed int)) []string {
	if slices.Equal(a, b) {
		return nil
	}
	from, to := strings.Join(a, "\n")+"\n", strings.Join(b, "\n")+"\n"
	u, err := udiff.ToUnifiedDiff("", "", from, udiff.Lines(from, to), 4)
	if err != nil { // edits of the library's own making always fit
		return []string{"[-" + strings.Join(a, " ") + "-] {+" + strings.Join(b, " ") + "+}"}
	}
	var out []string
	for _, h := range u.Hunks {
		var line strings.Builder
		added, removed := 0, 0
		last := udiff.Equal
		shut := func() {
			switch last {
			case udiff.Delete:
				line.WriteString("-]")
			case udiff.Insert:
				line.WriteString("+}")
			}
		}
		for _, l := range h.Lines {
			if l.Kind != last {
				shut()
			}
			if line.Len() > 0 {
				line.WriteByte(' ')
			}
			if l.Kind != last {
				line.WriteString(map[udiff.OpKind]string{udiff.Delete: "[-", udiff.Insert: "{+"}[l.Kind])
			}
			line.WriteString(strings.TrimSuffix(l.Content, "\n"))
			last = l.Kind
			switch l.Kind {
			case udiff.Delete:
				removed++
			case udiff.Insert:
				added++
			}
		}
		shut()
		count(added, removed)
		out = append(out, "... "+line.String()+" ...")
	}
	return out
}

// wordsOf gives a text's words without the marks of lists, emphasis, links and quotation
// that mail programs add and drop.
func wordsOf(text string) []string {
	var out []string
	for w := range strings.FieldsFuncSeq(text, unicode.IsSpace) {
		w = strings.Trim(w, "<>[]()*_|\"'`\u2018\u2019\u201c\u201d\u00ab\u00bb\u2022\u00b7\u2023\u25e6\u25cf\u200b\ufeff-\u2013\u2014=")
		if w != "" {
			out = append(out, w)
		}
	}
	return out
}

// textOfHTML gives what a reader sees of an HTML part.
func textOfHTML(html string) string {
	raw := "MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + html
	m, err := message.Parse([]byte(raw), time.Time{}, message.Options{})
	if err != nil {
		return ""
	}
	return m.Text
}

func readers(list []message.Mailbox) string {
	out := make([]string, 0, len(list))
	for _, a := range list {
		out = append(out, strings.ToLower(a.Address))
	}
	slices.Sort(out)
	return strings.Join(slices.Compact(out), ", ")
}

// files names a mail's files by name; those that its HTML shows as pictures of a signature
// are part of its look.
func files(m *message.Message) string {
	var out []string
	for _, a := range m.Attachments {
		if !a.Inline {
			out = append(out, a.Name)
		}
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}
