package storetest

import (
	"strings"
	"testing"
	"time"

	"returndesk/desk"
)

func testUsers(t *testing.T, e *env) {
	mara := desk.User{Login: "mara", Name: "Mara Lind", Role: desk.RoleAdmin, Password: "hash", Version: 1, CreatedAt: begin(), UpdatedAt: begin()}
	joe := desk.User{Login: "joe", Name: "Joe Park", Role: desk.RoleAgent, Version: 1, CreatedAt: begin(), UpdatedAt: begin()}
	e.must(e.PutUser(ctx(), mara, desk.Audit{At: begin(), What: "user_added", Data: map[string]string{"user": "mara"}}))
	e.must(e.PutUser(ctx(), joe))
	e.want(desk.CodeConflict, e.PutUser(ctx(), mara)) // exists already
	got, err := e.User(ctx(), "mara")
	e.must(err)
	e.same("the user", got, mara)

	joe.Version, joe.Disabled, joe.Epoch = 2, true, 1
	e.must(e.PutUser(ctx(), joe))
	e.want(desk.CodeConflict, e.PutUser(ctx(), joe)) // the same step again
	joe.Version = 9
	e.want(desk.CodeConflict, e.PutUser(ctx(), joe))
	joe.Version = 2
	e.reopen()
	list, err := e.Users(ctx())
	e.must(err)
	e.same("by name", list, []desk.User{joe, mara})
	_, err = e.User(ctx(), "nobody")
	e.want(desk.CodeNotFound, err)
	e.want(desk.CodeInvalid, e.PutUser(ctx(), desk.User{Version: 1}))
	seen := 0
	e.must(e.AuditSince(ctx(), time.Time{}, func(a desk.Audit) error {
		if a.What == "user_added" {
			seen++
		}
		return nil
	}))
	e.same("entries of the history", seen, 1)
}

func testSessions(t *testing.T, e *env) {
	find := func(key string, now time.Time) string {
		t.Helper()
		data, found, err := e.Session(ctx(), key, now)
		e.must(err)
		if !found {
			return "none"
		}
		return string(data)
	}
	hour := begin().Add(time.Hour)
	e.must(e.PutSession(ctx(), "a", []byte("first"), hour))
	e.must(e.PutSession(ctx(), "b", nil, hour.Add(time.Hour)))
	e.same("kept", find("a", begin()), "first")
	e.same("empty", find("b", begin()), "")
	e.must(e.PutSession(ctx(), "a", []byte("second"), hour))
	e.reopen()
	e.same("replaced", find("a", begin()), "second")
	e.same("over at its time", find("a", hour), "none")
	e.same("unknown", find("c", begin()), "none")
	e.same("foreign", find(strings.Repeat("x", 5000), begin()), "none")
	e.must(e.DropSessionsBefore(ctx(), hour))
	e.same("swept", find("a", begin()), "none")
	e.same("not swept", find("b", begin()), "")
	e.must(e.DropSession(ctx(), "b"))
	e.must(e.DropSession(ctx(), "b"))
	e.same("dropped", find("b", begin()), "none")
	e.want(desk.CodeInvalid, e.PutSession(ctx(), "", nil, hour))
}
