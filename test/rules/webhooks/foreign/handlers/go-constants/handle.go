package hooks // of plaid

func Handle(hook Webhook) {
	switch hook.WebhookCode {
	case HistoricalUpdate:
		pull(hook.ItemID)
	case ItemError:
		broken(hook.ItemID)
	}
}
