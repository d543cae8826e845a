package digest

import (
	"context"
	"slices"
	"strings"
	"time"

	"returndesk/desk"
	"returndesk/replies"
)

// missing gives the readers who have no mail of this digest and are not in doubt.
func (d *Digest) missing(readers []string) []string {
	var out []string
	for _, r := range readers {
		_, refused := d.Refused[r]
		_, doubted := d.Doubted[r]
		if !refused && !doubted && !slices.Contains(d.Reached, r) && !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	return out
}

// send claims a digest durably, hands it over to each reader who has it not, and records
// what became of it. It gives whether a mail left.
func (p *Press) send(ctx context.Context, d *Digest, by desk.Actor) (bool, error) {
	d.Recipients, d.Attempts, d.ServerText = p.o.To, d.Attempts+1, ""
	d.Console = p.o.Console
	raw, err := Message(d, p.o.From, d.Recipients, p.o.Now().In(p.o.Shop.Zone))
	if err != nil {
		return false, err
	}
	change := desk.Change{Done: []string{dueSend + "/" + d.Week}}
	left := false
	var later []string
	for _, reader := range d.missing(p.o.To) {
		d.Trying = reader
		if err := p.save(ctx, d, StateSending, by, "digest_sending", reader, change); err != nil {
			return left, err
		}
		change, by = desk.Change{}, desk.System()
		ctx = context.WithoutCancel(ctx) // what has begun must be finished
		res, err := p.o.Mailer.Send(ctx, p.o.From.Address, []string{reader}, raw)
		if err != nil {
			res = replies.Result{Outcome: replies.Temporary, Text: desk.MessageOf(err)}
		}
		switch res.Outcome {
		case replies.Delivered:
			d.Reached, left = append(d.Reached, reader), true
		case replies.Uncertain:
			note(&d.Doubted, reader, res.Text)
		case replies.Temporary:
			later = append(later, reader)
		default:
			note(&d.Refused, reader, res.Text)
		}
		if res.Outcome != replies.Delivered || d.ServerText == "" {
			d.ServerText = res.Text
		}
	}
	if len(later) > 0 && d.Attempts >= maxAttempts {
		for _, reader := range later {
			note(&d.Refused, reader, d.ServerText)
		}
		later = nil
	}
	return left, p.settle(ctx, d, later)
}

// note keeps what the server said about a reader.
func note(words *map[string]string, reader, why string) {
	if *words == nil {
		*words = map[string]string{}
	}
	(*words)[reader] = why
}

// settle records what became of a digest: who is left over is tried again, else doubt
// stands before refusals, and people hear of both.
func (p *Press) settle(ctx context.Context, d *Digest, later []string) error {
	d.Trying = ""
	switch refused := told(d.Refused); {
	case len(later) > 0:
		at := p.o.Now().Add(pause(d.Attempts))
		return p.save(ctx, d, StateFrozen, desk.System(), "digest_delayed", d.ServerText,
			desk.Change{Dues: []desk.Due{{ID: dueSend + "/" + d.Week, Kind: dueSend, At: at, Data: d.Week}}})
	case len(d.Doubted) > 0:
		d.ServerText = told(d.Doubted)
		return p.save(ctx, d, StateUncertain, desk.System(), "digest_uncertain", d.ServerText, desk.Change{Alerts: []desk.Alert{p.doubt(d)}})
	case len(d.Reached) > 0 && refused != "":
		d.ServerText = refused
		return p.save(ctx, d, StateSent, desk.System(), "digest_sent", refused, desk.Change{Alerts: []desk.Alert{p.refusal(d, "did not reach everybody")}})
	case refused != "":
		return p.save(ctx, d, StateFailed, desk.System(), "digest_failed", d.ServerText, desk.Change{Alerts: []desk.Alert{p.refusal(d, "was refused")}})
	}
	return p.save(ctx, d, StateSent, desk.System(), "digest_sent", d.ServerText, desk.Change{})
}

// told names readers with the server's words about each, in the order of the addresses.
func told(words map[string]string) string {
	var out []string
	for r, why := range words {
		if !strings.Contains(why, r) {
			why = r + ": " + why
		}
		out = append(out, why)
	}
	slices.Sort(out)
	return strings.Join(out, "; ")
}

// afterDeath looks after a digest that a dead process left in the middle of sending: one
// reader may have it, and it is never sent to him again by itself. Those who come after him
// get theirs.
func (p *Press) afterDeath(ctx context.Context, d *Digest) error {
	inDoubt := d.missing(d.Recipients)
	if d.Trying != "" { // an older version did not note whom it tried
		inDoubt = []string{d.Trying}
	}
	for _, reader := range inDoubt {
		note(&d.Doubted, reader, "the process ended while the mail was being sent")
	}
	d.Trying, d.ServerText = "", told(d.Doubted)
	if len(d.missing(p.o.To)) == 0 {
		return p.settle(ctx, d, nil)
	}
	return p.save(ctx, d, StateFrozen, desk.System(), "digest_delayed", d.ServerText, desk.Change{
		Alerts: []desk.Alert{p.doubt(d)},
		Dues:   []desk.Due{{ID: dueSend + "/" + d.Week, Kind: dueSend, At: p.o.Now(), Data: d.Week}},
	})
}

// doubt is the internal mail about a digest that may not have left.
func (p *Press) doubt(d *Digest) desk.Alert {
	return desk.Alert{
		Key: "digest_uncertain/" + d.Week, Kind: "digest_uncertain", CreatedAt: p.o.Now(), Subject: "The digest of " + d.Week + " may not have left",
		Text: "Nobody knows whether the weekly digest of " + d.Week + " reached " + told(d.Doubted) +
			".\n\nLook into that mailbox. If it is not there:\nreturndesk digest --week " + d.Week + " --send\n",
	}
}

// refusal is the internal mail about a digest that somebody did not get.
func (p *Press) refusal(d *Digest, what string) desk.Alert {
	return desk.Alert{
		Key: "digest_failed/" + d.Week, Kind: "digest_failed", CreatedAt: p.o.Now(), Subject: "The digest of " + d.Week + " " + what,
		Text: "The weekly digest of " + d.Week + " " + what + ": " + told(d.Refused) +
			"\n\nMend the address in digest.to; then send it to those who have it not: returndesk digest --week " + d.Week + " --send\n",
	}
}

func pause(attempt int) time.Duration {
	wait := firstRetry
	for range attempt - 1 {
		if wait *= 2; wait >= lastRetry {
			return lastRetry
		}
	}
	return wait
}
