package main

import (
	"strings"
	"testing"
)

const (
	started = `{"Action":"start","Package":"returndesk/a"}` + "\n"
	pass    = `{"Action":"pass","Package":"returndesk/a","Test":"TestA","Elapsed":0.1}` + "\n"
	fail    = `{"Action":"output","Package":"returndesk/a","Test":"TestB","Output":"    a_test.go:3: wrong\n"}` + "\n" +
		`{"Action":"fail","Package":"returndesk/a","Test":"TestB"}` + "\n"
	skip = `{"Action":"output","Package":"returndesk/a","Test":"TestC","Output":"    left out: no server\n"}` + "\n" +
		`{"Action":"skip","Package":"returndesk/a","Test":"TestC"}` + "\n"
	ok      = `{"Action":"pass","Package":"returndesk/a","Elapsed":1.5}` + "\n"
	bad     = `{"Action":"fail","Package":"returndesk/a","Elapsed":1.5}` + "\n"
	none    = `{"Action":"skip","Package":"returndesk/b"}` + "\n"
	build   = `{"ImportPath":"returndesk/a","Action":"build-output","Output":"a.go:1:1: undefined: x\n"}` + "\n"
	crashed = `{"Action":"output","Package":"returndesk/a","Test":"TestD","Output":"panic: boom\n"}` + "\n"
)

func TestVerdict(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, stream string
		allow, want  bool
		show         string
	}{
		{"all passed", started + pass + ok + none, false, true, "1 passed, 0 failed, 0 skipped"},
		{"one failed", started + pass + fail + bad, false, false, "a_test.go:3: wrong"},
		{"failed is counted once", started + fail + bad, false, false, "0 passed, 1 failed, 0 skipped"},
		{"one skipped", started + pass + skip + ok, false, false, "left out: no server"},
		{"skipping allowed", started + pass + skip + ok, true, true, "1 passed, 0 failed, 1 skipped"},
		{"did not build", started + build + bad, false, false, "undefined: x"},
		{"crashed", started + pass + crashed + bad, false, false, "panic: boom"},
		{"cut off", started + pass, false, false, "did not end"},
		{"nothing", "", false, false, "no package was tested"},
		{"no events", "go: cannot find main module\n", false, false, "cannot find main module"},
		{"no tests at all", none, false, false, "no package was tested"},
		{"no final newline", strings.TrimSuffix(started+pass+ok, "\n"), false, true, "1 passed"},
	} {
		var out strings.Builder
		g := newGate(&out)
		if err := g.read(strings.NewReader(c.stream)); err != nil {
			t.Fatal(err)
		}
		if got := g.verdict(c.allow); got != c.want || !strings.Contains(out.String(), c.show) {
			t.Errorf("%s: %v, want %v and %q in:\n%s", c.name, got, c.want, c.show, out.String())
		}
	}
}
