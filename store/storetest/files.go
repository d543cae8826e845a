package storetest

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"testing"
	"time"

	"returndesk/desk"
)

// testFiles keeps photos with the record that names them, over a restart, and lets them go
// with the person.
func testFiles(t *testing.T, e *env) {
	e.settle(1, 2)
	photo := func(of byte) desk.File {
		data := bytes.Repeat([]byte{of}, 300<<10)
		sum := sha256.Sum256(data)
		return desk.File{SHA256: hex.EncodeToString(sum[:]), Data: data}
	}
	record := func(n int, files ...desk.File) {
		t.Helper()
		r := e.rma(n)
		for _, f := range files {
			r.Photos = append(r.Photos, desk.Photo{SHA256: f.SHA256, Name: "board.jpg", Type: "image/jpeg", Bytes: int64(len(f.Data)), By: "Ada", At: begin()})
		}
		e.must(e.Record(ctx(), desk.Change{RMAs: []desk.RMA{r}, Files: files}))
	}
	own, both := photo(1), photo(2)
	record(1, own, both)
	record(2, both)
	e.reopen()
	for _, f := range []desk.File{own, both} {
		got, err := e.File(ctx(), f.SHA256)
		e.must(err)
		e.same("a photo", bytes.Equal(got, f.Data), true)
	}
	_, err := e.File(ctx(), photo(3).SHA256)
	e.want(desk.CodeNotFound, err)
	_, err = e.File(ctx(), "../../etc/passwd")
	e.want(desk.CodeInvalid, err)
	wrong := photo(4)
	wrong.Data[0] = 9
	e.want(desk.CodeInvalid, e.Record(ctx(), desk.Change{Files: []desk.File{wrong}}))

	_, err = e.Erase(ctx(), writer(1), desk.System(), begin().Add(time.Hour))
	e.must(err)
	_, err = e.File(ctx(), own.SHA256)
	e.want(desk.CodeNotFound, err)
	_, err = e.File(ctx(), both.SHA256) // another record still names it
	e.must(err)
	_, err = e.Erase(ctx(), writer(2), desk.System(), begin().Add(time.Hour))
	e.must(err)
	_, err = e.File(ctx(), both.SHA256)
	e.want(desk.CodeNotFound, err)
}
