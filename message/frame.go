package message

import "strings"

// frameBegins and frameEnds are what marketplaces write around the words of a buyer, between
// dashes, in lower case.
var (
	frameBegins = wordSet(",", "begin message,beginning of message,anfang der nachricht,beginn der nachricht,début du message,inicio del mensaje,inizio messaggio,inizio del messaggio,begin bericht,begin van het bericht")
	frameEnds   = wordSet(",", "end message,end of message,ende der nachricht,fin du message,fin del mensaje,fine messaggio,fine del messaggio,einde bericht,einde van het bericht")
)

// maxAboveFrame is how many lines a marketplace writes above the words, the dashes included.
const maxAboveFrame = 8

// framed finds the words that a marketplace put between two lines of dashes ("------ Begin
// message ------"). What stands around them is the marketplace's. A frame below an answer or
// inside an older mail is quoted.
func framed(ls []line) (from, to int, ok bool) {
	from = -1
	above := 0
	for i := range ls {
		if ls[i].depth > 0 || ls[i].cut || ls[i].attr {
			return 0, 0, false
		}
		t := strings.TrimSpace(ls[i].text)
		if from < 0 && t != "" {
			if above++; above > maxAboveFrame || headerBlock(ls, i) > 0 || attribution(ls, i) > 0 || separator(t) != noSeparator {
				return 0, 0, false
			}
		}
		core := strings.ToLower(betweenDashes(t))
		switch {
		case core == "":
		case from < 0 && frameBegins[core]:
			from = i + 1
		case from >= 0 && frameEnds[core]:
			return from, i, hasWords(ls[from:i])
		}
	}
	return 0, 0, false
}

// formLabel is what a line of a form's mail is about.
type formLabel uint8

const (
	formNone    formLabel = iota
	formName              // who
	formMail              // his address
	formPlain             // telephone, country, page: nothing that he says
	formMessage           // what he says
)

// formLabels are the names of form fields, in lower case, in six languages.
var formLabels = func() map[string]formLabel {
	all := map[string]formLabel{}
	for label, list := range map[formLabel]string{
		formName: "name,your name,full name,first name,last name,customer name,ihr name,vorname,nachname,vor- und nachname,kunde,nom,votre nom,prénom,nom et prénom,nombre,su nombre,nombre y apellidos,apellidos,naam,uw naam,voornaam,achternaam,nome,cognome,nome e cognome,il suo nome",
		formMail: "e-mail,email,mail,e-mail address,email address,your email,your e-mail,e-mail-adresse,e-mailadresse,mailadresse,ihre e-mail,ihre e-mail-adresse,adresse e-mail,adresse mail,votre e-mail,courriel,correo,correo electrónico,e-mailadres,uw e-mail,indirizzo e-mail,indirizzo email,posta elettronica",
		formPlain: "phone,telephone,phone number,mobile,country,country code,company,ip,ip address,page,url,page url,browser,user agent,date,time,telefon,telefonnummer,handy,land,firma,ip-adresse,seite,datum,uhrzeit," +
			"téléphone,pays,société,teléfono,país,empresa,telefoon,telefoonnummer,bedrijf,telefono,paese,azienda,anrede,salutation,civilité",
		formMessage: "message,your message,message body,body,comment,comments,enquiry,inquiry,question,your question,description,nachricht,ihre nachricht,mitteilung,anliegen,ihr anliegen,frage,ihre frage,kommentar,beschreibung,text," +
			"votre message,commentaire,votre demande,demande,mensaje,su mensaje,comentario,comentarios,consulta,bericht,uw bericht,vraag,uw vraag,opmerking,opmerkingen,messaggio,il suo messaggio,richiesta,commento,domanda",
	} {
		for w := range strings.SplitSeq(list, ",") {
			all[w] = label
		}
	}
	return all
}()

// formField reads "E-Mail: ann@example.com" and "Message:" at the start of a line; value is
// what stands behind the colon.
func formField(t string) (label formLabel, value string) {
	t = strings.TrimLeft(t, "*_-• \t\u00a0")
	i := strings.IndexAny(t[:min(len(t), 40)], ":|") // a bar parts the cells of a table
	if i <= 0 {
		return formNone, ""
	}
	word := strings.ToLower(strings.Trim(t[:i], "*_ \t\u00a0"))
	return formLabels[word], strings.TrimLeft(t[i+1:], "*_| \t\u00a0")
}

// markForm takes off the fields of a contact form that say who wrote and not what: a mail with
// a name, an address and a message, each under its label. What he chose or typed elsewhere in
// the form (reason, order number) stays.
func markForm(ls []line, roles []role) {
	seen := map[formLabel]bool{}
	first := -1
	for i := range ls {
		if roles[i] != roleOwn {
			continue
		}
		label, value := formField(ls[i].text)
		if label == formMail && !strings.Contains(value, "@") {
			if j := nextText(ls, i+1); j >= len(ls) || !strings.Contains(ls[j].text, "@") {
				continue // "E-mail: I never got one" is a sentence
			}
		}
		seen[label] = true
		if label != formNone && first < 0 {
			first = i
		}
	}
	if !seen[formName] || !seen[formMail] || !seen[formMessage] {
		return
	}
	if tellsOfForm(ls[:first]) {
		for i := range ls[:first] {
			roles[i] = roleQuoted
		}
	}
	under := formNone
	for i := first; i < len(ls); i++ {
		if roles[i] != roleOwn || strings.TrimSpace(ls[i].text) == "" {
			continue
		}
		label, value := formField(ls[i].text)
		switch {
		case under == formMessage && label != formMessage: // from here on he speaks
		case label == formMessage:
			under = formMessage
			ls[i].text, ls[i].item = value, value != ""
		case label == formPlain && speaks(value): // "Company: I was told that you cancel"
			under = formNone
		case label != formNone:
			roles[i] = roleQuoted
			if under = label; value != "" {
				under = formNone
			}
		case under != formNone && !(under == formPlain && speaks(ls[i].text)): // the value on a line of its own
			roles[i], under = roleQuoted, formNone
		default:
			under = formNone
		}
	}
}

// formWords begin the words by which a shop's program says that a form was filled in, in lower case.
var formWords = []string{
	"form", "message", "entry", "enquiry", "inquiry", "submi", "contact", "kontakt", "nachricht", "anfrage", "eintrag", "demande", "mensaje", "consulta", "bericht", "messaggio", "modulo", "richiesta",
}

// tellsOfForm says whether the lines above a form's fields are its program's ("You received a new
// message from your contact form."): there are none or two, and nobody speaks of himself or names
// an order in them. Whoever writes a letter and puts his name and address below it, does.
func tellsOfForm(ls []line) bool {
	intro := 0
	for i := range ls {
		t := strings.TrimSpace(ls[i].text)
		if t == "" {
			continue
		}
		if intro++; intro > 2 || speaks(t) || looksLikeOrder(t) {
			return false
		}
		told := false
		for _, w := range lowerWords(t) {
			told = told || hasAnyPrefix(w, formWords)
		}
		if !told {
			return false
		}
	}
	return true
}

// speaks says whether somebody speaks of himself in a text.
func speaks(t string) bool {
	for _, w := range lowerWords(t) {
		if firstHand[w] {
			return true
		}
	}
	return false
}
