package evidence

// Limits of domain.md section 0 and the caps that hold before anything is decoded.
const (
	// MinShortSide is the smallest short side, in pixels, of a usable photo.
	MinShortSide = 480

	// MinVideoSeconds is the shortest video that counts.
	MinVideoSeconds = 1.0

	// MaxPhotoBytes caps the file that is handed to a decoder. The largest photos of
	// current phones (50 megapixels, best quality) are below 30 MB.
	MaxPhotoBytes = 48 << 20

	// MaxPixels caps width x height before decoding. A photo above it counts, but is left
	// for an agent to look at.
	MaxPixels = 60_000_000

	// MaxSide caps each side; no phone makes longer ones, panoramas included.
	MaxSide = 32_768

	// MaxDecodeBytes caps the estimated memory of one decoding. 60 megapixels of ordinary
	// JPEG (4:2:0) need 90 MB, 12 megapixels of progressive 4:4:4 JPEG 183 MB.
	MaxDecodeBytes = 192 << 20
)

// The thresholds of judging, applied to the luma of the picture scaled to NormSide.
//
// They were set on 14 different camera and phone pictures (640 to 4032 pixels wide) and
// blurred copies of each. Sharpness (figures.sharp) of the pictures as they came: 373 to
// 11,900, median 3,300. After a Gaussian blur of 0.2 % of the long side, which softens
// fine print: 10 to 228. Of 0.5 %, which makes a serial number unreadable: 2.6 to 17.4.
// Of 1 %: 2.4 to 5.7. The line stands just above the 0.5 %: a wrong "blurred" sends an
// honest customer back for another photo, while a wrong "ok" is still looked at by an
// agent.
const (
	// NormSide is the length in pixels of the long side to which pictures are averaged
	// down before measuring, so that megapixels do not count as sharpness. Smaller
	// pictures are measured as they are.
	NormSide = 768

	// MinSharpness is the least variance of the Laplacian in the sharp parts of a picture.
	MinSharpness = 18.0

	// DarkLevel is the luma (0 to 255) that at least one pixel in a hundred must exceed.
	DarkLevel = 40

	// MinDeviation is the least standard deviation of luma; below it the picture is one
	// even surface.
	MinDeviation = 4.0

	// SameDistance is the largest Hamming distance of two perceptual hashes that are
	// taken for the same picture. Saved again at 60 % size and low quality the measured
	// pictures moved by at most 2 bits, brightened by at most 4; different ones are at
	// least 18 apart. A crop by a tenth moves up to 14 bits and is not recognised.
	SameDistance = 6
)
