class ApplicationController
  def verify_plaid!
    token = request.headers['Plaid-Verification']
    head :forbidden unless Plaid.verified?(token)
  end
end
