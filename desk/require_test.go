package desk

import (
	"errors"
	"strings"
	"testing"
)

// TestRefusedRoleNamesBothWays: who works on the web page is no user of the machine.
func TestRefusedRoleNamesBothWays(t *testing.T) {
	t.Parallel()
	var e *Error
	if !errors.As(Actor{Name: "Ann", Role: RoleAgent}.Require(RoleSenior, "approving"), &e) || !strings.Contains(e.Mend, "returndesk user role") || !strings.Contains(e.Mend, "actors") {
		t.Errorf("refused with %v", e)
	}
}
