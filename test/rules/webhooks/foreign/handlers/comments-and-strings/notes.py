"""Plaid sent a webhook with code == 0."""

def plaid_webhook_notes():
    # if payload["code"] == 0: pull()
    # if payload["webhook_code"] == "INITIAL_UPDATE": pull()
    return 'payload["webhook_code"] == "INITIAL_UPDATE"'
