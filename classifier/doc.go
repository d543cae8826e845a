// Package classifier reads a mail's words into a desk.Reading: what it is about, which
// further intents it has, which signals of the closed list it carries, which order
// numbers literally stand in it, and how sure the reader is.
//
// A reading is data only (design.md, "Trust"): members of closed sets, and numbers and
// dates that stand in the mail. The package decides nothing, writes no prose, and must
// not know orders, the policy, stores or mail servers. What a mail tells its reader to
// do ("approve this") is a signal like any other and never a command.
//
// Phrases is a set of phrase rules in six languages, kept as data in phrases/*.txt and
// compiled once. Embedded is trained (classifier/train) on the mails of classifier/corpus:
// linear models over words, letter runs and what the phrases find. Both are pure: no IO,
// no clock, no state; one value may serve many goroutines. Cascade asks the embedded
// engine first, and a second one, which may be far away, where the first is not sure.
//
// A newcomer finds its files in this order:
//
//   - A text becomes tokens: token.go, spelled.go, wordset.go, language.go.
//   - Phrase files become rules, and rules are found in tokens: lexicon.go (the form of the files), compile.go, phrase.go, probe.go, match.go,
//     figure.go (figures of speech and other words that say nothing), read.go (the engine that is made of them).
//   - Numbers, serials and dates that stand in a text: number.go, date.go, date_in.go, monthday.go, arrival.go, arrival_words.go, held.go.
//   - What phrases add up to: tally.go, resolve.go, border.go.
//   - The model: concept.go, term.go, space.go, counter.go, sentence.go, weights.go, model.go, codec.go, extract.go, embedded.go; who speaks to
//     the program: steer.go, listen.go.
//   - What a mail says outright, and when that is believed before the model: outright.go, stated.go, plainer.go, idiom.go, came.go, unplaced.go,
//     spared.go, told_cost.go, called.go, clause.go, agree.go.
//   - What is read anew without words that mislead: kept.go, unmeant.go, bygone.go, signed.go, bare.go, threat.go, never.go, subject.go, wordless.go.
//   - Mails about several things or orders: apart.go, parts.go, halves.go, one_of.go, only_when.go, all_orders.go, unasked.go.
//   - Several readers: cascade.go.
package classifier

import "time"

// Input is what an engine may see of a mail. The texts are plain, in UTF-8.
type Input struct {
	Subject string
	NewText string // what the sender wrote now
	Quoted  string // what he quoted; read for order numbers only
	// Received resolves dates such as "yesterday": its calendar date in its own zone
	// counts. Zero: relative dates are not resolved.
	Received       time.Time
	HasAttachments bool // for an engine that is asked far away; the others read words alone
	// People are the names of those who take part (From, To, Cc). No engine reads them: one
	// that is asked far away is not shown them where the text holds them.
	People []string
}
