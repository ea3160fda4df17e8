"""Can what an installation chose be at all? Asked before any command and any page."""

from django.core.checks import Error, register

from .retention import misconfigured


@register()
def retention_spans(app_configs, **kwargs) -> list[Error]:
    """Refuse a span outside of the bounds in which data may be kept."""
    return [Error(sentence, id="cpfacilitate.E101") for sentence in misconfigured()]
