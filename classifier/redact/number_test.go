package redact

import "testing"

func TestLuhn(t *testing.T) {
	t.Parallel()
	for digits, want := range map[string]bool{
		"4111111111111111": true, "4111111111111112": false, "378282246310005": true, "5555555555554444": true, "79927398713": true, "79927398710": false,
	} {
		if Luhn(digits) != want {
			t.Errorf("%s: want %v", digits, want)
		}
	}
}

func TestChecks97(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]bool{
		"DE89370400440532013000": true, "DE88370400440532013000": false, "FR1420041010050500013M02606": true, "NL91ABNA0417164300": true,
		"ES9121000418450200051332": true, "IT60X0542811101000000123456": true, "GB82WEST12345698765432": true, "X": false,
	} {
		if checks97(s) != want {
			t.Errorf("%s: want %v", s, want)
		}
	}
}
