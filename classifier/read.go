package classifier

import (
	"embed"
	"io/fs"
	"regexp"
	"slices"
	"sort"
	"strings"
	"sync"

	"returndesk/desk"
)

//go:embed phrases/*.txt
var phraseFiles embed.FS

// Options configure the phrase engine. The zero value works.
type Options struct {
	// Prefixes are the letters with which the shop's order numbers begin, such as "HW".
	// Empty: any one to five letters are taken for a prefix.
	Prefixes []string
	// Number, when set, replaces the built-in spellings of an order number; its first
	// group (or the whole match) is the number.
	Number *regexp.Regexp
}

// Phrases is the phrase engine. It is safe for concurrent use.
type Phrases struct {
	lex   *lexicon
	opt   Options
	codes []string // of the languages, in the order of their bits
	cal   *calendar
	words *dictionary
	pool  sync.Pool // of *scanner
}

// NewPhrases compiles the embedded phrase files. An error means that the program was
// built with a broken file; it names file and line.
func NewPhrases(opt Options) (*Phrases, error) {
	files, err := shippedPhrases()
	if err != nil {
		return nil, err
	}
	p := &Phrases{lex: files.lex, opt: opt, codes: languageCodes(), cal: newCalendar(), words: files.words}
	p.opt.Prefixes = nil
	for _, s := range opt.Prefixes {
		p.opt.Prefixes = append(p.opt.Prefixes, strings.ToUpper(s))
	}
	p.pool.New = func() any { return &scanner{} }
	return p, nil
}

// told is what stands in the phrase files and in the concepts file.
type told struct {
	lex   *lexicon
	words *dictionary
}

// shippedPhrases reads the files that the program was built with once, at the first use. What comes of it is
// read-only.
var shippedPhrases = sync.OnceValues(readPhrases)

func readPhrases() (told, error) {
	names, err := fs.Glob(phraseFiles, "phrases/*.txt")
	if err != nil {
		return told{}, desk.Wrap(desk.CodeInternal, err, "list the phrase files")
	}
	var files []source
	for _, n := range names { // sorted: 00-sets.txt comes first
		b, err := phraseFiles.ReadFile(n)
		if err != nil {
			return told{}, desk.Wrap(desk.CodeInternal, err, "read phrase file %s", n)
		}
		files = append(files, source{n, string(b)})
	}
	lex, err := compile(files)
	if err != nil {
		return told{}, err
	}
	senses, err := newConcepts(conceptText)
	if err != nil {
		return told{}, err
	}
	words := newDictionary(lex, senses, stopwords())
	lex.exact = nil // the dictionary has it
	return told{lex, words}, nil
}

// Name is "phrases".
func (p *Phrases) Name() string { return "phrases" }

// Read reads one mail.
func (p *Phrases) Read(in Input) desk.Reading {
	a := p.analyse(in)
	defer p.release(a)
	return a.reading
}

// analysis is what the phrase engine found in one mail: its tokens, what the phrases add
// up to, and the reading that follows.
type analysis struct {
	*scanner
	tally    *tally
	concepts *concepts
	subject  string // without reply marks
	reading  desk.Reading
	dated    desk.Date // the day of delivery that the words state, also where phrases find that nothing came
}

// analyse reads one mail. The analysis must be handed back to release.
func (p *Phrases) analyse(in Input) analysis { return p.analyseAs(in, nil, false) }

// analyseBut reads one mail of which some sentences are known to speak to the program, in growing order.
func (p *Phrases) analyseBut(in Input, steering []int32) analysis {
	return p.analyseAs(in, steering, false)
}

// analyseWhole reads one mail with all its sentences, as if none spoke to the program; that one does is a signal all the same.
func (p *Phrases) analyseWhole(in Input) analysis { return p.analyseAs(in, nil, true) }

func (p *Phrases) analyseAs(in Input, steering []int32, whole bool) analysis {
	s, ok := p.pool.Get().(*scanner)
	if !ok {
		s = &scanner{}
	}
	s.toks, s.sent, s.para = s.toks[:0], 0, 0
	subject, reply := cleanSubject(in.Subject)
	s.scan(subject)
	body := s.sent + 1
	s.scan(in.NewText)
	p.words.lookup(s.toks)

	t := newTally(body, reply)
	t.asks = strings.ContainsAny(in.NewText, "?？")
	p.gather(s, t, steering, whole)
	t.numbers = p.findNumbers(in)
	t.words = len(s.toks)
	r := t.resolve()
	r.Engine = p.Name()
	r.Numbers = t.numbers
	r.Serial = findSerial(subject, in.NewText)
	own := s.toks
	if reply { // the subject's words are those of an earlier mail, often ours
		own = own[sort.Search(len(own), func(i int) bool { return own[i].sent >= body }):]
	}
	r.Language = p.language(in.NewText, own)
	dated, ok := p.cal.stated(s.toks, in.Received, p.lex.negator, t.marks[desk.SignalSafetyHazard])
	if ok && !r.Has(desk.SignalNotReceived) {
		r.DeliveredOn = dated
		r.Signals = append(r.Signals, desk.SignalStatesDeliveryDate)
	}
	slices.Sort(r.Signals)
	r.Signals = slices.Compact(r.Signals)
	return analysis{scanner: s, tally: t, concepts: p.words.concepts, subject: subject, reading: r, dated: dated}
}

// release gives an analysis' buffers back.
func (p *Phrases) release(a analysis) { p.pool.Put(a.scanner) }

// gather finds the phrases and counts those that are neither negated nor part of an
// instruction to the reader. Sentences of steering are such instructions as well; read whole, a mail has none.
func (p *Phrases) gather(s *scanner, t *tally, steering []int32, whole bool) {
	toks := s.toks
	var hits, outright []hit
	silenced := map[int32]int32{} // paragraph -> first sentence that instructs the reader
	orders := map[int32]int{}     // sentences that instruct the reader -> token from which on
	for _, h := range p.phrases(toks, &s.present, t) {
		e := &p.lex.blocks[p.lex.rules[h.rule].block]
		first := toks[h.from].bits.has(p.lex.negator)
		reach := 5
		if e.safety {
			reach = 2 // recall first: only a plain "no smoke" takes the alarm back
		}
		if !e.raw && !first && p.lex.negated(toks, h.from, reach) && !(e.safety && began(toks, h)) {
			continue
		}
		if e.outright {
			outright = append(outright, h)
			continue
		}
		hits = append(hits, h)
		if !whole && slices.Contains(e.signals, desk.SignalInstructsReader) {
			if from, ok := orders[h.sent]; !ok || h.from < from {
				orders[h.sent] = h.from
			}
			if at, ok := silenced[h.para]; !ok || h.sent < at {
				silenced[h.para] = h.sent
			}
		}
	}
	t.steered(toks, steering, orders)
	t.language = p.plain(toks, orders)
	t.orders, t.silenced = orders, silenced
	t.sayOutright(p.lex, toks, outright)
	t.goods = p.namesGoods(toks, t.body)
	t.changes, t.alters = p.namesChanges(toks, t.body, changeConcepts), p.namesChanges(toks, t.body, alterConcepts)
	t.ends = p.namesEnds(toks, t.body)
	t.denies = slices.ContainsFunc(toks, func(x token) bool { return x.sent >= t.body && x.bits.has(p.lex.negator) })
	t.orderedOff, t.cancels = orderedOff(toks, t.body), speaksOfCancelling(toks, t.body)
	t.cancelsYet = t.cancels && !t.onlyKept(toks)
	for _, late := range []bool{false, true} {
		for _, h := range hits {
			r := &p.lex.rules[h.rule]
			e := &p.lex.blocks[r.block]
			at, bad := silenced[h.para]
			behind := bad && h.sent > at
			told := slices.Contains(e.signals, desk.SignalInstructsReader)
			from, within := orders[h.sent]
			counts := (!within || h.to < from) && behind == late
			if told || e.safety { // whom a sentence is meant for makes the lamp in it no cooler
				counts = !late
			}
			if counts {
				t.add(e, r.id, h.sent)
			}
		}
		// An instruction that stands before the real text must not hide all of it.
		if len(silenced) == 0 || t.best() >= enough || t.has(desk.SignalChoiceWait, desk.SignalSafetyHazard) {
			return
		}
		t.silenced = nil // nor may the other readers miss it
	}
}

// cleanSubject drops reply and forward marks and says whether there was a reply mark:
// then the words are those of an earlier mail, often ours.
func cleanSubject(s string) (string, bool) {
	reply := false
	for {
		s = strings.TrimSpace(s)
		i := strings.IndexAny(s, ":：")
		if i < 1 || i > 8 {
			return s, reply
		}
		head := strings.ToLower(strings.TrimSpace(s[:i]))
		if j := strings.IndexAny(head, "[("); j > 0 {
			head = head[:j]
		}
		switch head {
		case "re", "aw", "antw", "antwort", "rif", "ref", "r", "rép", "res", "sv", "vs":
			reply = true
		case "fw", "fwd", "wg", "tr", "rv", "enc", "i", "doorst":
		default:
			return s, reply
		}
		_, rest, _ := strings.Cut(s, s[i:i+1])
		s = rest
	}
}
