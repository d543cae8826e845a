// Package control lets the agents' commands work beside a running service: a server on a
// Unix socket in the data folder, and a client that speaks to it. Both offer the same
// interface, Desk, so that a command does not know whether it talks to the service or
// holds the store itself (design.md, "One process owns the data").
//
// The server knows who calls from the socket peer's uid and from nothing that the client
// says. The package decides nothing: it carries requests to an engine and answers back,
// errors included. It must not know stores, mail servers, configuration files or
// terminals.
package control
