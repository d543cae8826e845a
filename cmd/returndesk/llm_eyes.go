package main

import (
	"context"

	"returndesk/classifier/llm"
	"returndesk/config"
)

// eyes show pictures to the language model, once doctor has proved that it sees.
type eyes struct {
	cfg   config.Config
	model *llm.Engine
}

// Ready implements flow.Eyes. The proof is looked up each time, so that doctor need not
// restart the service; one that cannot be read is none.
func (e eyes) Ready() bool {
	ok, err := seesByProof(e.cfg)
	return ok && err == nil
}

// See implements flow.Eyes.
func (e eyes) See(ctx context.Context, jpeg []byte) (string, error) {
	s, err := e.model.See(ctx, jpeg)
	if err != nil {
		return "", err
	}
	return s.Words(), nil
}
