package main

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"returndesk/evidence"
	"returndesk/internal/mailtest"
)

// photoPart measures (c): mails with phone photos of 12 megapixels, the time to have all of
// them decided and judged, against djpeg -scale 1/8 on the same photos.
func (b *bench) photoPart() error {
	if b.photos == 0 {
		return nil
	}
	fmt.Printf("(c) %d mails with a photo of 12 megapixels\n", b.photos)
	photos, err := makePhotos(8)
	if err != nil {
		return err
	}
	figure("size of a photo", float64(len(photos[0]))/1e6, "MB")
	reference, err := b.djpeg(photos)
	if err != nil {
		return err
	}
	figure("djpeg -scale 1/8, a photo", 1000*reference, "ms")
	judging := judgeTime(photos)
	figure("judging a photo, decoded in full", 1000*judging, "ms")
	figure("photos judged, a second and core", 1/judging, "")
	b.bound("processor time of judging, against djpeg", judging/reference, 8, "x")
	d, err := mailtest.NewDovecot()
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }() // throw-away
	now := time.Now().Truncate(time.Second)
	r := rand.New(rand.NewPCG(3, 9))
	var orders bytes.Buffer
	orders.WriteString(strings.Join(orderColumns(), ",") + "\n")
	for i := range b.photos {
		who := somebody(r, i)
		number := fmt.Sprintf("HW-%05d", 50000+i)
		fmt.Fprintf(&orders, "%s,%s,%s,%s,delivered,%s,started,%s,%s,%s,delivered,UPS,1ZP%06d,US,America/New_York,1,KB,65%% keyboard,1,S%d,2.3.1,2026-B10,289.00,19.00,USD\n",
			number, who.address, who.name, stampBefore(now, 30), stampBefore(now, 20), now.AddDate(0, 0, -5).Format(time.DateOnly), stampBefore(now, 6), stampBefore(now, 2), i, i)
		raw := photoMail(who, number, i, unlike(photos[i%len(photos)], i), now)
		if err := d.DeliverTo(d.User, "INBOX", raw, now); err != nil {
			return err
		}
	}
	s, err := b.shop(d, orders.Bytes())
	if err != nil {
		return err
	}
	data := filepath.Join(b.dir, "data-photos")
	config, err := s.configFor(d.IMAPAddr, data)
	if err != nil {
		return err
	}
	t := time.Now()
	c := b.command("--config", config, "run", "--once")
	if out, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("run --once: %w: %s", err, tail(out))
	}
	wall := time.Since(t).Seconds()
	figure("whole run: fetched, decided, stored and judged", wall, "s")
	cpu := c.ProcessState.UserTime().Seconds() + c.ProcessState.SystemTime().Seconds() // judges are waited for, so they count
	figure("the same, processor time a mail", 1000*cpu/float64(b.photos), "ms")
	b.bound("peak memory of the process", peakMiB(c.ProcessState), 256, "MiB")
	return nil
}

// judgeTime gives the processor time that a judge takes for a photo, in seconds: what its
// child process does with each picture.
func judgeTime(photos [][]byte) float64 {
	begin := ownTime()
	n := 0
	for range 3 {
		for i, p := range photos {
			evidence.Judge(evidence.Attachment{Name: fmt.Sprintf("IMG_%04d.jpg", i), DeclaredType: "image/jpeg", Bytes: p})
			n++
		}
	}
	return (ownTime() - begin) / float64(n)
}

// ownTime is the processor time that this process has used, in seconds.
func ownTime() float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return float64(u.Utime.Sec+u.Stime.Sec) + float64(u.Utime.Usec+u.Stime.Usec)/1e6
}

func stampBefore(now time.Time, days int) string {
	return now.AddDate(0, 0, -days).Format(time.RFC3339)
}

// makePhotos draws n photos of 4000 by 3000 pixels with the grain of a phone's sensor, so
// that they weigh about what phone photos weigh.
func makePhotos(n int) ([][]byte, error) {
	out := make([][]byte, n)
	for k := range n {
		r := rand.New(rand.NewPCG(uint64(k), 77))
		img := image.NewYCbCr(image.Rect(0, 0, 4000, 3000), image.YCbCrSubsampleRatio420)
		for y := range 3000 {
			for x := range 4000 {
				v := 60 + (x*(k+3)/37+y/29)%90
				if (x/160+y/160)%2 == 0 {
					v += 50
				}
				img.Y[img.YOffset(x, y)] = uint8(v + r.IntN(22))
			}
		}
		for i := range img.Cb {
			c := color.YCbCr{Cb: uint8(118 + k), Cr: uint8(132 - k)}
			img.Cb[i], img.Cr[i] = c.Cb, c.Cr
		}
		var b bytes.Buffer
		if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 90}); err != nil {
			return nil, err
		}
		out[k] = b.Bytes()
	}
	return out, nil
}

// unlike makes another file of the same picture: a comment segment behind the first
// marker, as every phone writes its own.
func unlike(photo []byte, i int) []byte {
	note := fmt.Sprintf("photo %d", i)
	out := append([]byte(nil), photo[:2]...)
	out = append(out, 0xFF, 0xFE, 0, byte(len(note)+2))
	out = append(out, note...)
	return append(out, photo[2:]...)
}

// photoMail is a claim with a photo attached.
func photoMail(who person, number string, i int, photo []byte, at time.Time) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "From: %s <%s>\r\nTo: support@shop.example\r\nSubject: %s dead row\r\nDate: %s\r\nMessage-ID: <photo%d@%s>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=zz\r\n\r\n--zz\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nThe third row of %s does not register at all, photo %d attached.\r\n\r\n--zz\r\nContent-Type: image/jpeg; name=IMG_%04d.jpg\r\nContent-Disposition: attachment; filename=IMG_%04d.jpg\r\nContent-Transfer-Encoding: base64\r\n\r\n",
		who.name, who.address, number, at.Format(time.RFC1123Z), i, who.domain, number, i, i, i)
	text := base64.StdEncoding.EncodeToString(photo)
	for len(text) > 76 {
		b.WriteString(text[:76] + "\r\n")
		text = text[76:]
	}
	b.WriteString(text + "\r\n--zz--\r\n")
	return b.Bytes()
}

// djpeg gives the processor time that libjpeg-turbo takes for a photo, in seconds.
func (b *bench) djpeg(photos [][]byte) (float64, error) {
	total, n := 0.0, 0
	for round := range 3 {
		for i, p := range photos {
			path := filepath.Join(b.dir, fmt.Sprintf("p%d-%d.jpg", round, i))
			if err := os.WriteFile(path, p, 0o600); err != nil {
				return 0, err
			}
			c := exec.CommandContext(b.ctx, "djpeg", "-scale", "1/8", "-outfile", "/dev/null", path)
			if out, err := c.CombinedOutput(); err != nil {
				return 0, fmt.Errorf("djpeg: %w: %s", err, tail(out))
			}
			total += c.ProcessState.UserTime().Seconds() + c.ProcessState.SystemTime().Seconds()
			n++
		}
	}
	return total / float64(n), nil
}

// micro prints the Go benchmarks of the pure rooms: microseconds a mail.
func (b *bench) micro() error {
	fmt.Println("(d) microseconds a mail: parse, classify, decide, render")
	c := exec.CommandContext(b.ctx, "go", "test", "-run", "^$", "-bench", "Parse|Read|Decide|Reply|Assess", "-benchtime", "500ms", "./message", "./classifier", "./policy", "./replies", "./flow")
	out, err := c.CombinedOutput()
	if err != nil {
		return fmt.Errorf("go test -bench: %w: %s", err, tail(out))
	}
	for l := range strings.Lines(string(out)) {
		if strings.HasPrefix(l, "Benchmark") {
			fmt.Print("  ", l)
		}
	}
	return nil
}
