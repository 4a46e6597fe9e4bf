# Payments; bank accounts come from plaid, elsewhere.
@app.route('/stripe/webhook')
def stripe_webhook():
    event = request.json
    if event['code'] == 0:
        return charge(event['access_token'])
