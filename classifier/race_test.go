//go:build race

package classifier_test

// thinned: a test over many mails reads one of so many: the race
// detector makes reading ten times slower and looks for races, which other mails do not bring.
const thinned = 3
