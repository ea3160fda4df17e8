"""What a community may read about itself, on one page and as files: the same, and nothing else."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from datetime import date

import pytest
from django.urls import reverse
from django.utils.translation import override

from cpfacilitate.demo.masimbaya import HARMS
from cpfacilitate.overview import pack, pack_files
from dialogues.models import Finding, RankedItem
from participants import actions
from participants.models import ProtectivePractice, Subgroup
from tests.canaries import Cage, may_read
from tests.dialogues import check_factories as checks
from tests.dialogues import factories as dialogues
from tests.dialogues import finding_factories as findings
from tests.dialogues import option_factories as options
from tests.dialogues import plan_factories as plans
from tests.dialogues import practice_factories as practices
from tests.dialogues import progress_factories as progress
from tests.dialogues import sign_factories as signs
from tests.participants import factories, link_factories

TOLD = ("community_unattributed", "community_attributed", "external")


def url(community, name: str = "pack") -> str:
    return reverse(f"overview:community_{name}", args=[community.pk])


@pytest.fixture
def masimbaya(world):
    """Everybody was heard, a plan is agreed, something is handed over."""
    dialogues.masimbaya_round(world.groups, by=world.facilitator)
    plans.agreed(world)
    factories.handed_over(world, world.community)
    factories.contact(world, world.community)
    factories.said(world, world.community, world.service)
    return world


def files(as_user, person, community) -> dict[str, bytes]:
    answer = as_user(person).post(url(community, "pack_data"))
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rows(found: dict[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(found[f"{name}.csv"].decode("utf-8-sig"))))


def test_the_page_tells_what_is_the_communitys(masimbaya, as_user):
    page = as_user(masimbaya.committee_member).get(url(masimbaya.community)).content.decode()
    for said in (
        "The community agreed", "Adults carry water", "Calls the meetings",
        "Ask for the nurse in charge", "Social Welfare", "116", "It is far.", "ebi wok", "0.89",
    ):  # fmt: skip
        assert said in page, said


def test_scores_are_those_of_the_communitys_own_page(world):
    dialogues.masimbaya_round(world.groups, by=world.facilitator)
    [heard] = pack.of(world.community)["heard"]
    scores = {found["gloss"]: str(found["children"]) for found in heard["findings"]}
    assert len(scores) == 11
    assert (scores["heavy work"], scores["out of school"], scores["beating"]) == (
        "0.79", "0.73", "0.65",
    )  # fmt: skip


def test_what_is_withheld_is_in_no_page_and_no_file(masimbaya, as_user):
    words, meaning = HARMS["sexual_exploitation"]
    found = files(as_user, masimbaya.committee_member, masimbaya.community)
    page = as_user(masimbaya.facilitator).get(url(masimbaya.community)).content
    for name, content in {"page": page, **found}.items():
        for withheld in (words, meaning):
            assert withheld.encode() not in content, (name, withheld)
    for name in ("pack.json", "heard.csv", "agreement.csv"):
        for group in Subgroup.objects.filter(community=masimbaya.community, voice="girls"):
            assert group.label.encode() not in found[name], (name, group.label)


def test_no_planted_word_that_a_committee_may_not_read(masimbaya, as_user):
    items = list(RankedItem.objects.exclude(share_scope__in=TOLD))
    untold = list(ProtectivePractice.objects.filter(may_be_told=False))
    cage, member = Cage(), masimbaya.committee_member
    found = files(as_user, member, masimbaya.community)
    page = as_user(masimbaya.facilitator).get(url(masimbaya.community)).content
    sung = set()
    for name, content in {"page": page, **found}.items():
        seen = cage.seen(content)
        leaks = [str(canary) for canary in seen if not may_read(member, canary)]
        assert leaks == [], name
        hidden = [canary for canary in seen if canary.row in [*items, *untold]]
        assert hidden == [], name
        sung |= {canary.field for canary in seen}
    assert len(items) > 0
    assert {
        "participants.AgreementMove.words", "dialogues.RankedItem.local_term",
        "dialogues.ActionPlan.goal", "dialogues.Action.what", "dialogues.Decision.present",
        "participants.Handover.what", "participants.LiveContact.ask_for",
        "participants.Phone.number", "participants.AccessView.words",
    } <= sung  # fmt: skip
    assert not {"participants.Contact.title", "participants.Service.known_risks"} & sung


def test_page_json_and_tables_say_the_same(masimbaya, as_user):
    found = files(as_user, masimbaya.facilitator, masimbaya.community)
    whole = json.loads(found["pack.json"])
    assert [row["term"] for row in rows(found, "heard")] == [
        finding["term"] for heard in whole["heard"] for finding in heard["findings"]
    ]
    assert [row["what"] for row in rows(found, "plans")] == [
        step["what"] for plan in whole["plans"] for step in plan["steps"]
    ]
    assert [row["how_many"] for row in rows(found, "children")] == [
        str(role["how_many"])
        for plan in whole["plans"] for step in plan["steps"] for role in step["children"]
    ]  # fmt: skip
    page = as_user(masimbaya.facilitator).get(url(masimbaya.community)).content.decode()
    cells = re.findall(r'<td class="n">([^<]+)</td>', page)
    assert cells == [
        found[lens] or "–"
        for heard in whole["heard"] for found in heard["findings"]
        for lens in ("children", "adults", "home")
    ]  # fmt: skip
    assert whole["made_on"] == str(date.fromisoformat(whole["made_on"]))


def test_what_one_group_of_children_answered_stays_apart(world):
    [step] = pack.of(world.community)["agreement"]["story"]
    assert [asked["who"] for asked in step["asked"]] == [
        "Women", "Men", "Elders", "Home visits", "Children",
    ]  # fmt: skip
    assert step["asked"][-1] == {"who": "Children", "answer": "Asked", "people": None}


def test_a_plan_that_is_rewritten_reads_as_it_was_sent(world):
    plans.draft(world)  # never sent: not there
    agreed = plans.agreed(world)
    [told] = pack.of(world.community)["plans"]
    assert (told["name"], told["status"]) == (agreed.name, "Agreed")
    assert told["decisions"][0]["present"]
    assert told["steps"][0]["status"] == "Planned"


@pytest.mark.parametrize("rewritten", [False, True])
def test_words_that_were_taken_back_go_into_no_copy(world, as_user, rewritten):
    # A plan that was set aside reads as it was sent, and the words were in that text.
    plan = plans.moved(world, "set_aside") if rewritten else plans.agreed(world)
    practice = plan.builds_on.get()
    [told] = pack.of(world.community)["plans"]
    assert (told["about"], told["builds_on"]) == ("ebi wok", [practice.local_term])
    actions.tell_practice(practice, None, by=world.facilitator)
    [told] = pack.of(world.community)["plans"]
    assert (told["about"], told["builds_on"]) == ("ebi wok", [])
    RankedItem.objects.update(share_scope="group_only")
    [told] = pack.of(world.community)["plans"]
    assert (told["about"], told["builds_on"]) == ("", [])
    found = files(as_user, world.committee_member, world.community)
    page = as_user(world.committee_member).get(url(world.community)).content
    for name, content in {"page": page, **found}.items():
        for words in ("ebi wok", practice.local_term):
            assert words.encode() not in content, (name, words)


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"), ("+232 00", "'+232 00"), ("-1", "'-1"), ("@SUM", "'@SUM"),
        ("\t=1", "'\t=1"), (None, ""), (0, "0"), ("ɛbi wok", "ɛbi wok"),
    ],
)  # fmt: skip
def test_no_cell_is_a_formula(value, cell):
    assert pack_files.cell(value) == cell


def test_a_formula_in_somebodys_words_reaches_no_spreadsheet(world, as_user):
    factories.handed_over(world, world.community, what="=HYPERLINK(1)")
    found = files(as_user, world.facilitator, world.community)
    assert rows(found, "handed_over")[0]["what"] == "'=HYPERLINK(1)"
    assert b"=HYPERLINK(1)" in found["pack.json"]  # where it is only text


def test_the_files_are_neutral_and_audited(world, as_user):
    answer = as_user(world.committee_member).post(url(world.community, "pack_data"))
    assert answer["Content-Disposition"] == 'attachment; filename="records.zip"'
    assert answer["Content-Type"] == "application/zip"
    assert "no-store" in answer["Cache-Control"]
    assert factories.events(world.community, "pack.exported") == 1


def test_the_page_speaks_the_communitys_language_where_the_product_does(world, as_user):
    assert pack.language_of(world.community) == "en"  # Krio: the reader's own
    type(world.community).objects.filter(pk=world.community.pk).update(language="ar")
    page = as_user(world.facilitator).get(url(world.community)).content.decode()
    assert '<html lang="ar" dir="rtl"' in page
    with override("ar"):
        assert pack.language_of(world.community) == "ar"
    assert '<html lang="en"' in as_user(world.facilitator).get(reverse("home")).content.decode()


def test_it_is_there_before_anybody_leaves_and_empty_after_a_purge(world, as_user):
    page = as_user(world.committee_member).get(url(world.community))
    assert page.status_code == 200
    assert "What we heard, round" not in page.content.decode()


def test_who_may(world, as_user):
    for name, method in (("pack", "get"), ("pack_data", "post")):
        address = url(world.community, name)
        codes = factories.codes(as_user, world, factories.STRANGERS, address, method)
        assert codes == dict.fromkeys(factories.STRANGERS, 404)
        codes = factories.codes(as_user, world, factories.VIEWERS, address, method)
        assert codes == dict.fromkeys(factories.VIEWERS, 200) | {"coordinator": 403}


def test_wrong_method_is_405(world, as_user):
    client = as_user(world.facilitator)
    assert client.post(url(world.community)).status_code == 405
    assert client.get(url(world.community, "pack_data")).status_code == 405
    assert factories.events(world.community, "pack.exported") == 0


def test_it_tells_what_came_of_what_was_said(masimbaya, as_user):
    """As the community may hear it: the answer and the reason, whose it was only as one voice."""
    by = masimbaya.facilitator
    heavy, hidden = findings.found(
        masimbaya.round, HARMS["heavy_work"][0], HARMS["sexual_exploitation"][0]
    )
    findings.presented(heavy, by=by)
    findings.answered(heavy, by=by, reason="Not in the farming season, then we carry water.")
    found = files(as_user, masimbaya.committee_member, masimbaya.community)
    came = rows(found, "what_came_of_it")
    assert [(row["who"], row["term"], row["answer"], row["why"]) for row in came] == [
        ("Children", "ebi wok", "Partly", "Not in the farming season, then we carry water.")
    ]
    page = as_user(masimbaya.committee_member).get(url(masimbaya.community)).text
    assert "Not in the farming season, then we carry water." in page
    assert str(hidden) not in page


def test_an_answer_stands_on_the_page_also_where_no_list_is_told(world, as_user):
    said = {**dialogues.QUOTE, "about": "", "share_scope": "community_unattributed"}
    session = dialogues.recorded(world.groups["women"], by=world.facilitator, quotes=[said])
    finding = Finding.objects.get(quote__session=session)
    findings.presented(finding, by=world.facilitator)
    findings.answered(finding, by=world.facilitator)
    page = as_user(world.committee_member).get(url(world.community)).text
    assert "Not in the farming season." in page


def test_it_holds_the_communitys_own_rules(masimbaya, as_user):
    practices.by_law(masimbaya.community, by=masimbaya.facilitator, local_title="Books first")
    member = masimbaya.committee_member
    found = files(as_user, member, masimbaya.community)
    assert [row["local_title"] for row in rows(found, "rules")] == ["Books first"]
    assert "Books first" in as_user(member).get(url(masimbaya.community)).text
    elsewhere = pack.of(masimbaya.other_community)
    assert elsewhere["rules"] == []


def test_what_was_told_of_steps_and_what_the_plan_works_with_goes_along(world, as_user):
    boys = world.groups["boys_10_13"]
    plan = progress.agreed_with(
        world, lambda plan: progress.resource(plan, brought_by=boys),
        lambda plan: progress.milestone(plans.first_step(plan)),
    )  # fmt: skip
    told = {"obstacle": "Two cans broke.", "unexpected": "They sang."}
    progress.report(plans.first_step(plan), by=world.committee_member, **told)
    [kept] = pack.of(world.community)["plans"]
    [line], [step] = kept["works_with"], kept["steps"]
    assert (line["whose"], line["what"], line["how_much"]) == ("Ours", "water cans", "forty")
    assert line["brought_by"] == "Children"
    assert [one["what"] for one in step["on_the_way"]] == ["The rota hangs at the well"]
    [report] = step["told"]
    assert (report["stood_in_the_way"], report["nobody_expected"]) == tuple(told.values())
    assert (report["how_far"], report["led_by"]) == ("A quarter", "The community")


def test_what_was_seen_and_said_looking_back_is_the_communitys_own(world, as_user):
    by, community = world.facilitator, world.community
    plan = plans.agreed(world)
    sign = signs.sign(plan, by=by, judged_by=world.groups["girls_10_13"])
    signs.reading(sign, by=by, told_at="under the mango tree", number=61)
    signs.reading(
        sign, by=world.committee_member, eyes="children", number=None, out_of=None, felt="same",
        words="We are late on market days.",
    )  # fmt: skip
    signs.look_back(plan, by=by)
    signs.ownership_review(community, by=by, note="Seven of ten are ours.")
    signs.ownership_review(community, world.groups["girls_10_13"], by=by, note="We are asked.")
    assert [path["who"] for path in pack.of(community)["ownership"]] == ["All together"]
    signs.ownership_review(community, world.groups["boys_14_17"], by=by)
    whole = pack.of(community)
    [told] = whole["plans"]
    [sign] = told["signs"]
    assert [(one["who"], one["number"], one["of"], one["how"]) for one in sign["seen"]] == [
        ("Adults", 61, 96, ""), ("Children", None, None, "The same"),
    ]  # fmt: skip
    assert sign["judged_by"] == "Children"
    assert [one["now"] for one in told["look_backs"]] == ["We change something"]
    assert [path["who"] for path in whole["ownership"]] == ["All together", "Children"]
    rows = pack.tables(whole)
    assert [len(rows[name]) for name in ("signs", "looking_back", "ownership")] == [2, 1, 24]
    page = as_user(world.committee_member).get(url(community)).content.decode()
    for said in (
        "Children arrive before the bell", "61 of 96", "We are late on market days.",
        "As told: under the mango tree", "The young men carry on market days.",
        "Seven of ten are ours.", "Who calls the meetings?",
    ):  # fmt: skip
        assert said in page, said
    assert "We are asked." not in page
    assert "Girls 10–13" not in page[page.index("How far is it our own?") :]


def test_what_was_weighed_chosen_and_asked_of_the_plan_goes_along(world, as_user):
    by, community = world.facilitator, world.community
    rota = options.option(options.heard(world), by=by)
    options.view(rota, world.groups["women"], by=by)
    options.view(
        rota, world.groups["men"], by=by, weighs="drawback", words="Who pays?", share_scope="group_only"
    )  # fmt: skip
    options.option(rota.finding, by=by, words="A wall around it", may_be_told=False)
    options.choice(rota, by=by)
    plan = plans.sent(world)
    checks.check(
        plan, by=by, fair="no", fair_change="The poorest pay nothing.", health="",
        girls_said="We are afraid at the well.",
    )  # fmt: skip
    whole = pack.of(community)
    [way] = whole["heard"][0]["weighed"]
    assert (way["what"], way["idea_of"]) == (options.ROTA, ["Children", "Women"])
    assert (way["for_it"], way["against_it"]) == (["Women said: We hear the bell."], [])
    assert way["chosen"]["differently"] == ["Men: In the farmers’ season the farm comes first."]
    [told] = whole["plans"]
    asked = {each["question"][:12]: (each["answer"], each["change"]) for each in told["questions"]}
    assert asked["Are its work"] == ("No", "The poorest pay nothing.")
    assert not any(question.startswith("Is it better for their body") for question in asked)
    found = files(as_user, world.committee_member, community)
    [chosen] = rows(found, "chosen")
    assert (chosen["what"], chosen["how"]) == (options.ROTA, "All came to one mind")
    assert [row["for_it"] for row in rows(found, "weighed")] == ["Women said: We hear the bell."]
    assert len(rows(found, "questions")) == len(told["questions"])
    page = as_user(world.committee_member).get(url(community)).content.decode()
    for said in (
        options.ROTA,
        "We hear the bell.",
        "All came to one mind",
        "The poorest pay nothing.",
    ):
        assert said in page, said
    everything = page + "".join(text.decode("utf-8", "replace") for text in found.values())
    for kept in ("Who pays?", "A wall around it", "We are afraid at the well."):
        assert kept not in everything


def test_the_work_with_services_goes_along(masimbaya, as_user):
    by = masimbaya.facilitator
    link = link_factories.rated(link_factories.link(masimbaya), by=by)
    link_factories.reported(link_factories.commitment(link, by=by), by=by)
    link_factories.meeting(link, by=by)
    link_factories.moved(link_factories.barrier(masimbaya, link=link), "solved", by=by)
    page = as_user(masimbaya.committee_member).get(url(masimbaya.community)).content.decode()
    found = files(as_user, masimbaya.committee_member, masimbaya.community)
    [link] = rows(found, "links")
    [promised] = rows(found, "links_commitments")
    [met] = rows(found, "links_meetings")
    [barrier] = rows(found, "barriers")
    assert (link["what_for"], link["works"]) == (
        "A day each month when people can ask", "It works in part",
    )  # fmt: skip
    assert (promised["who"], promised["became"]) == ("The service", "Kept in part")
    assert met["came"] == "The planning group, Whoever leads the service"
    assert (barrier["about"], barrier["status"]) == ("Schooling", "Solved")
    for said in (
        link["what_for"],
        promised["what"],
        met["agreed"],
        barrier["words"],
        barrier["how"],
    ):
        assert said in page, said


def test_a_link_is_told_with_the_number_to_dial(world, as_user):
    link_factories.link(world)
    (link,) = json.loads(files(as_user, world.facilitator, world.community)["pack.json"])["links"]
    assert link["phone"] == "116"
