package facts

import (
	"slices"
	"strings"
)

// Words of a condition that names the day itself, "unless it ships this week", folded, in the languages of choice.go.
const (
	exceptWords = ` unless tenzij sauf salvo except `
	// leaveWords are of goods that leave or come.
	leaveWords = ` ship ships shipped send leave leaves left out arrive arrives come comes here get goes go deliver delivered dispatch dispatched
		raus rausgeht herausgeht geht da ankommt kommt verschickt versendet versenden verschicken schicken geliefert liefern losgeht
		part parte partez parti partie arrive livrez livree expediez expediee envoyez la sort sale salga sali llega llegue envian envien enviais aqui
		weg weggaat gaat komt aankomt verstuurd verzonden versturen geleverd leveren hier er vertrekt
		parta partito partita arriva arrivi spedite spediate spedisce consegnate qui esce `
	// overWords tell of what may have happened already, and begunWords of the making: such a condition is one of now.
	overWords = ` has have had hasn haven hadn was were wasn been did didn already yet wurde worden schon bereits ete deja ont ha han sido ya al werd stato stata gia avete
		start starts started begin begins begun build building built produce production made make
		angefangen begonnen beginnt bau bauen gebaut fertigung produktion fabrique fabriquer fabrication commence commencer fabricado fabricacion empezado empieza produccion
		begint gemaakt productie prodotto produzione iniziato inizia `
	possibleWords = ` possible moglich geht posible mogelijk kan possibile can kann peut puede puo late spat tard tarde laat tardi `
)

// exceptFor puts one word in the place of several that say "unless".
var exceptFor = strings.NewReplacer("es sei denn, dass", "unless", "es sei denn, ", "unless ", "es sei denn", "unless", "außer wenn", "unless", "ausser wenn", "unless", "sauf si", "unless", "à moins qu", "unless qu", "a menos que", "unless", "salvo que", "unless", "a meno che", "unless", "salvo se", "unless")

// failsByDay finds a condition that nothing has left, or come, on a day to come or in a week, "if it does not ship this week", in one of a
// sentence's clauses. What may be over already, "if you did not start on Monday", is a condition of now.
func failsByDay(sentence string) bool {
	for _, clause := range clausesIn(exceptFor.Replace(strings.ToLower(sentence))) {
		words := tokens(clause)
		at := slices.IndexFunc(words, func(w string) bool { return listed(tieWords+exceptWords, w) })
		if at < 0 {
			continue
		}
		condition := words[at+1:]
		if end := slices.IndexFunc(condition, cancels); end >= 0 {
			condition = condition[:end] // what stands behind it is when to cancel
		}
		fails := listed(exceptWords, words[at]) || has(condition, turnBefore+turnBehind+" cannot pas ")
		named := has(condition, dayWords) || dated(condition)
		if fails && named && (has(condition, keepsDay) || has(condition, leaveWords) && !has(condition, overWords)) {
			return true
		}
	}
	return false
}

// keepsDay are verbs, folded, of keeping a date: "if you cannot make the 10th of April", "als jullie 10 april niet halen".
const keepsDay = ` make meet manage schafft schaffen klappt haltet halten einhalten tenir tenez respecter respectez llegais llegan llegar cumplis cumplen halen haalt redden lukt fate riuscite rispettate rispettare `

// monthNames are those of the months, folded.
const monthNames = ` january february march april may june july august september october november december januar februar marz mai juni juli oktober dezember
	janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
	januari februari maart mei augustus gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre `

// dated reports whether words name a day of a month.
func dated(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return digit(w[0]) }) && has(words, monthNames)
}

// canBeDone reports whether a condition only asks whether the cancelling can be done: "if that can still be done before Friday".
func canBeDone(condition []string) bool {
	words := tokens(strings.Join(condition, " "))
	return has(words, possibleWords) && !has(words, turnBefore+turnBehind+onlyWords+" cannot pas erst ")
}
