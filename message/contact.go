package message

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// reaching are the words before a colon by which a signature says how its writer is reached and
// where his firm is registered, in lower case, without full stops. What stands behind another
// word ("Serial:", "Defect:") is told to us.
var reaching = wordSet(",", "t,tel,telephone,phone,p,ph,o,d,direct,direct line,office,switchboard,m,mob,mobile,cell,whatsapp,f,fax,e,e-mail,email,mail,w,web,website,url,http,https,mailto,skype,linkedin,address,"+
	"vat,vat no,vat id,vat reg,registered office,registered in,registration,company no,company number,company reg,reg no,"+
	"emergency,im notfall,notfall,notruf,notdienst,urgence,urgencias,noodgeval,emergenza,telefon,telefonnummer,fon,durchwahl,zentrale,mobil,handy,telefax,e-mail-adresse,internet,homepage,sitz,sitz der gesellschaft,registergericht,amtsgericht,handelsregister,hrb,ust-id,ust-idnr,ust-id-nr,ustid,steuernummer,geschäftsführer,geschäftsführung,geschäftsführerin,vorstand,inhaber,anschrift,"+
	"tél,téléphone,portable,ligne directe,télécopie,courriel,site,site web,siège,siège social,siret,siren,rcs,tva,adresse,"+
	"teléfono,tfno,tlf,móvil,correo,correo electrónico,página web,cif,nif,dirección,"+
	"telefoon,tel nr,mobiel,kvk,btw,btw-nr,adres,"+
	"telefono,cellulare,cell,posta,sito,sito web,sede,sede legale,p iva,partita iva,pi,cf,indirizzo,pec")

// ofSignature says whether a line can stand in a signature: short, no sentence, no order number,
// begun as names and titles are, and what it labels is a way to reach somebody.
func ofSignature(t string) bool {
	t = strings.TrimSpace(t)
	if len(t) > 120 || strings.ContainsAny(t, "?!") || looksLikeOrder(t) || digitsIn(t) > maxContactDigits {
		return false
	}
	words := lowerWords(t)
	if strings.HasSuffix(t, ".") && len(words) > 3 {
		return false
	}
	for _, w := range words {
		if personal[w] {
			return false
		}
	}
	for piece := range strings.FieldsFuncSeq(t, func(r rune) bool { return strings.ContainsRune("|•·,;", r) }) {
		if label, _, ok := strings.Cut(piece, ":"); ok && !reaches(label) {
			return false
		}
	}
	return !leadsOn(t) && titled(t)
}

// reaches says whether what stands before a colon is such a word: "T", "Ust-IdNr.", "0221 1234 Fax".
func reaches(label string) bool {
	label = strings.ToLower(strings.Trim(strings.ReplaceAll(label, ".", " "), "*_- \t\u00a0"))
	words := strings.Fields(label)
	return reaching[strings.Join(words, " ")] || len(words) > 1 && digitsIn(label) > 0 && reaching[words[len(words)-1]]
}

// titled says whether a line is written as names, titles, places and addresses are: it has more
// words with a capital or a digit before them than without, those that join others aside.
func titled(t string) bool {
	capital, small, number := 0, 0, 0
	for _, w := range strings.Fields(t) {
		w = strings.TrimLeft(w, "(\"'„“*_-")
		switch r, _ := utf8.DecodeRuneInString(w); {
		case unicode.IsDigit(r) || strings.HasPrefix(w, "+"):
			number = 1 // however many pieces it has
		case unicode.IsUpper(r) || reaches(strings.TrimSuffix(w, ":")) || strings.Contains(w, "@") || strings.Contains(w, "www.") || strings.Contains(w, "://"):
			capital++
		case unicode.IsLower(r) && !joining[strings.ToLower(strings.Trim(w, ",.;"))]:
			small++
		}
	}
	return capital+number > small
}

// joining are the small words within titles and addresses, in lower case.
var joining = wordSet(" ", "of and the for at in a und für der die das des am im bei nach von vom zu zur zum e.v. i.a. ppa et de du la le les pour en y el los las para van voor bij het e di della del dei delle per il lo da")

// leadsOn says whether a line has a link to a certain page, of which signatures have only those
// of their writer's profile.
func leadsOn(t string) bool {
	low := strings.ToLower(t)
	for _, begin := range [...]string{"://", "www."} {
		if _, rest, ok := strings.Cut(low, begin); ok {
			host, path, _ := strings.Cut(rest, "/")
			if path, _, _ = strings.Cut(path, " "); len(strings.Trim(path, "/>)")) > 3 && !containsAny(host, profiles) {
				return true
			}
		}
	}
	return false
}

// profiles are where people show themselves.
var profiles = []string{"linkedin.", "xing.", "facebook.", "instagram.", "twitter.", "youtube.", "tiktok.", "mastodon."}

// maxContactDigits is how many digits a line of a signature may have: two telephone numbers.
const maxContactDigits = 30

// reachable says whether a line names an address or a number: "www.firm.example", "T: +44 20".
func reachable(t string) bool {
	if strings.Contains(t, "@") || strings.Contains(t, "www.") || strings.Contains(t, "://") {
		return true
	}
	if i := strings.IndexByte(t, ':'); i > 0 && i < 24 {
		if rest := strings.TrimLeft(t[i+1:], " \t\u00a0(+"); rest != "" && digit(rest[0]) && digitsIn(rest) >= 3 {
			return true
		}
	}
	n := longestNumber(t)
	return n >= 7 && n <= maxPhoneDigits
}

// maxPhoneDigits is how many digits a telephone number has (ITU E.164), an exit code included.
// A parcel's number has more.
const maxPhoneDigits = 17

// longestNumber gives the digits of the longest number in a line, written with the marks that
// part a telephone's.
func longestNumber(t string) int {
	most, n := 0, 0
	for _, r := range t {
		switch {
		case r >= '0' && r <= '9':
			n++
			most = max(most, n)
		case !strings.ContainsRune(" -.()/+\u00a0", r):
			n = 0
		}
	}
	return most
}
