package digest_test

import (
	"math"
	"strings"
	"testing"

	"returndesk/digest"
)

// TestAxis: an axis has a label at each of its round steps.
func TestAxis(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		top    float64
		kind   string
		unit   string
		labels []string
	}{
		{9.6, "lines", "h", []string{">0 h<", ">5 h<", ">10 h<"}}, {0.4, "lines", "h", []string{">0 h<", ">1 h<"}}, {0, "lines", "h", []string{">0 h<", ">1 h<"}},
		{13, "bars", "", []string{">0<", ">5<", ">10<", ">15<"}}, {60, "stacked", "", []string{">0<", ">20<", ">40<", ">60<"}}, {1, "stacked", "", []string{">0<", ">1<"}},
		{2, "bars", "", []string{">0<", ">1<", ">2<"}}, {4, "stacked", "", []string{">0<", ">1<", ">2<", ">3<", ">4<"}}, {7, "lines", "h", []string{">0 h<", ">2 h<", ">4 h<", ">6 h<", ">8 h<"}},
	} {
		half := c.top / 2
		if c.unit == "" { // a number of things
			half = math.Floor(half)
		}
		chart := digest.Chart{Name: "x", Kind: c.kind, Unit: c.unit, Labels: []string{"W1", "W2", "W3"},
			Series: []digest.Series{{Name: "x", Values: []*float64{&half, &c.top, &half}}}}
		svg, err := digest.Draw(&chart, digest.SVG)
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range c.labels {
			if !strings.Contains(string(svg), want) {
				t.Errorf("%s up to %v lacks the label %s", c.kind, c.top, want)
			}
		}
	}
}
