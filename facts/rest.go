package facts

import (
	"slices"

	"returndesk/desk"
)

// A mail may complain of the lines that have come and ask something about one that has not: "the pad is dead, and please make the
// second one grey". Each is decided by its own line (domain.md section 1, "per order line").

// restLine gives an order line that has not arrived while another one has: the least advanced one, beside the line that the mail
// complains of. 0 where all have come or none has, and where the shop keeps no stages by line.
func restLine(o *desk.Order, but int) int {
	rank := map[desk.Stage]int{desk.StagePlaced: 1, desk.StageInProduction: 2, desk.StageShipped: 3}
	line, best, come := 0, 0, false
	for _, l := range o.Lines {
		if l.Stage == desk.StageDelivered || shipmentOfLine(o, l.Line) {
			come = true
			continue
		}
		if r := rank[l.Stage]; r > 0 && l.Line != but && (best == 0 || r < best) {
			line, best = l.Line, r
		}
	}
	if !come {
		return 0
	}
	return line
}

// shipmentOfLine reports whether the parcels that are known to carry a line have all arrived.
func shipmentOfLine(o *desk.Order, line int) bool {
	named := slices.ContainsFunc(o.Parcels, func(p desk.Parcel) bool { return slices.Contains(p.Lines, line) })
	return named && shipmentOf(o, line).delivered != nil
}

// rest finds the line that has not arrived of the order that facts are about; nil and 0 where there is none.
func rest(in *Input, base *desk.Facts) (*desk.Order, int) {
	if o := in.orderOf(base); o != nil {
		if line := restLine(o, base.Detail.Line); line != 0 {
			return o, line
		}
	}
	return nil, 0
}

// asksOfRest reports whether a mail speaks of the line that has not arrived: by its name, or as the other one.
func asksOfRest(in *Input, base *desk.Facts) bool {
	o, line := rest(in, base)
	if o == nil {
		return false
	}
	return slices.Contains(linesNamed(o, in.Text), line) || namesOther(in.Text)
}

// namesOther reports whether a text speaks of "the other one", and not of another key, the other day or a second time.
func namesOther(text string) bool {
	words := tokens(text)
	for i := 1; i < len(words); i++ {
		if !listed(otherWords, words[i]) || !listed(otherLead+restLead, words[i-1]) {
			continue
		}
		if behind := words[i+1:]; ordersOther(behind) || listed(restWish, behind[0]) {
			return true
		}
	}
	return false
}

// Who speaks of the other one as his own, and what one may wish of it: that it waits, stays away, or has a colour.
const (
	restLead = ` my mein meine meinen mon ma mi mijn mio mia this that dieses diese dieser diesen jenes jene cette cet ce esta este questo questa dit dat deze die `
	restWish = ` please bitte graag svp s por per ya fatelo fatela falo fate hagalo haganlo haganla hacedlo machen bauen liever lieber rather preferably not nicht pas no non niet only nur solo seulement alleen instead stattdessen plutot later spater
		grey gray black white red blue green grau schwarz weiss rot blau grun gris noir noire blanc blanche rouge bleu bleue vert verte
		negro negra blanco blanca rojo roja azul verde grijs zwart wit rood blauw groen grigio grigia nero nera bianco bianca rosso rossa blu `
)

// ofRest decides what a mail asks beside a claim by the line that has not arrived.
func ofRest(in *Input, base, fs *desk.Facts) {
	if o, line := rest(in, base); o != nil {
		stageFacts(in, o, line, fs)
		promiseFacts(in, o, fs)
		describeLine(o, line, &fs.Detail)
	}
}

// describeLine names the line that an answer is about.
func describeLine(o *desk.Order, line int, d *desk.FactDetail) {
	d.Line, d.Items = line, nil
	for _, l := range o.Lines {
		if l.Line == line {
			d.Items = append(d.Items, l.Name)
		}
	}
}
