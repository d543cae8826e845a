package flow_test

import (
	"strings"

	"returndesk/desk"
)

// reconcile counts the figures anew from what stands in the store, by other means than the
// program: whichever way led here, nothing was counted twice or not at all.
func (w *world) reconcile(where string) {
	w.t.Helper()
	want := map[string]int64{}
	for _, state := range []desk.MailState{desk.MailDecided, desk.MailSuppressed} {
		list, err := w.store.MailsIn(w.t.Context(), state, 1000, "")
		if err != nil {
			w.t.Fatal(err)
		}
		for _, m := range list {
			if !m.Ours {
				want["mail"]++
			}
		}
	}
	for _, c := range w.cases() {
		drafts, err := w.store.DraftsOfCase(w.t.Context(), c.ID)
		if err != nil {
			w.t.Fatal(err)
		}
		replied := false
		for _, d := range drafts {
			switch {
			case d.Automatic():
			case d.State == desk.DraftRejected:
				want["draft/"+d.Template+"/rejected"]++
			case d.ApprovedBy != nil && d.Edited:
				want["draft/"+d.Template+"/edited"]++
			case d.ApprovedBy != nil:
				want["draft/"+d.Template+"/approved"]++
			}
			replied = replied || d.State == desk.DraftSent && !d.Automatic()
		}
		if replied {
			want["reply"]++
		}
	}
	rmas, err := w.store.RMAs(w.t.Context(), desk.RMAFilter{Limit: 1000})
	if err != nil {
		w.t.Fatal(err)
	}
	for _, r := range rmas {
		if r.SplitFrom != "" || r.CloseReason == "decided anew" {
			continue
		}
		want["opened"]++
		for _, h := range r.History {
			switch {
			case h.From == h.To:
			case !h.To.Open():
				want["closed/"+string(h.To)]++
			case h.To == desk.RMAFaultConfirmed, h.To == desk.RMANoFaultFound, h.To == desk.RMAManagerHold:
				want["inspected/"+string(h.To)] += int64(r.Qty)
			}
		}
	}
	got := map[string]int64{}
	for of, n := range w.tally() {
		parts := strings.Split(of, "/")
		switch parts[0] {
		case desk.CountMail, desk.CountReply, desk.CountOpened:
			got[parts[0]] += n
		case desk.CountDraft:
			got["draft/"+parts[1]+"/"+parts[3]] += n
		case desk.CountClosed, desk.CountInspect:
			got[of] += n
		}
	}
	for key := range got {
		if want[key] == 0 {
			want[key] = 0
		}
	}
	for key, n := range want {
		if got[key] != n {
			w.t.Errorf("%s: %s is counted %d times, and stands there %d times", where, key, got[key], n)
		}
	}
}
