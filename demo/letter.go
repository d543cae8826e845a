package demo

import (
	"time"

	"returndesk/desk"
)

// The demo's shop, as customers and mail servers name it.
const (
	ShopName    = "Hollow Works"
	ShopAddress = "support@hollow-works.example"
	OwnerAlerts = "owner@hollow-works.example"
	ShopZone    = "America/New_York"
	OrderPrefix = "HW"
	// AuthServID is the name with which the shop's receiving server signs its
	// Authentication-Results (RFC 8601 section 2.5).
	AuthServID = "mx.hollow-works.example"
)

// Letter is one mail of the sample mailbox.
type Letter struct {
	Key        string       // short, unique, usable as a file name: "dead-row"
	From       desk.Address // who wrote it
	Subject    string
	ReceivedAt time.Time // when the shop's server received it: its INTERNALDATE
	Raw        []byte    // the whole mail, RFC 5322, with CRLF line ends
}

// letter is a mail before it is written out.
type letter struct {
	key     string
	from    person
	subject string
	text    string        // plain text; "" = HTML only
	html    string        // HTML; "" = plain text only
	ago     time.Duration // received so long before now
	to      string        // "" = the shop
	date    time.Duration // how far the writer's own clock is behind
	auth    verdict
	id      string // Message-ID without brackets; "" = made from the key
	replyTo []string
	fields  []field // further fields
	parts   []part
}

// verdict is what the receiving server found out about the sender.
type verdict int

const (
	authPass verdict = iota // DMARC passed for the From
	authFail                // DMARC failed: somebody else wrote it
)

// field is one further header field.
type field struct{ name, value string }

// part is an attached file, or an inline one when cid is set.
type part struct {
	name, mime, cid string
	draw            func() ([]byte, error)
}

// person is somebody of the demo with his address.
type person struct {
	name, address string
}

// at is the moment at which the letter was received.
func (l *letter) at(now time.Time) time.Time { return now.Add(-l.ago).Truncate(time.Second) }
