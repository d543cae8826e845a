package console

import (
	"net/http"

	"returndesk/control"
	"returndesk/desk"
)

// Finding is one line of what `returndesk doctor` sees.
type Finding struct {
	Check, Status, Seen, Mend string // Status: "ok", "warn", "fail" or "skip"
}

// Setting is one key of the configuration with its value, for reading. Secrets never
// stand in it: the configuration names only where they are kept.
type Setting struct{ Key, Value string }

// settingsPage is what pages/settings.html shows.
type settingsPage struct {
	page
	Status   control.Status
	Unheard  []notice // internal mails that do not arrive
	Settings []Setting
	Unset    []Setting // keys without a value
	Findings []Finding
	Checked  bool
	Users    []desk.User
	Doctor   bool // checks can be run here
	Problem  string
	Confirm  bool // the viewer may accept a smaller order file
}

// settings shows how the service stands and what it was told. It changes nothing: the
// configuration is a file, and files are what one keeps and compares.
func (s *Server) settings(w http.ResponseWriter, r *http.Request, v viewer) error {
	return s.showSettings(w, r, v, http.StatusOK, nil, nil)
}

// checkUp runs the doctor's checks, which go over the network and take seconds.
func (s *Server) checkUp(w http.ResponseWriter, r *http.Request, v viewer) error {
	if s.Doctor == nil {
		return desk.Errf(desk.CodeUnsupported, "the checks cannot be run here").WithMend("run returndesk doctor")
	}
	return s.showSettings(w, r, v, http.StatusOK, s.Doctor(r.Context()), nil)
}

// confirmOrders accepts an order file that holds far fewer orders than the one before.
func (s *Server) confirmOrders(w http.ResponseWriter, r *http.Request, v viewer) error {
	if _, err := s.Desk.ConfirmOrders(r.Context(), v.Actor()); err != nil {
		return s.showSettings(w, r, v, statusOf(err), nil, err)
	}
	return redirect(w, r, "/settings")
}

// resumeAcks lets confirmations of receipt leave again.
func (s *Server) resumeAcks(w http.ResponseWriter, r *http.Request, v viewer) error {
	if err := s.Desk.ResumeAcknowledgements(r.Context(), v.Actor(), r.PostFormValue("because")); err != nil {
		return s.showSettings(w, r, v, statusOf(err), nil, err)
	}
	return redirect(w, r, "/settings")
}

func (s *Server) showSettings(w http.ResponseWriter, r *http.Request, v viewer, status int, found []Finding, failed error) error {
	p := settingsPage{page: s.page(r, v, "Settings"), Findings: found, Checked: found != nil, Doctor: s.Doctor != nil && v.Role.AtLeast(desk.RoleManager), Confirm: v.Role.AtLeast(desk.RoleSenior)}
	var err error
	if p.Status, err = s.Desk.Status(r.Context()); err != nil {
		return err
	}
	p.Unheard = s.unheardNotices(p.Status, v)
	if v.Role.AtLeast(desk.RoleManager) { // addresses of servers and colleagues are none of an agent's business
		for _, x := range s.Settings {
			if x.Value == "" {
				p.Unset = append(p.Unset, x)
			} else {
				p.Settings = append(p.Settings, x)
			}
		}
		if p.Users, err = s.People.Users(r.Context(), v.Actor()); err != nil {
			return err
		}
	}
	if failed != nil {
		p.Problem = sentence(failed)
	}
	return s.render(w, r, status, "settings", p)
}
