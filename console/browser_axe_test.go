package console_test

import (
	"encoding/json"
	"os"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"

	"returndesk/desk"
	"returndesk/flow"
)

// axeSource is axe-core (Deque, MPL-2.0), unchanged from its npm package.
var axeSource = sync.OnceValues(func() ([]byte, error) { return os.ReadFile("testdata/axe/axe.min.js") })

// axeFinding is one breach of an accessibility rule, as axe-core tells it.
type axeFinding struct {
	ID    string
	Help  string
	Nodes []struct {
		HTML    string
		Summary string `json:"failureSummary"`
	}
}

// axe runs axe-core on the page as it stands: no breach of WCAG 2.2 A or AA, and nothing
// wider than the window. With a rule it holds the page against that one alone.
func (b *tab) axe(what, rule string) {
	b.T.Helper()
	source, err := axeSource()
	fatal(b.T, err)
	rules := "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']"
	if rule != "" {
		rules = "{type: 'rule', values: ['" + rule + "']}"
	}
	if b.JS("typeof axe") == "undefined" {
		b.Do(chromedp.Evaluate[chromedp.Void](string(source)))
	}
	b.Do(chromedp.Evaluate[chromedp.Void]("window.found = null; axe.run(document, {runOnly: " + rules + ", iframes: false, resultTypes: ['violations']}).then(r => { window.found = JSON.stringify(r.violations) }); undefined"))
	b.Until("window.found !== null")
	var found []axeFinding
	if text := b.JS("window.found"); json.Unmarshal([]byte(text), &found) != nil {
		b.T.Fatalf("%s: axe gave %s", what, text)
	}
	for _, f := range found {
		for _, n := range f.Nodes {
			b.T.Errorf("%s: %s (%s)\n  %s\n  %s", what, f.ID, f.Help, n.HTML, n.Summary)
		}
	}
	if b.JS("document.documentElement.scrollWidth <= innerWidth") != "true" {
		b.T.Errorf("%s: wider than the window: %s of %s", what, b.JS("document.documentElement.scrollWidth"), b.JS("innerWidth"))
	}
	b.Picture(what)
}

// sight is a page in a state.
type sight struct {
	name, path string
	set        func(b *tab) // brings the page into the state; nil: it is in it
}

// accessible opens pages wide and narrow, light and dark, with everything that folds open,
// and runs axe-core on each.
func (b *tab) accessible(sights ...sight) {
	b.T.Helper()
	for _, s := range sights {
		b.Look(1440, 900, "light")
		b.Open(s.path)
		if s.set != nil {
			s.set(b)
		} else {
			b.Do(chromedp.Evaluate[chromedp.Void](`document.querySelectorAll("details:not([name])").forEach(d => d.open = true)`))
		}
		b.axe(s.name+" wide, light", "")
		b.Look(1440, 900, "dark")
		b.axe(s.name+" wide, dark", "color-contrast")
		// axe does not look into frames: their pages take the light colour of their text from
		// the scheme, so a frame that stays white would hide it.
		if b.JS(`[...document.querySelectorAll("iframe")].every(f => getComputedStyle(f).backgroundColor != "rgb(255, 255, 255)")`) != "true" {
			b.T.Errorf("%s: a frame is white in the dark", s.name)
		}
		b.Look(390, 844, "dark")
		b.axe(s.name+" narrow, dark", "")
		b.Look(390, 844, "light")
		b.axe(s.name+" narrow, light", "color-contrast")
	}
	b.Clean("every page")
}

// press clicks what a selector finds and waits for what then is.
func press(selector, until string) func(b *tab) {
	return func(b *tab) {
		b.T.Helper()
		b.Click(selector)
		b.Until(until)
	}
}

// key presses keys and waits for what then is.
func key(keys, until string) func(b *tab) {
	return func(b *tab) {
		b.T.Helper()
		b.Keys(keys)
		b.Until(until)
	}
}

// TestBrowserAccessible: every page, with what it shows on a usual day.
func TestBrowserAccessible(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.receive(withPhoto(t, "HW-10501 photo", photo(t), "key.jpg"))
	claim, cancel := w.defect(), w.cancel()
	w.newsletter()
	b := w.tab()
	b.accessible(sight{"login", "/login", nil},
		sight{"login refused", "/login", func(b *tab) {
			b.Do(chromedp.SendKeys("#login", "agent"), chromedp.SendKeys("#password", "not this one\r"))
			b.Until(`document.querySelector("[role=alert]") != null`)
		}})
	b = w.tabOf("admin")
	praise := flow.Correction{Case: cancel.ID, Add: []desk.Signal{desk.SignalPraise}, Because: "he thanks us"}
	if _, err := w.Reclassify(t.Context(), desk.Actor{Name: "The agent", Role: desk.RoleAgent}, praise); err != nil {
		t.Fatal(err)
	}
	b.accessible(
		sight{"queue", "/queue", nil}, sight{"queue filtered", "/queue?class=cancellation", nil}, sight{"search", "/search?q=keyboard", nil},
		sight{"a case with a photo", "/cases/" + claim.ID, nil}, sight{"a refusal", "/cases/" + cancel.ID, nil}, sight{"history", "/cases/" + claim.ID + "/history", nil},
		sight{"RMA board", "/rmas", nil}, sight{"RMA", "/rmas/" + claim.RMAs[0], nil}, sight{"digest", "/digest", nil}, sight{"suppressed mails", "/parked?state=suppressed", nil},
		sight{"settings", "/settings", nil}, sight{"settings checked", "/settings", press(`form[action="/settings/check"] button`, `document.body.innerText.includes("clock")`)},
		sight{"account", "/account", nil},
		sight{"corrections", "/corrections?show=all", nil},
		sight{"keys", "/queue", key("?", `document.querySelector("#keys").open`)},
		sight{"zoom", "/cases/" + claim.ID, press("a[data-large]", `document.querySelector("#zoom").open`)},
		sight{"asking", "/cases/" + claim.ID, key("a", `document.activeElement.name == "ask"`)},
		sight{"another class", "/cases/" + claim.ID, key("c", `document.activeElement.id == "class"`)},
		sight{"signals", "/cases/" + claim.ID, key("s", `document.activeElement.name == "signal"`)},
		sight{"rejecting", "/cases/" + claim.ID, key("x", `document.activeElement.id == "reject-why"`)},
		sight{"next step", "/cases/" + claim.ID, press(`details:has(.steps) > summary`, `document.querySelector("details:has(.steps)").open`)},
		sight{"handing up", "/cases/" + claim.ID, press(`details:has(#hand-to) > summary`, `document.querySelector("details:has(#hand-to)").open`)},
		sight{"snoozing", "/cases/" + claim.ID, press(`details:has(#until) > summary`, `document.querySelector("details:has(#until)").open`)},
		sight{"a note", "/cases/" + claim.ID, press(`details:has(#note) > summary`, `document.querySelector("details:has(#note)").open`)},
	)
	ann := desk.Actor{Name: "Ann", Role: desk.RoleSenior}
	for _, s := range []flow.RMAStep{{Step: "note", Because: "none left", Set: map[string]string{"ruled_out": "parts"}}, {Step: "no_return"}, {Step: "remedy", Because: "the board is burnt", Set: map[string]string{"remedy": "replacement"}}} {
		var err error
		if s.RMA = claim.RMAs[0]; s.Step == "no_return" {
			_, err = w.AdvanceRMA(t.Context(), ann, s.RMA, desk.RMANoReturn, "seen enough", nil)
		} else {
			_, err = w.TakeRMAStep(t.Context(), ann, s)
		}
		fatal(t, err)
	}
	b.accessible(sight{"RMA with a remedy", "/rmas/" + claim.RMAs[0], press(`details:has([value=resolution_shipped]) > summary`, `document.querySelector("details:has([value=resolution_shipped])").open`)})
}

// TestBrowserAccessibleEmpty: what there is nothing of, and what there is not.
func TestBrowserAccessibleEmpty(t *testing.T) {
	t.Parallel()
	w := open(t)
	b := w.tabOf("agent")
	b.accessible(
		sight{"empty queue", "/queue", nil}, sight{"no match", "/queue?class=delay", nil}, sight{"nothing for me", "/queue?for=me", nil}, sight{"nothing put off", "/queue?show=snoozed", nil},
		sight{"nothing found", "/search?q=unheard", nil}, sight{"no return", "/rmas", nil}, sight{"none overdue", "/rmas?show=overdue", nil}, sight{"none closed", "/rmas?show=closed", nil},
		sight{"empty quarantine", "/parked?state=quarantined", nil}, sight{"nothing suppressed", "/parked?state=suppressed", nil},
		sight{"no such page", "/nothing", nil}, sight{"no such case", "/cases/C-9999", nil}, sight{"no case's number", "/cases/nonsense", nil}, sight{"no such place", "/queue?after=nonsense", nil},
		sight{"an agent's settings", "/settings", nil},
		sight{"not allowed", "/settings", func(b *tab) {
			b.Do(chromedp.Evaluate[chromedp.Void](`(() => { const f = document.createElement("form"); f.method = "post"; f.action = "/settings/check"; document.body.append(f); f.submit() })()`))
			b.shows("h1", "Not allowed")
		}},
	)
}
