//go:build race

package main

import "time"

// raceFlags build the service with the race detector when the tests run with it.
var raceFlags = []string{"-race"}

// killSpan is how long the longest-lived process of the kill test lives; the race
// detector makes a start slower.
const killSpan = 1500 * time.Millisecond
