class PlaidHookJob < ApplicationJob
  def perform(payload)
    case payload['webhook_type']
    when 'TRANSACTIONS' then pull(payload['item_id'])
    when 'ITEM' then on_item(payload)
    end
  end

  def on_item(payload)
    case payload['webhook_code']
    when 'ERROR'
      broken(payload['error'])
    end
  end
end
