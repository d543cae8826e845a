package main

import (
	"context"
	"io"

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

// Erase removes a person for good, so it takes an admin.
func (d houseDesk) Erase(ctx context.Context, by desk.Actor, address string) (desk.Erasure, error) {
	if err := by.Require(desk.RoleAdmin, "erasing a person"); err != nil {
		return desk.Erasure{}, err
	}
	defer d.ForgetLessons() // they hold the words of mails
	return d.house.store.Erase(ctx, address, by, d.house.service.now())
}
