package templates

// frenchWording reads nothing yet.
var frenchWording = wording{marks: []string{}}
