// Package demo is a shop that does not exist: its orders, the mails of its customers with
// photos and films drawn in code, and the two mail servers that they arrive at and leave
// through. It exists so that everybody can watch the real program at work without an
// account, a configuration or a network, and so that tests have a mailbox of known
// content.
//
// Every date is relative to the moment that the caller passes in, so that reporting
// windows and promised dates come out the same on any day. The package must not know how
// a mail is read, decided or answered: it hands over bytes and orders, nothing else.
package demo
