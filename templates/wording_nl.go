package templates

import "regexp"

// dutchWording reads Dutch.
var dutchWording = wording{
	marks:  []string{"we ", "wij ", "ik ", "u ", "wordt ", "worden ", "uw ", "dat ", "het "},
	unless: []string{" niet ", " niet,", " geen ", " of we ", " of wij ", " noch "},
	promises: []promise{
		{regexp.MustCompile(`\b(we|wij|ik) (vergoeden|vergoed|vervangen|vervang|compenseren|compenseer|crediteren)\b`), [][]string{{"vergoed", "vervang", "compens", "credit"}}, "a refund or replacement"},
		{regexp.MustCompile(`\b(we|wij|ik) (zullen|zal|gaan|ga|kunnen|kan) (` + between + `){0,8}(vergoeden|vervangen|terugbetalen|terugstorten|omruilen|ruilen|compenseren|crediteren)\b`), [][]string{{"vergoeden", "vervangen", "terugbetalen", "terugstorten", "ruilen", "compenseren", "crediteren"}}, "a refund or replacement"},
		{regexp.MustCompile(`\b(we|wij|ik) (betalen|betaal|storten|stort) (` + between + `){1,6}terug\b`), [][]string{{"betal", "betaal", "stort"}, {" terug"}}, "a refund"},
		{regexp.MustCompile(`\bu (krijgt|ontvangt) (` + between + `){0,5}(terugbetaling|geld|vervanging|vervangend|tegoed|vergoeding|nieuw (product|exemplaar|toetsenbord|apparaat))`), [][]string{{"u krijgt", "u ontvangt"}, {"terugbetaling", "geld", "vervang", "tegoed", "vergoeding", "nieuw "}}, "a refund or replacement"},
		{regexp.MustCompile(`\b(wordt|worden) (` + between + `){0,6}(vergoed|vervangen|terugbetaald|teruggestort|omgeruild|gecrediteerd)\b`), [][]string{{"wordt ", "worden "}, {"vergoed", "vervangen", "terugbetaald", "teruggestort", "omgeruild", "gecrediteerd"}}, "a refund or replacement"},
		{regexp.MustCompile(`\b(we|wij|ik) (sturen|stuur|leveren|lever|verzenden) (` + between + `){0,4}(vervang\S*|nieuw (product|exemplaar|toetsenbord|apparaat))`), [][]string{{"stur", "stuur", "lever", "verzend"}, {"vervang", "nieuw "}}, "a replacement"},
		{regexp.MustCompile(`\b(garanderen|garandeer|gegarandeerd|beloven|beloof|verzekeren u|zonder twijfel|absoluut zeker|zonder mankeren)\b`), [][]string{{"garand", "belov", "beloof", "verzekeren u", "zonder twijfel", "absoluut zeker", "zonder mankeren"}}, "an outcome"},
		{regexp.MustCompile(`\b(wordt|worden|komt|komen|vertrekt) (` + between + `){0,5}(op|uiterlijk|voor|morgen|vandaag|binnen|over|volgende) (` + between + `){0,6}(geleverd|verzonden|verstuurd|bezorgd|aan|klaar|bij u|in huis)\b`), [][]string{{"wordt ", "worden ", "komt ", "komen ", "vertrekt "}, {"geleverd", "verzonden", "verstuurd", "bezorgd", " aan", "klaar", "bij u", "in huis"}, {"op ", "uiterlijk", "voor ", "morgen", "vandaag", "binnen", "over ", "volgende"}}, "a date"},
		{regexp.MustCompile(`\b(we|wij|ik|u krijgt|u ontvangt|u hoort) (` + between + `){0,7}(binnen|in) (\d+|een|twee|drie|vijf|zeven|tien) (werkdag|dag|uur|uren|week|weken)`), [][]string{{"binnen ", " in "}, {"dag", "uur", "uren", "week", "weken"}}, "a date"},
		{regexp.MustCompile(`\b(we|wij|ik) (sturen|stuur|geven|geef|maken|maak|boeken|boek) (` + between + `){0,3}(geld|bedrag|aankoopbedrag|terugbetaling) (` + between + `){0,3}(terug|over|in orde)\b`), [][]string{{"geld ", "bedrag ", "terugbetaling "}}, "a refund"},
		{regexp.MustCompile(`\b(we|wij|ik) (zullen|zal|gaan|ga|kunnen|kan) (` + between + `){0,4}(geld|bedrag|terugbetaling) (` + between + `){0,3}(terug\S+|overmaken|regelen|verwerken|uitvoeren|in gang)`), [][]string{{"geld ", "bedrag ", "terugbetaling "}}, "a refund"},
	},
	blames:     regexp.MustCompile(`\b(u (hebt|heeft|had) (` + between + `){0,5}(kapotgemaakt|beschadigd|vernield|gebroken|verwaarloosd|nagelaten|verkeerd gebruikt)|u had (` + between + `){0,8}(moeten|behoren)|uw (eigen )?(schuld|fout|nalatigheid|onachtzaamheid)|zoals (we )?u (al )?(is verteld|hebben verteld|is gezegd)|zoals u (weet|zou moeten weten))\b`),
	blameWords: []string{"kapotgemaakt", "beschadigd", "vernield", "gebroken", "verwaarloosd", "nagelaten", "verkeerd gebruikt", "u had ", "schuld", "uw fout", "eigen fout", "nalatigheid", "onachtzaamheid", "zoals "},
}
