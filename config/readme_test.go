package config_test

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"returndesk/config"
)

// yamlBlocks gives the configuration pieces of a page, without rows of the decision table.
func yamlBlocks(t *testing.T, path string) []string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, m := range regexp.MustCompile("(?s)```yaml\n(.*?)```").FindAllStringSubmatch(string(text), -1) {
		if !strings.Contains(m[1], "- id: ") {
			out = append(out, m[1])
		}
	}
	return out
}

// TestReadmeLoads takes the README's configuration as an owner would: as it stands.
func TestReadmeLoads(t *testing.T) {
	t.Parallel()
	blocks := yamlBlocks(t, "../README.md")
	if len(blocks) != 1 || strings.Count(blocks[0], "\n") > 12 {
		t.Fatalf("the README shows %d configurations; one short one is expected", len(blocks))
	}
	path := filepath.Join(t.TempDir(), "returndesk.yaml")
	if err := os.WriteFile(path, []byte(blocks[0]), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := config.Load(path)
	if err != nil {
		t.Fatal(err)
	}
	if c.Mailboxes[0].IMAP.Port != 993 || c.Orders.CSV == "" || c.Mailboxes[0].AuthServID == "" || !c.Actors[0].Role.Valid() {
		t.Errorf("values got lost: %+v", c)
	}
}

// TestPagesNameRealKeys: the keys that pages show in YAML, or name with a dot in code
// spans, are keys of the configuration.
func TestPagesNameRealKeys(t *testing.T) {
	t.Parallel()
	known := keysOf(reflect.TypeFor[config.Config](), "")
	isKnown := func(key string) bool {
		return slices.ContainsFunc(known, func(k string) bool { return k == key || strings.HasSuffix(k, "."+key) })
	}
	tops := regexp.MustCompile("`((?:shop|mailboxes|imap|smtp|brand|orders|policy|alerts|approval|photos|log)\\.[a-z_.]+)[`:]")
	named := 0
	for _, path := range []string{"../README.md", "../docs/operations.md", "../docs/policy.md", "../docs/orders.md", "../docs/architecture.md"} {
		for _, block := range yamlBlocks(t, path) {
			var doc yaml.Node
			if err := yaml.Load([]byte(block), &doc); err != nil {
				t.Errorf("%s: %v in\n%s", path, err, block)
				continue
			}
			have := map[string]bool{}
			collect(doc.Content[0], "", have)
			for key := range have {
				if !slices.Contains(known, key) {
					t.Errorf("%s shows the key %s, which the configuration lacks", path, key)
				}
			}
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range tops.FindAllStringSubmatch(string(text), -1) {
			named++
			if file := strings.Contains(m[1], ".json") || strings.Contains(m[1], ".csv") || strings.HasSuffix(m[1], ".txt") || strings.HasSuffix(m[1], ".com"); !file && !isKnown(m[1]) {
				t.Errorf("%s names the key %s, which the configuration lacks", path, m[1])
			}
		}
	}
	if named < 8 {
		t.Errorf("only %d keys were found in the pages", named)
	}
}
