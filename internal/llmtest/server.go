// Package llmtest is a server for tests that speaks OpenAI's chat completions as real ones
// do, with their refusals and their failures, by script and on loopback.
package llmtest

import (
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

// Request is what a client sent.
type Request struct {
	Header    http.Header     `json:"-"`
	Raw       string          `json:"-"`
	Model     string          `json:"model"`
	Messages  []Message       `json:"messages"`
	MaxTokens *int            `json:"max_tokens"`
	MaxNew    *int            `json:"max_completion_tokens"`
	Temp      *float64        `json:"temperature"`
	Format    *ResponseFormat `json:"response_format"`
}

// Message is one message; Content is a string or a list of parts.
type Message struct {
	Role    string          `json:"role"`
	Content json.RawMessage `json:"content"`
}

// Text gives a message's words.
func (m Message) Text() string {
	var s string
	if json.Unmarshal(m.Content, &s) == nil {
		return s
	}
	var parts []struct {
		Text string `json:"text"`
	}
	_ = json.Unmarshal(m.Content, &parts) // what is no list has no words
	for _, p := range parts {
		s += p.Text
	}
	return s
}

// Picture gives the data URL of a message's picture, "" without one.
func (m Message) Picture() string {
	var parts []struct {
		Image struct {
			URL string `json:"url"`
		} `json:"image_url"`
	}
	_ = json.Unmarshal(m.Content, &parts) // what is no list has no picture
	for _, p := range parts {
		if p.Image.URL != "" {
			return p.Image.URL
		}
	}
	return ""
}

// ResponseFormat is the asked form of the answer.
type ResponseFormat struct {
	Type   string `json:"type"`
	Schema struct {
		Strict bool            `json:"strict"`
		Schema json.RawMessage `json:"schema"`
	} `json:"json_schema"`
}

// Step answers one request.
type Step func(w http.ResponseWriter, r *http.Request, got Request)

// Server is the scripted server. The first request gets the first step, and so on; the
// last step is repeated.
type Server struct {
	*httptest.Server
	Key       string // "" = none is asked for
	Reasoning bool   // a model that thinks: no max_tokens, no temperature
	NoSchema  bool   // knows json_object only
	NoFormat  bool   // knows no response_format
	NoSystem  bool   // takes user and assistant messages only

	mu    sync.Mutex
	steps []Step
	seen  []Request
}

// New starts a server; it ends with the test.
func New(t testing.TB, steps ...Step) *Server {
	s := &Server{steps: steps}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /v1/models", s.models)
	mux.HandleFunc("POST /v1/chat/completions", s.chat)
	s.Server = httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s
}

// BaseURL gives what base_url has to be.
func (s *Server) BaseURL() string { return s.URL + "/v1" }

// Seen gives the requests so far, those that were refused included.
func (s *Server) Seen() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Request(nil), s.seen...)
}

// Script replaces the steps that are left.
func (s *Server) Script(steps ...Step) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.steps = steps
}

func (s *Server) models(w http.ResponseWriter, r *http.Request) {
	if s.Key != "" && r.Header.Get("Authorization") != "Bearer "+s.Key {
		refuse(w, 401, "", "Incorrect API key provided.")
		return
	}
	_, _ = io.WriteString(w, `{"object":"list","data":[{"id":"sorter-1","object":"model"},{"id":"other-2","object":"model"}]}`)
}

func (s *Server) chat(w http.ResponseWriter, r *http.Request) {
	b, err := io.ReadAll(r.Body)
	got := Request{Header: r.Header, Raw: string(b)}
	if err != nil || json.Unmarshal(b, &got) != nil {
		refuse(w, 400, "", "We could not parse the JSON body of your request.")
		return
	}
	s.mu.Lock()
	s.seen = append(s.seen, got)
	s.mu.Unlock()
	if s.Key != "" && r.Header.Get("Authorization") != "Bearer "+s.Key {
		refuse(w, 401, "", "Incorrect API key provided.")
		return
	}
	if param, why := s.objection(got); why != "" {
		refuse(w, 400, param, why)
		return
	}
	s.mu.Lock()
	step := s.steps[0]
	if len(s.steps) > 1 {
		s.steps = s.steps[1:]
	}
	s.mu.Unlock()
	step(w, r, got)
}

// objection says why a real server would refuse a request's form.
func (s *Server) objection(r Request) (param, why string) {
	switch {
	case s.Reasoning && r.MaxTokens != nil:
		return "max_tokens", "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
	case s.Reasoning && r.Temp != nil && *r.Temp != 1:
		return "temperature", "Unsupported value: 'temperature' does not support this value with this model. Only the default (1) value is supported."
	case s.NoFormat && r.Format != nil:
		return "", "Unrecognized request argument supplied: response_format"
	case s.NoSchema && r.Format != nil && r.Format.Type == "json_schema":
		return "response_format", "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model."
	case s.NoSystem && r.Messages[0].Role == "system":
		return "messages[0].role", "Unsupported value: 'messages[0].role' does not support 'system' with this model."
	case r.Format != nil && r.Format.Type == "json_schema" && r.Format.Schema.Strict:
		if why := notStrict(r.Format.Schema.Schema); why != "" {
			return "response_format", "Invalid schema for response_format 'reading': " + why
		}
	}
	return "", ""
}

// notStrict holds a schema against the rules of strict decoding: every property needed, no
// other allowed.
func notStrict(b json.RawMessage) string {
	var o struct {
		Type       any                        `json:"type"`
		Properties map[string]json.RawMessage `json:"properties"`
		Required   []string                   `json:"required"`
		Additional *bool                      `json:"additionalProperties"`
	}
	if err := json.Unmarshal(b, &o); err != nil {
		return "it is no object"
	}
	if o.Type != "object" {
		return ""
	}
	if o.Additional == nil || *o.Additional {
		return "'additionalProperties' is required to be supplied and to be false."
	}
	if len(o.Required) != len(o.Properties) {
		return "'required' is required to be supplied and to be an array including every key in properties."
	}
	for _, p := range o.Properties {
		if why := notStrict(p); why != "" {
			return why
		}
	}
	return ""
}

func refuse(w http.ResponseWriter, status int, param, why string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	body := map[string]any{"message": why, "type": "invalid_request_error", "code": nil, "param": nil}
	if param != "" {
		body["param"] = param
	}
	_ = json.NewEncoder(w).Encode(map[string]any{"error": body}) // the client may be gone
}

// Says answers with a model's words.
func Says(content string) Step { return Finish(content, "stop") }

// Finish answers with words and a finish reason.
func Finish(content, reason string) Step {
	return func(w http.ResponseWriter, _ *http.Request, _ Request) {
		message := map[string]any{"role": "assistant", "content": content}
		send(w, []any{map[string]any{"index": 0, "message": message, "finish_reason": reason}})
	}
}

// Refuses answers as a model that declines.
func Refuses() Step {
	return func(w http.ResponseWriter, _ *http.Request, _ Request) {
		message := map[string]any{"role": "assistant", "content": nil, "refusal": "I can't help with that."}
		send(w, []any{map[string]any{"index": 0, "message": message, "finish_reason": "stop"}})
	}
}

// NoChoices answers without any choice.
func NoChoices() Step {
	return func(w http.ResponseWriter, _ *http.Request, _ Request) { send(w, []any{}) }
}

func send(w http.ResponseWriter, choices []any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]any{ // the client may be gone
		"id": "chatcmpl-1", "object": "chat.completion", "model": "sorter-1", "choices": choices,
		"usage": map[string]int{"prompt_tokens": 1000, "completion_tokens": 100, "total_tokens": 1100},
	})
}

// Body answers with a status, a type and a body, and headers as "Name: value".
func Body(status int, contentType, body string, headers ...string) Step {
	return func(w http.ResponseWriter, _ *http.Request, _ Request) {
		w.Header().Set("Content-Type", contentType)
		for _, h := range headers {
			name, value, _ := strings.Cut(h, ": ")
			w.Header().Set(name, value)
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body) // the client may be gone
	}
}

// Fails answers with a status and an error of that kind.
func Fails(status int, headers ...string) Step {
	return Body(status, "application/json", fmt.Sprintf(`{"error":{"message":"status %d","type":"error"}}`, status), headers...)
}

// Hangs answers nothing until the client goes away.
func Hangs() Step {
	return func(_ http.ResponseWriter, r *http.Request, _ Request) { <-r.Context().Done() }
}

// Drips sends one byte after the other and never ends.
func Drips() Step {
	return func(w http.ResponseWriter, r *http.Request, _ Request) {
		w.Header().Set("Content-Type", "application/json")
		for r.Context().Err() == nil {
			if _, err := io.WriteString(w, " "); err != nil {
				return
			}
			if f, ok := w.(http.Flusher); ok {
				f.Flush()
			}
			time.Sleep(5 * time.Millisecond)
		}
	}
}

// Resets ends the connection after half an answer.
func Resets() Step {
	return func(w http.ResponseWriter, _ *http.Request, _ Request) {
		h, ok := w.(http.Hijacker)
		if !ok {
			return
		}
		conn, buffered, err := h.Hijack()
		if err != nil {
			return
		}
		_, _ = buffered.WriteString("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{\"id\":\"chatcmpl-1\",\"choices\":[")
		_ = buffered.Flush() // the client may be gone
		if tcp, ok := conn.(*net.TCPConn); ok {
			_ = tcp.SetLinger(0) // ends with a reset
		}
		_ = conn.Close()
	}
}
