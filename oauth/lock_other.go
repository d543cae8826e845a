//go:build !unix

package oauth

// lock does nothing here; the service runs on Linux.
func (o *Source) lock() (release func(), err error) { return func() {}, nil }

func own(string, string) {}
