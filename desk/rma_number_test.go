package desk

import (
	"strings"
	"testing"
)

func TestRMANumberKnown(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ in, want string }{
		{"RMA-7K3Q-9TXB", "RMA-7K3Q-9TXB"},
		{"rma 7k3q 9txb", "RMA-7K3Q-9TXB"},
		{"#7K3Q9TXB", "RMA-7K3Q-9TXB"},
		{"RMA-M4W8-C2H7", "RMA-M4W8-C2H7"},
		{"RMA-3TZ6-GVEE", "RMA-3TZ6-GVEE"},
	} {
		got, err := ParseRMANumber(tc.in)
		if err != nil || got != tc.want {
			t.Errorf("ParseRMANumber(%q) = %q, %v; want %q", tc.in, got, err, tc.want)
		}
	}
	for _, bad := range []string{"", "RMA-7K3Q-9TX", "RMA-7K3Q-9TXBB", "RMA-7K3Q-9TUB", "RMA-7K3Q-9TXC", "RMA-K73Q-9TXB"} {
		if got, err := ParseRMANumber(bad); err == nil || CodeOf(err) != CodeInvalid {
			t.Errorf("ParseRMANumber(%q) = %q, %v; want an error", bad, got, err)
		}
	}
}

func TestRMANumberFoldsLookAlikes(t *testing.T) {
	t.Parallel()
	for seed := range uint64(2000) {
		n := NewRMANumber(seed * 0x9E3779B97F4A7C15)
		alike := "RMA-" + strings.NewReplacer("0", "o", "1", "l").Replace(n[4:])
		if got, err := ParseRMANumber(alike); err != nil || got != n {
			t.Fatalf("%q as %q: %q, %v", n, alike, got, err)
		}
	}
}

// Every single wrong symbol and every swap of two symbols is caught, on samples, for all
// positions and all symbols (domain.md section 3: "checked exhaustively on samples").
func TestRMANumberCatchesErrors(t *testing.T) {
	t.Parallel()
	for seed := range uint64(200) {
		n := NewRMANumber(seed*0xD1342543DE82EF95 + 7)
		if _, err := ParseRMANumber(n); err != nil {
			t.Fatalf("%s is refused: %v", n, err)
		}
		sym := []byte(strings.ReplaceAll(n[4:], "-", ""))
		for i := range sym {
			for k := range len(crockford) {
				if crockford[k] == sym[i] {
					continue
				}
				wrong := append([]byte(nil), sym...)
				wrong[i] = crockford[k]
				if _, err := ParseRMANumber(string(wrong)); err == nil {
					t.Fatalf("%s with %q at %d is accepted", n, crockford[k], i)
				}
			}
			for j := i + 1; j < len(sym); j++ {
				if sym[i] == sym[j] {
					continue
				}
				swapped := append([]byte(nil), sym...)
				swapped[i], swapped[j] = swapped[j], swapped[i]
				if _, err := ParseRMANumber(string(swapped)); err == nil {
					t.Fatalf("%s with %d and %d swapped is accepted", n, i, j)
				}
			}
		}
	}
}

func FuzzParseRMANumber(f *testing.F) {
	for _, s := range []string{"RMA-7K3Q-9TXB", "rma7k3q9txb", "RMA", "", "ÄÖ-1234-5678"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, err := ParseRMANumber(s)
		if err != nil {
			return
		}
		again, err := ParseRMANumber(n)
		if err != nil || again != n {
			t.Fatalf("%q read as %q reads as %q, %v", s, n, again, err)
		}
	})
}
