"""A real Chromium, shared by the tests of a worker; each person has a window of their own."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator

import pytest
from django.core.signals import request_finished, request_started
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from cpfacilitate.accounts.models import User
from tests.conftest import CHROMIUM

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
PHONE = {"width": 360, "height": 740}
# What a Chromium without a network and without a user of its own needs.
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


def pytest_itemcollected(item: pytest.Item) -> None:
    """A browser, a server and a database on two busy cores: what fails once is tried once more, and
    the summary names it (R)."""
    if item.get_closest_marker("browser"):
        item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def window(chromium: Browser, live_server) -> Iterator[Callable[..., Page]]:
    """`window(user)`: a page of that person's own browser, on a phone; every CSP violation fails."""
    opened: list[BrowserContext] = []
    complaints: list[str] = []

    def open_window(user: User | None, **options: object) -> Page:
        context = chromium.new_context(base_url=live_server.url, viewport=PHONE, **options)
        opened.append(context)
        if user is not None:
            client = Client()
            client.force_login(user)
            cookie = client.cookies["sessionid"]
            context.add_cookies(
                [{"name": "sessionid", "value": cookie.value, "url": live_server.url}]
            )
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on(
            "console",
            lambda said: complaints.append(said.text) if "Content Security" in said.text else None,
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    under_way = [0]

    def begun(**_told: object) -> None:
        under_way[0] += 1

    def ended(**_told: object) -> None:
        under_way[0] -= 1

    request_started.connect(begun)
    request_finished.connect(ended)
    yield open_window
    # A page that keeps itself when it is left would write into tables that are being emptied.
    for context in opened:
        context.set_offline(True)
    limit = time.monotonic() + 10
    while under_way[0] > 0 and time.monotonic() < limit:
        time.sleep(0.05)
    for context in opened:
        context.close()
    request_started.disconnect(begun)
    request_finished.disconnect(ended)
    assert complaints == []
