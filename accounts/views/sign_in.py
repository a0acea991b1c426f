from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpResponse
from django.utils import timezone

from accounts.forms import SignInForm
from accounts.passing import enter


class SignIn(LoginView):
    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        response = super().form_valid(form)
        enter(self.request, form.get_user(), timezone.now())
        return response


sign_in = SignIn.as_view()
sign_out = LogoutView.as_view()
