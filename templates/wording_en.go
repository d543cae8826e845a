package templates

import "regexp"

// What English puts between who promises and what is promised: the verb that makes it a
// promise, and words that only colour it. "Not" is none of these, so that a refusal matches
// no pattern.
const (
	willDo  = `\b(?:we|i)(?:'ll| will| shall| can|(?: are| am|'re|'m) (?:going to|happy to|glad to|pleased to)) (?:(?:also|then|now|just|gladly|happily|certainly|fully|simply|personally|immediately|of course|go ahead and|be happy to|be glad to) )*`
	willGet = `\byou(?:'ll| will| shall)? (?:also |then |now |certainly )?(?:get|receive|be given|be sent|have) `
	sum     = `(?:[$€£] ?\d[\d.,]*|\d[\d.,]* ?(?:usd|eur|gbp|dollars|euros?|pounds|€|\$|£))`
	onDay   = `(?:tomorrow|today|tonight|(?:this|next) (?:week|month|monday|tuesday|wednesday|thursday|friday)|(?:on|by|before) (?:the )?(?:\d|end of|tomorrow|tonight|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december)\b)`
)

// englishWording reads English: the product's own phrases, and what agents write by hand.
var englishWording = wording{
	promises: []promise{
		{regexp.MustCompile(`\b(we|i) (will|shall|are going to|can) (fully |gladly |certainly |of course )?(refund|reimburse|pay (you )?back|give you your money)`), [][]string{{"refund", "reimburse", "pay ", "your money"}}, "a refund"},
		{regexp.MustCompile(`\b(we|i)('ll| will) (refund|reimburse|replace|compensate)`), [][]string{{"we'll ", "we will ", "i'll ", "i will "}, {"refund", "reimburse", "replace", "compensate"}}, "a refund or replacement"},
		{regexp.MustCompile(`\byou('ll| will| shall)? (get|receive|be given|be sent|have) (a |your |the )?(full |partial )?(refund|money back|replacement|new (unit|one|keyboard|device)|credit)`), [][]string{{"you will", "you'll", "you shall", "you get", "you receive", "you have", "you be"}, {"refund", "money back", "replacement", "new ", "credit"}}, "a refund or replacement"},
		{regexp.MustCompile(`\b(refund|replacement|money|new unit) (will|is going to|shall) (be|arrive|reach|come|follow)`), [][]string{{"refund ", "replacement ", "money ", "new unit "}, {"will ", "is going to ", "shall "}}, "a refund or replacement"},
		{regexp.MustCompile(`\b(we|i) (will|shall|are going to) (gladly |certainly )?(replace|exchange|send (you )?(a |the )?(free |new |replacement))`), [][]string{{"we will", "we shall", "we are going to", "i will", "i shall", "i are going to"}, {"replace", "exchange", "send "}}, "a replacement"},
		{regexp.MustCompile(`\bwill be (fully )?(refunded|reimbursed|replaced|exchanged|credited)`), [][]string{{"will be "}, {"refunded", "reimbursed", "replaced", "exchanged", "credited"}}, "a refund or replacement"},
		{regexp.MustCompile(`\b(guarantee|promise|assure you|rest assured|definitely|without fail)\b`), [][]string{{"guarantee", "promise", "assure you", "rest assured", "definitely", "without fail"}}, "an outcome"},
		{regexp.MustCompile(`\b(will|shall) (ship|arrive|be (shipped|delivered|sent|ready|with you|there)|reach you|leave us) (by|on|before|within|tomorrow|today|next|in \d)`), [][]string{{"will ship", "will arrive", "will be ", "will reach you", "will leave us", "shall ship", "shall arrive", "shall be ", "shall reach you", "shall leave us"}}, "a date"},
		{regexp.MustCompile(`\b(within|in) (\d+|one|two|three|five|seven|ten) (business |working )?(hours|days|weeks) (we|you)('ll| will)`), [][]string{{"within ", "in "}, {" days ", " hours ", " weeks "}, {"we'll", "we will", "you'll", "you will"}}, "a date"},
		{regexp.MustCompile(`\b(we|you)('ll| will) (\w+ ){0,6}within (\d+|one|two|three|five|seven|ten) (business |working )?(hours|days|weeks)`), [][]string{{"within "}, {"days", "hours", "weeks"}}, "a date"},
		{regexp.MustCompile(willDo + `(?:refund|reimburse|compensate)`), [][]string{{"refund", "reimburse", "compensate"}}, "a refund"},
		{regexp.MustCompile(willDo + `(?:give|send|issue|offer|grant|arrange|process|make|transfer|pay|provide|initiate|start) (?:out )?(?:for )?(?:you )?(?:(?:a|an|the|your|all|full|partial|complete|immediate|prompt) )*(?:refund|reimbursement|money|store credit|compensation)`), [][]string{{"refund", "reimbursement", "money", "credit", "compensation"}}, "a refund"},
		{regexp.MustCompile(`(?:` + willDo + `(?:give|send|transfer|pay|credit)|` + willGet + `) ?(?:you )?(?:(?:the|your|a|full) )*` + sum + ` ?back\b`), [][]string{{" back"}}, "a refund"},
		{regexp.MustCompile(willGet + `(?:(?:a|an|your|the|all|full|partial) )*(?:refund|money back|replacement|new (?:unit|one|keyboard|device)|credit)`), [][]string{{"refund", "money back", "replacement", "new ", "credit"}}, "a refund or replacement"},
		{regexp.MustCompile(willDo + `(?:send|ship|mail|post|build|make|give|get) (?:out )?(?:you )?(?:(?:a|an|the|your|free|brand) )*(?:replacement|free|another (?:one|unit|keyboard|device)|(?:brand-)?new (?:one|unit|keyboard|device|item|product))`), [][]string{{"replacement", "free ", "another ", "new "}}, "a replacement"},
		{regexp.MustCompile(willDo + `(?:replace|exchange|swap) `), [][]string{{"replace ", "exchange ", "swap "}}, "a replacement"},
		{regexp.MustCompile(willDo + `(?:ship|send|dispatch|deliver|post|mail) (?:it|them|(?:you |the |your |a )+[^\s.!?;:]+) (?:out |off |to you )?` + onDay), [][]string{{"ship ", "send ", "dispatch ", "deliver ", "post ", "mail "}}, "a date"},
	},
	// blames put a fault on the customer ("no fault was found", not "you broke it").
	blames:     regexp.MustCompile(`\b(you (broke|damaged|ruined|failed to|neglected|should have|misused|ought to have)|your (own )?(fault|mistake|negligence|carelessness)|as you (were told|should know))`),
	blameWords: []string{"broke", "damaged", "ruined", "failed to", "neglect", "should ", "misused", "ought to", "fault", "mistake", "carelessness", "as you were told"},
}
