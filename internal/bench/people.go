package main

import (
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

// person writes mails.
type person struct{ first, name, address, domain string }

var (
	firstNames = []string{"Ada", "Bruno", "Carla", "Dmitri", "Elif", "Farid", "Greta", "Hugo", "Ines", "Jonas", "Kaja", "Luis", "Mina", "Noor", "Otto", "Paula", "Quinn", "Rosa", "Sven", "Tara", "Umut", "Vera", "Wim", "Xenia", "Yara", "Zoran"}
	lastNames  = []string{"Abel", "Brandt", "Costa", "Dahl", "Ekberg", "Ferro", "Gruber", "Haas", "Ito", "Jansen", "Keller", "Lund", "Moreau", "Novak", "Okafor", "Peters", "Quist", "Rossi", "Sato", "Tanaka", "Urban", "Vidal", "Weber", "Yilmaz", "Ziegler"}
	countries  = []string{"US,America/New_York", "US,America/Los_Angeles", "DE,Europe/Berlin", "GB,Europe/London", "CA,America/Toronto", "NL,Europe/Amsterdam", "AU,Australia/Sydney"}
)

// somebody invents the i-th person.
func somebody(r *rand.Rand, i int) person {
	f, l := pick(r, firstNames), pick(r, lastNames)
	domain := fmt.Sprintf("post%d.example", r.IntN(60))
	return person{f, f + " " + l, fmt.Sprintf("%s.%s.%d@%s", strings.ToLower(f), strings.ToLower(l), i, domain), domain}
}

// orderColumns is the header of orders.csv (docs/orders.md).
func orderColumns() []string {
	return []string{"number", "email", "buyer_name", "placed_at", "stage", "production_started_at", "production_status", "ship_by",
		"shipped_at", "delivered_at", "delivery_status", "carrier", "tracking", "ship_to_country", "ship_to_tz",
		"line", "sku", "name", "qty", "serial", "firmware", "batch", "total", "shipping", "currency"}
}

// writeOrder writes the order that a mail is about, in the stage that fits its matter.
func writeOrder(w *csv.Writer, r *rand.Rand, number string, who person, stage string, at time.Time) error {
	stamp := func(days int) string { return at.AddDate(0, 0, -days).Format(time.RFC3339) }
	place := strings.Split(pick(r, countries), ",")
	started, status, shipped, delivered, delivery, carrier, tracking := "", "not_started", "", "", "", "", ""
	placed, shipBy := 3, at.AddDate(0, 0, 18).Format(time.DateOnly)
	switch stage {
	case "in_production":
		placed, started, status = 12, stamp(4), "started"
	case "shipped":
		placed, started, status, shipped, delivery = 24, stamp(15), "started", stamp(3), "in_transit"
	case "delivered":
		placed, started, status, shipped, delivery = 30, stamp(22), "started", stamp(9), "delivered"
		delivered = stamp(1 + r.IntN(9))
	}
	if shipped != "" {
		carrier, tracking = pick(r, []string{"UPS", "DHL", "FedEx"}), fmt.Sprintf("1ZBENCH%09d", r.IntN(1e9))
	}
	return w.Write([]string{number, who.address, who.name, stamp(placed), stage, started, status, shipBy,
		shipped, delivered, delivery, carrier, tracking, place[0], place[1],
		"1", "KB-" + fmt.Sprint(r.IntN(90)), pick(r, products), "1", "S" + number[3:], "2.3." + fmt.Sprint(r.IntN(9)), "2026-B" + fmt.Sprint(10+r.IntN(30)),
		fmt.Sprintf("%d.00", 80+r.IntN(400)), "19.00", "USD"})
}
