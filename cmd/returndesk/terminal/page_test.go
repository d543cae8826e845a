package terminal

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/jedib0t/go-pretty/v6/text"

	"returndesk/control"
	"returndesk/desk"
	"returndesk/explain"
	"returndesk/flow"
)

var update = flag.Bool("update", false, "write the golden files anew")

// pages gives every page of the package for one look.
func pages(l Look) map[string]string {
	parked := sampleParked(desk.MailQuarantined)
	closed := sampleCase()
	closed.Case.State, closed.Drafts, closed.RMAs, closed.Next, closed.Case.Evidence = desk.CaseClosed, nil, nil, nil, nil
	return map[string]string{
		"queue":            l.Queue(sampleQueue(), control.Status{}, false),
		"queue_trouble":    l.Queue(sampleQueue()[:2], sampleTrouble(), true),
		"queue_empty":      l.Queue(nil, control.Status{}, false),
		"queue_unmatched":  l.Queue(nil, control.Status{}, true),
		"case":             l.Case(sampleCase()),
		"case_hostile":     l.Case(hostileCase()),
		"case_closed":      l.Case(closed),
		"case_late":        l.Case(lateCase()),
		"rmas":             l.RMAs([]desk.RMA{sampleRMA()}, false),
		"rmas_empty":       l.RMAs(nil, false) + l.RMAs(nil, true),
		"rma":              l.RMA(sampleRMAView()),
		"parked":           l.Parked(parked, desk.MailQuarantined),
		"parked_machine":   l.Parked(sampleParked(desk.MailSuppressed), desk.MailSuppressed),
		"parked_too_big":   l.Parked(sampleParked(desk.MailTooBig), desk.MailTooBig),
		"parked_empty":     l.Parked(nil, desk.MailQuarantined) + l.Parked(nil, desk.MailSuppressed) + l.Parked(nil, desk.MailTooBig),
		"parked_mail":      l.ParkedMail(parked[0], []byte("From: x\r\nSubject: "+evil+"\r\n\r\n"+strings.Repeat("x ", 3000))),
		"simulation":       l.SimulationWeek(sampleSimulation()) + l.SimulationTable(sampleSimulation(), 6*time.Second),
		"parked_mail_huge": l.ParkedMail(sampleParked(desk.MailTooBig)[1], nil),
	}
}

func TestPages(t *testing.T) {
	t.Parallel()
	for _, width := range []int{80, 120, 180} {
		for name, got := range pages(Look{Width: width, Now: noon}) {
			golden(t, fmt.Sprintf("%s_%d", name, width), got)
		}
	}
	golden(t, "queue_colour", Look{Width: 116, Now: noon, Colour: true}.Queue(sampleQueue(), sampleTrouble(), false))
	golden(t, "case_colour", Look{Width: 100, Now: noon, Colour: true}.Case(sampleCase()))
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".txt")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v; run the test with -update", err)
	}
	if string(want) != got {
		t.Errorf("%s looks different from its golden file:\n%s", name, got)
	}
}

// TestFits wants every line of every page inside the terminal, at many widths, and with
// colours as without.
func TestFits(t *testing.T) {
	t.Parallel()
	for width := minWidth; width <= 200; width += 4 {
		for _, colour := range []bool{false, true} {
			for name, page := range pages(Look{Width: width, Now: noon, Colour: colour}) {
				for line := range strings.SplitSeq(page, "\n") {
					if command(line) {
						continue
					}
					if w := text.StringWidthWithoutEscSequences(line); w > width {
						t.Errorf("%s at %d columns: %d wide: %q", name, width, w, line)
					}
					if strings.HasSuffix(line, " ") {
						t.Errorf("%s at %d columns ends with blanks: %q", name, width, line)
					}
				}
			}
		}
	}
}

// TestWideSignsFit wants the same of names, subjects and texts that are long, wide or joined from several signs.
func TestWideSignsFit(t *testing.T) {
	t.Parallel()
	for _, word := range []string{strings.Repeat("壊れたキーボード", 9), strings.Repeat("한국어 ", 40), strings.Repeat("Donaudampfschiff", 12),
		strings.Repeat("👩\u200d🔧", 30), strings.Repeat("❤\ufe0f", 70), strings.Repeat("e\u0301", 100)} {
		rows, parked, record := sampleQueue(), sampleParked(desk.MailQuarantined), sampleRMA()
		for i := range rows {
			rows[i].Customer, rows[i].Subject, rows[i].Order = word, word, word
		}
		for i := range parked {
			parked[i].From, parked[i].FromName, parked[i].Subject, parked[i].Reason = word, word, word, word
		}
		record.Item, record.Order, record.Symptom = word, word, word
		v := sampleCase()
		v.Mail.Name, v.Mail.Subject, v.Mail.Text = word, word, word
		v.Drafts[1].Text, v.Drafts[1].Subject = word, word
		v.Case.Decisions[0].Facts.Detail.Items = []string{word}
		for _, width := range []int{minWidth, 56, 60, 80, 200} {
			l := Look{Width: width, Now: noon}
			for name, page := range map[string]string{
				"queue": l.Queue(rows, control.Status{}, false), "parked": l.Parked(parked, desk.MailQuarantined), "parked mail": l.ParkedMail(parked[0], []byte(word)),
				"rmas": l.RMAs([]desk.RMA{record}, false), "rma": l.RMA(flow.RMAView{RMA: record}), "case": l.Case(v),
			} {
				for line := range strings.SplitSeq(page, "\n") {
					if w := columns(line); w > width && !command(line) {
						t.Errorf("%s at %d columns: %d wide: %q", name, width, w, line)
					}
				}
			}
		}
	}
}

// TestUrgentNoteWhole: the word that says why a case stands first is not cut, however narrow the terminal.
func TestUrgentNoteWhole(t *testing.T) {
	t.Parallel()
	for width := minWidth; width <= 200; width++ {
		page := Look{Width: width, Now: noon}.Queue(sampleQueue(), control.Status{}, false)
		for _, word := range []string{"SAFETY", "stop work"} {
			if !strings.Contains(page, word) {
				t.Errorf("%s is cut at %d columns:\n%s", word, width, page)
				return
			}
		}
	}
}

// command reports whether a line is one to be copied, which must not be broken.
func command(line string) bool {
	return strings.Contains(line, "resolve C-") || strings.Contains(line, "rma advance") || strings.Contains(line, "--because") || strings.Contains(line, "`returndesk ")
}

// TestColourChangesNothing wants the same words with colours as without.
func TestColourChangesNothing(t *testing.T) {
	t.Parallel()
	plain, coloured := pages(Look{Width: 90, Now: noon}), pages(Look{Width: 90, Now: noon, Colour: true})
	for name := range plain {
		if strip(coloured[name]) != plain[name] {
			t.Errorf("%s: colours change the words:\n%s", name, strip(coloured[name]))
		}
		if strings.Contains(plain[name], "\x1b") {
			t.Errorf("%s: an escape sequence without colours", name)
		}
	}
}

// strip takes our own SGR sequences away.
func strip(s string) string {
	for _, code := range []string{"0", "1", "2", "31;1", "33", "32", "36;1"} {
		s = strings.ReplaceAll(s, "\x1b["+code+"m", "")
	}
	return s
}

// TestHostile wants nothing on a page that a terminal or a reader obeys, wherever it
// stood, and no foreign line that begins as one of ours.
func TestHostile(t *testing.T) {
	t.Parallel()
	for name, page := range pages(Look{Width: 100, Now: noon}) {
		for _, r := range page {
			if r != '\n' && (unicode.Is(unicode.Cc, r) || explain.Hidden(r)) {
				t.Errorf("%s holds %U", name, r)
			}
		}
		if strings.Contains(page, "owned") {
			t.Errorf("%s shows what was meant for the title", name)
		}
		for line := range strings.SplitSeq(page, "\n") {
			if strings.HasPrefix(line, "── Draft C-1 ") || strings.HasPrefix(line, "approve C-1") {
				t.Errorf("%s: a mail forged the line %q", name, line)
			}
		}
	}
}
