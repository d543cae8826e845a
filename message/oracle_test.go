package message

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/jhillyerd/enmime/v2"
)

// oracleKnows are mails on which we differ from the oracle on purpose.
var oracleKnows = map[string]string{
	"uuencode":              "we take the file out of the text",
	"flowed-delsp":          "the oracle does not join flowed lines",
	"thunderbird-flowed":    "the oracle does not join flowed lines",
	"pgp-clearsigned":       "we take the armour off",
	"raw-latin1":            "a guess against a guess",
	"no-empty-line":         "the oracle takes the text for header",
	"broken-base64":         "the oracle stops at the fault",
	"multipart-no-boundary": "we guess the boundary",
	"iphone-inline-photos":  "the oracle joins texts with dashes",
	"notice-de":             "the oracle guesses a charset that is not there",
	"plain-is-placeholder":  "we read the HTML instead",
	"alternative-two-texts": "the oracle makes files of further plain forms",
}

// TestOracle compares texts and files with another parser wherever it parses
// without error: a mistake would have to be made twice.
func TestOracle(t *testing.T) {
	t.Parallel()
	compared := 0
	for name, raw := range corpus(t) {
		env, err := enmime.ReadEnvelope(bytes.NewReader(raw))
		if err != nil {
			continue
		}
		m, err := Parse(raw, internalDate, shopOptions())
		if err != nil {
			t.Errorf("%s: the oracle reads it, we do not: %v", name, err)
			continue
		}
		if m.Machine.Report != nil {
			continue // reports are read as reports, not as files
		}
		compared++
		diffs := disagreements(env, m)
		if oracleKnows[name] == "" {
			for _, d := range diffs {
				t.Errorf("%s: %s", name, d)
			}
		} else if len(diffs) == 0 {
			t.Errorf("%s: no disagreement any more, although listed: %s", name, oracleKnows[name])
		}
	}
	if compared < 110 {
		t.Errorf("only %d mails compared", compared)
	}
}

// disagreements compares what both made of one mail.
func disagreements(env *enmime.Envelope, m *Message) (out []string) {
	if env.Root != nil && hasPlainPart(env.Root) && squeeze(env.Text) != squeeze(m.Text) {
		out = append(out, fmt.Sprintf("text\n%q\noracle\n%q", squeeze(m.Text), squeeze(env.Text)))
	}
	theirs := map[string]int{}
	for _, list := range [][]*enmime.Part{env.Attachments, env.Inlines, env.OtherParts} {
		for _, p := range list {
			theirs[string(bytes.TrimSpace(p.Content))]++
		}
	}
	for _, a := range m.Attachments {
		if a.Forwarded != nil {
			continue // the oracle opens attached mails in place
		}
		key := string(bytes.TrimSpace(a.Bytes))
		if theirs[key] == 0 {
			out = append(out, fmt.Sprintf("file %s (%d bytes) is unknown to the oracle", a.Name, len(a.Bytes)))
		}
		theirs[key]--
	}
	for content, n := range theirs {
		if n > 0 && !hasForwarded(m) {
			out = append(out, fmt.Sprintf("the oracle has a file more: %.60q", content))
		}
	}
	return out
}

func hasForwarded(m *Message) bool {
	for _, a := range m.Attachments {
		if a.Forwarded != nil {
			return true
		}
	}
	return false
}

func hasPlainPart(p *enmime.Part) bool {
	return p.DepthMatchFirst(func(p *enmime.Part) bool { return p.ContentType == "text/plain" }) != nil
}

func squeeze(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(s, "\ufeff", "")), " ")
}
