// Package console is the agents' web page: a queue, a page on which one case is judged,
// and what an agent does there. It shows what flow knows and asks flow to act; it holds
// no rule about cases, roles or mails.
//
// It knows neither IMAP nor any store's insides. All of its files are embedded, nothing is
// fetched from elsewhere, and every action works as a plain form without JavaScript.
//
// One handler a file, one template a file: queue.go and pages/queue.html belong together.
// A new page needs a line in routes.go, its handler and its template.
package console
