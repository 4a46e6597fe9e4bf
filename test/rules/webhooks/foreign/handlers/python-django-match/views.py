import plaid


def receive(request):
    data = json.loads(request.body)
    kind, code = data["webhook_type"], data["webhook_code"]
    verify(request.headers["Plaid-Verification"])
    match kind:
        case "TRANSACTIONS":
            match code:
                case "INITIAL_UPDATE" | "HISTORICAL_UPDATE":
                    pull(data["item_id"])
                case _:
                    pass
        case "ITEM":
            if code == "ERROR":
                broken(data["error"])
