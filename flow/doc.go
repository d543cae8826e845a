// Package flow is what happens to one mail, from its acceptance to the sent reply,
// and what happens as time passes.
//
// It gathers facts and calls the pure rooms (message, classifier, facts, policy,
// evidence, replies); it sees mail servers, order files, child processes and the
// store only through the small interfaces in ports.go. It holds no policy: which
// reply a mail gets is decided by the table in policy/, and which transition is
// legal by desk.
//
// A newcomer finds its files in this order:
//
//   - The engine and what it sees of the world: engine.go, ports.go, view.go, feed.go, people.go.
//   - A mail comes: drain.go, recorder.go, numbers.go, handle.go, prepare.go, words.go; what has no case, and what machines wrote:
//     parked.go, bounce.go, reached.go, acknowledge.go, acknowledge_breaker.go.
//   - Its case: thread.go, matter.go, linked.go, customer.go, bystander.go, buyer.go, proof.go, ours.go, before.go.
//   - It is decided: settle.go, section6.go, order_gone.go, paid_back.go, assess.go, outcome.go; again once pictures, order data or a
//     second reader are there, or an agent said more: judge.go, look.go, sight.go, orders_due.go, second.go, second_take.go,
//     correct.go, unclass.go, lesson.go, follow.go.
//   - Its draft: compose.go, redraw.go, thanked.go, unanswered.go, and what warns of its words: overpaid.go, untrue.go, typed_words.go.
//   - People act: query.go, resolve.go, values.go, ask.go, edit.go, note.go, snooze.go, step_again.go; they approve: approve.go, may_approve.go,
//     recheck.go, outdated.go, held.go, refusals_held.go, release.go.
//   - It is sent: send.go, finish.go, file_copy.go, counted.go; or by hand from the mail program: sent_hand.go, sent_left.go, sent_typed.go,
//     crossed.go, and the drafts that lie there: tend.go, tend_folder.go, tend_file.go, tend_send.go, tend_soon.go, tend_tell.go, account_away.go.
//   - Return records: rma.go, rma_step.go, rma_move.go, rma_advance.go, rma_hand.go, rma_line.go, rma_line_hand.go, rma_answer.go, rma_reread.go,
//     rma_keeps.go, rma_harm.go, rma_photo.go, rma_slip.go, hazard.go, carrier.go, return_waits.go.
//   - Time passes: schedule.go, pass_time.go, time_case.go, time_mail.go, time_rma.go, time_sent.go, time_silence.go, unread.go, notice.go,
//     notice_slip.go, promise.go, overdue.go.
//   - Who is told, and what is counted: alert.go, alert_words.go, alert_send.go, alert_unheard.go, measure.go, measure_cases.go, measure_drafts.go,
//     measure_family.go, measure_repeated.go, measure_rmas.go.
package flow
