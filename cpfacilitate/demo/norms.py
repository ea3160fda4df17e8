"""How did Mtondoo talk of early marriage, over three rounds and back again?"""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from cpfacilitate.accounts.models import User
from cpfacilitate.lib import clock
from dialogues.actions import by_laws, practices, sessions, tools
from dialogues.models import DialogueSession, Practice, ToolKind
from participants import actions as participants
from participants.models import Subgroup

if TYPE_CHECKING:
    from .story import World

EARLY_MARRIAGE = {
    "local_term": "ndoa za mapema",
    "language": "sw",
    "gloss": "early marriage",
    "kind": "contested",
    "who_does_it_to_whom": "Fathers and uncles, to girls of fifteen and sixteen.",
    "since_when": "Always, they say; since the school fees more often.",
    "believed_benefit": "“If we marry her at 15 boys will not spoil her.”",
    "who_expects_it": "The men of the family; older women, when somebody is watching.",
    "season": "After the harvest, and in the long holidays.",
    "law": "The law of the country asks for eighteen years.",
}
OPTIONS = [
    {"local_term": "kuoza mapema", "gloss": "marry her early",
     "strengths": "Nobody talks about her any more.", "strengths_by": "men",
     "drawbacks": "She comes back with a child, and without school.", "drawbacks_by": "men"},
    {"local_term": "kungoja shule iishe", "gloss": "wait until school is finished",
     "strengths": "She earns, and chooses better.", "strengths_by": "men",
     "drawbacks": "The way to school is long.", "drawbacks_by": "men"},
    {"local_term": "kutembea pamoja", "gloss": "walk together",
     "strengths": "Nobody is alone on the way.", "strengths_by": "men",
     "drawbacks": "Somebody must have the time.", "drawbacks_by": "men"},
]  # fmt: skip
# group: sex, age, people, its list (words, meaning)
SPEAK: dict[str, tuple[str, str, int, list[tuple[str, str]]]] = {
    "men": ("male", "25_59", 14, [("mimba za utotoni", "childhood pregnancy")]),
    "women": (
        "female", "25_59", 16,
        [("kuacha shule", "dropping out"), ("mimba za utotoni", "childhood pregnancy")],
    ),
    "girls_14_17": (
        "female", "14_17", 10,
        [("ndoa za mapema", "early marriage"), ("kazi nzito", "heavy work")],
    ),
}  # fmt: skip
STRENGTH = ("shangazi anayesikiliza", "an aunt who listens")
# days ago, group → what it says of it; a round begins before each of the first three
SAID: list[tuple[int, dict[str, dict[str, str]]]] = [
    (278, {
        "men": {"most_do": "half", "most_think_should": "half", "readiness": "questioned_by_some",
                "if_one_does_not": "People say the father sleeps.",
                "alternatives": "Wait until school is finished; walk to school together.",
                "who_could_change_it": "The elders, and the imam."},
        "women": {"most_do": "few", "most_think_should": "few", "readiness": "questioned_by_some",
                  "doubts": "Marriage did not stop my sister’s suffering.",
                  "who_could_change_it": "Mothers, if they speak together."},
        "girls_14_17": {"most_do": "few", "most_think_should": "none",
                        "readiness": "unspoken",
                        "who_could_change_it": "Nobody asks us."},
    }),
    (182, {
        "men": {"most_do": "half", "most_think_should": "few", "readiness": "openly_debated",
                "doubts": "If school is near, why hurry?"},
        "women": {"most_do": "few", "most_think_should": "few", "readiness": "openly_debated"},
        "girls_14_17": {"most_do": "few", "most_think_should": "none",
                        "readiness": "openly_debated",
                        "alternatives": "Let the big ones walk with the small ones."},
    }),
    (88, {
        "men": {"most_do": "few", "most_think_should": "few", "readiness": "new_agreement"},
        "women": {"most_do": "few", "most_think_should": "none", "readiness": "new_agreement"},
        "girls_14_17": {"most_do": "few", "most_think_should": "none",
                        "readiness": "new_agreement"},
    }),
    (34, {
        "women": {"most_do": "half", "most_think_should": "none", "readiness": "slid_back",
                  "if_one_does_not": "In the holidays the uncles come and ask again.",
                  "alternatives": "Walk together in the holidays, too."},
        "girls_14_17": {"most_do": "half", "most_think_should": "none",
                        "readiness": "slid_back",
                        "doubts": "When school is shut, nobody remembers what was agreed."},
    }),
]  # fmt: skip
FINE = {
    "local_title": "Faini ya mimba",
    "text": "The family of a girl who becomes pregnant pays the village.",
    "who_agreed": "Elders. Women and girls were not asked.",
    "sanctions": "The family of a pregnant girl pays a goat.",
    "who_enforces": "The village elders.",
    "effect_on_poorest": "Those without a goat sent the girl away.",
    "consistent_with_law": "no",
}
ENDED = "It hit the girls and the poorest homes. The gathering ended it when it agreed to wait."
WALKING = {
    "local_title": "Tunatembea pamoja",
    "text": "No wedding is talked of before school is finished. Girls go to school in twos and "
    "threes, and each week two grown-ups walk with them.",
    "who_agreed": "Men, women, elders and girls 14–17; the boys were told.",
    "sanctions": "A talk with the elders, then a day of help at the school.",
    "who_enforces": "The women’s group and two elders.",
    "appeal": "The village gathering, on any Friday.",
    "effect_on_poorest": "A morning of work for who walks along; the day of help was chosen instead "
    "of money.",
    "consistent_with_law": "yes",
}


def talking_of_marriage(world: World) -> None:
    """Three rounds, an agreement, and the long holidays after it."""
    amina, groups = world.person("amina.j"), world.groups("Mtondoo")
    community = world.communities["Mtondoo"]
    fine = None
    with clock.at(world.ago(290)):
        fine = by_laws.add_by_law(
            id=uuid.uuid4(), community=community, agreed_on=clock.today() - timedelta(days=700),
            by=amina, **FINE,
        )  # fmt: skip
    practice = None
    for number, (days, said) in enumerate(SAID, start=1):
        if number in (2, 3):
            with clock.at(world.ago(days + 8)):
                participants.begin_round(
                    id=uuid.uuid4(), community=community, began_on=clock.today(), by=amina
                )
        with clock.at(world.ago(days, hour=18)):
            practice = practice or practices.add_practice(
                id=uuid.uuid4(), community=community, by=amina, **EARLY_MARRIAGE
            )
            for group, answers in said.items():
                heard = None if number == 4 else _hear(groups[group], group, by=amina)
                _say(practice, groups[group], heard, answers, by=amina)
                if (number, group) == (1, "men"):
                    _lay_out(heard, by=amina)
    _agree(world, practice, fine, by=amina)


def _hear(subgroup: Subgroup, group: str, *, by: User) -> DialogueSession:
    session = sessions.begin_session(id=uuid.uuid4(), subgroup=subgroup, by=by)
    sex, age_band, people, harms = SPEAK[group]
    heard = {"share_scope": "community_unattributed"}
    session = sessions.save_session(
        session,
        version=session.version,
        values={
            "time_band": "evening",
            "venue": "open_air",
            "language": "sw",
            "limits_explained": True,
        },
        rows={
            "head_counts": [
                {"sex": sex, "age_band": age_band, "people": people, "with_difficulty": None}
            ],
            "strengths": [{"local_term": STRENGTH[0], "gloss": STRENGTH[1], **heard}],
            "items": [
                {"local_term": words, "gloss": gloss, "rank": rank, **heard}
                for rank, (words, gloss) in enumerate(harms, start=1)
            ],
        },
        by=by,
    )
    return sessions.record_session(session, version=session.version, by=by)


def _say(
    practice: Practice,
    subgroup: Subgroup,
    heard: DialogueSession | None,
    answers: dict[str, str],
    *,
    by: User,
) -> None:
    practices.add_norm_reflection(
        id=uuid.uuid4(), practice=practice, subgroup=subgroup, session=heard,
        said_on=clock.today(), by=by, **answers,
    )  # fmt: skip


def _lay_out(session: DialogueSession, *, by: User) -> None:
    """What could be done, with what speaks for and against each, as the men saw it."""
    rows: list[dict[str, Any]] = [{"share_scope": "facilitators", **row} for row in OPTIONS]
    tools.add_tool(
        id=uuid.uuid4(), session=session, kind=ToolKind.OPTIONS, identifier_reason="", memo="",
        question="What could one do so that nobody talks of a girl?", about="", rows=rows, by=by,
    )  # fmt: skip


def _agree(world: World, practice: Practice, fine: Any, *, by: User) -> None:
    """The third round agreed to wait; the older rule, which hit the girls, ended with it."""
    with clock.at(world.ago(86)):
        by_laws.add_by_law(
            id=uuid.uuid4(), community=practice.community, practice=practice,
            agreed_on=clock.today(), review_on=clock.today() + timedelta(days=76), by=by, **WALKING,
        )  # fmt: skip
        by_laws.edit_by_law(
            fine, version=fine.version, practice=practice, agreed_on=fine.agreed_on,
            ended_on=clock.today(), ended_because=ENDED, by=by, **FINE,
        )  # fmt: skip
