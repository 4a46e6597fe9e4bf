class WebhookController < ApplicationController
  def transactions
    plaid_item = PlaidItem.find(params[:id])
    plaid_item.pull
    Push.tell(plaid_item.owner)
  end

  def show
    render json: PlaidItem.find(params[:id])
  end
end
