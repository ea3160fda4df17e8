"""Which names are so common where the product is used that one alone already points to a person?

Only names that are no ordinary word in any of the languages; written with a capital where the
script has them. A name that is not here is still seen beside a title, a verb or another name.
"""

NAMES = frozenset(
    """
    abdalla abdul abdulai abdoulaye abu abubakarr achieng adama affoué agnes aiah aïssatou aissatou
    akinyi akissi alassane alhassan ali alice alimamy aline aliou alusine amadou amadu amara amina
    aminata asha assitan astou athman augusta awa babacar baindu bakari bakary beatrice bintou bintu
    binta bockarie boubacar brian brima caroline catherine chantal charo cheick cheikh christiana
    coumba dama daniel david dennis demba djénéba djeneba drissa elizabeth emmanuel esther fanta
    fatima fatmata fatou fatoumata fatu fatuma finda foday gibril halima hamisi hannah hassan hawa
    ibrahim ibrahima idrissa isatu isha ishmael issa issatou jane jattu jeanne jeneba jenneh joseph
    joshua joyce juma jusu kader kadiatou kadiatu kadie kadzo kahindi kamau karim karisa katana
    kazungu kelfala kenga kevin khadija khady koffi komba kombo kouadio kouassi kumba lamin lansana
    lassana lucy mabinty maimouna mamadou mamie mariam mariama mariatu marie mary massah mbalu
    memunatu modibo modou mohamed mohammed momoh moses moussa moustapha muhammad musa mustapha musu
    mwanaisha mwanajuma mwangi nancy nafissatou ndèye ngumbao njeri nyandeh omar osman otieno oumar
    oumou ousmane pape patrick penda rachel ramata ramatoulaye ramatu rashid rebecca rehema rokia
    rugiatu rukia ruth safiatou safiatu sahr saidu salamatou salamatu salim salimata saliou sallay
    salma samba samuel santigie sarah seydou sheku sidi solomon sorie souleymane stephen sulaiman
    suleiman tamba tenneh theresa thérèse thomas tunu unisa usman vandi wanjiru winnie yacouba yaya
    yeabu yealie yusuf zainab zainabu zuhura mohamadou mamoudou hadja kadija samira hamida hamza
    mariamu elijah isaac jacob johnson josephine margaret mercyline monica naomi
    """.split()  # noqa: SIM905
)  # fmt: skip
