package terminal

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/jedib0t/go-pretty/v6/text"
	"pgregory.net/rapid"

	"returndesk/desk"
	"returndesk/flow"
)

// TestWrap wants lines that fit and no letter lost, for any text.
func TestWrap(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := Text(rapid.StringOf(rapid.RuneFrom([]rune("ab ü壊👍\u0301\n-"))).Draw(t, "text"))
		width := rapid.IntRange(2, 30).Draw(t, "width")
		lines := wrap(s, width)
		for _, line := range lines {
			if w := text.StringWidth(line); w > width {
				t.Fatalf("%q is %d wide, not %d", line, w, width)
			}
		}
		squeeze := func(s string) string { return strings.Join(strings.Fields(s), "") }
		if got, want := squeeze(strings.Join(lines, " ")), squeeze(s); got != want {
			t.Fatalf("wrapping changed %q into %q", want, got)
		}
	})
}

func TestCut(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{"abcdef": "abcd…", "abcde": "abcde", "": "", "壊れた壊": "壊れ…", "ab cdef": "ab c…", "abc defg": "abc…"} {
		if got := cut(in, 5); got != want {
			t.Errorf("cut(%q, 5) = %q, want %q", in, got, want)
		}
	}
}

func TestAge(t *testing.T) {
	t.Parallel()
	for d, want := range map[time.Duration]string{
		-time.Hour: "now", 59 * time.Second: "now", 60 * time.Second: "1m", 59 * time.Minute: "59m", time.Hour: "1h",
		47 * time.Hour: "47h", 48 * time.Hour: "2d", 13 * 24 * time.Hour: "13d", 15 * 24 * time.Hour: "2w",
	} {
		if got := age(d); got != want {
			t.Errorf("age(%v) = %q, want %q", d, got, want)
		}
	}
}

func TestDue(t *testing.T) {
	t.Parallel()
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	l := Look{Now: time.Date(2026, 3, 28, 23, 30, 0, 0, berlin)} // the night in which summer time begins
	for at, want := range map[string]string{
		"2026-03-28T22:59:00Z": "today",       // 23:59 there: the end of the day
		"2026-03-28T22:40:00Z": "today 23:40", // ten minutes left
		"2026-03-28T22:30:00Z": "now",
		"2026-03-28T22:00:00Z": "now",
		"2026-03-28T21:00:00Z": "1h late",
		"2026-03-25T21:00:00Z": "3d late",
		"2026-03-29T21:59:59Z": "tomorrow", // 23:59:59 in summer time
		"2026-03-29T22:00:00Z": "Mon 30 Mar",
		"2026-03-29T08:00:00Z": "tomorrow 10:00",
		"2026-03-31T08:00:00Z": "Tue 31 Mar",
		"2026-05-01T08:00:00Z": "1 May",
	} {
		when, err := time.Parse(time.RFC3339, at)
		if err != nil {
			t.Fatal(err)
		}
		if got := l.due(when); got != want {
			t.Errorf("due(%s) = %q, want %q", at, got, want)
		}
	}
	if got := l.due(time.Time{}); got != "–" {
		t.Errorf("no deadline is %q", got)
	}
}

// TestNotes wants the most urgent first and the rest counted.
func TestNotes(t *testing.T) {
	t.Parallel()
	l := Look{Now: noon}
	row := flow.QueueRow{State: desk.DraftProposed, Flags: []desk.Flag{desk.FlagPraise, desk.FlagWantsRefund, desk.FlagSafety}}
	for width, want := range map[int]string{40: "SAFETY, praise, wants money", 16: "SAFETY +2", 17: "SAFETY, praise +1", 9: "SAFETY +2", 8: "SAFE… +2"} {
		if got := l.notes(row, width); got != want {
			t.Errorf("%d columns: %q, want %q", width, got, want)
		}
	}
	row.State, row.Role = desk.DraftUncertain, desk.RoleManager
	if got := l.notes(row, 60); got != "sent?, for a manager, SAFETY, praise, wants money" {
		t.Errorf("got %q", got)
	}
	if got := l.notes(flow.QueueRow{}, 20); got != "no draft" {
		t.Errorf("without a draft: %q", got)
	}
}

// TestJSON wants the same values back, and nothing for a terminal to obey.
func TestJSON(t *testing.T) {
	t.Parallel()
	in := map[string]string{"text": evil + "\u009b2J \U000e0041 ü壊\u202e"}
	doc, err := json.MarshalIndent(in, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	safe := JSON(string(doc))
	for _, r := range safe {
		if unsafeInJSON(r) {
			t.Errorf("%U is left in %q", r, safe)
		}
	}
	var out map[string]string
	if err := json.Unmarshal([]byte(safe), &out); err != nil || out["text"] != in["text"] {
		t.Errorf("%q became %q, %v", in["text"], out["text"], err)
	}
	if got := JSON("{\"a\": 1}\n"); got != "{\"a\": 1}\n" {
		t.Errorf("harmless JSON became %q", got)
	}
}
