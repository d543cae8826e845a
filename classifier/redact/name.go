package redact

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// particles are parts of names that are common words, too.
var particles = []string{"von", "van", "der", "den", "ter", "ten", "zum", "zur", "del", "della", "las", "los", "san", "the", "and", "team", "support", "service", "customer", "dos", "das", "des", "shop", "gmbh", "ltd", "inc", "info", "mail", "works"}

// learn takes in a name: the whole of it and each part of three letters or more.
func (r *Redactor) learn(name string) {
	name = strings.Join(strings.Fields(clean(name)), " ")
	if utf8.RuneCountInString(name) < 2 || utf8.RuneCountInString(name) > 80 {
		return
	}
	add := func(s string) {
		if s = strings.ToLower(strings.Trim(s, ".,;:'’\"()- ")); s != "" && !slices.Contains(r.names, s) {
			r.names = append(r.names, s)
		}
	}
	parts := strings.FieldsFunc(name, func(c rune) bool { return !unicode.IsLetter(c) && c != '\'' && c != '’' })
	if len(parts) > 1 {
		add(name)
	}
	for _, p := range parts {
		if utf8.RuneCountInString(p) >= 3 && !slices.Contains(particles, strings.ToLower(p)) {
			add(p)
		}
	}
}

// closings stand alone on a line before the name of who writes, in six languages.
var closings = regexp.MustCompile(`(?i)^(?:(?:with )?(?:best|kind|warm|many)?[ ]?(?:regards|wishes)|best|cheers|sincerely|yours(?: truly| sincerely| faithfully)?|thanks(?: a lot| so much| again| in advance)?|thank you(?: very much| so much)?|many thanks|thx|sent from my \w+|(?:mit )?(?:freundlichen|freundliche|besten|beste|viele|vielen|liebe|lieben|herzliche|schöne)[ ](?:grüßen|grüße|grüsse|grüssen|gruß|gruss|dank)|lg|vg|mfg|danke|gruß|grüße|(?:bien )?cordialement|(?:meilleures|sincères) salutations|merci(?: d['’]avance| beaucoup)?|bien à vous|(?:un )?(?:cordial )?saludos?(?: cordiales)?|atentamente|gracias(?: de antemano)?|(?:met )?vriendelijke groet(?:en)?|groet(?:en|jes)?|mvg|alvast bedankt|bedankt|(?:cordiali|distinti) saluti|saluti|grazie(?: mille)?|un saluto)[ ,.!:-]*$`)

// introduced stands before a name in running text; greeted before the name of who is
// spoken to.
var (
	introduced = regexp.MustCompile(`(?i:\b(?:my name is|this is|i am called|mein name ist|ich heiße|ich heisse|je m['’]appelle|mon nom est|me llamo|mi nombre es|mijn naam is|ik heet|mi chiamo|il mio nome è|signed|gezeichnet|name ?:|kunde ?:|client ?:|cliente ?:|klant ?:))[ \t]*((?:\p{Lu}[\p{L}'’\-]+)(?:[ \t]+(?:van|von|de|der|den|del|della|di|du|la|le)){0,2}(?:[ \t]+\p{Lu}[\p{L}'’\-]+){0,3})`)
	greeted    = regexp.MustCompile(`(?m)^[ \t>]*(?i:hi|hello|hey|dear|hallo|guten tag|guten morgen|liebe[rs]?|sehr geehrte[rs]?|moin|bonjour|salut|chère?|hola|buenos días|estimad[oa]|querid[oa]|beste|geachte|goedendag|ciao|buongiorno|gentile|caro|cara|salve)[ \t]+((?:(?:Mr|Mrs|Ms|Dr|Herr|Herrn|Frau|M|Mme|Monsieur|Madame|Señor|Señora|Sr|Sra|Heer|Mevrouw|Signor|Signora|Sig|dott)\.?[ \t]+)?\p{Lu}[\p{L}'’\-]+(?:[ \t]+\p{Lu}[\p{L}'’\-]+)?)`)
	titled     = regexp.MustCompile(`\b(?:Mr|Mrs|Ms|Dr|Herr|Herrn|Frau|Mme|Señor|Señora|Sra|Mevrouw|Signor|Signora)\.?[ \t]+(\p{Lu}[\p{L}'’\-]+(?:[ \t]+\p{Lu}[\p{L}'’\-]+)?)`)
)

// notNames follow a greeting or an introduction without being a name.
var notNames = regexp.MustCompile(`(?i)^(?:team|support|service|customer|sir|madam|all|there|everyone|folks|friend|shop|damen|herren|zusammen|leute|kundenservice|kundendienst|equipe|équipe|equipo|señores|klantenservice|the|a|an|my|about|regarding|your|our|in|on|order|urgent|not|me|mesdames|messieurs|tutti|i|we|it)(?:[^\p{L}]|$)`)

// learnFrom learns the names that a text itself gives away: below the closing, after a
// greeting, in an introduction.
func (r *Redactor) learnFrom(text string) {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		line = strings.TrimSpace(line)
		if !closings.MatchString(line) && line != "--" {
			continue
		}
		seen := 0
		for _, below := range lines[i+1:] {
			below = strings.TrimSpace(below)
			if below == "" {
				continue
			}
			if seen++; seen > 2 || !looksLikeName(below) {
				break
			}
			r.learn(below)
		}
	}
	for _, re := range []*regexp.Regexp{introduced, greeted, titled} {
		for _, m := range re.FindAllStringSubmatch(text, -1) {
			if !notNames.MatchString(m[1]) {
				r.learn(m[1])
			}
		}
	}
}

// looksLikeName reports whether a line is one to four words that can be a name: capitals
// first, or a single short word.
func looksLikeName(line string) bool {
	words := strings.FieldsFunc(line, func(c rune) bool { return unicode.IsSpace(c) || c == ',' || c == '/' })
	if len(words) == 0 || len(words) > 4 || strings.ContainsAny(line, "?!@:0123456789[") || closings.MatchString(line) || notNames.MatchString(line) {
		return false
	}
	if len(words) == 1 {
		return utf8.RuneCountInString(line) <= 20
	}
	for _, w := range words {
		first, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(first) && !slices.Contains(particles, strings.ToLower(w)) && w != "de" && w != "di" && w != "la" && w != "le" && w != "du" {
			return false
		}
	}
	return true
}

// findNames finds the learned names: whole ones in any case, single parts where they begin
// with a capital, since "may" and "long" are words, too.
func (r *Redactor) findNames(text string) []span {
	var out []span
	low, same := strings.ToLower(text), true
	if len(low) != len(text) { // a few letters change their length: places would not fit
		low, same = text, false
	}
	for _, name := range r.names {
		if !same {
			name = titleOf(name)
		}
		for at := 0; ; {
			i := strings.Index(low[at:], name)
			if i < 0 {
				break
			}
			from, to := at+i, at+i+len(name)
			at = from + 1
			first, _ := utf8.DecodeRuneInString(text[from:])
			if wordAround(text, from, to) && (strings.Contains(name, " ") || unicode.IsUpper(first) || aloneOnLine(text, from, to)) {
				out = append(out, span{from, to, Name})
				at = to
			}
		}
	}
	return out
}

func titleOf(s string) string {
	first, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[n:]
}

// wordAround reports whether no letter touches the piece.
func wordAround(text string, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:from])
	after, _ := utf8.DecodeRuneInString(text[to:])
	return !unicode.IsLetter(before) && !unicode.IsLetter(after) || from == 0 && !unicode.IsLetter(after) || to == len(text) && !unicode.IsLetter(before)
}

func aloneOnLine(text string, from, to int) bool {
	head := text[strings.LastIndexByte(text[:from], '\n')+1 : from]
	tail, _, _ := strings.Cut(text[to:], "\n")
	return strings.Trim(head+tail, " \t,.-") == ""
}
