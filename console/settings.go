package console

// Finding is one line of what `returndesk doctor` sees.
type Finding struct {
	Check, Status, Seen, Mend string // Status: "ok", "warn", "fail" or "skip"
}

// Setting is one key of the configuration with its value, for reading. Secrets never
// stand in it: the configuration names only where they are kept.
type Setting struct{ Key, Value string }
