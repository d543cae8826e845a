// Package templates holds the words of every mail to a customer: one folder a language,
// one file a template (domain.md section 4), written once in a light markup from which
// both the text part and the HTML part are made, so that the two cannot drift apart.
//
// It must not know decisions, orders, mail headers or how a mail is sent: it is given
// names and values and gives words back. It reads only the embedded files and the file
// system that Load is handed; everything after Load is pure and safe for concurrent use.
//
// A file starts with header lines ("subject:", "cites:"), a blank line, and then the
// body. In the body, "- " starts a bullet, "> " a quotation, "## " a heading, "=> " the
// one next step, **two stars** stress words, <https://...> is a link, and {{.name}} is a
// placeholder out of Placeholders. A placeholder without a value becomes [[name]], which
// the checks of a draft refuse to send.
package templates
