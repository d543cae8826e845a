// Command testgate reads the events of `go test -json` from standard input, prints what
// failed and what was left out, and ends with status 1 unless every test ran and passed.
// A skipped test counts as a failure unless -allow-skips is given: a test that silently
// does not run proves nothing.
//
// It must not know any test or room; it reads the event stream and nothing else.
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	allow := flag.Bool("allow-skips", false, "do not fail because of skipped tests")
	flag.Parse()
	g := newGate(os.Stdout)
	if err := g.read(os.Stdin); err != nil {
		fmt.Fprintf(os.Stderr, "testgate: %v\n", err)
		os.Exit(1)
	}
	if !g.verdict(*allow) {
		os.Exit(1)
	}
}
