<?php

class VerifyPlaidWebhook
{
    public function handle(Request $request, Closure $next)
    {
        abort_unless($this->isSigned($request->header('Plaid-Verification'), $request->getContent()), 401);
        return $next($request);
    }
}
