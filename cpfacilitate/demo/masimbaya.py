"""What did the groups of Masimbaya say in their first round? Lists, words, and who came."""

from __future__ import annotations

# Harm → (Krio words, meaning). The words illustrate; a native speaker has to check each of them.
HARMS = {
    "heavy_work": ("ebi wok", "heavy work"),
    "beating": ("bit pikin", "beating"),
    "out_of_school": ("lɛf skul", "out of school"),
    "harassment_on_road": ("ambɔg na rod", "harassed on the road"),
    "maltreated_not_with_parents": ("menpikin", "fostered child treated badly"),
    "teenage_pregnancy": ("gɛt bɛlɛ", "became pregnant"),
    "sexual_exploitation": ("man fɔ mɔni", "used by men for money"),
    "early_marriage": ("mared smɔl", "married early"),
    "hunger": ("angri", "hunger"),
    "drugs": ("drɔgs", "drugs"),
    "disobedience": ("nɔ de yɛri", "children disobey"),
    "disability_hidden": ("ayd di pikin", "disabled child kept hidden"),
}

# What the group allowed to be told, where it is not the community with the group's name.
TOLD = {
    "sexual_exploitation": "facilitators",
    "harassment_on_road": "community_unattributed",
}

# Group → its list, what weighs most first.
LISTS = {
    "girls_10_13": [
        "heavy_work", "beating", "out_of_school", "harassment_on_road",
        "maltreated_not_with_parents",
    ],
    "girls_14_17": [
        "teenage_pregnancy", "sexual_exploitation", "out_of_school", "heavy_work", "beating",
        "early_marriage",
    ],
    "boys_10_13": ["beating", "heavy_work", "out_of_school", "hunger"],
    "boys_14_17": ["out_of_school", "heavy_work", "teenage_pregnancy", "beating", "drugs"],
    "women": [
        "teenage_pregnancy", "out_of_school", "early_marriage", "maltreated_not_with_parents",
    ],
    "men": ["out_of_school", "teenage_pregnancy", "disobedience", "drugs"],
    "elders": ["disobedience", "teenage_pregnancy", "out_of_school"],
    "home_visits": ["disability_hidden", "out_of_school", "beating", "heavy_work"],
}  # fmt: skip

# Group → (sex, age band, people, of whom with difficulty) as counted.
PEOPLE = {
    "girls_10_13": [("female", "10_13", 9, 1)],
    "girls_14_17": [("female", "14_17", 11, 0)],
    "boys_10_13": [("male", "10_13", 8, 1)],
    "boys_14_17": [("male", "14_17", 12, None)],
    "women": [("female", "25_59", 16, 1)],
    "men": [("male", "25_59", 14, 0)],
    "elders": [("female", "60_plus", 4, 1), ("male", "60_plus", 5, 2)],
    "home_visits": [
        ("female", "25_59", 5, 2), ("male", "25_59", 3, 1),
        ("female", "10_13", 3, 2), ("male", "10_13", 2, 1),
    ],
}  # fmt: skip

# Group → what already protects, in its words.
STRENGTHS = {
    "girls_10_13": [("Aunties walk us home from the stream", "older women, in the dry season")],
    "girls_14_17": [("The teacher keeps the door open at midday", "one teacher, school days")],
    "boys_10_13": [("Aunties walk us home from the stream", "")],
    "boys_14_17": [("Big brothers carry the heavy load", "on the farm")],
    "women": [("Every pot feeds the neighbour’s child", "all homes, until Mama Hunger comes")],
    "men": [("We fetch the small ones at dusk", "after prayers")],
    "elders": [("A quarrel is settled the same day", "with both families")],
    "home_visits": [("The neighbour who signs with her hands", "comes when asked")],
}

# Group → why words the guard asked about name nobody.
NAMES_NOBODY = {"women": "A saying of the place."}
