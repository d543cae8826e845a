package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/emersion/go-message/mail"

	"returndesk/cmd/returndesk/terminal"
	"returndesk/control"
	"returndesk/demo"
	"returndesk/desk"
	"returndesk/flow"
)

// sendingPatience is how long the demo waits for an approved mail to leave.
const sendingPatience = 20 * time.Second

// talk runs the service and lets the reader approve replies, until he has enough.
func (e *exhibit) talk(ctx context.Context) error {
	ctx, stop := context.WithCancel(ctx)
	stopped, err := e.serve(ctx)
	if err != nil {
		stop()
		return err
	}
	defer func() {
		stop()
		stopped()
	}()
	if err := e.invite(ctx); err != nil {
		return err
	}
	ask := e.asker(ctx)
	question := "\nApprove a reply: its number (1 to " + strconv.Itoa(len(e.rows)) + "), or Enter to end: "
	if e.console != nil {
		question = "\nApprove a reply: its number (1 to " + strconv.Itoa(len(e.rows)) + "), \"link\" for another login, or Enter to end: "
	}
	for {
		word, ok, err := ask(question)
		if err != nil {
			return err
		}
		if !ok || word == "" || word == "q" || word == "quit" {
			return e.a.say("\nThe mail servers are gone now; the folder " + e.place.Dir + " stays.\n")
		}
		if e.console != nil && strings.EqualFold(word, "link") {
			if err := e.a.say("  " + e.link() + "\n"); err != nil {
				return err
			}
			continue
		}
		n, err := strconv.Atoi(strings.TrimPrefix(word, "#"))
		if err != nil || n < 1 || n > len(e.rows) {
			if err := e.a.say(fmt.Sprintf("%q is no number of the table.\n", word)); err != nil {
				return err
			}
			continue
		}
		if err := e.offer(ctx, e.rows[n-1], ask); err != nil {
			if ctx.Err() != nil {
				return nil
			}
			printError(e.a.out, err)
		}
	}
}

// invite makes a user for the reader and prints the link that logs him in once.
func (e *exhibit) invite(ctx context.Context) error {
	if e.console == nil {
		return nil
	}
	_, err := e.house.engine.AddUser(ctx, e.actor, flow.NewUser{Login: demoLogin, Name: demo.DemoActor, Role: desk.RoleAdmin, Password: rand.Text()})
	if err != nil && desk.CodeOf(err) != desk.CodeConflict { // an earlier demo of this folder made him
		return err
	}
	past := ""
	if !e.past {
		past = "The shop of this demo opened today: `returndesk demo --history 8` gives its digest and its returns eight weeks to show.\n"
	}
	return e.a.say("\nThe web console; the link logs you in once:\n  " + e.link() + "\n" + past)
}

// link gives a new address that logs the reader in once.
func (e *exhibit) link() string { return e.console.url + e.console.OneTimeLink(demoLogin) }

// serve starts the service with its socket, as `run` does: the other commands find it
// there, and whatever is approved leaves at once.
func (e *exhibit) serve(ctx context.Context) (stopped func(), err error) {
	listener, err := control.Listen(ctx, e.cfg.DataDir)
	if err != nil {
		return nil, err
	}
	server := control.NewServer(e.house.desk(), usersOf(e.cfg.Actors), e.house.service.log)
	ended := make(chan error, 3)
	loops := 2
	go func() { ended <- server.Serve(ctx, listener) }()
	e.house.service.begin()
	go func() { ended <- e.house.service.run(ctx) }()
	if e.console, err = e.a.openConsole(ctx, e.house, true); err != nil {
		return nil, err
	}
	if e.console != nil {
		loops++
		go func() { ended <- e.console.Serve(ctx, e.console.listener) }()
	}
	return func() {
		for range loops {
			if err := <-ended; err != nil && !errors.Is(err, context.Canceled) {
				printError(e.a.err, err)
			}
		}
	}, nil
}

// offer shows a draft, asks, approves it, and shows it arriving.
func (e *exhibit) offer(ctx context.Context, r exhibitRow, ask asker) error {
	if r.id == "" {
		return e.a.say("This mail gets no reply: " + terminal.Line(r.Note) + "\n")
	}
	v, err := e.house.engine.Show(ctx, r.id)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(v.Drafts, func(d desk.Draft) bool { return d.State == desk.DraftProposed })
	if at < 0 {
		return e.a.say(fmt.Sprintf("No reply of case %s waits any more.\n", r.id))
	}
	d := v.Drafts[at]
	if err := e.a.say(e.look.Draft(d)); err != nil {
		return err
	}
	word, ok, err := ask("\nSend it? Enter for yes, n for no: ")
	if err != nil {
		return err
	}
	if !ok || word != "" && !strings.HasPrefix(strings.ToLower(word), "y") {
		return e.a.say(d.ID + " was left as it is.\n")
	}
	_, err = e.house.engine.Approve(ctx, e.actor, flow.Approval{Draft: d.ID, Seen: d.ContentHash()})
	if desk.CodeOf(err) == desk.CodeNeedsConfirm {
		if word, ok, err = ask(desk.MessageOf(err) + "\nYour reason: "); err != nil {
			return err
		}
		if !ok || word == "" {
			return e.a.say(d.ID + " was left as it is.\n")
		}
		_, err = e.house.engine.Approve(ctx, e.actor, flow.Approval{Draft: d.ID, Seen: d.ContentHash(), Because: word})
	}
	if err != nil {
		return err
	}
	return e.arrival(ctx, r.id, d)
}

// arrival waits until the service has sent the draft, and shows what the SMTP server got.
func (e *exhibit) arrival(ctx context.Context, id string, d desk.Draft) error {
	deadline := time.After(sendingPatience)
	for {
		v, err := e.house.engine.Show(ctx, id)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(v.Drafts, func(x desk.Draft) bool { return x.ID == d.ID })
		if at < 0 {
			return desk.Errf(desk.CodeInternal, "draft %s is gone", d.ID)
		}
		switch now := v.Drafts[at]; now.State {
		case desk.DraftApproved, desk.DraftSending:
		case desk.DraftSent:
			if now.SentCopy != "" && now.SentCopy != "pending" {
				return e.showArrived(now)
			}
		default:
			return desk.Errf(desk.CodeUncertain, "draft %s is %s: %s", d.ID, now.State, now.ServerText)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-deadline:
			return desk.Errf(desk.CodeUnavailable, "draft %s was approved and has not left yet", d.ID).WithMend("see `returndesk queue`")
		case <-time.After(40 * time.Millisecond):
		}
	}
}

// showArrived prints the mail as it came in, and keeps it as a file.
func (e *exhibit) showArrived(d desk.Draft) error {
	all := e.outbox.All()
	at := slices.IndexFunc(all, func(m demo.Outgoing) bool { return bytes.Contains(m.Raw, []byte(d.MessageID)) })
	if at < 0 {
		return desk.Errf(desk.CodeInternal, "draft %s left, but the demo's SMTP server did not get it", d.ID)
	}
	m := all[at]
	path := filepath.Join(e.place.Sent, d.ID+".eml")
	if err := demo.WriteFile(path, m.Raw); err != nil {
		return err
	}
	fields, body, err := readArrived(m.Raw)
	if err != nil {
		return err
	}
	fields = append([][2]string{{"Envelope", m.From + " → " + strings.Join(m.To, ", ")}}, fields...)
	if d.SentCopy == "done" {
		fields = append(fields, [2]string{"Copy", "in the mailbox's Sent folder"})
	}
	fields = append(fields, [2]string{"File", path})
	return e.a.say(e.look.DemoArrived(fields, body, 6))
}

// readArrived takes from a mail what shows that it is a proper reply.
func readArrived(raw []byte) (fields [][2]string, body string, err error) {
	r, err := mail.CreateReader(bytes.NewReader(raw))
	if err != nil {
		return nil, "", desk.Wrap(desk.CodeInternal, err, "the mail that arrived cannot be read")
	}
	defer func() { _ = r.Close() }() // it reads from memory
	for _, name := range []string{"From", "To", "Subject", "Date", "In-Reply-To"} {
		text, err := r.Header.Text(name)
		if err != nil {
			return nil, "", desk.Wrap(desk.CodeInternal, err, "the field %s of the mail that arrived cannot be read", name)
		}
		if text != "" {
			label := name
			if name == "In-Reply-To" {
				label = "Answers"
			}
			fields = append(fields, [2]string{label, text})
		}
	}
	for {
		p, err := r.NextPart()
		if errors.Is(err, io.EOF) {
			return fields, body, nil
		}
		if err != nil {
			return nil, "", desk.Wrap(desk.CodeInternal, err, "the mail that arrived cannot be read")
		}
		h, inline := p.Header.(*mail.InlineHeader)
		if !inline || body != "" {
			continue
		}
		if kind, _, _ := h.ContentType(); kind == "text/plain" { // a kind that cannot be read is not plain text
			data, err := io.ReadAll(p.Body)
			if err != nil {
				return nil, "", desk.Wrap(desk.CodeInternal, err, "the text of the mail that arrived cannot be read")
			}
			body = string(data)
		}
	}
}

// asker asks a question and gives the answer; ok is false at the end of the input.
type asker func(question string) (answer string, ok bool, err error)

// asker reads answers in the background, so that waiting for one can be interrupted. What
// was read from a file or pipe is printed behind its question, as if it had been typed.
func (e *exhibit) asker(ctx context.Context) asker {
	lines := make(chan string)
	go func() {
		defer close(lines)
		if e.a.in == nil {
			return
		}
		for s := bufio.NewScanner(e.a.in); s.Scan(); {
			select {
			case lines <- strings.TrimSpace(s.Text()):
			case <-ctx.Done():
				return
			}
		}
	}()
	_, typed := isTerminal(e.a.in)
	return func(question string) (string, bool, error) {
		if err := e.a.say(question); err != nil {
			return "", false, err
		}
		select {
		case <-ctx.Done():
			return "", false, nil
		case line, ok := <-lines:
			if typed {
				return line, ok, nil
			}
			return line, ok, e.a.say(terminal.Line(line) + "\n")
		}
	}
}
