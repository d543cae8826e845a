package main

import (
	"bytes"
	"fmt"
	"net/mail"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
)

// letter is a customer's mail as their provider hands it to the shop's server.
type letter struct {
	From, Name string
	To         string // "" = the shop
	Subject    string
	ID         string // Message-ID without brackets
	Answers    string // Message-ID of the mail that this one answers
	Text       string
	Unproved   bool // without the receiving server's DMARC verdict
	At         time.Time
}

// raw writes the mail's bytes.
func (l letter) raw(shop string) []byte {
	if l.At.IsZero() {
		l.At = time.Now()
	}
	if l.To == "" {
		l.To = shop
	}
	_, domain, _ := strings.Cut(l.From, "@")
	var b bytes.Buffer
	fmt.Fprintf(&b, "Return-Path: <%s>\n", l.From)
	if !l.Unproved {
		fmt.Fprintf(&b, "Authentication-Results: mx.shop.test; dmarc=pass header.from=%s\n", domain)
	}
	fmt.Fprintf(&b, "From: %s <%s>\nTo: %s\nSubject: %s\nDate: %s\nMessage-ID: <%s>\n", l.Name, l.From, l.To, l.Subject, l.At.Format(time.RFC1123Z), l.ID)
	if l.Answers != "" {
		fmt.Fprintf(&b, "In-Reply-To: <%s>\nReferences: <%s>\n", l.Answers, l.Answers)
	}
	fmt.Fprintf(&b, "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n%s\n", l.Text)
	return bytes.ReplaceAll(b.Bytes(), []byte("\n"), []byte("\r\n"))
}

// The customers of the sample orders.
const (
	joAddress  = "jo@mailbox.test"  // HW-10501, placed, nothing begun
	kimAddress = "kim@mailbox.test" // HW-10502, delivered two days ago
	lenAddress = "len@mailbox.test" // HW-10503, in production, late
	sueAddress = "sue@mailbox.test" // HW-10504, shipped, under way
)

// sampleShopOrders gives an order in each stage.
func sampleShopOrders(now time.Time) []desk.Order {
	at := func(days int) *time.Time { t := now.AddDate(0, 0, days).UTC().Truncate(time.Second); return &t }
	day := func(days int) desk.Date { return desk.Date(now.AddDate(0, 0, days).Format("2006-01-02")) }
	order := func(number, email, name string, stage desk.Stage, placed int) desk.Order {
		return desk.Order{
			Number: number, Email: email, BuyerName: name, Stage: stage, PlacedAt: at(placed), ShipTo: desk.ShipTo{Country: "US", TZ: "America/New_York"},
			Lines: []desk.Line{{Line: 1, SKU: "KB75", Name: "75% keyboard", Qty: 1}}, Total: "289.00", Shipping: "19.00", Currency: "USD", PriorRMA: []desk.PriorRMA{},
		}
	}
	jo := order("HW-10501", joAddress, "Jo Keller", desk.StagePlaced, 0)
	jo.ProductionStatus, jo.ShipBy = desk.ProductionNotStarted, day(20)
	kim := order("HW-10502", kimAddress, "Kim Ost", desk.StageDelivered, -20)
	kim.ProductionStatus, kim.ProductionStartedAt, kim.ShipBy = desk.ProductionStarted, at(-15), day(-4)
	kim.ShippedAt, kim.DeliveredAt, kim.DeliveryStatus, kim.Carrier, kim.Tracking = at(-6), at(-2), desk.DeliveryDelivered, "UPS", "1Z999AA10123456784"
	late := order("HW-10503", lenAddress, "Len Wood", desk.StageInProduction, -40)
	late.ProductionStatus, late.ProductionStartedAt, late.ShipBy = desk.ProductionStarted, at(-30), day(-3)
	sue := order("HW-10504", sueAddress, "Sue Park", desk.StageShipped, -12)
	sue.ProductionStatus, sue.ProductionStartedAt, sue.ShipBy = desk.ProductionStarted, at(-9), day(5)
	sue.ShippedAt, sue.DeliveryStatus, sue.Carrier, sue.Tracking = at(-1), desk.DeliveryInTransit, "UPS", "1Z999AA10123456785"
	return []desk.Order{jo, kim, late, sue}
}

// header reads one header field of a mail.
func header(t *testing.T, raw []byte, name string) string {
	t.Helper()
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		t.Fatalf("%v in\n%s", err, raw)
	}
	return m.Header.Get(name)
}
