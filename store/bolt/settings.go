package bolt

import (
	"context"
	"slices"
	"strings"

	"returndesk/desk"
)

// SetSetting keeps a value; nil forgets it.
func (s *Store) SetSetting(ctx context.Context, key string, value []byte) error {
	if err := checkKey("the key of a setting", key); err != nil {
		return err
	}
	value = slices.Clone(value)
	return s.update(ctx, func(t *wtx) error {
		return t.putSetting(key, value)
	})
}

func (t *wtx) putSetting(key string, value []byte) error {
	if value == nil {
		return t.b(bSettings).Delete([]byte(key))
	}
	return t.put(bSettings, []byte(key), value)
}

// Setting gives a value, nil when there is none.
func (s *Store) Setting(ctx context.Context, key string) ([]byte, error) {
	var out []byte
	if err := checkKey("the key of a setting", key); err != nil {
		return nil, err
	}
	err := s.view(ctx, func(t *rtx) error {
		if v := t.b(bSettings).Get([]byte(key)); v != nil {
			out = append([]byte{}, v...)
		}
		return nil
	})
	return out, err
}

// TakeCaseNumbers takes n numbers (at most 10,000) for new cases and gives the first.
// Numbers that are not used are lost; none is ever given twice, also after a restart.
func (s *Store) TakeCaseNumbers(ctx context.Context, n int) (uint64, error) {
	if n < 1 || n > 10_000 {
		return 0, desk.Errf(desk.CodeInvalid, "%d case numbers cannot be taken; 1 to 10000 are possible", n)
	}
	var first uint64
	err := s.update(ctx, func(t *wtx) error {
		key := []byte("next_case")
		first = max(getNumber(t.b(bMeta), key), firstCase)
		return t.put(bMeta, key, u64(first+uint64(n)))
	})
	if err != nil {
		return 0, err
	}
	return first, nil
}

// Counts gives how many records stand in which state. It reads figures that are kept
// with each change, so it costs the same for any size.
func (s *Store) Counts(ctx context.Context) (desk.Counts, error) {
	out := desk.Counts{
		Mails: map[desk.MailState]int{}, Cases: map[desk.CaseState]int{},
		Drafts: map[desk.DraftState]int{}, RMAs: map[desk.RMAState]int{},
	}
	err := s.view(ctx, func(t *rtx) error {
		const prefix = "count/"
		c := t.b(bMeta).Cursor()
		for k, v := c.Seek([]byte(prefix)); k != nil; k, v = c.Next() {
			name, ok := strings.CutPrefix(string(k), prefix)
			if !ok {
				return nil
			}
			n := int(int64(fromU64(v)))
			kind, state, _ := strings.Cut(name, "/")
			switch {
			case n == 0:
			case kind == "mail":
				out.Mails[desk.MailState(state)] = n
			case kind == "case":
				out.Cases[desk.CaseState(state)] = n
			case kind == "draft":
				out.Drafts[desk.DraftState(state)] = n
			case kind == "rma":
				out.RMAs[desk.RMAState(state)] = n
			case kind == "queue":
				out.Waiting = n
			}
		}
		return nil
	})
	return out, err
}
