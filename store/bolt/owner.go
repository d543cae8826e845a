package bolt

import (
	"errors"
	"os"
	"syscall"
)

// KeepOwner gives a file to whom a folder belongs, when root made it. Somebody who types sudo
// before a command while no service runs must not leave files that the service's own user
// cannot read. A file system without owners has nothing to mend, so failures do not count.
func KeepOwner(path, folder string) {
	if os.Geteuid() != 0 {
		return
	}
	info, err := os.Stat(folder)
	if err != nil {
		return
	}
	if of, ok := info.Sys().(*syscall.Stat_t); ok && of.Uid != 0 {
		_ = os.Lchown(path, int(of.Uid), int(of.Gid)) // a link is no file of ours
	}
}

// makeBlobs makes the folder of large mails below the data folder, and the data folder itself.
func makeBlobs(dir string) error {
	blobs := dir + string(os.PathSeparator) + blobsDir
	err := os.MkdirAll(dir, 0o700)
	if err == nil {
		err = os.Mkdir(blobs, 0o700)
	}
	switch {
	case err == nil:
		KeepOwner(blobs, dir)
		return nil
	case errors.Is(err, os.ErrExist):
		return os.MkdirAll(blobs, 0o700) // tells what is no folder
	}
	return err
}
