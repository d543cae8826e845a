package explain

import (
	"fmt"
	"strings"
	"time"

	"returndesk/desk"
)

// UnheardMend says what to do about internal mails that do not arrive.
const UnheardMend = "Mend the address in alerts.to (or alerts.drafts_to), or the mail server; they are tried again by themselves."

// Unheard says, a sentence for each reason, which internal mails have reached whom not. when
// writes a time.
func Unheard(list []desk.Unheard, when func(time.Time) string) []string {
	var reasons []string
	by := map[string][]desk.Unheard{}
	for _, u := range list {
		why := strings.TrimRight(Line(u.Why), ".")
		if by[why] == nil {
			reasons = append(reasons, why)
		}
		by[why] = append(by[why], u)
	}
	var out []string
	for _, why := range reasons {
		var names []string
		most, since := 0, by[why][0].Since
		for _, u := range by[why] {
			names = append(names, Line(u.Reader))
			most = max(most, u.Alerts)
			if u.Since.Before(since) {
				since = u.Since
			}
		}
		what := "1 internal alert has"
		if most != 1 {
			what = fmt.Sprintf("%d internal alerts have", most)
		}
		out = append(out, fmt.Sprintf("%s not reached %s since %s: %s.", what, strings.Join(names, ", "), when(since), why))
	}
	return out
}
