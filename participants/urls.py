"""Communities, what they decided, their groups and rounds, and the directory of services."""

from django.urls import path

from . import views

app_name = "participants"
urlpatterns = [
    path("communities/", views.community_list, name="community_list"),
    path("communities/add/", views.community_add, name="community_add"),
    path("communities/<uuid:pk>/edit/", views.community_edit, name="community_edit"),
    path("clusters/add/", views.cluster_add, name="cluster_add"),
    path("communities/<uuid:pk>/subgroups/add/", views.subgroup_add, name="subgroup_add"),
    path("communities/<uuid:pk>/subgroups/", views.subgroup_list, name="subgroup_list"),
    path("subgroups/<uuid:pk>/edit/", views.subgroup_edit, name="subgroup_edit"),
    path("communities/<uuid:pk>/rounds/add/", views.round_add, name="round_add"),
    path("communities/<uuid:pk>/members/", views.member_list, name="member_list"),
    path("communities/<uuid:pk>/members/add/", views.member_add, name="member_add"),
    path("members/<uuid:pk>/leave/", views.member_leave, name="member_leave"),
    path("agreements/<uuid:pk>/", views.agreement_show, name="agreement_show"),
    path("agreements/<uuid:pk>/edit/", views.agreement_edit, name="agreement_edit"),
    path("agreements/<uuid:pk>/move/", views.agreement_move, name="agreement_move"),
    path("leavings/<uuid:pk>/", views.leaving_show, name="leaving_show"),
    path("leavings/<uuid:pk>/edit/", views.leaving_edit, name="leaving_edit"),
    path("leavings/<uuid:pk>/stop/", views.leaving_stop, name="leaving_stop"),
    path("communities/<uuid:pk>/handovers/", views.handover_list, name="handover_list"),
    path("communities/<uuid:pk>/handovers/add/", views.handover_add, name="handover_add"),
    path("communities/<uuid:pk>/contacts/add/", views.contact_add, name="contact_add"),
    path("agreements/<uuid:pk>/renew/", views.agreement_renew, name="agreement_renew"),
    path("communities/<uuid:pk>/visits/", views.visit_list, name="visit_list"),
    path("communities/<uuid:pk>/visits/add/", views.visit_add, name="visit_add"),
    path("visits/<uuid:pk>/edit/", views.visit_edit, name="visit_edit"),
    path("communities/<uuid:pk>/phases/", views.phase_list, name="phase_list"),
    path("communities/<uuid:pk>/phases/add/", views.phase_add, name="phase_add"),
    path("phases/<uuid:pk>/end/", views.phase_end, name="phase_end"),
    path("services/", views.service_list, name="service_list"),
    path("services/print/", views.service_print, name="service_print"),
    path("services/add/", views.service_add, name="service_add"),
    path("services/<uuid:pk>/", views.service_show, name="service_show"),
    path("services/<uuid:pk>/edit/", views.service_edit, name="service_edit"),
    path("services/<uuid:pk>/confirm/", views.service_confirm, name="service_confirm"),
]
