package message

import (
	"strings"
	"unicode"
)

// closings are the words before a name at the end of a letter, in lower case, in six languages.
var closings = wordSet(",", "regards,kind regards,best regards,warm regards,with kind regards,best wishes,sincerely,yours sincerely,yours faithfully,yours truly,cheers,thanks,many thanks,thank you,best,"+
	"mit freundlichen grüßen,mit freundlichen grüssen,mit freundlichem gruß,freundliche grüße,freundliche grüsse,viele grüße,beste grüße,liebe grüße,schöne grüße,gruß,grüße,mfg,vg,lg,"+
	"cordialement,bien cordialement,salutations,salutations distinguées,meilleures salutations,sincères salutations,bien à vous,cdlt,"+
	"saludos,un saludo,saludos cordiales,cordialmente,atentamente,un cordial saludo,"+
	"met vriendelijke groet,met vriendelijke groeten,vriendelijke groet,vriendelijke groeten,groet,groeten,hartelijke groet,mvg,"+
	"cordiali saluti,distinti saluti,saluti,un saluto,un cordiale saluto,grazie")

// personal are words of somebody who says something, and none of a signature's.
var personal = wordSet(" ", "i my me mine i'm i've we our you your please is are was were it ps nb "+
	"ich mir mich mein meine wir uns unser sie ihr ihnen bitte ist sind war es "+
	"je j'ai mon ma mes nous vous votre notre svp est sont "+
	"yo mi mis me nos usted su favor es está son "+
	"ik mij mijn wij ons u uw graag is zijn het "+
	"io mio mia mi noi lei suo favore è sono ho")

// maxClosingTail is how many lines may stand below the name.
const maxClosingTail = 10

// markClosing takes off what stands below the sender's own name behind a closing phrase: office,
// firm, telephone. Such lines name defects, lawyers and fires for a living. It asks for much:
// the name that From shows, a way to reach him, and not one line that says something, because
// what is added below a name ("PS: it smokes") is the letter's; so is what the letter announced.
func markClosing(ls []line, roles []role, name string) {
	own := make([]int, 0, len(ls)) // lines of his own with text
	for i := range ls {
		if roles[i] == roleOwn && strings.TrimSpace(ls[i].text) != "" {
			own = append(own, i)
		}
	}
	for k := len(own) - 3; k >= 0 && k >= len(own)-3-maxClosingTail; k-- {
		t := strings.ToLower(strings.Trim(ls[own[k]].text, " \t\u00a0,.!-"))
		if !closings[t] || !showsName(ls[own[k+1]].text, name) {
			continue
		}
		if k > 0 && pointsDown(ls[own[k-1]].text) {
			return
		}
		reach := false
		for _, i := range own[k+2:] {
			if !ofSignature(ls[i].text) {
				return
			}
			reach = reach || reachable(ls[i].text)
		}
		if reach {
			for _, i := range own[k+2:] {
				roles[i] = roleSignature
			}
		}
		return
	}
}

// showsName says whether a line is the sender's name, perhaps with a title or a second name.
func showsName(t, name string) bool {
	has := map[string]bool{}
	for _, w := range lowerWords(name) {
		has[w] = len([]rune(w)) > 2
	}
	said := lowerWords(t)
	if len(said) > 5 {
		return false
	}
	for _, w := range said {
		if has[w] {
			return true
		}
	}
	return false
}

// downward are the words of a line that announces what stands at the end, in lower case.
var downward = wordSet(" ", "below following underneath unten unterhalb untenstehend folgend folgende folgenden folgender dessous suivant suivante suivants suivantes "+
	"abajo siguiente siguientes onder hieronder onderaan volgende sotto seguente seguenti")

// pointsDown says whether the last line before a closing announces what stands below the name:
// "My new address:", "The serial number is below."
func pointsDown(t string) bool {
	if strings.HasSuffix(strings.TrimSpace(t), ":") {
		return true
	}
	for _, w := range lowerWords(t) {
		if downward[w] {
			return true
		}
	}
	return false
}

// lowerWords are the words of a text in lower case, apostrophes kept.
func lowerWords(s string) []string {
	return strings.FieldsFunc(strings.ToLower(strings.ReplaceAll(s, "’", "'")), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\''
	})
}

// wordSet makes a set of the pieces of a list.
func wordSet(sep, list string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.SplitSeq(list, sep) {
		if w = strings.TrimSpace(w); w != "" {
			set[w] = true
		}
	}
	return set
}

// additions begin what somebody adds below his signature, in lower case.
var additions = wordSet(" ", "ps p.s oh also and btw it he she they ach auch außerdem übrigens und es er noch aussi il elle ça cela et además también y ook het hij en daarnaast inoltre anche e")

// addsWords says whether a paragraph parted from a signature is something more that its sender
// says: he speaks of himself, names an order, or begins as who adds something. What everybody of
// a firm sends below his name does not.
func addsWords(ls []line) bool {
	if isNotice(ls) || isServiceNote(ls) {
		return false
	}
	var sb strings.Builder
	for i := range ls {
		sb.WriteString(ls[i].text)
		sb.WriteByte(' ')
	}
	text := strings.TrimSpace(sb.String())
	words := lowerWords(text)
	if len(words) < 4 || strings.Contains(text, "://") || strings.ContainsAny(text[:1], "\"'*_-=") || strings.HasPrefix(text, "“") || strings.HasPrefix(text, "„") || strings.HasPrefix(text, "«") {
		return false
	}
	if additions[words[0]] || looksLikeOrder(text) {
		return true
	}
	for _, w := range words {
		if firstHand[w] && !pleading[w] {
			return true
		}
	}
	return false
}

// pleading are words of firstHand that firms write, too: "Please consider the environment".
var pleading = wordSet(" ", "please bitte svp graag")
