package flow

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode"

	"returndesk/desk"
	"returndesk/message"
)

// fewWords is up to how many words a line may stand in our mail by chance: who types WAIT
// below our question says it himself.
const fewWords = 3

// manyMails bounds how many mails of a case are looked through for what one of them quotes.
const manyMails = 20

// dropOurs takes the words of the mails that it answers out of a mail in which nothing but a
// quote was found. A photo sent back without a word would else be read as if its sender had
// written our mail: a warning of fire, or the policy's sentence about cancellations. What he
// typed into the quote stays.
//
// Mails are read side by side before any of their batch is handled, so that what it answers is
// known from the store alone: an answer that somebody wrote by hand and that is fetched
// together with the customer's reply to it is not recognised in that reply.
//
// Where we do not know the mail (it is older than this program, or its ids were lost), what is
// quoted as ours is ours to the last word: a person then looks at what else stands there.
func (e *Engine) dropOurs(ctx context.Context, m *message.Message, opt message.Options) error {
	was := m.NewText
	if m.NewTextFrom == message.OriginQuoted {
		if err := e.dropKnown(ctx, m, opt); err != nil {
			return err
		}
	}
	if m.QuotesReader && m.NewText == was || strings.TrimSpace(m.NewText) == "" {
		m.NewText, m.NewTextFrom = "", message.OriginNone
	}
	return nil
}

// dropKnown drops the words of the mails of ours whose ids the mail names.
func (e *Engine) dropKnown(ctx context.Context, m *message.Message, opt message.Options) error {
	refs := refsOf(m)
	if len(refs) == 0 {
		return nil
	}
	id, found, err := e.store.CaseOfRefs(ctx, refs)
	if err != nil || !found {
		return err
	}
	drafts, err := e.store.DraftsOfCase(ctx, id)
	if err != nil {
		return err
	}
	for i := range drafts {
		d := &drafts[i]
		if !slices.Contains(refs, d.MessageID) || d.State == desk.DraftVoid {
			continue
		}
		m.NewText = withoutWordsOf(m.NewText, d.Subject+"\n"+d.Text)
		if d.Hand != nil { // changed in the mail program
			m.NewText = withoutWordsOf(m.NewText, d.Hand.Text)
		}
	}
	return e.dropEarlier(ctx, m, id, refs, opt)
}

// dropEarlier does so for the mails of the case that no draft of ours was: what somebody
// answered by hand, and what was read when it came.
func (e *Engine) dropEarlier(ctx context.Context, m *message.Message, id string, refs []string, opt message.Options) error {
	if plainWords(m.NewText) == "" {
		return nil
	}
	c, err := e.store.Case(ctx, id)
	if err != nil {
		return err
	}
	for _, mail := range c.Mails[max(0, len(c.Mails)-manyMails):] {
		raw, err := e.store.Raw(ctx, mail)
		if desk.CodeOf(err) == desk.CodeNotFound {
			continue // only its header was kept
		}
		if err != nil {
			return err
		}
		if old, err := message.Parse(raw, time.Time{}, opt); err == nil && old.MessageID != m.MessageID && slices.Contains(refs, old.MessageID) {
			m.NewText = withoutWordsOf(m.NewText, old.Text)
		}
	}
	return nil
}

// withoutWordsOf drops the lines of text whose words stand in a row in ours, however the
// mail programs between wrapped them. A line of few words is dropped only where it is a
// whole line of ours, or goes on with the line before or after it as ours does.
func withoutWordsOf(text, ours string) string {
	row := " " + plainWords(ours) + " "
	whole := map[string]bool{}
	for l := range strings.Lines(ours) {
		whole[plainWords(l)] = true
	}
	lines := strings.Split(text, "\n")
	words := make([]string, 0, len(lines)) // of the lines that have some
	at := make([]int, len(lines))
	for i, l := range lines {
		at[i] = len(words)
		if w := plainWords(l); w != "" {
			words = append(words, w)
		} else {
			at[i] = -1
		}
	}
	in := func(s string) bool { return strings.Contains(row, " "+s+" ") }
	var kept []string
	for i, l := range lines {
		k := at[i]
		switch {
		case k < 0:
			kept = append(kept, l)
			continue
		case whole[words[k]], strings.Count(words[k], " ") >= fewWords && in(words[k]):
			continue
		case k > 0 && in(words[k-1]+" "+words[k]), k+1 < len(words) && in(words[k]+" "+words[k+1]):
			continue
		}
		kept = append(kept, l)
	}
	return strings.TrimSpace(strings.Join(kept, "\n"))
}

// plainWords are the words of a text in lower case, with one blank between them.
func plainWords(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}
