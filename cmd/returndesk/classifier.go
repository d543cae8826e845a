package main

import (
	"github.com/spf13/cobra"
)

// newClassifierCmd groups what is done about the classifier, as against with it.
func newClassifierCmd(a *app) *cobra.Command {
	c := &cobra.Command{
		Use:   "classifier",
		Short: "Measure, train and export the classifier",
		Long: "The classifier reads mails by a model that is compiled in, and by one trained from your\n" +
			"agents' corrections when there is one. These commands measure it on labelled mails, train it\n" +
			"anew, and export what it learns from. \"returndesk classify\" shows what it reads in one mail.",
	}
	c.AddCommand(newClassifierEvalCmd(a), newClassifierTrainCmd(a), newClassifierExportCmd(a), newClassifierCorrectionsCmd(a), newClassifierAskCmd(a))
	return c
}
