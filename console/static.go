package console

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"sync"

	"returndesk/desk"
)

// The files that browsers load. htmx (0BSD) and Pico (MIT) are unchanged from their npm
// packages, see static/vendor.
//
//go:embed static
var staticFiles embed.FS

// asset is one embedded file, ready to be sent.
type asset struct {
	name   string // with its hash, so that browsers may keep it for good
	kind   string
	plain  []byte
	zipped []byte
}

// assets are the embedded files, read and compressed once, at the first use. Nobody changes them.
var assets = sync.OnceValues(loadAssets)

// loadAssets reads and compresses the embedded files. The keys are the names as
// templates write them, and the names with the hash.
func loadAssets() (map[string]asset, error) {
	out := map[string]asset{}
	err := fs.WalkDir(staticFiles, "static", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(p, "LICENSE") {
			return err
		}
		b, err := staticFiles.ReadFile(p)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(b)
		base, ext := path.Base(p), path.Ext(p)
		a := asset{name: strings.TrimSuffix(base, ext) + "." + hex.EncodeToString(sum[:6]) + ext, kind: mime.TypeByExtension(ext), plain: b}
		if ext == ".ico" || a.kind == "" {
			a.kind = "image/x-icon"
		}
		var z bytes.Buffer
		w, err := gzip.NewWriterLevel(&z, gzip.BestCompression)
		if err != nil {
			return err
		}
		if _, err := w.Write(b); err != nil {
			return err
		}
		if err := w.Close(); err != nil {
			return err
		}
		a.zipped = z.Bytes()
		out[base], out[a.name] = a, a
		return nil
	})
	if err != nil {
		return nil, desk.Wrap(desk.CodeInternal, err, "the console's embedded files cannot be read")
	}
	return out, nil
}

// static sends an embedded file. Everybody may have them: the login page needs them.
func (s *Server) static(w http.ResponseWriter, r *http.Request, _ viewer) error {
	a, ok := s.assets[r.PathValue("name")]
	if !ok || a.name != r.PathValue("name") {
		return desk.Errf(desk.CodeNotFound, "there is no file %s", r.PathValue("name"))
	}
	h := w.Header()
	h.Set("Content-Type", a.kind)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("Cross-Origin-Resource-Policy", "cross-origin") // frames in a sandbox have no origin
	h.Set("Vary", "Accept-Encoding")
	body := a.plain
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		body = a.zipped
	}
	_, err := w.Write(body)
	return errSent(err)
}
