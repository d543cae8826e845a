package digest

import (
	"math"

	"github.com/go-analyze/charts"

	"returndesk/desk"
)

// The size of a chart in pixels. At 720 wide its words are still 11 pixels high on a phone
// of 390.
const (
	chartWidth  = 720
	chartHeight = 440
	barHeight   = 46 // of one lying bar with its margin
	maxBars     = 17
	textSize    = 20
	titleSize   = 23
)

// The forms that Draw gives.
const (
	PNG = "png"
	SVG = "svg"
)

// ink holds the colours of a chart. Clients that show mail dark leave pictures as they are,
// so a chart brings its own light ground.
func ink() charts.ColorPalette {
	text := charts.ColorFromHex("#24292f")
	return charts.MakeTheme(charts.ThemeOption{
		BackgroundColor: charts.ColorFromHex("#ffffff"), TextColor: text, TextColorTitle: text,
		TextColorLegend: text, TextColorXAxis: text, TextColorYAxis: text, TextColorLabel: text,
		AxisStrokeColor: charts.ColorFromHex("#8c959f"), AxisSplitLineColor: charts.ColorFromHex("#e3e6ea"),
		SeriesColors: hues(),
	})
}

// hues are the colours of series, far apart also for people who see no red or green.
func hues() []charts.Color {
	var out []charts.Color
	for _, h := range []string{"#2f6fb3", "#e08a1e", "#3a9a78", "#8c5bb5", "#c2b02c", "#5fb0d3", "#9aa4af"} {
		out = append(out, charts.ColorFromHex(h))
	}
	return out
}

// Draw gives a chart as PNG or SVG.
func Draw(c *Chart, format string) ([]byte, error) {
	height := chartHeight
	if c.Kind == "bars" {
		height = 130 + barHeight*min(max(len(c.Labels), 2), maxBars)
	}
	p := charts.NewPainter(charts.PainterOptions{OutputFormat: format, Width: chartWidth, Height: height})
	var err error
	switch c.Kind {
	case "lines":
		err = p.LineChart(lines(c))
	default:
		err = p.BarChart(bars(c))
	}
	if err == nil {
		var out []byte
		if out, err = p.Bytes(); err == nil {
			return out, nil
		}
	}
	return nil, desk.Wrap(desk.CodeInternal, err, "the chart %s cannot be drawn", c.Name)
}

func (c *Chart) names() []string {
	var out []string
	for _, s := range c.Series {
		out = append(out, s.Name)
	}
	return out
}

// colours gives the palette with red where a series is a warning.
func (c *Chart) colours() charts.ColorPalette {
	list := hues()
	for i, s := range c.Series {
		if s.Red && i < len(list) {
			list[i] = charts.ColorFromHex("#c62f2f")
		}
	}
	return ink().WithSeriesColors(list)
}

func font(size float64) charts.FontStyle { return charts.FontStyle{FontSize: size} }

func (c *Chart) title() charts.TitleOption {
	return charts.TitleOption{Text: c.Title, FontStyle: font(titleSize), Offset: charts.OffsetLeft}
}

// legend begins each name with blanks: the library draws a square right against its word.
func (c *Chart) legend() charts.LegendOption {
	names := c.names()
	for i, n := range names {
		names[i] = "  " + n
	}
	return charts.LegendOption{SeriesNames: names, FontStyle: font(textSize - 2), Symbol: charts.SymbolSquare,
		Offset: charts.OffsetStr{Left: charts.PositionLeft, Top: "50"}}
}

func padding() charts.Box { return charts.NewBox(14, 14, 18, 12) }

func (c *Chart) format(v float64) string {
	if c.Unit == "" && v != math.Trunc(v) {
		return ""
	}
	if v == 0 && c.Unit == "h" { // the foot of an axis of hours
		return "0 h"
	}
	return value(&v, c.Unit)
}

func bars(c *Chart) charts.BarChartOption {
	data := make([][]float64, len(c.Series))
	top := 0.0
	sums := make([]float64, len(c.Labels))
	for i, s := range c.Series {
		for k, v := range s.Values {
			data[i] = append(data[i], deref(v))
			sums[k] += deref(v)
			top = max(top, sums[k])
		}
	}
	lying := c.Kind == "bars"
	labels := c.Labels
	if lying { // the first state stands on top
		labels = reversed(labels)
		for i := range data {
			data[i] = reversed(data[i])
		}
	}
	opt := charts.NewBarChartOptionWithData(data)
	opt.Theme, opt.Title, opt.Legend, opt.Padding = c.colours(), c.title(), c.legend(), padding()
	opt.StackSeries, opt.Horizontal, opt.ValueFormatter = charts.Ptr(true), lying, c.format
	opt.CategoryAxis = charts.CategoryAxisOption{Labels: labels, LabelFontStyle: font(textSize - 2), LabelCount: len(labels)}
	opt.ValueAxis = c.axis(top)
	return opt
}

func lines(c *Chart) charts.LineChartOption {
	data := make([][]float64, len(c.Series))
	top := 0.0
	for i, s := range c.Series {
		for _, v := range s.Values {
			x := charts.GetNullValue()
			if v != nil {
				x = *v
				top = max(top, x)
			}
			data[i] = append(data[i], x)
		}
	}
	opt := charts.NewLineChartOptionWithData(data)
	opt.Theme, opt.Title, opt.Legend, opt.Padding = c.colours(), c.title(), c.legend(), padding()
	opt.LineStrokeWidth, opt.ValueFormatter = 4, c.format
	opt.Symbol = charts.Symbol{Shape: charts.SymbolCircle}
	opt.XAxis = charts.XAxisOption{Labels: c.Labels, LabelFontStyle: font(textSize - 2)}
	opt.YAxis = c.axis(top)
	return opt
}

// axis is the axis of the values, from 0 to the largest or above, with a label at each step.
func (c *Chart) axis(top float64) []charts.ValueAxisOption {
	unit := step(top)
	steps := max(1, math.Ceil(top/unit))
	return []charts.ValueAxisOption{{LabelFontStyle: font(textSize - 3), Min: charts.Ptr(0.0), Max: charts.Ptr(unit * steps),
		Unit: unit, LabelCount: int(steps) + 1, ValueFormatter: c.format}}
}

// step gives a round distance between the lines of an axis: about four of them, whole
// numbers where possible.
func step(top float64) float64 {
	if top <= 4 {
		return 1
	}
	raw := top / 4
	base := math.Pow(10, math.Floor(math.Log10(raw)))
	for _, f := range []float64{1, 2, 5, 10} {
		if f*base >= raw {
			return math.Max(1, f*base)
		}
	}
	return 10 * base
}

func reversed[T any](list []T) []T {
	out := make([]T, len(list))
	for i, v := range list {
		out[len(list)-1-i] = v
	}
	return out
}
