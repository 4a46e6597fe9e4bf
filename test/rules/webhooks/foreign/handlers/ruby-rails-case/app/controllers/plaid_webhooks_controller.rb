class PlaidWebhooksController < ApplicationController
  skip_before_action :verify_authenticity_token

  def create
    login = Login.find_by(access_token: params[:access_token])
    case params[:code].to_i
    when 0, 1 # when 4
      pull(login, params['total_transactions'])
    when 2
      more(login)
    when 1200..1219
      broken(login)
    else
      Rails.logger.info "when 3 #{params}"
    end
    head :ok
  end

  def legacy
    PlaidHook.create!(body: params.to_json)
    head :ok
  end
end
