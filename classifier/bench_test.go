package classifier

import (
	"slices"
	"testing"
	"time"
)

// BenchmarkRead reads the development mails in turn and reports the median as µs/mail.
func BenchmarkRead(b *testing.B) {
	p := engine(b)
	list := samples(b, "dev.jsonl")
	for b.Loop() {
		for _, s := range list {
			p.Read(s.input())
		}
	}
	var spent []time.Duration
	for range 5 {
		for _, s := range list {
			in := s.input()
			t0 := time.Now()
			p.Read(in)
			spent = append(spent, time.Since(t0))
		}
	}
	slices.Sort(spent)
	b.ReportMetric(float64(spent[len(spent)/2].Nanoseconds())/1000, "median-µs/mail")
	b.ReportMetric(float64(spent[len(spent)*99/100].Nanoseconds())/1000, "p99-µs/mail")
}

// BenchmarkLong reads a mail of the longest text that is looked at.
func BenchmarkLong(b *testing.B) {
	p := engine(b)
	text := ""
	for _, s := range samples(b, "dev.jsonl") {
		text += s.Text + " "
	}
	for len(text) < maxText {
		text += text
	}
	for b.Loop() {
		p.Read(Input{NewText: text, Received: time.Date(2026, 3, 19, 0, 0, 0, 0, time.UTC)})
	}
}
