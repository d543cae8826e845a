package classifier

import (
	"slices"
	"strings"

	"returndesk/desk"
)

// A mail may name a matter that is not meant: a cancelling that was asked for before and is taken back, one that is only asked about,
// or that we did; a change that was thought of; a fault of another maker's thing. A sum of words hears it all the same, and beside it
// the real matter is lost. The sentences here tell of such a thing in so many words, in English: what the mail says beside them is
// what it asks.

// unmeant reads a mail anew without the sentences that tell of what is not meant, where it was read as that matter. A person looks at
// it: the first reading stays the runner-up.
func (e *Embedded) unmeant(in Input, r desk.Reading) desk.Reading {
	if r.Has(desk.SignalSafetyHazard) || r.Has(desk.SignalInstructsReader) || namedOrders(r.Numbers) > 1 || len(in.NewText) > maxText {
		return r
	}
	if r.Class == desk.ClassCancellation && partCancel.MatchString(in.NewText) && !wholeOrder.MatchString(in.NewText) && len(cancelWord.FindAllString(in.NewText, 2)) == 1 {
		r.Class, r.RunnerUp, r.Confidence = desk.ClassOrderChange, r.Class, min(r.Confidence, leftOpen)
		r.Also, r.Signals = further(r.Class, r.Also), withSignal(r.Signals, desk.SignalProductChange)
		return r
	}
	hears := func(c desk.Class) bool { return r.Class == c || slices.Contains(r.Also, c) }
	rest, asked, matters := in.NewText, false, []desk.Class{}
	cut := func(heard bool, without func(string) (string, bool), not ...desk.Class) {
		if !heard {
			return
		}
		if left, found := without(rest); found {
			rest, matters = left, append(matters, not...)
		}
	}
	cut(hears(desk.ClassCancellation), withoutCancelling, desk.ClassCancellation)
	if hears(desk.ClassCancellation) && !slices.Contains(matters, desk.ClassCancellation) {
		if left, found := withoutAsking(rest); found {
			rest, asked, matters = left, true, append(matters, desk.ClassCancellation)
		}
	}
	cut(hears(desk.ClassOrderChange), withoutChange, desk.ClassOrderChange)
	cut(r.Class.IsClaim(), withoutOthersThing, desk.ClassDoaDefect, desk.ClassTransitDamage, desk.ClassWrongItem)
	cut(r.Class == desk.ClassDeliveryProblem, withoutOthersDelivery, desk.ClassDeliveryProblem)
	if len(matters) == 0 {
		return r
	}
	asked = asked || strings.TrimSpace(rest) == "" && slices.ContainsFunc(splitSentences(in.NewText), corrected.MatchString) // all of it is taken back
	bare := len(strings.Fields(mereName.ReplaceAllString(rest, " "))) < leastApart
	if bare && !asked && !strings.ContainsRune(rest, '?') {
		return r // "Keep going." says no more than that it is taken back, which the case's history tells
	}
	said := e.Read(Input{Subject: in.Subject, NewText: rest, Received: in.Received, HasAttachments: in.HasAttachments})
	switch {
	case slices.Contains(matters, said.Class), said.Class == desk.ClassNonCustomer:
		return r
	case said.Confidence < heardMatter && !(asked || said.Class == desk.ClassDelay && strings.ContainsRune(rest, '?')):
		return r
	case asked && (said.Confidence < heardMatter || bare):
		said.Class, said.Also, said.Signals = desk.ClassOther, nil, nil
	}
	if said.Class != r.Class {
		r.RunnerUp, r.Confidence = r.Class, min(said.Confidence, leftOpen)
	}
	if slices.Contains(matters, desk.ClassCancellation) { // who asks what becomes of it has chosen nothing
		said.Signals = slices.DeleteFunc(said.Signals, func(s desk.Signal) bool { return s == desk.SignalChoiceWait || s == desk.SignalChoiceCancel })
	}
	r.Class, r.Signals, r.DeliveredOn = said.Class, said.Signals, said.DeliveredOn
	r.Also = further(said.Class, slices.DeleteFunc(slices.Clone(said.Also), func(c desk.Class) bool { return slices.Contains(matters, c) }))
	return r
}

// cancelWord finds a word of cancelling, moneyWord one of paying back: who asks for that as well takes nothing back.
var (
	cancelWord = mustPattern(`(?i)\bcancel`)
	moneyWord  = mustPattern(`(?i)\brefund|\bmoney\b`)
)

// partCancel finds a part that is to be cancelled, and not the order; wholeOrder that an order is to be, and not another one.
var (
	partCancel = mustPattern(`(?i)\bcancel (?:only |just )?(?:the|my|that) (?:\pL+ ){0,2}\pL+, (?:but )?not the (?:order|rest|whole|(?:rest|whole) of (?:it|the order|my order)|whole (?:order|thing))\s*(?:[.!,;]|$)`)
	wholeOrder = mustPattern(`(?i)\bcancel (?:only |just )?(?:the|my|that) (?:\pL+ ){0,2}order,`)
)

// tiedCancel finds that a cancelling was told of on a condition, givesUp that somebody has had enough of it.
var (
	tiedCancel = mustPattern(`(?i)\bcancel[^.?!]*\b(?:if|unless)\b`)
	givesUp    = mustPattern(`(?i)\b(?:so|i['’]m|i am|want|we['’]re|we are) out\s*(?:[.!,;]|$)|\bhad enough\b|\bfed up\b|\bregret|\b(?:no longer|not) (?:want|need)\b|n['’]t (?:want|need) (?:it|this|that) any ?more\b`)
)

// orderedCancel finds that a cancelling is asked for outright: "if not, cancel it".
var orderedCancel = mustPattern(`(?i)(?:^|[,;:.!?–-]|\bplease|\bthen|\bso)\s*(?:please |just |do |then |so )*cancel\b`)

// What is said of a cancelling that is not meant.
var (
	// toldCancel is one that was asked for, or offered, before; takenBack takes it back.
	toldCancel = mustPattern(`(?i)^[^?]*\b(?:(?:asked|told|wrote|said|requested|wanted|offered|emailed|mailed)\b[^?]*\bcancel|(?:offered|asked|requested)\b[^?]*\b(?:refund|money back)\b)[^?]*$`)
	takenBack  = mustPattern(`(?i)\b(?:forget|ignore|disregard|scrap|scratch)(?: about)? (?:that|this|it|what i|my (?:last|earlier|previous|first|mail|e-?mail|message|request))\b|\bnever ?mind\b|^\s*no,? thank(?:s| you)\b|` +
		`\b(?:i|we)(?:['’]ll| will|['’]d rather| would rather|['’]m going to| want to| prefer to)? keep(?:ing)? (?:it|this|that|the order|my order|[\pL#-]*\d+)|\bi (?:do )?still want (?:it|the|my)\b|\bchanged my mind\b|\b(?:like|prefer|want|decided|rather|going) (?:to )?keep (?:it|this|that|the order|my order)\b|^\s*(?:but )?(?:we|i) (?:don['’]t|do not|won['’]t)\s*[.!,;]|\bi (?:don['’]t|do not) (?:want|need) (?:that|this|one|a refund|the refund|the money)\b`)
	// undoneCancel takes it back in one sentence, hatesCancel and thoughtCancel are those of who does not do it.
	undoneCancel  = mustPattern(`(?i)\b(?:take|taking|took|withdraw|withdrawing|revoke|revoking|retract|undo|reverse|disregard|ignore|forget|scrap)(?: back| about)? (?:my|the|that|our|this) (?:\pL+ )?(?:cancel\pL+|request to cancel|order to cancel)`)
	hatesCancel   = mustPattern(`(?i)\b(?:i|we)(?:['’]d| would) (?:really )?(?:hate|be sorry|be sad|be loath|rather not)\b[^,;]{0,20}\bcancel`)
	thoughtCancel = mustPattern(`(?i)\b(?:(?:was|were|had been) (?:just |already )?(?:going|about|planning|ready|tempted) to cancel|(?:thought|was thinking|were thinking) (?:about|of) cancell?ing|(?:considered|considering) cancell?ing|(?:nearly|almost) cancell?ed)\b[^?]*\bbut\b[^?]*` +
		`\b(?:thought better|changed my mind|decided (?:to keep|not|against)|reconsider\pL*|want it|keep|wait|hold on|hang on|stay with|stick (?:with|to)|won['’]t|will not)\b`)
	hindered = mustPattern(`(?i)\b(?:could not|couldn['’]t|can['’]t|cannot|page|site|button|error|nobody)\b`)
	// ourCancel asks us whether, or why, we cancel; wantedYet says that the order is wanted.
	ourCancel = mustPattern(`(?i)\bor (?:will|would|do|are) you (?:\pL+ ){0,2}cancel(?:l?ing)?\b[^?]*\?`)
	// corrected takes back what stands before it, pleaseNot what somebody else asked for in the same sentence.
	corrected = mustPattern(`(?i)^\s*(?:(?:oh|sorry|hm+|ah),? )?(?:(?:actually,? no|no,? wait|wait,? no)\s*[,.;:–-]\s*(?:wait\s*[,.;:–-])?|(?:on second thoughts?|scratch that|strike that)\s*[,.;:–-]?)`)
	pleaseNot = mustPattern(`(?i)\b(?:asked|told|wrote|said|requested)\b[^?]*\bcancel[^?]*\b(?:(?:please|but) (?:don['’]t|do not)|don['’]t do (?:it|that|so))\s*[.!]*\s*$`)
	// didCancel asks whether he has cancelled unknowingly, hopesOn that he hopes he has not.
	didCancel = mustPattern(`(?i)^[^.?!]*\b(?:(?:did|have) (?:i|we)|(?:has|did) (?:someone|somebody|anyone|anybody|my \pL+))\b[^.?!]*\bcancel[^.?!]*\?`)
	hopesOn   = mustPattern(`(?i)\bi (?:didn['’]t|did not)\b[^.?!]*\bi want it\b|\bi hope (?:not|i did not|i didn['’]t|it['’]s|it is)\b|\bi (?:do )?still (?:want|need)\b|\bstill (?:on|going|wanted)\b`)
	// itselfCancel asks whether an order is cancelled if nothing is done, which nobody hopes.
	itselfCancel = mustPattern(`(?i)^[^.?!]*\b(?:will|would|do|does|is|are) [^.?!]*\bcancel[^.?!]*\b(?:if (?:i|we)|by itself|by themselves|automatically|on (?:its|their|your) own|without (?:asking|me|us))\b[^.?!]*\?`)
	hopesNot     = mustPattern(`(?i)\bi hope not\b`)
	whyCancel    = mustPattern(`(?i)^[^.?!]*\bwhy (?:is|was|has|have|did|does)\b[^.?!]*\bcancel[^.?!]*\?`)
	negated      = mustPattern(`(?i)\bnot\b|n['’]t\b|\bno longer\b|\bnever\b`)
	wantedYet    = mustPattern(`(?i)\bi (?:still |do |do still |really )?(?:want|need) (?:it|this|that|the|my)\b|\b(?:never|not|n['’]t) ask(?:ed)?\b`)
	// firstCancel is what was wanted at first, up to what is wanted now.
	firstCancel = mustPattern(`(?i)^\s*(?:(?:at first|first|originally|initially),? i (?:had )?(?:wanted|meant|intended|was going) to cancel|i (?:first|originally|initially|at first) (?:wanted|meant|intended) to cancel|i (?:wanted|meant|intended) to cancel (?:[\pL-]*\d+ |it |my order )?(?:at first|first|originally|initially))[^.?!]{0,40}?,?\s*\bbut\s+`)
)

// withoutCancelling gives a text without what it tells of a cancelling that is not meant, and whether there was one. Another word of
// cancelling, or of money, asks for it all the same.
func withoutCancelling(text string) (string, bool) {
	sentences := splitSentences(text)
	told, found := -1, false
	for i, s := range sentences {
		if at := corrected.FindStringIndex(s); at != nil && i > 0 && !cancelWord.MatchString(s) {
			for j := range sentences[:i] { // "Cancel it. Actually no, wait, make it oak instead."
				if cancelWord.MatchString(sentences[j]) {
					sentences[j], sentences[i], found = "", s[at[1]:], true
				}
			}
			continue
		}
		if at := firstCancel.FindStringIndex(s); at != nil {
			sentences[i], found = s[at[1]:], true
			continue
		}
		switch {
		case undoneCancel.MatchString(s), pleaseNot.MatchString(s), didCancel.MatchString(s) && hopesOn.MatchString(strings.Join(sentences[i+1:], " ")), hatesCancel.MatchString(s) && !onCondition.MatchString(s), ourCancel.MatchString(s),
			itselfCancel.MatchString(s) && (wantedYet.MatchString(strings.Join(sentences[i+1:], " ")) || hopesNot.MatchString(strings.Join(sentences[i+1:], " "))),
			thoughtCancel.MatchString(s) && !hindered.MatchString(s),
			whyCancel.MatchString(s) && !negated.MatchString(s) && wantedYet.MatchString(strings.Join(sentences[i+1:], " ")):
			sentences[i], found = "", true
		case told < 0 && toldCancel.MatchString(s) && !tiedCancel.MatchString(s): // "I said I would if it was late. Forget it." gives up
			told = i
		case told >= 0 && takenBack.MatchString(s) && !cancelWord.MatchString(s):
			sentences[told], sentences[i], found = "", "", true
		}
	}
	rest := strings.Join(sentences, "")
	return rest, found && !asksCancelling(rest) && !moneyWord.MatchString(rest) && !givesUp.MatchString(rest)
}

// asksCancelling reports whether a word of cancelling stands in a text that is not denied in its sentence.
func asksCancelling(text string) bool {
	return slices.ContainsFunc(splitSentences(text), func(s string) bool {
		return cancelWord.MatchString(s) && (!negated.MatchString(s) || orderedCancel.MatchString(s))
	})
}

// What asks only what a cancelling would bring: the question, and that it is no more than one.
var (
	ifCancelled = mustPattern(`(?i)\b(?:what (?:happens|would happen|if)|(?:if|say|suppose|supposing) (?:i|we)|how long can|until when can|how late can|can (?:i|we) still|could (?:i|we) still|(?:can|could) (?:an? |the |my |such )?(?:orders?|it|they)\b[^.?!]* be)\b[^.?!]*\bcancel[^.?!]*\?`)
	onlyAsks    = mustPattern(`(?i)\b(?:just|only|merely) (?:asking|curious|wonder|wondering|(?:want|wanted|like|need) to know|a question|to know)\b|\bout of curiosity\b|\bonly a question\b|\bnot (?:planning|going|about) to(?: cancel\b|[,.;!?]|$)|\bnot that i (?:want|plan|mean|intend)|\b(?:have not|haven['’]t) (?:yet )?(?:decided|made up)|\b(?:not decided|undecided)\b|` +
		`\b(?:do not|don['’]t) (?:actually |really )?(?:want|mean|plan|intend) to(?: cancel\b|[,.;!?]|$)|\bif (?:i|we) (?:don['’]t|do not)\b|\bnot saying (?:that )?i\b`)
)

// withoutAsking gives a text without the question what a cancelling would bring, where it says that no more is asked.
func withoutAsking(text string) (string, bool) {
	if !onlyAsks.MatchString(text) || moneyWord.MatchString(text) {
		return text, false
	}
	sentences, found := splitSentences(text), false
	for i, s := range sentences {
		if ifCancelled.MatchString(s) {
			sentences[i], found = "", true
		} else if onlyAsks.MatchString(s) && !strings.ContainsRune(s, '?') && !orderedCancel.MatchString(s) {
			sentences[i] = ""
		}
	}
	rest := strings.Join(sentences, "")
	return rest, found && !asksCancelling(rest)
}

// A change that was thought of and is none, and one of which only is asked what it would bring.
var (
	thoughtChange = mustPattern(`(?i)\bi (?:had )?(?:wanted|was going|meant|intended) to (?:change|switch|swap)\b[^?]*\bbut\b[^?]*\b(?:fine|okay|ok|right|good|correct)(?: as (?:it|they) (?:is|are|stands?)| now| after all)?[\s.!]*$`)
	ifChanged     = mustPattern(`(?i)\b(?:would|will) (?:it|that) (?:be|come|ship|arrive|take|go) (?:any )?(?:quicker|faster|sooner|earlier|longer|cheaper|less|more)\b[^.?!]*\bif (?:i|we) (?:took|take|chose|choose|picked|pick|had|went for|go for|changed|change|switched)\b[^.?!]*\?`)
	asItIs        = mustPattern(`(?i)\b(?:as it is|as ordered|as they are|if i don['’]t|just (?:asking|curious|wondering))\b`)
)

// withoutChange gives a text without a change that it only tells of.
func withoutChange(text string) (string, bool) {
	sentences, found := splitSentences(text), false
	for i, s := range sentences {
		if thoughtChange.MatchString(s) || ifChanged.MatchString(s) && asItIs.MatchString(strings.Join(sentences[i+1:], " ")) {
			sentences[i], found = "", true
		}
	}
	return strings.Join(sentences, ""), found
}

// othersThing finds a sentence about another thing than the order's: an old one, another maker's, a friend's. oursToo finds that it
// is ours, or the order's, after all.
var (
	othersThing = mustPattern(`(?i)^\s*(?:(?:and|but|because|since|as) )?(?:(?:my|our) (?:old|current|present|previous|existing) \pL+|(?:my|our|the) old one|the one (?:i|we)(?:['’]ve| have)(?: got)? (?:now|at the moment|at present)|` +
		`(?:my|our|the) \pL+(?: \pL+)? (?:from|by|of) (?:another|a different|some other) (?:maker|brand|company|manufacturer|firm|shop|make)|(?:a|my|our) (?:friend|neighbou?r|colleague|brother|sister|cousin)(?:['’]s)? )`)
	oursToo = mustPattern(`(?i)\d{3,}|['’]s (?:opinion|view|guess|verdict|advice|help)\b|\b(?:tried|tested|checked|looked at|opened|unpacked|used|plugged|got|received|bought|ordered|set|gave|saw|says|thinks)(?: me)? (?:it|this|that|them)\b|\b(?:you sent|you made|you built|replacement|replaced|warranty|guarantee|repaired|rma|(?:old|current|present|previous|existing) (?:order|parcel|delivery|unit|claim|return|case|number|address))\b`)
	mineToo = mustPattern(`(?i)\bmine (?:too|also|does|has|is)|\bso does mine|\bsame (?:with|as|fault|problem|thing)`)
)

// hisOwn finds that what a sentence about somebody else tells of is his own.
var hisOwn = mustPattern(`(?i)\b(?:his|hers|theirs)\b`)

// withoutOthersDelivery gives a text without what it tells of a parcel of somebody else's: "My neighbour says his was delivered."
func withoutOthersDelivery(text string) (string, bool) {
	sentences, found := splitSentences(text), false
	for i, s := range sentences {
		if othersThing.MatchString(s) && hisOwn.MatchString(s) && !oursToo.MatchString(s) && !strings.ContainsRune(s, '?') {
			sentences[i], found = "", true
		}
	}
	rest := strings.Join(sentences, "")
	return rest, found && strings.TrimSpace(rest) != ""
}

// withoutOthersThing gives a text without what it tells of another thing's fault, where the rest asks something and names no fault.
func withoutOthersThing(text string) (string, bool) {
	sentences, found := splitSentences(text), false
	for i, s := range sentences {
		if othersThing.MatchString(s) && !oursToo.MatchString(s) && !strings.ContainsRune(s, '?') {
			sentences[i], found = "", true
		}
	}
	rest := strings.Join(sentences, "")
	return rest, found && strings.TrimSpace(rest) != "" && !mineToo.MatchString(rest)
}
