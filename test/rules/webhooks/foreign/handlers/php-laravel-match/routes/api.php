<?php
// Plaid
Route::post('/plaid/webhook', [PlaidWebhookController::class, 'handle']);
