"""Two facilitators at once: no finding is lost, and nobody waits for the other for ever."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection
from django.http import Http404

from cpfacilitate.lib.errors import DomainError
from dialogues.actions import findings as actions
from dialogues.actions import sessions
from dialogues.models import DialogueSession, Finding
from dialogues.models.rows import stored_rows
from tests import factories as cast

from . import factories
from . import finding_factories as found

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
TERM = found.HARMS[:1]


def at_once(*writes: Callable[[], object]) -> list[BaseException]:
    """Run each in a thread of its own; what was neither done nor refused in a sentence."""
    barrier, wrong = threading.Barrier(len(writes)), []

    def run(write: Callable[[], object]) -> None:
        barrier.wait()
        try:
            write()
        except DomainError:
            pass
        except Exception as error:
            wrong.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[write]) for write in writes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return wrong


def without_the_list(session: DialogueSession, *, by) -> object:
    fresh = DialogueSession.objects.get(pk=session.pk)
    return sessions.save_session(fresh, version=fresh.version, values={}, rows={"items": []}, by=by)


@pytest.mark.parametrize("_time", range(5))
def test_what_one_says_no_more_and_another_says_now_is_a_finding(_time):
    world = cast.world()
    by = world.facilitator
    said = factories.recorded(world.groups["girls_14_17"], by=by, harms=TERM)
    draft = factories.filled(world.groups["boys_14_17"], by=by, harms=TERM)
    assert not at_once(
        lambda: without_the_list(said, by=by),
        lambda: sessions.record_session(draft, version=draft.version, by=by),
    )
    assert [each.harm.local_term for each in Finding.objects.all()] == ["ebi wok"]


@pytest.mark.parametrize("_time", range(5))
@pytest.mark.parametrize("other", ["withdraw", "present"])
def test_a_list_is_changed_while_its_finding_moves(other, _time):
    world = cast.world()
    by = world.facilitator
    finding = found.heard(world, "girls_14_17", by=by)[0]
    rows = stored_rows(world.round.sessions.get())
    assert rows["items"]
    writes = {
        "withdraw": lambda: actions.withdraw_finding(
            finding, version=1, subgroup=world.groups["girls_14_17"], by=by
        ),
        "present": lambda: found.presented(finding, by=by),
    }
    wrong = at_once(lambda: without_the_list(world.round.sessions.get(), by=by), writes[other])
    gone = (Finding.DoesNotExist, Http404)  # taken back before the other came to it
    assert [error for error in wrong if not isinstance(error, gone)] == []
