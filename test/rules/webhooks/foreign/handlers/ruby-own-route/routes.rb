Rails.application.routes.draw do
  # The address that Plaid is given for each item.
  post "webhook/:id/transactions", to: "webhook#transactions"
  get "webhook/:id/show", to: "webhook#show"
end
