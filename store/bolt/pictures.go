package bolt

import (
	"cmp"
	"context"
	"math/bits"
	"slices"
	"strconv"

	"returndesk/desk"
)

// putPicture keeps the hashes of a picture. The same picture of the same mail in the
// same case is kept once; its latest record stays.
func (t *wtx) putPicture(p desk.Picture) error {
	key := linkOf(linkPicture, p.SHA256)
	var n uint64
	for _, x := range t.links(key) {
		old, ok, err := t.pictureAt(x)
		if err != nil {
			return err
		}
		if ok && old.SHA256 == p.SHA256 && old.Case == p.Case && old.Mail == p.Mail {
			n = x
		}
	}
	if n == 0 {
		var err error
		if n, err = t.b(bPictures).NextSequence(); err != nil {
			return err
		}
		if p.SHA256 != "" {
			t.addLink(key, n)
		}
	}
	v, err := packJSON(p)
	if err != nil {
		return err
	}
	if h, ok := parsePHash(p.PHash); ok {
		if err := t.put(bPicHashes, u64(n), u64(h)); err != nil {
			return err
		}
	}
	return t.put(bPictures, u64(n), v)
}

func (t *rtx) pictureAt(n uint64) (desk.Picture, bool, error) {
	var p desk.Picture
	v := t.b(bPictures).Get(u64(n))
	if v == nil {
		return p, false, nil
	}
	if err := unpackJSON(v, &p); err != nil {
		return p, false, unreadable(err, "picture", "")
	}
	return p, true, nil
}

func parsePHash(s string) (uint64, bool) {
	h, err := strconv.ParseUint(s, 16, 64)
	return h, err == nil
}

// PicturesLike lists where a picture was seen: the same bytes first, then those whose
// perceptual hash (16 hexadecimal digits, "" = none) differs in at most maxDistance
// bits, nearest first, older ones before newer ones.
func (s *Store) PicturesLike(ctx context.Context, sha, phash string, maxDistance int) ([]desk.Picture, error) {
	type hit struct {
		n        uint64
		distance int
	}
	var out []desk.Picture
	err := s.view(ctx, func(t *rtx) error {
		var hits []hit
		same := map[uint64]bool{}
		if sha != "" {
			for _, n := range t.links(linkOf(linkPicture, sha)) {
				hits = append(hits, hit{n: n, distance: -1})
				same[n] = true
			}
		}
		if h, ok := parsePHash(phash); ok {
			// A plain scan: 16 bytes a picture, and only mails with photos ask.
			c := t.b(bPicHashes).Cursor()
			for k, v := c.First(); k != nil; k, v = c.Next() {
				d := bits.OnesCount64(h ^ fromU64(v))
				if n := fromU64(k); d <= maxDistance && !same[n] {
					hits = append(hits, hit{n: n, distance: d})
				}
			}
		}
		slices.SortFunc(hits, func(a, b hit) int {
			return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(a.n, b.n))
		})
		for _, h := range hits {
			p, ok, err := t.pictureAt(h.n)
			if err != nil {
				return err
			}
			if ok {
				out = append(out, p)
			}
		}
		return nil
	})
	return out, err
}
