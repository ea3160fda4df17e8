"""Lists that come in and go out."""

from django.urls import path

from . import views

app_name = "reports"
urlpatterns = [
    path("communities/import/", views.community_import, name="community_import"),
    path("communities/export/", views.community_export, name="community_export"),
    path("services/import/", views.service_import, name="service_import"),
    path("services/export/", views.service_export, name="service_export"),
    path("imports/<uuid:pk>/", views.import_show, name="import_show"),
    path("imports/<uuid:pk>/apply/", views.import_apply, name="import_apply"),
    path("imports/<uuid:pk>/discard/", views.import_discard, name="import_discard"),
]
