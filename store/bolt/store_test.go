package bolt_test

import (
	"testing"

	"returndesk/store/bolt"
	"returndesk/store/storetest"
)

func TestConformance(t *testing.T) {
	t.Parallel()
	storetest.Run(t, func(t *testing.T, place string) storetest.Store {
		t.Helper()
		s, err := bolt.Open(t.Context(), place, bolt.Options{})
		if err != nil {
			t.Fatal(err)
		}
		return s
	})
}
