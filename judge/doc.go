// Package judge decodes strangers' pictures in a child process with hard limits on
// memory, processor time and files, so that a picture made to break a decoder breaks the
// child and nothing else. The child is reused from picture to picture, started when the
// first comes, and closed when none has come for a while.
//
// Pool is the parent's side, Serve the child's loop; they talk in length-prefixed frames
// over the child's standard input and output. What a picture is worth is evidence's
// trade; this package knows neither mails nor cases.
package judge
