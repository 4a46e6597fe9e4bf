class HooksController < ApplicationController
  def plaid
    send(HANDLERS.fetch(webhook_params[:code].to_i, :handle_error))
    head :ok
  end
  HANDLERS = { 0 => :initial, 1 => :historical, 2 => :update, 3 => :removed }.freeze
  private
  def initial; Account.find_by!(access_token: webhook_params[:access_token]).pull; end
  def webhook_params; params.permit(:code, :access_token, :total_transactions, removed_transactions: []); end
end
