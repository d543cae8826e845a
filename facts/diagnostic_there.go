package facts

// The words of a thing that is merely there, in the languages of diagnostic.go.
const (
	diagIs = ` was were is are came comes arrived war waren ist sind lag lagen etait etaient est sont estaba estaban es son venia venian zat zaten was is zijn era erano e sono `
	diagIn = ` box package parcel carton included enclosed supplied karton paket dabei beigelegt enthalten boite colis carton inclus incluse incluses caja paquete incluidos incluido incluidas
		doos pakket bijgeleverd inbegrepen erbij scatola pacco inclusi incluso inclusa `
	diagUsed = ` used using use took benutzt verwendet genommen utilise pris utilizado usado gebruikt genomen usato preso `
)

// there reports whether it says no more of other cables and devices than that they are there: in the box, in
// the house. Nothing was tried with them yet.
func (c clause) there() bool {
	if c.other < 0 || c.has(diagTried) || c.has(diagUsed) || c.works() {
		return false
	}
	arrives := c.has(diagIs) && (c.has(diagIn) || c.other > 0 && listed(" with mit avec con met ", c.words[c.other-1]) && c.has(" came comes arrived "))
	owns := c.other > 0 && listed(diagHave, c.words[c.other-1]) && !c.fails()
	return arrives || owns
}
