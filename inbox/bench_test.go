package inbox

import (
	"fmt"
	"testing"

	"returndesk/internal/mailtest"
)

// BenchmarkDrain reads a mailbox of 2,000 mails of about 4 KB from Dovecot.
func BenchmarkDrain(b *testing.B) {
	d := mailtest.StartDovecot(b)
	const mails = 2000
	for i := range mails {
		raw := letter(fmt.Sprintf("n%05d", i))
		for len(raw) < 4000 {
			raw = append(raw, "The parcel came on Monday and the box was open at one side.\r\n"...)
		}
		if err := d.Deliver("INBOX", raw); err != nil {
			b.Fatal(err)
		}
	}
	a := accountAt(b, d.IMAPSAddr, TLSImplicit)
	a.Auth, a.RootCAs = Password(d.Password), d.CA
	for b.Loop() {
		sink := newSink()
		if err := once(b, a, sink); err != nil {
			b.Fatal(err)
		}
		if len(sink.mails) != mails {
			b.Fatalf("%d mails", len(sink.mails))
		}
	}
	b.ReportMetric(float64(b.N*mails)/b.Elapsed().Seconds(), "mails/s")
}
