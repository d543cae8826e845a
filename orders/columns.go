package orders

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"returndesk/desk"
)

// cell is one cell being read into an order.
type cell struct {
	text  string
	order *desk.Order
	line  *desk.Line
	shop  *time.Location // shop time
	dest  *time.Location // ship-to zone, shop time when unknown
	zones zones

	dotted bool // the file has dates with points, and the day first
}

// day gives the cell's text as a date or time.
func (c *cell) day() string {
	if c.dotted {
		return undotted(strings.TrimSpace(c.text))
	}
	return c.text
}

// column is one column that returndesk knows.
type column struct {
	name  string
	level level
	set   func(c *cell) error
}

// level says whose the cells of a column are. Order-level cells must agree in all rows
// of an order.
type level int

const (
	ofOrder level = iota
	ofLine
	ofParcel
	ofRMA
)

// columns lists every column; docs/orders.md says what each means. Those that others
// need come first: a plain date of delivery needs the zone.
func columns() []column {
	order := func(name string, set func(c *cell) error) column { return column{name, ofOrder, set} }
	text := func(name string, field func(o *desk.Order) *string) column {
		return order(name, func(c *cell) error { *field(c.order) = c.text; return nil })
	}
	money := func(name string, field func(o *desk.Order) *string) column {
		return order(name, func(c *cell) (err error) { *field(c.order), err = parseMoney(c.text); return err })
	}
	when := func(name string, field func(o *desk.Order) **time.Time) column {
		return order(name, func(c *cell) (err error) {
			*field(c.order), err = desk.ParseInstant(c.day(), c.shop, c.shop)
			return err
		})
	}
	there := func(name string, field func(o *desk.Order) **time.Time) column {
		return order(name, func(c *cell) (err error) {
			*field(c.order), err = desk.ParseInstant(c.day(), c.shop, c.dest)
			return err
		})
	}
	day := func(name string, field func(o *desk.Order) *desk.Date) column {
		return order(name, func(c *cell) (err error) { *field(c.order), err = parseDate(c.day()); return err })
	}
	return append([]column{
		text("number", func(o *desk.Order) *string { return &o.Number }),
		text("email", func(o *desk.Order) *string { return &o.Email }),
		text("account_email", func(o *desk.Order) *string { return &o.AccountEmail }),
		text("buyer_name", func(o *desk.Order) *string { return &o.BuyerName }),
		text("language", func(o *desk.Order) *string { return &o.Language }),
		order("ship_to_country", func(c *cell) error { c.order.ShipTo.Country = strings.ToUpper(c.text); return nil }),
		order("ship_to_tz", func(c *cell) error {
			loc, err := c.zones.get(c.text)
			if loc != nil {
				c.order.ShipTo.TZ, c.dest = strings.TrimSpace(c.text), loc
			}
			return err
		}),
		when("placed_at", func(o *desk.Order) **time.Time { return &o.PlacedAt }),
		order("stage", func(c *cell) (err error) {
			c.order.Stage, err = word(c.text, desk.StageUnknown, stages())
			return err
		}),
		when("production_started_at", func(o *desk.Order) **time.Time { return &o.ProductionStartedAt }),
		order("production_status", func(c *cell) (err error) {
			c.order.ProductionStatus, err = word(c.text, desk.ProductionUnknown, productions())
			return err
		}),
		day("ship_by", func(o *desk.Order) *desk.Date { return &o.ShipBy }),
		day("revised_ship_by", func(o *desk.Order) *desk.Date { return &o.RevisedShipBy }),
		order("delay_reason", func(c *cell) error { c.order.DelayReason = delayReason(c.text); return nil }),
		when("delay_notice_sent_at", func(o *desk.Order) **time.Time { return &o.DelayNoticeSentAt }),
		order("delay_choice", func(c *cell) (err error) {
			c.order.DelayChoice, err = word(c.text, desk.DelayChoiceNone, choices())
			return err
		}),
		when("delay_choice_at", func(o *desk.Order) **time.Time { return &o.DelayChoiceAt }),
		when("shipped_at", func(o *desk.Order) **time.Time { return &o.ShippedAt }),
		there("delivered_at", func(o *desk.Order) **time.Time { return &o.DeliveredAt }),
		order("delivery_status", func(c *cell) (err error) {
			c.order.DeliveryStatus, err = word(c.text, desk.DeliveryNone, deliveries())
			if err != nil {
				c.order.DeliveryStatus = desk.DeliveryUnknown
			}
			return err
		}),
		there("last_scan_at", func(o *desk.Order) **time.Time { return &o.LastScanAt }),
		text("carrier", func(o *desk.Order) *string { return &o.Carrier }),
		text("service", func(o *desk.Order) *string { return &o.Service }),
		text("tracking", func(o *desk.Order) *string { return &o.Tracking }),
		text("checkout_address", func(o *desk.Order) *string { return &o.CheckoutAddress }),
		text("label_address", func(o *desk.Order) *string { return &o.LabelAddress }),
		money("total", func(o *desk.Order) *string { return &o.Total }),
		money("shipping", func(o *desk.Order) *string { return &o.Shipping }),
		money("tax", func(o *desk.Order) *string { return &o.Tax }),
		order("currency", func(c *cell) error {
			c.order.Currency = strings.ToUpper(c.text)
			if n := len(c.text); n != 0 && n != 3 {
				return fmt.Errorf("not a currency; write it like EUR")
			}
			return nil
		}),
	}, slices.Concat(lineColumns(), parcelColumns(), rmaColumns())...)
}

// lineColumns belong to the row's own line.
func lineColumns() []column {
	line := func(name string, field func(l *desk.Line) *string) column {
		return column{name, ofLine, func(c *cell) error { *field(c.line) = c.text; return nil }}
	}
	return []column{
		{"line", ofLine, func(c *cell) error {
			n, err := parseQty(c.text)
			if c.text == "" || err != nil {
				n = 0
			}
			if err != nil {
				err = fmt.Errorf("no line number")
			}
			c.line.Line = n
			return err
		}},
		line("sku", func(l *desk.Line) *string { return &l.SKU }),
		line("name", func(l *desk.Line) *string { return &l.Name }),
		line("options", func(l *desk.Line) *string { return &l.Options }),
		{"qty", ofLine, func(c *cell) (err error) { c.line.Qty, err = parseQty(c.text); return err }},
		line("serial", func(l *desk.Line) *string { return &l.Serial }),
		line("firmware", func(l *desk.Line) *string { return &l.Firmware }),
		line("batch", func(l *desk.Line) *string { return &l.Batch }),
		{"line_stage", ofLine, func(c *cell) (err error) {
			if c.text == "" {
				return nil // as the order's
			}
			c.line.Stage, err = word(c.text, desk.StageUnknown, stages())
			return err
		}},
		{"price", ofLine, func(c *cell) (err error) { c.line.Price, err = parseMoney(c.text); return err }},
	}
}

// parcelColumns belong to the parcel that a row's line travels in; parcel_tracking tells
// parcels apart.
func parcelColumns() []column {
	parcel := func(c *cell) *desk.Parcel { return &c.order.Parcels[len(c.order.Parcels)-1] }
	return []column{
		{"parcel_tracking", ofParcel, func(c *cell) error { parcel(c).Tracking = c.text; return nil }},
		{"parcel_carrier", ofParcel, func(c *cell) error { parcel(c).Carrier = c.text; return nil }},
		{"parcel_service", ofParcel, func(c *cell) error { parcel(c).Service = c.text; return nil }},
		{"parcel_shipped_at", ofParcel, func(c *cell) (err error) {
			parcel(c).ShippedAt, err = desk.ParseInstant(c.day(), c.shop, c.shop)
			return err
		}},
		{"parcel_delivered_at", ofParcel, func(c *cell) (err error) {
			parcel(c).DeliveredAt, err = desk.ParseInstant(c.day(), c.shop, c.dest)
			return err
		}},
		{"parcel_status", ofParcel, func(c *cell) (err error) {
			parcel(c).DeliveryStatus, err = word(c.text, desk.DeliveryNone, deliveries())
			return err
		}},
	}
}

// rmaColumns describe an earlier RMA of a row's line that was kept outside of
// returndesk.
func rmaColumns() []column {
	rma := func(c *cell) *desk.PriorRMA { return &c.order.PriorRMA[len(c.order.PriorRMA)-1] }
	return []column{
		{"rma", ofRMA, func(c *cell) error { rma(c).RMA = c.text; return nil }},
		{"rma_state", ofRMA, func(c *cell) error {
			rma(c).State = desk.RMAState(strings.ReplaceAll(strings.ToLower(c.text), " ", "_"))
			return nil
		}},
		{"rma_inspection", ofRMA, func(c *cell) error { rma(c).Inspection = strings.ToLower(c.text); return nil }},
		{"rma_resolution", ofRMA, func(c *cell) error { rma(c).Resolution = strings.ToLower(c.text); return nil }},
		{"rma_symptom", ofRMA, func(c *cell) error { rma(c).Symptom = c.text; return nil }},
		{"rma_reported_at", ofRMA, func(c *cell) (err error) {
			rma(c).FirstReportedAt, err = desk.ParseInstant(c.day(), c.shop, c.shop)
			return err
		}},
		{"rma_replacement_delivered_at", ofRMA, func(c *cell) (err error) {
			rma(c).ReplacementAt, err = desk.ParseInstant(c.day(), c.shop, c.dest)
			return err
		}},
	}
}

// alias gives our name for a column as exports of common shops call it.
func alias(header string) string {
	h := strings.Map(func(r rune) rune {
		switch r {
		case ' ', '-', '.', '/':
			return '_'
		}
		return r
	}, strings.ToLower(strings.TrimSpace(header)))
	switch h {
	case "order", "order_number", "order_no", "order_id", "ordernumber":
		return "number"
	case "e_mail", "customer_email", "billing_email", "buyer_email":
		return "email"
	case "buyer", "customer", "customer_name":
		return "buyer_name"
	case "item", "product", "line_name", "item_name":
		return "name"
	case "quantity":
		return "qty"
	case "country", "shipping_country":
		return "ship_to_country"
	case "tz", "timezone", "time_zone", "ship_to_timezone":
		return "ship_to_tz"
	case "created_at", "order_date", "ordered_at":
		return "placed_at"
	case "tracking_number":
		return "tracking"
	case "serial_number":
		return "serial"
	case "status", "order_status":
		return "stage"
	}
	return h
}
