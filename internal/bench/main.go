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
	"strconv"
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

// wholeRun is what can be measured, in the order of the whole run. Each runs in a process of its
// own: the kernel counts a parent's peak memory as that of the programs it starts.
var wholeRun = []struct {
	name string
	run  func(*bench) error
}{
	{"drain", (*bench).drain}, {"photos", (*bench).photoPart}, {"micro", (*bench).micro},
	{"console", (*bench).consolePart}, {"digest", (*bench).digestPart},
}

func main() {
	b := &bench{ctx: context.Background()}
	flag.IntVar(&b.mails, "mails", 10000, "mails in (a) and (b)")
	flag.IntVar(&b.photos, "photos", 1000, "mails with a phone photo in (c)")
	flag.IntVar(&b.cases, "cases", 100000, "cases under the console in (e); 0 leaves it out")
	flag.IntVar(&b.digestCases, "digest-cases", 1_000_000, "cases under the digest in (f); 0 leaves it out")
	flag.StringVar(&b.dir, "dir", "", "keep the working files in this folder")
	flag.StringVar(&b.binary, "binary", "", "program to measure (default: built from this checkout)")
	only := flag.String("only", "", "measure one part: drain, photos, micro, console or digest")
	filled, week := flag.String("fill", "", ""), flag.String("week", "", "") // for the bench's own child
	flag.Parse()
	if *filled != "" {
		if err := fill(*filled, *week, b.digestCases); err != nil {
			fmt.Fprintln(os.Stderr, "bench:", err)
			os.Exit(1)
		}
		return
	}
	code, err := b.run(*only)
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		code = 1
	}
	os.Exit(code)
}

// run measures one part in this process, or all of them each in its own.
func (b *bench) run(only string) (int, error) {
	if b.dir == "" {
		dir, err := os.MkdirTemp("", "returndesk-bench-")
		if err != nil {
			return 1, err
		}
		defer func() { _ = os.RemoveAll(dir) }() // throw-away
		b.dir = dir
	}
	if b.binary == "" {
		b.binary = filepath.Join(b.dir, "returndesk")
		build := exec.CommandContext(b.ctx, "go", "build", "-o", b.binary, "./cmd/returndesk")
		if out, err := build.CombinedOutput(); err != nil {
			return 1, fmt.Errorf("build: %w: %s", err, out)
		}
	}
	if only == "" {
		return b.whole()
	}
	for _, part := range wholeRun {
		if part.name == only {
			if err := part.run(b); err != nil {
				return 1, err
			}
			return min(b.missed, 1), nil
		}
	}
	return 1, fmt.Errorf("no part is called %q", only)
}

// whole runs every part in a process of its own.
func (b *bench) whole() (int, error) {
	self, err := os.Executable()
	if err != nil {
		return 1, err
	}
	started, code := time.Now(), 0
	for _, part := range wholeRun {
		c := exec.CommandContext(b.ctx, self, "-only", part.name, "-dir", b.dir, "-binary", b.binary, "-mails", strconv.Itoa(b.mails),
			"-photos", strconv.Itoa(b.photos), "-cases", strconv.Itoa(b.cases), "-digest-cases", strconv.Itoa(b.digestCases))
		c.Stdout, c.Stderr = os.Stdout, os.Stderr
		if err := c.Run(); err != nil {
			if c.ProcessState == nil || c.ProcessState.ExitCode() != 1 {
				return 1, fmt.Errorf("%s: %w", part.name, err)
			}
			code = 1
		}
	}
	fmt.Printf("\nwhole bench: %s\n", time.Since(started).Round(time.Second))
	if code == 0 {
		fmt.Println("every bound met")
	} else {
		fmt.Println("a bound was missed, or a part failed (above)")
	}
	return code, nil
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
