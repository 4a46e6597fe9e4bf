import os

from flask import Flask, jsonify, render_template, request
from plaid import Client

PLAID_PUBLIC_KEY = os.getenv('PLAID_PUBLIC_KEY')
PLAID_ENV = os.getenv('PLAID_ENV', 'sandbox')

client = Client(
    client_id=os.getenv('PLAID_CLIENT_ID'),
    secret=os.getenv('PLAID_SECRET'),
    public_key=PLAID_PUBLIC_KEY,
    environment=PLAID_ENV,
)

app = Flask(__name__)
access_token = None


@app.route('/')
def index():
    return render_template(
        'index.html',
        plaid_public_key=PLAID_PUBLIC_KEY,
        plaid_environment=PLAID_ENV,
        owner='Ada',
    )


@app.route('/get_access_token', methods=['POST'])
def get_access_token():
    global access_token
    exchange = client.Item.public_token.exchange(request.form['public_token'])
    access_token = exchange['access_token']
    return jsonify({'error': None})
