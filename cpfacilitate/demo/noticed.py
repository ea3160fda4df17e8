"""What did the groups of Masimbaya say word for word, and what did the facilitator notice?"""

from __future__ import annotations

from typing import Any

from .masimbaya import HARMS, PEOPLE

# Group → (harm, Krio words, meaning, what may be told). A native speaker has to check each of them.
QUOTES: dict[str, list[tuple[str, str, str, str]]] = {
    "girls_10_13": [
        ("heavy_work", "Di bɔkit kam bifo di bɛl.", "The bucket comes before the bell.",
         "community_unattributed"),
        ("out_of_school", "Wan buk fɔ tri pikin.", "One book for three children.", "facilitators"),
    ],
    "girls_14_17": [
        ("teenage_pregnancy", "We yu gɛt bɛlɛ, di skul do lɔk.",
         "When you are pregnant, the door of the school closes.", "facilitators"),
    ],
    "boys_14_17": [
        ("heavy_work", "Di lod big pas di pikin.", "The load is bigger than the child.",
         "community_attributed"),
    ],
    "women": [
        ("out_of_school", "Di maket de mɛn di pikin dɛn.", "The market brings the children up.",
         "community_unattributed"),
    ],
    "elders": [
        ("disobedience", "Di pikin dɛn nɔ de yɛri igen.", "Children no longer listen.",
         "facilitators"),
    ],
    "home_visits": [
        ("disability_hidden", "Wi lɔk di do mek dɛn nɔ laf.", "We close the door so that nobody "
         "laughs.", "facilitators"),
    ],
}  # fmt: skip

# Group and harm → the rest of its row: mentioned as number, said in other words, why.
MORE: dict[tuple[str, str], dict[str, Any]] = {
    ("girls_10_13", "heavy_work"): {
        "mentioned": 3, "merged": "tot wata, tot wud", "why": "It takes the whole morning.",
    },
    ("girls_10_13", "beating"): {"mentioned": 1},
    ("girls_10_13", "out_of_school"): {"mentioned": 2},
    ("boys_14_17", "out_of_school"): {"mentioned": 2, "why": "Without it all the rest goes on."},
    ("boys_14_17", "heavy_work"): {"mentioned": 1, "merged": "tot ston"},
}  # fmt: skip

# What was made sure of before children spoke, and where it was not quite so.
BEFORE = ("two_adults", "seen", "same_sex", "focal_point_reachable")
UNSURE: dict[str, dict[str, str]] = {
    "girls_14_17": {
        "seen": "partly", "before_note": "We moved behind the school when people stopped to listen.",
    },
}  # fmt: skip

# Group → (what, which kind of people, in few words).
POWER: dict[str, list[tuple[str, str, str]]] = {
    "girls_10_13": [("silent", "younger", "until they laid the stones")],
    "girls_14_17": [("interrupted", "some", "called away to fetch water")],
    "boys_14_17": [("spoke_most", "older", "")],
    "women": [("spoke_most", "better_off", ""), ("silent", "newcomers", "")],
    "men": [("disagreed", "some", "wanted to begin with the school fees")],
    "elders": [("present", "leaders", "asked to listen, and did")],
    "home_visits": [("spoken_for", "with_disability", "then we asked once more, and waited")],
}

# Group → (what, did it come, a word on it).
HELPED: dict[str, list[tuple[str, bool, str]]] = {
    "girls_10_13": [("after_school", True, ""), ("guardian", True, "")],
    "girls_14_17": [("after_work", True, ""), ("daylight", False, "The meal came late.")],
    "boys_14_17": [("after_work", True, ""), ("same_sex", True, "")],
    "women": [("childcare", True, "")],
    "elders": [("step_free", True, "")],
    "home_visits": [("interpreter", True, ""), ("sign", True, "")],
}

# Group → safe, room for those who seldom speak, ways that suit them, free to speak; what otherwise.
SPACE: dict[str, tuple[str, str, str, str, str]] = {
    "girls_10_13": ("yes", "partly", "yes", "yes", "Begin in twos and threes."),
    "girls_14_17": ("yes", "yes", "yes", "yes", ""),
    "boys_10_13": ("partly", "yes", "yes", "yes", "Further away from the road."),
    "boys_14_17": ("yes", "yes", "partly", "yes", ""),
}

DECISIONS = {
    "boys_14_17": "That nobody fetches water before the bell.",
    "women": "That a girl with a child may come back to school.",
}


def quotes(group: str) -> list[dict[str, Any]]:
    """What was said word for word, as rows."""
    return [
        {"words": words, "gloss": gloss, "about": HARMS[harm][0], "share_scope": scope}
        for harm, words, gloss, scope in QUOTES.get(group, ())
    ]


def noticed(group: str) -> dict[str, Any]:
    """What the facilitator noticed, as values of the session."""
    space = zip(
        ("safe", "seldom_heard", "helped", "free", "space_note"), SPACE.get(group, ()), strict=False
    )
    return {
        "accommodations": [
            {"code": code, "planned": True, "delivered": came, "note": note}
            for code, came, note in HELPED.get(group, ())
        ],
        "power_notes": [
            {"kind": kind, "who": who, "note": note} for kind, who, note in POWER.get(group, ())
        ],
        "decisions_asked": DECISIONS.get(group, ""),
        **dict(space),
    }


def consent(group: str) -> dict[str, Any]:
    """How people were asked, how many agreed, and what was made sure of before children spoke."""
    came = sum(people for _sex, _age, people, _difficulty in PEOPLE[group])
    declined = 1 if group == "women" else 0
    with_children = group.startswith(("girls", "boys"))
    return {
        "consent_way": "with_carers" if with_children else "together",
        "asked": came + declined,
        "agreed": came,
        "declined": declined,
        **(dict.fromkeys(BEFORE, "yes") if with_children or group == "home_visits" else {}),
        **UNSURE.get(group, {}),
    }
