package classifier

import "testing"

// BenchmarkOpen reads what the shipped engine is made of, as every start of the program does.
func BenchmarkOpen(b *testing.B) {
	b.Run("model", func(b *testing.B) {
		for b.Loop() {
			if _, err := DecodeModel(shipped); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("phrases", func(b *testing.B) {
		for b.Loop() {
			if _, err := readPhrases(); err != nil {
				b.Fatal(err)
			}
		}
	})
}
