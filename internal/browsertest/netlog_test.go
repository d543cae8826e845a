package browsertest_test

import (
	"slices"
	"testing"

	"returndesk/internal/browsertest"
)

// TestAsked: requests, look-ups and connections for the evil name are found in a network
// log, whole or cut off; its name inside another address is no call.
func TestAsked(t *testing.T) {
	t.Parallel()
	head := `{"constants":{"logEventTypes":{"URL_REQUEST_START_JOB":1,"HOST_RESOLVER_MANAGER_REQUEST":2}},"events":[`
	good := `{"type":1,"params":{"url":"http://127.0.0.1:1/search?q=evil.example"}},` + "\n" + `{"type":2,"params":{"host":"127.0.0.1:1"}}`
	for name, c := range map[string]struct {
		log  string
		want []string
	}{
		"clean":   {head + good + `]}`, nil},
		"request": {head + good + `,{"type":1,"params":{"url":"https://evil.example/p.gif"}},{"type":1,"params":{"url":"https://evil.example/p.gif"}}]}`, []string{"URL_REQUEST_START_JOB https://evil.example/p.gif"}},
		"look-up": {head + good + `,{"type":2,"params":{"host":"dns.evil.example:443"}}` + ",\n", []string{"HOST_RESOLVER_MANAGER_REQUEST dns.evil.example:443"}},
		"scheme":  {head + `{"type":2,"params":{"host":"https://evil.example"}}]}`, []string{"HOST_RESOLVER_MANAGER_REQUEST https://evil.example"}},
	} {
		if got, err := browsertest.Asked([]byte(c.log)); err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	for _, log := range []string{"", "{}", `{"events":[]}`, "<html>"} {
		if _, err := browsertest.Asked([]byte(log)); err == nil {
			t.Errorf("%q is taken for a network log", log)
		}
	}
}
