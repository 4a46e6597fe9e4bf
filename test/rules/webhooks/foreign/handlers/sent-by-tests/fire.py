def fire(client, access_token):
    client.Sandbox.item.fire_webhook(access_token, webhook_code="DEFAULT_UPDATE")
    plaid.post({"webhook_code": "DEFAULT_UPDATE", "access_token": access_token})
