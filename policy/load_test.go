package policy

import "testing"

func TestDefaultLoads(t *testing.T) {
	t.Parallel()
	tab, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	if len(tab.Rows()) < 100 {
		t.Fatalf("%d rows", len(tab.Rows()))
	}
}
