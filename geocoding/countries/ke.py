"""What only Kenyan networks and names have."""

from __future__ import annotations

from geocoding.countries.vocabulary import Vocabulary, phrases, words

KENYA = Vocabulary(
    prefixes=words("nw adr mnt adrmnt"),
    brands=words(
        "safaricom safcom zuku faiba jtl sfc telkom vilcom surfnet mawingunet poanet simbanet syokinet accesskenya"
    ),
    ambiguous_brands=words("mawingu poa access ahadi jamii wananchi"),
    trades=words("kenya ltd home"),
    chain_stores=words("naivas quickmart carrefour chandarana tuskys uchumi cleanshelf magunas hass astrol"),
    regions=words("""
        ke ken nbo nbi nrb nai msa eld kis ksm emb kia est wst nkr nku thk mks mck ktl krc kkg gsa mld nvs nyr nyk mru
        kbu ktg bgm nrk klf
    """),
    region_words=words("nyanza kenya"),
    abbreviations={"sec": "Section", "sect": "Section"},
    type_words=words("""
        soko duka nyumba nyumbani kituo stendi steji ofisi mjengo ploti zahanati hoteli kijiji mteja
        kibanda pesa mpesa uwanja ghorofa namba
    """),
    landmark_words=words("shule chuo kanisa msikiti hospitali posta shamba kambi kiwanda ndege michezo"),
    streets=words("barabara mtaa"),
    qualifiers=words("""
        msingi sekondari chief chiefs chief's assistant jua kali mpya kubwa ndogo kati juu chini kuu mkuu kikuu afya
        huduma boda tuktuk upili wasichana wavulana wageni mabasi mafuta polisi dawa chifu
    """),
    stop_words=words("ya wa na la cha hakuna haijulikani sijui bado haipo hapa"),
    names=phrases("""
        village market
        industrial area
        garden estate
        garden city
        jua kali
        soko mpya
        east gate
        west gate
        commercial street
        corner house
        catholic university
        technical university
        site and service
        site and services
        city park
        city market
        city stadium
        railways
        t mall
        the junction
        junction mall
        airport north road
        airport south road
        pole pole
    """),
    acronyms=words("""
        aa abc absa ack aic ap ask bbs cck citam cmc cuea dc dci dod dtb eabl epz epza gk gpo gsu hfck icd icea
        icipe ilri jkia jkuat kag kari kba kbc kbl kca kcaa kcb kcc kdf kebs kemri kemsa kenha kerra kfa kfs
        kicc kie kimc kise kist kma kmc kmtc knec knh kpa kpc kplc kra krb ksg ktda ku kura kvda kwft kws lbda
        mku mmust mp mtrh nacada ncpb nhc nhif nita nssf ntsa nys ocs pc pcea pefa rcea rvtti sda seku sgr sos
        trm tsc tuk tum unep uon usiu vok
    """),
    short_words=words("kwa ol ole mau voi voo bay wak ini ya wa za na mji juu"),
    numbered_places={"githurai": "44 45", "kawangware": "46 56", "umoja": "1 2 3"},
)
