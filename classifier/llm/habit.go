package llm

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"sync"

	openai "github.com/sashabaranov/go-openai"
)

// habits are what a server was found to take. They begin as configured and give way one by
// one when a request is refused for them.
type habits struct {
	Limit       string // "max_tokens" or "max_completion_tokens"
	Format      string // "json_schema", "json_object" or "text"
	Temperature bool   // may be set at all
	System      bool   // instructions stand in a message of their own
}

// manners guards the habits of one server.
type manners struct {
	mu    sync.Mutex
	now   habits
	fixed habits // what the configuration fixes: only its non-empty words count
}

func newManners(limit, format string) *manners {
	m := &manners{now: habits{Limit: "max_tokens", Format: "json_schema", Temperature: true, System: true}}
	if limit != "" && limit != "auto" {
		m.now.Limit, m.fixed.Limit = limit, limit
	}
	if format != "" && format != "auto" {
		m.now.Format, m.fixed.Format = format, format
	}
	return m
}

func (m *manners) current() habits {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.now
}

// adapt changes the habit that a refused request, made under the habits used, was refused
// for. It reports whether asking again makes sense.
func (m *manners) adapt(used habits, err error) bool {
	about := complaint(err)
	if about == "" {
		return false
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.now != used {
		return true // another request has learned it meanwhile
	}
	has := func(words ...string) bool {
		for _, w := range words {
			if strings.Contains(about, w) {
				return true
			}
		}
		return false
	}
	switch {
	case has("max_completion_tokens", "max_tokens", "maxtokens", "max tokens") && m.fixed.Limit == "":
		if used.Limit == "max_tokens" {
			m.now.Limit = "max_completion_tokens"
		} else {
			m.now.Limit = "max_tokens"
		}
	case has("temperature", "sampling", "top_p") && used.Temperature:
		m.now.Temperature = false
	case has("response_format", "json_schema", "json schema", "structured output", "schema", "strict", "grammar", "json_object") && m.fixed.Format == "" && used.Format != "text":
		if used.Format == "json_schema" {
			m.now.Format = "json_object"
		} else {
			m.now.Format = "text"
		}
	case has("system", "role") && used.System:
		m.now.System = false
	default:
		return false
	}
	return true
}

// complaint gives what a refusal is about, lowered, "" when it is none about the form of
// our request: the library's own checks, or status 400, 404, 422 and 501.
func complaint(err error) string {
	for _, known := range []error{openai.ErrReasoningModelMaxTokensDeprecated, openai.ErrReasoningModelLimitationsOther, openai.ErrReasoningSamplingUnsupported} {
		if errors.Is(err, known) {
			return strings.ToLower(known.Error())
		}
	}
	status, text := 0, ""
	var api *openai.APIError
	var req *openai.RequestError
	switch {
	case errors.As(err, &api):
		status, text = api.HTTPStatusCode, api.Message
		if api.Param != nil {
			text = *api.Param + " " + text
		}
	case errors.As(err, &req):
		status, text = req.HTTPStatusCode, string(req.Body)
	}
	switch status {
	case 400, 422, 501:
		return strings.ToLower(text)
	}
	return ""
}

// prompt is what one question consists of.
type prompt struct {
	system  string
	user    string
	picture string // a data URL, "" without one
	form    json.RawMessage
}

// message is the user's part. A message with a picture has parts and no content of its own:
// the library refuses one with both.
func (p prompt) message(text string) openai.ChatCompletionMessage {
	if p.picture == "" {
		return openai.ChatCompletionMessage{Role: openai.ChatMessageRoleUser, Content: text}
	}
	return openai.ChatCompletionMessage{Role: openai.ChatMessageRoleUser, MultiContent: []openai.ChatMessagePart{
		{Type: openai.ChatMessagePartTypeText, Text: text},
		{Type: openai.ChatMessagePartTypeImageURL, ImageURL: &openai.ChatMessageImageURL{URL: p.picture, Detail: openai.ImageURLDetailAuto}},
	}}
}

// request makes a request of a question under the habits.
func (e *Engine) request(h habits, p prompt) openai.ChatCompletionRequest {
	r := openai.ChatCompletionRequest{Model: e.opt.Model}
	if h.System {
		r.Messages = []openai.ChatCompletionMessage{{Role: openai.ChatMessageRoleSystem, Content: p.system}, p.message(p.user)}
	} else {
		r.Messages = []openai.ChatCompletionMessage{p.message(p.system + "\n\n" + p.user)}
	}
	if h.Limit == "max_tokens" {
		//lint:ignore SA1019 servers of the older form know no other limit
		r.MaxTokens = e.opt.AnswerTokens
	} else {
		r.MaxCompletionTokens = e.opt.AnswerTokens
	}
	if h.Temperature {
		r.Temperature = math.SmallestNonzeroFloat32 // the library leaves out a 0, and the server's default is 1
	}
	switch h.Format {
	case "json_schema":
		r.ResponseFormat = &openai.ChatCompletionResponseFormat{
			Type:       openai.ChatCompletionResponseFormatTypeJSONSchema,
			JSONSchema: &openai.ChatCompletionResponseFormatJSONSchema{Name: "reading", Schema: p.form, Strict: true},
		}
	case "json_object":
		r.ResponseFormat = &openai.ChatCompletionResponseFormat{Type: openai.ChatCompletionResponseFormatTypeJSONObject}
	}
	return r
}
