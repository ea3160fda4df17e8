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

# name: (body, kind, district, phone, hours, fees, languages, ages, backup, women, coded, days since)
SERVICES = {
    "Rokolba Health Post": (
        "Bombali District Health", "health", "Bombali", "+232 00 000 101", "every day, 8 to 17",
        "free for children under 5", "Krio, Thɛmnɛ", (0, None), "Nurse in charge", True, True, 20),
    "Bombali One-Stop Centre": (
        "Bombali District Hospital", "health", "Bombali", "+232 00 000 102", "day and night",
        "free", "Krio, Thɛmnɛ, English", (0, 17), "Matron on duty", True, True, 12),
    "Family Support Unit Makeni": (
        "Police, Bombali", "police", "Bombali", "+232 00 000 103", "day and night", "free",
        "Krio, English", (0, 17), "Line manager", True, True, 33),
    "District Social Welfare Office": (
        "Ministry office, Bombali", "social_welfare", "Bombali", "+232 00 000 104",
        "Monday to Friday, 8 to 16", "free", "Krio, English", (0, 17), "Deputy", True, True, 8),
    "Child helpline 116": (
        "Ministry office, Freetown", "helpline", "all districts", "116", "day and night", "free",
        "Krio, Mɛnde, Thɛmnɛ, English", (0, 17), "", True, False, 41),
    "Masimbaya Primary": (
        "Education office, Bombali", "education", "Bombali", "+232 00 000 106", "school days",
        "no fee; uniform asked for", "Krio, English", (6, 14), "Deputy head", True, False, 30),
    "Catch-up Learning Centre": (
        "Education office, Kono", "education", "Kono", "+232 00 000 107", "afternoons", "free",
        "Krio", (10, 17), "", False, True, 120),
    "Disability Rehab Outreach": (
        "Rehabilitation centre, Bombali", "disability", "Bombali", "+232 00 000 108",
        "first Tuesday of the month", "transport paid", "Krio, sign", (0, None), "", True, True, 60),
    "Kilifi Sub-County Children’s Office": (
        "Children’s services, Kilifi", "social_welfare", "Kilifi", "+254 00 000 109",
        "Monday to Friday, 8 to 17", "free", "Kiswahili, Kigiryama, English", (0, 17),
        "Deputy officer", True, True, 15),
    "Mtondoo Dispensary": (
        "Health department, Kilifi", "health", "Kilifi", "+254 00 000 110", "every day, 8 to 17",
        "small fee", "Kigiryama, Kiswahili", (0, None), "", True, False, 25),
    "Gender Recovery Desk Malindi": (
        "Malindi Hospital", "psychosocial", "Kilifi", "+254 00 000 111", "day and night", "free",
        "Kiswahili, English", (0, None), "Desk lead", True, True, 50),
    "Legal Aid Clinic": (
        "Paralegal network", "legal", "Bombali", "+232 00 000 112", "Wednesdays", "free",
        "Krio, English", (0, None), "", None, True, 88),
}  # fmt: skip
