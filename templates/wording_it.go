package templates

// italianWording reads nothing yet.
var italianWording = wording{marks: []string{}}
