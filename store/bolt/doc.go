// Package bolt keeps everything that returndesk knows in one bbolt file and a folder of
// large mails. Each exported method that writes is a whole transition: it is durable
// and atomic when it returns nil, and leaves no trace when it does not.
//
// It compares versions and states and keeps the indexes true. It must not know who may
// do what, which transition is legal, what a mail means, or how a mail came here: those
// rules live in desk and flow, so that a second store cannot forget them.
//
// # Layout
//
// DIR/returndesk.db holds the buckets listed in buckets.go; DIR/blobs holds the raw
// mails above 256 KiB, one file each, named by the mail's hash. Records are JSON under
// sequential keys (order of acceptance, case number), because a B+tree page is rewritten
// whole with each commit and random keys would touch a page a record. What needs random
// keys (hashes, addresses, order numbers, words) goes through two small log-structured
// indexes, links.go and words.go, that are folded into their trees every 64 commits.
//
// # Commits
//
// One goroutine commits. Calls that arrive while a commit is being synced share the next
// one (commit.go), so concurrent callers do not each pay for the disk.
package bolt
