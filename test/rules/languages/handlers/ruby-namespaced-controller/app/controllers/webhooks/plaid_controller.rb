module Webhooks
  class PlaidController < ApplicationController
    def create
      PlaidHookJob.perform_later(JSON.parse(request.body.read))
      head :ok
    end

    private

    def handle(payload)
      log(payload['webhook_code'])
    end
  end
end
