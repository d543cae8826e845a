package control

import "returndesk/flow"

// The engine must stay what this room carries to and fro.
var _ interface {
	Cases
	Drafts
	Returns
	Parking
} = (*flow.Engine)(nil)
