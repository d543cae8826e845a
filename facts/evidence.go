package facts

import (
	"slices"
	"strings"

	"returndesk/desk"
)

// VerdictOf gives what one judged attachment is worth. Inline pictures under 15 kB are
// signature art whatever their quality; an archive cannot be looked into, so that who
// sends one has tried.
func VerdictOf(e *desk.Evidence) desk.Verdict {
	if e.Inline && e.Bytes < desk.SignatureArtBytes && e.Kind != desk.MediaVideo {
		return desk.VerdictArt
	}
	if e.Kind == desk.MediaArchive {
		return desk.VerdictUnusable
	}
	return e.Verdict
}

// evidenceFacts sums up the attachments of the thread and of this mail.
func evidenceFacts(in *Input, fs *desk.Facts) {
	all := make([]desk.Verdict, 0, len(in.Evidence))
	var here []desk.Verdict
	photo, video, proof, packed := false, false, false, in.Reading.Has(desk.SignalPackagingDescribed) && !packagingUnseen(in.Text)
	for i := range in.Evidence {
		e := &in.Evidence[i]
		v := VerdictOf(e)
		all = append(all, v)
		mine := e.Mail == "" || in.Mail == "" || e.Mail == in.Mail
		if mine {
			here = append(here, v)
			proof = proof || (v != desk.VerdictArt && e.Kind != desk.MediaArchive)
		}
		if v == desk.VerdictOK || v == desk.VerdictUnjudged {
			photo = photo || e.Kind == desk.MediaPhoto
			video = video || e.Kind == desk.MediaVideo
			packed = packed || namesPackaging(e.Name)
		}
		if v == desk.VerdictUnusable && fs.Detail.EvidenceWhy == "" {
			fs.Detail.EvidenceWhy, fs.Detail.EvidenceCode = e.Reason, e.Code
		}
	}
	fs.Detail.Evidence = in.Evidence
	best := bestOf(all, in.HasLink)
	fs.Enum[desk.FactEvidence] = string(best)
	brings := "nothing"
	switch bestOf(here, in.HasLink) {
	case desk.VerdictOK, desk.VerdictUnjudged:
		brings = "evidence"
	case desk.VerdictUnusable, desk.VerdictLink:
		brings = "tried"
	}
	fs.Enum[desk.FactBrings] = brings
	media := "none"
	if photo {
		media = "photo"
	} else if video {
		media = "video_only"
	}
	fs.Enum[desk.FactMedia] = media
	fs.Enum[desk.FactProof] = choose(proof, "given", "none")
	usable := best == desk.VerdictOK || best == desk.VerdictUnjudged
	fs.Enum[desk.FactPackaging] = choose(packed && usable, "shown", "not_shown")
}

// bestOf gives the worth of several attachments: one readable photo or video is enough.
// Documents count for nothing; a link counts as tried, below an unusable picture.
func bestOf(list []desk.Verdict, link bool) desk.Verdict {
	has := func(v desk.Verdict) bool { return slices.Contains(list, v) }
	for _, v := range []desk.Verdict{desk.VerdictOK, desk.VerdictUnjudged, desk.VerdictUnusable} {
		if has(v) {
			return v
		}
	}
	switch {
	case link || has(desk.VerdictLink):
		return desk.VerdictLink
	case has(desk.VerdictArt):
		return desk.VerdictArt
	}
	return desk.VerdictMissing
}

// namesPackaging reports whether a file's name says that it shows the packaging, so that
// it is not asked for again.
func namesPackaging(name string) bool {
	name = strings.ToLower(name)
	for _, w := range []string{"box", "parcel", "packag", "packing", "carton", "karton", "paket", "verpack", "wrapp", "verpakk", "imball", "embalaj", "colis", "emballage", "caja", "paquete", "doos", "scatola", "pacco"} {
		if strings.Contains(name, w) {
			return true
		}
	}
	return false
}

// packagingUnseen reports whether a sentence says that the packaging was thrown away, or that it is still there, with no word of
// pictures at or behind it: what the words tell of it, no picture shows then, unless one that is named so.
func packagingUnseen(text string) bool {
	for sentence := range sentences(text) {
		words := tokens(sentence)
		gone, kept, still, have, box := false, false, false, false, -1
		for i, w := range words {
			gone = gone || listed(awayWords, w)
			kept = kept || listed(storedWords, w)
			still = still || listed(stillWords, w)
			have = have || listed(haveWords, w)
			if namesPackaging(w) {
				box = i
			}
		}
		if box >= 0 && (gone || (kept || still && have) && !has(words[max(0, box-3):], pictureWords)) {
			return true
		}
	}
	return false
}

// The words of throwing away, of keeping, of still having, and of pictures, without accents, in six languages.
const (
	awayWords = ` away binned discarded trashed weggeworfen weggeschmissen entsorgt jete jetee tirado tirada tire
	weggegooid weggedaan buttato buttata gettato gettata `
	storedWords  = ` kept aufgehoben aufbewahrt behalten garde gardee conserve conservee guardado guardada conservado conservada conservato conservata tenuto tenuta bewaard `
	stillWords   = ` still noch encore toujours aun todavia ancora nog `
	haveWords    = ` have ve habe haben ai avons tengo tenemos conservo ho abbiamo heb hebben `
	pictureWords = ` photo photos picture pictures pic pics image images video videos attached foto fotos bild bilder anbei angehaengt cliche cliches jointe jointes
	imagen imagenes adjunto adjunta immagine immagini allego allegata allegate bijgevoegd bijlage `
)

// reused reports whether one of the thread's pictures was used in an earlier claim: by
// its content's hash, by what the judge found in other cases, or, where the shop's data
// has only names, by its name.
func reused(in *Input, rmas []desk.PriorRMA) bool {
	for i := range in.Evidence {
		e := &in.Evidence[i]
		if VerdictOf(e) == desk.VerdictArt {
			continue
		}
		if e.ReusedOf != "" {
			return true
		}
		for j := range rmas {
			r := &rmas[j]
			if r.State.Open() {
				continue // the same picture sent twice about one open claim is no reuse
			}
			if sameAny(e.SHA256, r.EvidenceHashes) || sameAny(e.PHash, r.EvidencePHashes) ||
				(len(r.EvidenceHashes) == 0 && sameAny(e.Name, r.EvidenceNames)) {
				return true
			}
		}
	}
	return false
}

func sameAny(s string, list []string) bool {
	return s != "" && slices.ContainsFunc(list, func(x string) bool { return strings.EqualFold(x, s) })
}

// hasArchive reports whether something came that has to be unpacked: from somebody who
// is no customer that is suspicious.
func hasArchive(list []desk.Evidence) bool {
	return slices.ContainsFunc(list, func(e desk.Evidence) bool { return e.Kind == desk.MediaArchive })
}
