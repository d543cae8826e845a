package main

import (
	"context"
	"encoding/json"
	"io"
	"time"

	"returndesk/control"
	"returndesk/desk"
)

// Backup writes the store's archive. It holds every customer's mail, so it takes a
// manager.
func (d houseDesk) Backup(ctx context.Context, by desk.Actor, w io.Writer) error {
	if err := by.Require(desk.RoleManager, "taking a backup"); err != nil {
		return err
	}
	return d.house.store.Backup(ctx, w)
}

// Decisions writes the past of every case. It names every customer's order, so it takes a
// manager.
func (d houseDesk) Decisions(ctx context.Context, by desk.Actor, since time.Time, w io.Writer) error {
	if err := by.Require(desk.RoleManager, "reading all past decisions"); err != nil {
		return err
	}
	out := json.NewEncoder(w)
	return d.house.store.EachCase(ctx, func(c desk.Case) error {
		past := control.Past{Case: c.ID}
		for _, x := range c.Decisions {
			if !x.DecidedAt.Before(since) {
				past.Decisions = append(past.Decisions, x)
			}
		}
		if len(past.Decisions) == 0 {
			return nil
		}
		return out.Encode(past)
	})
}

// Erase removes a person for good, so it takes an admin.
func (d houseDesk) Erase(ctx context.Context, by desk.Actor, address string) (desk.Erasure, error) {
	if err := by.Require(desk.RoleAdmin, "erasing a person"); err != nil {
		return desk.Erasure{}, err
	}
	defer d.ForgetLessons() // they hold the words of mails
	return d.house.store.Erase(ctx, address, by, d.house.service.now())
}
