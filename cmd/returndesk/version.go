package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// version is what `version` prints; From tells where the numbers come from.
type version struct {
	Version  string `json:"version"` // module version, or "devel"
	Revision string `json:"revision,omitempty"`
	Modified bool   `json:"modified,omitempty"` // built from a checkout with changes
	Time     string `json:"time,omitempty"`     // of the commit, RFC 3339
	Go       string `json:"go"`
	Platform string `json:"platform"`
}

func newVersionCmd(a *app) *cobra.Command {
	c := &cobra.Command{
		Use:   "version",
		Short: "Print which build this is",
		RunE: func(*cobra.Command, []string) error {
			v := buildVersion()
			if a.json {
				return a.printJSON(v)
			}
			line := "returndesk " + v.Version
			if v.Revision != "" {
				line += " (" + v.Revision + ", " + v.Time
				if v.Modified {
					line += ", with changes"
				}
				line += ")"
			}
			if _, err := fmt.Fprintf(a.out, "%s, %s, %s\n", line, v.Go, v.Platform); err != nil {
				return fmt.Errorf("print: %w", err)
			}
			return nil
		},
	}
	jsonFlag(c, a)
	return c
}

// buildVersion reads what the Go linker wrote into the program.
func buildVersion() version {
	v := version{Version: "devel", Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return v
	}
	if info.Main.Version != "" && info.Main.Version != "(devel)" {
		v.Version = info.Main.Version
	}
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			v.Revision = s.Value[:min(12, len(s.Value))]
		case "vcs.time":
			v.Time = s.Value
		case "vcs.modified":
			v.Modified = s.Value == "true"
		}
	}
	return v
}
