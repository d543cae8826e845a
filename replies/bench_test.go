package replies

import "testing"

// BenchmarkReply renders and checks the draft of one mail: what the way of a mail costs
// between decision and store.
func BenchmarkReply(b *testing.B) {
	in := inputOf(b, recording(b, "S17"))
	ctx := contextOf(in)
	b.ReportAllocs()
	for b.Loop() {
		drafts, err := Compose(in)
		if err != nil {
			b.Fatal(err)
		}
		if p := CheckDraft(drafts[0], ctx); len(p) > 0 {
			b.Fatal(p)
		}
	}
}

// BenchmarkMessage makes the frozen bytes of one approved draft.
func BenchmarkMessage(b *testing.B) {
	in := inputOf(b, recording(b, "S17"))
	drafts, err := Compose(in)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Message(drafts[0], in.Now); err != nil {
			b.Fatal(err)
		}
	}
}
