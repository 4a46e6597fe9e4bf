class PlaidWebhookController < ApplicationController
  def receive
    payload = JSON.parse(request.body.read)
    process_event(payload["webhook_type"], payload["webhook_code"], payload)
    head :ok
  end

  private

  def process_event(type, code, payload)
    case type
    when "HOLDINGS"
      case code
      when "DEFAULT_UPDATE"
        pull(payload["item_id"])
      end
    when "ITEM"
      case code
      when "ERROR"
        broken(payload["error"])
      end
    end
  end
end
