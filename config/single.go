package config

import (
	"reflect"
	"strings"

	"go.yaml.in/yaml/v4"

	"returndesk/desk"
)

// CheckValue holds one value against the rules of its key, so that a dialogue can
// refuse it at once with the same words as the file's reader. Lists are named without
// an index: "mailboxes.imap.host". The error is a desk.Error with CodeInvalid.
func CheckValue(key, text string) error {
	f, err := fieldAt(key)
	if err != nil {
		return err
	}
	d := &decoder{resolve: func(p string) string { return p }}
	into := f.value
	if k := into.Kind(); k == reflect.Slice || k == reflect.Map {
		into = reflect.New(into.Type().Elem()).Elem()
	}
	if text == "" && f.tag.Get("need") != "" {
		return desk.Errf(desk.CodeInvalid, "an answer is needed: %s", f.tag.Get("need"))
	}
	d.scalar(&yaml.Node{}, text, f, into, key)
	if len(d.problems) == 0 {
		return nil
	}
	e := desk.Errf(desk.CodeInvalid, "%s", d.problems[0].Reason)
	if d.problems[0].Mend != "" {
		e.Mend = d.problems[0].Mend
	}
	return e
}

// fieldAt finds the field of a key path in a zero Config.
func fieldAt(key string) (field, error) {
	var c Config
	at := field{value: reflect.ValueOf(&c).Elem()}
	for name := range strings.SplitSeq(key, ".") {
		inner := at.value
		if inner.Kind() == reflect.Slice {
			inner = reflect.New(inner.Type().Elem()).Elem()
		}
		if inner.Kind() != reflect.Struct {
			return field{}, desk.Errf(desk.CodeInternal, "the configuration has no key %s", key)
		}
		next, ok := find(fieldsOf(inner), name)
		if !ok {
			return field{}, desk.Errf(desk.CodeInternal, "the configuration has no key %s", key)
		}
		at = next
	}
	return at, nil
}
