package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"returndesk/cmd/returndesk/terminal"
	"returndesk/config"
	"returndesk/desk"
	"returndesk/policy"
	"returndesk/templates"
)

// loadTable reads the shop's decision table and policy text, or the built-in ones.
func loadTable(p config.Policy) (*policy.Table, error) {
	if p.Table == "" {
		return policy.Default()
	}
	_, actions, _ := policy.DefaultFiles()
	table, err := readRules(p.Table, "table")
	if err != nil {
		return nil, err
	}
	text, err := readRules(p.Text, "text")
	if err != nil {
		return nil, err
	}
	if p.Actions != "" {
		if actions, err = readRules(p.Actions, "actions"); err != nil {
			return nil, err
		}
	}
	t, err := policy.Load(table, actions, text)
	if err != nil {
		return nil, desk.Wrap(desk.CodeOf(err), err, "the decision table %s cannot be used with its text and actions", p.Table).
			WithMend("mend the named lines (table, text or actions:line:column), then: returndesk policy check")
	}
	texts, err := readTranslations(p.Text)
	if err != nil || len(texts) == 0 {
		return t, err
	}
	return translated(t, texts, p.Text)
}

// translated adds the translations that lie beside the policy text.
func translated(t *policy.Table, texts map[string][]byte, text string) (*policy.Table, error) {
	with, err := t.Translated(texts)
	if err != nil {
		return nil, desk.Wrap(desk.CodeOf(err), err, "the translations beside %s cannot be used", text).
			WithMend("give each the same sections and as many sentences as %s has, or move it away: then mails in its language quote %s", filepath.Base(text), filepath.Base(text))
	}
	return with, nil
}

// readTranslations reads the files beside the shop's policy text that hold it in further
// languages: policy.de.txt beside policy.en.txt or policy.txt.
func readTranslations(path string) (map[string][]byte, error) {
	stem := strings.TrimSuffix(path, filepath.Ext(path))
	if e := filepath.Ext(stem); len(e) == 3 {
		stem = strings.TrimSuffix(stem, e)
	}
	files, err := filepath.Glob(stem + ".??" + filepath.Ext(path))
	if err != nil {
		return nil, desk.Wrap(desk.CodeInvalid, err, "translations of the policy text %s cannot be looked for", path)
	}
	texts := map[string][]byte{}
	for _, f := range files {
		if f == path {
			continue
		}
		data, err := readRules(f, "text")
		if err != nil {
			return nil, err
		}
		lang := strings.TrimPrefix(filepath.Ext(strings.TrimSuffix(f, filepath.Ext(f))), ".")
		texts[lang] = data
	}
	return texts, nil
}

func readRules(path, key string) ([]byte, error) {
	mend := fmt.Sprintf("name the right file by policy.%s in the configuration or by --%s, or leave policy out to use the built-in one", key, key)
	f, err := namedFile(path, "the policy file", mend)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(f)
	if err := errors.Join(err, f.Close()); err != nil {
		return nil, desk.Wrap(desk.CodeUnavailable, desk.WithoutPath(err), "the policy file %s cannot be read", path).WithMend("%s", mend)
	}
	return data, nil
}

// templateFolder is the mend where the folder of the shop's own templates cannot be used.
const templateFolder = "mend templates_dir or --dir, or leave it out to use the built-in templates"

// loadTemplates reads the built-in mail templates and, over them, the shop's folder.
func loadTemplates(dir string) (*templates.Set, error) {
	if dir == "" {
		return templates.Load(nil)
	}
	switch info, err := os.Stat(dir); {
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return nil, desk.Wrap(desk.CodeUnavailable, desk.WithoutPath(err), "the template folder %s cannot be read", dir).WithMend(templateFolder)
	case err != nil:
		return nil, desk.Errf(desk.CodeNotFound, "the template folder %s is not there", dir).WithMend(templateFolder)
	case !info.IsDir():
		return nil, desk.Errf(desk.CodeInvalid, "the template folder %s is no folder", dir).WithMend(templateFolder)
	}
	var own fs.FS = os.DirFS(dir)
	return templates.Load(own)
}

// fitTemplates refuses a folder of the shop's own templates with faults: the service would
// draft replies that cannot be sent, one mail after the other.
func fitTemplates(dir string) error {
	if dir == "" {
		return nil
	}
	set, err := loadTemplates(dir)
	if err != nil {
		return err
	}
	var faults []string
	for _, f := range set.Check() {
		if !f.Warn {
			faults = append(faults, f.Where+": "+f.Text)
		}
	}
	if len(faults) == 0 {
		return nil
	}
	return desk.Wrap(desk.CodeInvalid, errors.New(strings.Join(faults, "\n")), "the templates in %s have %s", dir, terminal.Count(len(faults), "fault", "faults")).
		WithMend("mend the named lines, or remove the file to use the built-in one; then: returndesk templates check")
}
