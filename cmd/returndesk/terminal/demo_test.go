package terminal

import (
	"strings"
	"testing"

	"github.com/jedib0t/go-pretty/v6/text"

	"returndesk/desk"
)

func TestDemoTableFits(t *testing.T) {
	t.Parallel()
	rows := []DemoRow{
		{No: 1, Who: "A person whose name is far too long for any column", Class: desk.ClassDeliveryProblem, Outcome: desk.OutcomeStopProductionCheck,
			Rule: "return_postage_our_fault", RMAs: []string{"RMA-7K3Q-9TXB", "RMA-7K3Q-9TXC"}, Subject: strings.Repeat("Re: very long subject ", 9), Note: strings.Repeat("a note that goes on ", 9)},
		{No: 45, Who: "\x1b[31mred\x1b[0m\u202e", Class: desk.ClassNonCustomer, Outcome: desk.OutcomeNoReply, Rule: "newsletter", Note: strings.Repeat("reason ", 40)},
		{No: 7, Who: "日本語の名前がとても長い", Class: desk.ClassDelay, Outcome: desk.OutcomeTrackingInfo, Rule: "on_its_way", Subject: "Re: 荷物", Note: "void"},
	}
	for _, width := range []int{80, 100, 131, 132, 160, 300} {
		for _, colour := range []bool{false, true} {
			got := Look{Width: width, Colour: colour}.DemoTable(rows)
			for i, line := range strings.Split(got, "\n") {
				if n := text.StringWidthWithoutEscSequences(line); n > width {
					t.Errorf("width %d, line %d has %d columns: %q", width, i, n, line)
				}
			}
			if strings.Contains(got, "\x1b[31mred") || strings.Contains(got, "\u202e") {
				t.Errorf("width %d: a name brought control characters along", width)
			}
			if colour == !strings.Contains(got, "\x1b[") {
				t.Errorf("width %d: colour wanted %v", width, colour)
			}
			lines, want := strings.Count(got, "\n"), 3+2*len(rows)+1
			if width >= demoWide {
				want = 2 + len(rows) + 1
			}
			if lines != want {
				t.Errorf("width %d: %d lines, want %d:\n%s", width, lines, want, got)
			}
			for _, must := range []string{"7K3Q-9TXB +1", "stop_production_check", "return_postage_our_fault", "Re: 荷物"} {
				if !strings.Contains(text.StripEscape(got), must) {
					t.Errorf("width %d: %q is not shown", width, must)
				}
			}
		}
	}
}

func TestDemoArrivedIsSafe(t *testing.T) {
	t.Parallel()
	got := Look{Width: 80}.DemoArrived([][2]string{{"To", "a@b.example\x1b]0;title\a"}}, "one\ntwo\x1b[2J\nthree\nfour", 3)
	if strings.Contains(got, "\x1b") || strings.Contains(got, "four") || !strings.Contains(got, "│ three") || !strings.Contains(got, "…") {
		t.Errorf("%q", got)
	}
}

func TestDemoBar(t *testing.T) {
	t.Parallel()
	for _, c := range [][2]int{{0, 0}, {0, 45}, {22, 45}, {45, 45}, {50, 45}} {
		got := Look{}.DemoBar("reading", c[0], c[1])
		if n := strings.Count(got, "█") + strings.Count(got, "░"); n != 24 || !strings.HasPrefix(got, "\r") {
			t.Errorf("%d of %d: %q", c[0], c[1], got)
		}
	}
}
