"""Which device is this? In two words, from what its browser says about itself."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()
# The first that is found: most browsers also name those they descend from.
BROWSERS = {
    "Edg": "Edge", "OPR/": "Opera", "Opera": "Opera", "SamsungBrowser": "Samsung Internet",
    "UCBrowser": "UC Browser", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari",
}  # fmt: skip
SYSTEMS = {
    "Android": "Android", "iPhone": "iPhone", "iPad": "iPad", "KAIOS": "KaiOS",
    "Windows": "Windows", "Mac OS X": "Mac", "CrOS": "Chromebook", "Linux": "Linux",
}  # fmt: skip


@register.filter
def device(user_agent: str) -> str:
    """`Chrome, Android`; the whole of it, cut short, when neither is known."""
    known = [
        next((name for mark, name in names.items() if mark in user_agent), "")
        for names in (BROWSERS, SYSTEMS)
    ]
    return ", ".join(filter(None, known)) or user_agent[:60] or _("Unknown device")
