//go:build !race

package classifier_test

// thinned: without the race detector every mail is read.
const thinned = 1
