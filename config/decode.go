package config

import (
	"fmt"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"
)

// maxDepth bounds nesting, so that an alias to its own parent ends.
const maxDepth = 16

// decoder copies a parsed file into a struct and collects what is wrong with it. It goes
// on after each mistake, so that all are told at once.
type decoder struct {
	file     string
	places   map[string]*yaml.Node // where each key's value stands, by key path
	problems Problems
	resolve  func(path string) string // makes a path absolute
}

// add notes a problem at a node.
func (d *decoder) add(n *yaml.Node, key, mend, format string, args ...any) {
	p := Problem{File: d.file, Key: key, Reason: fmt.Sprintf(format, args...), Mend: mend}
	if n != nil {
		p.Line, p.Column = n.Line, n.Column
	}
	d.problems = append(d.problems, p)
}

// at notes a problem at a key: where its value stands, else where its parent stands.
func (d *decoder) at(key, mend, format string, args ...any) {
	for place := key; ; {
		if n := d.places[place]; n != nil || place == "" {
			d.add(n, key, mend, format, args...)
			return
		}
		place = place[:max(strings.LastIndexAny(place, ".["), 0)]
	}
}

// set says whether the file has a value for the key.
func (d *decoder) set(key string) bool { return d.places[key] != nil }

// object fills a struct from a mapping.
func (d *decoder) object(n *yaml.Node, into reflect.Value, key string, depth int) {
	fields := fieldsOf(into)
	if n = follow(n); n.Kind != yaml.MappingNode {
		if !isNull(n) {
			delete(d.places, key) // nothing below it can be judged
			d.add(n, key, "write its keys indented below it", "needs keys of its own, but has %s", kindOf(n))
			return
		}
		n = &yaml.Node{Kind: yaml.MappingNode, Line: n.Line, Column: n.Column}
	}
	if depth > maxDepth {
		d.add(n, key, "see config.example.yaml", "is nested too deeply")
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		name, value := n.Content[i], n.Content[i+1]
		f, known := find(fields, name.Value)
		switch {
		case !known:
			d.unknown(name, key, fields)
		case seen[f.key]:
			d.add(name, join(key, f.key), "keep one of them", "stands twice")
		default:
			seen[f.key] = true
			d.field(value, f, join(key, f.key), depth)
		}
	}
	for _, f := range fields {
		if !d.set(join(key, f.key)) && !seen[f.key] {
			d.absent(n, f, join(key, f.key), depth)
		}
	}
}

// field fills one field from its value. An empty value counts as absent.
func (d *decoder) field(n *yaml.Node, f field, key string, depth int) {
	n = follow(n)
	if isNull(n) {
		d.absent(n, f, key, depth)
		return
	}
	d.places[key] = n
	switch {
	case f.isObject():
		d.object(n, f.value, key, depth+1)
	case f.value.Kind() == reflect.Slice:
		d.list(n, f, key, depth)
	case f.value.Kind() == reflect.Map:
		d.table(n, f, key)
	case n.Kind != yaml.ScalarNode:
		d.add(n, key, "write it behind the colon", "needs one value, but has %s", kindOf(n))
	default:
		d.scalar(n, n.Value, f, f.value, key)
	}
}

// absent gives a field its default, or says that it is missing. Objects are walked, so
// that their own defaults are set and their own needed keys are told.
func (d *decoder) absent(n *yaml.Node, f field, key string, depth int) {
	text, has := f.tag.Lookup("default")
	switch why := f.tag.Get("need"); {
	case why != "":
		d.add(n, key, "add the key "+f.key, "is missing: %s", why)
	case f.tag.Get("optional") != "": // nothing below it counts unless it stands there
	case has && f.value.Kind() == reflect.Slice:
		f.value.Set(reflect.ValueOf(strings.Split(text, ",")))
	case has:
		d.scalar(n, text, f, f.value, key)
	case f.isObject():
		d.object(&yaml.Node{Kind: yaml.MappingNode, Line: n.Line, Column: n.Column}, f.value, key, depth+1)
	}
}

func (d *decoder) list(n *yaml.Node, f field, key string, depth int) {
	items := n.Content
	if n.Kind == yaml.ScalarNode && f.value.Type().Elem().Kind() == reflect.String {
		items = []*yaml.Node{n} // one value stands for a list of one
	} else if n.Kind != yaml.SequenceNode {
		d.add(n, key, "begin each entry with a dash", "needs a list, but has %s", kindOf(n))
		return
	}
	out := reflect.MakeSlice(f.value.Type(), len(items), len(items))
	for i, item := range items {
		item = follow(item)
		at := fmt.Sprintf("%s[%d]", key, i)
		d.places[at] = item
		switch {
		case out.Index(i).Kind() == reflect.Struct:
			d.object(item, out.Index(i), at, depth+1)
		case item.Kind != yaml.ScalarNode || isNull(item):
			d.add(item, at, "write one value behind each dash", "needs one value, but has %s", kindOf(item))
		default:
			d.scalar(item, item.Value, f, out.Index(i), at)
		}
	}
	f.value.Set(out)
	if len(items) == 0 && f.tag.Get("need") != "" {
		d.add(n, key, "add an entry", "is empty: %s", f.tag.Get("need"))
	}
}

// table fills a map whose keys are the owner's own words.
func (d *decoder) table(n *yaml.Node, f field, key string) {
	if n.Kind != yaml.MappingNode {
		d.add(n, key, "write name: value, one a line", "needs names with values, but has %s", kindOf(n))
		return
	}
	out := reflect.MakeMap(f.value.Type())
	for i := 0; i+1 < len(n.Content); i += 2 {
		name, value := n.Content[i].Value, follow(n.Content[i+1])
		at := join(key, name)
		v := reflect.New(f.value.Type().Elem()).Elem()
		if value.Kind != yaml.ScalarNode {
			d.add(value, at, "write it behind the colon", "needs one value, but has %s", kindOf(value))
			continue
		}
		if out.MapIndex(reflect.ValueOf(name)).IsValid() {
			d.add(n.Content[i], at, "keep one of them", "stands twice")
			continue
		}
		d.places[at] = value
		d.scalar(value, value.Value, f, v, at)
		out.SetMapIndex(reflect.ValueOf(name), v)
	}
	f.value.Set(out)
}

// scalar reads one value's text by the field's type, then holds it against its bounds.
func (d *decoder) scalar(n *yaml.Node, text string, f field, into reflect.Value, key string) {
	if err := d.parse(text, f, into); err != nil {
		why, mend := err.Error(), ""
		if i := strings.LastIndex(why, "; "); i >= 0 { // the readers of values write both in one line; a value may hold the sign, too
			why, mend = why[:i], why[i+2:]
		}
		d.add(n, key, mend, "%s", why)
		return
	}
	if why, mend := f.outOfBounds(into, text); why != "" {
		d.add(n, key, mend, "%s", why)
	}
}

func (d *decoder) parse(text string, f field, into reflect.Value) error {
	var v any
	var err error
	switch into.Interface().(type) {
	case time.Duration:
		v, err = parseDuration(text)
	case Size:
		v, err = parseSize(text)
	case StartFrom:
		v, err = ParseStartFrom(text)
	case Amount:
		v, err = parseAmount(text)
	case *time.Location:
		v, err = parseZone(text)
	case *regexp.Regexp:
		if text == "" {
			return nil
		}
		if v, err = regexp.Compile(text); err != nil {
			err = fmt.Errorf("%q is no regular expression (%w); config.example.yaml has one", text, err)
		}
	case int:
		if v, err = strconv.Atoi(strings.ReplaceAll(text, "_", "")); err != nil {
			err = fmt.Errorf("%q is no whole number; write it in digits, as 60", text)
		}
	case bool:
		v, err = parseBool(text)
	default: // string, and types made of it
		if f.tag.Get("path") != "" && text != "" {
			text = d.resolve(text)
		}
		into.SetString(text)
		return nil
	}
	if err != nil {
		return err
	}
	into.Set(reflect.ValueOf(v))
	return nil
}

// parseZone refuses "Local" and "": both would depend on the machine.
func parseZone(text string) (*time.Location, error) {
	if z, err := time.LoadLocation(text); err == nil && text != "" && text != "Local" {
		return z, nil
	}
	return nil, fmt.Errorf("%q is no time zone of the IANA list; write for example America/New_York or Europe/Berlin", text)
}

func parseBool(text string) (bool, error) {
	switch strings.ToLower(text) {
	case "true", "yes", "on":
		return true, nil
	case "false", "no", "off":
		return false, nil
	}
	return false, fmt.Errorf("%q is neither true nor false; write one of them", text)
}
