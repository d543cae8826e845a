// Package llm reads mails by a language model behind any server that speaks OpenAI's chat
// completions: one of the cascade's second engines (classifier.SecondReader), off unless the
// owner turns it on.
//
// The mail is data. What leaves the machine went through classifier/redact first: subject
// and new text without names, addresses, phone numbers, payment data and links, order
// numbers as tokens. What comes back counts only as far as it can be checked: members of
// closed sets, order numbers and words of a date that literally stand in the mail. Nothing
// that a model writes is shown to a customer.
//
// Every failure has a Kind, is counted, and leaves the first engine's reading as it was.
// Tokens and money are booked before a request leaves, so that neither a crash nor a hung
// server can spend more than a day's budget. The package must not know cases, drafts, the
// policy or where its book is kept.
package llm
