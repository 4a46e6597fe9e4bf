class PlaidWebhooksController < ApplicationController
  before_action :verify_plaid!

  def create
    pull(params[:item_id]) if params[:webhook_code] == 'DEFAULT_UPDATE'
  end
end
