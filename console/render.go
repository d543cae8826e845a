package console

import (
	"bytes"
	"embed"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"strings"

	"returndesk/desk"
)

//go:embed all:pages
var pageFiles embed.FS

// page is what the frame around every page needs.
type page struct {
	Title   string
	Path    string // of the page, to mark it in the navigation
	Shop    string
	Version string
	Viewer  viewer
	Search  string // what stands in the search field
	Wide    bool   // the page uses the whole width and scrolls inside
}

func (s *Server) page(r *http.Request, v viewer, title string) page {
	return page{Title: title, Path: r.URL.Path, Shop: s.Shop, Version: s.Version, Viewer: v}
}

// loadPages reads the templates: each page together with the frame and the shared parts,
// whose file names begin with an underscore.
func (s *Server) loadPages() (map[string]*template.Template, error) {
	out := map[string]*template.Template{}
	frame, err := template.New("frame").Funcs(s.funcs()).ParseFS(pageFiles, "pages/_*.html")
	if err != nil {
		return nil, desk.Wrap(desk.CodeInternal, err, "the console's frame cannot be read")
	}
	files, err := fs.Glob(pageFiles, "pages/*.html")
	if err != nil {
		return nil, desk.Wrap(desk.CodeInternal, err, "the console's pages cannot be listed")
	}
	for _, f := range files {
		if strings.HasPrefix(path.Base(f), "_") {
			continue
		}
		t, err := frame.Clone()
		if err == nil {
			t, err = t.ParseFS(pageFiles, f)
		}
		if err != nil {
			return nil, desk.Wrap(desk.CodeInternal, err, "the page %s cannot be read", f)
		}
		out[strings.TrimSuffix(path.Base(f), ".html")] = t
	}
	return out, nil
}

// render sends a page. For htmx it sends only the part that the page names, so that the
// same handler serves both.
func (s *Server) render(w http.ResponseWriter, r *http.Request, status int, name string, data any) error {
	return s.renderPart(w, r, status, name, "frame.html", data)
}

// renderPart sends one named template of a page.
func (s *Server) renderPart(w http.ResponseWriter, _ *http.Request, status int, name, part string, data any) error {
	t, ok := s.pages[name]
	if !ok {
		return desk.Errf(desk.CodeInternal, "there is no page template %s", name)
	}
	if part == "frame.html" {
		part = "_frame.html"
	}
	var out bytes.Buffer
	if err := t.ExecuteTemplate(&out, part, data); err != nil {
		return desk.Wrap(desk.CodeInternal, err, "the page %s cannot be made", name)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, err := w.Write(out.Bytes())
	return errSent(err)
}
