package templates

import (
	"slices"
	"strings"
	"time"

	"returndesk/desk"
)

// example is how one mail of a template looks: what of the sample is left out of it, what
// stands in place of it, what it asks for, and on which policy sections it rests.
type example struct {
	without  []string
	with     Values
	asks     []string // keys of fixed sentences, without "ask."
	sections []string
}

// exampleOf gives the template's example. Placeholders that no one mail has together (a
// found fault and a fault not found, a first and a finished answer) never meet in it.
func exampleOf(name string) example {
	switch name {
	case "ask_missing":
		return example{without: []string{"own_orders"}, asks: []string{"photo_video", "serial_firmware"}, sections: []string{"2"}}
	case "reminder_last":
		return example{without: []string{"goes_on"}, asks: []string{"photo_video"}, sections: []string{"2"}}
	case "closed_silence":
		return example{without: []string{"goes_on"}}
	case "evidence_unusable", "reminder_1", "safety_stop_use":
		return example{asks: []string{"photo_video"}, sections: []string{"2"}}
	case "verify_sender":
		return example{asks: []string{"order_number", "order_email"}}
	case "verify_buyer":
		return example{without: []string{"unproven"}}
	case "cancel_approved", "denied_shipped":
		return example{sections: []string{"1"}}
	case "denied_production":
		return example{without: []string{"change_request", "waited"}, sections: []string{"1"}}
	case "claim_received":
		return example{without: []string{"packaging"}, asks: []string{"serial_firmware"}, sections: []string{"2", "3"}}
	case "claim_before_delivery":
		return example{asks: []string{"which_order", "delivery_date"}}
	case "claim_rejected":
		return example{with: Values{"cause": "the item that came back is a different one from the one we sent"}, sections: []string{"2"}}
	case "delay_options":
		return example{without: []string{"change_request"}}
	case "delay_notice":
		return example{with: Values{"cause": "a part for it reached us late"}}
	case "costs_nonrefundable":
		return example{without: []string{"no_fault"}}
	case "reship_options":
		return example{without: []string{"report_date"}, asks: []string{"reship_choice", "address_confirm"}, sections: []string{"5"}}
	case "rma_status":
		return example{sections: []string{"3"}}
	case "inspection_no_fault":
		return example{with: Values{"finding": "every key answered in a test of two days, on three computers"}}
	case "resolution_shipped": // of a repair or a replacement; the other two are of a unit that goes back as it came
		return example{without: []string{"back_by_buyer", "back_by_shop", "back_cost"}}
	case "returned_without_rma":
		return example{asks: []string{"return_tracking"}}
	}
	return example{}
}

// Preview gives a letter of the template as a customer would get it, with sample values
// that belong together, and the policy sections on which its decision would rest. Dates,
// amounts and fixed sentences are in the language; what an agent would have typed is English.
func (s *Set) Preview(lang, name string) (Letter, []string) {
	e := exampleOf(name)
	v := merge(Sample(name).Common, e.with)
	delete(v, "asks")
	s.translate(lang, v)
	for _, x := range e.without {
		delete(v, x)
	}
	var asks []string
	for _, x := range e.asks {
		asks = append(asks, s.Sentence(lang, "ask."+x))
	}
	if len(asks) > 0 {
		v["asks"] = asks
	}
	return Letter{Parts: []Part{{Template: name, Values: v}}, Common: v}, slices.Clone(e.sections)
}

// translate writes a sample's dates, amounts and fixed sentences in a language.
func (s *Set) translate(lang string, v Values) {
	for name, x := range v {
		sample, ok := x.(string)
		if !ok {
			continue
		}
		if d, err := time.Parse("2 January 2006", sample); err == nil {
			v[name] = s.Date(lang, d.Format(time.DateOnly))
		}
		if amount, currency, ok := strings.Cut(sample, " "); ok && len(currency) == 3 {
			if _, _, plain := plainAmount(amount); plain {
				v[name] = s.Money(lang, amount, currency)
			}
		}
		if name == "statutory_notice" {
			v[name] = s.Sentence(lang, name)
		}
		if name == "status" {
			v[name] = s.Sentence(lang, "rma."+string(desk.RMAUnderReview))
		}
	}
}
