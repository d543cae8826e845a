// Package evidence says what an attachment is worth: a photo or video that shows
// something, or why it is not one (domain.md section 0, "Evidence").
//
// Quick looks at headers and containers only and takes microseconds; Judge also decodes
// the pixels of a photo. Both are pure: bytes in, desk.Evidence out, and neither ever
// fails, because a broken attachment is itself a verdict. The package knows nothing of
// mail, files, orders or processes; decoding a stranger's picture safely, in a child
// with limits, is judge's trade.
package evidence
