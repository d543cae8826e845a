// Package scenario reads files of scenarios (domain.md section 7), a mail with what the shop knows and
// what has to be decided of it, and runs them: the mail is read, its facts drawn and the table asked by
// the same code that serves real mails.
//
// It serves "policy test", the mutation of the table and other tests. It knows no store, no mail server
// and no clock: a scenario names its moment. How orders are found is handed in.
package scenario
