package config

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"
)

// field is one key of a struct with its place in memory.
type field struct {
	key   string
	tag   reflect.StructTag
	value reflect.Value
}

// fieldsOf lists the keys of a struct; embedded structs count as its own.
func fieldsOf(v reflect.Value) []field {
	var fields []field
	for i := range v.NumField() {
		t := v.Type().Field(i)
		key, _, _ := strings.Cut(t.Tag.Get("yaml"), ",")
		switch {
		case key == "-":
		case t.Anonymous:
			fields = append(fields, fieldsOf(v.Field(i))...)
		default:
			fields = append(fields, field{key, t.Tag, v.Field(i)})
		}
	}
	return fields
}

// isObject says whether the field has keys of its own.
func (f field) isObject() bool {
	_, single := f.value.Interface().(StartFrom)
	return f.value.Kind() == reflect.Struct && !single
}

// outOfBounds holds a value against the field's enum, min, max and form.
func (f field) outOfBounds(v reflect.Value, text string) (why, mend string) {
	if list := f.tag.Get("enum"); list != "" && !slices.Contains(strings.Split(list, "|"), v.String()) {
		words := strings.Split(list, "|")
		return fmt.Sprintf("%q is not one of %s", text, strings.Join(words, ", ")), cmp.Or(suggest(text, words), "write one of them")
	}
	if lowest := f.tag.Get("min"); lowest != "" && v.CanInt() && v.Int() < bound(v, lowest) {
		return fmt.Sprintf("%s is too little", text), fmt.Sprintf("at least %s, at most %s", lowest, f.tag.Get("max"))
	}
	if highest := f.tag.Get("max"); highest != "" && v.CanInt() && v.Int() > bound(v, highest) {
		return fmt.Sprintf("%s is too much", text), fmt.Sprintf("at least %s, at most %s", f.tag.Get("min"), highest)
	}
	if form := f.tag.Get("form"); form != "" && text != "" {
		return checkForm(form, text)
	}
	return "", ""
}

// bound reads a bound in the unit of the value. Bounds are constants of this package;
// a test reads them all, so an unreadable one cannot ship.
func bound(v reflect.Value, text string) int64 {
	switch v.Interface().(type) {
	case time.Duration:
		d, err := parseDuration(text)
		if err == nil {
			return int64(d)
		}
	case Size:
		s, err := parseSize(text)
		if err == nil {
			return int64(s)
		}
	default:
		n, err := strconv.ParseInt(text, 10, 64)
		if err == nil {
			return n
		}
	}
	return 0
}

func find(fields []field, key string) (field, bool) {
	i := slices.IndexFunc(fields, func(f field) bool { return f.key == key })
	if i < 0 {
		return field{}, false
	}
	return fields[i], true
}

// unknown notes a key that nobody reads, with what was probably meant.
func (d *decoder) unknown(name *yaml.Node, parent string, fields []field) {
	keys := make([]string, len(fields))
	for i, f := range fields {
		keys[i] = f.key
	}
	mend := cmp.Or(misplaced(name.Value), suggest(name.Value, keys))
	if low := strings.ToLower(name.Value); low == "password" || low == "pass" || low == "secret" || low == "token" {
		mend = "secrets do not stand in this file: name a file by password_file, or a variable by password_env"
	}
	if mend == "" {
		mend = "known here: " + strings.Join(keys, ", ")
	}
	d.add(name, join(parent, name.Value), mend, "this key is not known")
}

// suggest names the nearest word when one is near, "" otherwise.
func suggest(word string, words []string) string {
	near := ""
	best := max(2, len(word)/3) + 1
	for _, w := range words {
		if d := distance(strings.ToLower(word), w); d < best {
			near, best = w, d
		}
	}
	if near == "" {
		return ""
	}
	return "did you mean " + near + "?"
}

// distance is the Levenshtein distance in bytes.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

func join(parent, key string) string {
	if parent == "" {
		return key
	}
	return parent + "." + key
}

// follow gives the node that an alias stands for.
func follow(n *yaml.Node) *yaml.Node {
	for n.Kind == yaml.AliasNode && n.Alias != nil {
		n = n.Alias
	}
	return n
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null" }

func kindOf(n *yaml.Node) string {
	switch {
	case n.Kind == yaml.MappingNode:
		return "keys below it"
	case n.Kind == yaml.SequenceNode:
		return "a list"
	case isNull(n):
		return "nothing"
	}
	return fmt.Sprintf("the value %q", cmp.Or(short(n.Value), " "))
}

// short keeps a misplaced value, which may be anything, to a readable length.
func short(s string) string {
	const limit = 40
	if r := []rune(s); len(r) > limit {
		return string(r[:limit]) + "…"
	}
	return s
}
