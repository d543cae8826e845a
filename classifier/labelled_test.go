package classifier

import (
	"sync"

	"returndesk/classifier/corpus"
)

// Labelled gives the labelled mails, which tests only look at. Reading them takes longer than most tests.
var Labelled = sync.OnceValues(func() (corpus.Set, error) { return corpus.Load(corpus.Files()) })
