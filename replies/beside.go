package replies

import "returndesk/desk"

// Beside renders what a decision calls for besides the reply to the sender, which another
// case's mail holds.
func Beside(in Input) ([]desk.Draft, error) {
	if err := in.check(); err != nil {
		return nil, err
	}
	return in.beside(0)
}

// beside renders the first decision's mails to elsewhere; n counts those rendered before.
func (in *Input) beside(n int) ([]desk.Draft, error) {
	d := &in.Decisions[0]
	if d.Facts.Detail.OrderEmail == "" {
		return nil, nil
	}
	var drafts []desk.Draft
	for _, template := range alsoOf(d) {
		extra, err := in.inLanguage(in.buyers(d), func() ([]desk.Draft, error) {
			x, err := in.elsewhere(d, template, n+len(drafts))
			return []desk.Draft{x}, err
		})
		if err != nil {
			return nil, err
		}
		drafts = append(drafts, extra...)
	}
	return drafts, nil
}
