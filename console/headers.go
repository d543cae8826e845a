package console

import (
	"net"
	"net/http"
	"net/url"
	"strings"

	"github.com/klauspost/compress/gzhttp"

	"returndesk/desk"
)

// pagePolicy is the Content-Security-Policy of every page: nothing but our own files, no
// inline script or style, no frame around us. data: is for the pictures inside Pico's CSS.
const pagePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
	"frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"

// mailPolicy is that of a customer's HTML: a sandbox without scripts, forms or an origin,
// and nothing is loaded from anywhere. Only our own page may frame it.
const mailPolicy = "sandbox; default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"

// maxForm bounds the body of a request without photos: an edited draft is the largest.
const maxForm = 1 << 20

// chain puts the protections around the routes.
func (s *Server) chain() (http.Handler, error) {
	cross := http.NewCrossOriginProtection()
	if s.PublicURL != "" {
		if err := cross.AddTrustedOrigin(strings.TrimRight(s.PublicURL, "/")); err != nil {
			return nil, desk.Wrap(desk.CodeInvalid, err, "console.public_url is no origin").WithMend("write it as https://desk.example.com")
		}
	}
	cross.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.fail(w, r, viewer{}, desk.Errf(desk.CodeForbidden, "this request came from another site and was refused").WithMend("use the console's own buttons"))
	}))
	zip, err := gzhttp.NewWrapper(gzhttp.MinSize(1000), gzhttp.ContentTypes([]string{"text/html", "text/plain", "image/svg+xml"}))
	if err != nil {
		return nil, desk.Wrap(desk.CodeInternal, err, "compression cannot be set up")
	}
	h := s.sessions.LoadAndSave(cross.Handler(s.mux()))
	return s.guard(zip(h)), nil
}

// guard sets the headers that every answer carries, and refuses host names that are not
// ours: a foreign name that leads to this machine must not become our origin.
func (s *Server) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", pagePolicy)
		h.Set("X-Frame-Options", "DENY")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()")
		h.Set("Cache-Control", "no-store")
		if s.Secure {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		if !s.ourHost(r.Host) {
			http.Error(w, "this console is not known under that name", http.StatusMisdirectedRequest)
			return
		}
		limit := int64(maxForm)
		if strings.HasPrefix(r.URL.Path, "/rmas/") {
			limit = maxPhotoForm
		}
		r.Body = http.MaxBytesReader(w, r.Body, limit)
		next.ServeHTTP(w, r)
	})
}

// ourHost tells whether a console on loopback may be called by this name.
func (s *Server) ourHost(host string) bool {
	if !s.Loopback {
		return true
	}
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	name = strings.Trim(name, "[]")
	if ip := net.ParseIP(name); strings.EqualFold(name, "localhost") || ip != nil && ip.IsLoopback() {
		return true
	}
	u, err := url.Parse(s.PublicURL)
	return err == nil && s.PublicURL != "" && strings.EqualFold(host, u.Host)
}
