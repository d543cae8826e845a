//go:build !race

package main

import "time"

// raceFlags are empty: the tests run without the race detector, so does the service.
var raceFlags []string

// killSpan is how long the longest-lived process of the kill test lives.
const killSpan = 700 * time.Millisecond
