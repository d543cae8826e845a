package demo

import (
	"image"
	"image/color"
)

// The colours of things.
var (
	colCase  = color.RGBA{52, 54, 60, 255}
	colKey   = color.RGBA{226, 222, 210, 255}
	colDark  = color.RGBA{30, 30, 34, 255}
	colGlow  = color.RGBA{90, 210, 255, 255}
	colBoard = color.RGBA{176, 134, 86, 255}
	colPaper = color.RGBA{244, 243, 238, 255}
	colInk   = color.RGBA{24, 26, 30, 255}
	colTape  = color.RGBA{214, 190, 140, 255}
	colRed   = color.RGBA{190, 40, 36, 255}
	colBrand = color.RGBA{28, 92, 120, 255}
)

// drawing puts things on a canvas.
type drawing func(c canvas)

// photo draws a sharp, well-lit photo and gives it as a JPEG file.
func photo(seed uint64, things ...drawing) ([]byte, error) {
	return shot(seed, func(c canvas) { c.grain(5) }, things)
}

// blurredPhoto is the same out of focus: nothing in it has an edge.
func blurredPhoto(seed uint64, things ...drawing) ([]byte, error) {
	return shot(seed, func(c canvas) { c.blur(26) }, things)
}

// darkPhoto is the same with the lamp off.
func darkPhoto(seed uint64, things ...drawing) ([]byte, error) {
	return shot(seed, func(c canvas) { c.dim(14) }, things)
}

// shot draws things on a table, lets the camera do its part, and gives a JPEG file.
func shot(seed uint64, camera drawing, things []drawing) ([]byte, error) {
	c := newCanvas(photoWidth, photoHeight, seed)
	for _, d := range things {
		d(c)
	}
	camera(c)
	return c.jpeg(82)
}

// logo is what mail programs put below every mail: a small PNG, far below the 15 kB up to
// which an inline picture is signature art (domain.md section 0).
func logo(name string) ([]byte, error) {
	c := newCanvas(180, 44, 7)
	c.box(c.Rect, colPaper)
	c.box(image.Rect(0, 0, 8, 44), colBrand)
	c.write(image.Pt(18, 9), 2, colBrand, name)
	return c.png()
}

// keyboard draws a keyboard of five rows into a rectangle. Rows in dead do not glow; an
// iso keyboard has the tall return key, another the wide one.
func keyboard(at image.Rectangle, iso bool, dead ...int) drawing {
	return func(c canvas) {
		c.block(at, colCase, 10)
		in := at.Inset(at.Dx() / 40)
		unit, row := in.Dx()/15, in.Dy()/5
		for r := range 5 {
			glow := colGlow
			for _, d := range dead {
				if d == r {
					glow = colDark
				}
			}
			for k := range 15 {
				key := image.Rect(0, 0, unit, row).Add(in.Min).Add(image.Pt(k*unit, r*row))
				switch {
				case r == 4 && k > 3 && k < 10:
					if k > 4 {
						continue // one long space bar
					}
					key.Max.X += 5 * unit
				case !iso && r == 2 && k == 13:
					key.Max.X += unit
				case !iso && r == 2 && k == 14:
					continue
				case iso && r == 1 && k == 14:
					key.Max.Y += row
				case iso && r == 2 && k == 14:
					continue
				}
				c.box(key.Inset(3), glow)
				c.block(key.Inset(9), colKey, 5)
				c.write(key.Min.Add(image.Pt(unit/3, row/4)), 2, colInk, string(rune('A'+(r*15+k)%26)))
			}
		}
	}
}

// ring draws a rough hand-drawn circle around what the customer means.
func ring(at image.Rectangle) drawing {
	return func(c canvas) {
		mid, rx, ry := at.Min.Add(at.Size().Div(2)), at.Dx()/2, at.Dy()/2
		// A circle in sixteenths; sines of whole degrees would not look more hand-drawn.
		for i := range 17 {
			a, b := sixteenth(i), sixteenth(i+1)
			c.stroke([]image.Point{
				mid.Add(image.Pt(a.X*rx/100, a.Y*ry/100)), mid.Add(image.Pt(b.X*rx/100, b.Y*ry/100)),
			}, 10, colRed)
		}
	}
}

// sixteenth gives the points of a circle of radius 100.
func sixteenth(i int) image.Point {
	quarter := [4]image.Point{{X: 100, Y: 0}, {X: 92, Y: 38}, {X: 71, Y: 71}, {X: 38, Y: 92}}
	p := quarter[i%4]
	switch i / 4 % 4 {
	case 1:
		return image.Pt(-p.Y, p.X)
	case 2:
		return image.Pt(-p.X, -p.Y)
	case 3:
		return image.Pt(p.Y, -p.X)
	}
	return p
}

// crack breaks whatever lies between two points.
func crack(from, to image.Point) drawing {
	return func(c canvas) {
		path := c.jagged(from, to, 11, 26)
		c.stroke(path, 9, colDark)
		for i := 2; i < len(path)-1; i += 2 {
			c.stroke(c.jagged(path[i], path[i].Add(image.Pt(c.rnd.IntN(160)-80, 90)), 4, 12), 4, colDark)
		}
		for _, p := range path {
			c.box(image.Rect(-6, -6, 4, 4).Add(p).Add(image.Pt(14, -8)), colPaper)
		}
	}
}

// carton draws a taped shipping box with a label; crushed folds its right side in.
func carton(at image.Rectangle, number string, crushed bool) drawing {
	return func(c canvas) {
		c.block(at, colBoard, 12)
		mid := (at.Min.Y + at.Max.Y) / 2
		c.box(image.Rect(at.Min.X, mid-28, at.Max.X, mid+28), colTape)
		label := image.Rect(0, 0, 420, 240).Add(at.Min).Add(image.Pt(60, 60))
		paper(label, "TO "+number, "HOLLOW WORKS", "FRAGILE", "1 OF 1")(c)
		if !crushed {
			return
		}
		// Every line of the right half shifts by another amount: folded cardboard.
		for y := at.Min.Y; y < at.Max.Y; y++ {
			depth := at.Dx()/5 - abs(y-mid)*at.Dx()/5/(at.Dy()/2+1) + c.rnd.IntN(14)
			c.box(image.Rect(at.Max.X-depth, y, at.Max.X+1, y+1), shade(colDark, 20+c.rnd.IntN(30)))
		}
		for range 7 {
			from := image.Pt(at.Max.X-at.Dx()/4, at.Min.Y+c.rnd.IntN(at.Dy()))
			c.stroke(c.jagged(from, from.Add(image.Pt(at.Dx()/5, c.rnd.IntN(160)-80)), 6, 18), 7, shade(colBoard, -70))
		}
	}
}

// paper draws a sheet with a few lines of print.
func paper(at image.Rectangle, lines ...string) drawing {
	return func(c canvas) {
		c.block(at, colPaper, 6)
		for i, l := range lines {
			size := max(2, min((at.Dx()-60)/(7*max(1, len(l))), at.Dy()/(16*len(lines))))
			c.write(at.Min.Add(image.Pt(30, 20+i*(at.Dy()-40)/len(lines))), size, colInk, l)
		}
	}
}

// knob draws a dial, as on a small mixer.
func knob(at image.Rectangle) drawing {
	return func(c canvas) {
		c.block(at, colCase, 12)
		for i := range 3 {
			k := image.Rect(0, 0, at.Dx()/5, at.Dx()/5).Add(at.Min).Add(image.Pt(at.Dx()/10+i*at.Dx()*3/10, at.Dy()/3))
			c.block(k, colKey, 14)
			c.stroke([]image.Point{k.Min.Add(k.Size().Div(2)), image.Pt(k.Max.X-12, k.Min.Y+12)}, 8, colRed)
		}
	}
}
