// Command bench measures the program as a whole on real servers (make bench): how fast it
// drains a mailbox beside mbsync, how much memory it takes, how fast it judges photos
// beside djpeg, how soon a delivered mail has its draft, how fast the web console answers
// over 100,000 cases. It prints each figure with its
// bound and ends with status 1 when one is missed. It is no test: figures depend on the
// machine, so all that are compared come from one run.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// bench is one run.
type bench struct {
	ctx         context.Context
	dir         string // throw-away
	binary      string
	mails       int
	photos      int
	cases       int
	digestCases int
	missed      int
}

func main() {
	mails := flag.Int("mails", 10000, "mails in (a) and (b)")
	photos := flag.Int("photos", 1000, "mails with a phone photo in (c)")
	cases := flag.Int("cases", 100000, "cases under the console in (e); 0 leaves it out")
	only := flag.Bool("console", false, "measure the console alone")
	digestCases := flag.Int("digest-cases", 1_000_000, "cases under the digest in (f); 0 leaves it out")
	onlyDigest := flag.Bool("digest", false, "measure the digest alone")
	keep := flag.Bool("keep", false, "keep the working folder")
	binary := flag.String("binary", "", "program to measure (default: built from this checkout)")
	filled, week := flag.String("fill", "", ""), flag.String("week", "", "") // for the bench's own child
	flag.Parse()
	if *filled != "" {
		if err := fill(*filled, *week, *digestCases); err != nil {
			fmt.Fprintln(os.Stderr, "bench:", err)
			os.Exit(1)
		}
		return
	}
	code, err := run(*mails, *photos, *cases, *digestCases, *only, *onlyDigest, *keep, *binary)
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
	os.Exit(code)
}

func run(mails, photos, cases, digestCases int, only, onlyDigest, keep bool, binary string) (int, error) {
	dir, err := os.MkdirTemp("", "returndesk-bench-")
	if err != nil {
		return 1, err
	}
	if keep {
		fmt.Println("working folder:", dir)
	} else {
		defer func() { _ = os.RemoveAll(dir) }() // throw-away
	}
	b := &bench{ctx: context.Background(), dir: dir, binary: filepath.Join(dir, "returndesk"), mails: mails, photos: photos, cases: cases, digestCases: digestCases}
	parts := []func() error{b.drain, b.photoPart, b.micro, b.consolePart, b.digestPart}
	if only {
		parts, binary = parts[3:4], "-"
	}
	if onlyDigest {
		parts = parts[4:]
	}
	if binary != "" {
		b.binary = binary
	} else {
		build := exec.CommandContext(b.ctx, "go", "build", "-o", b.binary, "./cmd/returndesk")
		if out, err := build.CombinedOutput(); err != nil {
			return 1, fmt.Errorf("build: %w: %s", err, out)
		}
	}
	started := time.Now()
	for _, part := range parts {
		if err := part(); err != nil {
			return 1, err
		}
	}
	fmt.Printf("\nwhole bench: %s\n", time.Since(started).Round(time.Second))
	if b.missed > 0 {
		fmt.Printf("%d bound(s) missed\n", b.missed)
		return 1, nil
	}
	fmt.Println("every bound met")
	return 0, nil
}

// bound prints a figure with its bound and counts a miss.
func (b *bench) bound(name string, got, limit float64, unit string) {
	verdict := "ok"
	if got > limit {
		verdict = "MISSED"
		b.missed++
	}
	fmt.Printf("  %-52s %10.3f %-4s (at most %g) %s\n", name, got, unit, limit, verdict)
}

// atLeast is bound for figures that must not be smaller.
func (b *bench) atLeast(name string, got, limit float64, unit string) {
	verdict := "ok"
	if got < limit {
		verdict = "MISSED"
		b.missed++
	}
	fmt.Printf("  %-52s %10.3f %-4s (at least %g) %s\n", name, got, unit, limit, verdict)
}

// figure prints a figure without a bound.
func figure(name string, got float64, unit string) {
	fmt.Printf("  %-52s %10.3f %s\n", name, got, unit)
}
