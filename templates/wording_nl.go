package templates

// dutchWording reads nothing yet.
var dutchWording = wording{marks: []string{}}
