"""What comes in and goes out: lists, figures, files."""

from django.urls import path

from .views import lists

app_name = "reports"
urlpatterns = [
    path("communities/import/", lists.community_import, name="community_import"),
    path("communities/export/", lists.community_export, name="community_export"),
    path("services/import/", lists.service_import, name="service_import"),
    path("services/export/", lists.service_export, name="service_export"),
    path("imports/<uuid:pk>/", lists.import_show, name="import_show"),
    path("imports/<uuid:pk>/apply/", lists.import_apply, name="import_apply"),
    path("imports/<uuid:pk>/discard/", lists.import_discard, name="import_discard"),
]
