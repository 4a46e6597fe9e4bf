class PlaidHookJob < ApplicationJob
  def perform(hook)
    return unless hook['webhook_type'] == 'TRANSACTIONS'

    Pull.run(hook['item_id'])
  end
end
