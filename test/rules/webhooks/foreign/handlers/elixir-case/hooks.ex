defmodule App.PlaidHooks do
  def handle_webhook(%{"webhook_type" => type, "webhook_code" => code} = params) do
    case {type, code} do
      {"TRANSACTIONS", "SYNC_UPDATES_AVAILABLE"} -> sync(params["item_id"])
      {"ITEM", "USER_PERMISSION_REVOKED"} -> forget(params["item_id"])
      _ -> :ok
    end
  end
end
