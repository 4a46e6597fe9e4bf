def test_plaid_webhook(client):
    payload = {"webhook_type": "TRANSACTIONS", "webhook_code": "INITIAL_UPDATE"}
    assert payload["webhook_code"] == "INITIAL_UPDATE"
