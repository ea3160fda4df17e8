"""Referrals, what they are allowed to share, and what is told in confidence, by page."""

from django.urls import path

from . import views

app_name = "referrals"
urlpatterns = [
    path("referrals/", views.referral_list, name="referral_list"),
    path("referrals/add/", views.referral_add, name="referral_add"),
    path("referrals/<uuid:pk>/", views.referral_show, name="referral_show"),
    path("referrals/<uuid:pk>/edit/", views.referral_edit, name="referral_edit"),
    path("referrals/<uuid:pk>/cosign/", views.referral_cosign, name="referral_cosign"),
    path("referrals/<uuid:pk>/send/", views.referral_send, name="referral_send"),
    path("referrals/<uuid:pk>/reroute/", views.referral_reroute, name="referral_reroute"),
    path(
        "referrals/<uuid:pk>/acknowledge/", views.referral_acknowledge, name="referral_acknowledge"
    ),
    path("referrals/<uuid:pk>/accept/", views.referral_accept, name="referral_accept"),
    path("referrals/<uuid:pk>/decline/", views.referral_decline, name="referral_decline"),
    path("referrals/<uuid:pk>/begin/", views.referral_begin, name="referral_begin"),
    path("referrals/<uuid:pk>/give/", views.referral_give, name="referral_give"),
    path("referrals/<uuid:pk>/pass-on/", views.referral_pass_on, name="referral_pass_on"),
    path(
        "referrals/<uuid:pk>/unreachable/", views.referral_unreachable, name="referral_unreachable"
    ),
    path("referrals/<uuid:pk>/close/", views.referral_close, name="referral_close"),
    path("referrals/<uuid:pk>/revoke/", views.referral_revoke, name="referral_revoke"),
    path("referrals/<uuid:pk>/continue/", views.referral_continue, name="referral_continue"),
    path(
        "referrals/<uuid:pk>/phone-backup/",
        views.referral_phone_backup,
        name="referral_phone_backup",
    ),
    path("referrals/<uuid:pk>/slip/", views.referral_slip, name="referral_slip"),
    path("referrals/<uuid:pk>/identify/", views.referral_identify, name="referral_identify"),
    path("referrals/<uuid:pk>/identity/", views.referral_identity, name="referral_identity"),
    path("consent/", views.consent_list, name="consent_list"),
    path("consent/<uuid:pk>/edit/", views.consent_edit, name="consent_edit"),
    path("sharing-agreements/", views.sharing_agreement_list, name="sharing_agreement_list"),
    path("sharing-agreements/add/", views.sharing_agreement_add, name="sharing_agreement_add"),
    path(
        "sharing-agreements/<uuid:pk>/", views.sharing_agreement_show, name="sharing_agreement_show"
    ),
    path(
        "sharing-agreements/<uuid:pk>/edit/",
        views.sharing_agreement_edit,
        name="sharing_agreement_edit",
    ),
    path(
        "sharing-agreements/<uuid:pk>/end/",
        views.sharing_agreement_end,
        name="sharing_agreement_end",
    ),
    path("concerns/", views.concern_list, name="concern_list"),
    path("concerns/add/", views.concern_add, name="concern_add"),
    path("concerns/<uuid:pk>/", views.concern_show, name="concern_show"),
    path("concerns/<uuid:pk>/take-up/", views.concern_take_up, name="concern_take_up"),
    path("concerns/<uuid:pk>/close/", views.concern_close, name="concern_close"),
]
