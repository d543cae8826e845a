//go:build !race

package main

// raceFlags are empty: the tests run without the race detector, so does the program.
var raceFlags []string
