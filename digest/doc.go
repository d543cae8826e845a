// Package digest makes the weekly figures of the shop, their charts and their mail
// (domain.md section 6): all nine blocks, each figure beside last week and the median of
// eight weeks, frozen once the week is over.
//
// Figures are sums over the counts that audit entries carry, and what stands open at the
// moment of making. It knows no mailbox and no particular store, and nothing that it shows
// says anything about a customer.
package digest
