require 'plaid'

CODES = { 'INITIAL_UPDATE' => :first, 'TRANSACTIONS_REMOVED' => :drop }.freeze

post '/plaid/hook' do
  payload = JSON.parse(request.body.read)
  step = CODES[payload['webhook_code']]
  send(step, payload['item_id']) if step
end
