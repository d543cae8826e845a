package evidence

import "returndesk/desk"

// Summary gives what all attachments of a thread together are worth, with the sentence
// that a customer can be told (domain.md section 0: one readable photo or video is
// enough; media that nobody can decode here count; a link counts as tried; signature art
// is none).
//
// From the best to the worst: ok, unjudged, unusable, link, art, missing. An archive
// counts as an unusable try, since photos may well lie in it; a document is no try.
func Summary(all []desk.Evidence, hasLink bool) (desk.Verdict, string) {
	best := map[desk.Verdict]string{}
	note := func(v desk.Verdict, reason string) {
		if _, ok := best[v]; !ok {
			best[v] = reason
		}
	}
	other := ""
	for _, e := range all {
		switch {
		case e.Kind == desk.MediaArchive:
			note(desk.VerdictUnusable, e.Reason)
		case e.Verdict == desk.VerdictOther:
			other = e.Reason
		default:
			note(e.Verdict, e.Reason)
		}
	}
	if hasLink {
		note(desk.VerdictLink, Reason(CodeLink))
	}
	for _, v := range []desk.Verdict{desk.VerdictOK, desk.VerdictUnjudged, desk.VerdictUnusable, desk.VerdictLink, desk.VerdictArt} {
		if reason, ok := best[v]; ok {
			return v, reason
		}
	}
	if other != "" {
		return desk.VerdictMissing, other
	}
	return desk.VerdictMissing, Reason(CodeNothing)
}
