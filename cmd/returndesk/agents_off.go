//go:build !agents

package main

import "github.com/spf13/cobra"

// deskOpener stands for the type of the same name while the agents' commands are left
// out of the build.
type deskOpener struct{}

func agentCommands(*app) []*cobra.Command { return nil }
