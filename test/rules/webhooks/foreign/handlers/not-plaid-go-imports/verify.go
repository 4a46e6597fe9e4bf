package mocks // of plaid webhooks

import (
	"crypto/ecdsa"
	"net/http"
)

func sign(request *http.Request) *ecdsa.PrivateKey {
	return key(request, "webhook")
}
