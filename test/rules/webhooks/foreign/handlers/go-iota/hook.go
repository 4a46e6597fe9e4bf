package hooks

func PlaidWebhook(c *gin.Context) {
	var hook Webhook
	c.BindJSON(&hook)
	switch hook.Code {
	case Initial, Historical:
		pull(hook.AccessToken)
	case Removed:
		remove(hook.RemovedTransactions)
	}
}
