Future<Response> plaidWebhook(Request request) async {
  final body = jsonDecode(await request.readAsString());
  switch (body['code'] as int) {
    case 0:
      first(body['access_token']);
      break;
    case 1: // case 2:
      more('case 3: ${body['access_token']}');
      break;
  }
  return Response.ok('');
}
