"""Which symbols does a page use, and how are they drawn? A page carries only those it shows."""

from __future__ import annotations

import re
from functools import cache

from django import template
from django.conf import settings
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
# Symbols that mean a direction, turned round where the page is.
TURNING = {"next", "back", "leave", "pass"}
# How a voice is drawn, by what became of it.
MARKS = {
    "heard": "",
    "partly": "part",
    "not_reached": "not",
    "not_heard": "not",
    "chose_not": "chose",
}


@cache
def _symbols() -> dict[str, str]:
    """Symbol name → its element, from the one sprite. Drawings of our own, so safe as they are."""
    sprite = (settings.BASE_DIR / "static" / "img" / "icons.svg").read_text()
    return {
        name: element
        for element, name in re.findall(
            r'(<(?:symbol|pattern|clipPath) id="([^"]+)".*?</(?:symbol|pattern|clipPath)>)',
            sprite,
            re.S,
        )
    }


def _use(context: Context, name: str) -> None:
    if name not in _symbols():
        raise template.TemplateSyntaxError(f"There is no symbol “{name}” in icons.svg.")
    context["request"].__dict__.setdefault("symbols", {})[name] = True


@register.simple_tag(takes_context=True)
def icon(context: Context, name: str, size: str = "") -> SafeString:
    """A symbol beside a word: `{% icon "plus" %}`."""
    _use(context, f"i-{name}")
    return _icon(name, size)


@cache
def _icon(name: str, size: str) -> SafeString:
    turn = " turn" if name in TURNING else ""
    return format_html(
        '<svg class="i{}{}" aria-hidden="true"><use href="#i-{}"/></svg>',
        turn,
        f" {size}" if size else "",
        name,
    )


@register.simple_tag(takes_context=True)
def urgency_icon(context: Context, urgency: str) -> SafeString:
    """Three bars, as many filled as it is urgent."""
    _use(context, f"u-{urgency}")
    return format_html('<svg class="i" aria-hidden="true"><use href="#u-{}"/></svg>', urgency)


@register.simple_tag(takes_context=True)
def mark(context: Context, voice: str, state: str = "heard") -> SafeString:
    """A voice's shape: `{% mark "girls" "not_reached" %}`; always beside a word."""
    _use(context, f"m-{voice}")
    if MARKS[state] == "part":
        _use(context, "half")
    return _mark(str(voice), MARKS[state])


@cache
def _mark(voice: str, drawn: str) -> SafeString:
    if drawn == "part":
        return format_html(
            '<svg class="m {0} part" viewBox="0 0 24 24" aria-hidden="true">'
            '<use class="o" href="#{1}"/><use class="f" href="#{1}" clip-path="url(#half)"/></svg>',
            voice,
            f"m-{voice}",
        )
    return format_html(
        '<svg class="m {}{}" viewBox="0 0 24 24" aria-hidden="true"><use href="#{}"/></svg>',
        voice,
        f" {drawn}" if drawn else "",
        f"m-{voice}",
    )


@register.simple_tag(takes_context=True)
def use_symbol(context: Context, name: str) -> str:
    """Say that a page draws a symbol by hand, in a chart."""
    _use(context, name)
    return ""


@register.simple_tag(takes_context=True)
def sprite(context: Context) -> SafeString:
    """The symbols this page used; the last thing in its body."""
    used = context["request"].__dict__.get("symbols", {})
    drawn = format_html_join("", "{}", ((mark_safe(_symbols()[name]),) for name in used))  # noqa: S308
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="sprite" aria-hidden="true" '
        'focusable="false">{}</svg>',
        drawn,
    )
