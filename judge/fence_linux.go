package judge

import (
	"fmt"
	"os"
	"os/signal"
	"runtime/debug"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// What a child may have beside memory. A Go process has some six descriptors of its own.
const (
	maxFiles    = 16
	spareSpace  = 512 << 20 // address space that the runtime reserves without using it
	exitCPUTime = 4
)

// fence takes from this process, for good, what decoding does not need: memory beyond
// what it has now plus the given bytes, new files (no descriptors beyond a few, none may
// grow), core dumps, new privileges.
//
// The limits start from what the process has now because a Go program reserves address
// space by the gigabyte that it never touches.
func fence(memory int64) error {
	space, data, err := mapped()
	if err != nil {
		return fmt.Errorf("limit the process: %w", err)
	}
	// The collector works harder before the hard limit kills.
	debug.SetMemoryLimit(memory * 3 / 4)
	for _, l := range []struct {
		what  int
		value uint64
	}{
		{unix.RLIMIT_DATA, uint64(data + memory)},
		{unix.RLIMIT_AS, uint64(space + memory + spareSpace)},
		{unix.RLIMIT_NOFILE, maxFiles},
		{unix.RLIMIT_FSIZE, 0},
		{unix.RLIMIT_CORE, 0},
	} {
		if err := unix.Setrlimit(l.what, &unix.Rlimit{Cur: l.value, Max: l.value}); err != nil {
			return fmt.Errorf("limit the process: resource %d: %w", l.what, err)
		}
	}
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		return fmt.Errorf("limit the process: privileges: %w", err)
	}
	if err := unix.Prctl(unix.PR_SET_DUMPABLE, 0, 0, 0, 0); err != nil {
		return fmt.Errorf("limit the process: dumps: %w", err)
	}
	return nil
}

// mapped gives the process's address space and its private writable part, in bytes
// (proc_pid_statm(5), fields 1 and 6).
func mapped() (space, data int64, err error) {
	b, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0, 0, err
	}
	f := strings.Fields(string(b))
	if len(f) < 6 {
		return 0, 0, fmt.Errorf("/proc/self/statm has %d fields", len(f))
	}
	page := int64(os.Getpagesize())
	pages, err := strconv.ParseInt(f[0], 10, 64)
	if err != nil {
		return 0, 0, err
	}
	private, err := strconv.ParseInt(f[5], 10, 64)
	return pages * page, private * page, err
}

// allowCPU gives the process so many more seconds of processor time. Beyond them the
// kernel sends SIGXCPU, which a Go program would shrug off; here it ends the process.
func allowCPU(seconds int) error {
	var used unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &used); err != nil {
		return fmt.Errorf("limit processor time: %w", err)
	}
	var now unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_CPU, &now); err != nil {
		return fmt.Errorf("limit processor time: %w", err)
	}
	now.Cur = min(now.Max, uint64(used.Utime.Sec+used.Stime.Sec)+1+uint64(seconds))
	if err := unix.Setrlimit(unix.RLIMIT_CPU, &now); err != nil {
		return fmt.Errorf("limit processor time: %w", err)
	}
	over := make(chan os.Signal, 1)
	signal.Reset(unix.SIGXCPU)
	signal.Notify(over, unix.SIGXCPU)
	go func() {
		<-over
		os.Exit(exitCPUTime)
	}()
	return nil
}
