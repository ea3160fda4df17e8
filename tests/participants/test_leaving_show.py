"""The page of what becomes of the records."""

from __future__ import annotations

from django.urls import reverse
from django.utils.formats import date_format

from participants import actions

from . import factories


def text(as_user, person, leaving) -> str:
    return as_user(person).get(leaving.get_absolute_url()).content.decode()


def test_it_says_what_goes_when_and_what_stays(world, as_user):
    leaving = factories.leaving_at(world)
    page = text(as_user, world.committee_member, leaving)
    assert f"On {date_format(leaving.purge_on, 'j F Y')} it is deleted" in page
    assert "Everything that was said in dialogues" in page
    assert "The name of the community and of its groups" in page
    assert "How many people took part" not in page
    assert "stays with the focal point" in page
    assert "The women’s leader told us." in page
    assert "Not handed over yet" in page


def test_numbers_stay_where_the_community_chose_so(world, as_user):
    leaving = factories.leaving_at(world, data_choice="keep_aggregate_only")
    assert "How many people took part" in text(as_user, world.facilitator, leaving)


def test_nobody_asked_yet(world, as_user):
    leaving = factories.agreement_at(world, "declined").leavings.get()
    page = text(as_user, world.facilitator, leaving)
    assert "Nobody asked yet what the community wants." in page
    assert "it is deleted" not in page


def test_it_tells_who_carries_on_and_whom_they_reach(world, as_user):
    leaving = factories.leaving_at(world, "concluded")
    factories.contact(world, leaving.community)
    page = text(as_user, world.committee_member, leaving)
    assert "Calls the meetings" in page
    assert "1 under 18" in page
    assert "the nurse in charge" in page
    assert 'href="tel:116"' in page


def test_stopped(world, as_user):
    leaving = factories.leaving_at(world)
    actions.stop_purge(leaving, by=world.committee_member)
    page = text(as_user, world.facilitator, leaving)
    assert "The community stopped the deletion on" in page
    assert "it is deleted" not in page


def test_who_sees_which_buttons(world, as_user):
    leaving = factories.leaving_at(world)
    stop = reverse("participants:leaving_stop", args=[leaving.pk])
    edit = reverse("participants:leaving_edit", args=[leaving.pk])
    pack = reverse("overview:community_pack", args=[leaving.community.pk])
    seen = {}
    for name in factories.VIEWERS:
        page = text(as_user, getattr(world, name), leaving)
        seen[name] = [url in page for url in (stop, edit, pack)]
    assert seen == {
        "facilitator": [True, True, True],
        "mentor": [False, False, True],
        "coordinator": [False, False, False],
        "committee_member": [True, False, True],
    }


def test_who_may(world, as_user):
    leaving = factories.leaving_at(world)
    url = leaving.get_absolute_url()
    assert factories.codes(as_user, world, factories.VIEWERS, url) == dict.fromkeys(
        factories.VIEWERS, 200
    )
    assert factories.codes(as_user, world, factories.STRANGERS, url) == dict.fromkeys(
        factories.STRANGERS, 404
    )


def test_wrong_method_is_405(world, as_user):
    leaving = factories.leaving_at(world)
    assert as_user(world.facilitator).post(leaving.get_absolute_url()).status_code == 405


def test_the_agreement_leads_to_it(world, as_user):
    leaving = factories.leaving_at(world)
    page = as_user(world.committee_member).get(leaving.agreement.get_absolute_url())
    assert leaving.get_absolute_url() in page.content.decode()
    page = as_user(world.committee_member).get(world.community.agreement.get_absolute_url())
    assert "What becomes of the records" not in page.content.decode()
