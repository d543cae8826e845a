package templates

import "regexp"

// spanishWording reads Spanish. Its refusals say "no" right before
// the verb.
var spanishWording = wording{
	marks:  []string{"le ", "les ", "su ", "será", "usted", "nos ", "emos ", "el ", "lo ", "un "},
	before: []string{"no ", "si ", "tampoco ", "no se ", "nunca "},
	promises: []promise{
		{regexp.MustCompile(`\b(le |les |lo |la |se lo |se la )?(reembolsaremos|reembolsamos|reemplazaremos|reemplazamos|sustituiremos|sustituimos|repondremos|indemnizaremos|compensaremos|abonaremos)\b`), [][]string{{"reembols", "reemplaz", "sustitui", "repondremos", "indemniz", "compensar", "abonaremos"}}, "a refund or replacement"},
		{regexp.MustCompile(`\b(le |les |se lo )?(devolveremos|devolvemos) (` + between + `){0,3}(dinero|importe|pago|coste|costo)`), [][]string{{"devolv"}, {"dinero", "importe", "pago", "cost"}}, "a refund"},
		{regexp.MustCompile(`\b(vamos a|voy a|podemos|puedo) (reembolsar|reemplazar|sustituir|indemnizar|compensar|abonar|devolverle el (dinero|importe))`), [][]string{{"vamos a ", "voy a ", "podemos ", "puedo "}, {"reembolsar", "reemplazar", "sustituir", "indemnizar", "compensar", "abonar", "devolver"}}, "a refund or replacement"},
		{regexp.MustCompile(`\b(recibirá|obtendrá|tendrá) (` + between + `){0,4}(reembolso|dinero|reemplazo|sustituto|producto nuevo|nuevo (producto|teclado|equipo|aparato)|abono)`), [][]string{{"recibirá", "obtendrá", "tendrá"}, {"reembolso", "dinero", "reemplazo", "sustituto", "nuevo", "abono"}}, "a refund or replacement"},
		{regexp.MustCompile(`\b(será|serán|va a ser) (` + between + `){0,2}(reembolsad|reemplazad|sustituid|cambiad|abonad)`), [][]string{{"será", "va a ser"}, {"reembolsad", "reemplazad", "sustituid", "cambiad", "abonad"}}, "a refund or replacement"},
		{regexp.MustCompile(`\b(le |les )?(enviaremos|enviamos|mandaremos) (` + between + `){0,4}(reemplazo|sustituto|recambio|nuevo (producto|teclado|equipo|aparato)|producto nuevo|nueva unidad)`), [][]string{{"enviar", "enviamos", "mandaremos"}, {"reemplazo", "sustituto", "recambio", "nuev"}}, "a replacement"},
		{regexp.MustCompile(`\b(garantizamos|garantizo|garantizado|prometemos|prometo|aseguramos que|aseguro que|sin falta|con toda seguridad|seguro que|definitivamente)\b`), [][]string{{"garantiz", "promet", "asegur", "sin falta", "segur", "definitivamente"}}, "an outcome"},
		{regexp.MustCompile(`\b(llegará|llegarán|saldrá|saldrán|será (enviado|entregado)|estará (listo|lista|en su poder)|se (enviará|entregará)) (` + between + `){0,4}(el \d|el (lunes|martes|miércoles|jueves|viernes)|antes del|mañana|hoy|en \d|en (dos|tres|cinco|siete|diez)|dentro de|la próxima|a más tardar)`), [][]string{{"llegará", "saldrá", "será ", "estará ", "se enviará", "se entregará"}}, "a date"},
		{regexp.MustCompile(`\b(responderemos|contestaremos|escribiremos|enviaremos|avisaremos|pondremos|recibirá|tendrá|llegará) (` + between + `){0,7}(en|dentro de) (un plazo de )?(\d+|dos|tres|cinco|siete|diez) (días|horas|semanas)`), [][]string{{"días", "horas", "semanas"}, {"remos ", "rá "}}, "a date"},
		{regexp.MustCompile(`\b(procederemos|procedemos|haremos|hacemos|tramitaremos|tramitamos|efectuaremos|efectuamos|emitiremos|realizaremos|gestionaremos) (` + between + `){0,3}(reembolso|devolución del (dinero|importe)|abono)`), [][]string{{"reembolso", "devolución", "abono"}}, "a refund"},
		{regexp.MustCompile(`\b(vamos a|voy a|podemos|puedo) (proceder|hacerle|hacer|tramitar|efectuar|emitir|realizar|gestionar) (` + between + `){0,3}(reembolso|devolución del (dinero|importe)|abono)`), [][]string{{"reembolso", "devolución", "abono"}}, "a refund"},
	},
	blames:     regexp.MustCompile(`\b(usted (lo |la |los |las )?(ha|había) (` + between + `){0,2}(roto|dañado|estropeado|descuidado|maltratado)|usted (debería|debió|tendría que|tenía que)|su (propia |propio )?(culpa|error|negligencia|descuido)\b|como (ya )?se le (dijo|indicó|avisó|informó)|como (usted )?(debería saber|ya sabe))`),
	blameWords: []string{"roto", "dañado", "estropeado", "descuid", "maltratado", "usted ", "culpa", "error", "negligencia", "como ya", "como se le", "debería saber"},
}
