"""With which words does a language point at one person, and which of its words are nobody's name?

Lower case, and a space stands for any white space. Lists in one string are read by spaces. The
rates these words reach are printed by `bench/identifiers`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """How a language points at one person."""

    kin: tuple[str, ...] = ()  # daughter (of …)
    of: tuple[str, ...] = ()  # ends in an apostrophe where the next word follows at once
    the: str = ""  # where given, only these or a name follow `of`: elsewhere it means “to”
    anybody: str = ""  # after `of`, these point to no one: a child of ten
    titles: tuple[str, ...] = ()  # before a name: teacher, uncle
    named: tuple[str, ...] = ()  # before a name: called
    nicknamed: tuple[str, ...] = ()  # before words in quotes, where somebody is spoken of
    somebody: str = ""  # who may have a nickname, or do what people do; no names
    does: tuple[str, ...] = ()  # what a person does, after a name; patterns
    has: tuple[str, ...] = ()  # may stand between the two
    places: tuple[str, ...] = ()  # before a number or a letter: class, house
    number: tuple[str, ...] = ()  # may stand between the two
    each: str = ""  # before a place, the number counts something else: in each house 4 children
    born: tuple[str, ...] = ()  # before a day
    joins: tuple[str, ...] = ()  # between the last two of a list
    where: str = ""  # before a list of places
    little: str = ""  # may begin a sentence or stand in a title, and are nobody's name
    patterns: tuple[tuple[str, str], ...] = ()  # kind and pattern, for what is said in another way


EN = Words(
    kin=(
        "daughter", "son", "child", "wife", "husband", "sister", "brother", "mother", "father",
        "niece", "nephew", "cousin", "twin", "widow", "orphan", "grandson", "granddaughter",
        "grandchild", "stepdaughter", "stepson", "girlfriend", "boyfriend",
    ),
    of=("of",),
    anybody=(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen god poverty school primary"
    ),
    titles=(
        "mr", "mrs", "miss", "ms", "madam", "sir", "pa", "mama", "papa", "teacher", "headmaster",
        "headmistress", "principal", "pastor", "reverend", "father", "imam", "sheikh", "alhaji",
        "haja", "chief", "councillor", "uncle", "aunt", "aunty", "auntie", "cousin", "sister",
        "brother", "grandma", "grandpa", "granny", "nurse", "doctor", "dr", "sergeant",
    ),
    named=("called", "named", "name is"),
    nicknamed=("call", "calls", "called", "nicknamed", "known as", "named"),
    somebody=(
        "boy girl child man woman baby youth brother sister friend mother father teacher uncle "
        "aunt he she him her someone somebody everybody nobody everyone anyone neighbour one "
        "community government"
    ),
    does=(
        "told", "tells", "said", "says", "asked", "asks", "cried", "cries", "laughed", "whispered",
        "answered", "complained", "sleeps", "slept", "lives", "lived", "wants", "wanted", "thinks",
        "thought", "knows", "knew", "beats", "sells", "sold", "ran", "died", "married", "pregnant",
        "beaten", "raped", "touched", "confessed", "admitted", "refused", "fled", "dropped out",
        "left school", "keeps", "lies", "lied", "begs", "begged", "hides", "hid", "fears",
    ),
    has=("is", "was", "has", "had", "got", "been", "also", "then", "never", "always", "often"),
    places=(
        "class", "grade", "form", "primary", "standard", "jss", "sss", "house", "compound",
        "room", "plot", "hut", "tent",
    ),
    number=("number", "no.", "no", "nr."),
    each="each every per",
    born=("born", "date of birth", "dob", "birthday"),
    joins=("and", "or"),
    where="in at from to near of around between visited towards via",
    little=(
        "a an the this that these those some many most all each every no not one two three several "
        "i we you he she it they me us him her them my our your his its their who what which "
        "when where why how if then so and or but nor yet as at by for from in into of off on "
        "out over to up with without before after since until while during under between near "
        "against about also only even just now today is are was were be been do does did has "
        "have had can could may might must shall should will would let there here because both "
        "other another such same more less very few first last next again always never often "
        "please note important yesterday children girls boys men women elders people parents mothers "
        "fathers teachers youths uncles aunts outside inside behind across beyond towards around small big"
    ),
    patterns=(
        ("kin", r"\b(?P<owner>[^\W\d_]\w*)['’]s\s+(?:(?!and\b)\w+\s+)?(?:{kin})\b"),
        ("place", r"\b(?:primary|standard|grade|jss|sss)\s+(?:one|two|three|four|five|six|seven)\b"),
        ("place", r"\b(?-i:Class|Form)\s+(?:one|two|three|four|five|six|seven)\b"),
    ),
)  # fmt: skip

FR = Words(
    kin=(
        "fille", "fils", "enfant", "femme", "épouse", "coépouse", "mari", "sœur", "soeur", "frère",
        "mère", "père", "nièce", "neveu", "cousin", "cousine", "veuve", "orphelin", "orpheline",
        "petite-fille", "petit-fils", "jumelle", "jumeau",
    ),
    of=("de la", "de l'", "de", "du", "des", "d'"),
    anybody=(
        "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
        "dix-sept campagne rue brousse ville village pays dieu ménage famille moins plus"
    ),
    titles=(
        "m.", "mr", "mme", "mlle", "monsieur", "madame", "mademoiselle", "maître", "maîtresse",
        "maitre", "pasteur", "imam", "chef", "oncle", "tonton", "tante", "tantie", "tata", "cousin",
        "cousine", "grand-père", "grand-mère", "docteur", "infirmier", "infirmière", "sage-femme",
        "marabout", "abbé", "sœur", "el hadj", "adja", "papa", "maman", "directeur", "directrice",
    ),
    named=("appelé", "appelée", "nommé", "nommée", "s'appelle", "m'appelle", "prénommé", "prénommée"),
    nicknamed=("surnommé", "surnommée", "appelle", "appelé", "appelée", "connu comme", "dit", "dite"),
    somebody=(
        "garçon fille enfant petit petite homme femme jeune bébé frère sœur ami amie maître oncle "
        "tante il elle quelqu'un personne chacun chacune beaucoup certains certaines aucun aucune "
        "maman papa mère père"
    ),
    does=(
        "dit", "disait", "raconte", "raconté", "racontait", "répondu", "pleure", "pleuré",
        "pleurait", "ri", "dort", "dormait", "dormi", "vit", "vivait", "travaille", "travaillait",
        "vend", "vendait", "veut", "voulait", "ira", "frappe", "frappé", "frappée", "pense", "sait",
        "connaît", "demandé", "avoué", "enfui", "enfuie", "garde", "quitté l'école",
        "refusé", "crié", "caché", "cachée", "menti", "supplié", "craint",
        "sort avec", "épousé", "enceinte", "battu", "battue", "violée", "mort", "morte",
    ),
    has=(
        "nous", "vous", "me", "m'", "lui", "leur", "se", "s'", "ne", "n'", "l'", "y", "a", "avait",
        "est", "était", "été", "aussi", "déjà", "ont",
    ),
    places=("classe", "classe de", "maison", "concession", "chambre", "parcelle", "case", "tente"),
    number=("numéro", "n°", "no"),
    each="chaque par",
    born=("né", "née", "naissance", "anniversaire"),
    joins=("et", "ou"),
    where="à de en dans vers entre depuis visité",
    little=(
        "le la les l un une des du de d ce cet cette ces je nous vous il elle ils elles on mon "
        "ma mes notre nos leur leurs son sa ses qui que quoi dont où quand comment pourquoi si "
        "et ou mais ni donc car à au aux avec sans dans sur sous par pour en entre avant après "
        "depuis pendant chez contre vers est sont était ont a pas plus aussi tous toutes tout "
        "toute hier ici là puis alors ensuite c'est cela ça rien jamais toujours souvent près enfants "
        "filles garçons femmes hommes parents gens vieux jeunes mères pères"
    ),
    patterns=(
        ("place", r"\b(?-i:CP|CE|CM)\s?[12]\b|\bcours\s+(?:moyen|élémentaire)\b"),
        ("place", r"\b[3-6](?:e|è|ème|eme)\s(?-i:[A-F])\b"),
        ("place", r"\b(?:terminale|première|seconde|troisième|quatrième)\s(?-i:[A-Z])\d?\b"),
    ),
)  # fmt: skip

SW = Words(
    kin=(
        "binti", "mtoto", "mwana", "mke", "mume", "mjukuu", "mpwa", "dada", "kaka", "ndugu", "mama",
        "baba", "mjane", "yatima", "pacha", "shangazi", "mjomba", "binamu", "mtoto pekee",
        "mtoto mkubwa", "mtoto mdogo", "mdogo", "bibi", "babu", "kijana", "mchumba",
    ),
    of=("wa", "la", "ya"),
    anybody=(
        "kike kiume miaka mwaka miezi umri shule mtaani mitaani kwanza pili tatu nne tano sita "
        "mwisho kumi mungu mwenzio mwenzako mtu watu watoto nchi kambo kijiji jamii leo sasa kila "
        "wote nani nyumbani kulea kuzaa kazi nje"
    ),
    titles=(
        "mwalimu", "mama", "baba", "babu", "bibi", "mzee", "mjomba", "shangazi", "dada", "kaka",
        "binamu", "chifu", "muuguzi", "nesi", "daktari", "dkt", "bw", "bi", "bwana", "padre",
        "pasta", "mchungaji", "imamu", "shehe", "ustadh", "mwenyekiti", "mganga", "ndugu",
    ),
    named=(
        "anaitwa", "anayeitwa", "aitwaye", "wanamwita", "jina lake ni", "jina lake", "jina langu ni",
        "kwa jina la", "kwa jina",
    ),
    nicknamed=("anaitwa", "anayeitwa", "aitwaye", "wanamwita", "humwita", "jina la utani"),
    somebody=(
        "msichana mvulana mtoto kijana mwanaume mwanamke mwanamume mama baba mwalimu mzee chifu "
        "mzazi mlezi babu bibi dada kaka mjomba shangazi daktari muuguzi polisi imamu padre mkuu "
        "mwenyekiti mtu mwanafunzi mmoja kila kiongozi rafiki mume mke ndugu yeye huyu yule mwenye "
        "wengine mwingine mkulima mvuvi mwezi hakuna ambaye jirani binti mungu"
    ),
    # The prefixes of one person's doing: things and places take others.
    does=(
        r"(?!alive\b|alike\b|alien|align|alim|analy|anat|amen|amer)a(?:li|na|ta|me|ka)\w{3,}",
        r"hu(?!duma|kumu|ru|susan|zuni)\w{3,}", r"ha(?:ta|ja|ku|na)\w{2,}", "ndiye", "mjamzito",
    ),
    has=("pia", "naye", "ndiye"),
    places=(
        "darasa la", "darasa", "kidato cha", "gredi ya", "gredi", "nyumba", "nyumba ya", "chumba",
        "chumba cha", "boma", "ploti",
    ),
    number=("namba", "nambari", "na."),
    each="kila",
    born=("alizaliwa", "amezaliwa", "kuzaliwa", "aliyezaliwa"),
    joins=("na", "au"),
    where="wa ya la cha kutoka hadi katika huko mpaka kwenda",
    little=(
        "na ya wa la za cha vya kwa ni si katika hadi kutoka kabla baada wakati kama lakini au ila "
        "pia sana tu bado kila wote hii hizi huo hao huyu yule wale ile sisi wao yeye mimi "
        "wewe ninyi yetu yao yake wangu wetu kwamba kuwa ili basi sasa leo jana kesho mwezi mwaka "
        "siku watoto wasichana wavulana wanawake wanaume wazee walimu wazazi akina kina hapa hapo"
    ),
    patterns=(
        (
            "place",
            r"\b(?:darasa\s+la|kidato\s+cha|gredi\s+ya)\s+"
            r"(?:kwanza|pili|tatu|nne|tano|sita|saba|nane)\b",
        ),
        (
            "kin",
            r"\b(?:{kin})\s+wa\s+(?:kwanza|pili|tatu|mwisho|kike|kiume)\s+wa\s+\w+",
        ),
        ("place", r"\b(?:chumba|nyumba|darasa)\s+(?:namba|nambari)\s+\w+"),
        ("name", r"(?P<list>)(?<![\w'’-]){name}\s+na\s+{name}(?=\s+wa(?:li|na|me|ta)\w{2,})"),
        ("place", r"\bnyumba(?:ni)?\s+(?:ya|kwa)\s+(?-i:(?P<name>{name}))"),
    ),
)  # fmt: skip

KRI = Words(
    kin=(
        "pikin", "gyal pikin", "bɔy pikin", "granpikin", "wɛf", "wef", "ɔsban", "osban", "sista",
        "brɔda", "broda", "kɔzin", "kozin", "mama", "papa", "wido", "ɔfin", "twin", "neshɔn",
    ),
    of=("fɔ", "for", "fo"),
    the="di da dat dis wan mi in wi una yu dɛn den",
    titles=(
        "pa", "mami", "mama", "kɔmi", "komi", "kombra", "ticha", "anti", "ɔnkul", "onkul", "bra",
        "sista", "brɔda", "nɔs", "nos", "dɔkta", "dokta", "pasto", "imam", "chif", "granma",
        "granpa", "alaji", "aja", "sisi", "masta",
    ),
    named=("nem na", "we nem", "nem", "dɛn de kɔl am", "dɛn kɔl am", "kɔl am"),
    nicknamed=("kɔl am", "kol am", "kɔl", "nem", "nem na"),
    somebody=(
        "pikin titi bɔy boy uman man mama papa ticha polis nɔbɔdi sɔmbɔdi chif anti "
        "ɔnkul brɔda sista am im gɔvmɛnt ɛnibɔdi granma granpa menpikin ɔda wan"
    ),
    does=(
        "tɛl", "tel", "tɔk", "tok", "kray", "krai", "laf", "slip", "want", "tink", "fred", "mared",
        "day", "sɛl", "gɛt bɛlɛ", "gɛt di bɛlɛ", "get bele", "rɔnawe", "rɔn go", "lɛf skul", "lef skul",
        "bɛg", "ayd", "lay", "gri", "kip", r"se(?=\s+(?:i|di|dɛn|den|in|wi|na|una|if)\b)",
    ),
    has=("de", "bin", "dɔn", "don", "nɔ", "no", "go", "kin"),
    places=("klas", "klass", "fɔm", "os", "rum", "kɔmpawnd"),
    number=("nɔmba", "nomba"),
    each="ɛvri ɛni",
    born=("bɔn", "bon am", "bɔnde"),
    joins=("ɛn", "en", "ɔ"),
    where="na frɔm to insay nia bitwin",
    little=(
        "di dis dat dɛm dɛn den wan sɔm bɔku ɔl ɔlman ɛvri wi una yu i in a mi am im we wetin "
        "udat usay usɛf wen if so ɛn ɔ bɔt dɔn dan na pan fɔ fo to frɔm insay ɔnda biɛn nia wit "
        "lɛk bikɔs bifo afta de bin go kam nɔ no nɔto tude naw ya yanda mɔs lɛ mek pikin dɛn titi "
        "bɔy uman man mama papa ticha pipul smɔl big gud"
    ),
    patterns=(
        # “di chif in pikin”: what is his; “to in mama” is anybody's.
        ("kin", r"\b(?:di|da|dat|mi|in|wi|una)\s+\w+\s+in\s+(?:\w+\s+)?(?:{kin})\b"),
        ("kin", r"\b(?:di|dat)\s+\w+\s+we\s+day\s+in\s+(?:{kin})\b"),
        ("kin", r"\b(?-i:(?P<name>{name}))\s+in\s+(?:\w+\s+)?(?:{kin})\b"),
    ),
)  # fmt: skip

# Arabic has no capitals. Given names that are no other word stand for themselves; those that are
# (hope, light, age) only count after a title or “her name is”.
_AR_NAMES = (
    "فاطمة|عائشة|خديجة|مريم|زينب|سلمى|محمد|أحمد|احمد|محمود|مصطفى|إبراهيم|ابراهيم|يوسف|ياسر|يحيى|"
    "عيسى|موسى|هارون|عثمان|خالد|طارق|سليمان|داود|إسماعيل|اسماعيل|إسحاق|يعقوب|بلال|حمزة|عباس|جعفر|"
    "سعاد|هاجر|حليمة|رقية|سمية|ليلى|نادية|سارة|هالة|رانيا|شيماء|نجلاء|سميرة|حواء|صفية|ميمونة|"
    "كلثوم|نفيسة|بثينة|عبير|غادة|سهام|رباب|صلاح|سامي|هشام|أيمن|أسامة|مروان|عمار|قاسم|زياد|فيصل|"
    "إدريس|ادريس|أبكر|يونس|زكريا|أيوب|لقمان|أنس|رامي|حسين|التجاني|بطرس|جورج|عبدالله|مجدي|ماجدة|مها|رشا|لينا|منال|إلهام|ابتسام|بابكر|حاتم|معتز|عصام|هيثم|نزار|عمران|صهيب|عبد\\s+ال\\w+"
)
_AR_MAYBE = (
    "أمل|نور|سعيد|كريم|جميلة|هدى|إيمان|رحمة|عمر|علي|حسن|آدم|زهرة|منى|أميرة|وفاء|آمنة|دعاء|جمال|"
    "عادل|وليد|ناصر|حامد|مبارك|بشير|كمال|منصور|صالح|سلام|فرح|هند|نجوى|أسماء|سلوى|ماجد|صادق|سناء|إخلاص|تيسير|ريم|شهد|بدر|رضا|نعمة|حياة|محاسن|عوض|الطيب"
)
_AR_KIN = (
    "بنت|ابنة|إبنة|ابن|إبن|زوجة|زوج|أرملة|أخت|اخت|أخو|شقيق|شقيقة|حفيد|حفيدة|خالة|عمة|ولد|طفلة|طفل|"
    "جدة|والدة|والد|خطيبة|خطيب"
)
_AR_ANYBODY = (
    "الأم|الأب|الطفلة?|الأطفال|البنت|البنات|الولد|الأولاد|الأسرة|الناس|الجميع|العشر|العاشرة|الحادية|"
    "الثانية|الثالثة|الرابعة|الخامسة|السادسة|السابعة|الثامنة|التاسعة|الخمس|الست|السبع|الثماني?|التسع|"
    "الشارع|الريف|القرية|البلد|المدرسة|الحلال|المستقبل"
)
_AR_LITTLE = (
    "خارج|داخل|قبل|بعد|عند|تحت|فوق|أمام|خلف|قرب|بين|حول|على|إلى|مثل|دون|بدون|لها|لهم|ليس|ليست|كان|"
    "كانت|عمرها|عمره|التي|الذي|واحدة?|صغيرة?|كبيرة?|أخرى|آخر|وهي|وهو|لكن|أيضا|دائما|هذا|هذه|الآن"
)
AR = Words(
    born=("ولدت", "ولد", "مولودة", "مولود", "مواليد", "ميلادها", "ميلاده", "الميلاد"),
    patterns=(
        ("name", rf"(?<!\w)[وفبلك]?(?:{_AR_NAMES})(?!\w)(?:\s+(?:{_AR_NAMES}|{_AR_MAYBE})(?!\w))*"),
        (
            "name",
            r"(?<!\w)(?:ال)?(?:أستاذة?|استاذة?|معلمة?|شيخ|حاجة?|ممرضة?|دكتورة?|طبيبة?|سيدة?|إمام|عمدة|"
            rf"عم|عمة|خال|خالة|أخت|أخ|جد|جدة)(?:ها|ه|هم|ي|نا)?\s+(?:{_AR_NAMES}|{_AR_MAYBE})(?!\w)",
        ),
        ("name", rf"(?<!\w)[وف]?أم\s+(?:{_AR_NAMES}|{_AR_MAYBE})(?!\w)"),
        ("name", rf"(?<!\w)[وف]?(?:أبو|ابو)\s+(?!ال|ظبي)(?!(?:{_AR_LITTLE})(?!\w))\w{{3,}}"),
        ("name", r"(?<!\w)(?:و|ف)?(?:اسمها|اسمه|اسمي|يدعى|تدعى|المدعوة?)\s+[«\"“]?(?!ال)\w{2,}"),
        ("name", r"(?<!\w)(?:الملقبة?|يلقب|تلقب|لقبها|لقبه)\s+(?:ب\s?)?[«\"“]?\w{2,}"),
        (
            "name",
            r"(?<!\w)(?:قال|قالت|بكى|بكت|حكى|حكت|هرب|هربت|جاء|جاءت|نام|نامت|حملت|أنجبت|تزوجت)\s+"
            rf"(?:{_AR_NAMES}|{_AR_MAYBE})(?!\w)",
        ),
        (
            "kin",
            rf"(?<!\w)[وفبلك]?(?:{_AR_KIN})\s+(?!(?:{_AR_ANYBODY})(?!\w))(?:ال|لل)\w+",
        ),
        (
            "kin",
            r"(?<!\w)[وفبلك]?(?:بنت|ابنة|ابن|زوجة|أرملة|أخت|شقيقة?|حفيدة?)\s+"
            rf"(?!(?:{_AR_LITTLE})(?!\w))(?![تي])\w{{2,}}(?<!ت)\s+ال\w+",
        ),
        (
            "kin",
            r"(?<!\w)[وفبلك]?(?:زوجة|زوج|بنت|ابنة|ابن|أخت|أم|والدة|حفيدة?)\s+"
            r"(?:أخ|أخت|عم|عمة|خال|خالة|جار|جد|صديق|معلم|ابن|بنت)"
            r"(?:ي|يه|يها|ها|ه|هم|تها|ته|تي|نا)?(?!\w)",
        ),
        ("kin", r"(?<!\w)ال(?:ابن|بنت|ابنة|طفلة?|أخت|أخ|حفيدة?)\s+ال\w+\s+ل(?!ا\b|م\b|ن\b)\w{3,}"),
        ("place", r"(?<!\w)[وفبلك]?(?:ال)?(?:صف|فصل)\s+(?:رقم\s+)?\d+(?:\s+[أ-ي](?!\w))?"),
        (
            "place",
            r"(?<!\w)[وفبلك]?ال?صف\s+ال(?:أول|ثاني|ثالث|رابع|خامس|سادس|سابع|ثامن|تاسع)(?!\w)",
        ),
        ("place", r"(?<!\w)[وفبلك]?(?:ال)?(?:بيت|منزل|غرفة|حوش|خيمة|شقة|دار)\s+رقم\s+\d+"),
    ),
)  # fmt: skip

WORDS: Mapping[str, Words] = {"en": EN, "fr": FR, "sw": SW, "ar": AR, "kri": KRI}

# Written with a capital, and nobody's name: days, months, feasts, faiths, languages, countries.
CAPITALS = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december christmas easter ramadan eid independence
    god allah muslim muslims christian christians islam bible koran quran qur'an catholic english
    french krio temne mende limba kono susu fula mandingo swahili kiswahili giriama mijikenda arabic
    african africa europe european sierra leone kenya kenyan sudan senegal mali guinea liberia ghana
    nigeria uganda tanzania chad niger ebola covid corona facebook whatsapp tiktok youtube internet
    tramadol tramadɔl kush caritas unicef oxfam care brac google nollywood orange africell
    lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet
    août septembre octobre novembre décembre noël pâques tabaski korité dieu français wolof pulaar
    bambara sénégal guinée tchad afrique
    jumatatu jumanne jumatano alhamisi ijumaa jumamosi jumapili januari februari machi aprili mei
    juni julai agosti septemba oktoba novemba desemba krismasi pasaka ramadhani idi mungu kiingereza
    kigiriama afrika
    mɔnde tyuzde wɛnzde tɔzde frayde satide sɔnde jɛnyuari mach epril jun julay ɔgɔst sɛptɛmba
    ɔktoba novɛmba disɛmba krismɛs ista gɔd salon
    """.split()  # noqa: SIM905
)  # fmt: skip

# One of these in a row of capitals makes it the name of a body, a building or a day.
BODIES = frozenset(
    """
    ministry minister unit police office officer centre center school church mosque mission hospital
    clinic post committee network society council court project club team union association
    foundation international programme program day week road street river bridge market junction
    town village district chiefdom county province bank league radio college university primary
    secondary academy institute department agency nations cross children group commission fund
    service services social welfare education health act article convention rights world vision
    plan paramount government parliament army camp harbour landing hill
    ministère ministere école ecole santé sociale action croix-rouge comité poste hôpital église
    mosquée marché gare gendarmerie préfecture mairie conseil organisation projet collège lycée
    république unies internationale
    wizara ofisi shule kanisa msikiti hospitali zahanati kituo polisi serikali kaunti mahakama chama
    kamati shirika baraza chuo barabara soko mtaa mto kijiji
    ministri ɛdyukeshɔn ɔfis skul chɔch mɔski ɔspitul klinik polis gɔvmɛnt kɔt kɔmiti
    """.split()  # noqa: SIM905
)  # fmt: skip
