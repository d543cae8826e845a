// Package flow is what happens to one mail, from its acceptance to the sent reply,
// and what happens as time passes.
//
// It gathers facts and calls the pure rooms (message, classifier, facts, policy,
// evidence, replies); it sees mail servers, order files, child processes and the
// store only through the small interfaces in ports.go. It holds no policy: which
// reply a mail gets is decided by the table in policy/, and which transition is
// legal by desk.
package flow
