//go:build race

package main

import (
	"os"
	"strings"
	"time"
)

// raceFlags build the service with the race detector when the tests run with it, by the
// flags that they were built with where RETURNDESK_RACE tells them: what is built already
// need not be built again.
var raceFlags = append([]string{"-race"}, strings.Fields(os.Getenv("RETURNDESK_RACE"))...)

// killSpan is how long the longest-lived process of the kill test lives; the race
// detector makes a start slower.
const killSpan = 1500 * time.Millisecond
