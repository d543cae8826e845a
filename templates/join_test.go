package templates

import (
	"testing"
	"testing/fstest"
)

// TestAnd: Spanish and Italian change their "and" before a name that begins with its sound.
func TestAnd(t *testing.T) {
	t.Parallel()
	s := builtIn(t)
	for _, c := range []struct{ lang, next, want string }{
		{"es", "cable", "y"}, {"es", "imán", "e"}, {"es", "Índice", "e"}, {"es", "ISO keyboard", "e"}, {"es", "IEEE adapter", "e"},
		{"es", "hilo", "e"}, {"es", "Hílera", "e"}, {"es", "hielo", "y"}, {"es", "HIELO", "y"}, {"es", "HILO", "e"}, {"es", "hiato", "y"}, {"es", "ion", "y"}, {"es", "«imán»", "e"},
		{"es", "Ypsilon", "e"}, {"es", "yate", "y"}, {"es", "Y", "e"}, {"es", "Y-Split", "y"}, {"es", "I", "e"}, {"es", "iPad dock", "y"}, {"es", "I2C board", "e"},
		{"es", "75% keyboard", "y"}, {"es", "", "y"}, {"es", "—", "y"}, {"es-MX", "imán", "e"}, {"es_MX", "imán", "e"}, {"es", "h", "y"},
		{"it", "cavo", "e"}, {"it", "estensione", "ed"}, {"it", "Encoder", "ed"}, {"it", "È", "ed"}, {"it", "“Elettra”", "ed"}, {"it", "E", "ed"},
		{"it", "edizione", "e"}, {"it", "Editor", "e"}, {"it", "interfaccia", "e"}, {"it", "8 cavi", "e"}, {"it", "", "e"}, {"it-CH", "estensione", "ed"},
		{"en", "Igloo", "and"}, {"de", "Igel", "und"}, {"fr", "étui", "et"}, {"nl", "etui", "en"}, {"", "e", "and"},
	} {
		if got := s.List(c.lang, []string{"A", c.next}); got != "A "+c.want+" "+c.next {
			t.Errorf("%s: %q, want %q before %q", c.lang, got, c.want, c.next)
		}
	}
}

// TestAndOfAShop: a word that is not the language's own stays, whatever follows.
func TestAndOfAShop(t *testing.T) {
	t.Parallel()
	s, err := Load(fstest.MapFS{
		"es/sentences.txt": &fstest.MapFile{Data: []byte("form.and: más\n")},
		"it/sentences.txt": &fstest.MapFile{Data: []byte("form.and: nonché\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := s.List("es", []string{"a", "imán"}) + "|" + s.List("it", []string{"a", "estensione"}); got != "a más imán|a nonché estensione" {
		t.Errorf("lists: %s", got)
	}
}
