// Package facts turns what is known about one mail (its reading, who sent it, the order,
// the pictures, earlier RMAs and the clock) into the flat record that a decision rests
// on (domain.md section 0). It exists so that the service, a trial run, the scenario test
// and the approval of a draft all compute facts by the same code.
//
// The package is pure: it does no IO, reads no clock and knows neither the decision
// table nor any store. It imports desk alone.
//
// A newcomer finds its files in this order:
//
//   - facts.go: what is handed in, and the way from it to the facts of each order and intent.
//   - orders.go, lines.go, other_line.go, other_order.go, rest.go, told_apart.go, settled_line.go: which order and which of its lines a mail is
//     about.
//   - intents.go, beside.go, other_remedy.go, reached_us.go, second_parcel.go: what is decided for each order, and what one intent says already of another.
//   - stage.go, promise.go, delivery.go, calendar.go, rma.go, evidence.go, as_ordered.go, sent_back.go, parcel_way.go,
//     carrier_says.go: the facts of an order, its dates, parcels, records and pictures.
//   - thread.go, news.go, choice.go, hedge.go, reship.go, diagnostic.go, diagnostic_clause.go, diagnostic_words.go, settled.go,
//     take_back.go: what a mail means as an answer, by what was asked before it.
//   - tied_cancel.go, condition.go, failing_day.go, tied_wait.go, waits_instead.go, refused_cancel.go, undo_cancel.go,
//     never_asked.go, others_cancel.go, wished_cancel.go: what words of cancelling and waiting mean that are no plain wish.
//   - words.go with words/*.txt, listed.go, sentence.go: phrases, lists of words and the cutting of texts, which the rest stands on.
package facts
