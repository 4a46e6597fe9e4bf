Rails.application.routes.draw do
  post '/hooks/plaid', to: 'plaid_webhooks#create'
  post '/hooks/plaid/old', to: 'plaid_webhooks#legacy'
end
