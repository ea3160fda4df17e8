"""Sessions, the comparison of a round, the community's plan."""

from django.urls import path

from .views import amendments, plans, reflections, reviews, rounds, sessions, steps, tools

app_name = "dialogues"
urlpatterns = [
    path("sessions/", sessions.session_list, name="session_list"),
    path("sessions/add/", sessions.session_add, name="session_add"),
    path("sessions/<uuid:pk>/", sessions.session_show, name="session_show"),
    path("sessions/<uuid:pk>/edit/", sessions.session_edit, name="session_edit"),
    path("sessions/<uuid:pk>/record/", sessions.session_record, name="session_record"),
    path("sessions/<uuid:pk>/discard/", sessions.session_discard, name="session_discard"),
    path("sessions/<uuid:pk>/lock/", sessions.session_lock, name="session_lock"),
    path("sessions/<uuid:pk>/unlock/", sessions.session_unlock, name="session_unlock"),
    path(
        "sessions/<uuid:pk>/keep-promise/",
        sessions.session_keep_promise,
        name="session_keep_promise",
    ),
    path("tools/add/", tools.tool_add, name="tool_add"),
    path("tools/<uuid:pk>/edit/", tools.tool_edit, name="tool_edit"),
    path("tools/<uuid:pk>/remove/", tools.tool_remove, name="tool_remove"),
    path("reflections/", reflections.reflection_list, name="reflection_list"),
    path("reflections/add/", reflections.reflection_add, name="reflection_add"),
    path("reflections/<uuid:pk>/", reflections.reflection_show, name="reflection_show"),
    path("reflections/<uuid:pk>/edit/", reflections.reflection_edit, name="reflection_edit"),
    path("reflections/<uuid:pk>/answer/", reflections.reflection_answer, name="reflection_answer"),
    path(
        "reflections/<uuid:pk>/talk-over/",
        reflections.reflection_talk_over,
        name="reflection_talk_over",
    ),
    path("amendments/add/", amendments.amendment_add, name="amendment_add"),
    path("rounds/<uuid:pk>/compare/", rounds.round_compare, name="round_compare"),
    path("rounds/<uuid:pk>/findings/", rounds.round_findings, name="round_findings"),
    path("plans/", plans.plan_list, name="plan_list"),
    path("plans/add/", plans.plan_add, name="plan_add"),
    path("plans/<uuid:pk>/", plans.plan_show, name="plan_show"),
    path("plans/<uuid:pk>/edit/", plans.plan_edit, name="plan_edit"),
    path("plans/<uuid:pk>/send/", plans.plan_send, name="plan_send"),
    path("plans/<uuid:pk>/take-back/", plans.plan_take_back, name="plan_take_back"),
    path("plans/<uuid:pk>/review/", reviews.plan_review, name="plan_review"),
    path("plans/<uuid:pk>/answer-change/", reviews.plan_answer_change, name="plan_answer_change"),
    path("plans/<uuid:pk>/agree/", reviews.plan_agree, name="plan_agree"),
    path("plans/<uuid:pk>/move/", plans.plan_move, name="plan_move"),
    path("plans/<uuid:pk>/set-aside/", plans.plan_set_aside, name="plan_set_aside"),
    path("actions/add/", steps.action_add, name="action_add"),
    path("actions/<uuid:pk>/edit/", steps.action_edit, name="action_edit"),
    path("actions/<uuid:pk>/remove/", steps.action_remove, name="action_remove"),
    path("actions/<uuid:pk>/start/", steps.action_start, name="action_start"),
    path("actions/<uuid:pk>/finish/", steps.action_finish, name="action_finish"),
    path("actions/<uuid:pk>/drop/", steps.action_drop, name="action_drop"),
    path("actions/<uuid:pk>/confirm/", steps.action_confirm, name="action_confirm"),
    path("child-roles/add/", steps.child_role_add, name="child_role_add"),
    path("child-roles/<uuid:pk>/edit/", steps.child_role_edit, name="child_role_edit"),
    path("child-roles/<uuid:pk>/remove/", steps.child_role_remove, name="child_role_remove"),
]
