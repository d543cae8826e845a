package flow

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"path"
	"slices"
	"strings"

	"returndesk/desk"
	"returndesk/evidence"
)

const (
	maxPhoto  = 12 << 20 // bytes of one inspection photo
	maxPhotos = 24       // of one record
)

// RMAPhoto is a photo that an inspector hands over.
type RMAPhoto struct {
	Name string `json:"name"`
	Data []byte `json:"data"`
}

// photosOf checks photos and names them; those that the record has already are left out.
func (e *Engine) photosOf(by desk.Actor, r *desk.RMA, list []RMAPhoto) ([]desk.File, []desk.Photo, error) {
	var files []desk.File
	var photos []desk.Photo
	for _, p := range list {
		name := path.Base(strings.ReplaceAll(p.Name, `\`, "/"))
		switch {
		case len(p.Data) == 0:
			return nil, nil, desk.Errf(desk.CodeInvalid, "the photo %s is empty", name)
		case len(p.Data) > maxPhoto:
			return nil, nil, desk.Errf(desk.CodeInvalid, "the photo %s is larger than %d MiB", name, maxPhoto>>20).WithMend("save it smaller")
		case len(r.Photos)+len(photos) >= maxPhotos:
			return nil, nil, desk.Errf(desk.CodeInvalid, "%s has %d photos, which is the limit", r.Number, maxPhotos)
		}
		seen := evidence.Quick(evidence.Attachment{Name: name, Bytes: p.Data})
		if seen.Kind != desk.MediaPhoto {
			return nil, nil, desk.Errf(desk.CodeInvalid, "%s is no photo but %s", name, seen.Type).WithMend("give JPEG, PNG or WebP files")
		}
		sum := sha256.Sum256(p.Data)
		key := hex.EncodeToString(sum[:])
		if has := func(x desk.Photo) bool { return x.SHA256 == key }; slices.ContainsFunc(r.Photos, has) || slices.ContainsFunc(photos, has) {
			continue
		}
		files = append(files, desk.File{SHA256: key, Data: p.Data})
		photos = append(photos, desk.Photo{SHA256: key, Name: name, Type: seen.Type, Bytes: int64(len(p.Data)), By: by.Name, At: e.now()})
	}
	return files, photos, nil
}

// RMAPhoto gives the bytes of one of a record's photos by its hash.
func (e *Engine) RMAPhoto(ctx context.Context, number, sum string) (desk.Photo, []byte, error) {
	r, err := e.RMA(ctx, number)
	if err != nil {
		return desk.Photo{}, nil, err
	}
	for _, p := range r.Photos {
		if p.SHA256 == strings.ToLower(strings.TrimSpace(sum)) {
			data, err := e.store.File(ctx, p.SHA256)
			return p, data, err
		}
	}
	return desk.Photo{}, nil, desk.Errf(desk.CodeNotFound, "%s has no such photo", r.Number)
}
