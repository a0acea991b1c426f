from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("invited/<str:number>/<str:token>/", views.invited, name="invited"),
    path("second-factor/", views.second_factor, name="second_factor"),
    path("second-factor/codes/", views.recovery_codes, name="recovery_codes"),
    path("account/", views.account, name="account"),
    path("account/password/", views.password, name="password"),
    path("account/sessions/end-others/", views.end_other_sessions, name="end_other_sessions"),
    path("account/sessions/<str:handle>/end/", views.end_session, name="end_session"),
]
