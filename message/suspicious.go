package message

import "strings"

// SuspiciousVerdict says whether a mail looks like phishing or malware, by what
// it says alone.
type SuspiciousVerdict struct {
	Suspicious bool
	Signs      []string // what was seen: threat, deadline, bill, lure_file, lure_link
	Detail     string   // a sentence for display, "" when not suspicious
}

// Words of such mails, in lower case, in English, German, French, Spanish,
// Dutch, Italian. Threats name the reader's own account or mailbox: a customer
// speaks of his order.
var (
	threatWords = []string{
		"suspen", "deactivat", "terminat", "blocked", "be locked", "be closed", "restricted", "lose access", "legal action",
		"gesperrt", "sperrung", "deaktivier", "geschlossen", "suspendu", "désactivé", "bloqué", "suspendid", "desactivad", "bloquead",
		"geblokkeerd", "opgeschort", "gedeactiveerd", "sospes", "disattivat", "bloccat",
	}
	threatened = []string{
		"your mailbox", "your account", "your e-mail", "your email", "your webmail", "your password", "your domain", "your access",
		"ihr konto", "ihr postfach", "ihres kontos", "ihres postfachs", "ihr e-mail", "ihrer e-mail", "votre compte", "votre boîte", "votre messagerie",
		"su cuenta", "su buzón", "tu cuenta", "uw account", "uw mailbox", "je account", "il suo account", "la sua casella", "tuo account", "il tuo conto",
	}
	deadlineWords = []string{
		"within 24 hours", "within 48 hours", "within 12 hours", "immediately", "final notice", "final warning", "last reminder", "urgent action", "act now", "expires today",
		"innerhalb von 24", "innerhalb 24", "sofort", "letzte mahnung", "letzte warnung", "sous 24", "dans les 24", "immédiatement", "dernier avis",
		"en 24 horas", "inmediatamente", "último aviso", "binnen 24", "onmiddellijk", "laatste waarschuwing", "entro 24", "immediatamente", "ultimo avviso",
	}
	billWords = []string{
		"overdue", "unpaid", "outstanding invoice", "outstanding payment", "payment is due", "pending payment", "invoice attached",
		"überfällig", "unbezahlt", "offene rechnung", "impayé", "facture en retard", "impagad", "factura pendiente", "onbetaald", "openstaande factuur", "non pagat", "fattura scaduta",
	}
	openWords = []string{
		"open the attach", "attached file", "attached document", "see attach", "see the attach", "download the", "click the link", "click here", "click below", "verify your", "confirm your password", "log in", "sign in", "enable content",
		"anhang", "angehängte", "klicken sie", "bestätigen sie", "pièce jointe", "fichier joint", "cliquez", "vérifiez", "archivo adjunto", "haga clic", "haz clic", "verifique",
		"bijlage", "klik op", "klik hier", "verifieer", "allegat", "clicca", "verifica",
	}
)

// lureExtensions are file types with which malware comes.
var lureExtensions = []string{
	".zip", ".rar", ".7z", ".iso", ".img", ".exe", ".scr", ".js", ".jse", ".vbs", ".wsf", ".hta", ".lnk", ".bat", ".cmd", ".ps1", ".jar",
	".html", ".htm", ".shtml", ".docm", ".xlsm", ".xlsb", ".one", ".ace", ".gz", ".tgz", ".cab", ".msi", ".arj", ".lzh", ".z",
}

// Suspicious judges by content whether m is phishing or malware: a threat to the
// reader's account, a deadline or a bill, and something to open or click, all
// three. It is conservative: a mail that replies to ours or names an order of
// plausible form never is, nor one with a photo or video.
func Suspicious(m *Message, opt Options) SuspiciousVerdict {
	var v SuspiciousVerdict
	lure, media := lureFiles(m)
	if media || !lure && len(m.Links) == 0 || len(m.NewText) > 20000 {
		return v
	}
	if opt.repliesToUs(m) || namesOrder(m, &opt) {
		return v
	}
	low := oneLine(m.Subject + "\n" + m.NewText) // a phrase may be wrapped over two lines
	threat := containsAny(low, threatWords) && containsAny(low, threatened)
	deadline := containsAny(low, deadlineWords)
	bill := containsAny(low, billWords)
	asked := containsAny(low, openWords)
	for _, s := range []struct {
		seen bool
		name string
	}{{threat, "threat"}, {deadline, "deadline"}, {bill, "bill"}, {lure && asked, "lure_file"}, {len(m.Links) > 0 && asked, "lure_link"}} {
		if s.seen {
			v.Signs = append(v.Signs, s.name)
		}
	}
	if threat && (deadline || bill) && asked {
		v.Suspicious = true
		v.Detail = "It threatens an account, presses for time or money, and wants something opened."
	}
	return v
}

// lureFiles says whether files come along that malware comes in, and whether
// there are photos or videos, which a customer sends.
func lureFiles(m *Message) (lure, media bool) {
	for i := range m.Attachments {
		a := &m.Attachments[i]
		if (strings.HasPrefix(a.ContentType, "image/") || strings.HasPrefix(a.ContentType, "video/")) && !a.Inline {
			media = true
		}
		name := strings.ToLower(a.Name)
		for _, ext := range lureExtensions {
			lure = lure || strings.HasSuffix(name, ext)
		}
		switch a.ContentType {
		case "application/zip", "application/x-zip-compressed", "application/x-rar-compressed", "application/x-7z-compressed", "application/x-msdownload", "text/html":
			lure = true
		}
	}
	return lure, media
}

// oneLine folds a text to lower case and all white space to single blanks.
func oneLine(s string) string { return strings.Join(strings.Fields(strings.ToLower(s)), " ") }

func containsAny(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}
