package main

import (
	"context"
	"errors"
	"net"

	"returndesk/config"
	"returndesk/control"
)

// listen opens the socket for the agents' commands, to a group when one is configured.
func listen(ctx context.Context, cfg config.Config) (net.Listener, error) {
	l, err := control.Listen(ctx, cfg.DataDir)
	if err != nil || cfg.SocketGroup == "" {
		return l, err
	}
	if err := control.Share(cfg.DataDir, cfg.SocketGroup); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	return l, nil
}
