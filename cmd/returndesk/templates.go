package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"returndesk/cmd/returndesk/terminal"
	"returndesk/config"
	"returndesk/desk"
	"returndesk/policy"
	"returndesk/templates"
)

func newTemplatesCmd(a *app) *cobra.Command {
	var dir string
	c := &cobra.Command{
		Use:   "templates",
		Short: "Check and preview the mails' words",
		Long: "The words of every mail are built in, in English, German, French, Spanish, Dutch and Italian. A folder\n" +
			"(templates_dir in the configuration, or --dir) may hold single files that replace them, and further\n" +
			"languages: en/claim_received.tmpl, pl/frame.tmpl, ...",
	}
	c.PersistentFlags().StringVar(&dir, "dir", "", "folder with templates of your own (default: templates_dir of the configuration)")
	c.AddCommand(newTemplatesCheckCmd(a, &dir), newTemplatesPreviewCmd(a, &dir))
	return c
}

// templateHouse gives the configuration, or an empty one where there is none, since the
// built-in templates need none.
func (a *app) templateHouse(dir string) (config.Config, error) {
	cfg, err := a.loadConfig()
	if err != nil {
		if !a.unconfigured() {
			return cfg, err
		}
		cfg = config.Config{}
	}
	if dir != "" {
		cfg.TemplatesDir = dir
	}
	return cfg, nil
}

func newTemplatesCheckCmd(a *app, dir *string) *cobra.Command {
	var list bool
	c := &cobra.Command{
		Use:   "check",
		Short: "Find unknown placeholders, missing templates and broken wording rules",
		Long:  "check prints one line a finding, with file and line. Warnings are worth a look; anything else\nmakes the exit code 1.",
		Args:  cobra.NoArgs,
		RunE: func(_ *cobra.Command, _ []string) error {
			if list {
				return a.listPlaceholders()
			}
			cfg, err := a.templateHouse(*dir)
			if err != nil {
				return err
			}
			found, languages, err := findings(cfg)
			if err != nil {
				return err
			}
			return a.reportTemplates(found, languages)
		},
	}
	c.Flags().BoolVar(&list, "list", false, "list the placeholders that templates may use")
	jsonFlag(c, a)
	return c
}

// findings loads and checks the templates, and looks up every sentence that they cite. A
// set that does not load has its faults as findings.
func findings(cfg config.Config) ([]templates.Finding, []string, error) {
	set, err := loadTemplates(cfg.TemplatesDir)
	if err != nil {
		var e *desk.Error
		if !errors.As(err, &e) || e.Code != desk.CodeInvalid || e.Err == nil {
			return nil, nil, err
		}
		var found []templates.Finding
		for line := range strings.Lines(e.Err.Error()) {
			found = append(found, findingOf(strings.TrimSpace(line)))
		}
		return found, nil, nil
	}
	found := set.Check()
	table, err := loadTable(cfg.Policy)
	if err != nil {
		return nil, nil, err
	}
	sections := []string{"0", "1", "2", "3", "4", "5", "6"}
	for _, name := range templates.Names() {
		for _, c := range set.Cites(name, sections, templates.Sample(name).Common) {
			if _, ok := table.Text().Sentence(c.Number); !ok {
				found = append(found, templates.Finding{
					Where: "en/" + name + ".tmpl:2", Text: fmt.Sprintf("cites sentence %s, which the policy text lacks", c.Number),
				})
			}
		}
	}
	return found, set.Languages(), nil
}

// findingOf splits "file:line: words" of a fault in loading.
func findingOf(line string) templates.Finding {
	where, text, ok := strings.Cut(line, ": ")
	if !ok {
		where, text = "templates", line
	}
	return templates.Finding{Where: where, Text: text}
}

// reportTemplates prints the findings; any but a warning is a failure.
func (a *app) reportTemplates(found []templates.Finding, languages []string) error {
	faults := 0
	type shown struct {
		Where   string `json:"where"`
		Text    string `json:"text"`
		Warning bool   `json:"warning"`
	}
	list := []shown{}
	for _, f := range found {
		if !f.Warn {
			faults++
		}
		list = append(list, shown{f.Where, f.Text, f.Warn})
	}
	if a.json {
		if err := a.printJSON(map[string]any{"findings": list, "languages": languages}); err != nil {
			return err
		}
	} else {
		var b strings.Builder
		for _, f := range found {
			b.WriteString(f.String() + "\n")
		}
		if len(found) == 0 {
			fmt.Fprintf(&b, "%d templates in order; languages: %s\n", len(templates.Names()), strings.Join(languages, ", "))
		} else {
			fmt.Fprintf(&b, "%s, %s\n", terminal.Count(faults, "fault", "faults"), terminal.Count(len(found)-faults, "warning", "warnings"))
		}
		if err := a.say(b.String()); err != nil {
			return err
		}
	}
	if faults > 0 {
		return errShown
	}
	return nil
}

// listPlaceholders prints what a template may name.
func (a *app) listPlaceholders() error {
	type shown struct {
		Name string `json:"name"`
		List bool   `json:"list,omitempty"`
		Help string `json:"help"`
		Fact bool   `json:"order_fact,omitempty"`
	}
	var list []shown
	var b strings.Builder
	look := a.look()
	for _, p := range templates.Placeholders() {
		list = append(list, shown{p.Name, p.List, p.Help, p.Fact})
		kind := ""
		if p.List {
			kind = " (a list)"
		}
		if p.Fact {
			kind += " (order data: never for strangers)"
		}
		b.WriteString(look.Hang(fmt.Sprintf("{{.%s}}%s", p.Name, strings.Repeat(" ", max(1, 18-len(p.Name)))), p.Help+kind))
	}
	if a.json {
		return a.printJSON(list)
	}
	return a.say(b.String())
}

// sampleLetter fills a template with sample values, the shop's own brand and the literal
// sentences of its policy.
func sampleLetter(name, language string, set *templates.Set, table *policy.Table, brand config.Brand) templates.Letter {
	l, sections := set.Preview(language, name)
	var quotes []string
	for _, c := range set.Cites(name, sections, l.Common) {
		if s, ok := table.TextIn(language).Sentence(c.Number); ok {
			section, _, _ := strings.Cut(c.Number, ".")
			quotes = append(quotes, set.Quote(language, section, s))
		}
	}
	delete(l.Common, "quotes")
	if len(quotes) > 0 {
		l.Common["quotes"] = quotes
	}
	for key, v := range map[string]string{
		"brand": brand.Name, "signature": brand.Signature, "agent_name": brand.AgentName,
		"policy_url": brand.PolicyURL, "address": desk.PostalLine(brand.ReturnAddress),
	} {
		if v != "" {
			l.Common[key] = v
		}
	}
	return l
}
