package main

import (
	"context"

	"returndesk/desk"
)

// llmDay is the setting under which the language model's book keeps a day.
const llmDay = "llm/day/"

// LLMDay gives a day of the language model's book.
func (d houseDesk) LLMDay(ctx context.Context, date string) ([]byte, error) {
	return d.house.store.Setting(ctx, llmDay+date)
}

// CountLLM books what a command beside the service asked.
func (d houseDesk) CountLLM(ctx context.Context, by desk.Actor, was, now []byte) error {
	if err := by.Require(desk.RoleAgent, "asking the language model"); err != nil {
		return err
	}
	if d.house.llm == nil {
		return desk.Errf(desk.CodeUnsupported, "the running service has no language model").WithMend("restart it, or switch classifier.llm off")
	}
	return d.house.llm.Count(ctx, was, now)
}
