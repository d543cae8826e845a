package bolt

import (
	"context"
	"encoding/hex"

	"returndesk/desk"
)

// filesOf checks the files that changes bring.
func filesOf(changes []desk.Change) ([]blob, error) {
	var out []blob
	for _, c := range changes {
		for _, f := range c.Files {
			h := sha(f.Data)
			if hex.EncodeToString(h[:]) != f.SHA256 || len(f.Data) == 0 {
				return nil, desk.Errf(desk.CodeInvalid, "a photo does not have the hash %s", clip(f.SHA256))
			}
			out = append(out, blob{hash: h, raw: f.Data})
		}
	}
	return out, nil
}

// File gives the bytes of a photo that a record names; CodeNotFound when none does.
func (s *Store) File(ctx context.Context, sum string) ([]byte, error) {
	h, err := mailHash(sum)
	if err != nil {
		return nil, desk.Errf(desk.CodeInvalid, "%q is not the hash of a photo", clip(sum))
	}
	held := false
	if err := s.view(ctx, func(t *rtx) error {
		held = getNumber(t.b(bBlobs), h[:]) > 0
		return nil
	}); err != nil {
		return nil, err
	}
	if !held {
		return nil, notFound("photo", sum)
	}
	return s.readBlob(h)
}

// dropPhotos counts the photos of an erased record less, and tells which files go.
func (t *wtx) dropPhotos(e *erasure, photos []desk.Photo) error {
	for _, p := range photos {
		h, err := mailHash(p.SHA256)
		if err != nil {
			continue // names no file
		}
		left, err := t.useBlob(h, -1)
		if err != nil {
			return err
		}
		if left == 0 {
			e.blobs = append(e.blobs, h)
		}
	}
	return nil
}
