package templates

// spanishWording reads nothing yet.
var spanishWording = wording{marks: []string{}}
