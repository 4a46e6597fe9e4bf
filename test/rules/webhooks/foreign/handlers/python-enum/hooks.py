from enum import IntEnum
class PlaidCode(IntEnum):
    INITIAL = 0
    HISTORICAL = 1
    NORMAL = 2
    REMOVED = 3

@app.post("/plaid/webhook")
def plaid_webhook(hook: PlaidHook):
    code = PlaidCode(hook.code)
    if code is PlaidCode.INITIAL or code == PlaidCode.HISTORICAL:
        pull(hook.access_token)
    elif code == PlaidCode.NORMAL:
        pull(hook.access_token, hook.total_transactions)
