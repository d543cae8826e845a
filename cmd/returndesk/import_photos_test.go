package main

import (
	"bytes"
	"encoding/json"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
)

// TestImportJudgesPhotos: the photos of old mails are judged as those of new ones, and the decisions rest
// on the verdicts; where the configuration has nobody look at pictures, the import says so.
func TestImportJudgesPhotos(t *testing.T) {
	t.Parallel()
	config := shop(t, desk.RoleAdmin)
	dir := t.TempDir()
	now := time.Date(2026, 3, 20, 16, 0, 0, 0, time.UTC)
	var black bytes.Buffer
	if err := jpeg.Encode(&black, image.NewGray(image.Rect(0, 0, 960, 720)), nil); err != nil {
		t.Fatal(err)
	}
	for name, photo := range map[string][]byte{"kim": picture(t, 7), "ann": black.Bytes()} {
		raw := letter{From: name + "@mailbox.test", Name: name, To: "support@shop.example", Subject: "Broken", ID: name + "@mailbox.test",
			Text: "The third key of my keyboard is dead, see the photo.", Photo: photo, At: now}.raw("support@shop.example")
		raw = append([]byte("Received: from x by mx.shop.example; "+now.Format(time.RFC1123Z)+"\r\n"), raw...)
		if err := os.WriteFile(filepath.Join(dir, name+".eml"), raw, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	orders := []desk.Order{orderIn(desk.StageDelivered, "HW-10502", "kim@mailbox.test", "Kim Ost", now), orderIn(desk.StageDelivered, "HW-10503", "ann@mailbox.test", "Ann Ost", now)}
	list, err := json.Marshal(orders)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "orders.json")
	if err := os.WriteFile(file, list, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, workers, says, kim, ann string }{
		{"judged", "1", "2 pictures and videos were looked at, 1 of them unusable. 0 mails bring pictures or videos that nobody looked at, and that count as usable.", "claim_shown ok", "claim_not_shown unusable"},
		{"not judged", "0", "0 pictures and videos were looked at, 0 of them unusable. 2 mails bring pictures or videos that nobody looked at, and that count as usable: photos.judge_workers is 0.", "claim_shown ok", "claim_shown ok"},
	} {
		text, err := os.ReadFile(config)
		if err != nil {
			t.Fatal(err)
		}
		with := filepath.Join(filepath.Dir(config), "photos"+c.workers+".yaml")
		if err := os.WriteFile(with, append(text, "\nphotos: {judge_workers: "+c.workers+"}\n"...), 0o600); err != nil {
			t.Fatal(err)
		}
		old := filepath.Join(dir, c.name)
		out := must(t, with, "import", "--data", old, "--orders", file, filepath.Join(dir, "kim.eml"), filepath.Join(dir, "ann.eml"))
		if !strings.Contains(out, c.says) {
			t.Errorf("%s: %s", c.name, out)
		}
		got := map[string]string{}
		for _, id := range []string{"C-1001", "C-1002"} {
			var shown struct{ Case desk.Case }
			if err := json.Unmarshal([]byte(must(t, with, "show", "--json", "--data", old, id)), &shown); err != nil {
				t.Fatal(err)
			}
			got[shown.Case.Customer] = shown.Case.Rule + " " + shown.Case.Last().Facts.Get(desk.FactEvidence)
		}
		if got["kim@mailbox.test"] != c.kim || got["ann@mailbox.test"] != c.ann {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}
