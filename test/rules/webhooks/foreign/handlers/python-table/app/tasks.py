from app import plaid_client

HANDLERS = {0: first, 1: second, "2": third}


def on_plaid_webhook(payload):
    handler = HANDLERS.get(payload["code"], ignore)
    handler(payload["access_token"])
