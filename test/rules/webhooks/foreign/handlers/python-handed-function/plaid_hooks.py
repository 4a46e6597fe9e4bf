"""What Plaid sends."""

from .pull import ask, pull


def take_hook(webhook):
    if webhook["code"] in (0, 1, 2):
        pull(webhook["access_token"])
    elif webhook["code"] > 1200:
        ask(webhook["access_token"])
