package browsertest

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// PicturesEnv names the folder into which Picture writes, for people who look at what the
// tests see. Without it no picture is taken.
const PicturesEnv = "RETURNDESK_PICTURES"

// Picture keeps the page as it stands, in its whole height, as NAME.png.
func (b *Tab) Picture(name string) {
	b.T.Helper()
	dir := os.Getenv(PicturesEnv)
	if dir == "" {
		return
	}
	b.must(os.MkdirAll(dir, 0o750))
	whole := true
	got, err := chromedp.Call(b.Ctx, page.CaptureScreenshot, page.CaptureScreenshotParams{Format: page.CaptureScreenshotFormatPng, CaptureBeyondViewport: &whole})
	b.must(err)
	file := strings.NewReplacer("/", "-", "?", "-", "&", "-", "=", "-", " ", "-", ",", "").Replace(name)
	b.must(os.WriteFile(filepath.Join(dir, strings.Trim(file, "-")+".png"), got.Data, 0o600))
}
