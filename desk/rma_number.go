package desk

import "strings"

// crockford is Crockford's base-32 alphabet: no I, L, O, U.
const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// gfMul multiplies two elements of GF(32) with the primitive polynomial x^5+x^2+1.
func gfMul(a, b uint8) uint8 {
	var p uint8
	for b != 0 {
		if b&1 != 0 {
			p ^= a
		}
		a <<= 1
		if a&32 != 0 {
			a ^= 0b100101
		}
		b >>= 1
	}
	return p
}

// rmaWeights are alpha^7 ... alpha^0. All differ and none is zero, so the weighted sum
// catches every single wrong symbol and every swap of two symbols.
func rmaWeights() [8]uint8 {
	var w [8]uint8
	x := uint8(1)
	for i := 7; i >= 0; i-- {
		w[i] = x
		x = gfMul(x, 2)
	}
	return w
}

// NewRMANumber makes a number from 35 random bits: seven symbols and a check symbol
// over GF(32), written RMA-XXXX-XXXX (domain.md section 3).
func NewRMANumber(random uint64) string {
	w := rmaWeights()
	var sym [8]uint8
	var sum uint8
	for i := range 7 {
		sym[i] = uint8(random>>(5*i)) & 31
		sum ^= gfMul(w[i], sym[i])
	}
	sym[7] = sum // weight alpha^0 is 1
	b := []byte("RMA-")
	for i, s := range sym {
		if i == 4 {
			b = append(b, '-')
		}
		b = append(b, crockford[s])
	}
	return string(b)
}

// rmaNumbers says how a number looks and where those of the shop stand.
const rmaNumbers = "they look like RMA-7K3Q-9TXB; `returndesk rma list` names those of the shop"

// ParseRMANumber reads a number as people type it: case-free, O as 0, I and L as 1,
// with or without "RMA" and dashes. It gives the canonical form, or CodeInvalid when
// the length, a symbol or the check symbol is wrong.
func ParseRMANumber(s string) (string, error) {
	t := strings.ToUpper(strings.TrimSpace(s))
	t = strings.TrimPrefix(t, "RMA")
	t = strings.NewReplacer("-", "", " ", "", "#", "", ":", "", "O", "0", "I", "1", "L", "1").Replace(t)
	if len(t) != 8 {
		return "", Errf(CodeInvalid, "%q is not an RMA number: 8 symbols are needed", s).WithMend(rmaNumbers)
	}
	w := rmaWeights()
	var sum uint8
	for i := range 8 {
		v := strings.IndexByte(crockford, t[i])
		if v < 0 {
			return "", Errf(CodeInvalid, "%q is not an RMA number: the symbol %q does not occur in them", s, t[i]).WithMend(rmaNumbers)
		}
		sum ^= gfMul(w[i], uint8(v))
	}
	if sum != 0 {
		return "", Errf(CodeInvalid, "%q is not an RMA number: its check symbol is wrong", s).WithMend("look for a mistyped or swapped symbol")
	}
	return "RMA-" + t[:4] + "-" + t[4:], nil
}
