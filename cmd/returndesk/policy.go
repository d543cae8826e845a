package main

import (
	"errors"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"returndesk/desk"
	"returndesk/policy"
)

// policyFiles are the flags that name a table, its actions and its text.
type policyFiles struct {
	table, actions, text string
}

func newPolicyCmd(a *app) *cobra.Command {
	f := &policyFiles{}
	c := &cobra.Command{
		Use:   "policy",
		Short: "Show, check and test the decision table",
		Long:  "The decision table says which reply a mail gets. These commands print it, look for gaps in it,\nrun scenarios through it, and show which past decisions a changed table would decide differently.",
	}
	c.PersistentFlags().StringVar(&f.table, "table", "", "decision table (default: the configuration's, else the built-in one)")
	c.PersistentFlags().StringVar(&f.actions, "actions", "", "actions that follow an outcome")
	c.PersistentFlags().StringVar(&f.text, "text", "", "numbered policy text that the rows cite")
	c.AddCommand(newPolicyShowCmd(a, f), newPolicyCheckCmd(a, f), newPolicyTestCmd(a, f), newPolicyReplayCmd(a, f))
	return c
}

// load gives the table that the flags name, else the configuration's, else the built-in
// one. Without a configuration file the built-in one serves.
func (f *policyFiles) load(a *app) (*policy.Table, error) {
	if *f != (policyFiles{}) {
		return f.read()
	}
	c, err := a.loadConfig()
	switch {
	case err == nil:
		return loadTable(c.Policy)
	case !a.unconfigured():
		return nil, err
	}
	return policy.Default()
}

// read takes the named files, and the built-in one for each that is not named, so that a
// changed table can be tried before the configuration names it.
func (f *policyFiles) read() (*policy.Table, error) {
	table, actions, text := policy.DefaultFiles()
	for _, x := range []struct {
		path, key string
		into      *[]byte
	}{{f.table, "table", &table}, {f.actions, "actions", &actions}, {f.text, "text", &text}} {
		if x.path == "" {
			continue
		}
		b, err := readRules(x.path, x.key)
		if err != nil {
			return nil, err
		}
		*x.into = b
	}
	t, err := policy.Load(table, actions, text)
	if err != nil {
		return nil, f.inFiles(err)
	}
	if f.text == "" {
		return t, nil
	}
	texts, err := readTranslations(f.text) // the service would read them, too
	if err != nil || len(texts) == 0 {
		return t, err
	}
	return translated(t, texts, f.text)
}

// inFiles puts the files' own names in front of the faults found in them, in place of
// what the table's reader calls them, so that an editor can jump to the line.
func (f *policyFiles) inFiles(err error) error {
	lines := strings.Split(desk.MessageOf(err), "\n")
	for i, line := range lines {
		for _, x := range []struct{ role, path string }{{"table:", f.table}, {"actions:", f.actions}, {"policy text:", f.text}} {
			if rest, ok := strings.CutPrefix(line, x.role); ok && x.path != "" {
				lines[i] = x.path + ":" + rest
			}
		}
	}
	return desk.Errf(desk.CodeOf(err), "%s", strings.Join(lines, "\n")).WithMend("mend the named lines; docs/policy.md explains the table, its actions and its text")
}

// unconfigured reports whether nobody named a configuration and none stands here: then commands
// that can do without take what is built in. One that is named must be there, else a slip in its
// name would check the built-in table and templates in place of the shop's.
func (a *app) unconfigured() bool {
	if a.configPath != "" || a.env("RETURNDESK_CONFIG") != "" {
		return false
	}
	_, err := os.Lstat(a.configFile()) // a link that leads nowhere is a slip, too
	return errors.Is(err, fs.ErrNotExist)
}
