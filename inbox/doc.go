// Package inbox reads mailboxes over IMAP and files mails into them.
//
// It knows where we are in each mailbox (Cursor), which mails are new, and
// hands their raw bytes to a Sink in batches; it goes on only when the Sink
// says that a batch is durable. It also finds the Drafts and Sent folders,
// appends to them and searches them.
//
// It must not know what a mail means, what a case is, or how anything is
// stored. It never changes a flag, never expunges and never moves: folders are
// opened with EXAMINE, bodies are read with BODY.PEEK.
package inbox
