# plaid
NAMES = {0: 'INITIAL_UPDATE', 1: 'HISTORICAL_UPDATE', 2: 'DEFAULT_UPDATE', 3: 'TRANSACTIONS_REMOVED'}

@app.route('/plaid/webhook', methods=['POST'])
def hook():
    data = request.get_json()
    name = NAMES.get(data['code'])
    if name == 'INITIAL_UPDATE':
        pull(data['access_token'])
    elif name == 'DEFAULT_UPDATE':
        pull(data['access_token'])
    return ''
