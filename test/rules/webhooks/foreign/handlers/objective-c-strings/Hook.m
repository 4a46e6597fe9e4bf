- (void)handlePlaidWebhook:(NSDictionary *)payload {
  NSString *code = payload[@"webhook_code"];
  if ([code isEqualToString:@"INITIAL_UPDATE"]) { [self pull:payload[@"item_id"]]; }
  if ([[payload objectForKey:@"webhook_code"] isEqualToString:@"ERROR"]) { [self broken]; }
}
