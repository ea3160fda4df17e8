"""Pages that look across the apps."""

from django.urls import path

from . import (
    confirmations,
    deletions,
    links,
    pack_pages,
    people,
    practices,
    reflection_page,
    rhythm,
    services_back,
    views,
)

app_name = "overview"
urlpatterns = [
    path("communities/<uuid:pk>/", views.community_page, name="community_page"),
    path("rhythm/", rhythm.rhythm, name="rhythm"),
    path("communities/<uuid:pk>/pack/", pack_pages.community_pack, name="community_pack"),
    path(
        "communities/<uuid:pk>/pack/data/",
        pack_pages.community_pack_data,
        name="community_pack_data",
    ),
    path(
        "communities/<uuid:pk>/services-back/",
        services_back.community_services_back,
        name="community_services_back",
    ),
    path(
        "communities/<uuid:pk>/open-barrier/",
        services_back.community_open_barrier,
        name="community_open_barrier",
    ),
    path("communities/<uuid:pk>/practices/", practices.practice_list, name="practice_list"),
    path("practices/<uuid:pk>/", practices.practice_show, name="practice_show"),
    path("links/<uuid:pk>/", links.link_show, name="link_show"),
    path("barriers/<uuid:pk>/", links.barrier_show, name="barrier_show"),
    path("communities/<uuid:pk>/reflect/", reflection_page.reflect, name="reflect"),
    path("confirmations/", confirmations.confirmation_list, name="confirmation_list"),
    path("deletions/", deletions.deletion_list, name="deletion_list"),
    path("people/", people.person_list, name="person_list"),
    path("people/add/", people.person_add, name="person_add"),
    path("people/<uuid:pk>/", people.person_show, name="person_show"),
    path("people/<uuid:pk>/renew/", people.person_renew, name="person_renew"),
    path("people/<uuid:pk>/lift/", people.person_lift, name="person_lift"),
    path("people/<uuid:pk>/roles/add/", people.person_role_add, name="person_role_add"),
    path("memberships/<uuid:pk>/end/", people.membership_end, name="membership_end"),
    path("memberships/<uuid:pk>/assign/", people.membership_assign, name="membership_assign"),
    path("assignments/<uuid:pk>/end/", people.assignment_end, name="assignment_end"),
]
