package config_test

import (
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v4"

	"returndesk/config"
)

const examplePath = "../config.example.yaml"

// TestExampleLoads reads the example as an owner's file would be read.
func TestExampleLoads(t *testing.T) {
	t.Parallel()
	c, err := config.Load(examplePath)
	if err != nil {
		t.Fatal(err)
	}
	if c.Shop.Zone.String() != "America/New_York" || c.Mailboxes[0].IMAP.Port != 993 || c.Orders.MaxAge != 24*time.Hour || c.Actors[0].Role != "admin" {
		t.Errorf("values got lost: %+v", c)
	}
}

// TestExampleShowsEveryKey compares the keys of the structs with those of the example,
// commented-out alternatives included.
func TestExampleShowsEveryKey(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile(examplePath)
	if err != nil {
		t.Fatal(err)
	}
	var doc yaml.Node
	if err := yaml.Load(data, &doc); err != nil {
		t.Fatal(err)
	}
	have := map[string]bool{}
	collect(doc.Content[0], "", have)
	for _, key := range keysOf(reflect.TypeFor[config.Config](), "") {
		last := key[strings.LastIndex(key, ".")+1:]
		if !have[key] && !regexp.MustCompile(`(?m)^\s*#\s*`+last+":").Match(data) {
			t.Errorf("config.example.yaml does not show %s", key)
		}
	}
}

// TestExampleTellsDefaults holds each "Default:" of the example against the tags: a key
// left out must behave as the comment promises.
func TestExampleTellsDefaults(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile(examplePath)
	if err != nil {
		t.Fatal(err)
	}
	told := map[string]string{}
	for line := range strings.Lines(string(data)) {
		key, rest, _ := strings.Cut(strings.TrimLeft(line, " #"), ":")
		if _, def, ok := strings.Cut(rest, "Default: "); ok {
			told[strings.TrimPrefix(key, "- ")+" "+strings.TrimSpace(def)] = def
		}
	}
	checked := 0
	for key, def := range defaultsOf(reflect.TypeFor[config.Config]()) {
		if strings.Contains(def, ",") || key == "role" || key == "start_from" { // told in words above the key
			continue
		}
		if _, ok := told[key+" "+def]; !ok {
			t.Errorf("config.example.yaml does not say that %s defaults to %s", key, def)
		}
		checked++
	}
	if checked < 15 {
		t.Errorf("only %d defaults were compared", checked)
	}
}

func collect(n *yaml.Node, path string, have map[string]bool) {
	for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		key := strings.TrimPrefix(path+"."+n.Content[i].Value, ".")
		have[key] = true
		collect(n.Content[i+1], key, have)
	}
	for _, item := range n.Content {
		if n.Kind == yaml.SequenceNode {
			collect(item, path, have)
		}
	}
}

func keysOf(t reflect.Type, path string) []string {
	var keys []string
	for i := range t.NumField() {
		f := t.Field(i)
		key, _, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		if key == "-" {
			continue
		}
		inner := f.Type
		if inner.Kind() == reflect.Slice {
			inner = inner.Elem()
		}
		full := strings.TrimPrefix(path+"."+key, ".")
		if f.Anonymous {
			full = path
		} else {
			keys = append(keys, full)
		}
		if inner.Kind() == reflect.Struct && inner != reflect.TypeFor[config.StartFrom]() {
			keys = append(keys, keysOf(inner, full)...)
		}
	}
	return keys
}

func defaultsOf(t reflect.Type) map[string]string {
	all := map[string]string{}
	for i := range t.NumField() {
		f := t.Field(i)
		inner := f.Type
		if inner.Kind() == reflect.Slice {
			inner = inner.Elem()
		}
		if inner.Kind() == reflect.Struct {
			for k, v := range defaultsOf(inner) {
				all[k] = v
			}
		}
		key, _, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		if def, ok := f.Tag.Lookup("default"); ok {
			all[key] = def
		}
	}
	return all
}
