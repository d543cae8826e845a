// Package replies turns decisions into drafts and approved drafts into sent mails.
//
// Its rendering half (Compose, CheckDraft, Message) is pure: it takes the decision, the
// facts and the time as values, and gives drafts, findings and bytes. Its sending half
// (Sender) hands exactly those bytes to an SMTP server and says what became of them.
//
// It must know neither IMAP nor the store nor the policy table: which reply a mail gets
// was decided before, and whether a draft may leave is decided by flow.
package replies
