package digest

import (
	"bytes"
	"net/mail"
	"time"

	gomail "github.com/wneessen/go-mail"

	"returndesk/desk"
)

// File is one file of a digest.
type File struct {
	Name string
	Type string
	Data []byte
}

// CSVName is the name of the attached table.
func (d *Digest) CSVName() string { return "digest-" + d.Week + ".csv" }

// Pictures draws the charts of a digest, named as the page names them.
func Pictures(d *Digest) ([]File, error) {
	var out []File
	for _, c := range d.Charts() {
		png, err := Draw(c, PNG)
		if err != nil {
			return nil, err
		}
		out = append(out, File{Name: c.Name + ".png", Type: "image/png", Data: png})
	}
	return out, nil
}

// Subject is the subject of a digest's mail.
func Subject(d *Digest) string { return d.Shop + ", week " + d.Week + ": " + d.Headline }

// Message gives the mail of a digest: text and page as alternatives, the charts inside the
// page by their Content-ID (RFC 2392), the table attached. A machine wrote it and says so
// (RFC 3834 section 5).
func Message(d *Digest, from desk.Address, to []string, date time.Time) ([]byte, error) {
	bad := func(err error) error {
		return desk.Wrap(desk.CodeInternal, err, "the mail of %s cannot be written", d.Week)
	}
	sent := *d
	sent.State = StateSent // what leaves is no preview
	page, err := HTML(&sent, func(name string) string { return "cid:" + contentID(d, name) })
	if err != nil {
		return nil, err
	}
	pictures, err := Pictures(d)
	if err != nil {
		return nil, err
	}
	table, err := CSV(d)
	if err != nil {
		return nil, err
	}
	m := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	m.FromMailAddress(&mail.Address{Name: from.Name, Address: from.Address})
	var list []*mail.Address
	for _, a := range to {
		list = append(list, &mail.Address{Address: a})
	}
	m.ToMailAddress(list...)
	m.Subject(Subject(d))
	m.SetDateWithValue(date)
	m.SetMessageIDWithValue(d.MessageID)
	m.SetGenHeader("Auto-Submitted", "auto-generated")
	m.SetGenHeader("X-Auto-Response-Suppress", "All")
	m.SetBodyString(gomail.TypeTextPlain, crlf(Text(&sent)))
	m.AddAlternativeString(gomail.TypeTextHTML, crlf(string(page)))
	for i, p := range pictures {
		m.EmbedReadSeeker(p.Name, bytes.NewReader(p.Data), gomail.WithFileContentType(gomail.ContentType(p.Type)),
			gomail.WithFileContentID("<"+contentID(d, d.Charts()[i].Name)+">"))
	}
	m.AttachReadSeeker(d.CSVName(), bytes.NewReader(table), gomail.WithFileContentType("text/csv; charset=utf-8"))
	var b bytes.Buffer
	if _, err := m.WriteTo(&b); err != nil {
		return nil, bad(err)
	}
	return b.Bytes(), nil
}

// contentID names a chart inside the mail. It is unlike those of other weeks, since some
// programs keep one picture a name.
func contentID(d *Digest, name string) string { return name + "." + d.Week + "@returndesk" }

// crlf ends every line as RFC 5322 section 2.3 wants it.
func crlf(s string) string {
	return string(bytes.ReplaceAll(bytes.ReplaceAll([]byte(s), []byte("\r\n"), []byte("\n")), []byte("\n"), []byte("\r\n")))
}
