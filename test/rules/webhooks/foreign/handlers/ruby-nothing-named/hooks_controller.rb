class HooksController < ApplicationController
  skip_before_action :verify_authenticity_token

  def hook
    take params
    head :ok
  end

  private

  def take params
    if (0..2).include? params[:code]
      pull params
    elsif params[:code] == 3
      drop params[:removed_transactions]
    end
  end

  def pull params
    Bank.find_by(token: token(params)).pull
  end

  def token params
    params[:access_token]
  end
end
