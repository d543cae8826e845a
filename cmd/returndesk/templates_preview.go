package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"returndesk/cmd/returndesk/terminal"
	"returndesk/desk"
	"returndesk/templates"
)

func newTemplatesPreviewCmd(a *app, dir *string) *cobra.Command {
	var html bool
	var out, language string
	c := &cobra.Command{
		Use:   "preview [NAME...]",
		Short: "Show mails with sample values",
		Long: "preview prints the named templates, or all of them, filled with sample values.\n" +
			"With --out each goes into a file of that folder, as text and as HTML to open in a browser.",
		Args: cobra.ArbitraryArgs,
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return templates.Names(), 0
		},
		RunE: func(_ *cobra.Command, names []string) error {
			for _, n := range names {
				if !templates.Known(n) {
					return usagef("there is no template %q; one of: %s", n, strings.Join(templates.Names(), ", "))
				}
			}
			if len(names) == 0 {
				names = templates.Names()
			}
			return a.preview(*dir, names, language, html, out)
		},
	}
	c.Flags().BoolVar(&html, "html", false, "print the HTML part")
	c.Flags().StringVar(&out, "out", "", "folder to write NAME.txt and NAME.html into")
	c.Flags().StringVar(&language, "language", "", "language, such as de or fr (default: en)")
	return c
}

// preview renders templates to the screen or into a folder.
func (a *app) preview(dir string, names []string, language string, html bool, out string) error {
	cfg, err := a.templateHouse(dir)
	if err != nil {
		return err
	}
	set, err := loadTemplates(cfg.TemplatesDir)
	if err != nil {
		return err
	}
	if codes := set.Languages(); language != "" && !slices.Contains(codes, language) {
		return desk.Errf(desk.CodeInvalid, "there are no templates in %q", language).WithMend("the languages are %s; docs/policy.md says how to add one", strings.Join(codes, ", "))
	}
	table, err := loadTable(cfg.Policy)
	if err != nil {
		return err
	}
	if out != "" {
		if err := makeFolder(out, 0o755); err != nil {
			return err
		}
	}
	for i, name := range names {
		m, err := set.Render(language, sampleLetter(name, language, set, table, cfg.Brand))
		if err != nil {
			return err
		}
		text := "Subject: " + m.Subject + "\n\n" + m.Text
		switch {
		case out != "":
			err = writePreview(out, name, text, m.HTML)
		case html:
			err = a.say(m.HTML)
		default:
			if len(names) > 1 {
				text = fmt.Sprintf("%s== %s ==\n%s", strings.Repeat("\n", min(i, 1)), name, text)
			}
			err = a.say(text)
		}
		if err != nil {
			return err
		}
	}
	if out != "" {
		return a.say(fmt.Sprintf("%s written to %s\n", terminal.Count(len(names), "mail", "mails"), out))
	}
	return nil
}

func writePreview(dir, name, text, html string) error {
	for ext, data := range map[string]string{".txt": text, ".html": html} {
		path := filepath.Join(dir, name+ext)
		if err := os.WriteFile(path, []byte(data), 0o644); err != nil {
			return unwritable(err, path)
		}
	}
	return nil
}
