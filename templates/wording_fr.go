package templates

import "regexp"

// frenchWording reads French. It puts "ne" between subject and verb,
// so that most refusals match no pattern.
var frenchWording = wording{
	marks:  []string{"nous ", "vous ", "je ", "sera ", "seront ", "votre", "vos "},
	unless: []string{" si nous ", " si je ", " ne sera ", " ne seront ", " ne serez "},
	promises: []promise{
		{regexp.MustCompile(`\b(nous|je) (vous |le |la |les |l'|en )*(rembours|remplac|remplaç|échang|dédommag|indemnis)(ons|eons|erons|erai|e)\b`), [][]string{{"rembours", "rempla", "échang", "dédommag", "indemnis"}}, "a refund or replacement"},
		{regexp.MustCompile(`\b(nous allons|je vais|nous pouvons|je peux|on va) (` + between + `){0,4}(rembourser|remplacer|échanger|dédommager|indemniser)\b`), [][]string{{"rembourser", "remplacer", "échanger", "dédommager", "indemniser"}, {"allons ", "vais ", "pouvons ", "peux ", "on va "}}, "a refund or replacement"},
		{regexp.MustCompile(`\bvous (serez|allez être) (` + between + `){0,3}(remboursé|dédommagé|indemnisé|crédité)`), [][]string{{"serez ", "allez être "}, {"remboursé", "dédommagé", "indemnisé", "crédité"}}, "a refund or replacement"},
		{regexp.MustCompile(`\bvous (recevrez|recevez|aurez|obtiendrez|allez recevoir) (` + between + `){0,4}(remboursement|remplacement|votre argent|nouveau produit|nouvel appareil|nouvel exemplaire|nouveau clavier|bon d'achat)`), [][]string{{"recev", "aurez ", "obtiendrez "}, {"rembours", "remplacement", "argent", "nouve", "bon d'achat"}}, "a refund or replacement"},
		{regexp.MustCompile(`\b(sera|seront|va être|vont être) (` + between + `){0,3}(remboursé|remplacé|échangé|crédité|indemnisé)`), [][]string{{"sera ", "seront ", " être "}, {"remboursé", "remplacé", "échangé", "crédité", "indemnisé"}}, "a refund or replacement"},
		{regexp.MustCompile(`\b(nous|je) (vous )?(enverrons|envoyons|expédions|expédierons|enverrai|envoie) (` + between + `){0,4}(nouveau (produit|clavier|colis)|nouvel (appareil|exemplaire|article)|nouvelle pièce|remplacement)`), [][]string{{"enverr", "envoyons", "envoie", "expédi"}, {"nouve", "remplacement"}}, "a replacement"},
		{regexp.MustCompile(`(\b(garantissons|garantis|promettons|promets|sans faute|sans aucun doute|certainement|soyez assuré|soyez certain|vous assurons que|vous assure que)|à coup sûr)`), [][]string{{"garanti", "promet", "sans faute", "sans aucun doute", "certainement", "soyez ", "vous assur", "à coup sûr"}}, "an outcome"},
		{regexp.MustCompile(`\b(sera|seront|partira|partiront|arrivera|arriveront) (` + between + `){0,4}(le \d|avant le|avant la|d'ici|demain|aujourd'hui|dans (les )?(\d|deux|trois|cinq|sept|dix)|lundi|mardi|mercredi|jeudi|vendredi|la semaine prochaine)`), [][]string{{"sera ", "seront ", "partira ", "partiront ", "arrivera ", "arriveront "}}, "a date"},
		{regexp.MustCompile(`\b(nous|vous) (vous |le |la |les |l'|en )*\S+(rons|rez|ons) (` + between + `){0,6}(sous|dans les|dans|d'ici|en) (\d+|deux|trois|cinq|sept|dix) (jours|heures|semaines)`), [][]string{{"jours", "heures", "semaines"}, {"rons ", "rez ", "ons "}}, "a date"},
		{regexp.MustCompile(`\b(nous|je) (vous )?(procédons|procéderons|procède|procéderai|effectuons|effectuerons|effectue|effectuerai|émettons|émettrons|ferons|lançons|accordons|accorderons) (` + between + `){0,4}(remboursement|indemnisation|dédommagement|avoir)`), [][]string{{"remboursement", "indemnisation", "dédommagement", "avoir"}}, "a refund"},
		{regexp.MustCompile(`\b(nous allons|je vais|nous pouvons|je peux|on va) (` + between + `){0,3}(procéder|effectuer|émettre|faire|lancer|accorder) (` + between + `){0,4}(remboursement|indemnisation|dédommagement|avoir)`), [][]string{{"remboursement", "indemnisation", "dédommagement", "avoir"}}, "a refund"},
		{regexp.MustCompile(`\b(nous|je) (vous )?(rendons|rendrons|rendrai|restituons|restituerons|reversons|reverserons) (` + between + `){0,3}(argent|montant|somme|prix)`), [][]string{{"argent", "montant", "somme", "prix"}}, "a refund"},
	},
	blames:     regexp.MustCompile(`\b(vous (l'|les |en )?(avez|aviez) (` + between + `){0,4}(cassé|abîmé|endommagé|détruit|négligé|omis|mal (utilisé|manipulé))|vous auriez dû|vous devriez savoir|votre (propre )?(faute|erreur|négligence|maladresse)|comme (nous )?vous l'(avons|a) (déjà )?(dit|indiqué))`),
	blameWords: []string{"cassé", "abîmé", "endommagé", "détruit", "néglig", "omis", "mal utilisé", "mal manipulé", "auriez dû", "devriez savoir", "faute", "erreur", "maladresse", "comme vous", "comme nous vous"},
}
