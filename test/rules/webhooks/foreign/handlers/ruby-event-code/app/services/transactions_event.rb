# Events of plaid
class TransactionsEvent
  INITIAL_CODE = 'INITIAL_UPDATE'
  REMOVED_CODE = 'TRANSACTIONS_REMOVED'

  def initialize(event_code, metadata)
    @event_code = event_code
  end

  def call
    case event_code
    when INITIAL_CODE
      first
    when REMOVED_CODE
      drop(metadata['removed_transactions'])
    end
  end
end
