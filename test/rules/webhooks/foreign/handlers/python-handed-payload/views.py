import json
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from django.http import HttpResponse

class PlaidWebhookView(View):
    def post(self, request):
        data = json.loads(request.body)
        dispatch = {
            0: self.initial,
            1: self.historical,
            2: self.update,
            3: self.removed,
        }
        dispatch.get(data["code"], self.error)(data)
        return HttpResponse(status=200)

    def initial(self, data):
        sync.delay(data["access_token"])
    def historical(self, data):
        sync.delay(data["access_token"])
    def update(self, data):
        sync.delay(data["access_token"], data["total_transactions"])
    def removed(self, data):
        remove.delay(data["removed_transactions"])
    def error(self, data):
        logger.error(data["message"])
