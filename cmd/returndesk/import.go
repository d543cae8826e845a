package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"returndesk/archive"
	"returndesk/cmd/returndesk/terminal"
	"returndesk/config"
	"returndesk/desk"
	"returndesk/inbox"
	"returndesk/store/bolt"
)

const (
	// importedKey is the setting that marks a folder which holds imported mails and nothing else.
	importedKey = "imported"
	// importFolder is the kind of folder whose mails are history (desk.Accepted).
	importFolder = "import"
	// skippedShown bounds how many mails that could not be taken are named.
	skippedShown = 10
)

// imported is what import --json prints.
type imported struct {
	Data    string                 `json:"data"`
	Read    int                    `json:"read"`
	New     int                    `json:"new"` // not known from an earlier import
	Skipped []string               `json:"skipped"`
	Cases   int                    `json:"cases"`
	Mails   map[desk.MailState]int `json:"mails"`
	First   string                 `json:"first,omitempty"` // day of the oldest mail
	Orders  int                    `json:"orders"`          // in today's file
	Seen    int                    `json:"seen"`            // pictures and videos that were looked at
	Useless int                    `json:"unusable"`        // of those, the ones that show nothing
	Unseen  int                    `json:"unseen"`          // mails with pictures or videos that nobody looked at
	Blind   bool                   `json:"blind,omitempty"` // the configuration has nobody look at pictures
}

// newImportCmd reads old mails for backtests.
func newImportCmd(a *app) *cobra.Command {
	var ordersFile, mailbox string
	c := &cobra.Command{
		Use:   "import --data DIR PATH...",
		Short: "Decide old mails from mbox files and Maildirs, to try a table on; drafts nothing",
		Long: "Read old mails into a data folder of their own and decide each as the service would have done on the\n" +
			"day on which it came. Nothing is drafted, nobody is told, no mailbox is touched, and the shop's own\n" +
			"data stay as they are. `policy replay --data DIR` then shows what a changed table would have decided.\n\n" +
			"A PATH is an mbox file, a Maildir, or a file with one mail. Mails that were imported into the same\n" +
			"folder before are left out. The orders are those of today's file, as they stood on that day as far as the file\n" +
			"tells when things happened. Photos and videos are judged as the service judges them (about five photos a second);\n" +
			"what cannot be decoded, and everything where photos.judge_workers is 0, counts as usable, and is counted out.",
		Example: "  returndesk import --data ./old support-2025.mbox ~/Maildir\n" +
			"  returndesk policy replay --data ./old --since 2025-01-01 --table table.yaml",
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, paths []string) error {
			if a.dataDir == "" {
				return usagef("name a folder for the old mails by --data: the shop's own data stay apart from them")
			}
			cfg, err := a.tryConfig(ordersFile)
			if err != nil {
				return err
			}
			// Each mail is decided by the orders: without them an import would show nothing.
			if err := usableOrders(c.Context(), cfg); err != nil {
				return err
			}
			account, err := accountNamed(cfg, mailbox)
			if err != nil {
				return err
			}
			return a.importMails(c.Context(), cfg, account, paths)
		},
	}
	c.Flags().StringVar(&ordersFile, "orders", "", "orders file, CSV or JSON (default: the configuration's)")
	c.Flags().StringVar(&mailbox, "mailbox", "", "configured mailbox to which the mails came (default: the first)")
	jsonFlag(c, a)
	return c
}

// accountNamed gives the name of a configured mailbox, the first when none is named.
func accountNamed(cfg config.Config, name string) (string, error) {
	var all []string
	for _, m := range cfg.Mailboxes {
		all = append(all, m.Name)
	}
	if name == "" {
		return all[0], nil
	}
	return member("configured mailbox", name, all)
}

// importMails reads the paths into the folder of --data and decides what is new.
func (a *app) importMails(ctx context.Context, cfg config.Config, account string, paths []string) (err error) {
	cfg.DataDir = a.dataDir
	if err := importsInto(ctx, cfg.DataDir); err != nil {
		return err
	}
	spool, err := os.MkdirTemp("", "returndesk-import-")
	if err != nil {
		return noTemporary(err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(spool)) }()
	found, err := archive.Gather(paths, spool)
	if err != nil {
		return err
	}
	if len(found.Mails) == 0 {
		return noMails(paths, found.Skipped)
	}
	clock := a.now()
	then := *a
	then.now = func() time.Time { return clock }
	h, err := then.open(ctx, cfg, wiring{past: true, judge: true})
	if err != nil {
		return err
	}
	defer h.close()
	if err := h.store.SetSetting(ctx, importedKey, []byte("yes")); err != nil {
		return err
	}
	out := imported{Data: cfg.DataDir, Read: len(found.Mails) + len(found.Skipped), Skipped: found.Skipped}
	for i, m := range found.Mails {
		clock = m.At
		fresh, err := h.takeOld(ctx, account, m, i+1)
		if err != nil {
			return err
		}
		if fresh {
			out.New++
		}
	}
	for range 3 { // what failed is tried again, then it lies in quarantine
		if _, err := h.engine.Drain(ctx); err != nil {
			return err
		}
	}
	counts, err := h.store.Counts(ctx)
	if err != nil {
		return err
	}
	out.Mails = counts.Mails
	for _, n := range counts.Cases {
		out.Cases += n
	}
	if out.Orders = h.source.Status().Orders; out.Orders == 0 {
		out.Orders = h.source.Status().Held
	}
	if err := h.lookedAt(ctx, &out); err != nil {
		return err
	}
	out.Blind = h.judges == nil
	out.First = found.Mails[0].At.In(cfg.Shop.Zone).Format(time.DateOnly)
	return a.sayImported(out)
}

// noMails says that none of the paths holds a mail. A file that was cut off by accident must not
// pass for an import.
func noMails(paths, skipped []string) error {
	if len(skipped) > skippedShown {
		skipped = append(skipped[:skippedShown:skippedShown], fmt.Sprintf("and %d more", len(skipped)-skippedShown))
	}
	e := desk.Errf(desk.CodeInvalid, "there is no mail in %s", strings.Join(paths, ", "))
	if len(skipped) > 0 {
		e.Err = errors.New(strings.Join(skipped, "\n"))
	}
	return e.WithMend("name an mbox file, a Maildir, or files with one mail each")
}

// importsInto refuses a folder that holds a shop's data: old mails would join its cases.
func importsInto(ctx context.Context, dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) == 0 { // also not there yet; opening tells what else is wrong
		return nil
	}
	if _, err := os.Stat(filepath.Join(dir, "returndesk.db")); err == nil {
		st, err := bolt.Open(ctx, dir, bolt.Options{ReadOnly: true})
		if err != nil {
			return err
		}
		mark, err := st.Setting(ctx, importedKey)
		if err := errors.Join(err, st.Close()); err != nil {
			return err
		}
		if len(mark) > 0 {
			return nil
		}
	}
	return desk.Errf(desk.CodeConflict, "%s holds other data: old mails would join its cases", dir).WithMend("name a new folder by --data, or one that import made")
}

// takeOld makes one old mail durable and decides it. It reports whether the mail is new.
func (h *house) takeOld(ctx context.Context, account string, m archive.Mail, uid int) (bool, error) {
	raw, err := m.Bytes()
	if err != nil {
		return false, err
	}
	mail := acceptedOf(account, inbox.Raw{Mailbox: importFolder, Folder: importFolder, UIDValidity: 1, UID: uint32(uid),
		InternalDate: m.At, Size: int64(len(raw)), Bytes: raw}, h.service.now())
	fresh, err := h.store.AcceptMessages(ctx, account, importFolder, []desk.Accepted{mail}, desk.Cursor{})
	if err != nil || len(fresh) == 0 {
		return false, err
	}
	_, err = h.engine.Drain(ctx)
	return true, err
}

// lookedAt counts the pictures and videos of the folder by what became of them, and the mails with some that
// nobody looked at. One mail may stand in the cases of two orders.
func (h *house) lookedAt(ctx context.Context, out *imported) error {
	mails, files := map[string]bool{}, map[string]bool{}
	err := h.store.EachCase(ctx, func(c desk.Case) error {
		for _, ev := range c.Evidence {
			key := ev.Mail + "/" + ev.SHA256
			switch {
			case ev.Verdict == desk.VerdictUnjudged, ev.Pending: // of which only the header was read
				mails[ev.Mail] = true
			case ev.Kind != desk.MediaPhoto && ev.Kind != desk.MediaVideo, ev.Verdict == desk.VerdictArt, files[key]:
			default:
				files[key] = true
				if ev.Verdict == desk.VerdictUnusable {
					out.Useless++
				}
			}
		}
		return nil
	})
	out.Seen, out.Unseen = len(files), len(mails)
	return err
}

// blind says why nobody looked at pictures.
func blind(off bool) string {
	if off {
		return ": photos.judge_workers is 0"
	}
	return ""
}

// sayImported tells what was taken in, and what can be done with it.
func (a *app) sayImported(out imported) error {
	if a.json {
		if out.Skipped == nil {
			out.Skipped = []string{}
		}
		return a.printClean(out)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s read, %d of them new. The folder holds %s now: %s from customers, %s no reply, %d in quarantine.\n",
		terminal.Count(out.Read, "mail", "mails"), out.New, terminal.Count(out.Cases, "case", "cases"),
		terminal.Count(out.Mails[desk.MailHistory], "mail", "mails"), terminal.Count(out.Mails[desk.MailSuppressed], "needs", "need"), out.Mails[desk.MailQuarantined])
	for i, s := range out.Skipped {
		if i == skippedShown {
			fmt.Fprintf(&b, "and %d more were left out.\n", len(out.Skipped)-i)
			break
		}
		fmt.Fprintf(&b, "Left out: %s.\n", terminal.Line(s))
	}
	if out.Cases > 0 {
		fmt.Fprintf(&b, "Decided with %s of today, as they stood on each mail's day as far as the file tells. ", terminal.Count(out.Orders, "order", "orders"))
		fmt.Fprintf(&b, "%s looked at, %d of them unusable. ", terminal.Count(out.Seen, "picture or video was", "pictures and videos were"), out.Useless)
		fmt.Fprintf(&b, "%s that nobody looked at, and that count as usable%s.\n", terminal.Count(out.Unseen, "mail brings pictures or videos", "mails bring pictures or videos"), blind(out.Blind))
	}
	if out.First != "" {
		fmt.Fprintf(&b, "Try a table on them: returndesk policy replay --data %s --since %s --table FILE\n", out.Data, out.First)
	}
	return a.say(b.String())
}
