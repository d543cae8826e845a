package lint

import (
	"slices"
	"strings"
)

// module is this module's path; a room "store/bolt" is imported as module/store/bolt.
const module = "returndesk"

// room says what one folder may import in code that ships. Tests may import any room.
type room struct {
	imports []string // rooms
	modules []string // libraries outside the standard one
	pure    bool     // does no IO and takes the time as an argument
	// except are files of a pure room that do IO after all, by prefix of their name.
	except []string
}

// house is the import table of design.md, "The house". A room that is not listed is an
// error, so that a new one gets its rule with its first file. A folder below a listed
// one without an entry of its own follows the listed one.
func house() map[string]room {
	imap := []string{"github.com/emersion/go-imap", "github.com/emersion/go-sasl", "github.com/cenkalti/backoff", "github.com/sony/gobreaker", "golang.org/x/sync"}
	return map[string]room{
		"desk":     {pure: true},
		"message":  {pure: true, imports: []string{"desk"}, modules: []string{"github.com/emersion/go-message", "github.com/emersion/go-msgauth", "golang.org/x/net", "golang.org/x/text", "github.com/gabriel-vasile/mimetype"}},
		"evidence": {pure: true, imports: []string{"desk"}, modules: []string{"golang.org/x/image", "github.com/gabriel-vasile/mimetype", "github.com/bep/imagemeta"}},
		"facts":    {pure: true, imports: []string{"desk"}},
		"policy":   {pure: true, imports: []string{"desk"}, modules: []string{"go.yaml.in/yaml"}},
		"classifier": {pure: true, imports: []string{"desk", "message"},
			modules: []string{"go.yaml.in/yaml", "github.com/abadojack/whatlanggo", "golang.org/x/text", "github.com/klauspost/compress"}},
		"classifier/redact": {pure: true, imports: []string{"desk"}, modules: []string{"golang.org/x/text"}},
		"classifier/llm": {imports: []string{"desk", "classifier", "classifier/redact"},
			modules: []string{"github.com/sashabaranov/go-openai", "github.com/cenkalti/backoff", "github.com/sony/gobreaker", "golang.org/x/image"}},
		"classifier/corpus": {pure: true, imports: []string{"desk", "message"}},
		"classifier/linear": {pure: true},
		"classifier/score":  {pure: true, imports: []string{"desk", "classifier/corpus"}},
		"classifier/train":  {pure: true, imports: []string{"desk", "classifier", "classifier/corpus", "classifier/linear"}},
		"classifier/plot":   {pure: true, imports: []string{"desk", "classifier/score"}, modules: []string{"github.com/go-analyze/charts"}},
		"templates":         {pure: true, imports: []string{"desk"}, modules: []string{"golang.org/x/net", "golang.org/x/text"}},
		"replies": {pure: true, except: []string{"send", "smtp"}, imports: []string{"desk", "message", "templates", "slip"},
			modules: []string{"github.com/wneessen/go-mail", "github.com/emersion/go-message", "github.com/emersion/go-sasl", "golang.org/x/text", "golang.org/x/net", "github.com/aymanbagabas/go-udiff"}},
		"slip": {pure: true, imports: []string{"desk"},
			modules: []string{"codeberg.org/go-pdf/fpdf", "github.com/boombuler/barcode", "golang.org/x/image", "golang.org/x/text"}},
		"orders":          {imports: []string{"desk"}, modules: []string{"golang.org/x/text"}},
		"inbox":           {imports: []string{"desk"}, modules: imap},
		"config":          {imports: []string{"desk"}, modules: []string{"go.yaml.in/yaml", "golang.org/x/text"}},
		"archive":         {imports: []string{"desk"}},
		"oauth":           {imports: []string{"desk"}, modules: []string{"golang.org/x/oauth2", "golang.org/x/sys", "github.com/emersion/go-sasl"}},
		"judge":           {imports: []string{"desk", "evidence"}, modules: []string{"golang.org/x/sys", "golang.org/x/sync"}},
		"digest":          {imports: []string{"desk", "replies"}, modules: []string{"github.com/go-analyze/charts", "github.com/wneessen/go-mail"}},
		"store/bolt":      {imports: []string{"desk"}, modules: []string{"go.etcd.io/bbolt", "golang.org/x/sys", "golang.org/x/sync", "golang.org/x/text", "github.com/klauspost/compress", "github.com/go-json-experiment/json"}},
		"store/storetest": {imports: []string{"desk"}, modules: []string{"github.com/google/go-cmp"}},
		"password":        {pure: true, imports: []string{"desk"}, modules: []string{"golang.org/x/crypto"}},
		"explain":         {pure: true, imports: []string{"desk"}},
		"flow": {imports: []string{"desk", "message", "classifier", "evidence", "facts", "policy", "replies", "templates", "password", "explain"},
			modules: []string{"golang.org/x/sync", "golang.org/x/text"}},
		"scenario": {pure: true, imports: []string{"desk", "message", "classifier", "facts", "policy", "flow"}},
		"sim":      {imports: []string{"desk", "message", "classifier", "evidence", "orders", "policy", "templates", "replies", "flow", "digest", "store/bolt"}},
		"control":  {imports: []string{"desk", "flow", "digest"}, modules: []string{"golang.org/x/sys"}},
		"console": {imports: []string{"desk", "flow", "control", "digest", "explain", "policy", "message"},
			modules: []string{"github.com/alexedwards/scs", "github.com/klauspost/compress", "github.com/microcosm-cc/bluemonday", "golang.org/x/net", "golang.org/x/time", "golang.org/x/sync"}},
		"metrics": {imports: []string{"desk", "control"}, modules: []string{"github.com/prometheus/client_golang"}},
		"demo": {imports: []string{"desk"},
			modules: []string{"golang.org/x/image", "golang.org/x/text", "github.com/emersion/go-imap", "github.com/emersion/go-smtp", "github.com/emersion/go-sasl", "github.com/emersion/go-message", "golang.org/x/sync"}},
		"cmd/returndesk": {imports: []string{"*"}, modules: []string{"*"}},
		"internal":       {imports: []string{"*"}, modules: []string{"*"}},
	}
}

// effects are the packages of the standard library through which a room would do IO.
// Reading parsed text (io, bufio, embed, io/fs, net/mail, net/url) is none.
func effects() []string {
	return []string{"os", "os/exec", "os/signal", "os/user", "net", "net/http", "net/smtp", "net/rpc", "crypto/tls", "database/sql", "syscall", "log"}
}

// clocks are the calls of package time that read or wait for the machine's clock.
func clocks() []string {
	return []string{"Now", "Since", "Until", "Sleep", "After", "AfterFunc", "Tick", "NewTicker", "NewTimer"}
}

// ruleOf finds the rule of a folder: its own or that of the nearest folder above.
func ruleOf(dir string, rules map[string]room) (room, bool) {
	for {
		if r, ok := rules[dir]; ok {
			return r, true
		}
		i := strings.LastIndexByte(dir, '/')
		if i < 0 {
			return room{}, false
		}
		dir = dir[:i]
	}
}

// allowsRoom says whether a room may import another. Rooms below itself are its own.
func (r room) allowsRoom(self, other string) bool {
	if other == self || strings.HasPrefix(other, self+"/") {
		return true
	}
	return slices.ContainsFunc(r.imports, func(a string) bool {
		return a == "*" || other == a || strings.HasPrefix(other, a+"/")
	})
}

// allowsModule says whether a room may import a package of a library.
func (r room) allowsModule(path string) bool {
	return slices.ContainsFunc(r.modules, func(a string) bool {
		return a == "*" || path == a || strings.HasPrefix(path, a+"/")
	})
}

// doesIO says whether a file of a pure room is one of its exceptions.
func (r room) doesIO(file string) bool {
	return !r.pure || slices.ContainsFunc(r.except, func(p string) bool { return strings.HasPrefix(file, p) })
}
