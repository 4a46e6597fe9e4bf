package hooks // of plaid

type WebhookCode string

const (
	HistoricalUpdate WebhookCode = "HISTORICAL_UPDATE"
	ItemError        WebhookCode = "ERROR"
)
