from flask import Blueprint, request

from .plaid_hooks import take_hook

routes = Blueprint("routes", __name__)


@routes.route("/plaid/webhook", methods=["POST"])
def webhook():
    take_hook(request.get_json())
    return "", 204
