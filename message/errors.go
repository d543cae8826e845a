package message

import "returndesk/desk"

// unusable makes the error for bytes that are no mail: what is wrong, and what
// somebody can do about it.
func unusable(reason, mend string) error {
	return desk.Wrap(desk.CodeInvalid, ErrUnusable, "the mail cannot be read: %s", reason).WithMend("%s", mend)
}
