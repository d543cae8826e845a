package config

import (
	"fmt"
	"math"
	"net/url"
	"strconv"
	"strings"
	"time"

	"returndesk/desk"
)

// Classifier is what reads the mails' words beside the built-in engine.
type Classifier struct {
	LLM LLM `yaml:"llm"`
}

// LLM is a language model behind a server that speaks OpenAI's chat completions. Nothing
// leaves the machine unless Enabled is true.
type LLM struct {
	Enabled      bool          `yaml:"enabled"`
	BaseURL      string        `yaml:"base_url" form:"url"` // up to and without /chat/completions
	Model        string        `yaml:"model"`
	KeyFile      string        `yaml:"key_file" path:"true"`
	KeyEnv       string        `yaml:"key_env" form:"env"`
	Timeout      time.Duration `yaml:"timeout" default:"60s" min:"1s" max:"10m"` // for one mail, retries included
	AnswerTokens int           `yaml:"answer_tokens" default:"2000" min:"200" max:"100000"`
	TokenLimit   string        `yaml:"token_limit" default:"auto" enum:"auto|max_tokens|max_completion_tokens"`
	Format       string        `yaml:"format" default:"auto" enum:"auto|json_schema|json_object|text"`
	// Prices are in the owner's currency for a million tokens; absent: nothing is paid.
	PriceInput    Amount `yaml:"price_input"`
	PriceOutput   Amount `yaml:"price_output"`
	DailyBudget   Amount `yaml:"daily_budget" default:"1.00"` // in the same currency
	DailyRequests int    `yaml:"daily_requests" default:"500" min:"1" max:"1000000"`
	// Photos: pictures that customers sent are shown to the model, too, once doctor has
	// proved that it sees.
	Photos bool `yaml:"photos"`
}

// Amount is money or a price, written as 0.15.
type Amount float64

func parseAmount(s string) (Amount, error) {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(f) || f < 0 || f > 1e6 {
		return 0, fmt.Errorf("%q is no amount; write for example 0.15", s)
	}
	return Amount(f), nil
}

// Key reads the key that the configuration names, empty when it names none. env looks a
// variable up. Errors carry CodeAuth.
func (l LLM) Key(env func(string) string) (Secret, error) {
	switch {
	case l.KeyFile != "":
		return readSecretOf("key", l.KeyFile)
	case l.KeyEnv != "":
		v := env(l.KeyEnv)
		if v == "" {
			return Secret{}, desk.Errf(desk.CodeAuth, "the environment variable %s, which classifier.llm.key_env names, is not set or empty", l.KeyEnv).
				WithMend("set it for the service, or use key_file")
		}
		return Secret{v}, nil
	}
	return Secret{}, nil
}

// llm: what is switched on is whole, and customers' words do not cross a network in clear.
func (d *decoder) llm(l LLM) {
	const key = "classifier.llm"
	if l.KeyFile != "" && l.KeyEnv != "" {
		d.at(key+".key_env", "keep one of them", "stands beside key_file")
	}
	u, err := url.Parse(l.BaseURL)
	if err == nil && l.BaseURL != "" {
		switch {
		case u.Scheme == "http" && !isLoopback(u.Hostname()):
			d.at(key+".base_url", "begin it with https://, or reach the server through a tunnel that ends on this machine", "customers' words would cross the network in clear to %s", u.Host)
		case u.User != nil || u.RawQuery != "" || u.Fragment != "":
			d.at(key+".base_url", "write it as https://api.example.com/v1, and the key into a file", "holds more than an address")
		case strings.HasSuffix(strings.TrimRight(u.Path, "/"), "/chat/completions"):
			d.at(key+".base_url", "leave /chat/completions out", "ends with the path that is added to it")
		}
	}
	if !l.Enabled {
		return
	}
	if l.BaseURL == "" {
		d.at(key, "add base_url, as https://api.example.com/v1", "is enabled, but has no base_url")
	}
	if strings.TrimSpace(l.Model) == "" {
		d.at(key, "add model, as the server names it", "is enabled, but has no model")
	}
	if l.DailyBudget == 0 && (l.PriceInput > 0 || l.PriceOutput > 0) {
		d.at(key+".daily_budget", "allow a day something, or write enabled: false", "is 0, so that nothing could ever be asked")
	}
}
