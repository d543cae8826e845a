package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"returndesk/control"
	"returndesk/desk"
)

func newRMAShowCmd(a *app) *cobra.Command {
	c := &cobra.Command{
		Use:   "show NUMBER",
		Short: "Show a return record and what can be done with it; the number may be written in any way",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return a.withDesk(c.Context(), func(d control.Desk, _ desk.Actor) error {
				v, err := d.RMASteps(c.Context(), strings.Join(args, ""))
				if err != nil {
					return err
				}
				if a.json {
					return a.printClean(struct {
						desk.RMA
						Steps any `json:"steps"`
					}{v.RMA, v.Steps})
				}
				return a.say(a.look().RMA(v))
			})
		},
	}
	jsonFlag(c, a)
	return c
}

// newRMAPhotosCmd writes the inspector's photos of a record to files.
func newRMAPhotosCmd(a *app) *cobra.Command {
	var dir string
	c := &cobra.Command{
		Use:     "photos NUMBER --to FOLDER",
		Short:   "Write the inspection photos of a return record to a folder",
		Example: "  returndesk rma photos RMA-7K3Q-9TXB --to ./photos",
		Args:    cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if strings.TrimSpace(dir) == "" {
				return usagef("name the folder: add --to FOLDER")
			}
			return a.withDesk(c.Context(), func(d control.Desk, _ desk.Actor) error {
				r, err := d.RMA(c.Context(), args[0])
				if err != nil {
					return err
				}
				if err := makeFolder(dir, 0o700); err != nil {
					return err
				}
				for _, p := range r.Photos {
					_, data, err := d.RMAPhoto(c.Context(), r.Number, p.SHA256)
					if err != nil {
						return err
					}
					// The name comes from outside; the hash is ours.
					path := filepath.Join(dir, r.Number+"-"+p.SHA256[:12]+photoEnding(p.Type))
					if err := os.WriteFile(path, data, 0o600); err != nil {
						return unwritable(err, path)
					}
				}
				switch len(r.Photos) {
				case 0:
					return a.say(fmt.Sprintf("%s has no photos.\n", r.Number))
				case 1:
					return a.say(fmt.Sprintf("1 photo of %s is in %s.\n", r.Number, dir))
				}
				return a.say(fmt.Sprintf("%d photos of %s are in %s.\n", len(r.Photos), r.Number, dir))
			})
		},
	}
	c.Flags().StringVar(&dir, "to", "", "the folder (needed)")
	return c
}

func photoEnding(mediaType string) string {
	switch mediaType {
	case "image/png":
		return ".png"
	case "image/webp":
		return ".webp"
	case "image/heic", "image/heif":
		return ".heic"
	}
	return ".jpg"
}
