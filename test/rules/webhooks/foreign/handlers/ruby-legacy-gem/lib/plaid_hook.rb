class PlaidHook
  def call(params)
    webhook = Plaid::Webhook.new(params)
    if webhook.initial_transaction? || webhook.historical_transaction?
      pull(webhook.access_token)
    elsif webhook.error_response?
      broken(webhook.access_token)
    end
  end
end
