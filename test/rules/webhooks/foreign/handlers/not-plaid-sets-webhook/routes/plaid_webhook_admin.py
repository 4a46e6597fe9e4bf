@plaid_webhook_admin.route("/update", methods=["POST"])
def update_webhook():
    item = request.get_json()
    client.item_webhook_update(ItemWebhookUpdateRequest(access_token=item["access_token"], webhook=URL))
