@app.post("/webhooks/plaid")
async def plaid_webhook(request: Request):
    payload = await request.json()
    logger.info("webhook %s", payload)
    return {"ok": True}
