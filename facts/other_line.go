package facts

import (
	"slices"

	"returndesk/desk"
)

// Another reports whether a claim about a line that a mail names is another matter than that of an open record of which nobody
// said the line: the sentence that names it tells of something on top ("the pad has a dead key as well"), or the one claim is of
// what was delivered in place of the other thing, and the other is not (domain.md section 3: a record is a line's own). What may
// be the same is taken for the same.
func Another(o *desk.Order, text string, line int, record, claim desk.Class) bool {
	if o == nil || line == 0 || !claim.IsClaim() {
		return false
	}
	if record.IsClaim() && (record == desk.ClassWrongItem) != (claim == desk.ClassWrongItem) {
		return true
	}
	for sentence := range sentences(text) {
		named := linesNamed(o, sentence)
		if len(named) != 1 || named[0] != line {
			continue
		}
		if words := tokens(sentence); onTop(words) && !has(words, handsOver) && !allWell(words) {
			return true
		}
	}
	return false
}

// otherMatters leaves out the open records of which nobody said the line, where the mail is about another matter than theirs. A
// record that waits for its customer's answer stays: this may be the answer.
func otherMatters(in *Input, o *desk.Order, line int, rmas []desk.PriorRMA) []desk.PriorRMA {
	return slices.DeleteFunc(rmas, func(r desk.PriorRMA) bool {
		return r.Line == 0 && r.State.Open() && !r.State.Asks() && Another(o, in.Text, line, r.Class, in.Reading.Class)
	})
}

// onTop reports whether a sentence tells of something that comes on top of what was told before.
func onTop(words []string) bool {
	for i, w := range words {
		follows := pause
		if i+1 < len(words) {
			follows = words[i+1]
		}
		switch {
		case w == "too": // not "too loud"
			if follows == pause {
				return true
			}
		case w == "well" && i > 0 && words[i-1] == "as", listed(onTopWords, w) && !listed(evenWords, follows): // not "also after the update"
			return true
		}
	}
	return false
}

// allWell reports whether a sentence says that a thing is in order.
func allWell(words []string) bool {
	for i, w := range words {
		if listed(wellWords, w) && !(w == "well" && i > 0 && words[i-1] == "as") {
			return true
		}
	}
	return false
}

// Words of what comes on top, and of what is handed over with a mail, without accents, in six languages. "Now" alone may be said of
// the thing that was reported.
const (
	onTopWords = ` also another additionally either auch ebenfalls zusatzlich aussi egalement tambien ademas tampoco ook eveneens anche inoltre neanche pure `
	evenWords  = ` after with without when nach mit ohne bei wenn an am in im apres avec sans quand con sin tras despues cuando na met zonder als bij dopo senza quando `
	handsOver  = ` attach attached attaching enclosed send sending photo photos picture pictures video anbei angehangt schicke sende foto fotos bild bilder joint joins
		jointe photographie adjunto adjunta envio bijgevoegd stuur allego allegato allegata invio `
)
