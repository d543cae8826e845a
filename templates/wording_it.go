package templates

import "regexp"

// italianWording reads Italian. Its refusals say "non" right
// before the verb.
var italianWording = wording{
	marks:  []string{"le ", "la ", "lei ", "sarà", "verrà", "emo ", "iamo ", "il ", "un ", "lo ", "sua", "suo"},
	before: []string{"non ", "se ", "né ", "neppure "},
	promises: []promise{
		{regexp.MustCompile(`\b(la |le |lo |glielo |gliela )?(rimborsiamo|rimborseremo|sostituiamo|sostituiremo|risarciremo|accrediteremo|indennizzeremo)\b`), [][]string{{"rimbors", "sostitui", "risarcir", "accredit", "indennizz"}}, "a refund or replacement"},
		{regexp.MustCompile(`\b(possiamo|posso|vogliamo|stiamo per) (rimborsar|sostituir|risarcir|accreditar|indennizzar)(e|la|le|lo|glielo|gliela)\b`), [][]string{{"possiamo ", "posso ", "vogliamo ", "stiamo per "}, {"rimborsar", "sostituir", "risarcir", "accreditar", "indennizzar"}}, "a refund or replacement"},
		{regexp.MustCompile(`\b(riceverà|otterrà|avrà) (` + between + `){0,4}(rimborso|denaro|soldi|sostituzione|sostitutivo|nuovo (prodotto|dispositivo|esemplare)|nuova (tastiera|unità)|accredito)`), [][]string{{"riceverà", "otterrà", "avrà"}, {"rimborso", "denaro", "soldi", "sostitu", "nuov", "accredito"}}, "a refund or replacement"},
		{regexp.MustCompile(`\b(sarà|saranno|verrà|verranno) (` + between + `){0,2}(rimborsat|sostituit|cambiat|accreditat|risarcit)`), [][]string{{"sarà", "saranno", "verr"}, {"rimborsat", "sostituit", "cambiat", "accreditat", "risarcit"}}, "a refund or replacement"},
		{regexp.MustCompile(`\b(le )?(invieremo|inviamo|spediremo|spediamo|manderemo) (` + between + `){0,4}(sostitu\S+|ricambio|nuovo (prodotto|dispositivo|esemplare)|nuova (tastiera|unità))`), [][]string{{"invi", "sped", "manderemo"}, {"sostitu", "ricambio", "nuov"}}, "a replacement"},
		{regexp.MustCompile(`\b(garantiamo|garantisco|garantito|promettiamo|prometto|assicuriamo che|assicuro che|senza dubbio|senz'altro|sicuramente|di certo)\b`), [][]string{{"garanti", "promett", "assicur", "senza dubbio", "senz'altro", "sicuramente", "di certo"}}, "an outcome"},
		{regexp.MustCompile(`\b(arriverà|arriveranno|partirà|partiranno|sarà (pronto|pronta|consegnat\S|spedit\S)|verrà (consegnat\S|spedit\S)) (` + between + `){0,4}(il \d|l'\d|entro|domani|oggi|tra \d|fra \d|in data|il giorno|prima del|la prossima|(luned|marted|mercoled|gioved|venerd)ì)`), [][]string{{"arriver", "partir", "sarà ", "verrà "}}, "a date"},
		{regexp.MustCompile(`\b(risponderemo|scriveremo|ricontatteremo|invieremo|spediremo|faremo sapere|riceverà|avrà) (` + between + `){0,7}(entro|in|tra|fra) (\d+|due|tre|cinque|sette|dieci) (giorni|ore|settimane)`), [][]string{{"giorni", " ore", "settimane"}, {"emo ", "rà ", "sapere"}}, "a date"},
		{regexp.MustCompile(`\b(le )?(procederemo|procediamo|faremo|facciamo|effettueremo|effettuiamo|emetteremo|disporremo|disponiamo) (` + between + `){0,3}(rimborso|accredito|risarcimento)`), [][]string{{"rimborso", "accredito", "risarcimento"}}, "a refund"},
		{regexp.MustCompile(`\b(le )?(restituiremo|restituiamo|renderemo) (` + between + `){0,3}(denaro|soldi|importo|somma|prezzo)`), [][]string{{"denaro", "soldi", "importo", "somma", "prezzo"}}, "a refund"},
	},
	blames:     regexp.MustCompile(`\b(lei (l'|lo |la )?ha (` + between + `){0,3}(rotto|danneggiato|rovinato|trascurato|usato male)|lei avrebbe dovuto|(colpa|negligenza|disattenzione) sua|sua (stessa |propria )?(colpa|negligenza|disattenzione)|suo (stesso )?errore|come le (è stato|abbiamo) (già )?(detto|comunicato)|come (lei )?(dovrebbe sapere|sa bene))`),
	blameWords: []string{"rotto", "danneggiato", "rovinato", "trascurato", "usato male", "avrebbe dovuto", "colpa", "negligenza", "disattenzione", "errore", "come le ", "dovrebbe sapere", "sa bene"},
}
