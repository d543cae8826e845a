package message

import "strings"

// handing are the words of a note that hands another mail on and says nothing itself, in lower
// case, in six languages.
var handing = wordSet(" ", "fyi see below above please handle take care of this over thanks thank you for your information forwarding forwarded it to the can could hi hello all team regards best with kind a and by from have look at "+
	"zur info zk z k bitte übernehmt übernehmen übernimm ihr du kümmert kümmern euch sich darum dich weiterleitung weitergeleitet siehe unten oben s u danke vielen dank gruß grüße viele beste liebe vg lg mfg hallo hi an mit der und "+
	"pour info information pi voir ci-dessous ci dessous merci de traiter suite à bonjour cordialement transfert je te vous transmets "+
	"para su información información ver abajo gracias por favor reenvío hola saludos un saludo "+
	"ter info informatie zie onder hieronder graag oppakken bedankt dank groet groeten doorgestuurd hoi "+
	"per conoscenza vedi sotto grazie saluti inoltro ciao buongiorno")

// maxHanding is how many words such a note may have.
const maxHanding = 16

// handsOver says whether the words above a forwarded mail only hand it on: "FYI", "Bitte
// übernehmt ihr, danke! Karl". Then what is meant is the forwarded mail. A question is meant itself.
func handsOver(own, name string) bool {
	if strings.Contains(own, "?") {
		return false
	}
	said := lowerWords(own)
	if len(said) == 0 || len(said) > maxHanding {
		return false
	}
	named := wordSet(" ", strings.Join(lowerWords(name), " "))
	for _, w := range said {
		if !handing[w] && !named[w] {
			return false
		}
	}
	return true
}

// saying are words of somebody who repeats what another said.
var saying = []string{
	"you", "wrote", "writes", "says", "said", "quote", "sie ", "ihr", "euer", "eure", "schrieb", "schreib", "steht", "sagt", "vous", "votre", "écri", "dit", "dites",
	"usted", "su ", "sus ", "dice", "escri", " uw", "u ", "jullie", "schreef", "schrijf", "staat", "zegt", "lei", "suo", "vostr", "scri", "dice",
}

// himself are words of somebody who speaks of what he saw or has.
var himself = wordSet(" ", "i i've i'm my me we our here ich mir mein meine wir unser hier je j'ai mon ma mes nous voici yo he mi mis aquí ik mijn wij hier ho io mio mia ecco")

// ownItems makes own lines of those that their writer began with ">" as others do with a dash.
// It believes that only of a mail that answers nothing and holds no other trace of an older
// mail, and only below a line in which he announces what he himself has to say.
func ownItems(ls []line) {
	for i := range ls {
		if ls[i].depth > 1 || ls[i].cut || ls[i].attr || separator(ls[i].text) != noSeparator || headerBlock(ls, i) > 0 || attribution(ls, i) > 0 {
			return
		}
	}
	last := ""
	for i := 0; i < len(ls); i++ {
		if ls[i].depth == 0 {
			if t := strings.TrimSpace(ls[i].text); t != "" {
				last = t
			}
			continue
		}
		j := i
		for j < len(ls) && ls[j].depth == 1 {
			j++
		}
		if j-i > 1 && announces(last) {
			for ; i < j; i++ {
				ls[i].depth, ls[i].item = 0, true
			}
		}
		i = j - 1
	}
}

// announces reads "What I found after unpacking:".
func announces(t string) bool {
	if !strings.HasSuffix(t, ":") {
		return false
	}
	low := strings.ToLower(t)
	if containsAny(low, saying) {
		return false
	}
	for _, w := range lowerWords(low) {
		if himself[w] {
			return true
		}
	}
	return false
}
