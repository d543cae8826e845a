// Package metrics shows the service's state to a monitoring program in the text format of
// Prometheus: how old mail and orders are, what waits, what failed. Each scrape looks anew;
// nothing is counted beside the store, so that a restart loses nothing and no figure can
// disagree with the queue. No figure names a person, an order or a case.
package metrics
