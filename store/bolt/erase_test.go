package bolt

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"returndesk/desk"
)

// holding gives the buckets that hold a text in a key or in a value, packed or not.
func holding(t *testing.T, s *Store, text string) []string {
	t.Helper()
	var out []string
	err := s.db.View(func(tx *bbolt.Tx) error {
		return tx.ForEach(func(name []byte, b *bbolt.Bucket) error {
			return b.ForEach(func(k, v []byte) error {
				plain, err := unpack(v)
				if err != nil {
					plain = nil
				}
				for _, x := range [][]byte{k, v, plain} {
					if bytes.Contains(bytes.ToLower(x), []byte(text)) && !slices.Contains(out, string(name)) {
						out = append(out, string(name))
					}
				}
				return nil
			})
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestEraseEverywhere looks through the stored bytes themselves: no bucket may hold the
// address, the order or a word of an erased person, folded or not.
func TestEraseEverywhere(t *testing.T) {
	t.Parallel()
	for _, commits := range []int{3, foldAfter + 10} {
		s := openAt(t, t.TempDir(), Options{})
		for n := range commits {
			fill(t, s, n, 1)
		}
		person := benchChange(1, benchMail(1)).Cases[0]
		texts := []string{person.Customer, strings.ToLower(person.Order), "onlyhere"}
		err := s.Record(t.Context(), desk.Change{
			Words:  map[string][]string{person.ID: {"onlyhere"}},
			Dues:   []desk.Due{{ID: "reminder/" + person.ID, Case: person.ID, Data: person.Customer}},
			Alerts: []desk.Alert{{Key: "safety/" + person.ID, Case: person.ID, Text: person.Customer}},
			Spoken: []desk.Spoken{{Key: "ack/" + person.Customer}},
		})
		if err != nil {
			t.Fatal(err)
		}
		stranger := writeStranger(t, s, person.Customer)
		texts = append(texts, "nadia", "1z999", "broken key")
		for _, text := range texts {
			if len(holding(t, s, text)) == 0 {
				t.Errorf("%q stands nowhere before erasing; this test shows nothing", text)
			}
		}
		done, err := s.Erase(t.Context(), person.Customer, desk.System(), benchStart)
		if err != nil || done.Redacted != 1 {
			t.Fatalf("erased: %+v, %v", done, err)
		}
		for _, text := range texts {
			if found := holding(t, s, text); len(found) > 0 {
				t.Errorf("after %d commits, %q still stands in %v", commits, text, found)
			}
		}
		if found := holding(t, s, fmt.Sprintf("buyer%d@", 2)); len(found) < 4 {
			t.Errorf("another person stands only in %v", found)
		}
		strangerStays(t, s, stranger)
		wholeStore(t, s)
	}
}

// writeStranger records the case of somebody who wrote about the person's order: its facts
// name the buyer, a question to the buyer waits, one was sent and answered.
func writeStranger(t *testing.T, s *Store, person string) desk.Case {
	t.Helper()
	own, answer := benchMail(900), benchMail(901)
	if _, err := s.AcceptMessages(t.Context(), "support", "INBOX", []desk.Accepted{own, answer}, desk.Cursor{UIDValidity: 7, LastUID: 900}); err != nil {
		t.Fatal(err)
	}
	change := benchChange(900, own)
	c := &change.Cases[0]
	f := &c.Decisions[0].Facts.Detail
	f.OrderEmail, f.BuyerName, f.Tracking, f.Sender = strings.ToUpper(person), "Nadia Karpenko", "1Z999", c.Customer
	photo := desk.Evidence{Mail: answer.ID, Name: "nadia.jpg"}
	c.Evidence, f.Evidence = []desk.Evidence{photo, {Mail: own.ID, Name: "own.jpg"}}, []desk.Evidence{photo}
	asked := change.Drafts[0].Draft
	asked.ID, asked.MessageID, asked.Template, asked.State = c.ID+"-2", "asked@shop.example", "verify_buyer", desk.DraftSent
	asked.To, asked.Text, asked.SentAt = []desk.Address{{Name: "Nadia", Address: person}}, "Hello Nadia,", benchStart
	again := asked
	again.ID, again.MessageID, again.State, again.SentAt = c.ID+"-3", "again@shop.example", desk.DraftProposed, time.Time{}
	c.Drafts = append(c.Drafts, asked.ID, again.ID)
	change.Drafts = append(change.Drafts, desk.DraftChange{Draft: asked}, desk.DraftChange{Draft: again})
	change.RMAs[0].OrderEmail, change.RMAs[0].Mail, change.RMAs[0].Symptom = person, answer.ID, "broken key"
	change.Mails = append(change.Mails, desk.Mail{Accepted: answer, State: desk.MailJoined, Case: c.ID, From: person, FromName: "Nadia"})
	change.Pictures = []desk.Picture{{SHA256: "ab", Case: c.ID, Mail: answer.ID, Name: "nadia.jpg"}}
	change.Audit = append(change.Audit, desk.Audit{At: benchStart, Case: c.ID, What: "sent", Why: "250 <" + person + "> ok", Data: map[string]string{"to": person}})
	change.Alerts = []desk.Alert{{Key: "urgent/" + c.ID, Case: c.ID, Text: "The order of " + person}}
	if err := s.Record(t.Context(), change); err != nil {
		t.Fatal(err)
	}
	return *c
}

// strangerStays checks that the stranger's own case is left, without a draft to the buyer
// that could still go out, and that nobody can write back what he read before.
func strangerStays(t *testing.T, s *Store, before desk.Case) {
	t.Helper()
	c, err := s.Case(t.Context(), before.ID)
	if err != nil {
		t.Fatal(err)
	}
	if c.Customer != before.Customer || c.Order != before.Order || c.Version != before.Version+1 || len(c.Evidence) != 1 || c.Decisions[0].Facts.Detail.Sender != c.Customer {
		t.Errorf("of the stranger's case stays %+v", c)
	}
	drafts, err := s.DraftsOfCase(t.Context(), c.ID)
	if err != nil || len(drafts) != 3 {
		t.Fatalf("%d drafts, %v", len(drafts), err)
	}
	for i, want := range []desk.DraftState{desk.DraftProposed, desk.DraftSent, desk.DraftVoid} {
		if drafts[i].State != want || (i == 0) != (len(drafts[i].To) == 1 && drafts[i].Text != "") {
			t.Errorf("draft %d is %s to %v", i+1, drafts[i].State, drafts[i].To)
		}
	}
	stale := desk.Change{Cases: []desk.Case{before}}
	stale.Cases[0].Version++
	if err := s.Record(t.Context(), stale); desk.CodeOf(err) != desk.CodeConflict {
		t.Errorf("what was read before was written back: %v", err)
	}
}

// TestFolding: what waits to be folded stays bounded, on disk and in memory.
func TestFolding(t *testing.T) {
	t.Parallel()
	s := openAt(t, t.TempDir(), Options{})
	for n := range 2*foldAfter + 20 {
		fill(t, s, n, 1)
	}
	err := s.db.View(func(tx *bbolt.Tx) error {
		for _, name := range []string{bLinksNew, bWordsNew} {
			if n := tx.Bucket([]byte(name)).Stats().KeyN; n == 0 || n > foldAfter {
				t.Errorf("%s holds %d segments", name, n)
			}
		}
		for _, name := range []string{bLinks, bWords} {
			if tx.Bucket([]byte(name)).Stats().KeyN == 0 {
				t.Errorf("%s is empty", name)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if n := len(s.mem.Load().numbers); n == 0 || n > foldAfter*10 {
		t.Errorf("%d links are in memory", n)
	}
}
