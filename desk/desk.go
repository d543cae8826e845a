// Package desk holds the nouns of the trade: orders, facts, decisions, drafts,
// cases and RMAs, the closed lists of domain.md section 1, the legal transitions
// between states, who may do what, and the error codes.
//
// Everything may import desk; desk imports the standard library alone and knows
// neither mail servers nor files nor databases. Rules about who may act and which
// transition is legal live here and never in a store, so that a second store
// cannot forget them (design.md, "The way of a mail").
package desk
