"""The map: every page of the product, by app."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from referrals import views as referrals

from . import views
from .overview import views as overview

urlpatterns = [
    path("", overview.home, name="home"),
    path("healthz/", views.health, name="health"),
    path("leave/", views.leave, name="leave"),
    path("look/", views.set_look, name="set_look"),
    # Before anybody has signed in, too.
    path("i18n/setlang/", login_not_required(set_language), name="set_language"),
    path("accounts/", include("cpfacilitate.accounts.urls")),
    path("reports/", include("cpfacilitate.reports.urls")),
    path("overview/", include("cpfacilitate.overview.urls")),
    path("participants/", include("participants.urls")),
    path("dialogues/", include("dialogues.urls")),
    path("referrals/", include("referrals.urls")),
    # Short, because it is read out by phone.
    path("slip/", referrals.slip_open, name="slip_open"),
    path("slip/answer/", referrals.slip_answer, name="slip_answer"),
]
