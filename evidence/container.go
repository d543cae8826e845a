package evidence

import "errors"

// container is what a walk through a media container found.
type container struct {
	width, height int     // pixels; 0 when not stated
	seconds       float64 // length; meaningful when timed
	timed         bool    // the length is stated
	video, audio  bool    // it has such a track
}

// Caps of the container walks: a real phone video has some dozens of boxes at a depth of
// 7 or 8; a crafted file can have millions. Both walks only ever read the file's
// directory, never its media data, so their time does not grow with a video's length.
const (
	maxBoxDepth = 12
	maxBoxes    = 20_000
)

var (
	errContainer = errors.New("the container is damaged")
	errTooMany   = errors.New("the container has too many parts")
)
