// Package message turns the raw bytes of one mail into a Message: readable
// text, what the sender wrote now (as against what he quoted), attachments,
// threading ids, who really sent it, and whether a machine wrote it.
//
// It is pure: no files, no network, no clock, no logging. Every judgement is
// made from the bytes, the server's INTERNALDATE and Options. It must not know
// IMAP, stores, orders, or the returns policy, and it never says what ought to
// be done with a mail.
//
// Mails are foreign bytes. The package reads the broken ones as well as it can
// (RFC 5322 and RFC 2045 are what senders ought to have done), tells what was
// odd in Message.Problems, keeps what it cannot read in Message.RawParts, and
// works in time linear in the mail's size, whatever the mail contains.
package message
