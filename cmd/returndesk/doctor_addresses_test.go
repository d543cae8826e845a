package main

import (
	"strings"
	"testing"

	"returndesk/config"
)

// TestDoctorWarnsOfBareDomains: an address whose domain is a bare word reaches nobody elsewhere.
func TestDoctorWarnsOfBareDomains(t *testing.T) {
	t.Parallel()
	var cfg config.Config
	cfg.Alerts.To = []string{"owner@kupferkorn", "owner@kupferkorn.example", "owner@[192.0.2.7]"}
	cfg.Alerts.DraftsTo, cfg.Digest.To = []string{"team@kupferkorn.example"}, []string{"boss@localhost"}
	found := undotted(cfg)
	if len(found) != 2 || found[0].Status != statusWarn || !strings.Contains(found[0].Seen, "alerts.to: the domain of owner@kupferkorn has no dot") || found[0].Mend == "" ||
		!strings.HasPrefix(found[1].Seen, "digest.to") {
		t.Errorf("%+v", found)
	}
}
