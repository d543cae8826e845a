package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// event is one line of `go test -json` (see `go doc test2json` and `go help
// buildjson`, whose events come in the same stream).
type event struct {
	Action     string
	Package    string
	ImportPath string
	Test       string
	Elapsed    float64 // seconds
	Output     string
}

// outcome is a test that failed or was left out.
type outcome struct{ name, output string }

type gate struct {
	out      io.Writer
	lines    map[string][]string // output by package and test, until its end
	passed   int
	failed   []outcome
	skipped  []outcome
	packages int
	builds   []string // build output
	failures map[string]int
	open     map[string]bool // packages that began and did not end
}

func newGate(out io.Writer) *gate {
	return &gate{out: out, lines: map[string][]string{}, failures: map[string]int{}, open: map[string]bool{}}
}

// read takes the events to the end of the stream. A line that is no event is kept: it
// may say why there are none.
func (g *gate) read(r io.Reader) error {
	in := bufio.NewReader(r)
	for {
		line, err := in.ReadBytes('\n')
		if len(line) > 0 {
			var e event
			if json.Unmarshal(line, &e) != nil || e.Action == "" {
				g.builds = append(g.builds, string(line))
			} else {
				g.take(e)
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read events: %w", err)
		}
	}
}

func (g *gate) take(e event) {
	id := e.Package + " " + e.Test
	switch e.Action {
	case "start":
		g.open[e.Package] = true
	case "output":
		g.lines[id] = append(g.lines[id], e.Output)
	case "build-output":
		g.builds = append(g.builds, e.Output)
	case "pass", "fail", "skip":
		if e.Test == "" {
			g.endPackage(e)
		} else {
			g.endTest(e, id)
		}
		delete(g.lines, id)
	}
}

func (g *gate) endTest(e event, id string) {
	o := outcome{strings.TrimPrefix(e.Package, "returndesk/") + " " + e.Test, strings.Join(g.lines[id], "")}
	switch e.Action {
	case "pass":
		g.passed++
	case "skip":
		g.skipped = append(g.skipped, o)
	case "fail":
		g.failures[e.Package]++
		g.failed = append(g.failed, o)
	}
}

// endPackage notes a package's end. "skip" is a package without tests.
func (g *gate) endPackage(e event) {
	delete(g.open, e.Package)
	if e.Action == "skip" {
		return
	}
	g.packages++
	word := "ok  "
	if e.Action == "fail" {
		word = "FAIL"
		if g.failures[e.Package] == 0 { // did not build, crashed, ran out of time
			g.failed = append(g.failed, outcome{e.Package, strings.Join(g.lines[e.Package+" "], "") + g.unfinished(e.Package)})
		}
	}
	g.printf("%s %-40s %7.1fs\n", word, e.Package, e.Elapsed)
}

// unfinished gives the output of tests that a crash cut off.
func (g *gate) unfinished(pkg string) string {
	var text strings.Builder
	for _, id := range slices.Sorted(maps.Keys(g.lines)) {
		if strings.HasPrefix(id, pkg+" ") && id != pkg+" " {
			text.WriteString(strings.Join(g.lines[id], ""))
		}
	}
	return text.String()
}

// verdict prints what did not pass, then the last line with the counts.
func (g *gate) verdict(allowSkips bool) bool {
	for pkg := range g.open {
		g.failed = append(g.failed, outcome{pkg, "the package did not end\n"})
	}
	for _, o := range g.failed {
		g.printf("\n--- failed: %s\n%s", o.name, o.output)
	}
	if len(g.failed) > 0 || g.packages == 0 {
		g.printf("%s", strings.Join(g.builds, ""))
	}
	for _, o := range g.skipped {
		g.printf("\n--- left out: %s\n%s", o.name, o.output)
	}
	if g.packages == 0 {
		g.printf("no package was tested\n")
	}
	g.printf("\n%d passed, %d failed, %d skipped\n", g.passed, len(g.failed), len(g.skipped))
	return g.packages > 0 && len(g.failed) == 0 && (allowSkips || len(g.skipped) == 0)
}

func (g *gate) printf(format string, args ...any) {
	_, _ = fmt.Fprintf(g.out, format, args...) // nowhere left to report to; the status still counts
}
