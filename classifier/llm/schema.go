package llm

import (
	"encoding/json"

	"returndesk/desk"
)

// schema is the form of an answer, written by hand for strict decoding: every key is
// needed, no other is allowed, and classes and signals are enumerated. (go-openai's
// GenerateSchemaForType leaves keys optional, which strict decoders refuse.) Bounds of the
// confidence are said in words, since not every decoder knows minimum and maximum; they are
// checked here.
func schema() json.RawMessage {
	classes := map[string]any{"type": "string", "enum": desk.Classes()}
	object := map[string]any{
		"type": "object",
		"properties": map[string]any{
			"class":         classes,
			"runner_up":     classes,
			"also":          map[string]any{"type": "array", "items": classes, "description": "further intents, without class"},
			"signals":       map[string]any{"type": "array", "items": map[string]any{"type": "string", "enum": desk.Signals()}},
			"confidence":    map[string]any{"type": "integer", "description": "0 to 100: how sure class is right"},
			"order_numbers": map[string]any{"type": "array", "items": map[string]any{"type": "string"}, "description": "order tokens or numbers, copied from the mail"},
			"delivered_on":  map[string]any{"type": []string{"string", "null"}, "description": "the mail's own words for the day of delivery, copied exactly; null when it states none"},
		},
		"required":             []string{"class", "runner_up", "also", "signals", "confidence", "order_numbers", "delivered_on"},
		"additionalProperties": false,
	}
	b, err := json.Marshal(object)
	if err != nil {
		return json.RawMessage("{}") // strings and lists always encode; a test reads the result
	}
	return b
}
