// Package archive reads old mails out of mbox files (RFC 4155), Maildirs and single files, and
// gives them in the order in which they came; it writes mbox files too. It changes nothing that it
// reads, and must not know what a mail means or what becomes of it.
package archive
