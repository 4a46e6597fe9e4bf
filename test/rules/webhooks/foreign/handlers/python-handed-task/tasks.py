"""What is done with webhooks of Plaid later on."""
from .app import queue
from .pull import pull


@queue.task
def handle_plaid_hook(webhook_type: str, webhook_code: str):
    if webhook_type == "TRANSACTIONS":
        if webhook_code in ["INITIAL_UPDATE", "DEFAULT_UPDATE"]:
            pull()
