import plaid

def call():
    response = client.get('/x')
    if response.code == 0:
        return
    try:
        plaid_client.Auth.get(token)
    except plaid.errors.PlaidError as e:
        if e.code == 1:
            raise
    if exit_code == 2 or options.code == 3:
        return page
