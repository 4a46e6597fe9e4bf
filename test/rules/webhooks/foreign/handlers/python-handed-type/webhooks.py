"""Webhooks of Plaid."""

SYNCED = {"SYNC_UPDATES_AVAILABLE", "DEFAULT_UPDATE"}


def handle_transactions(webhook_code, item_id):
    if webhook_code in SYNCED:
        sync(item_id)
    elif webhook_code == "HISTORIC_UPDATE":
        sync(item_id, everything=True)


def dispatch(payload):
    if payload["webhook_type"] == "TRANSACTIONS":
        handle_transactions(payload["webhook_code"], payload["item_id"])
