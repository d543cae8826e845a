package sim

import (
	"fmt"
	"strings"

	"returndesk/desk"
)

// home is where a buyer lives.
type home struct{ country, zone, language, domain string }

func homes() []home {
	return []home{
		{"US", "America/New_York", "en", "quillpost.example"}, {"US", "America/Los_Angeles", "en", "inkmail.example"}, {"US", "America/Chicago", "en", "brightbox.example"},
		{"GB", "Europe/London", "en", "greenpost.example"}, {"DE", "Europe/Berlin", "de", "briefkasten.example"}, {"AT", "Europe/Vienna", "de", "bergbrief.example"},
		{"FR", "Europe/Paris", "fr", "courriel.example"}, {"ES", "Europe/Madrid", "es", "correo.example"}, {"NL", "Europe/Amsterdam", "nl", "postbus.example"},
		{"IT", "Europe/Rome", "it", "posta.example"}, {"CA", "America/Toronto", "en", "maplemail.example"},
	}
}

func firstNames() []string {
	return []string{"Ada", "Bruno", "Cleo", "Dario", "Edda", "Felix", "Greta", "Hugo", "Ines", "Jonas", "Kaya", "Leo", "Mina", "Nils", "Olga", "Pia", "Quinn", "Rosa", "Sven", "Tara", "Udo", "Vera", "Wim", "Yara", "Zeno"}
}

func lastNames() []string {
	return []string{"Albers", "Bertin", "Castell", "Dorn", "Engel", "Fontana", "Grant", "Holm", "Ivers", "Jansen", "Kessler", "Lund", "Moreau", "Novak", "Ortega", "Palmer", "Rossi", "Sadler", "Turner", "Vance", "Weber", "Zamora"}
}

// customer is somebody who buys and writes.
type customer struct {
	name, address, second string // second is another address of the same person, "" for none
	home                  home
	patience              float64 // how likely a question is answered, from 0 to 1
	away                  bool    // a program answers for them
	gone                  bool    // the address takes no mail
}

// newCustomer makes up a customer.
func (w *world) newCustomer() *customer {
	first, last := pick(w, firstNames()), pick(w, lastNames())
	w.people++
	c := &customer{name: first + " " + last, home: pick(w, homes()), patience: 0.45 + 0.5*w.rnd.Float64(), away: w.chance(0.04), gone: w.chance(0.02)}
	c.address = strings.ToLower(fmt.Sprintf("%s.%s%d@%s", first, last, w.people, c.home.domain))
	if w.chance(0.08) {
		c.second = strings.ToLower(fmt.Sprintf("%s%d@work-%s", first, w.people, c.home.domain))
	}
	return c
}

// staff are the people of the shop: two agents, a senior, and two managers, since money
// needs two.
func staff() []desk.Actor {
	return []desk.Actor{
		{Name: "Anna", Role: desk.RoleAgent}, {Name: "Ben", Role: desk.RoleAgent}, {Name: "Sofia", Role: desk.RoleSenior},
		{Name: "Mona", Role: desk.RoleManager}, {Name: "Max", Role: desk.RoleManager},
	}
}

// someone gives a person who may do what a role may, and is nobody else than needed.
func (w *world) someone(need desk.Role, not string) desk.Actor {
	var fit []desk.Actor
	if w.opt.Solo {
		return desk.Actor{Name: "Mona", Role: desk.RoleManager}
	}
	for _, a := range staff() {
		if a.Role.AtLeast(need) && a.Name != not {
			fit = append(fit, a)
		}
	}
	if need == desk.RoleAgent { // the others have other work, most of the time
		if a := fit[w.rnd.IntN(min(2, len(fit)))]; w.chance(0.85) {
			return a
		}
	}
	return pick(w, fit)
}

// chance is true so often.
func (w *world) chance(p float64) bool { return w.rnd.Float64() < p }

func pick[T any](w *world, list []T) T { return list[w.rnd.IntN(len(list))] }
