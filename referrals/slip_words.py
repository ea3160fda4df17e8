"""With which words does a language accuse somebody, or tell what happened rather than what is needed?

Lower case; every entry is a pattern, and a space stands for any white space. Which of them hold is
measured by `bench/identifiers` on the sentences of `tests/referrals/slip_examples.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class SlipWords:
    """How a language accuses, and how it tells a story."""

    person: str  # kin and roles, of whom any could be accused
    one: str  # before the person: makes it one and no other
    act: str  # what somebody does to a child
    by: str = ""  # before the one who did it; may stand before `one`
    one_after: str = ""  # instead of `one`, after the person: “mjomba wake”
    act_first: bool = False  # may the act stand before the one who does it?
    other: str = ""  # somebody else begins to act here
    blame: str = ""  # accuses without saying what was done
    fears: str = ""  # before the person: afraid of
    strong: str = ""  # of `person`, those asked about even where nothing is said of them
    past: str = ""  # what somebody did, in a story
    then: str = ""  # what comes next in a story
    when: str = ""  # a day, an hour
    where: str = ""  # a spot
    said: str = ""  # who said what


EN = SlipWords(
    person=(
        r"(?:step-?|grand|god|foster )?(?:father|mother|brother|sister|parents?)|uncle|aunt(?:ie"
        r"|y)?|cousin|nephew|husband|boyfriend|fianc[eé]|dad|mum|papa|guardian|caregiver|in-laws?"
        r"|neighbours?|neighbors?|(?:head ?|school)?(?:teachers?|master)|headmistress|principal"
        r"|pastor|priest|reverend|imam|sheikh|chief|elder|councillor|boss|employer|landlord"
        r"|shopkeeper|trader|driver|okada rider|(?:police ?|army )?officer|policeman|soldier"
        r"|coach|facilitator|social worker|nurse|doctor|herbalist"
    ),
    one=r"her|his|the|their|my|our|this|that|one of (?:her|his|the)",
    act=(
        r"beat(?:s|en|ing)?|hits?|hitting|hurt(?:s|ing)?|harm(?:s|ed|ing)?|rap(?:e|es|ed|ing)"
        r"|abus(?:es?|ed|ing)|touch(?:es|ed|ing)?|molest(?:s|ed|ing)?|harass(?:es|ed|ing)?"
        r"|assault(?:s|ed|ing)?|defil(?:es|ed|ing)|sle(?:eps|pt|eping) with|(?:has|had"
        r"|having) sex|forc(?:es|ed|ing)|threaten(?:s|ed|ing)?|lock(?:s|ed) (?:her|him)|burn(?:s"
        r"|ed|t)?|kick(?:s|ed)?|slap(?:s|ped)?|flog(?:s|ged)?|starv(?:es|ed)|exploit(?:s|ed|ing)?"
        r"|impregnated|married (?:her|him) off|(?:is )?marrying (?:her|him) off|sold (?:her|him)"
        r"|sells (?:her|him)|chas(?:es|ed) (?:her|him)|refus(?:es|ed) (?:her|him) food|whip(?:s"
        r"|ped)?|cut(?:s)? (?:her|him)|follow(?:s|ed) (?:her|him)|insult(?:s|ed)?|made (?:her"
        r"|him) pregnant|does (?:this|it) to (?:her|him)"
    ),
    by=r"by",
    other=r"she|he|child|girl|boy|they|who was",
    blame=(
        r"perpetrator|abuser|offender|rapist|culprit|suspect(?:ed)?|accus(?:es|ed)|is the one"
        r"|was the one|is responsible for|is to blame|is guilty|did this to|did it to"
    ),
    fears=(
        r"(?:afraid|scared|frightened) of|fears|hid(?:es|ing)? from|r[au]n(?:s"
        r"|ning)? (?:away )?from|not safe with|escaped? from|because of|danger from|unsafe with"
        r"|protect(?:ed|ion)? from"
    ),
    strong=(
        r"step-?father|step-?brother|uncle|boyfriend|husband|(?:head ?)?teacher|headmaster"
        r"|principal|pastor|priest|imam|sheikh|chief|boss|employer|landlord|neighbou?r|policeman"
        r"|police officer|soldier|driver|coach"
    ),
    past=(
        r"went|came|took|told|said|saw|ran|gave|found|brought|cried|happened|tried|woke|heard"
        r"|entered|followed|pushed|pulled|met|hid|slept|grabbed|threw|shouted|returned|screamed"
        r"|caught|dragged|opened|closed|undressed|promised"
    ),
    then=(
        r"then|after that|afterwards|suddenly|when (?:she|he|they)|while (?:she|he|they)"
        r"|one (?:day|night|evening)|the next (?:day|morning)|as soon as"
    ),
    when=(
        r"yesterday|last (?:night|week|month|year|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
        r"|this (?:morning|afternoon)|(?:on|since|until) (?:mon|tues|wednes|thurs|fri|satur"
        r"|sun)day(?! ?s)|(?:\d+|one|two|three|four|five|six|a few|some) (?:hours?|days?|nights?"
        r"|weeks?|months?) ago|(?:on|since) (?:the )?\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:jan|feb"
        r"|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*|at (?:about )?\d{1,2}(?:[.:]\d\d)? ?(?:am"
        r"|pm|o.clock)|at midnight"
    ),
    where=(
        r"(?:behind|near|beside|next to|in front of|opposite|inside|on the (?:way|road"
        r"|path) to) (?:the |a |his |her |our |their )?(?:bush|farm|field|well|stream|river"
        r"|market|bar|mine|pit|junction|mosque|church|classroom|school|house|latrine|toilet|road"
        r"|shop|workshop|camp|beach|forest|bridge|football field|video hall)|in (?:his"
        r"|her uncle.s|the teacher.s) (?:house|room|car|shop)"
    ),
    said=(
        r"(?:she|he|they|child|girl|boy) (?:said|says|told|tells|explained|reported|confessed)"
        r"|(?:told|tells) (?:me|us|him|her|the (?:facilitator|teacher|nurse))|according to (?:her"
        r"|him|the)"
    ),
)

FR = SlipWords(
    person=(
        r"(?:beau-|grand-|demi-)?(?:père|frère)|(?:belle-|grand-|demi-)?(?:mère|sœur|soeur)"
        r"|marâtre|oncle|tonton|tante|tata|cousine?|mari|petit ami|copain|fiancé|papa|maman"
        r"|tuteur|tutrice|voisine?s?|maître|maîtresse|instituteur|professeur|enseignante?"
        r"|directeur|directrice|pasteur|prêtre|abbé|imam|marabout|chef|notable|patron(?:ne)?"
        r"|employeur|commerçant|chauffeur|policier|gendarme|soldat|militaire|entraîneur|infirmier"
        r"|guérisseur"
    ),
    one=r"son|sa|ses|le|la|l['’]|les|leur|mon|ma|ce|cet|cette|un|une|du|de la|de l['’]",
    act=(
        r"bat(?:tait|tue?s?)?|frapp\w+|viol(?:e|ée?|ait|er)|abus\w+|touch(?:e|ée?|ait|er)"
        r"|agress\w+|menac\w+|forc(?:e|ée?|ait|er)|brûl\w+|harc[eè]l\w+|maltrait\w+|exploit\w+"
        r"|enferm\w+|gifl\w+|fouett\w+|bless\w+|couche avec|a couché avec|l['’]a (?:mariée|vendue"
        r"|enceintée)|marier de force|fait du mal|insult\w+|(?:l['’]a )?mise? enceinte|attouch\w+"
        r"|prive de"
    ),
    by=r"par",
    other=r"elle|il|l['’]enfant|fille|garçon|qui a été",
    blame=(
        r"coupable|agresseur|violeur|auteur des|responsable de (?:ces|cet|la)|soupçonn\w+"
        r"|accus\w+|suspect|c['’]est lui qui"
    ),
    fears=(
        r"peur d[eu]|(?:s['’]enfuit|fuit|se cache|s['’]échappe)(?: d[eu])?|à cause d[eu]"
        r"|en danger avec|craint|protég\w+ (?:de|du|contre)"
    ),
    strong=(
        r"beau-père|oncle|tonton|petit ami|mari|maître|instituteur|professeur|enseignant"
        r"|directeur|pasteur|prêtre|imam|marabout|chef|patron|employeur|voisin|policier|gendarme"
        r"|soldat|chauffeur"
    ),
    past=(
        r"(?:a|est|ont|sont|était|avait|l['’]a|s['’]est) (?:été )?(?:allée?|venue?|prise?|dit"
        r"|vue?|trouvée?|emmenée?|entrée?|sortie?|crié|couru|commencé|suivie?|appelée?|rentrée?"
        r"|tombée?|arrivée?|raconté|demandé|donné|poussée?|attrapée?|jetée?|réveillée?|promis"
        r"|ouvert|fermé|cachée?|passée?|déshabillée?)"
    ),
    then=(
        r"puis|ensuite|soudain|quand (?:elle|il|ils)|après cela|alors (?:il|elle)|un (?:jour"
        r"|soir)|le lendemain|pendant qu"
    ),
    when=(
        r"hier|avant-hier|la (?:nuit|semaine) dernière|le mois dernier|(?:lundi|mardi|mercredi"
        r"|jeudi|vendredi|samedi|dimanche) (?:dernier|passé|soir|matin)|il y a (?:\d+|deux|trois"
        r"|quatre|cinq|quelques) (?:heures|jours|nuits|semaines|mois)|ce matin"
        r"|à \d{1,2} ?h(?:eures)?|(?:depuis )?le \d{1,2} (?:janv|févr|mars|avr|mai|juin|juil|août"
        r"|sept|oct|nov|déc)\w*"
    ),
    where=(
        r"(?:derrière|près d[eu]|à côté d[eu]|devant|au bord d[eu]|sur le chemin d[eu]"
        r"|à l['’]intérieur d[eu]) ?(?:la |le |l['’])?(?:brousse|champ|puits|marigot|fleuve"
        r"|rivière|marché|bar|mine|mosquée|église|classe|école|maison|latrines?|toilettes|route"
        r"|boutique|atelier|carrefour|forêt|pont|terrain)|dans (?:sa chambre|son bureau|sa maison"
        r"|sa voiture)"
    ),
    said=(
        r"(?:elle|il|l['’]enfant|la fille|le garçon) (?:m['’]|nous |lui )?(?:a |avait )?(?:dit"
        r"|raconté|expliqué|confié|déclaré)|selon (?:elle|lui)"
    ),
)

SW = SlipWords(
    person=(
        r"mjomba|baba mdogo|baba wa kambo|baba|mama wa kambo|mama|kaka|dada|babu|bibi|shangazi"
        r"|binamu|mume|mpenzi|mlezi|jirani|mwalimu(?: mkuu)?|mchungaji|padri|imamu|shehe|chifu"
        r"|mzee wa kijiji|bosi|mwajiri|tajiri|polisi|askari|dereva|mfanyabiashara|kocha|daktari"
        r"|muuguzi|mganga"
    ),
    one=(),
    one_after=r"wake|wao|yule|huyo|wa (?:shule|mtaa|kanisa|kijiji)",
    act=(
        r"(?:a|ana|ali|ame|hu|wana|wali|wame|aka)(?:m|mw|ni|wa)?(?:pig|bak|umiz|dhalilish|nyanyas"
        r"|lawit|gus|tish|chom|lazimish|tes|fung|shambuli|tusi|oz|chap|lal|tomas|jeruh)\w+|(?:ku"
        r"|a|ana|ali|ame)?(?:pigwa|bakwa|umizwa|dhalilishwa|nyanyaswa|lawitiwa|guswa|tishwa"
        r"|chomwa|lazimishwa|teswa|ozwa|chapwa|tomaswa|jeruhiwa)|ana(?:fanyiwa|tendewa) ukatili"
        r"|(?:a|ana|ali|ame)\w*fanyi\w* ukatili|ame(?:mpa|m)pa? mimba|alimpa mimba"
    ),
    by=r"na",
    other=r"yeye|mtoto|msichana|mvulana|binti",
    blame=(
        r"mhalifu|mbakaji|mshukiwa|mtuhumiwa|anashukiwa|analaumiwa|ndiye (?:ali|ana)\w+"
        r"|anatuhumiwa"
    ),
    fears=(
        r"ana(?:mw|m)?ogopa|ana(?:m)?kimbia|ana(?:m)?jificha|kwa sababu ya|hayuko salama na"
        r"|alimkimbia|anaogopa"
    ),
    strong=(
        r"mjomba|baba wa kambo|mpenzi|mwalimu|mchungaji|padri|imamu|shehe|chifu|bosi|mwajiri"
        r"|jirani|polisi|askari|dereva"
    ),
    past=r"(?:ali|wali|nili|aka|waka)(?!po)\w{4,}",
    then=r"kisha|halafu|ghafla|baadaye|alipo\w+|walipo\w+|siku moja|usiku mmoja|kesho yake",
    when=(
        r"jana|juzi|usiku wa jana|(?:wiki|siku|mwezi|mwaka) (?:ili|uli)(?:yo|o)pita|siku (?:\w+"
        r"|\d+) zilizopita|asubuhi hii|saa \w+ (?:usiku|jioni|asubuhi|mchana)"
        r"|(?:siku ya )?juma(?:tatu|nne|tano|mosi|pili) (?:iliyopita|usiku|jioni)|tarehe \d+"
    ),
    where=(
        r"(?:nyuma|karibu|mbele|kando|ndani) (?:ya|na) (?:shule|nyumba|msikiti|kanisa|soko|kisima"
        r"|mto|shamba|duka|baa|barabara|choo|darasa|msitu)|njiani kwenda \w+|porini"
        r"|kwenye shamba la"
    ),
    said=r"(?:ali|ame|ana)(?:ni|tu|mw)?(?:ambia|sema|eleza|simulia)\w*",
)

AR = SlipWords(
    person=(
        r"زوج (?:أمها|أمه|والدتها|والدته)|زوجة (?:أبيها|أبيه|والدها|والده)|عم(?:ها|ه|تها|ته)"
        r"|خال(?:ها|ه|تها|ته)|والد(?:ها|ه)|والدت(?:ها|ه)|أب(?:وها|وه|يها|يه)|أم(?:ها|ه)|أخ(?:وها"
        r"|وه|يها|يه)|جد(?:ها|ه)|زوجها|خطيبها|صديقها|جار(?:ها|ه|هم)|الجار|المعلم(?:ة)?|معلم(?:ها"
        r"|ه|تها)|الأستاذ|المدير|مدير المدرسة|الإمام|الشيخ|القس|الكاهن|زعيم القرية|صاحب (?:العمل"
        r"|المتجر|البيت)|رب العمل|الشرطي|الجندي|السائق|المدرب"
    ),
    one=(),
    act=(
        r"و?(?:ي|ت|أ)?ضرب(?:ها|ه|ته|تها|ت)?|و?(?:ي|ت|ا)غتصب\w*|و?(?:ي|ت)?تحرش\w*|و?اعتدى|و?(?:ي"
        r"|ت)عتدي|و?(?:ي|ت)ؤذي\w*|و?آذ(?:ى|ا)\w*|و?(?:ي|ت)?لمس(?:ها|ه)|و?(?:ي|ت)?هدد(?:ها|ه"
        r"|ت)?\w*|و?(?:ي|ت)?حرق(?:ها|ه)|و?(?:ي|ت|ا)ستغل\w*|و?(?:ي|ت|أ)جبر(?:ها|ه)|و?(?:ي|ت"
        r"|أ)هين(?:ها|ه)|و?(?:ي|ت)?حبس(?:ها|ه)|و?(?:ي|ت)?عذب(?:ها|ه)|و?(?:ي|ت)زوجها|تزويجها|ضُربت"
        r"|تُضرب|تعرضت للضرب"
    ),
    by=r"من قبل|على يد|من طرف",
    act_first=True,
    other=r"هي|هو|الطفلة|الطفل|الفتاة|الولد|لأنها|لأنه",
    blame=r"الجاني|المعتدي|المغتصب|المتهم|مشتبه به|هو الذي|هو من|متهم",
    fears=(
        r"(?:ت|ي)خاف من|(?:ت|ي)هرب من|هرب(?:ت)? من|(?:ت|ي)ختبئ من|بسبب|ليست آمنة مع|خائفة من"
        r"|خائف من"
    ),
    strong=(
        r"زوج (?:أمها|أمه|والدتها|والدته)|عم(?:ها|ه)|خال(?:ها|ه)|خطيبها|جار(?:ها|ه)|المعلم"
        r"|معلم(?:ها|ه)|الأستاذ|المدير|الإمام|الشيخ|القس|صاحب العمل|رب العمل|الشرطي|الجندي|السائق"
        r"|المدرب"
    ),
    past=(
        r"و?ذهبت?|و?جاءت?|و?قالت?|و?أخذ(?:ها|ه|ت)?|و?دخلت?|و?خرجت?|و?رأت|و?وجد(?:ت|ها|ه)?|و?بدأت?"
        r"|و?صرخت?|و?هربت?|و?عادت?|و?أمسك(?:ها|ه)?|و?حدثت?|و?سمعت?|و?دفع(?:ها|ه)"
    ),
    then=r"ثم|فجأة|وبعد ذلك|بعد ذلك|عندما|حين(?:ما)?|ذات (?:يوم|ليلة)|في اليوم التالي",
    when=(
        r"أمس|البارحة|الليلة الماضية|(?:الأسبوع|الشهر) الماضي|يوم (?:الاثنين|الثلاثاء|الأربعاء"
        r"|الخميس|الجمعة|السبت|الأحد)(?: الماضي)?|قبل (?:يومين|أسبوع|أسبوعين|شهر|ساعتين|\w+ أيام"
        r"|\w+ ساعات)|الساعة \w+|هذا الصباح|صباح اليوم"
    ),
    where=(
        r"(?:خلف|قرب|بالقرب من|بجانب|أمام|داخل|في طريق(?:ها|ه) إلى) (?:ال)?(?:مدرسة|بيت|مسجد"
        r"|كنيسة|سوق|بئر|نهر|مزرعة|حقل|دكان|متجر|طريق|غابة|فصل)"
    ),
    said=(r"قالت? (?:لي|لنا|إن|أن)|أخبرت(?:ني|نا)|أخبر(?:ني|نا)|حكت (?:لي|لنا)|حسب قول(?:ها|ه)"),
)

KRI = SlipWords(
    person=(
        r"(?:step ?)?(?:papa|mama|dadi|brɔda|broda|sista)|[ɔou]nkul|anti|kɔzin|grani|granpa|man"
        r"|bɔyfrɛn|bobo frɛn|neba|titʃa|ticha|tichɔ|ed ?man|prinsipul|pastɔ|pasto|fada|imam|alfa"
        r"|chif|bɔsman|bosman|masta|polis(?:man)?|soja|drayva|draiva|okada man|kɔch|nɔs|dɔktɔ"
    ),
    one=r"in|di|dɛn|den|mi|wi|da",
    act=(
        r"bit|beat|bitin|rep|repin|abyuz|abuse|tɔch|tɔchin|touch|fos|fosin|trɛtin|bɔn|flɔg|flog"
        r"|kik|slap|ɔt|ambɔg|ambog|slip wit|lɔk am|gi am bɛlɛ|gi am bele|mared am|sɛl am|yuz am"
        r"|drɛb am|drayv am|kɔs am|wund|chuk"
    ),
    by=r"na",
    other=r"i nid|di pikin|di gyal|di bɔbɔ",
    blame=(
        r"na (?:im|in) du|na di man we|na dɛn du|dɛn de sɔspɛkt|di pɔsin we du|na in fɔlt"
        r"|we du am"
    ),
    fears=(r"fred|(?:de )?fred fɔ|rɔnawe frɔm|rɔn frɔm|ayd frɔm|nɔ sef wit|bikɔs ɔf|nɔ de sef wit"),
    strong=(
        r"(?:step ?)papa|[ɔou]nkul|bɔyfrɛn|neba|titʃa|ticha|tichɔ|prinsipul|pastɔ|pasto|imam|alfa"
        r"|chif|bɔsman|bosman|masta|polisman|soja|drayva"
    ),
    past=(
        r"bin (?:de )?\w+|(?:i|dɛn|den) (?:kam|go|tek|tɛl|se|si|rɔn|gi|kech|drɛg|wek|kray|ala"
        r"|ɛnta|fala)(?= am| insay| na|,|\.| ɛn|$)"
    ),
    then=(
        r"afta dat|wantɛm|we i (?:rich|kam|go|wek)|wan (?:de|nɛt)|di nɛks (?:de|mɔnin)|dɔn i|leta"
    ),
    when=(
        r"yɛstide|yestide|yɛstade|las (?:nɛt|wik|mɔnt|sɔnde|mɔnde|satide|frayde)|dis mɔnin|(?:pan"
        r"|na) (?:mɔnde|tyuzde|wɛnzde|tɔsde|frayde|satide|sɔnde)|(?:tu|tri|fo|fayv|\d+) (?:dez|de"
        r"|wik|awa|nɛt) (?:don|dɔn) pas|\d{1,2} oklɔk"
    ),
    where=(
        r"(?:biɛn|biyen|nia|insay|bifo|klos to|opozit) (?:di |in )?(?:bush|fam|wɛl|watasay|riva"
        r"|makit|ba|main|pit|jɔnkshɔn|mɔski|chɔch|klasrum|skul|os|latrin|toylɛt|rod|shɔp|wokshɔp)"
        r"|pan di rod fɔ go"
    ),
    said=(
        r"(?:i|di pikin|di gyal|di bɔbɔ) (?:bin )?(?:tɛl|se|tɔk)(?: mi| wi| se|,)|i tɛl (?:mi|wi)"
    ),
)

SLIP_WORDS: Mapping[str, SlipWords] = {"en": EN, "fr": FR, "sw": SW, "ar": AR, "kri": KRI}
