package orders

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"regexp"
	"strings"
	"time"

	"returndesk/desk"
)

// maxJSONLine caps one line of JSON Lines, which is one order.
const maxJSONLine = 4 << 20

// LoadJSON reads orders from an array or from JSON Lines, in the form of desk.Order
// (docs/orders.md). It fails only when the file as a whole cannot be read; an order with
// a fault carries a DataError and its line.
func LoadJSON(r io.Reader, o LoadOptions) (Snapshot, error) {
	if o.Zone == nil {
		o.Zone = time.UTC
	}
	in, err := plainText(r)
	if err != nil {
		return Snapshot{}, err
	}
	l := &jsonLoader{opt: o, zones: zones{}, unknown: map[string]bool{}, known: keysOf(reflect.TypeFor[desk.Order]())}
	l.snap.AsOf = o.AsOf
	lines := 1
	for {
		c, err := in.ReadByte()
		if errors.Is(err, io.EOF) {
			return Snapshot{}, desk.Errf(desk.CodeInvalid, "the file of orders is empty").WithMend("write [] for a shop without orders")
		}
		if err != nil {
			return Snapshot{}, readError(err)
		}
		if c == '\n' {
			lines++
		}
		if c == ' ' || c == '\t' || c == '\r' || c == '\n' {
			continue
		}
		if err := in.UnreadByte(); err != nil {
			return Snapshot{}, readError(err)
		}
		if c == '[' {
			err = l.array(in, lines)
		} else {
			err = l.lines(in, lines)
		}
		if err != nil {
			return Snapshot{}, err
		}
		l.snap.duplicates(l.at)
		return l.snap, nil
	}
}

// jsonLoader gathers orders.
type jsonLoader struct {
	opt     LoadOptions
	zones   zones
	snap    Snapshot
	at      []int           // line of each order
	known   map[string]bool // keys of desk.Order
	unknown map[string]bool // keys noted already
}

// array reads one JSON array. Behind a syntax error nothing can be told apart any more,
// so the file as a whole is refused and the last good one stays.
func (l *jsonLoader) array(in io.Reader, line int) error {
	c := &lineCounter{r: in, line: line}
	d := json.NewDecoder(c)
	if _, err := d.Token(); err != nil {
		return readError(err)
	}
	for d.More() {
		var raw json.RawMessage
		if err := d.Decode(&raw); err != nil {
			return jsonError(err, c.at(d.InputOffset()))
		}
		l.add(raw, c.at(d.InputOffset()-int64(len(raw))))
	}
	if _, err := d.Token(); err != nil {
		return jsonError(err, c.at(d.InputOffset()))
	}
	return nil
}

func jsonError(err error, line int) error {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return desk.Wrap(desk.CodeInvalid, err, "the file of orders is no JSON behind line %d", line).WithMend("export it anew; it may have been cut short")
	}
	return readError(err)
}

// lines reads JSON Lines: a line that is no JSON loses only itself.
func (l *jsonLoader) lines(in io.Reader, line int) error {
	s := bufio.NewScanner(in)
	s.Buffer(make([]byte, 0, 1<<16), maxJSONLine)
	good := 0
	for ; s.Scan(); line++ {
		text := bytes.TrimSpace(s.Bytes())
		if len(text) == 0 {
			continue
		}
		if text[0] == '{' && json.Valid(text) {
			good++
		}
		l.add(text, line)
	}
	if errors.Is(s.Err(), bufio.ErrTooLong) {
		return desk.Errf(desk.CodeInvalid, "line %d: longer than %d bytes", line, maxJSONLine).WithMend("write one order a line")
	}
	if s.Err() != nil {
		return readError(s.Err())
	}
	if good == 0 {
		return desk.Errf(desk.CodeInvalid, "line 1: neither a JSON array of orders nor one order a line").WithMend("docs/orders.md shows both forms")
	}
	return nil
}

// numberIn finds an order's number in text that is no JSON, so that the order at least
// exists.
var numberIn = regexp.MustCompile(`"number"\s*:\s*"([^"\\]{1,64})"`)

// jsonOrder is an order with the keys whose absence means more than their being null.
type jsonOrder struct {
	desk.Order
	DeliveryStatus json.RawMessage `json:"delivery_status"`
}

// add reads one order.
func (l *jsonLoader) add(raw []byte, line int) {
	var j jsonOrder
	err := json.Unmarshal(raw, &j)
	if err != nil {
		// Times without a zone and the like are set right first; most files have none.
		j = jsonOrder{}
		form := desk.OrderForm{Shop: l.opt.Zone, Zone: l.zones.get}
		var mended []byte
		if mended, err = form.Complete(raw); err == nil {
			err = json.Unmarshal(mended, &j)
		}
	}
	o := j.Order
	if err != nil {
		number := o.Number
		if m := numberIn.FindSubmatch(raw); m != nil {
			number = decodeCell(string(m[1]))
		}
		if desk.FoldNumber(number) == "" {
			l.snap.fault(nil, line, "an order that cannot be read: %s", jsonReason(err))
			return
		}
		o = desk.Order{Number: number, Email: o.Email, AccountEmail: o.AccountEmail, DeliveryStatus: desk.DeliveryUnknown}
		l.snap.fault(&o, line, "%s", jsonReason(err))
		complete(&o)
		l.snap.Orders, l.at = append(l.snap.Orders, o), append(l.at, line)
		return
	}
	if desk.FoldNumber(o.Number) == "" {
		l.snap.fault(nil, line, "the order's number is missing")
		return
	}
	o.DataError = "" // ours to say
	o.DeliveryStatus = desk.DeliveryUnknown
	if j.DeliveryStatus != nil {
		var s string
		if err := json.Unmarshal(j.DeliveryStatus, &s); err != nil {
			l.snap.fault(&o, line, "delivery_status: not text")
		} else {
			o.DeliveryStatus = desk.DeliveryStatus(s)
		}
	}
	l.check(&o, line)
	if len(l.snap.Orders) < 200 {
		l.note(raw)
	}
	complete(&o)
	l.snap.Orders, l.at = append(l.snap.Orders, o), append(l.at, line)
}

// check reads the values of an order that any text fits into.
func (l *jsonLoader) check(o *desk.Order, line int) {
	fail := func(key, value string, err error) {
		if err != nil {
			l.snap.fault(o, line, "%s %q: %v", key, clip(value), err)
		}
	}
	var err error
	stage := string(o.Stage)
	o.Stage, err = word(stage, desk.StageUnknown, stages())
	fail("stage", stage, err)
	production := string(o.ProductionStatus)
	o.ProductionStatus, err = word(production, desk.ProductionUnknown, productions())
	fail("production_status", production, err)
	delivery := string(o.DeliveryStatus)
	if o.DeliveryStatus, err = word(delivery, desk.DeliveryNone, deliveries()); err != nil {
		o.DeliveryStatus = desk.DeliveryUnknown
	}
	fail("delivery_status", delivery, err)
	o.DelayReason = delayReason(string(o.DelayReason))
	choice := string(o.DelayChoice)
	o.DelayChoice, err = word(choice, desk.DelayChoiceNone, choices())
	fail("delay_choice", choice, err)
	for _, d := range []struct {
		key string
		v   *desk.Date
	}{{"ship_by", &o.ShipBy}, {"revised_ship_by", &o.RevisedShipBy}} {
		text := string(*d.v)
		*d.v, err = parseDate(text)
		fail(d.key, text, err)
	}
	tz := o.ShipTo.TZ
	if _, err := l.zones.get(tz); err != nil {
		o.ShipTo.TZ = ""
		fail("ship_to.tz", tz, err)
	}
	for _, m := range []struct {
		key string
		v   *string
	}{{"total", &o.Total}, {"shipping", &o.Shipping}, {"tax", &o.Tax}} {
		text := *m.v
		*m.v, err = parseMoney(text)
		fail(m.key, text, err)
	}
	seen := map[int]bool{}
	for i := range o.Lines {
		n := o.Lines[i].Line
		if n != 0 && seen[n] {
			l.snap.fault(o, line, "two lines of this order have the number %d", n)
		}
		seen[n] = true
	}
}

// note lists keys that returndesk does not know; the first orders show them all.
func (l *jsonLoader) note(raw []byte) {
	var keys map[string]json.RawMessage
	if json.Unmarshal(raw, &keys) != nil {
		return
	}
	for k := range keys {
		if !l.known[k] && !l.unknown[k] {
			l.unknown[k] = true
			l.snap.Notes = append(l.snap.Notes, fmt.Sprintf("key %q is not known and was left out", clip(k)))
		}
	}
}

// keysOf gives the JSON keys of a type, taken from itself so that the two cannot differ.
func keysOf(t reflect.Type) map[string]bool {
	keys := map[string]bool{}
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		keys[name] = true
	}
	return keys
}

// jsonReason says what is wrong without Go's names.
func jsonReason(err error) string {
	var kind *json.UnmarshalTypeError
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &kind):
		return fmt.Sprintf("%s: a %s stands where it does not belong", kind.Field, kind.Value)
	case errors.As(err, &syntax), errors.Is(err, io.ErrUnexpectedEOF):
		return "it is no JSON"
	}
	return err.Error()
}
