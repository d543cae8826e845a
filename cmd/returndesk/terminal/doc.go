// Package terminal lays out cases, drafts, RMAs and parked mails as text for a terminal.
// It is pure: what it needs to know of the terminal and the clock comes in a Look.
//
// Whatever came from outside (mails, names, file names, server texts) passes through
// Line or Text before it is laid out, so that no mail can move the cursor, set a title or
// turn the direction of writing. The package must not know where its data comes from and
// must not write anywhere.
package terminal
