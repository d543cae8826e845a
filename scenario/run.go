package scenario

import (
	"fmt"
	"mime"
	"slices"
	"sort"
	"strings"

	"returndesk/classifier"
	"returndesk/desk"
	"returndesk/facts"
	"returndesk/flow"
	"returndesk/message"
	"returndesk/policy"
)

// Reader is what a scenario needs of a classifier.
type Reader interface {
	Read(in classifier.Input) desk.Reading
}

// Finder finds orders among a scenario's own.
type Finder func(orders []desk.Order, numbers []desk.NumberFound, sender string) desk.Lookup

// Runner is how scenarios are run.
type Runner struct {
	Table  *policy.Table
	Reader Reader
	Find   Finder
	// ExpectedClass takes the class from the expectation and only the signals, numbers and
	// further intents from the mail ("--reading expected").
	ExpectedClass bool
}

// Mismatch is one field of a decision that is not as expected.
type Mismatch struct {
	Order string `json:"order,omitempty"`
	Field string `json:"field"`
	Want  string `json:"want"`
	Got   string `json:"got"`
}

// Result is what became of one scenario.
type Result struct {
	ID         string          `json:"id"`
	Line       int             `json:"line"`
	Passed     bool            `json:"passed"`
	Rule       string          `json:"rule"`
	Mismatches []Mismatch      `json:"mismatches,omitempty"`
	Decisions  []desk.Decision `json:"-"`
}

// Prepared is a scenario whose mail has been read and whose facts are drawn, so that
// several tables can be asked about it.
type Prepared struct {
	s       Scenario
	reading desk.Reading
	matters []facts.Matter
}

// Prepare reads the scenario's mail and draws its facts.
func (r Runner) Prepare(s Scenario) (Prepared, error) {
	in, err := r.input(s)
	if err != nil {
		return Prepared{}, err
	}
	return Prepared{s: s, reading: in.Reading, matters: facts.Gather(in)}, nil
}

// Run decides one scenario and compares.
func (r Runner) Run(s Scenario) (Result, error) {
	p, err := r.Prepare(s)
	if err != nil {
		return Result{ID: s.ID, Line: s.Line}, err
	}
	return p.Decide(r.Table)
}

// Decide asks a table and compares its decisions with what the scenario expects.
func (p Prepared) Decide(table *policy.Table) (Result, error) {
	s := p.s
	res := Result{ID: s.ID, Line: s.Line}
	var err error
	if res.Decisions, err = flow.DecideMatters(table, p.matters, p.reading, s.Now); err != nil {
		return res, err
	}
	wants := append([]Expectation{s.Expect}, s.Other...)
	decisions := slices.Clone(res.Decisions)
	if len(s.Orders) > 0 {
		// The scenario's first order is the one that "expect" speaks of.
		sort.SliceStable(decisions, func(i, j int) bool {
			return decisions[i].Facts.Detail.OrderNumber == s.Orders[0].Number && decisions[j].Facts.Detail.OrderNumber != s.Orders[0].Number
		})
	}
	res.Rule = decisions[0].Rule
	if len(s.Other) > 0 && len(decisions) != len(wants) {
		res.Mismatches = append(res.Mismatches, Mismatch{Field: "decisions", Want: fmt.Sprint(len(wants)), Got: fmt.Sprint(len(decisions))})
	}
	for i, w := range wants {
		d, ok := pick(decisions, w.Order, i)
		if !ok {
			res.Mismatches = append(res.Mismatches, Mismatch{Order: w.Order, Field: "decision", Want: string(w.Outcome), Got: "none"})
			continue
		}
		res.Mismatches = append(res.Mismatches, compare(w, d)...)
	}
	res.Passed = len(res.Mismatches) == 0
	return res, nil
}

func pick(list []desk.Decision, order string, i int) (desk.Decision, bool) {
	if order != "" {
		i = slices.IndexFunc(list, func(d desk.Decision) bool { return d.Facts.Detail.OrderNumber == order })
	}
	if i < 0 || i >= len(list) {
		return desk.Decision{}, false
	}
	return list[i], true
}

// compare lists every field that differs; sets are compared without order.
func compare(w Expectation, d desk.Decision) []Mismatch {
	var out []Mismatch
	add := func(field, want, got string) {
		if want != got {
			out = append(out, Mismatch{Order: d.Facts.Detail.OrderNumber, Field: field, Want: want, Got: got})
		}
	}
	add("class", string(w.Class), string(d.Class))
	add("outcome", string(w.Outcome), string(d.Outcome))
	add("rma", fmt.Sprint(w.RMA), fmt.Sprint(d.RMA.Open))
	add("sections", set(w.Sections), set(d.Sections))
	add("asks", set(w.Asks), set(d.Asks))
	add("flags", set(w.Flags), set(d.Flags))
	if w.Rule != "" {
		add("rule", w.Rule, d.Rule)
	}
	if w.Template != "" {
		add("template", strings.TrimPrefix(w.Template, "none"), d.Template)
	}
	if w.Role != "" {
		add("role", string(w.Role), string(d.Role))
	}
	if w.Also != nil {
		add("also", set(*w.Also), set(d.Also))
	}
	for name, v := range w.Enum {
		add("fact "+name, fmt.Sprint(v), d.Facts.Value(desk.Fact(name)))
	}
	return out
}

func set[T ~string](list []T) string {
	s := make([]string, 0, len(list))
	for _, x := range list {
		s = append(s, string(x))
	}
	sort.Strings(s)
	return "[" + strings.Join(s, " ") + "]"
}

// input reads the scenario's mail as the service would read it.
func (r Runner) input(s Scenario) (facts.Input, error) {
	received := s.ReceivedAt
	if received.IsZero() {
		received = s.Now
	}
	m, err := message.Parse(rawMail(s.Mail), received, message.Options{AuthServID: authServID(s.Mail.Headers)})
	if err != nil {
		return facts.Input{}, desk.Wrap(desk.CodeInvalid, err, "the mail of scenario %s cannot be read", s.ID)
	}
	zone := s.Zone
	reading := r.Reader.Read(classifier.Input{
		Subject: s.Mail.Subject, NewText: m.NewText, Quoted: m.Quoted,
		Received: received.In(zone), HasAttachments: len(s.Mail.Attachments) > 0,
	})
	if p := s.Reading; p != nil {
		reading.Signals, reading.Also, reading.DeliveredOn, reading.Serial = p.Signals, p.Also, p.DeliveredOn, p.Serial
	}
	if r.ExpectedClass {
		reading = expectClass(reading, s)
	}
	from := addressOf(s.Mail.From)
	in := facts.Input{
		Now: s.Now, ReceivedAt: received, ShopZone: zone, Reading: reading,
		Sender: facts.Sender{Address: from, Name: m.Sender.Name, Auth: authOf(m)},
		Lookup: r.Find(slices.Clone(s.Orders), reading.Numbers, from),
		Text:   m.NewText, HasLink: len(m.Links) > 0,
		Machine: machineOf(m), Cc: s.Mail.Cc, ExemptionOpen: s.ExemptionOpen,
	}
	if b := s.Before; b != nil {
		in.Earlier, in.Asked, in.StopTold = &desk.Reading{Class: b.Class}, b.Asked, b.Stop == "told"
	}
	in.Lookup.Problem = s.Problem
	for _, a := range s.Mail.Attachments {
		in.Evidence = append(in.Evidence, a.verdict())
	}
	if len(s.Orders) > 0 {
		if same, ok := s.Items[s.Orders[0].Number]; ok {
			in.ItemMatches = &same
		}
	}
	return in, nil
}

// expectClass puts the expected class in the place of the one that was read; what was
// read stays a further intent only if it was one. What is expected of the mail's other orders is
// in the mail, too.
func expectClass(r desk.Reading, s Scenario) desk.Reading {
	c := s.Expect.Class
	also := slices.DeleteFunc(slices.Clone(r.Also), func(a desk.Class) bool { return a == c })
	add := func(a desk.Class) {
		if a.Valid() && a != c && !slices.Contains(also, a) {
			also = append(also, a)
		}
	}
	if slices.Contains(r.Also, c) {
		add(r.Class)
	}
	if len(s.Orders) > 0 {
		r.Parts = expectPart(r.Parts, s.Orders[0].Number, c)
	}
	for _, o := range s.Other {
		add(o.Class)
		r.Parts = expectPart(r.Parts, o.Order, o.Class)
	}
	r.Class, r.Also = c, also
	r.Unsure, r.RunnerUp = false, ""
	return r
}

// expectPart puts the expected class first in what was read of one order.
func expectPart(parts []desk.ReadingPart, order string, c desk.Class) []desk.ReadingPart {
	out := slices.Clone(parts)
	for i, p := range out {
		if p.Number == desk.FoldNumber(order) && c.Valid() {
			out[i].Classes = append([]desk.Class{c}, slices.DeleteFunc(slices.Clone(p.Classes[1:]), func(x desk.Class) bool { return x == c })...)
		}
	}
	return out
}

// verdict turns an attachment of a scenario into judged evidence.
func (f File) verdict() desk.Evidence {
	e := desk.Evidence{Name: f.Name, Type: f.Type, Bytes: f.Bytes, Width: f.W, Height: f.H, Seconds: f.Seconds, Inline: f.Inline, Code: f.Quality, Kind: desk.MediaOther}
	switch {
	case f.Quality == "archive":
		e.Kind = desk.MediaArchive
	case strings.HasPrefix(f.Type, "image/"):
		e.Kind = desk.MediaPhoto
	case strings.HasPrefix(f.Type, "video/"):
		e.Kind = desk.MediaVideo
	}
	switch f.Quality {
	case "ok", "":
		e.Verdict = desk.VerdictOK
	case "unjudged", "heic", "undecodable":
		e.Verdict = desk.VerdictUnjudged
	case "link":
		e.Verdict = desk.VerdictLink
	case "art", "signature", "logo":
		e.Verdict = desk.VerdictArt
	case "blurred", "dark", "corrupt", "too_small", "too_short", "no_video_track", "empty":
		e.Verdict, e.Reason = desk.VerdictUnusable, "the file is "+f.Quality
	default:
		e.Verdict, e.Reason = desk.VerdictUnusable, "the file is "+f.Quality
		if strings.Contains(f.Type, "heic") || strings.Contains(f.Type, "heif") { // which nobody decodes (domain.md section 0)
			e.Verdict, e.Reason = desk.VerdictUnjudged, ""
		}
	}
	if e.Kind == desk.MediaOther {
		e.Verdict = desk.VerdictOther
	}
	return e
}

// rawMail writes the scenario's mail as bytes, so that it goes through the same reading
// as every other.
func rawMail(m Mail) []byte {
	var b strings.Builder
	head := func(k, v string) {
		v = strings.NewReplacer("\r", " ", "\n", " ").Replace(v)
		fmt.Fprintf(&b, "%s: %s\r\n", k, v)
	}
	names := make([]string, 0, len(m.Headers))
	for k := range m.Headers {
		names = append(names, k)
	}
	sort.Strings(names)
	head("Message-ID", "<scenario@customer.example>")
	head("From", m.From)
	head("To", "support@shop.example")
	if len(m.Cc) > 0 {
		head("Cc", strings.Join(m.Cc, ", "))
	}
	head("Subject", mime.QEncoding.Encode("utf-8", m.Subject))
	typed := false
	for _, k := range names {
		if strings.EqualFold(k, "content-type") {
			typed = true
		}
		head(k, m.Headers[k])
	}
	if !typed {
		head("Content-Type", "text/plain; charset=utf-8")
		head("Content-Transfer-Encoding", "8bit")
	}
	b.WriteString("\r\n" + strings.ReplaceAll(strings.ReplaceAll(m.Body, "\r\n", "\n"), "\n", "\r\n") + "\r\n")
	return []byte(b.String())
}

// authServID takes the server that a scenario's results name for our own.
func authServID(h map[string]string) string {
	for k, v := range h {
		if strings.EqualFold(k, "authentication-results") {
			id, _, _ := strings.Cut(v, ";")
			if f := strings.Fields(id); len(f) > 0 {
				return f[0]
			}
		}
	}
	return ""
}

func authOf(m *message.Message) facts.Auth {
	switch m.Sender.Verified {
	case message.Verified:
		return facts.AuthPass
	case message.Failed:
		return facts.AuthFail
	}
	return facts.AuthNone
}

// machineOf names the machine. A scenario has no outbox, so that every bounce
// counts as one of ours.
func machineOf(m *message.Message) facts.Machine {
	switch m.Machine.Kind {
	case message.KindNone:
		return facts.MachineNone
	case message.KindBounce:
		return facts.MachineBounceOfOurs
	case message.KindNewsletter:
		return facts.MachineNewsletter
	case message.KindSpam:
		return facts.MachineSuspicious
	}
	return facts.MachineAutoReply
}
