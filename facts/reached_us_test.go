package facts

import (
	"slices"
	"testing"
	"time"

	"returndesk/desk"
)

// TestReachedUs: a return that has come to us is no parcel of ours that did not arrive. Without an authorized record, and where
// the parcel is the buyer's own, the reading stands.
func TestReachedUs(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text  string
		state desk.RMAState // "" for no record
		want  desk.Class
	}{
		{"UPS says that it was delivered to you yesterday. When do I get my replacement?", desk.RMAInTransit, desk.ClassRMAFollowup},
		{"UPS says that it was delivered to you yesterday.", desk.RMAAuthorized, desk.ClassRMAFollowup},
		{"DHL sagt, das Paket ist gestern bei Ihnen angekommen. Wann bekomme ich Ersatz?", desk.RMAInTransit, desk.ClassRMAFollowup},
		{"Le suivi indique que mon colis vous a été remis lundi. Quand recevrai-je le nouveau ?", desk.RMAInTransit, desk.ClassRMAFollowup},
		{"Según el transportista ya lo tenéis desde ayer. ¿Cuándo me llega el nuevo?", desk.RMAInTransit, desk.ClassRMAFollowup},
		{"Il corriere dice che ve l'ha consegnato ieri. Quando arriva quello nuovo?", desk.RMAInTransit, desk.ClassRMAFollowup},
		{"Volgens PostNL is het pakket gisteren bij jullie bezorgd. Wanneer krijg ik de nieuwe?", desk.RMAInTransit, desk.ClassRMAFollowup},
		{"The carrier says delivered, but I never got anything.", desk.RMAInTransit, desk.ClassDeliveryProblem},
		{"UPS says that it was delivered to you yesterday.", desk.RMAUnderReview, desk.ClassDeliveryProblem},
		{"UPS says that it was delivered to you yesterday.", "", desk.ClassDeliveryProblem},
	} {
		in := input(t, desk.ClassDeliveryProblem)
		in.Text = c.text
		if c.state != "" {
			at := in.ReceivedAt.Add(-48 * time.Hour)
			in.Lookup.Matches[0].PriorRMA = []desk.PriorRMA{{RMA: "RMA-7K3Q-9TXB", Line: 1, Class: desk.ClassDoaDefect, State: c.state, FirstReportedAt: &at}}
		}
		if got := classes(Gather(in)[0]); !slices.Equal(got, []desk.Class{c.want}) {
			t.Errorf("%q with a record %q: decided as %v, want %s", c.text, c.state, got, c.want)
		}
	}
}
