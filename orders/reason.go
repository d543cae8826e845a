package orders

import (
	"strings"

	"returndesk/desk"
)

// delayReason reads why an order is late: a code of the closed list however it is cased and
// parted ("Parts late"), else the shop's own words.
func delayReason(text string) desk.DelayReason {
	text = strings.Join(strings.Fields(text), " ")
	code := desk.DelayReason(strings.ToLower(strings.NewReplacer(" ", "_", "-", "_").Replace(text)))
	if code.Known() {
		return code
	}
	return desk.DelayReason(text)
}
