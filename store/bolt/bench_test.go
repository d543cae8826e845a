package bolt

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
)

const benchBatch = 50

var benchStart = time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)

// benchMail makes a mail of about 3 KB; no two are alike.
func benchMail(i int) desk.Accepted {
	r := rand.New(rand.NewPCG(1, uint64(i)))
	var b strings.Builder
	fmt.Fprintf(&b, "Message-ID: <m%d@example.org>\r\nFrom: buyer%d@example.org\r\nSubject: order HW-%d\r\n\r\n", i, i, 10000+i)
	for b.Len() < 3000 {
		fmt.Fprintf(&b, "%s ", benchWord(r))
	}
	raw := []byte(b.String())
	sum, trace := sha256.Sum256(raw), sha256.Sum256(raw[10:])
	return desk.Accepted{
		ID: hex.EncodeToString(sum[:]), TraceHash: hex.EncodeToString(trace[:]), Folder: "inbox",
		Location:     desk.Location{Account: "support", Mailbox: "INBOX", UIDValidity: 7, UID: uint32(i + 1)},
		InternalDate: benchStart, AcceptedAt: benchStart, Size: int64(len(raw)),
		MessageID: fmt.Sprintf("m%d@example.org", i), Raw: raw,
	}
}

// benchWord draws from 20,000 words, common ones far more often.
func benchWord(r *rand.Rand) string {
	n := int(20000 * r.Float64() * r.Float64() * r.Float64())
	return fmt.Sprintf("w%05x", n*2654435761&0xfffff)
}

// benchChange makes the change that a decided mail leads to: about 4 KB of decision and
// 4 KB of draft, an RMA, four audit entries, 40 words.
func benchChange(i int, m desk.Accepted) desk.Change {
	r := rand.New(rand.NewPCG(2, uint64(i)))
	id, order, from := fmt.Sprintf("C-%d", 1001+i), fmt.Sprintf("HW-%d", 10000+i), fmt.Sprintf("buyer%d@example.org", i)
	var text strings.Builder
	for text.Len() < 1500 {
		text.WriteString(benchWord(r) + " ")
	}
	enum := map[desk.Fact]string{}
	for n := range 60 {
		enum[desk.Fact(fmt.Sprintf("enumerated_fact_%d", n))] = "a_value_of_it"
	}
	d := desk.Decision{
		Intent: desk.Intent{Class: desk.ClassDoaDefect, Rule: "claim_in_window_ok", Outcome: desk.OutcomeOpenRMA, Template: "claim_received",
			Sections: []string{"2", "3"}, Flags: []desk.Flag{desk.FlagLastDay}, Role: desk.RoleAgent, Why: "A claim in the window with evidence opens a record."},
		Facts: desk.Facts{Enum: enum, Detail: desk.FactDetail{Now: benchStart, OrderNumber: order, OrderEmail: from}}, Table: m.ID, DecidedAt: benchStart,
	}
	c := desk.Case{ID: id, Version: 1, State: desk.CaseOpen, Account: "support", Customer: from, Subject: "order " + order, Order: order,
		Class: d.Class, Outcome: d.Outcome, Rule: d.Rule, Flags: d.Flags, Mails: []string{m.ID}, Drafts: []string{id + "-1"},
		Decisions: []desk.Decision{d}, OpenedAt: benchStart, UpdatedAt: benchStart, Deadline: benchStart.Add(time.Duration(r.IntN(1e6)) * time.Second)}
	draft := desk.Draft{ID: id + "-1", Case: id, Template: "claim_received", Language: "en", State: desk.DraftProposed, Role: desk.RoleAgent,
		To: []desk.Address{{Address: from}}, Subject: "Re: order", Text: text.String(), HTML: "<p>" + text.String() + "</p>",
		MessageID: fmt.Sprintf("d%d@shop.example", i), CreatedAt: benchStart, UpdatedAt: benchStart}
	rma := desk.RMA{Number: desk.NewRMANumber(r.Uint64()), Case: id, Order: order, OrderEmail: from, State: desk.RMAUnderReview, OpenedAt: benchStart,
		Symptom: text.String()[:160], History: []desk.RMAHistory{{At: benchStart, Actor: desk.System(), To: desk.RMAUnderReview, Why: "opened"}}}
	var audit []desk.Audit
	for _, what := range []string{"mail_received", "decided", "rma_opened", "drafted"} {
		audit = append(audit, desk.Audit{At: benchStart, Actor: desk.System(), Case: id, What: what, Why: "because of the row", Data: map[string]string{"mail": m.ID, "rule": d.Rule}})
	}
	words := []string{order, from}
	for range 40 {
		words = append(words, benchWord(r))
	}
	return desk.Change{
		Mails: []desk.Mail{{Accepted: m, State: desk.MailDecided, Case: id, From: from, Subject: c.Subject, ReceivedAt: benchStart}},
		Cases: []desk.Case{c}, Drafts: []desk.DraftChange{{Draft: draft}}, RMAs: []desk.RMA{rma}, Audit: audit,
		Index: map[string]string{m.MessageID: id}, Words: map[string][]string{id: words},
	}
}

// fill accepts and records n mails from number first on.
func fill(tb testing.TB, s *Store, first, n int) {
	ctx := context.Background()
	for i := first; i < first+n; i += benchBatch {
		var batch []desk.Accepted
		var changes []desk.Change
		for j := i; j < min(i+benchBatch, first+n); j++ {
			m := benchMail(j)
			batch, changes = append(batch, m), append(changes, benchChange(j, m))
		}
		if _, err := s.AcceptMessages(ctx, "support", "INBOX", batch, desk.Cursor{UIDValidity: 7, LastUID: uint32(i), State: make([]byte, 10000)}); err != nil {
			tb.Fatal(err)
		}
		refusals, err := s.RecordOutcomes(ctx, changes)
		if err != nil {
			tb.Fatal(err)
		}
		for _, err := range refusals {
			if err != nil {
				tb.Fatal(err)
			}
		}
	}
}

func openBench(b *testing.B) *Store {
	s, err := Open(context.Background(), b.TempDir(), Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := s.Close(); err != nil {
			b.Error(err)
		}
	})
	return s
}

// BenchmarkAccept accepts 10,000 mails of 3 KB in batches of 50, a durable commit each.
func BenchmarkAccept(b *testing.B) {
	var batches [][]desk.Accepted
	for i := 0; i < 10000; i += benchBatch {
		var batch []desk.Accepted
		for j := range benchBatch {
			batch = append(batch, benchMail(i+j))
		}
		batches = append(batches, batch)
	}
	for b.Loop() {
		b.StopTimer()
		s := openBench(b)
		b.StartTimer()
		for i, batch := range batches {
			next := desk.Cursor{UIDValidity: 7, LastUID: uint32(i), State: make([]byte, 10000)}
			if _, err := s.AcceptMessages(b.Context(), "support", "INBOX", batch, next); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkRecord records the outcomes of 10,000 mails in batches of 50.
func BenchmarkRecord(b *testing.B) {
	var batches [][]desk.Accepted
	var changes [][]desk.Change
	for i := 0; i < 10000; i += benchBatch {
		var batch []desk.Accepted
		var list []desk.Change
		for j := range benchBatch {
			m := benchMail(i + j)
			batch, list = append(batch, m), append(list, benchChange(i+j, m))
		}
		batches, changes = append(batches, batch), append(changes, list)
	}
	for b.Loop() {
		b.StopTimer()
		s := openBench(b)
		for i, batch := range batches {
			if _, err := s.AcceptMessages(b.Context(), "support", "INBOX", batch, desk.Cursor{LastUID: uint32(i)}); err != nil {
				b.Fatal(err)
			}
		}
		b.StartTimer()
		for _, list := range changes {
			refusals, err := s.RecordOutcomes(b.Context(), list)
			if err != nil {
				b.Fatal(err)
			}
			for _, err := range refusals {
				if err != nil {
					b.Fatal(err)
				}
			}
		}
	}
}

// BenchmarkQueue lists the first 50 of 100,000 waiting cases, and finds one by words.
func BenchmarkQueue(b *testing.B) {
	s := openBench(b)
	const cases = 100_000
	for i := 0; i < cases; i += 1000 {
		var changes []desk.Change
		for j := i; j < i+1000; j++ {
			c := benchChange(j, desk.Accepted{ID: "m"})
			c.Mails, c.RMAs, c.Audit = nil, nil, nil
			c.Cases[0].Decisions = nil
			changes = append(changes, c)
		}
		if _, err := s.RecordOutcomes(b.Context(), changes); err != nil {
			b.Fatal(err)
		}
	}
	for name, f := range map[string]desk.CaseFilter{
		"urgent":  {Waiting: true, Limit: 50},
		"newest":  {Limit: 50},
		"nothing": {Waiting: true, Flag: desk.FlagSafety, Limit: 50},
		"words":   {Words: []string{"HW-77777"}},
		"common":  {Words: []string{benchWord(rand.New(rand.NewPCG(1, 1))), "w00000"}, Limit: 50},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, _, err := s.Cases(b.Context(), f); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
