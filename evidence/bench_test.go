package evidence

import "testing"

// BenchmarkJudge12MP judges a photo of 12 megapixels, as phones send them.
func BenchmarkJudge12MP(b *testing.B) {
	a := Attachment{Name: "a.jpg", Bytes: asJPEG(b, scene(4032, 3024, 33), 90)}
	b.SetBytes(int64(len(a.Bytes)))
	b.ReportAllocs()
	for b.Loop() {
		Judge(a)
	}
}

// BenchmarkQuick12MP is what a photo costs on the way of a mail: hashing and headers.
func BenchmarkQuick12MP(b *testing.B) {
	a := Attachment{Name: "a.jpg", Bytes: asJPEG(b, scene(4032, 3024, 33), 90)}
	b.SetBytes(int64(len(a.Bytes)))
	for b.Loop() {
		Quick(a)
	}
}

// BenchmarkMeasure is our own share of judging, without the decoder's.
func BenchmarkMeasure(b *testing.B) {
	m := scene(4032, 3024, 33)
	p, _ := normalise(m, NormSide)
	b.Run("normalise", func(b *testing.B) {
		for b.Loop() {
			normalise(m, NormSide)
		}
	})
	b.Run("measure", func(b *testing.B) {
		for b.Loop() {
			measure(p)
		}
	})
	b.Run("hash", func(b *testing.B) {
		for b.Loop() {
			perceptualHash(p)
		}
	})
}
