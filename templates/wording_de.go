package templates

import "regexp"

// between is one word of a phrase that may stand between the words we look for; a day of the
// month keeps its dot.
const between = `(?:[^\s.!?;:]+|\d+\.) `

// germanWording reads German.
var germanWording = wording{
	marks:  []string{"wir ", "sie ", "ich ", "ihr", "wird "},
	unless: []string{" nicht ", " nicht,", " kein", " ob ", " weder "},
	promises: []promise{
		{regexp.MustCompile(`\b(wir|ich) (erstatten?|ersetzen?|vergüten?|überweisen?|entschädigen?)\b`), [][]string{{"erstatt", "ersetz", "vergüt", "überweis", "entschädig"}}, "a refund or replacement"},
		{regexp.MustCompile(`\b(erstatten?|ersetzen?|vergüten?|überweisen?|zahlen?) (wir|ich) ` + `(ihnen|den|das|die|es)\b`), [][]string{{" wir ", " ich "}, {"erstatt", "ersetz", "vergüt", "überweis", "zahle"}}, "a refund or replacement"},
		{regexp.MustCompile(`\b(wir|ich) (werden|werde|können|kann) (` + between + `){0,8}(erstatten|ersetzen|umtauschen|austauschen|zurückzahlen|zurückerstatten|rückerstatten|überweisen|entschädigen|vergüten|gutschreiben)\b`), [][]string{{"erstatten", "ersetzen", "tauschen", "zahlen", "überweisen", "entschädigen", "vergüten", "gutschreiben"}}, "a refund or replacement"},
		{regexp.MustCompile(`\b(wir|ich) (tauschen?|zahlen?|schreiben?) (` + between + `){1,6}(um|aus|zurück|gut)\b`), [][]string{{"tausche", "zahle", "schreibe"}, {" um", " aus", " zurück", " gut"}}, "a refund or replacement"},
		{regexp.MustCompile(`\bsie (erhalten|bekommen|kriegen) (` + between + `){0,5}(rückerstattung|erstattung|geld|ersatz\S*|austauschgerät|gutschrift|entschädigung|neues gerät|neue tastatur|neuen artikel)`), [][]string{{"sie erhalten", "sie bekommen", "sie kriegen"}, {"erstattung", "geld", "ersatz", "austausch", "gutschrift", "entschädigung", "neue"}}, "a refund or replacement"},
		{regexp.MustCompile(`\bwird (` + between + `){0,6}(erstattet|ersetzt|umgetauscht|ausgetauscht|zurückgezahlt|rückerstattet|gutgeschrieben|überwiesen)\b`), [][]string{{"wird "}, {"erstattet", "ersetzt", "getauscht", "zurückgezahlt", "gutgeschrieben", "überwiesen"}}, "a refund or replacement"},
		{regexp.MustCompile(`\b(wir|ich) (schicken?|senden?|liefern?) (` + between + `){0,4}(ersatz\S*|austauschgerät|neues gerät|neue tastatur|neuen artikel)`), [][]string{{"schicke", "sende", "liefer"}, {"ersatz", "austausch", "neue"}}, "a replacement"},
		{regexp.MustCompile(`\b(garantieren|garantiere|garantiert|versprechen|verspreche|versprochen|versichern ihnen|auf jeden fall|ganz sicher|definitiv|mit sicherheit)\b`), [][]string{{"garantier", "versprech", "versprochen", "versichern ihnen", "auf jeden fall", "ganz sicher", "definitiv", "mit sicherheit"}}, "an outcome"},
		{regexp.MustCompile(`\b(wird|werden) (` + between + `){0,5}(bis|am|spätestens|innerhalb|binnen|morgen|heute|übermorgen|nächste\S*|in) (` + between + `){0,6}(geliefert|verschickt|versandt|versendet|zugestellt|ankommen|eintreffen|fertig|verlassen|bei ihnen)\b`), [][]string{{"wird ", "werden "}, {"geliefert", "versandt", "verschickt", "versendet", "zugestellt", "ankommen", "eintreffen", "fertig", "verlassen", "bei ihnen"}}, "a date"},
		{regexp.MustCompile(`\b(kommt|trifft|geht) (` + between + `){0,3}(am|bis|spätestens|morgen|heute|nächste\S*|in) (` + between + `){0,6}(an|ein|raus|bei ihnen)\b`), [][]string{{"kommt ", "trifft ", "geht "}, {"am ", "bis ", "spätestens ", "morgen", "heute", "nächste", " in "}}, "a date"},
		{regexp.MustCompile(`\b(wir|ich|sie erhalten|sie bekommen|sie hören) (` + between + `){0,7}(innerhalb von|innerhalb der nächsten|binnen|in) (\d+|einem|einer|zwei|drei|fünf|sieben|zehn) (werktag|arbeitstag|tag|stunde|woche)`), [][]string{{"innerhalb ", "binnen ", " in "}, {"tag", "stunde", "woche"}}, "a date"},
		{regexp.MustCompile(`\b(wir|ich) (veranlassen?|leisten?|überweisen?|gewähren?|buchen?|stellen?) (` + between + `){0,5}(rückerstattung|erstattung|rückzahlung|entschädigung|gutschrift)`), [][]string{{"erstattung", "rückzahlung", "entschädigung", "gutschrift"}}, "a refund"},
		{regexp.MustCompile(`\b(wir|ich) (werden|werde|können|kann) (` + between + `){0,5}(rückerstattung|erstattung|rückzahlung|entschädigung|gutschrift) (` + between + `){0,3}(veranlassen|leisten|anweisen|vornehmen|gewähren|auszahlen|geben|anbieten|buchen)`), [][]string{{"erstattung ", "rückzahlung ", "entschädigung ", "gutschrift "}}, "a refund"},
		{regexp.MustCompile(`\bsie (erhalten|bekommen|kriegen) (` + between + `){0,3}(\d[\d.,]* ?(€|euro|eur|usd|dollar)|[€$] ?\d[\d.,]*) (` + between + `){0,2}(zurück|erstattet|wieder)`), [][]string{{"sie erhalten", "sie bekommen", "sie kriegen"}, {" zurück", " erstattet", " wieder"}}, "a refund"},
		{regexp.MustCompile(`\b(wir|ich) (schicken?|senden?|liefern?|bauen?) (` + between + `){0,4}(zweites|weiteres|neues) (exemplar|stück)`), [][]string{{"schicke", "sende", "liefer", "baue"}, {"exemplar", "stück"}}, "a replacement"},
	},
	blames: regexp.MustCompile(`\b(sie haben (` + between + `){0,5}(kaputt ?gemacht|beschädigt|zerstört|zerbrochen|falsch behandelt|falsch bedient|versäumt|missachtet)|sie hätten (` + between + `){0,8}(sollen|müssen)|ihre? (eigener?|eigenes)? ?(fehler|schuld|verschulden|fahrlässigkeit|nachlässigkeit|unachtsamkeit)|selbst schuld|wie (wir )?ihnen (bereits )?(gesagt|mitgeteilt)|wie sie wissen (sollten|müssten))\b`),
	blameWords: []string{"kaputt", "beschädigt", "zerstört", "zerbrochen", "falsch be", "versäumt", "missachtet", "sie hätten", "fehler", "schuld",
		"lässigkeit", "unachtsamkeit", "ihnen gesagt", "ihnen bereits", "ihnen mitgeteilt", "wie sie wissen"},
}
