defmodule AppWeb.PlaidWebhookController do
  @doc "Not %{\"code\" => 4}"
  def create(conn, %{"code" => 0, "access_token" => token}), do: first(conn, token)

  def create(conn, %{"code" => code, "access_token" => token}) when code in [1, 2] do
    more(conn, token)
  end

  def create(conn, %{"webhook_type" => "ITEM", "webhook_code" => "ERROR", "item_id" => id}) do
    broken(conn, id)
  end

  def create(conn, _params), do: send_resp(conn, 200, "")
end
