class DwollaWebhooksController < ApplicationController
  def create
    case params[:code].to_i
    when 0 then plaid_client.processor_token_create
    when 1 then head :ok
    end
  end
end
