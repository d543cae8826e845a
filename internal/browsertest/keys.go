package browsertest

import (
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// ctrl is the bit of Input.dispatchKeyEvent for the control key.
const ctrl = 2

// Keys presses keys, wherever the focus is: one event down, with its letter, and one up, as
// a keyboard gives them, so that a page that takes the key keeps the letter out.
func (b *Tab) Keys(keys string) {
	b.T.Helper()
	for _, r := range keys {
		down := input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyDown, Key: string(r), Text: string(r), UnmodifiedText: string(r)}
		switch r {
		case '\x1b':
			down = input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeRawKeyDown, Key: "Escape", Code: "Escape", WindowsVirtualKeyCode: 27}
		case '\t':
			down = input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeRawKeyDown, Key: "Tab", Code: "Tab", WindowsVirtualKeyCode: 9}
		case '\r':
			down.Key, down.Code, down.WindowsVirtualKeyCode = "Enter", "Enter", 13
		}
		b.press(down)
	}
}

// CtrlEnter presses Enter while Ctrl is held.
func (b *Tab) CtrlEnter() {
	b.T.Helper()
	b.press(input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeRawKeyDown, Key: "Enter", Code: "Enter", WindowsVirtualKeyCode: 13, Modifiers: ctrl})
}

func (b *Tab) press(down input.DispatchKeyEventParams) {
	b.T.Helper()
	up := down
	up.Type, up.Text, up.UnmodifiedText = input.DispatchKeyEventTypeKeyUp, "", ""
	for _, e := range []input.DispatchKeyEventParams{down, up} {
		if _, err := chromedp.Call(b.Ctx, input.DispatchKeyEvent, e); err != nil {
			b.T.Fatalf("key %q: %v", down.Key, err)
		}
	}
}
