package llm

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/cenkalti/backoff/v5"
	openai "github.com/sashabaranov/go-openai"
	"github.com/sony/gobreaker/v2"

	"returndesk/desk"
)

// tries is how often one question is put while failures are temporary; manyHabits how often
// a request may change its form within one try.
const (
	tries      = 3
	manyHabits = 6
)

// reply is what came back of one question.
type reply struct {
	content string
	used    Usage
}

func isIll(err error) bool {
	var f *Failure
	return errors.As(err, &f) && f.ill()
}

// exchange puts a question and gives the words of the answer: within the configured time,
// by the breaker's leave, again after temporary failures.
func (e *Engine) exchange(ctx context.Context, p prompt) (reply, error) {
	ctx, cancel := context.WithTimeout(ctx, e.opt.Timeout)
	defer cancel()
	var used Usage
	got, err := e.breaker.Execute(func() (reply, error) {
		pauses := backoff.NewExponentialBackOff()
		pauses.InitialInterval = e.opt.RetryPause
		left := e.opt.Timeout
		if end, ok := ctx.Deadline(); ok {
			left = time.Until(end) // a caller may be in more of a hurry
		}
		var last error
		r, err := backoff.Retry(ctx, func() (reply, error) {
			r, err := e.try(ctx, p)
			used = used.plus(r.used)
			last = err
			return r, again(err)
		}, backoff.WithBackOff(pauses), backoff.WithMaxTries(tries), backoff.WithMaxElapsedTime(left))
		if err != nil {
			return r, last // without what backoff wrapped around it
		}
		return r, nil
	})
	got.used = used
	if errors.Is(err, gobreaker.ErrOpenState) || errors.Is(err, gobreaker.ErrTooManyRequests) {
		f := fail(Paused, desk.CodeUnavailable, "the language model is left alone for a while, since it failed several times in a row")
		f.after = e.opt.Rest
		return got, f
	}
	return got, err
}

func (u Usage) plus(v Usage) Usage {
	return Usage{u.TokensIn + v.TokensIn, u.TokensOut + v.TokensOut, u.Micro + v.Micro}
}

// again tells backoff whether and when to try again.
func again(err error) error {
	var f *Failure
	switch {
	case err == nil:
		return nil
	case errors.As(err, &f) && f.Temporary() && f.kind != Timeout && f.after > 0:
		return &backoff.RetryAfterError{Duration: f.after}
	case errors.As(err, &f) && f.Temporary() && f.kind != Timeout:
		return err
	}
	return backoff.Permanent(err)
}

// try puts a question once, changing the form of the request as long as the server
// complains about it. Each request is booked.
func (e *Engine) try(ctx context.Context, p prompt) (reply, error) {
	var total Usage
	for range manyHabits {
		h := e.manners.current()
		r, err := e.once(ctx, e.request(h, p))
		total = total.plus(r.used)
		r.used = total
		var refused *refusal
		if errors.As(err, &refused) {
			if e.manners.adapt(h, refused.err) {
				continue
			}
			return r, refused.Failure
		}
		return r, err
	}
	return reply{used: total}, fail(Rejected, desk.CodeInvalid, "the language model's server takes no form of our request")
}

// refusal is a failure whose cause may be the form of the request. The cause may hold words
// of the mail and goes no further.
type refusal struct {
	*Failure
	err error
}

// once sends one request.
func (e *Engine) once(ctx context.Context, req openai.ChatCompletionRequest) (reply, error) {
	in := 0
	for _, m := range req.Messages {
		in += tokensOf(len(m.Content))
		for _, part := range m.MultiContent {
			in += tokensOf(len(part.Text))
			if part.ImageURL != nil {
				in += pictureTokens
			}
		}
	}
	held, err := e.meter.reserve(ctx, in+tokensOf(len(e.form)), e.opt.AnswerTokens) // the schema is read, too
	if err != nil {
		return reply{}, err
	}
	resp, err := e.client.CreateChatCompletion(ctx, req)
	if err != nil {
		f := e.failureOf(ctx, err, resp.Header())
		// A request that nobody answered may be billed all the same.
		lost := f.kind == Timeout || f.kind == Unreachable || f.kind == Cancelled
		used, bookErr := e.meter.settle(ctx, held, Usage{}, lost)
		if bookErr != nil {
			return reply{used: used}, bookErr
		}
		if complaint(err) != "" {
			return reply{used: used}, &refusal{f, err}
		}
		return reply{used: used}, f
	}
	r, failed := words(resp)
	used := Usage{TokensIn: sane(resp.Usage.PromptTokens), TokensOut: sane(resp.Usage.CompletionTokens)}
	if used.TokensIn <= 0 { // some servers count nothing
		used = Usage{TokensIn: in, TokensOut: tokensOf(len(r))}
	}
	used, bookErr := e.meter.settle(ctx, held, used, false)
	if bookErr != nil {
		return reply{used: used}, bookErr
	}
	if failed != nil {
		return reply{used: used}, failed
	}
	return reply{content: r, used: used}, nil
}

// mostTokens bounds what a server may say that one exchange took: more than any model reads.
const mostTokens = 10_000_000

// sane keeps a server's count from giving money back, or from leaving all numbers behind.
func sane(tokens int) int { return min(max(tokens, 0), mostTokens) }

// tokensOf estimates, on the high side, the tokens of a text from its bytes.
func tokensOf(bytes int) int { return bytes/3 + 8 }

// pictureTokens is what a picture is taken to cost before the server says so.
const pictureTokens = 1500

// words gives what the model wrote, or why that does not count.
func words(resp openai.ChatCompletionResponse) (string, *Failure) {
	if len(resp.Choices) == 0 {
		return "", fail(Empty, desk.CodeInvalid, "the language model's answer holds nothing")
	}
	c := resp.Choices[0]
	switch {
	case c.Message.Refusal != "", c.FinishReason == openai.FinishReasonContentFilter:
		return c.Message.Content, fail(Refused, desk.CodeInvalid, "the language model declined to read the mail")
	case c.FinishReason == openai.FinishReasonLength:
		return c.Message.Content, fail(Truncated, desk.CodeInvalid, "the language model's answer was cut off").
			mend("raise classifier.llm.answer_tokens; models that think first need several thousand")
	case strings.TrimSpace(c.Message.Content) == "":
		return "", fail(Empty, desk.CodeInvalid, "the language model's answer holds nothing")
	}
	return c.Message.Content, nil
}

// failureOf names what went wrong with a request. What the server wrote is not repeated.
func (e *Engine) failureOf(ctx context.Context, err error, header http.Header) *Failure {
	var f *Failure
	if errors.As(err, &f) {
		return f
	}
	if ctx.Err() != nil {
		return stopped(ctx, e.opt.Timeout)
	}
	status := 0
	var api *openai.APIError
	var req *openai.RequestError
	switch {
	case errors.As(err, &api):
		status = api.HTTPStatusCode
	case errors.As(err, &req):
		status = req.HTTPStatusCode
	case errors.Is(err, openai.ErrChatCompletionInvalidModel), complaint(err) != "":
		return fail(Rejected, desk.CodeInvalid, "the model %s cannot be asked this way", word(e.opt.Model)).mend("set another classifier.llm.model")
	}
	switch {
	case status == http.StatusUnauthorized || status == http.StatusForbidden:
		return fail(Auth, desk.CodeAuth, "the language model's server refuses the key (status %d)", status).
			mend("check classifier.llm.key_file or key_env, and what the key may do")
	case status == http.StatusTooManyRequests:
		f = fail(RateLimited, desk.CodeUnavailable, "the language model's server asks to be left alone (status 429)").mend("ask less, or raise the limits of the account")
	case status == http.StatusNotFound:
		return fail(NoModel, desk.CodeNotFound, "the language model's server knows no model %s at that address (status 404)", word(e.opt.Model)).
			mend("check classifier.llm.model, and base_url, which usually ends with /v1")
	case status >= 500:
		f = fail(ServerError, desk.CodeUnavailable, "the language model's server failed (status %d)", status)
	case status >= 400:
		return fail(Rejected, desk.CodeInvalid, "the language model's server does not take the request (status %d)", status).
			mend("check classifier.llm.model, format and token_limit")
	case jsonError(err):
		return fail(NotJSON, desk.CodeInvalid, "the language model's server answered with another JSON than a chat completion").
			mend("check classifier.llm.base_url")
	default:
		return fail(Unreachable, desk.CodeUnavailable, "the language model's server cannot be reached").mend("check classifier.llm.base_url and the network")
	}
	f.after = retryAfter(header, e.opt.Now())
	return f
}

func jsonError(err error) bool {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	return errors.As(err, &syntax) || errors.As(err, &kind)
}

// retryAfter reads Retry-After (RFC 9110 section 10.2.3): seconds or a date; at most a day.
func retryAfter(h http.Header, now time.Time) time.Duration {
	text := strings.TrimSpace(h.Get("Retry-After"))
	var d time.Duration
	if n, err := strconv.ParseFloat(text, 64); err == nil {
		d = time.Duration(min(max(n, 0), 86400) * float64(time.Second))
	} else if at, err := http.ParseTime(text); err == nil {
		d = at.Sub(now)
	}
	return min(max(d, 0), 24*time.Hour)
}
