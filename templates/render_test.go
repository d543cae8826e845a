package templates

import "testing"

func builtIn(t *testing.T) *Set {
	t.Helper()
	s, err := Load(nil)
	if err != nil {
		t.Fatalf("load the built-in templates: %v", err)
	}
	return s
}

func TestBuiltInHasNoFindings(t *testing.T) {
	t.Parallel()
	for _, f := range builtIn(t).Check() {
		t.Error(f)
	}
}
