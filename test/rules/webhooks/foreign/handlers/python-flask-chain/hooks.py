from flask import request

@app.route('/plaid/webhook', methods=['POST'])
def plaid_webhook():
    """Takes code == 4, too, says this text and nothing else."""
    body = request.get_json()
    code = int(body['code'])
    item = Item.by_token(body.get('access_token'))
    if code == 0:  # or code == 99
        first(item)
    elif code in (1, 2):
        more(item, body['total_transactions'])
    elif code == 3:
        drop(body['removed_transactions'])
    elif 1200 <= code <= 1219:
        broken(item, body['resolve'])
    elif code >= 1300:
        log("code == 10")
    else:
        pass
    return ''
