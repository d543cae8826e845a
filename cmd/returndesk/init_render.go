package main

import (
	"bytes"
	"strings"
	"text/template"
	"time"

	"go.yaml.in/yaml/v4"

	"returndesk/desk"
)

// render writes the configuration with comments. Values are quoted by the YAML library,
// so that no answer can add a key.
func (an *answers) render(now time.Time) ([]byte, error) {
	quote := func(s string) (string, error) {
		b, err := yaml.Dump(s, yaml.WithLineWidth(-1))
		if err != nil || bytes.Contains(bytes.TrimSpace(b), []byte("\n")) {
			b, err = yaml.Dump(&yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Style: yaml.DoubleQuotedStyle, Value: s}, yaml.WithLineWidth(-1))
		}
		return strings.TrimSpace(string(b)), err
	}
	t, err := template.New("returndesk.yaml").Funcs(template.FuncMap{"q": quote}).Parse(initText)
	if err != nil {
		return nil, desk.Wrap(desk.CodeInternal, err, "the built-in text of the configuration is broken")
	}
	var out bytes.Buffer
	if err := t.Execute(&out, map[string]any{"A": an, "Date": now.Format(time.DateOnly)}); err != nil {
		return nil, desk.Wrap(desk.CodeInternal, err, "the configuration cannot be put together")
	}
	return out.Bytes(), nil
}

const initText = `# Configuration of returndesk, written by "returndesk init" on {{.Date}}.
# config.example.yaml shows every key; "returndesk doctor" tries this file out.
# Paths are taken relative to this file's folder. Passwords never stand here.

shop:
  name: {{q .A.Shop}}
  timezone: {{q .A.Zone}}        # promised dates and deadlines end in it
  # language: de            # of mails where the customer's and the order's are not known; else English
{{- if .A.OrderPrefix}}
  order_number:
    prefix: {{q .A.OrderPrefix}}
{{- end}}
{{- if .A.Carriers}}
  # Days after delivery within which each carrier takes claims for damage.
  carrier_claim_days:
{{- range .A.Carriers}}
    {{q .Name}}: {{.Days}}
{{- end}}
{{- else}}
  # Days after delivery within which each carrier takes claims for damage; ask yours.
  # carrier_claim_days: {ups: 60, dhl: 7}
{{- end}}
  # true once you have checked that your goods are exempt from withdrawal in the EU and UK.
  # withdrawal_exemption_confirmed: true

data_dir: {{q .A.DataDir}}         # cases, mails and drafts; for the service's user alone

mailboxes:
  - name: {{q .A.Name}}
    address: {{q .A.Address}}
    imap:
{{- template "server" .A.IMAP}}
{{- if eq .A.IMAP.Host "imap.gmail.com"}}
      daily_bytes: 2500MB     # what Gmail lets a program read in a day
{{- end}}
{{- if .A.SMTP.Host}}
    smtp:
{{- template "server" .A.SMTP}}
      append_sent: {{q .A.AppendSent}}        # copy what was sent to Sent: auto, on, off
{{- else}}
    # People send from their mail program, so there is no SMTP block and no SMTP password.
{{- end}}
{{- if .A.AuthServID}}
    authserv_id: {{q .A.AuthServID}}
{{- else}}
    # The first word of Authentication-Results in mails that you receive. Until it is set
    # no sender counts as verified, and drafts tell less.
    # authserv_id: mx.example.com
{{- end}}
    start_from: {{q .A.StartFrom}}          # older mail is history: counted, never answered

brand:
  name: {{q .A.Shop}}
{{- if .A.PolicyURL}}
  policy_url: {{q .A.PolicyURL}}
{{- else}}
  # policy_url: https://example.com/returns
{{- end}}
{{- if .A.ReturnAddress}}
  return_address: {{q .A.ReturnAddress}}
{{- else}}
  # return_address: where authorised returns go
{{- end}}

orders:
  {{.A.OrdersKey}}: {{q .A.OrdersPath}}
  max_age: 24h            # data older than this supports no refusal

alerts:
{{- if .A.Alerts}}
  to: [{{q .A.Alerts}}]     # safety, stop production, legal threats, mailbox or disk trouble
{{- else}}
  to: []                  # nobody is alerted until an address stands here
{{- end}}

# The figures of the week, on Monday morning; without an address they stand on the web page alone.
# digest:
#   to: [{{if .A.Alerts}}{{q .A.Alerts}}{{else}}owner@example.com{{end}}]

# Users of this machine who may act. Roles: agent, senior, manager, admin.
actors:
  - unix_user: {{q .A.UnixUser}}
    name: {{q .A.Person}}
    role: {{q .A.Role}}

approve_in: {{q .A.ApproveIn}}     # console, mailbox or both

approval:
  undo_delay: 15s         # between approval and sending
  # solo: true            # one person runs the shop, and confirms repayments alone, an hour later

# A group of this machine whose members may give commands under their own names, besides the service's user.
# socket_group: returns
{{define "server"}}
      host: {{q .Host}}
      port: {{.Port}}
      tls: {{q .TLS}}
      login: {{q .Login}}
{{- if .PasswordFile}}
      password_file: {{q .PasswordFile}}
{{- else}}
      password_env: {{q .PasswordEnv}}
{{- end}}
      # Tokens instead of a password (Microsoft 365): oauth, see config.example.yaml.
{{- end}}`
