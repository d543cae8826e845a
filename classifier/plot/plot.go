// Package plot draws what was measured on a classifier as PNG pictures: the confusion
// matrix and the reliability diagram. It is pure and must not know how to measure.
package plot

import (
	"math"
	"strconv"

	"github.com/go-analyze/charts"

	"returndesk/classifier/score"
	"returndesk/desk"
)

// Confusion draws the confusion matrix: labelled classes downwards, read ones to the
// right, each row as shares of its mails, with the number of mails in the cell.
func Confusion(r score.Report) ([]byte, error) {
	classes := desk.Classes()
	names := make([]string, len(classes))
	values := make([][]float64, len(classes))
	counts := map[float64]string{}
	for i, want := range classes {
		names[i] = string(want)
		values[i] = make([]float64, len(classes))
		all := 0
		for _, n := range r.Confusion[want] {
			all += n
		}
		for j, got := range classes {
			n := r.Confusion[want][got]
			if n == 0 {
				values[i][j] = charts.GetNullValue()
				continue
			}
			// The chart labels a cell by its value alone: a trace of the place tells cells
			// of one share apart.
			v := float64(n)/float64(max(1, all)) + float64(i*len(classes)+j)*1e-9
			values[i][j] = v
			counts[v] = strconv.Itoa(n)
		}
	}
	low, high := 0.0, 1.0
	opt := charts.NewHeatMapOptionWithData(values)
	opt.Title = charts.TitleOption{Text: "Labelled (down) against read (across)", Subtext: summary(r)}
	opt.XAxis = charts.HeatMapAxis{Labels: names, LabelCount: len(names), LabelRotation: charts.DegreesToRadians(60)}
	opt.YAxis = charts.HeatMapAxis{Labels: names, LabelCount: len(names)}
	opt.ScaleMinValue, opt.ScaleMaxValue = &low, &high
	opt.ValuesLabel = charts.SeriesLabel{Show: charts.Ptr(true), ValueFormatter: func(v float64) string { return counts[v] }}
	return render(1000, 900, func(p *charts.Painter) error { return p.HeatMapChart(opt) })
}

// Reliability draws accuracy over confidence, in ten bins, beside what an honest
// confidence would give.
func Reliability(r score.Report) ([]byte, error) {
	names := make([]string, len(r.Bins))
	got, ideal := make([]float64, len(r.Bins)), make([]float64, len(r.Bins))
	for i, b := range r.Bins {
		names[i] = strconv.FormatFloat(b.From, 'f', 1, 64) + " (" + strconv.Itoa(b.Mails) + ")"
		got[i], ideal[i] = b.Accuracy, b.Confidence
		if b.Mails == 0 {
			got[i], ideal[i] = charts.GetNullValue(), charts.GetNullValue()
		}
	}
	opt := charts.NewBarChartOptionWithData([][]float64{got, ideal})
	opt.Title = charts.TitleOption{Text: "Accuracy by confidence (mails)", Subtext: summary(r)}
	opt.CategoryAxis.Labels = names
	opt.ValueAxis = []charts.ValueAxisOption{{Min: charts.Ptr(0.0), Max: charts.Ptr(1.0), ValueFormatter: func(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }}}
	opt.Legend = charts.LegendOption{SeriesNames: []string{"accuracy", "mean confidence"}, Offset: charts.OffsetRight}
	return render(900, 600, func(p *charts.Painter) error { return p.BarChart(opt) })
}

func summary(r score.Report) string {
	percent := func(v float64) string { return strconv.FormatFloat(math.Round(v*1000)/10, 'f', 1, 64) + " %" }
	return strconv.Itoa(r.Mails) + " mails, accuracy " + percent(r.Accuracy) + ", macro-F1 " + percent(r.MacroF1) + ", calibration error " + percent(r.ECE)
}

func render(width, height int, draw func(*charts.Painter) error) ([]byte, error) {
	p := charts.NewPainter(charts.PainterOptions{OutputFormat: charts.ChartOutputPNG, Width: width, Height: height})
	if err := draw(p); err != nil {
		return nil, desk.Wrap(desk.CodeInternal, err, "draw the chart")
	}
	png, err := p.Bytes()
	if err != nil {
		return nil, desk.Wrap(desk.CodeInternal, err, "write the chart as PNG")
	}
	return png, nil
}
