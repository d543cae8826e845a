package llm

import (
	"bytes"
	"context"
	"encoding/json"
	"image"
	"image/color"
	"image/png"
	"strings"

	"golang.org/x/image/draw"
	"golang.org/x/image/font"
	"golang.org/x/image/font/basicfont"
	"golang.org/x/image/math/fixed"

	"returndesk/desk"
)

// Models asks the server which models it has. Servers that keep no list fail with kind
// NoModel or Rejected.
func (e *Engine) Models(ctx context.Context) ([]string, error) {
	ctx, cancel := context.WithTimeout(ctx, e.opt.Timeout)
	defer cancel()
	list, err := e.client.ListModels(ctx)
	if err != nil {
		return nil, e.failureOf(ctx, err, list.Header())
	}
	out := make([]string, 0, len(list.Models))
	for _, m := range list.Models {
		out = append(out, word(m.ID))
	}
	return out, nil
}

// shapes and their colours: what a test picture may hold beside its word.
func colours() map[string]color.RGBA {
	return map[string]color.RGBA{"red": {200, 30, 30, 255}, "green": {20, 140, 40, 255}, "blue": {30, 60, 200, 255}, "yellow": {235, 200, 20, 255}}
}

// TestPicture draws a picture that cannot be guessed: a word of five letters and a bar in a
// colour, both by the given random bits. It is a PNG.
func TestPicture(random uint64) (data []byte, wordIn, colour string, err error) {
	const letters = "ABCDEFHKLMNPRTUXYZ" // none that look like another
	var w []byte
	for range 5 {
		w = append(w, letters[random%uint64(len(letters))])
		random /= uint64(len(letters))
	}
	colour = []string{"red", "green", "blue", "yellow"}[random%4]
	small := image.NewRGBA(image.Rect(0, 0, 48, 24))
	draw.Draw(small, small.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.Draw(small, image.Rect(0, 18, 48, 24), image.NewUniform(colours()[colour]), image.Point{}, draw.Src)
	d := font.Drawer{Dst: small, Src: image.NewUniform(color.Black), Face: basicfont.Face7x13, Dot: fixed.P(6, 13)}
	d.DrawString(string(w))
	large := image.NewRGBA(image.Rect(0, 0, 48*12, 24*12))
	draw.NearestNeighbor.Scale(large, large.Bounds(), small, small.Bounds(), draw.Src, nil)
	var b bytes.Buffer
	if err := png.Encode(&b, large); err != nil {
		return nil, "", "", desk.Wrap(desk.CodeInternal, err, "draw a test picture")
	}
	return b.Bytes(), string(w), colour, nil
}

// Sees proves whether the model sees: it has to read a test picture's word and name its
// colour. An error says that it could not be asked; a model that is asked and blind, or
// whose server takes no pictures, gives false.
func (e *Engine) Sees(ctx context.Context, random uint64) (bool, error) {
	picture, want, colour, err := TestPicture(random)
	if err != nil {
		return false, err
	}
	form := json.RawMessage(`{"type":"object","properties":{"word":{"type":"string"},"colour":{"type":"string","enum":["red","green","blue","yellow","none"]}},"required":["word","colour"],"additionalProperties":false}`)
	got, err := e.exchange(ctx, prompt{
		system:  "Answer with one JSON object and nothing else. word: the five capital letters that stand in the picture. colour: the colour of the bar below them: red, green, blue, yellow, or none.",
		user:    "What stands in the picture?",
		picture: dataURL("image/png", picture), form: form,
	})
	err = e.counted(ctx, err)
	switch KindOf(err) {
	case Rejected, NoModel, Refused, Empty:
		return false, nil
	}
	if err != nil {
		return false, err
	}
	var a struct {
		Word   string `json:"word"`
		Colour string `json:"colour"`
	}
	return onlyObject(got.content, &a) && strings.EqualFold(strings.TrimSpace(a.Word), want) && a.Colour == colour, nil
}
