"""Who are the people of the demonstration world, and which services can they turn to?"""

from __future__ import annotations

# user name, name, role; the first of each role is whom one looks around as
STAFF = [
    ("joseph.o", "Joseph O.", "coordinator"),
    ("fatu.k", "Fatu K.", "facilitator"),
    ("sahr.m", "Sahr M.", "facilitator"),
    ("amina.j", "Amina J.", "facilitator"),
    ("momoh.s", "Momoh S.", "mentor"),
    ("grace.w", "Grace W.", "mentor"),
    ("isata.b", "Isata B.", "focal_point"),
    ("marie.d", "Marie D.", "focal_point"),
    ("donor.view", "Donor", "observer"),
    ("kadie.masimbaya", "Kadie", "committee_member"),
    ("bai.rokolba", "Bai", "committee_member"),
    ("sorie.masimbaya", "Sorie", "committee_member"),
    ("mwanaisha.mtondoo", "Mwanaisha", "committee_member"),
]
ADMINISTRATOR = ("admin.kindala", "Administrator")

# user name, name, the service whose referrals they receive
SOCIAL_WORKERS = [
    ("sw.kamara", "S. Kamara", "Bombali One-Stop Centre"),
    ("sw.nyevu", "N. Nyevu", "Kilifi Sub-County Children’s Office"),
    ("sw.conteh", "A. Conteh", "District Social Welfare Office"),
]

CLUSTERS = {"Rokolba": "Bombali", "Moyamba": "Moyamba", "Sandafe": "Kono",
            "Kilifi": "Kilifi", "Mombasa": "Mombasa", "Makasi": "Bombali"}  # fmt: skip

# community: cluster, language, facilitator, mentor, committee members
COMMUNITIES = {
    "Rokolba": ("Rokolba", "kri", "fatu.k", "momoh.s", ["bai.rokolba"]),
    "Masimbaya": ("Rokolba", "kri", "fatu.k", "momoh.s", ["kadie.masimbaya", "sorie.masimbaya"]),
    "Gbonkoto": ("Rokolba", "kri", "sahr.m", "momoh.s", []),
    "Ngiyema Landing": ("Moyamba", "men", "fatu.k", "momoh.s", []),
    "Sandafe Diggings": ("Sandafe", "kri", "sahr.m", "momoh.s", []),
    "Mtondoo": ("Kilifi", "nyf", "amina.j", "grace.w", ["mwanaisha.mtondoo"]),
    "Mwembe Tatu": ("Kilifi", "sw", "amina.j", "grace.w", []),
    "Bahari Lane": ("Mombasa", "sw", "amina.j", "grace.w", []),
    "Makasi Hill": ("Makasi", "kri", "sahr.m", "momoh.s", []),
}
# Made up, in the style of OCHA's codes of places.
PLACE_CODES = {
    "Rokolba": "SL020101",
    "Masimbaya": "SL020102",
    "Gbonkoto": "SL020103",
    "Ngiyema Landing": "SL030201",
    "Sandafe Diggings": "SL020401",
    "Mtondoo": "KE003011",
    "Mwembe Tatu": "KE003012",
    "Bahari Lane": "KE001021",
    "Makasi Hill": "SL020501",
}

GROUPS = {
    "girls_10_13": ("girls", "Girls 10–13", 10, 13),
    "girls_14_17": ("girls", "Girls 14–17", 14, 17),
    "boys_10_13": ("boys", "Boys 10–13", 10, 13),
    "boys_14_17": ("boys", "Boys 14–17", 14, 17),
    "women": ("women", "Women", 25, 59),
    "men": ("men", "Men", 25, 59),
    "elders": ("elders", "Elders", 60, None),
    "home_visits": ("home", "Home visits", None, None),
}
