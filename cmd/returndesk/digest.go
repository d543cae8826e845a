package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"returndesk/cmd/returndesk/terminal"
	"returndesk/control"
	"returndesk/desk"
	"returndesk/digest"
)

func newDigestCmd(a *app) *cobra.Command {
	var week, out string
	var preview, send bool
	c := &cobra.Command{
		Use:   "digest",
		Short: "The figures of a week: read them, write them to a folder, send them",
		Long: "Without flags it prints the figures of the last week that is over. A week that was sent stays as it was sent;\n" +
			"any other is computed as it stands now. The service sends the digest itself on Monday (digest.to, digest.time).",
		Example: "  returndesk digest\n  returndesk digest --week 2026-W47 --preview\n  returndesk digest --week 2026-W47 --send",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if preview && send {
				return usagef("--preview and --send exclude each other")
			}
			if week != "" {
				if _, err := digest.ParseWeek(week); err != nil {
					return &usageError{err: err}
				}
			}
			return a.withDesk(c.Context(), func(d control.Desk, by desk.Actor) error {
				return a.digest(c.Context(), d, by, week, out, preview, send)
			})
		},
	}
	c.Flags().StringVar(&week, "week", "", "ISO week such as 2026-W47 (default: the last one that is over)")
	c.Flags().BoolVar(&preview, "preview", false, "write page, pictures, table and text to a folder")
	c.Flags().BoolVar(&send, "send", false, "send it now, unless it was sent")
	c.Flags().StringVar(&out, "out", "", "folder for --preview (default: digest-WEEK here)")
	jsonFlag(c, a)
	return c
}

func (a *app) digest(ctx context.Context, d control.Desk, by desk.Actor, week, out string, preview, send bool) error {
	if send {
		sent, err := d.SendDigest(ctx, by, week)
		if err != nil {
			return err
		}
		if a.json {
			return a.printClean(sent)
		}
		return a.say(fmt.Sprintf("The digest of %s was sent to %s.\n", sent.Week, terminal.Count(len(sent.Reached), "address", "addresses")))
	}
	got, err := d.Digest(ctx, week)
	if err != nil {
		return err
	}
	if preview {
		if out == "" {
			out = "digest-" + got.Week
		}
		page, err := writeDigest(&got, out)
		if err != nil {
			return err
		}
		if !a.json {
			return a.say("Written to " + out + ". Open " + page + " in a browser.\n")
		}
	}
	if a.json {
		return a.printClean(got)
	}
	return a.say(terminal.Text(digest.Text(&got)))
}

// writeDigest writes everything that the mail would hold to a folder, and gives the page.
func writeDigest(d *digest.Digest, dir string) (string, error) {
	page, err := digest.HTML(d, func(name string) string { return name + ".png" })
	if err != nil {
		return "", err
	}
	table, err := digest.CSV(d)
	if err != nil {
		return "", err
	}
	files, err := digest.Pictures(d)
	if err != nil {
		return "", err
	}
	index := filepath.Join(dir, "index.html")
	files = append(files, digest.File{Name: "index.html", Data: page}, digest.File{Name: d.CSVName(), Data: table},
		digest.File{Name: "digest.txt", Data: []byte(digest.Text(d))})
	if err := makeFolder(dir, 0o700); err != nil {
		return "", err
	}
	for _, f := range files {
		if err := os.WriteFile(filepath.Join(dir, f.Name), f.Data, 0o600); err != nil {
			return "", unwritable(err, filepath.Join(dir, f.Name))
		}
	}
	return index, nil
}
