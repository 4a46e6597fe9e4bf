class Puller # of plaid
  def pull
    total = response['total_transactions']
    page = 0 if response['code'] == 0
    while transactions.length < total
      response = client.transactions.get(token, offset: page)
    end
  end
end
