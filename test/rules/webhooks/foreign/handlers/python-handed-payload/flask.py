from flask import Flask, request, abort
app = Flask(__name__)

def handle_initial(payload):
    item = Item.query.filter_by(access_token=payload['access_token']).first()
    pull(item, payload.get('total_transactions', 0))

def handle_removed(payload):
    for t in payload['removed_transactions']:
        delete(t)

@app.route('/plaid/webhook', methods=['POST'])
def plaid_webhook():
    payload = request.get_json(force=True)
    code = int(payload['code'])
    if code in (0, 1, 2):
        handle_initial(payload)
    elif code == 3:
        handle_removed(payload)
    elif 1200 <= code < 1220:
        log.error(payload['message'], payload['resolve'])
    return '', 200
