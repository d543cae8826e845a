package message

import "fmt"

// unusable makes the error for bytes that are no mail: what is wrong, and what
// somebody can do about it.
func unusable(reason, mend string) error {
	return fmt.Errorf("message: %s (%s): %w", reason, mend, ErrUnusable)
}
