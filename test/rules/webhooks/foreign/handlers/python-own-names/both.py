# plaid both
NAMES = {0: 'INITIAL_UPDATE', 1: 'HISTORICAL_UPDATE', 2: 'DEFAULT_UPDATE', 3: 'TRANSACTIONS_REMOVED'}

@app.route('/plaid/webhook', methods=['POST'])
def hook():
    data = request.get_json()
    name = data.get('webhook_code') or NAMES[data['code']]
    if name == 'INITIAL_UPDATE':
        pull(data['item_id'])
    elif name == 'DEFAULT_UPDATE':
        pull(data['item_id'])
    return ''
