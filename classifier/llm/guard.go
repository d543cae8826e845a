package llm

import (
	"bytes"
	"encoding/json"
	"io"
	"mime"
	"net/http"

	"returndesk/desk"
)

// maxAnswer bounds what a server may send, in bytes.
const maxAnswer = 1 << 20

// guard stands between go-openai and the network. The library decodes whatever comes with
// a status under 400 and keeps the bodies of errors in its errors; the guard bounds what is
// read, says no to what is no JSON, and adds the key, which is read when it is needed.
type guard struct {
	next http.RoundTripper
	key  func() (string, error)
}

// RoundTrip implements http.RoundTripper.
func (g *guard) RoundTrip(req *http.Request) (*http.Response, error) {
	key, err := g.key()
	if err != nil {
		return nil, &Failure{kind: Auth, err: desk.Wrap(desk.CodeAuth, err, "the language model's key cannot be read")}
	}
	req = req.Clone(req.Context())
	if key != "" {
		req.Header.Set("Authorization", "Bearer "+key)
	}
	resp, err := g.next.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer+1))
	_ = resp.Body.Close() // it was read, or its failure is told
	if err != nil {
		return nil, err
	}
	if len(body) > maxAnswer {
		return nil, fail(TooLarge, desk.CodeInvalid, "the language model's server sent more than %d KiB", maxAnswer>>10)
	}
	resp.Body = io.NopCloser(bytes.NewReader(body))
	if resp.StatusCode == http.StatusOK {
		if err := looksRight(resp.Header.Get("Content-Type"), body); err != nil {
			return nil, err
		}
	}
	return resp, nil
}

// looksRight refuses an answer with status 200 that is a page of a proxy, a stream, or an
// error after all. A JSON object under a wrong type is taken: servers do that.
func looksRight(contentType string, body []byte) error {
	kind, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		kind = "no type"
	}
	var top struct {
		Error json.RawMessage `json:"error"`
	}
	if err := json.Unmarshal(body, &top); err != nil {
		return fail(NotJSON, desk.CodeInvalid, "the language model's server answered with %s instead of JSON", word(kind)).
			mend("check classifier.llm.base_url: it usually ends with /v1")
	}
	if len(top.Error) > 0 && string(top.Error) != "null" {
		return fail(ServerError, desk.CodeUnavailable, "the language model's server reported an error with status 200")
	}
	return nil
}

// word keeps a foreign word to a harmless shape.
func word(s string) string {
	out := make([]byte, 0, 40)
	for i := 0; i < len(s) && len(out) < 40; i++ {
		if c := s[i]; c > ' ' && c < 0x7f && c != '"' && c != '<' {
			out = append(out, c)
		} else {
			out = append(out, ' ')
		}
	}
	return string(out)
}

// stay refuses redirects: a mail goes to the configured server and nowhere else.
func stay(*http.Request, []*http.Request) error {
	return fail(Redirected, desk.CodeInvalid, "the language model's server sends the request elsewhere, which is not followed").
		mend("write its final address into classifier.llm.base_url")
}
