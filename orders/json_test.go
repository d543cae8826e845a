package orders

import (
	"strings"
	"testing"
	"time"

	"returndesk/desk"
)

func TestJSONFaults(t *testing.T) {
	t.Parallel()
	good := `{"number":"B-2","stage":"placed","delivery_status":null}`
	for _, c := range []struct{ name, bad, want, number string }{
		{"wrong type", `{"number":"A-1","lines":"none"}`, "lines: a string stands where it does not belong", "A-1"},
		{"stage", `{"number":"A-1","stage":"gone"}`, `stage "gone": not one of`, "A-1"},
		{"date", `{"number":"A-1","ship_by":"04.05.2026"}`, `ship_by "04.05.2026": no date`, "A-1"},
		{"time", `{"number":"A-1","placed_at":"yesterday"}`, `placed_at "yesterday": no date`, "A-1"},
		{"zone", `{"number":"A-1","ship_to":{"tz":"Nowhere"}}`, `ship_to.tz "Nowhere"`, "A-1"},
		{"lines", `{"number":"A-1","lines":[{"line":1},{"line":1}]}`, "two lines of this order have the number 1", "A-1"},
		{"delivery is no text", `{"number":"A-1","delivery_status":7}`, "delivery_status: not text", "A-1"},
		{"no number", `{"stage":"placed"}`, "the order's number is missing", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			for form, text := range map[string]string{"array": "[\n" + good + ",\n" + c.bad + "\n]", "lines": good + "\n\n" + c.bad + "\n"} {
				s, err := LoadJSON(strings.NewReader(text), LoadOptions{Zone: shopZone(t)})
				if err != nil {
					t.Fatal(err)
				}
				if len(s.Problems) != 1 || !strings.Contains(s.Problems[0].Text, c.want) || s.Problems[0].Line != 3 || s.Problems[0].Order != c.number {
					t.Errorf("%s: %v, want line 3: %s", form, s.Problems, c.want)
				}
				want := 2
				if c.number == "" {
					want = 1
				}
				if len(s.Orders) != want || s.Orders[0].DataError != "" || want == 2 && s.Orders[1].DataError == "" {
					t.Errorf("%s: %+v", form, s.Orders)
				}
			}
		})
	}
}

// A line that is no JSON loses only itself, and not even its number.
func TestJSONBrokenLine(t *testing.T) {
	t.Parallel()
	s, err := LoadJSON(strings.NewReader("{\"number\":\"A-1\",\"stage\":\"pla\n{\"number\":\"B-2\"}\n"), LoadOptions{})
	if err != nil || len(s.Orders) != 2 || s.Orders[0].Number != "A-1" || s.Orders[0].DataError == "" || s.Orders[1].DataError != "" {
		t.Errorf("%+v, %v", s, err)
	}
}

func TestJSONTwoOrdersOfOneNumber(t *testing.T) {
	t.Parallel()
	s, err := LoadJSON(strings.NewReader("[{\"number\":\"HW-1001\"},\n{\"number\":\"HW-7\"},\n{\"number\":\"hw 1001\"}]"), LoadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if s.Orders[0].DataError == "" || s.Orders[1].DataError != "" || s.Orders[2].DataError == "" || len(s.Problems) != 2 {
		t.Errorf("%+v", s)
	}
	if got := s.Problems[0].String(); got != "line 3 (hw 1001): a second order with the number of line 1" {
		t.Error(got)
	}
}

// Absent is unknown; null says that nothing was handed over.
func TestJSONAbsentAndNull(t *testing.T) {
	t.Parallel()
	s, err := LoadJSON(strings.NewReader(`[{"number":"A"},{"number":"B","delivery_status":null,"shelf":1,"placed_at":"2026-03-16 10:00","delivered_at":"2026-03-20","ship_to":{"tz":"Asia/Tokyo"},"total":289.5,"shipped_at":""}]`), LoadOptions{Zone: shopZone(t)})
	if err != nil || len(s.Problems) > 0 {
		t.Fatal(s.Problems, err)
	}
	a, b := s.Orders[0], s.Orders[1]
	if a.DeliveryStatus != desk.DeliveryUnknown || b.DeliveryStatus != desk.DeliveryNone || a.Stage != desk.StageUnknown || a.ProductionStatus != desk.ProductionUnknown {
		t.Errorf("%+v %+v", a, b)
	}
	if len(s.Notes) != 1 || !strings.Contains(s.Notes[0], `"shelf"`) {
		t.Error(s.Notes)
	}
	tokyo, err := time.LoadLocation("Asia/Tokyo")
	if err != nil {
		t.Fatal(err)
	}
	if b.PlacedAt.UTC().Hour() != 14 || b.DeliveredAt.In(tokyo).Format(time.DateOnly) != "2026-03-20" || b.Total != "289.5" || b.ShippedAt != nil || b.Stage != desk.StageDelivered {
		t.Errorf("%+v", b)
	}
}

func TestJSONRefused(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{"empty": " \n", "cut": `[{"number":"A"},{"num`, "no JSON": "number,email\nA,b\n", "pretty object": "{\n \"number\":\n \"A\"\n}"} {
		if _, err := LoadJSON(strings.NewReader(text), LoadOptions{}); desk.CodeOf(err) != desk.CodeInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	if s, err := LoadJSON(strings.NewReader("[]"), LoadOptions{}); err != nil || len(s.Orders) != 0 {
		t.Errorf("a shop without orders: %v", err)
	}
}
