package sim

import (
	"context"
	"encoding/base64"
	"fmt"
	"html"
	"mime"
	"slices"
	"strings"
	"time"

	"returndesk/desk"
	"returndesk/replies"
)

const (
	shopAddress = "support@hollow-works.example"
	mailServer  = "mx.hollow-works.example"
	account     = "support"
)

// letter is a mail to the shop.
type letter struct {
	name, from, subject, text string
	answers                   string // Message-ID of ours
	head                      string // further header lines, each ended by a line break
	photos                    int
	unproved                  bool   // the receiving server found no pass
	machine                   bool   // nobody wrote it
	report                    string // the body of a bounce instead of a text
	form                      form
	quoted                    string // what of ours stands below the text
}

// form is how a mail program writes a text.
type form int

const (
	plainText form = iota
	bothForms      // plain and HTML as alternatives
	htmlAlone
)

// body writes the text in the letter's form, with what it quotes.
func (l letter) body() string {
	below := ""
	for line := range strings.Lines(l.quoted) {
		below += "> " + strings.TrimRight(line, "\n") + "\n"
	}
	if below != "" {
		below = "\n\nOn Monday Hollow Works Support wrote:\n" + below
	}
	plain := "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n" + l.text + below + "\n"
	if l.form == plainText {
		return plain
	}
	page := "<html><head><style>p{margin:0}</style></head><body><div>" + strings.ReplaceAll(html.EscapeString(l.text), "\n", "<br>\n") + "</div>"
	if l.quoted != "" {
		page += "<div class=\"gmail_quote\"><div>On Monday Hollow Works Support wrote:<br></div><blockquote class=\"gmail_quote\" style=\"margin:0 0 0 .8ex;border-left:1px solid #ccc\">" +
			strings.ReplaceAll(html.EscapeString(l.quoted), "\n", "<br>\n") + "</blockquote></div>"
	}
	page = "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n" + page + "</body></html>\n"
	if l.form == htmlAlone {
		return page
	}
	return "Content-Type: multipart/alternative; boundary=forms\n\n--forms\n" + plain + "--forms\n" + page + "--forms--\n"
}

// raw writes the letter as it would lie in the mailbox.
func (w *world) raw(l letter) ([]byte, error) {
	var b strings.Builder
	_, domain, _ := strings.Cut(l.from, "@")
	if !l.unproved {
		fmt.Fprintf(&b, "Authentication-Results: %s; dmarc=pass header.from=%s\n", mailServer, domain)
	}
	w.letters++
	fmt.Fprintf(&b, "Message-ID: <sim-%d-%d@%s>\nDate: %s\nFrom: %s <%s>\nTo: %s\nSubject: %s\nMIME-Version: 1.0\n", w.opt.Seed, w.letters, domain,
		w.now.Format(time.RFC1123Z), l.name, l.from, shopAddress, mime.QEncoding.Encode("utf-8", l.subject))
	if l.answers != "" {
		fmt.Fprintf(&b, "In-Reply-To: <%s>\nReferences: <%s>\n", l.answers, l.answers)
	}
	b.WriteString(l.head)
	switch {
	case l.report != "":
		b.WriteString("Content-Type: multipart/report; report-type=delivery-status; boundary=part\n\n" + l.report)
	default:
		b.WriteString("Content-Type: multipart/mixed; boundary=part\n\n--part\n" + l.body())
		for i := range l.photos {
			w.pictures++
			data, err := photo(w.opt.Seed*1_000_003 + uint64(w.pictures))
			if err != nil {
				return nil, desk.Wrap(desk.CodeInternal, err, "a photo cannot be drawn")
			}
			fmt.Fprintf(&b, "--part\nContent-Type: image/jpeg\nContent-Disposition: attachment; filename=\"photo-%d.jpg\"\nContent-Transfer-Encoding: base64\n\n", i+1)
			for enc := base64.StdEncoding.EncodeToString(data); enc != ""; {
				n := min(76, len(enc))
				b.WriteString(enc[:n] + "\n")
				enc = enc[n:]
			}
		}
		b.WriteString("--part--\n")
	}
	return []byte(strings.ReplaceAll(b.String(), "\n", "\r\n")), nil
}

// deliver puts a letter into the mailbox and lets the program read it.
func (w *world) deliver(ctx context.Context, l letter) error {
	if w.now.Before(w.start) { // of the time before the mailbox was looked at
		return nil
	}
	raw, err := w.raw(l)
	if err != nil {
		return err
	}
	m := waiting{raw: raw, at: w.now, machine: l.machine}
	if !w.outage.until.IsZero() {
		w.outage.box = append(w.outage.box, m)
		return nil
	}
	if err := w.fetch(ctx, m); err != nil {
		return err
	}
	return w.read(ctx)
}

// say gives words about a matter in a customer's language, in English where there are none.
func (w *world) say(c *customer, about matter, o *order, tracking string) (text, language string) {
	language = c.home.language
	list := w.words[language][about]
	if len(list) == 0 {
		language, list = "en", w.words["en"][about]
	}
	number, item := "", "keyboard"
	if o != nil {
		number, item = o.Number, o.Lines[0].Name
	}
	text = strings.NewReplacer("{n}", number, "{i}", item, "{t}", tracking).Replace(pick(w, list))
	if w.chance(0.7) {
		text += "\n\n" + c.name
	}
	return text, language
}

// speaks remembers in which languages somebody writes, from whichever address.
func (w *world) speaks(c *customer, language string) {
	for _, address := range []string{c.address, c.second} {
		if !slices.Contains(w.tongue[address], language) {
			w.tongue[address] = append(w.tongue[address], language)
		}
	}
}

// write lets a customer write about a matter, as an answer to a mail of ours where one is
// named.
func (w *world) write(ctx context.Context, c *customer, about matter, o *order, answers string, photos int) error {
	text, language := w.say(c, about, o, w.tracking("UPS"))
	from, unproved := c.address, w.chance(0.03)
	if c.second != "" && w.chance(0.5) {
		from = c.second
	}
	w.speaks(c, language)
	subject := map[matter]string{aboutCancel: "Cancel", aboutDefect: "Problem", aboutDamage: "Damaged parcel", aboutWhere: "Where is it?", aboutHazard: "Battery!"}[about]
	if o != nil && w.chance(0.8) {
		subject += " " + o.Number
	}
	if subject == "" {
		subject = "Question"
	}
	if answers != "" {
		subject = "Re: " + subject
	}
	l := letter{name: c.name, from: from, subject: strings.TrimSpace(subject), text: text, answers: answers, photos: photos, unproved: unproved}
	switch x := w.rnd.Float64(); {
	case x < 0.4:
		l.form = bothForms
	case x < 0.5:
		l.form = htmlAlone
	}
	if answers != "" && w.chance(0.7) {
		quoted, err := w.quote(ctx, answers)
		if err != nil {
			return err
		}
		l.quoted = quoted
	}
	return w.deliver(ctx, l)
}

// quote gives the words of a mail of ours as a reply quotes them.
func (w *world) quote(ctx context.Context, id string) (string, error) {
	name, ok := replies.DraftOf(id)
	if !ok {
		return "", nil
	}
	d, err := w.store.Draft(ctx, name)
	if desk.CodeOf(err) == desk.CodeNotFound {
		return "", nil
	}
	return d.Text, err
}
