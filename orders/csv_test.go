package orders

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"returndesk/desk"
)

func csvOf(t *testing.T, text string) Snapshot {
	t.Helper()
	s, err := LoadCSV(strings.NewReader(text), LoadOptions{Zone: shopZone(t)})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// faults gives the problems as text, one a line.
func faults(s Snapshot) string {
	var b strings.Builder
	for _, p := range s.Problems {
		b.WriteString(p.String() + "\n")
	}
	return b.String()
}

// Each fault is named by its line, its order exists with a data error, and the other
// orders are untouched.
func TestCSVFaults(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, want, order string }{
		{"contradiction", "number,ship_by,sku\nA-1,2026-04-01,X\nB-2,2026-04-02,X\nA-1,2026-04-09,Y\n", `line 4 (A-1): ship_by is "2026-04-09" here and "2026-04-01" in line 2`, "A-1"},
		{"contradiction in another spelling", "number,email\nA-1,a@x.example\nB-2,b@x.example\na 1,c@x.example\n", `line 4 (A-1): email is "c@x.example" here and "a@x.example" in line 2`, "A-1"},
		{"ambiguous date", "number,placed_at\nA-1,03/04/2026\nB-2,2026-04-02\n", `line 2 (A-1): placed_at "03/04/2026": no date that can be read`, "A-1"},
		{"year", "number,delivered_at\nA-1,1970-01-01\nB-2,\n", `the year 1970 cannot be right`, "A-1"},
		{"stage", "number,stage\nA-1,sent\nB-2,placed\n", `line 2 (A-1): stage "sent": not one of unknown, placed,`, "A-1"},
		{"delivery", "number,delivery_status\nA-1,gone\nB-2,\n", `delivery_status "gone": not one of unknown, in_transit`, "A-1"},
		{"zone", "number,ship_to_tz\nA-1,Mars/Olympus\nB-2,\n", `ship_to_tz "Mars/Olympus": no time zone`, "A-1"},
		{"amount", "number,total\nA-1,many\nB-2,1\n", `total "many": no amount`, "A-1"},
		{"pieces", "number,qty\nA-1,-3\nB-2,1\n", `qty "-3": no number of pieces`, "A-1"},
		{"cells missing", "number,email,sku\nA-1,a@x.example\nB-2,b@x.example,X\n", "line 2 (A-1): 2 cells where the header has 3", "A-1"},
		{"cells too many", "number,email\nA-1,a@x.example,x,y\nB-2,b@x.example\n", "line 2 (A-1): 4 cells where the header has 2", "A-1"},
		{"stray quote", "number,name\nA-1,19\" rack\nB-2,x\n", "line 2 (A-1): a quotation mark stands in the wrong place", "A-1"},
		{"line twice", "number,line,sku\nA-1,1,X\nA-1,1,Y\nB-2,1,X\n", "line 3 (A-1): a second line 1 of this order, with other contents", "A-1"},
		{"parcel in two ways", "number,line,parcel_tracking,parcel_status\nA-1,1,T1,lost\nA-1,2,T1,delivered\nB-2,1,,\n", `line 3 (A-1): the parcel "T1" is described in two ways`, "A-1"},
		{"no number", "number,email\n,a@x.example\nA-1,\nB-2,b@x.example\n", "line 2: the order's number is missing", ""},
		{"number that a spreadsheet shortened", "number;email\n1,05E+05;a@x.example\nA-1;\nB-2;b@x.example\n", `line 2: the order's number "1,05E+05" was shortened by a spreadsheet`, ""},
		{"no day of the calendar", "number;placed_at\nA-1;31.11.2026\nB-2;1.4.2026\n", `line 2 (A-1): placed_at "31.11.2026": no date that can be read`, "A-1"},
		{"points where commas part the cells", "number,placed_at\nA-1,03.04.2026\nB-2,2026-04-02\n", `line 2 (A-1): placed_at "03.04.2026": no date that can be read`, "A-1"},
		{"year of two digits", "number;placed_at\nA-1;01.04.26\nB-2;1.4.2026\n", `line 2 (A-1): placed_at "01.04.26": no date that can be read`, "A-1"},
		{"line counted over a quoted newline", "number,name,stage\nB-2,\"two\nlines\",placed\nA-1,x,no\n", `line 4 (A-1): stage "no"`, "A-1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := csvOf(t, c.text)
			if got := faults(s); !strings.Contains(got, c.want) || len(s.Problems) != 1 {
				t.Errorf("problems:\n%swant %s", got, c.want)
			}
			if len(s.Orders) != 2 {
				t.Fatalf("%d orders", len(s.Orders))
			}
			for _, o := range s.Orders {
				if bad := o.Number == c.order; bad != (o.DataError != "") {
					t.Errorf("%s: data error %q", o.Number, o.DataError)
				}
			}
			if lost := c.order == ""; lost != (s.Lost == 1) {
				t.Errorf("%d rows lost", s.Lost)
			}
		})
	}
}

// The same table in all the clothes that spreadsheets put on it.
func TestCSVForms(t *testing.T) {
	t.Parallel()
	plain := "number,buyer_name,name,total\nA-1,Zoë Müller,\"Kabel, gedreht\nmit Stecker\",1.289,50\n"
	plain = strings.Replace(plain, "1.289,50", "\"1.289,50\"", 1)
	latin, err := charmap.Windows1252.NewEncoder().String(plain)
	if err != nil {
		t.Fatal(err)
	}
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(plain)
	if err != nil {
		t.Fatal(err)
	}
	semicolons := "number;buyer_name;name;total\nA-1;Zoë Müller;\"Kabel, gedreht\nmit Stecker\";1.289,50\n"
	for name, text := range map[string]string{
		"plain": plain, "byte order mark": "\ufeff" + plain, "Windows-1252": latin, "UTF-16": wide, "semicolons": semicolons,
		"tabs": strings.ReplaceAll(semicolons, ";", "\t"), "Excel's hint": "sep=;\r\n" + strings.ReplaceAll(semicolons, "\n", "\r\n"),
		"blank rows and cells": "number,buyer_name,name,total,\n,,,,\nA-1,Zoë Müller,\"Kabel, gedreht\nmit Stecker\",\"1 289,50\",\n\n",
		"aliases":              "Order Number,Customer Name,Item,total\nA-1,Zoë Müller,\"Kabel, gedreht\nmit Stecker\",1289.50\n",
	} {
		s := csvOf(t, text)
		if len(s.Orders) != 1 || len(s.Problems) > 0 {
			t.Errorf("%s: %d orders, %v", name, len(s.Orders), s.Problems)
			continue
		}
		o := s.Orders[0]
		if o.BuyerName != "Zoë Müller" || o.Lines[0].Name != "Kabel, gedreht\nmit Stecker" || o.Total != "1289.50" || o.Lines[0].Qty != 1 {
			t.Errorf("%s: %+v", name, o)
		}
	}
}

// What is not in the file is unknown, never "no"; what happened shows in its date.
func TestMissingIsUnknown(t *testing.T) {
	t.Parallel()
	s := csvOf(t, "number,shelf\nA-1,7\n")
	o := s.Orders[0]
	if o.Stage != desk.StageUnknown || o.ProductionStatus != desk.ProductionUnknown || o.DeliveryStatus != desk.DeliveryUnknown || o.DataError != "" || o.ShipBy != "" {
		t.Errorf("%+v", o)
	}
	notes := strings.Join(append(s.Lacking, s.Notes...), "\n")
	for _, want := range []string{`column "shelf" is not known`, "there is no column stage: it is unknown", "no column email"} {
		if !strings.Contains(notes, want) {
			t.Errorf("notes lack %q:\n%s", want, notes)
		}
	}
	s = csvOf(t, "number,production_started_at,shipped_at,delivered_at\nA,2026-03-01,,\nB,,2026-03-02,\nC,,,2026-03-03\nD,,,\n")
	for i, want := range []desk.Stage{desk.StageInProduction, desk.StageShipped, desk.StageDelivered, desk.StageUnknown} {
		if got := s.Orders[i].Stage; got != want {
			t.Errorf("%s: %s, want %s", s.Orders[i].Number, got, want)
		}
	}
	if s.Orders[0].ProductionStatus != desk.ProductionStarted || s.Orders[3].ProductionStatus != desk.ProductionUnknown {
		t.Error("production must follow from its start, and from nothing else")
	}
}

// Rows of one order need not stand together, and later rows may leave order cells out.
func TestCSVLines(t *testing.T) {
	t.Parallel()
	s := csvOf(t, "number,email,line,sku,parcel_tracking,parcel_delivered_at,rma,rma_state,ship_to_tz\n"+
		"A-1,a@x.example,2,Y,T2,2026-03-18,,,Asia/Tokyo\nB-2,b@x.example,,Z,,,,,\nA-1,,1,X,T1,2026-03-17 10:00,RMA-1,Under Review,\nA-1,,3,W,T1,2026-03-17 10:00,,,\nA-1,,3,W,T1,2026-03-17 10:00,,,\n")
	if len(s.Problems) > 0 {
		t.Fatal(s.Problems)
	}
	a := s.Orders[0]
	if len(a.Lines) != 3 || a.Lines[0].SKU != "X" || a.Lines[2].SKU != "W" || s.Orders[1].Lines[0].Line != 1 {
		t.Errorf("lines %+v", a.Lines)
	}
	if len(a.Parcels) != 2 || len(a.Parcels[1].Lines) < 2 || a.Parcels[1].Tracking != "T1" {
		t.Fatalf("parcels %+v", a.Parcels)
	}
	tokyo, err := time.LoadLocation("Asia/Tokyo")
	if err != nil {
		t.Fatal(err)
	}
	// A plain date of delivery is that date where the parcel was delivered.
	if got := a.Parcels[0].DeliveredAt.In(tokyo).Format(time.DateOnly); got != "2026-03-18" {
		t.Errorf("delivered on %s in Tokyo", got)
	}
	if got := a.Parcels[1].DeliveredAt.In(shopZone(t)).Format(time.DateTime); got != "2026-03-17 10:00:00" {
		t.Errorf("a time without a zone is the shop's, got %s", got)
	}
	if len(a.PriorRMA) != 1 || a.PriorRMA[0].Line != 1 || a.PriorRMA[0].State != desk.RMAUnderReview {
		t.Errorf("RMAs %+v", a.PriorRMA)
	}
}

// A file that is no table of orders is refused as a whole.
func TestCSVRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, want string }{
		"empty":         {"", "is empty"},
		"blank":         {"\ufeff \r\n\n\t\n", "is empty"},
		"JSON":          {"{\"number\": \"A-1\"}\n", "line 1: a quotation mark stands in the wrong place, where the columns should be named"},
		"half a header": {"number,\"email\nA-1,x\n", "line 1: a quotation mark"},
		"no number":     {"foo,bar\n1,2\n", "no column for the order's number"},
		"column twice":  {"number,order_number\n1,2\n", "two columns are both read as number"},
		"spreadsheet":   {"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00", "is no text; a spreadsheet is none either"},
		"no mark":       {"n\x00u\x00m\x00b\x00e\x00r\x00\n\x00", "is no text"},
		"quote is open": {"number,name\nA-1,\"x\n" + strings.Repeat("B-2,y\n", 400), "line 2: a quotation mark is opened and never closed"},
	} {
		_, err := LoadCSV(strings.NewReader(c.text), LoadOptions{})
		if desk.CodeOf(err) != desk.CodeInvalid || !strings.Contains(desk.MessageOf(err), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestColumnsMappedWrongly: a slip in the mapping is told, and nothing becomes unknown
// without a word.
func TestColumnsMappedWrongly(t *testing.T) {
	t.Parallel()
	_, err := Open("orders.csv", Options{Columns: map[string]string{"Order No.": "number", "Begun": "production_begun"}})
	if err == nil || !strings.Contains(desk.MessageOf(err), `"Begun" to "production_begun"`) {
		t.Errorf("a column that does not exist was taken: %v", err)
	}
	s, err := LoadCSV(strings.NewReader("order no.,Mail\nA-1,a@mail.example\n"), LoadOptions{Columns: map[string]string{"Order No.": "number", "MAIL": "email", "Itme": "name"}})
	if err != nil || len(s.Orders) != 1 || s.Orders[0].Email != "a@mail.example" {
		t.Fatalf("headers differ in case only: %+v, %v", s.Orders, err)
	}
	if !slices.ContainsFunc(s.Lacking, func(n string) bool { return strings.Contains(n, `"Itme"`) }) {
		t.Errorf("the column that the file lacks is not named: %q", s.Lacking)
	}
}

func TestColumnsMapped(t *testing.T) {
	t.Parallel()
	s, err := LoadCSV(strings.NewReader("Beleg;Zusage\nA-1;2026-04-01\n"), LoadOptions{Columns: map[string]string{"Beleg": "number", "Zusage": "ship_by"}})
	if err != nil || s.Orders[0].ShipBy != "2026-04-01" {
		t.Errorf("%+v, %v", s, err)
	}
}

// TestMoneySaysWhy: a refused amount is refused for its own reason.
func TestMoneySaysWhy(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]error{"1,200": errTwo, "1.200": errTwo, "12.5 EUR": errBeside, "$12.50": errBeside, "12,50 €": errBeside, "x": errMoney, "EUR": errMoney, "5.": errMoney} {
		if _, err := parseMoney(in); err != want {
			t.Errorf("%q: %v", in, err)
		}
	}
}

func TestMoney(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"289": "289", "289.5000": "!", "289.00": "289.00", "289,00": "289.00", "1.234,50": "1234.50", "1,234.50": "1234.50", "1,234": "!", "1.200": "!", "0.125": "!", "1.234.567": "1234567", "1,234,567.8": "1234567.8", "1.2,345": "!", "12.34.567": "!", "1,234.567": "!", "1 200": "1200", "-1.200": "!",
		"1'234.50": "1234.50", "1 234,5": "1234.5", "-5.00": "-5.00", "": "", "x": "!", "-": "!", "1.2.3x": "!", "EUR 5": "!", "5.": "!", "12.5": "12.5", "12.5 EUR": "!", "€12": "!",
	} {
		got, err := parseMoney(in)
		if err != nil {
			got = "!"
		}
		if got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// TestDottedDates: a date with points between has the day first in a file with semicolons, as spreadsheets of
// half of Europe write both.
func TestDottedDates(t *testing.T) {
	t.Parallel()
	dotted := csvOf(t, "number;ship_by;placed_at;delivered_at;shipped_at\nA-1;06.04.2026;1.3.2026 9:15;18.03.2026;16.03.2026 10:00:30\n")
	plain := csvOf(t, "number;ship_by;placed_at;delivered_at;shipped_at\nA-1;2026-04-06;2026-03-01 09:15;2026-03-18;2026-03-16 10:00:30\n")
	if got := faults(dotted); got != "" {
		t.Fatal(got)
	}
	if want, got := asJSON(t, plain.Orders), asJSON(t, dotted.Orders); got != want {
		t.Errorf("with points it is\n%s\nand not\n%s", got, want)
	}
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
