package classifier

import (
	"testing"

	"returndesk/desk"
)

// TestNamedChange: a subject that only names a change changes no product; one that names the product, and a
// body that does, do.
func TestNamedChange(t *testing.T) {
	t.Parallel()
	eng, err := NewEmbedded(nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		subject, text    string
		address, product bool
	}{
		{"Change of order HW-41300", "Please send HW-41300 to my office instead: 5 Main St, Boston MA 02108.", true, false},
		{"Änderung HW-41301", "Können Sie HW-41301 an mein Büro liefern? Hauptstr. 5, 10115 Berlin.", true, false},
		{"Modification commande HW-41302", "Pouvez-vous envoyer HW-41302 à mon bureau ? 5 rue de la Paix, 75002 Paris.", true, false},
		{"Cambio en el pedido HW-41303", "¿Podéis enviar HW-41303 a mi trabajo? Calle Mayor 5, 28013 Madrid.", true, false},
		{"Modifica ordine HW-41304", "Potete spedire HW-41304 al mio ufficio? Via Roma 5, 10121 Torino.", true, false},
		{"Wijziging HW-41305", "Kan HW-41305 naar mijn werk gestuurd worden? Herengracht 100, 1015 BS Amsterdam.", true, false},
		{"Change of order HW-41306", "Please send it to my office instead, 5 Main St, Boston MA 02108, and swap the EU plug for a UK one.", true, true},
		{"Wijziging HW-41307", "Kan HW-41307 naar mijn werk, Herengracht 100, en graag bruine in plaats van rode schakelaars.", true, true},
		{"Änderung HW-41308", "Bitte braune statt roter Schalter in HW-41308.", false, true},
		{"Cambio de interruptores HW-41309", "Quiero interruptores táctiles en vez de lineales en HW-41309.", false, true},
	} {
		r := eng.Read(Input{Subject: c.subject, NewText: c.text})
		if a, p := r.Has(desk.SignalAddressChange), r.Has(desk.SignalProductChange); r.Class != desk.ClassOrderChange || a != c.address || p != c.product {
			t.Errorf("%q, %q: %s, address %v, product %v", c.subject, c.text, r.Class, a, p)
		}
	}
}
