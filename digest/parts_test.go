package digest_test

import (
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"strings"
	"testing"
)

// walk calls fn for each leaf of a multipart body.
func walk(t *testing.T, contentType string, body io.Reader, fn func(*multipart.Part, string)) {
	t.Helper()
	kind, params, err := mime.ParseMediaType(contentType)
	if err != nil || !strings.HasPrefix(kind, "multipart/") {
		t.Fatalf("%q is no multipart: %v", contentType, err)
	}
	r := multipart.NewReader(body, params["boundary"])
	for {
		p, err := r.NextRawPart()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(p.Header.Get("Content-Type"), "multipart/") {
			walk(t, p.Header.Get("Content-Type"), p, fn)
			continue
		}
		raw, err := io.ReadAll(p)
		if err != nil {
			t.Fatal(err)
		}
		fn(p, string(raw))
	}
}

// decoded undoes the transfer encoding of a text, whichever of the two it is.
func decoded(t *testing.T, s string) string {
	t.Helper()
	if b, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(s), "")); err == nil {
		return string(b)
	}
	b, err := io.ReadAll(quotedprintable.NewReader(strings.NewReader(s)))
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(b), "\r\n", "\n")
}
