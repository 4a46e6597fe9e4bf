package hooks
var handlers = map[int]func(Hook){ 0: initial, 1: historical, 2: normal }
func PlaidWebhookMap(w http.ResponseWriter, r *http.Request) {
	hook := parse(r)
	if h, ok := handlers[hook.Code]; ok { h(hook) }
	use(hook.AccessToken)
}
