"""Which words on a slip accuse somebody or tell what happened, and which say what is needed?

Everybody in them is made up. SEEN and LEFT were written before the words of the guard were widened
with them in view; of the LATER ones no word was taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple


class Example(NamedTuple):
    language: str
    text: str
    kind: str  # what should be seen: accused, told (a story, a day, a spot, a saying) or nothing
    held_out: bool


def examples() -> Iterator[Example]:
    for texts, held_out in ((FIRST, False), (LATER, True)):
        for language, by_kind in texts.items():
            for kind, sentences in by_kind.items():
                yield from (Example(language, text, kind, held_out) for text in sentences)


FIRST: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {
        "accused": (
            "Her uncle beats her when he drinks.",
            "The teacher touches girls after class.",
            "Abused by the pastor of the small church.",
            "She is afraid of her stepfather.",
            "His boss makes him carry stones and hits him.",
            "Her husband locks her in at night.",
            "One of her neighbours forced her.",
            "She hides from her uncle.",
            "The perpetrator is still in the compound.",
            "Needs protection from the chief.",
        ),
        "told": (
            "He took her to the farm and then she ran.",
            "It happened yesterday evening.",
            "She was hurt two days ago.",
            "It was behind the mosque.",
            "She told me that she cannot sleep.",
            "He came at night and grabbed her.",
            "Found inside the classroom on Friday.",
            "She said, “do not tell anybody about this”.",
        ),
        "": (
            "Needs to be seen by a nurse today.",
            "Wants to go back to school and needs a uniform.",
            "Has no birth certificate. The clinic asks for one.",
            "Lives with an aunt who cannot feed one more child.",
            "Asks for protection and for somebody to talk to.",
            "Cannot walk far and needs a wheelchair.",
            "Both parents are ill; needs care and food.",
            "Works in a mine and wants to learn a trade.",
            "Pregnant, and needs care at the clinic every month.",
            "Her mother asks for help with the hospital bill.",
            "Needs legal help to stay with her grandmother.",
            "Left school three years ago and wants to catch up.",
            "Is to be married soon and does not want it.",
            "Has been coughing for a long time.",
        ),
    },
    "fr": {
        "accused": (
            "Son oncle la frappe quand il a bu.",
            "Le maître touche les filles après la classe.",
            "Abusée par le pasteur du quartier.",
            "Elle a peur de son beau-père.",
            "Son patron le bat et lui fait porter des pierres.",
            "Son mari l'enferme la nuit.",
            "Le voisin l'a forcée.",
            "L'agresseur est encore au village.",
            "Elle se cache de son oncle.",
        ),
        "told": (
            "Il l'a emmenée au champ puis elle a crié.",
            "Cela s'est passé hier soir.",
            "Elle a été blessée il y a deux jours.",
            "C'était derrière la mosquée.",
            "Elle m'a dit qu'elle ne dort plus.",
            "Trouvée près du puits samedi soir.",
            "Elle a dit « ne le dites à personne ».",
        ),
        "": (
            "A besoin de voir une infirmière aujourd'hui.",
            "Veut retourner à l'école et n'a pas d'uniforme.",
            "N'a pas d'acte de naissance. La clinique en demande un.",
            "Vit avec une tante qui ne peut pas nourrir un enfant de plus.",
            "Demande protection et quelqu'un à qui parler.",
            "Ne peut pas marcher loin.",
            "Ses parents sont malades; besoin de soins et de nourriture.",
            "Travaille à la mine et veut apprendre un métier.",
            "Enceinte, elle a besoin de soins chaque mois.",
            "Sa mère demande de l'aide pour les frais d'hôpital.",
            "Doit être mariée bientôt et ne le veut pas.",
            "Tousse depuis longtemps.",
        ),
    },
    "sw": {
        "accused": (
            "Mjomba wake anampiga akilewa.",
            "Mwalimu anawagusa wasichana baada ya masomo.",
            "Alibakwa na mchungaji wa mtaa.",
            "Anaogopa baba yake wa kambo.",
            "Bosi wake anamlazimisha kubeba mawe.",
            "Mume wake amemfungia ndani.",
            "Jirani yule alimdhalilisha.",
            "Mshukiwa bado yuko kijijini.",
            "Anapigwa na kaka yake.",
        ),
        "told": (
            "Alimpeleka shambani kisha alikimbia.",
            "Ilitokea jana usiku.",
            "Aliumizwa siku mbili zilizopita.",
            "Ilikuwa nyuma ya msikiti.",
            "Aliniambia kwamba hawezi kulala.",
            "Alipatikana karibu na kisima.",
        ),
        "": (
            "Anahitaji kuonwa na muuguzi leo.",
            "Anataka kurudi shule na anahitaji sare.",
            "Hana cheti cha kuzaliwa. Zahanati inakiomba.",
            "Anaishi na shangazi ambaye hawezi kulisha mtoto mwingine.",
            "Anaomba ulinzi na mtu wa kuzungumza naye.",
            "Hawezi kutembea mbali.",
            "Wazazi ni wagonjwa; anahitaji malezi na chakula.",
            "Anafanya kazi mgodini na anataka kujifunza ufundi.",
            "Ni mjamzito na anahitaji huduma kila mwezi.",
            "Mama yake anaomba msaada wa gharama za hospitali.",
            "Anakohoa kwa muda mrefu.",
        ),
    },
    "ar": {
        "accused": (
            "عمها يضربها عندما يغضب.",
            "يضربها زوج أمها كل يوم.",
            "المعلم يلمسها بعد الدرس.",
            "تعرضت للضرب على يد جارها.",
            "تخاف من خالها.",
            "صاحب العمل يجبره على حمل الحجارة.",
            "الجاني ما زال في القرية.",
            "هربت من زوجها.",
        ),
        "told": (
            "أخذها إلى الحقل ثم صرخت.",
            "حدث ذلك أمس.",
            "أصيبت قبل يومين.",
            "كان ذلك خلف المسجد.",
            "قالت لي إنها لا تنام.",
            "وجدت قرب البئر.",
        ),
        "": (
            "تحتاج إلى رؤية ممرضة اليوم.",
            "يريد العودة إلى المدرسة ويحتاج إلى زي.",
            "ليس لديه شهادة ميلاد والعيادة تطلبها.",
            "تعيش مع عمتها التي لا تستطيع إطعام طفل آخر.",
            "تطلب الحماية وشخصا تتحدث إليه.",
            "لا يستطيع المشي بعيدا.",
            "الوالدان مريضان ويحتاج إلى رعاية وطعام.",
            "يعمل في المنجم ويريد أن يتعلم حرفة.",
            "حامل وتحتاج إلى رعاية كل شهر.",
            "تسعل منذ مدة طويلة.",
        ),
    },
    "kri": {
        "accused": (
            "In ɔnkul de bit am we i drɔnk.",
            "Di ticha de tɔch di gyal dɛn afta skul.",
            "Dɛn rep am na di pastɔ.",
            "I de fred in step papa.",
            "In bɔsman de fos am fɔ kɛr ston.",
            "In man de lɔk am na nɛt.",
            "Na di man we du am stil de na di vilej.",
            "Di neba de flɔg am.",
        ),
        "told": (
            "I bin tek am go na fam ɛn i bin kray.",
            "I apin yɛstide na nɛt.",
            "Dɛn wund am tu dez dɔn pas.",
            "Na biɛn di mɔski.",
            "I tɛl mi se i nɔ de slip.",
            "Dɛn fɛn am nia di wɛl.",
        ),
        "": (
            "I nid fɔ si nɔs tide.",
            "I want fɔ go bak na skul ɛn i nid yunifɔm.",
            "I nɔ gɛt bat satifiket. Di klinik de ask fɔ wan.",
            "I de wit wan anti we nɔ ebul fɔ fid wan mɔ pikin.",
            "I de ask fɔ protɛkshɔn ɛn sɔmbɔdi fɔ tɔk to.",
            "I nɔ ebul waka fa.",
            "Di mama ɛn papa sik; i nid kia ɛn it.",
            "I de wok na main ɛn want fɔ lan wok.",
            "I gɛt bɛlɛ ɛn i nid kia ɛvri mɔnt.",
            "I de kɔf fɔ lɔng tɛm.",
        ),
    },
}

LATER: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {
        "accused": (
            "The shopkeeper gives her money and sleeps with her.",
            "She was beaten again by her elder brother.",
            "Not safe with her cousin in the house.",
            "The soldier who threatens her knows the road.",
        ),
        "told": (
            "When she came back they shouted and threw her out.",
            "Since last week she does not eat.",
            "Near the river a group waits for the girls.",
        ),
        "": (
            "Hears badly and needs somebody who signs.",
            "Sleeps at the lorry park and asks for a place to stay.",
            "Wants a female health worker and nobody else to know.",
            "Needs food and school fees; the grandmother cannot pay.",
            "Cares for two little ones and asks for help.",
            "Would like to speak with a counsellor in the afternoon.",
        ),
    },
    "fr": {
        "accused": (
            "Le commerçant couche avec elle contre de l'argent.",
            "Battue encore par son grand frère.",
            "Le soldat la menace.",
        ),
        "told": (
            "Quand elle est rentrée, ils l'ont poussée dehors.",
            "Depuis la semaine dernière elle ne mange plus.",
        ),
        "": (
            "Entend mal et a besoin de quelqu'un qui signe.",
            "Dort à la gare et demande un endroit où rester.",
            "La grand-mère ne peut pas payer les frais scolaires.",
            "Voudrait parler avec une conseillère l'après-midi.",
            "S'occupe de deux petits et demande de l'aide.",
        ),
    },
    "sw": {
        "accused": (
            "Mfanyabiashara analala naye kwa pesa na kumtesa.",
            "Amepigwa tena na kaka mkubwa.",
            "Askari anamtishia.",
        ),
        "told": (
            "Aliporudi walimfukuza na walipiga kelele.",
            "Tangu wiki iliyopita hali chakula.",
        ),
        "": (
            "Hasikii vizuri na anahitaji anayejua lugha ya alama.",
            "Analala stendi na anaomba mahali pa kukaa.",
            "Bibi hawezi kulipa karo ya shule.",
            "Angependa kuzungumza na mshauri mchana.",
            "Anatunza wadogo wawili na anaomba msaada.",
        ),
    },
    "ar": {
        "accused": (
            "الجندي يهددها في الطريق.",
            "ضربه أخوه مرة أخرى.",
            "ليست آمنة مع خالها.",
        ),
        "told": (
            "عندما عادت دفعها وصرخت.",
            "منذ الأسبوع الماضي لا تأكل.",
        ),
        "": (
            "لا تسمع جيدا وتحتاج إلى من يعرف لغة الإشارة.",
            "ينام في المحطة ويطلب مكانا يبقى فيه.",
            "الجدة لا تستطيع دفع رسوم المدرسة.",
            "تود أن تتحدث مع مرشدة بعد الظهر.",
            "يعتني بصغيرين ويطلب المساعدة.",
        ),
    },
    "kri": {
        "accused": (
            "Di soja de trɛtin am ɔltɛm.",
            "Dɛn bit am bak na in big broda.",
            "I nɔ sef wit in kɔzin.",
        ),
        "told": (
            "We i kam bak dɛn bin ala ɛn bin drɛb am.",
            "Frɔm las wik i nɔ de it.",
        ),
        "": (
            "I nɔ de yɛri fayn ɛn i nid pɔsin we sabi sayn.",
            "I de slip na lɔri pak ɛn de ask fɔ ples fɔ de.",
            "Di grani nɔ ebul pe skul fi.",
            "I want fɔ tɔk to kansɛla na aftanun.",
            "I de kia fɔ tu smɔl wan ɛn i nid ɛp.",
        ),
    },
}
