from fastapi import APIRouter

from .tasks import handle_plaid_hook

router = APIRouter()


@router.post("/plaid/webhook")
async def plaid_webhook(webhook_data: dict):
    handle_plaid_hook.delay(webhook_data["webhook_type"], webhook_data["webhook_code"])
    return {"ok": True}
