package main

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"returndesk/classifier"
	"returndesk/desk"
	"returndesk/message"
)

// maxClassify bounds what classify reads of one file, in bytes: as much as a mail with
// photos may have.
const maxClassify = 64 << 20

// mailOrText is the mend where neither a mail nor a text was given.
const mailOrText = "name a mail (.eml) or a text file, or give the text on the standard input"

// classified is the reading of one file.
type classified struct {
	File string `json:"file"` // "-" is the standard input
	desk.Reading
	LLM *consulted `json:"llm,omitempty"` // nil: the language model was not asked
}

// newClassifyCmd shows what the classifier reads in a mail or a plain text.
func newClassifyCmd(a *app) *cobra.Command {
	local := false
	c := &cobra.Command{
		Use:   "classify [--json] [--local] [FILE...]",
		Short: "Show what a mail or a text is taken for: class, signals, numbers",
		Long: "Reads mails (.eml, or anything that begins with mail header lines) and plain texts from\n" +
			"files or, without files, from the standard input, and prints the reading of each. A text\n" +
			"may begin with a line \"Subject: ...\". Decides nothing and needs no configuration. Where the\n" +
			"configuration switches a language model on, it is asked about what the built-in engine is not\n" +
			"sure of, and what that cost and what is left of the day's budget is shown; --local asks nobody.",
		Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			dir, opt := "", classifier.Options{}
			cfg, noConfig := a.loadConfig() // without one the built-in model reads
			if noConfig != nil && !a.unconfigured() {
				return noConfig
			}
			if noConfig == nil {
				dir, opt = cfg.DataDir, numberOptions(cfg.Shop.OrderNumber)
			}
			engine, err := readerOf(dir, opt, func(err error) {
				_, _ = fmt.Fprintf(a.err, "warning: %s; the built-in model reads\n", desk.MessageOf(err)) // nowhere left to report to
			})
			if err != nil {
				return err
			}
			second := &consultant{app: a, cfg: cfg}
			defer second.close()
			if noConfig == nil && cfg.Classifier.LLM.Enabled && !local {
				engine = engine.With(second)
			}
			if len(args) == 0 {
				args = []string{"-"}
			}
			list := make([]classified, 0, len(args))
			for _, name := range args {
				in, err := a.classifyInput(name)
				if err != nil {
					return err
				}
				one := classified{File: name, Reading: engine.Read(c.Context(), in)}
				if one.LLM, err = second.bill(c.Context()); err != nil {
					return err
				}
				list = append(list, one)
			}
			if a.json {
				return a.printJSON(list)
			}
			for i := range list {
				if err := printReading(a.out, &list[i], len(list) > 1); err != nil {
					return fmt.Errorf("print: %w", err)
				}
			}
			return nil
		},
	}
	c.Flags().BoolVar(&local, "local", false, "ask no language model, whatever the configuration says")
	jsonFlag(c, a)
	return c
}

// classifyInput reads one file, or the standard input for "-", as a mail or a text.
func (a *app) classifyInput(name string) (classifier.Input, error) {
	var in classifier.Input
	raw, err := a.readSome(name)
	if err != nil {
		return in, err
	}
	if !looksLikeMail(name, raw) {
		in.NewText, in.Received = strings.ToValidUTF8(string(raw), "\uFFFD"), a.now()
		if head, rest, ok := strings.Cut(in.NewText, "\n"); ok && strings.HasPrefix(strings.ToLower(head), "subject:") {
			in.Subject, in.NewText = strings.TrimSpace(head[len("subject:"):]), rest
		}
		return in, nil
	}
	m, err := message.Parse(raw, time.Time{}, message.Options{})
	if err != nil {
		return in, desk.Wrap(desk.CodeInvalid, err, "%s cannot be read as a mail", fileName(name)).WithMend(mailOrText)
	}
	in = classifier.Input{Subject: m.Subject, NewText: m.NewText, Quoted: m.Quoted, Received: m.ReceivedAt, HasAttachments: len(m.Attachments) > 0}
	if in.Received.IsZero() {
		in.Received = m.Date
	}
	if in.Received.IsZero() {
		in.Received = a.now()
	}
	return in, nil
}

// readSome reads a file whole, up to maxClassify.
func (a *app) readSome(name string) ([]byte, error) {
	src := a.in
	if name != "-" {
		f, err := namedFile(name, "the file", mailOrText)
		if err != nil {
			return nil, err
		}
		defer func() { _ = f.Close() }() // only read
		src = f
	}
	raw, err := io.ReadAll(io.LimitReader(src, maxClassify+1))
	if err != nil {
		return nil, desk.Wrap(desk.CodeInvalid, desk.WithoutPath(err), "%s cannot be read", fileName(name)).WithMend(mailOrText)
	}
	if len(raw) > maxClassify {
		return nil, desk.Errf(desk.CodeInvalid, "%s is larger than %d MiB", fileName(name), maxClassify>>20).WithMend("give the mail without its attachments")
	}
	if len(bytes.TrimSpace(raw)) == 0 { // read as a mail of no words, it would get a class all the same
		return nil, desk.Errf(desk.CodeInvalid, "%s is empty", fileName(name)).WithMend(mailOrText)
	}
	return raw, nil
}

// looksLikeMail decides by the file's name, else by header fields that a mail has and a
// letter has not.
func looksLikeMail(name string, raw []byte) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".eml":
		return true
	case ".txt":
		return false
	}
	head := strings.ToLower(string(raw[:min(len(raw), 8<<10)]))
	head, _, _ = strings.Cut(strings.ReplaceAll(head, "\r\n", "\n"), "\n\n")
	found := 0
	for _, field := range []string{"from:", "date:", "message-id:", "received:", "mime-version:", "return-path:"} {
		if strings.HasPrefix(head, field) || strings.Contains(head, "\n"+field) {
			found++
		}
	}
	return found >= 2
}

// printReading writes a reading for people.
func printReading(w io.Writer, c *classified, named bool) error {
	var b strings.Builder
	if named {
		fmt.Fprintf(&b, "%s\n", c.File)
	}
	fmt.Fprintf(&b, "class       %s (%.0f %%), else %s\n", c.Class, 100*c.Confidence, c.RunnerUp)
	line := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%-11s %s\n", name, value)
		}
	}
	line("also", words(c.Also))
	line("signals", words(c.Signals))
	var numbers []string
	for _, n := range c.Numbers {
		s := n.Key + " (" + n.Where
		if !n.Strong {
			s += ", bare digits"
		}
		numbers = append(numbers, s+")")
	}
	line("numbers", strings.Join(numbers, ", "))
	line("delivered", string(c.DeliveredOn))
	line("serial", c.Serial)
	line("language", c.Language)
	line("engine", c.Engine)
	if c.Unsure {
		line("unsure", "a person should look at the class")
	}
	if c.LLM != nil {
		line("asked", c.LLM.asked())
		line("today", c.LLM.today())
	}
	if named {
		b.WriteByte('\n')
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// words joins members of a closed list for display.
func words[T ~string](list []T) string {
	out := make([]string, 0, len(list))
	for _, v := range list {
		out = append(out, string(v))
	}
	return strings.Join(out, ", ")
}
