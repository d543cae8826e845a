package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sys/unix"

	"returndesk/config"
	"returndesk/desk"
)

func newInitCmd(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "init",
		Short: "Write a configuration, asking step by step",
		Long: "init asks for the shop, the mailbox, the orders file and the people, checks each answer at\n" +
			"once, and writes a commented configuration. The password goes into a file of its own with\n" +
			"mode 0600, or stays in an environment variable. It reads its answers from a pipe, too.",
		RunE: func(*cobra.Command, []string) error { return a.runInit() },
	}
}

// runInit asks first and writes last: an ended input leaves nothing behind.
func (a *app) runInit() error {
	path := a.configFile()
	p := newPrompt(a.in, a.out)
	if err := writableBelow(path); err != nil { // not after thirty answers
		return err
	}
	p.say("This writes %s. An empty answer takes what stands in brackets.\n", path)
	if _, err := os.Stat(path); err == nil {
		over, err := p.yes(path+" is there already; replace it? The old one is kept as "+path+".old", false)
		if err != nil {
			return err
		}
		if !over {
			p.say("Nothing was changed.")
			return nil
		}
	}
	an := &answers{app: a, prompt: p}
	for _, step := range []func() error{an.shop, an.mailbox, an.outgoing, an.rest} {
		if err := step(); err != nil {
			return err
		}
	}
	text, err := an.render(a.now())
	if err != nil {
		return err
	}
	if _, err := config.Parse(path, text); err != nil {
		return desk.Wrap(desk.CodeInternal, err, "the answers give a configuration that cannot be read; nothing was written")
	}
	if err := an.writeSecrets(filepath.Dir(path)); err != nil {
		return err
	}
	if err := replaceFile(path, text); err != nil {
		return err
	}
	named := ""
	if a.configPath != "" {
		named = " --config " + a.configPath
	}
	p.say("\n%s is written. Next: `returndesk doctor%s` tries it out, `returndesk user add%s NAME --role admin` lets you into the web page, `returndesk run%s` begins.", path, named, named, named)
	return nil
}

// writableBelow refuses a place for the configuration where this user may not write, or where something else
// than a file stands.
func writableBelow(path string) error {
	at, err := os.Stat(path)
	if err == nil && !at.Mode().IsRegular() {
		err = errors.New("something stands there that is no file")
	}
	// With a file for a folder above it the search below says more.
	if err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, unix.ENOTDIR) && !errors.Is(err, fs.ErrPermission) {
		return desk.Wrap(desk.CodeUnavailable, desk.WithoutPath(err), "%s cannot be written", path).WithMend("choose another place by --config")
	}
	dir := filepath.Dir(path)
	info, err := os.Stat(dir)
	for errors.Is(err, fs.ErrNotExist) && filepath.Dir(dir) != dir { // it will be made
		dir = filepath.Dir(dir)
		info, err = os.Stat(dir)
	}
	switch {
	case err != nil:
	case !info.IsDir():
		err = errors.New("it is no folder")
	default:
		err = unix.Access(dir, unix.W_OK|unix.X_OK)
	}
	if err == nil {
		return nil
	}
	return desk.Wrap(desk.CodeUnavailable, desk.WithoutPath(err), "%s cannot be written: nothing may be made in %s", path, dir).
		WithMend("choose another place by --config, mend the rights of the folder, or run init by sudo")
}

// replaceFile writes a configuration whole or not at all and keeps the old one. It holds
// no secrets, and everybody who may act must be able to read it.
func replaceFile(path string, text []byte) error {
	fail := func(err error) error {
		return desk.Wrap(desk.CodeUnavailable, err, "%s cannot be written", path).WithMend("choose another place by --config, or mend the rights of its folder")
	}
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fail(err)
	}
	f, err := os.CreateTemp(dir, ".returndesk-*")
	if err != nil {
		return fail(err)
	}
	defer func() { _ = os.Remove(f.Name()) }() // gone after the rename
	_, err = f.Write(text)
	if err := errors.Join(err, f.Chmod(0o644), f.Sync(), f.Close()); err != nil {
		return fail(err)
	}
	if _, err := os.Stat(path); err == nil {
		if err := os.Rename(path, path+".old"); err != nil {
			return fail(err)
		}
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return fail(err)
	}
	return nil
}

// localZone guesses the shop's zone from the machine's.
func localZone(env func(string) string) string {
	if tz := env("TZ"); tz != "" && config.CheckValue("shop.timezone", tz) == nil {
		return tz
	}
	if link, err := filepath.EvalSymlinks("/etc/localtime"); err == nil {
		if zone, err := filepath.Rel("/usr/share/zoneinfo", link); err == nil && config.CheckValue("shop.timezone", zone) == nil {
			return zone
		}
	}
	if name := time.Local.String(); config.CheckValue("shop.timezone", name) == nil {
		return name
	}
	return "America/New_York"
}
