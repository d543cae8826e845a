package config

import (
	"reflect"
	"slices"
	"strings"
)

// maxHomes is how many places of a key are worth naming: a key that stands nearly anywhere was
// not merely put at the wrong one.
const maxHomes = 3

// misplaced says where a key belongs that is known, but not where it stands; "" otherwise.
func misplaced(key string) string {
	found := homes(reflect.TypeFor[Config](), key, "", 0)
	if len(found) == 0 || len(found) > maxHomes {
		return ""
	}
	for i, home := range found {
		found[i] = "below " + home
		if home == "" {
			found[i] = "at the top, without indentation"
		}
	}
	return "it belongs " + strings.Join(found, ", or ")
}

// homes lists the objects of the configuration that have the key, "" for the top.
func homes(t reflect.Type, key, path string, depth int) []string {
	var out []string
	for _, f := range fieldsOf(reflect.New(t).Elem()) {
		if f.key == key {
			out = append(out, path)
		}
		inner, below := f.value.Type(), join(path, f.key)
		if inner.Kind() == reflect.Slice {
			inner = inner.Elem()
		}
		single := inner == reflect.TypeFor[StartFrom]()
		if inner.Kind() == reflect.Struct && !single && depth < maxDepth {
			out = append(out, homes(inner, key, below, depth+1)...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
