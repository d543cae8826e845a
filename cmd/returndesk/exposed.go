package main

import (
	"fmt"
	"io/fs"
	"log/slog"
	"os"

	"returndesk/config"
)

// exposed gives the mode of a file with a secret that others than its owner may use. A file
// that cannot be looked at is none: who needs what stands in it tells.
func exposed(path string) (mode fs.FileMode, yes bool) {
	info, err := os.Stat(path)
	if path == "" || err != nil || !info.Mode().IsRegular() {
		return 0, false
	}
	mode = info.Mode().Perm()
	return mode, mode&0o077 != 0
}

// warnExposed logs each secret file that other users of the machine can read. The service runs
// all the same: it did before somebody changed the mode.
func warnExposed(log *slog.Logger, cfg config.Config) {
	for _, path := range cfg.SecretFiles() {
		if mode, yes := exposed(path); yes {
			log.Warn("other users of this machine can read a secret", slog.String("file", path),
				slog.String("mode", fmt.Sprintf("%04o", mode)), slog.String("mend", "chmod 600 "+path))
		}
	}
}
