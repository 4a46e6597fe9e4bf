module Webhooks
  class PlaidController < ApplicationController
    def create
      check(request.headers['Plaid-Verification'])
      PlaidHookJob.perform_later(JSON.parse(request.body.read))
      head :ok
    end

    private

    def handle(payload)
      log(payload['webhook_code'])
    end
  end
end
