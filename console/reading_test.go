package console

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestReading: lines that wrapping parted are joined; those that somebody ended are not.
func TestReading(t *testing.T) {
	t.Parallel()
	text := "Hello Jo,\n\n" +
		"Thank you for your report, and we are sorry that something is not right\nwith your keyboard.\n\n" +
		"- Stop using it and do not charge it. If the cable can be pulled without\n  touching the product, pull it.\n- Keep away from it.\n\n" +
		"    “Tell us within seven days of delivery, with the order number and a\n    clear photo.” (section 2)\n\n" +
		"Our address:\n12 Mill Lane\nAlbany\n\n-- \n"
	want := []passage{
		{Text: "Hello Jo,"},
		{Text: "Thank you for your report, and we are sorry that something is not right with your keyboard."},
		{Text: "- Stop using it and do not charge it. If the cable can be pulled without touching the product, pull it."},
		{Text: "- Keep away from it.", Close: true},
		{Text: "“Tell us within seven days of delivery, with the order number and a clear photo.” (section 2)", In: true},
		{Text: "Our address:"}, {Text: "12 Mill Lane", Close: true}, {Text: "Albany", Close: true},
		{Text: "--"},
	}
	if diff := cmp.Diff(want, reading(text)); diff != "" {
		t.Error(diff)
	}
	if got := reading(""); len(got) != 0 {
		t.Errorf("no text reads %v", got)
	}
}
