package oauth

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"returndesk/desk"
)

// maxKept bounds the file of a kept token, in bytes.
const maxKept = 64 << 10

// kept is the file of a refresh token that the provider put in place of the configured
// one. Seed says which configured one it follows: when the owner consents anew and puts
// another down, the file is of no use any more.
type kept struct {
	RefreshToken string `json:"refresh_token"`
	Seed         string `json:"follows_sha256"`
}

func seedOf(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// current gives the refresh token to use: the latest one that the provider gave.
func (o *Source) current() (string, error) {
	if o.unsaved != "" {
		return o.unsaved, nil
	}
	f, err := os.Open(o.s.File)
	if errors.Is(err, fs.ErrNotExist) {
		return o.s.RefreshToken, nil
	}
	if err != nil {
		return "", o.unusable(err)
	}
	defer func() { _ = f.Close() }() // only read
	data, err := io.ReadAll(io.LimitReader(f, maxKept))
	if err != nil {
		return "", o.unusable(err)
	}
	var k kept
	if err := json.Unmarshal(data, &k); err != nil || k.RefreshToken == "" {
		return "", o.unusable(errors.New("it is damaged"))
	}
	if k.Seed != seedOf(o.s.RefreshToken) {
		return o.s.RefreshToken, nil
	}
	return k.RefreshToken, nil
}

func (o *Source) unusable(err error) error {
	mend := "give the service's user the right to read it; if it is damaged, consent anew, write the new refresh token down and remove the file"
	if errors.Is(err, syscall.EISDIR) {
		mend = "name a file in oauth.token_file, not a folder; it is made when the provider first gives a new refresh token"
	}
	return desk.Wrap(desk.CodeAuth, err, "%s: the file %s of the refresh token cannot be read", o.s.Name, o.s.File).WithMend("%s", mend)
}

// keep writes a refresh token: whole or not at all, for its owner alone.
func (o *Source) keep(token string) (err error) {
	data, err := json.Marshal(kept{RefreshToken: token, Seed: seedOf(o.s.RefreshToken)})
	if err != nil {
		return err
	}
	dir := filepath.Dir(o.s.File)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return desk.Wrap(desk.CodeUnavailable, err, "the folder %s cannot be made", dir)
	}
	f, err := os.CreateTemp(dir, ".token-*") // mode 0600
	if err != nil {
		return desk.Wrap(desk.CodeUnavailable, err, "the folder %s cannot be written to", dir)
	}
	defer func() {
		if err != nil {
			_ = os.Remove(f.Name()) // the first error is the one that counts
		}
	}()
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	own(f.Name(), dir)
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(f.Name(), o.s.File)
	}
	if err != nil {
		return desk.Wrap(desk.CodeUnavailable, err, "the file %s cannot be written", o.s.File)
	}
	d, err := os.Open(dir)
	if err != nil {
		return desk.Wrap(desk.CodeUnavailable, err, "the folder %s cannot be opened", dir)
	}
	defer func() { _ = d.Close() }() // only synced
	if err := d.Sync(); err != nil {
		return desk.Wrap(desk.CodeUnavailable, err, "the folder %s cannot be synced", dir)
	}
	return nil
}
