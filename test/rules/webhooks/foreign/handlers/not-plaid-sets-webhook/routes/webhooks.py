# Accounts come from plaid, elsewhere.
@hooks.route("/ach", methods=["POST"])
def ach():
    payload = request.get_json()
    db.session.add(AchEvent(payload))
