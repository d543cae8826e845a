// Package sim lets a shop live for weeks in seconds: buyers order and write, a workshop is
// late, carriers lose and break parcels, people approve, edit and reject, inspect returns
// and pay back, and a mail server bounces. Only that world is made up. What happens to each
// mail is done by flow over a store in a folder, with the real reading, classifier, facts,
// policy and replies.
//
// A run is decided by its seed alone: two runs with the same options leave the same cases,
// drafts, records and history. After each day it looks whether the promises still hold
// that no mail and no case may break (check.go); the first that does not ends the run with
// seed, day and what is wrong.
//
// It must not know how a decision is made, and it never reads the machine's clock.
package sim
