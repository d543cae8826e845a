package slip_test

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/oned"
	"github.com/makiuchi-d/gozxing/qrcode"

	"returndesk/desk"
	"returndesk/slip"
)

const number = "RMA-7K3Q-9TXB"

// sample is a slip with everything on it; long makes its texts as long as they get.
func sample(paper slip.Paper, long bool) slip.Slip {
	s := slip.Slip{
		Brand: "Hollow Works", Number: number, Order: "HW-10466", Paper: paper, Language: "de",
		Items:     []string{"75% keyboard, ISO-DE (KB75-ISO-DE), serial number K75-010466"},
		Condition: "mit Kabel, ohne eigene Änderungen", Deadline: "17 April 2026",
		Address: "Hollow Works Returns\n12 Mill Lane\nAlbany, NY 12207\nUSA",
		Made:    time.Date(2026, 3, 27, 15, 4, 5, 0, time.UTC),
		Words: slip.Words{
			Title: "Rücksendeschein", Inside: "Bitte obenauf in das Paket legen.", Number: "Rücksendenummer", Order: "Bestellung",
			Items: "Was zurückkommt", Condition: "In diesem Zustand", Deadline: "Unterwegs bis", SendTo: "An", HowTo: "So packen Sie",
			Steps: []string{"Fest polstern.", "Teile beilegen.", "Etikett außen aufkleben.", "Beleg behalten."}, Outside: "Hier abschneiden.",
		},
	}
	if long {
		s.Condition = strings.Repeat("unmodified, in its box, with every cable that came with it; ", 12)
		s.Address = strings.Repeat("Gebäude C, Tor 12, Wareneingang\n", 12)
		for range 6 {
			s.Items = append(s.Items, strings.Repeat("a long name of a part, ", 10))
		}
		for i := range s.Words.Steps {
			s.Words.Steps[i] = strings.Repeat("so that nothing inside can move on its long way, ", 8)
		}
	}
	return s
}

// TestCodesAreReadable prints the page and reads both pairs of codes off it, on both
// sizes of paper, with short and with very long texts, in black and white.
func TestCodesAreReadable(t *testing.T) {
	t.Parallel()
	poppler(t, "pdftoppm")
	for _, paper := range []slip.Paper{slip.A4, slip.Letter} {
		for _, long := range []bool{false, true} {
			pdf, err := slip.PDF(sample(paper, long))
			if err != nil {
				t.Fatal(err)
			}
			page := render(t, pdf)
			b := page.Bounds()
			if tall := b.Dy() > b.Dx()*135/100; tall != (paper == slip.A4) {
				t.Errorf("%s: the page is %v", paper, b)
			}
			cut := b.Min.Y + b.Dy()*2/3
			for name, part := range map[string]image.Rectangle{
				"sheet": image.Rect(b.Min.X, b.Min.Y, b.Max.X, cut), "label": image.Rect(b.Min.X, cut, b.Max.X, b.Max.Y),
			} {
				half := page.SubImage(part)
				if got := read(half, qrcode.NewQRCodeReader()); got != number {
					t.Errorf("%s, long %v, %s: the QR code reads %q", paper, long, name, got)
				}
				if got := read(half, oned.NewCode128Reader()); got != number {
					t.Errorf("%s, long %v, %s: the bar code reads %q", paper, long, name, got)
				}
			}
		}
	}
}

// TestWordsOnThePage reads the page's text: everything stands on it, on one page.
func TestWordsOnThePage(t *testing.T) {
	t.Parallel()
	poppler(t, "pdftotext")
	s := sample(slip.A4, false)
	pdf, err := slip.PDF(s)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "pdftotext", "-layout", "-", "-")
	cmd.Stdin = bytes.NewReader(pdf)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	text := string(out)
	want := []string{s.Brand, s.Order, s.Items[0], s.Condition, s.Deadline, s.Words.Title, s.Words.Inside, s.Words.Outside, s.Words.HowTo, "12 Mill Lane"}
	for _, w := range append(want, s.Words.Steps...) {
		if !strings.Contains(text, w) {
			t.Errorf("the page lacks %q:\n%s", w, text)
		}
	}
	if n := strings.Count(text, number); n != 2 {
		t.Errorf("the number stands %d times on the page", n)
	}
	if n := strings.Count(text, "\f"); n != 1 {
		t.Errorf("%d pages", n)
	}
}

// TestNothingOnTheCut: however long the texts are, the sheet ends above the line at which
// the label is cut off.
func TestNothingOnTheCut(t *testing.T) {
	t.Parallel()
	poppler(t, "pdftotext")
	word := regexp.MustCompile(`yMin="([0-9.]+)" xMax="[0-9.]+" yMax="([0-9.]+)">(move|abschneiden\.)<`)
	for _, paper := range []slip.Paper{slip.A4, slip.Letter} {
		pdf, err := slip.PDF(sample(paper, true))
		if err != nil {
			t.Fatal(err)
		}
		cmd := exec.CommandContext(t.Context(), "pdftotext", "-bbox", "-", "-")
		cmd.Stdin = bytes.NewReader(pdf)
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		lowest, cut := 0.0, 0.0
		for _, m := range word.FindAllStringSubmatch(string(out), -1) {
			top, _ := strconv.ParseFloat(m[1], 64)
			end, _ := strconv.ParseFloat(m[2], 64)
			if m[3] == "move" { // a word of the steps
				lowest = max(lowest, end)
			} else {
				cut = top
			}
		}
		if lowest == 0 || cut == 0 || lowest > cut {
			t.Errorf("%s: the last step ends at %.0f points, the label begins at %.0f", paper, lowest, cut)
		}
	}
}

// TestSameSlipSameBytes keeps a draft that is drawn up again on one day the same draft.
func TestSameSlipSameBytes(t *testing.T) {
	t.Parallel()
	one, two := sample(slip.A4, false), sample(slip.A4, false)
	two.Made = two.Made.Add(3 * time.Hour)
	a, errA := slip.PDF(one)
	b, errB := slip.PDF(two)
	if errA != nil || errB != nil || !bytes.Equal(a, b) {
		t.Errorf("the bytes differ: %v, %v", errA, errB)
	}
}

// TestRefusals: a slip with a wrong number or no address is none.
func TestRefusals(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*slip.Slip){
		"number":  func(s *slip.Slip) { s.Number = "RMA-7K3Q-9TXC" },
		"address": func(s *slip.Slip) { s.Address = " \n" },
	} {
		s := sample(slip.A4, false)
		change(&s)
		if _, err := slip.PDF(s); desk.CodeOf(err) != desk.CodeInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestPaperOf: the paper of the customer's printer.
func TestPaperOf(t *testing.T) {
	t.Parallel()
	for country, want := range map[string]slip.Paper{"US": slip.Letter, "ca": slip.Letter, "DE": slip.A4, "": slip.A4, "JP": slip.A4} {
		if got := slip.PaperOf(country); got != want {
			t.Errorf("%q prints on %s", country, got)
		}
	}
}

// read decodes one code in a picture, "" when there is none to be read.
func read(img image.Image, r gozxing.Reader) string {
	bmp, err := gozxing.NewBinaryBitmapFromImage(img)
	if err != nil {
		return err.Error()
	}
	res, err := r.Decode(bmp, map[gozxing.DecodeHintType]interface{}{gozxing.DecodeHintType_TRY_HARDER: true})
	if err != nil {
		return err.Error()
	}
	return res.GetText()
}

// render prints the first page as a printer of 150 dots an inch would, without grey.
func render(t *testing.T, pdf []byte) *image.Gray {
	t.Helper()
	base := filepath.Join(t.TempDir(), "page")
	cmd := exec.CommandContext(t.Context(), "pdftoppm", "-r", "150", "-mono", "-png", "-singlefile", "-", base)
	cmd.Stdin = bytes.NewReader(pdf)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	f, err := os.Open(base + ".png")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	gray := image.NewGray(img.Bounds())
	for y := img.Bounds().Min.Y; y < img.Bounds().Max.Y; y++ {
		for x := img.Bounds().Min.X; x < img.Bounds().Max.X; x++ {
			gray.Set(x, y, img.At(x, y))
		}
	}
	return gray
}

// poppler leaves a test out where the PDF tools are missing, but never in `make test`.
func poppler(t *testing.T, program string) {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		if os.Getenv("RETURNDESK_REQUIRE_SERVERS") == "1" {
			t.Fatal(err)
		}
		t.Skipf("left out: %v", err)
	}
}
