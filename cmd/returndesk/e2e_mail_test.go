package main

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"math/rand/v2"
	"net/mail"
	"slices"
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
	Unproved   bool   // without the receiving server's DMARC verdict
	Extra      string // further header lines, each with its line end
	Photo      []byte // a JPEG file that is attached
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
	text := "Content-Type: text/plain; charset=utf-8\n\n" + l.Text + "\n"
	b.WriteString(l.Extra + "MIME-Version: 1.0\n")
	if l.Photo == nil {
		b.WriteString(text)
	} else {
		fmt.Fprintf(&b, "Content-Type: multipart/mixed; boundary=edge\n\n--edge\n%s\n--edge\nContent-Type: image/jpeg; name=IMG_1.jpg\n", text)
		b.WriteString("Content-Disposition: attachment; filename=IMG_1.jpg\nContent-Transfer-Encoding: base64\n\n")
		for line := range slices.Chunk([]byte(base64.StdEncoding.EncodeToString(l.Photo)), 76) {
			b.Write(append(line, '\n'))
		}
		b.WriteString("--edge--\n")
	}
	return bytes.ReplaceAll(b.Bytes(), []byte("\n"), []byte("\r\n"))
}

// picture draws a sharp, bright JPEG photo that no other seed gives.
func picture(t *testing.T, seed uint64) []byte {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 1))
	img := image.NewRGBA(image.Rect(0, 0, 960, 720))
	draw.Draw(img, img.Bounds(), image.NewUniform(color.RGBA{210, 200, 190, 255}), image.Point{}, draw.Src)
	for range 220 {
		at := image.Pt(r.IntN(900), r.IntN(680))
		c := color.RGBA{uint8(r.IntN(255)), uint8(r.IntN(255)), uint8(r.IntN(255)), 255}
		draw.Draw(img, image.Rectangle{at, at.Add(image.Pt(12+r.IntN(120), 12+r.IntN(90)))}, image.NewUniform(c), image.Point{}, draw.Src)
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 90}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
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
	return []desk.Order{
		orderIn(desk.StagePlaced, "HW-10501", joAddress, "Jo Keller", now),
		orderIn(desk.StageDelivered, "HW-10502", kimAddress, "Kim Ost", now),
		orderIn(desk.StageInProduction, "HW-10503", lenAddress, "Len Wood", now),
		orderIn(desk.StageShipped, "HW-10504", sueAddress, "Sue Park", now),
	}
}

// orderIn gives an order as it stands in a stage: placed today with nothing begun, late
// in production, handed over yesterday, or delivered the day before yesterday.
func orderIn(stage desk.Stage, number, email, name string, now time.Time) desk.Order {
	at := func(days int) *time.Time { t := now.AddDate(0, 0, days).UTC().Truncate(time.Second); return &t }
	day := func(days int) desk.Date { return desk.Date(now.AddDate(0, 0, days).Format("2006-01-02")) }
	o := desk.Order{
		Number: number, Email: email, BuyerName: name, Stage: stage, PlacedAt: at(-40), ShipTo: desk.ShipTo{Country: "US", TZ: "America/New_York"},
		Lines: []desk.Line{{Line: 1, SKU: "KB75", Name: "75% keyboard", Qty: 1}}, Total: "289.00", Shipping: "19.00", Currency: "USD", PriorRMA: []desk.PriorRMA{},
	}
	o.ProductionStatus, o.ProductionStartedAt = desk.ProductionStarted, at(-30)
	switch stage {
	case desk.StagePlaced:
		o.PlacedAt, o.ProductionStatus, o.ProductionStartedAt, o.ShipBy = at(0), desk.ProductionNotStarted, nil, day(20)
	case desk.StageInProduction:
		o.ShipBy = day(-3)
	case desk.StageShipped:
		o.ShipBy, o.ShippedAt, o.DeliveryStatus, o.Carrier, o.Tracking = day(5), at(-1), desk.DeliveryInTransit, "UPS", "1Z999AA10123456785"
	case desk.StageDelivered:
		o.ShipBy, o.ShippedAt, o.DeliveredAt, o.DeliveryStatus, o.Carrier, o.Tracking = day(-4), at(-6), at(-2), desk.DeliveryDelivered, "UPS", "1Z999AA10123456784"
	}
	return o
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
