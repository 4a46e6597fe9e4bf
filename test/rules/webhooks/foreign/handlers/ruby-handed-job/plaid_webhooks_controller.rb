class PlaidWebhooksController < ApplicationController
  def create
    PlaidHookJob.perform_later(params.to_unsafe_h)
    head :ok
  end
end
