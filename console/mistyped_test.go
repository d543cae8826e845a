package console_test

import (
	"net/http"
	"strings"
	"testing"
)

// TestMistypedOrder: an order number that nobody knows leaves the agent on the case, with what he chose
// and typed in its fields.
func TestMistypedOrder(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.defect()
	b := w.as("agent")
	page := b.post("/cases/"+c.ID+"/reclassify", "class", "wrong_item", "order", "HW-99999", "because", "he says so in the photo")
	b.want(page, http.StatusNotFound, c.ID, "HW-99999 in the order data", "Approve")
	for _, want := range []string{`<option value="wrong_item" selected>`, `name="order" maxlength="60" autocomplete="off" value="HW-99999"`, `value="he says so in the photo"`} {
		if !strings.Contains(page.body, want) {
			t.Errorf("not kept: %s", want)
		}
	}
	b.want(b.post("/cases/C-9999/reclassify", "class", "wrong_item"), http.StatusNotFound, "There is no case C-9999")
}

// TestMendOfThePage: an error page names no flags of the command line.
func TestMendOfThePage(t *testing.T) {
	t.Parallel()
	b := open(t).as("agent")
	page := b.get("/cases/C-9999")
	b.want(page, http.StatusNotFound, "Back to the queue")
	if strings.Contains(page.body, "--order") {
		t.Error("an agent is sent to the command line")
	}
}
