package browsertest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
)

// netLog is what is read of Chromium's network log (net/log/net_log.h): the names of its
// kinds of events, and the events with what each says.
type netLog struct {
	Constants struct {
		Types map[string]int `json:"logEventTypes"`
	} `json:"constants"`
	Events []struct {
		Type   int `json:"type"`
		Params struct {
			URL  string `json:"url"`
			Host string `json:"host"`
		} `json:"params"`
	} `json:"events"`
}

// Asked lists the requests, look-ups and connections for Evil and names below it that a
// network log holds, each once.
func Asked(log []byte) ([]string, error) {
	var n netLog
	if err := json.Unmarshal(log, &n); err != nil {
		// A browser that was ended while it wrote leaves the list open.
		if err := json.Unmarshal(append(bytes.TrimRight(log, ", \r\n"), "]}"...), &n); err != nil {
			return nil, fmt.Errorf("the network log is not readable: %w", err)
		}
	}
	if len(n.Events) == 0 {
		return nil, fmt.Errorf("the network log is empty")
	}
	kinds := map[int]string{}
	for name, number := range n.Constants.Types {
		kinds[number] = name
	}
	var out []string
	seen := map[string]bool{}
	for _, e := range n.Events {
		for _, at := range []string{e.Params.URL, e.Params.Host} {
			host := at
			if u, err := url.Parse(at); err == nil && u.Host != "" {
				host = u.Hostname()
			}
			host, _, _ = strings.Cut(host, ":")
			if line := kinds[e.Type] + " " + at; (host == Evil || strings.HasSuffix(host, "."+Evil)) && !seen[line] {
				seen[line] = true
				out = append(out, line)
			}
		}
	}
	return out, nil
}
