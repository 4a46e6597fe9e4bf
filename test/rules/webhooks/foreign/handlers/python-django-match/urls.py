from views import receive

# the hook of plaid
urlpatterns = [path("plaid/webhook/", receive)]
