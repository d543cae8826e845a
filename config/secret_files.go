package config

import "slices"

// SecretFiles lists the files that hold passwords, keys and tokens in use, each once, in the
// order in which the configuration names them. They need not be there.
func (c Config) SecretFiles() []string {
	var all []string
	add := func(paths ...string) {
		for _, p := range paths {
			if p != "" && !slices.Contains(all, p) {
				all = append(all, p)
			}
		}
	}
	for _, m := range c.Mailboxes {
		servers := []Server{m.IMAP.Server}
		if m.SMTP.Used() {
			servers = append(servers, m.SMTP.Server)
		}
		for _, s := range servers {
			add(s.PasswordFile, s.OAuth.ClientIDFile, s.OAuth.ClientSecretFile, s.OAuth.RefreshTokenFile, s.OAuth.TokenFile)
		}
	}
	if c.Classifier.LLM.Enabled {
		add(c.Classifier.LLM.KeyFile)
	}
	return all
}
