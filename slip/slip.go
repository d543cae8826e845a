// Package slip draws the return slip that goes to the customer with an authorized return
// (domain.md section 3): one PDF page with the RMA number as text, Code 128 and QR, what
// goes back, in which condition, until when, and a label for the outside of the parcel.
//
// It is pure: no IO, no clock, and the same slip gives the same bytes, so that a draft
// drawn up again is the same draft. It must not know cases, stores or mail; its words
// come from the caller, in the customer's language.
package slip

import (
	"bytes"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"

	"returndesk/desk"
)

// Paper is the size of the page.
type Paper string

// The two sizes that printers at home take.
const (
	A4     Paper = "A4"
	Letter Paper = "Letter"
)

// PaperOf gives the size that printers have in a country (ISO 3166, two letters): Letter
// in North America and the few countries that follow it, A4 everywhere else.
func PaperOf(country string) Paper {
	switch strings.ToUpper(country) {
	case "US", "CA", "MX", "CL", "CO", "CR", "DO", "GT", "PA", "PH", "PR", "SV", "VE":
		return Letter
	}
	return A4
}

// Words are the fixed words on the page, in the customer's language.
type Words struct {
	Title     string   // "Return slip"
	Inside    string   // what to do with the upper part
	Number    string   // caption of the RMA number
	Order     string   // caption of the order number
	Items     string   // caption of the goods
	Condition string   // caption of the condition asked for
	Deadline  string   // caption of the last day
	SendTo    string   // caption of the address
	HowTo     string   // heading of the steps
	Steps     []string // what to do, in order
	Outside   string   // what to do with the label
}

// Slip is everything that stands on the page.
type Slip struct {
	Brand     string
	Number    string   // RMA number; refused when it is none
	Order     string   // "" leaves the line out
	Items     []string // what goes back, one line each
	Condition string
	Deadline  string // written out, as the mail has it
	Address   string // where the parcel goes; lines
	Words     Words
	Paper     Paper
	Language  string    // BCP 47, for readers of the file
	Made      time.Time // its day becomes the file's date; no time of day, so that a draft made again is the same
}

// check refuses what would print a slip that leads a parcel astray.
func (s *Slip) check() error {
	number, err := desk.ParseRMANumber(s.Number)
	if err != nil {
		return err
	}
	s.Number = number
	if strings.TrimSpace(s.Address) == "" {
		return desk.Errf(desk.CodeInvalid, "the return slip of %s has no address to send the parcel to", s.Number).
			WithMend("set brand.return_address in the configuration")
	}
	if s.Paper == "" {
		s.Paper = A4
	}
	return nil
}

// PDF draws the page. Errors: CodeInvalid for a number that is no RMA number or a missing
// address, CodeInternal when the page cannot be drawn.
func PDF(s Slip) ([]byte, error) {
	s, err := s.printable()
	if err != nil {
		return nil, err
	}
	if err := s.check(); err != nil {
		return nil, err
	}
	f := fpdf.New("P", "mm", string(s.Paper), "")
	f.AddUTF8FontFromBytes("go", "", goregular.TTF)
	f.AddUTF8FontFromBytes("go", "B", gobold.TTF)
	day := time.Date(s.Made.Year(), s.Made.Month(), s.Made.Day(), 0, 0, 0, 0, time.UTC)
	f.SetCreationDate(day)
	f.SetModificationDate(day)
	f.SetCatalogSort(true)
	f.SetProducer("returndesk", true)
	f.SetTitle(s.Words.Title+" "+s.Number, true)
	f.SetLang(s.Language)
	f.SetMargins(margin, margin, margin)
	f.SetCellMargin(0)
	f.SetAutoPageBreak(false, 0)
	f.AddPage()
	if err := draw(f, &s); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := f.Output(&out); err != nil {
		return nil, desk.Wrap(desk.CodeInternal, err, "the return slip of %s cannot be drawn", s.Number)
	}
	return out.Bytes(), nil
}
