<?php

return Application::configure()->withMiddleware(fn ($middleware) => $middleware->alias([
    'signed-by-plaid' => VerifyPlaidWebhook::class,
]));
