package flow

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// alertToken is the part of an alert's Message-ID that stays the same when the alert is
// sent again, so that a receiving server can tell the repetition.
func alertToken(secret []byte, key string) string {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte("alert\x00" + key))
	return hex.EncodeToString(mac.Sum(nil))[:24]
}

// orderKey folds an order number as people type it for the lookup.
func orderKey(number string) string {
	return strings.ToUpper(strings.NewReplacer("#", "", " ", "", "-", "").Replace(number))
}
