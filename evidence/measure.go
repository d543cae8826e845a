package evidence

import (
	"math"
	"slices"
)

// figures are what is measured on a normalised picture.
type figures struct {
	deviation float64 // standard deviation of luma
	p99       int     // luma that 99 of 100 pixels do not exceed
	sharp     float64 // variance of the Laplacian in the sharpest twentieth of the tiles
}

// tiles is the number of measuring tiles along each side. A photo of a small part before
// a soft background is sharp in a few tiles only, and is a good photo.
const tiles = 10

// measure takes the figures of a picture.
func measure(p plane) figures {
	var hist [256]int
	for _, v := range p.pix {
		hist[v]++
	}
	n := float64(len(p.pix))
	var sum, square float64
	for v, c := range hist {
		sum += float64(v) * float64(c)
		square += float64(v) * float64(v) * float64(c)
	}
	mean := sum / n
	f := figures{deviation: math.Sqrt(max(0, square/n-mean*mean)), p99: 255}
	seen, need := 0, (len(p.pix)*99+99)/100
	for v, c := range hist {
		if seen += c; seen >= need {
			f.p99 = v
			break
		}
	}
	f.sharp = sharpness(p)
	return f
}

// sharpness gives the variance of the Laplacian (the difference of a pixel from its four
// neighbours), tile by tile, at the 95th percentile of the tiles.
func sharpness(p plane) float64 {
	if p.w < 3 || p.h < 3 {
		return 0
	}
	nx, ny := min(tiles, p.w-2), min(tiles, p.h-2)
	var all []float64
	for ty := range ny {
		for tx := range nx {
			x0, x1 := 1+tx*(p.w-2)/nx, 1+(tx+1)*(p.w-2)/nx
			y0, y1 := 1+ty*(p.h-2)/ny, 1+(ty+1)*(p.h-2)/ny
			all = append(all, laplacian(p, x0, y0, x1, y1))
		}
	}
	slices.Sort(all)
	return all[len(all)*95/100]
}

// laplacian gives the variance of the Laplacian over a rectangle that does not touch the
// picture's rim.
func laplacian(p plane, x0, y0, x1, y1 int) float64 {
	var sum, square, n int64
	for y := y0; y < y1; y++ {
		up, row, down := p.pix[(y-1)*p.w:y*p.w], p.pix[y*p.w:(y+1)*p.w], p.pix[(y+1)*p.w:(y+2)*p.w]
		for x := x0; x < x1; x++ {
			v := int64(up[x]) + int64(down[x]) + int64(row[x-1]) + int64(row[x+1]) - 4*int64(row[x])
			sum += v
			square += v * v
			n++
		}
	}
	if n == 0 {
		return 0
	}
	mean := float64(sum) / float64(n)
	return float64(square)/float64(n) - mean*mean
}
