package replies

import (
	"cmp"
	"strings"

	"returndesk/desk"
)

// delayReason gives why an order is late in the mail's language: what a person said for the
// customer, else what the shop's data say, else words that say nothing in particular. A code of
// desk.DelayReasons has words in each language. A person's own words stand as they are, for he
// sees the mail; the data's own words stand only in mails of the language that the mailbox
// writes, in which the shop's people wrote them.
func (in *Input) delayReason() string {
	said, told := desk.DelayReason(strings.TrimSpace(in.Values["cause"])), desk.DelayReason(strings.TrimSpace(in.Values["delay_reason"]))
	switch {
	case said != "" && !said.Known():
		return strings.TrimRight(string(said), ". ")
	case said == "" && told != "" && !told.Known() && in.lang == cmp.Or(in.Brand.Language, "en"):
		return strings.TrimRight(string(told), ". ")
	}
	for _, r := range []desk.DelayReason{said, told} {
		if r.Known() {
			return in.Words.Sentence(in.lang, "delay."+string(r))
		}
	}
	return in.Words.Sentence(in.lang, "delay.default")
}
