"""Words that say what a thing is, by language, a list for each concept.

A country's names are read with its languages' words, English ones among them; answers are compared with all languages'.
What only one country's networks write is in that country's file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from geocoding.tokens import fold

Words = frozenset[str]

# Where a language is on signs and in feeds (ISO 3166-1 alpha-2). English words are read everywhere.
_SPOKEN_IN = {
    "English": "gb ie us au nz ng gh sl lr gm zm zw bw na mw ls sz ss jm tt bb bs bz gy ag dm gd kn lc vc fj pg sb "
    "ca ph mu sc vu cm rw za cy",
    "Swahili": "ke tz ug cd rw bi",
    "French": "fr be ch lu mc ca ht ci sn ml bf ne tg bj gn cm ga cg cd td cf dj km mg bi rw ma dz tn mu sc vu mr",
    "Spanish": "es mx ar co pe cl ve ec gt cu bo do hn py sv ni cr pa uy pr gq ad ph us",
    "Portuguese": "br pt ao mz cv gw st tl",
    "Italian": "it sm va ch",
    "German": "de at ch li lu",
    "Dutch": "nl be sr za aw cw",
    "Scandinavian": "se no dk is fi fo",
    "Polish, Czech, Slovak": "pl cz sk",
    "South Slavic": "hr rs ba me si mk bg",
    "Russian, Ukrainian": "ru ua by kz kg uz tj tm md am ge az",
    "Ukrainian": "ua",
    "Romanian": "ro md",
    "Kinyarwanda": "rw bi",
    "Amharic": "et er",
    "Georgian": "ge",
    "Hungarian": "hu",
    "Greek": "gr cy",
    "Turkish": "tr cy az tm",
    "Arabic": "eg sd ly tn dz ma mr sa ae qa kw bh om ye iq jo lb sy ps td dj so il",
    "Persian, Urdu": "ir af tj pk in",
    "Hebrew": "il",
    "South Asian": "in pk bd np lk",
    "Indonesian, Malay": "id my bn sg tl",
    "Filipino": "ph",
    "Vietnamese": "vn",
    "Thai, Lao": "th la",
    "Chinese, Japanese, Korean": "cn tw hk mo sg jp kr my",
    "Tamil, Telugu, Kannada": "in lk sg my",
    "Azerbaijani, Uzbek, Kazakh": "az uz kz kg tm tj",
    "Armenian": "am",
    "Burmese": "mm",
    "Khmer": "kh",
    "Finnish, Estonian": "fi ee",
    "Latvian, Lithuanian": "lv lt",
    "Albanian": "al xk mk",
    "Catalan": "ad es",
    "Luganda": "ug",
    "Urdu": "pk",
    "Hausa, Yoruba": "ng ne bj gh",
    "Somali": "so dj et",
    "Mongolian": "mn",
}
# Where one of these is spoken and English is not, 'Str.' is no street and 'Col.' no colony.
_WITHOUT_ENGLISH = (
    "French", "Spanish", "Portuguese", "Italian", "German", "Dutch", "Scandinavian", "Polish, Czech, Slovak",
    "South Slavic", "Russian, Ukrainian", "Romanian", "Hungarian", "Greek", "Turkish", "Finnish, Estonian",
    "Latvian, Lithuanian", "Albanian",
)  # fmt: skip
ByLanguage = Mapping[str, str]  # comma-separated phrases


def in_country(concept: ByLanguage, country: str) -> Words:
    """A concept's words in the languages of a country (lower case), folded; in all, if nobody listed the country."""
    spoken = {language for language, countries in _SPOKEN_IN.items() if country in countries.split()}
    return _fold(
        text for language, text in concept.items() if language == "English" or language in spoken or not spoken
    )


def countries_of(concept: ByLanguage) -> Words:
    """The codes of the countries in which a concept's languages are spoken."""
    return frozenset(country for language in concept for country in _SPOKEN_IN[language].split())


def in_country_as_written(concept: ByLanguage, country: str) -> list[str]:
    """A concept's phrases in the languages of a country, with their accents; of two languages that differ in
    what a word is short for the last one counts."""
    spoken = [language for language, countries in _SPOKEN_IN.items() if country in countries.split()]
    has_english = "English" in spoken or set(spoken).isdisjoint(_WITHOUT_ENGLISH)
    languages = [language for language in concept if language in spoken or (language == "English" and has_english)]
    if "English" in spoken:
        languages.sort(key=lambda language: language not in _WITHOUT_ENGLISH)
    return [phrase for language in languages for phrase in concept[language].split(", ")]


def in_languages(concept: ByLanguage, languages: Iterable[str]) -> Words:
    return _fold(concept.get(language, "") for language in languages)


def everywhere(concept: ByLanguage) -> Words:
    return _fold(concept.values())


def pairs_everywhere(concept: ByLanguage) -> dict[str, str]:
    """Of a concept of pairs ('rd road'): the second by the first, folded."""
    return dict(pair.rsplit(" ", 1) for pair in sorted(everywhere(concept)))


def _fold(texts: Iterable[str]) -> Words:
    phrases = fold(", ".join(texts)).split(",")
    return frozenset(" ".join(phrase.split()) for phrase in phrases if phrase.strip())


# A word of a street's name.
STREET_WORDS: ByLanguage = {
    "English": "road, street, avenue, lane, drive, close, crescent, way, highway, bypass, walk, grove, link, "
    "boulevard, alley, path, roundabout, expressway, freeway, motorway, mews, rise",
    "Swahili": "barabara, njia, mtaa",
    "French": "rue, chemin, impasse, allée, quai, route, avenue, boulevard, cité, ruelle, passage, sentier, venelle, "
    "traverse",
    "Spanish": "calle, carrera, avenida, camino, paseo, jirón, pasaje, calzada, carretera, autopista, prolongación, "
    "callejón, andador, privada, cerrada, bulevar, circuito, travesía, peatonal",
    "Portuguese": "rua, estrada, travessa, alameda, rodovia, avenida, ladeira, viela, beco, servidão, azinhaga, "
    "caminho",
    "Italian": "via, viale, corso, strada, vicolo, piazzale, lungomare, traversa",
    "German": "straße, strasse, weg, gasse, allee, chaussee, damm, ufer, pfad, steig, meile, zeile",
    "Dutch": "straat, laan, weg, plein, kade, singel, gracht, steeg, dreef, steenweg",
    "Scandinavian": "gata, vej, gade, veien, vägen, gaten, gatan, vei, veg, väg, stræde, gränd",
    "Polish, Czech, Slovak": "ulica, ulice, rondo, aleja, aleje, třída, szosa, nábřeží, nábrežie, cesta, trieda, alej",
    "South Slavic": "ulica, улица, булевард, bulevar, šetalište, avenija, булевар",
    "Russian, Ukrainian": "улица, вулиця, проспект, переулок, провулок, бульвар, шоссе, шосе, проезд, набережная, "
    "аллея, тупик, тракт, набережна, проїзд, узвіз, алея",
    "Romanian": "strada, bulevardul, șoseaua, calea, aleea, splaiul, drumul, fundătura, prelungirea, intrarea, "
    "pasajul, bulevard",
    "Hungarian": "utca, út, tér, körút, útja, sétány, fasor, rakpart, sugárút, dűlő",
    "Greek": "οδός, λεωφόρος, δρόμος, πάροδος",
    "Turkish": "cadde, caddesi, sokak, sokağı, bulvarı, bulvar, yolu, çıkmazı, çıkmaz",
    "Arabic": "شارع, طريق, كورنيش, زنقة, نهج, حارة, sharia, zanqat, zankat, nahj",
    "Persian, Urdu": "khayaban, shahrah, خیابان, سڑک, روڈ, کوچه, بلوار, بزرگراه, اتوبان, جاده, شاہراہ",
    "Hebrew": "רחוב, שדרות, סמטת",
    "South Asian": "marg, path, sadak, मार्ग, सड़क, रोड, রোড, সড়ক, sarani, mawatha, लेन, पथ, गल्ली, রাস্তা, সরণি, "
    "মার্গ, રોડ, ਰੋਡ, පාර, මාවත",
    "Indonesian, Malay": "jalan, jl, lorong, lebuh, lebuhraya, persiaran, lengkok, solok",
    "Vietnamese": "đường, phố",
    "Thai, Lao": "ถนน, ซอย, soi, thanon, ตรอก, trok, ຖະໜົນ",
    "Georgian": "ქუჩა, გამზირი, შესახვევი, ჩიხი",
    "Tamil, Telugu, Kannada": "salai, theru, veedhi, சாலை, தெரு, రోడ్డు, వీధి, రోడ్, ರಸ್ತೆ, ರೋಡ್, റോഡ്",
    "Filipino": "kalye, eskinita, kalsada",
    "Amharic": "መንገድ, ጎዳና",
    "Finnish, Estonian": "katu, kuja, polku, tänav, maantee, puiestee",
    "Latvian, Lithuanian": "iela, prospekts, bulvāris, gatvė, prospektas, alėja, plentas",
    "Azerbaijani, Uzbek, Kazakh": "küçə, küçəsi, prospekti, ko'chasi, көшесі, даңғылы",
    "Albanian": "rruga, bulevardi",
    "Armenian": "փողոց, պողոտա",
    "Burmese": "လမ်း",
    "Khmer": "ផ្លូវ, វិថី",
}
# A street of shops is called so, too: Qissa Khwani Bazaar.
SHOP_STREET_WORDS: ByLanguage = {"South Asian": "bazar, bazaar, chowk, gali, galli, mandi"}
# In front of a street's name; where they stand behind another name, that ends: 'Kabaty ul. Wąwozowa'.
FRONT_STREET_WORDS: ByLanguage = {
    "French": "rue",
    "Spanish": "calle, avenida, jirón",
    "Portuguese": "rua, avenida",
    "Polish, Czech, Slovak": "ulica, aleja",
    "South Slavic": "ulica, улица",
    "Russian, Ukrainian": "улица, вулиця",
    "Romanian": "strada",
    "Indonesian, Malay": "jalan",
    "Italian": "via, viale",
    "Arabic": "شارع",
    "Khmer": "ផ្លូវ, វិថី",
}
# Behind a street's name; what follows is where it is: 'Ggaba Rd Kansanga'.
BEHIND_STREET_WORDS: ByLanguage = {
    "English": "road, rd, street, avenue, highway, expressway, way, drive, lane, boulevard",
    "Turkish": "caddesi, cadde, sokağı, sokak, bulvarı, bulvar",
}
# In front of a street's name, and not on maps: 'ul. Długa' is Długa.
UNMAPPED_STREET_WORDS: ByLanguage = {"Polish, Czech, Slovak": "ulica, ulice", "Vietnamese": "đường, phố"}
# A lane or a house that is told by its number and the street that it is in.
LANES_OF_STREETS: ByLanguage = {"Vietnamese": "ngõ, hẻm, kiệt, ngách, số nhà, k"}
# The end of a street's name that is one word.
STREET_ENDINGS = tuple(fold("strasse gasse weg allee straat laan gatan vägen vej 路 街 大道 通り 로 길").split())
# With a number behind them they are one of many of a quarter.
NUMBERED_STREET_WORDS: ByLanguage = {
    "English": "st, street, lane, ln, road, rd, ave, avenue",
    "South Asian": "cross, main",
    "French": "rue",
    "Spanish": "calle, callejón, privada, cerrada, andador, retorno, carrera, avenida, diagonal, "
    "transversal, cra, cr, kr, cl",
    "Portuguese": "rua, travessa, viela, beco",
    "Turkish": "sokak, sokağı, cadde, caddesi",
}
# ... of that in front of them, though it is a name alone: 'Garhi Shahu St 12'; elsewhere 12 may be a house.
QUARTER_STREET_WORDS: ByLanguage = {
    "South Asian": "st, street, lane, ln, road, rd, gali, galli, cross, main",
}
# A number with its sign behind one is a house's, as it stands behind its street's name: 'Atatürk Cad. No 5'.
STREETS_OF_HOUSES: ByLanguage = {
    "Turkish": "cadde, caddesi, cad, cd, sokak, sokağı, sok, sk, bulvar, bulvarı, bulv, blv, yolu",
    "Azerbaijani, Uzbek, Kazakh": "küçəsi, küç, prospekti",
    "Hungarian": "utca, út, útja, u, krt, körút",
}
# What is short for a street word, and is one only where a network's name is cleaned: elsewhere St may be Saint.
STREET_ABBREVIATIONS: ByLanguage = {
    "English": "rd, st, ave, av, ln, dr, cres, hwy, blvd, pkwy, expy, expwy, fwy, mwy, cresc",
    "French": "bd, bld, rte, imp, av, chem, boul",
    "Spanish": "avda, cra, cr, cl, cll, kr, jr, pje, psje, calz, carr, av, priv, cda, circ, transv, tv, dg, diag, "
    "autop, ctra, carret, bvd, blvd",
    "Portuguese": "tv, trav, rod, al, av, estr, lad, r",
    "German": "str",
    "Polish, Czech, Slovak": "ul, al, tř, nábř",
    "South Slavic": "ul, ул, бул, bul",
    "Russian, Ukrainian": "ул, вул, пр, просп, пер, бул, ш, наб, бульв, туп",
    "Romanian": "str, bd, bdul, șos, cal, al, bld, intr, prel, spl",
    "Turkish": "cad, cd, sok, sk, bulv, blv",
    "Indonesian, Malay": "jln, gg, lrg",
    "South Asian": "gali, galli",
    "Georgian": "ქ",
    "Italian": "v, vle, cso, pzza, str, ple, lgo",
    "Thai, Lao": "ซ, ถ",
    "Dutch": "str",
    "Hungarian": "u, krt",
    "Greek": "λεωφ, οδ",
    "Arabic": "ش",
    "Persian, Urdu": "خ",
    "Vietnamese": "đ, ql",
    "Finnish, Estonian": "mnt, pst, tn",
    "Azerbaijani, Uzbek, Kazakh": "küç, көш",
}

# A thing of a network, a code with its number: 'nguzo 17' is a pole.
EQUIPMENT_WORDS: ByLanguage = {
    "English": "fibre, fiber, core, tube, strand, pole, joint, node, chamber, duct, joint box, joint closure, cabinet, "
    "street cabinet, pedestal, vault, ped, junction box, jn box, jnct box, distribution box, dist box, terminal box, "
    "splice box, fibre box, fiber box, wall box, pull box, joint chamber, inspection chamber, pillar, lamp post, light "
    "pole, electric pole, hub, kiosk, line card, toby box, utility pole, power pole, telephone pole, tel pole, street "
    "light, outdoor cabinet, roadside cabinet, pit, shelter, dome joint, splice case, d box, tx site, cow site, bts "
    "site, cell site, tower site, base station, equipment room, mw hop, microwave hop, riser, mdf riser",
    "Swahili": "nguzo, sanduku, kisanduku, shimo, boksi, mlingoti, nguzo ya umeme",
    "French": "fibre, brin, tube, poteau, chambre, chambre de tirage, armoire, coffret, boîte, boîtier, regard, nœud, "
    "colonne montante, répartiteur, boîte de jonction, boîte de raccordement, boîtier de raccordement, borne, pylône, "
    "chbre, pot, pot bois, pot béton, poteau bois, poteau béton, sous répartiteur, point de branchement, "
    "point de mutualisation, candélabre, chambre télécom, ch télécom, local tech, local technique",
    "Spanish": "tubo, arq, columna, puerto, fibra, pelo, poste, caja, caja de empalme, cámara, armario, arqueta, nodo, "
    "empalme, mufa, divisor, caja terminal, caja term, registro, pozo, caja de distribución, caja de dispersión, caja "
    "nap, caja de paso, poste de luz, gabinete, cámara de inspección, bastidor, arm, gab, charola, bandeja, "
    "mufla, terminal óptica",
    "Portuguese": "tubo, pdo, fibra, poste, caixa, caixa de emenda, cx, cx emenda, emenda, armário, nó, câmara, poste "
    "de luz, bueiro, caixa de passagem, caixa subterrânea, cx de emenda, cx subterrânea, cx sub, cx subt, fo, sala "
    "técnica, dgo, gabinete, bastidor, dio, arm, bandeja, enlace rádio, enlace de rádio, rádio enlace",
    "Italian": "fibra, arm, tubo, palo, pozzetto, tombino, armadio, muffola, chiostrina, cabina, ripartitore, roe, "
    "armadio ripartilinea, giunto, colonnina, borchia, pte, cassetta",
    "German": "faser, glasfaser, hvt, muffe, muf, verteiler, mast, schacht, schrank, kabelschacht, kabelverzweiger, "
    "hüp, kasten, laterne, laternenmast, strommast, telefonmast, verteilerkasten, glasfaserverteiler, abzweigkasten, "
    "apl",
    "Dutch": "vezel, buis, paal, kast, mof, put, lantaarnpaal, verdeelkast, lasput, straatkast, poort",
    "Scandinavian": "fiber, fiberboks, stolpe, brunn, brønn, brønd, nod, teknikhus, teknikbod, skap, skåp, kum, mast, "
    "lysmast, lyktestolpe, lyktstolpe, kabelskap, "
    "kabelskab, skab, koblingsboks, fiberskap, trekkekum, kopplingsskåp",
    "Polish, Czech, Slovak": "rozv, włókno, vlákno, tuba, mufa, słup, studnia, szafa, skrzynka, słupek, sloup, skříň, "
    "spojka, šachta, stĺp, węzeł, węzeł dystrybucyjny, kontener, serwerownia, przełącznica, studzienka, rozvaděč, "
    "stožár, latarnia, szafka, zasobnik, puszka, maszt, rozvádzač, skrinka, skriňa, stožiar, lampa",
    "South Slavic": "vlakno, влакно, stup, stub, ormar, ormarić, okno, spojnica, стълб, шахта, кутия, bandera, kutija, "
    "šaht, zdenac, drog, orm, omarica, jašek, razvodni ormar, стуб, бандера, шахт, ормар, кутија, муфа, касета, табло, "
    "рш, шкаф, разпределителен шкаф, разпределителна кутия, izvod, kablovski ormar",
    "Russian, Ukrainian": "волокно, порт, модуль, муфта, опора, шахта, колодец, колодязь, шкаф, шафа, стовп, столб, "
    "бокс, кросс, ящик, люк, щиток, щит, скринька, муфти, оп, коробка, тумба, вышка, распределительный шкаф, "
    "кабельный колодец, атс, волз, волс, вузол, узел, комутатор, коммутатор, вулична шафа, уличный шкаф, "
    "розподільча шафа, базова станція, базовая станция",
    "Romanian": "fibra, stâlp, cutie, cămin, mufă, camera de tragere, firidă, dulap, manșon, nișă, cameretă, "
    "cutie terminală, dulap stradal, tablou, cam, spliter, stp, nod, camera tehnică, cutie de distribuție, "
    "cutie distr, rețea electrică, rețea el, ct, camera tragere, cam tragere",
    "Hungarian": "oszlop, akna, szekrény, kábelakna, elosztó, elosztószekrény, kötődoboz, doboz, villanyoszlop, "
    "optikai szekrény, kábelszekrény",
    "Greek": "καφάο, κολώνα, φρεάτιο, κουτί, στύλος, καμπίνα, πίλαρ, μούφα, ντουλάπι, κολόνα, υπαίθρια καμπίνα, "
    "ερμάριο, φρ",
    "Turkish": "fiber, dolap, dolabı, saha dolabı, direk, direği, menhol, kutu, kutusu, ek kutusu, bina kutusu, "
    "ek odası, ankastre kutu, dir, pano, panosu, elektrik direği, telefon direği, aydınlatma direği, rögar, "
    "terminal kutusu, ek muf, muf, sokak dolabı, fiber dolap, fiber dolabı, kabin, kabini",
    "Arabic": "علبة, عمود, بورت, منفذ, كابينة, كبينة, صندوق, غرفة تفتيش, مقسم, غرفة, بوكس, منهول, خزانة, عامود, لوحة, "
    "عمود كهرباء, عمود انارة, علبة توزيع, علبة ضوئية, صندوق توزيع, كابينة فايبر",
    "Persian, Urdu": "تیر, جعبه, کافو, حوضچه, کھمبا, پول, تیر برق, دکل, باکس, کابینت, مفصل, چیمبر, ڈبہ",
    "South Asian": "কোর, स्प्लिटर, खंभा, बक्स, खम्भा, पोल, बॉक्स, খুঁটি, বক্স, স্প্লিটার, கம்பம், khamba, dabba, "
    "বাক্স, পোল, बाकस, खांब, पेटी, થાંભલો, කණුව, টিজে বক্স, টিজে, জয়েন্ট বক্স, tj box",
    "Indonesian, Malay": "tiang, kotak, gardu, closure, tiang listrik, tiang telkom, tiang pln, tiang beton, "
    "rumah kabel, bak kontrol, lemari, kabinet, kab, tiang lampu",
    "Filipino": "poste, poste ng meralco, poste ng kuryente, kahon",
    "Vietnamese": "cột, tủ, hộp, bể, tủ cáp, hộp cáp, trụ, hố ga, măng xông, tủ phối quang, hộp nối, cột điện, "
    "bể cáp, ganivo, tập điểm, trụ điện, bộ chia",
    "Thai, Lao": "พอร์ต, เสา, ตู้, เสาไฟ, กล่อง, บ่อพัก, เสาไฟฟ้า, ตู้สาย, แมนโฮล, ເສົາ, ຕູ້, เสาที่, เสาต้นที่, "
    "เสาเลขที่, ตู้ที่, กล่องไฟเบอร์, ตู้ชุมสาย",
    "Chinese, Japanese, Korean": "电杆, 分光器, 箱体, 箱, 電柱, 전주, 分岐箱, 接続箱, クロージャ, 配線箱, 电线杆, "
    "電線桿, 단자함, 光交箱, 分纤箱, 人井, 手井, 接头盒, 配线箱, 人孔, 手孔, マンホール, ハンドホール, 접속함, "
    "맨홀, 통신주, 電桿, 光箱, 電箱, 交接箱, 光缆交接箱, 分光箱, 전신주, 함체, 광단자함, 電信柱",
    "Amharic": "ምሰሶ, ሳጥን, ፖል, ፖል ቁጥር, ቦክስ, ማንሆል",
    "Georgian": "ბოძი, ყუთი, ჭა, კარადა, ანძა, ლიუკი",
    "Tamil, Telugu, Kannada": "மின்கம்பம், பெட்டி, స్తంభం, పోల్, బాక్స్, ಕಂಬ, ಬಾಕ್ಸ್, പോസ്റ്റ്, ബോക്സ്",
    "Hebrew": "עמוד, ארון, תא, ארון תקשורת, תיבת חיבורים, שוחה, גוב",
    "Azerbaijani, Uzbek, Kazakh": "dirək, quyu, lyuk, ustun, quti, shkaf, бағана, құдық, mufta",
    "Burmese": "ဓာတ်တိုင်, တိုင်",
    "Khmer": "បង្គោល, ប្រអប់",
    "Finnish, Estonian": "pylväs, kaivo, jakokaappi, kaappi, post, kaev, kapp, jakamo, kytkentäkaappi, jaotuskapp",
    "Latvian, Lithuanian": "stabs, aka, skapis, stulpas, šulinys, spinta, sadales skapis, ryšių spinta, dėžutė",
    "Albanian": "shtyllë, shtylla, pusetë, kuti, kabinet, spliter",
    "Armenian": "սյուն, հոր, տուփ, պահարան",
    "Somali": "tiir, tiirka",
}
# One door, flat or parcel of a place, with the number or letter behind it: 'Imm. 3', 'Mz 14 Lt 22'.
UNIT_WORDS: ByLanguage = {
    "English": "blk, block, hse, house, apt, apartment, flat, unit, floor, flr, plot, door, room, rm, villa, "
    "maisonette, bungalow, wing, shop, stall, suite, office, desk, bedsitter, basement, erf, stand, h no, hno, bldg, "
    "twr, townhouse, duplex, cottage, farm house, farmhouse",
    "French": "bloc, imm, immeuble, appt, appart, appartement, bât, bâtiment, étage, porte, lot, esc, escalier, cage, "
    "maison, pavillon, boutique, logement, logt, îlot, parcelle",
    "Spanish": "mz, mza, mzna, manzana, lt, lte, lote, apto, dpto, depto, departamento, piso, torre, casa, interior, "
    "ptal, nave, local, int, super mza, super manzana, smz, edif, edificio, bloque, blq, oficina, escalera, parcela, "
    "vivienda, viv, bodega, bod, habitación",
    "Portuguese": "porta, q, qd, lt, lote, bl, bloco, apto, ap, casa, sala, andar, torre, galpão, apartamento, lj, "
    "loja, sl, cs, unidade, módulo, sobrado, prédio, edifício, portaria, and",
    "Italian": "sc, pal, scala, int, interno, piano, civico, lotto, palazzina, appartamento, isolato, villetta, "
    "capannone, edificio",
    "German": "haus, hs, whg, wohnung, stock, og, stiege, tür, zimmer, gebäude, geb, hausnr, hausnummer, aufgang, "
    "eingang, parzelle, wohneinheit",
    "Dutch": "huis, huisnr, verdieping, appartement, blok, portiek, kamer, woning, gebouw, woonstel, eenheid",
    "Polish, Czech, Slovak": "bl, blok, klatka, kl, lok, piętro, dom, byt, patro, mieszkanie, budynek, bud, segment, "
    "brama, wejście, vchod, čp, lokal, działka, pawilon, m",
    "South Slavic": "бл, блок, вх, ет, ап, bl, stan, ulaz, kat, zgrada, sprat, lamela, lam, kbr, lokal, зграда, "
    "спрат, ламела, улаз, стан, вход, етаж, апартамент, vh",
    "Russian, Ukrainian": "д, дом, буд, будинок, корп, корпус, под, подъезд, эт, этаж, кв, квартира, оф, під'їзд, "
    "під, стр, строение, пом, помещение, офис, секция, парадная, литер, лит, участок, уч, павильон, гараж, "
    "приміщення, секція, офіс, поверх, ділянка",
    "Romanian": "bloc, bl, sc, scara, ap, apt, et, etaj, tronson, corp, parcela, imobil, apartament, etajul, int, "
    "interfon",
    "Hungarian": "emelet, em, ajtó, épület, lépcsőház, lph, hrsz, lakás, ép",
    "Greek": "όροφος, διαμέρισμα, διαμ, κτίριο, πολυκατοικία, κατάστημα, γραφείο",
    "Turkish": "daire, kat, blok, bina, kapı, dükkan, ofis, oda, parsel, apartman",
    "Arabic": "ع, عمارة, شقة, دور, طابق, منزل, بيت, بناية, مبنى, bldg, فيلا, محل, مكتب, قطعة, مدخل, بلوك, imara, "
    "shaqa, shaqqa, دار",
    "Persian, Urdu": "پلاک, واحد, مکان, فلیٹ, طبقه, بلوک, ورودی, ساختمان, دکان, پلاٹ",
    "South Asian": "मकान, फ्लैट, বাড়ি, বাসা, ফ্ল্যাট, makan, dukan, khasra, sr no, sy no, survey no, qtr, qtr no, "
    "quarter no, gala, holding, प्लॉट, दुकान, मंजिल, প্লট, হোল্ডিং, তলা, gat no",
    "Indonesian, Malay": "blok, rumah, lantai, kav, kavling, tingkat, kamar, kios, ruko, lt, gedung, toko, bangunan, "
    "aras",
    "Vietnamese": "ngõ, hẻm, kiệt, nhà, căn, tầng, số nhà, ngách, tòa nhà, sn, kiot, số",
    "Thai, Lao": "ชั้น, บ้านเลขที่, ห้อง, อาคาร, ตึก, เลขที่, คูหา, แปลง",
    "Georgian": "ბინა, სართული, სადარბაზო, ბლოკი, კორპუსი",
    "Swahili": "nyumba, chumba, ploti, kiwanja, ghorofa, gorofa, mlango",
    "Scandinavian": "hus, husnr, lägenhet, lgh, leilighet, lejlighed, oppgang, opgang, uppgång, bygning, byggnad, "
    "gnr, bnr, blokk",
    "Tamil, Telugu, Kannada": "வீடு, கடை, ఇల్లు, ఫ్లాట్, ಮನೆ",
    "Filipino": "bahay, palapag, kuwarto, kwarto",
    "Amharic": "ብሎክ, ክፍል",
    "Hebrew": "בית, דירה, קומה, כניסה, בניין",
    "Azerbaijani, Uzbek, Kazakh": "mənzil, mərtəbə, bina, blok, xonadon, uy, qavat, үй, пәтер, қабат",
    "Finnish, Estonian": "talo, rappu, asunto, kerros, maja, korter, korrus",
    "Latvian, Lithuanian": "dzīvoklis, dz, māja, korpuss, butas, namas, aukštas",
    "Albanian": "pallati, hyrja, kati, apartamenti",
    "Armenian": "բն, շենք, հարկ",
    "Burmese": "အခန်း, အမှတ်",
    "Khmer": "ផ្ទះ, ផ្ទះលេខ, បន្ទប់",
    "Somali": "guri, guriga, dabaqa",
}
# Of units: behind a word for a street the number is the street's own: 'đường số 9'.
STREET_NUMBER_SIGNS: ByLanguage = {"Vietnamese": "số"}
# Of units: with their number or letter in front, too: 'A Blok', '3. OG'.
UNITS_BEHIND: ByLanguage = {
    "French": "étage",
    "Spanish": "piso, planta",
    "Portuguese": "andar",
    "Italian": "piano",
    "German": "og, stock, etage, obergeschoss",
    "Dutch": "verdieping, etage",
    "Scandinavian": "etasje, etg, våning, sal",
    "Polish, Czech, Slovak": "piętro, patro, poschodie",
    "Russian, Ukrainian": "этаж, эт, подъезд, поверх, пов, під'їзд",
    "Romanian": "etaj",
    "Hungarian": "emelet, em",
    "Turkish": "blok, kat, daire",
}
# A network's own building, named after its place: behind a name no part of it.
EXCHANGE_WORDS: ByLanguage = {
    "English": "telephone exchange, tel exchange, tel exch, exch",
    "French": "central téléphonique, NRA",
    "Spanish": "central telefónica",
    "Portuguese": "central telefônica",
    "Italian": "centrale telefonica, centrale tim",
    "German": "vermittlungsstelle, HVT",
    "Dutch": "telefooncentrale, wijkcentrale",
    "Polish, Czech, Slovak": "centrala telefoniczna, telefonní ústředna, ústředna",
    "South Slavic": "telefonska centrala",
    "Russian, Ukrainian": "АТС",
    "Romanian": "centrala telefonică",
    "Turkish": "santral, santrali, telefon santrali",
    "Arabic": "سنترال",
    "Persian, Urdu": "مخابرات, ایکسچینج",
    "South Asian": "TE, एक्सचेंज, टेलीफोन एक्सचेंज",
    "Indonesian, Malay": "STO",
}
# A part of a town that the authorities number: with its number no name where another one follows it.
DIVISION_WORDS: ByLanguage = {
    "English": "ward, division",
    "Kinyarwanda": "umudugudu, akagari, umurenge",
    "Amharic": "woreda, kebele, ወረዳ, ቀበሌ, ketena, wereda, ቀጠና",
    "Vietnamese": "quận, phường, tổ, kp, ấp, thôn, khóm, xóm",
    "Filipino": "brgy, bgy, barangay, purok, prk, zone",
    "Spanish": "comuna, distrito, uv, upz, delegación",
    "Portuguese": "distrito, freguesia, subdistrito",
    "Indonesian, Malay": "rt, rw, lingkungan, lingk, lk",
    "French": "commune, arrondissement, arr",
    "South Asian": "वार्ड, ওয়ার্ড, vard, wd",
    "Persian, Urdu": "وارڈ, منطقه, ناحیه",
    "Italian": "municipio, circoscrizione",
    "Tamil, Telugu, Kannada": "வார்டு, వార్డు, ವಾರ್ಡ್",
    "Thai, Lao": "หมู่, หมู่ที่, moo",
    "Burmese": "ရပ်ကွက်",
    "Khmer": "sangkat, សង្កាត់",
}
# ... and of which a number is the whole name, where no other follows it: Barangay 19-B.
NUMBERED_TOWN_PARTS: ByLanguage = {
    "Filipino": "brgy, bgy, barangay",
    "Vietnamese": "quận",
    "Portuguese": "zona, SQN, SQS, SQNW, SQSW, QNA, QNB, QNC, QND, QNE, QNF, QNG, QNH, QNJ, QNL, QNM, QNN, QNO, QNP, "
    "QNQ, QNR, QSA, QSB, QSC, QSD, QSE, QSF",
    "Indonesian, Malay": "seksyen, sek, SS",
    "Spanish": "zona, plan",
}
# A part of a settlement that is told by its number or letter: with the settlement they narrow it, alone no place.
CLASS_WORDS: ByLanguage = {
    "Vietnamese": "lô, khu, gđ",
    "English": "phase, section, sector, stage, zone, area, gate, mile, km, ward, extension, ext, community, comm, "
    "sec, pocket, precinct, sect",
    "French": "groupe, secteur, tranche, phase, lotissement, quartier, unité",
    "Spanish": "sector, etapa, fase, zona, comuna, barrio, sección, supermanzana, sm, grupo, ampliación, polígono, "
    "cluster, plan",
    "Portuguese": "setor, etapa, fase, zona, quadra, trecho, bairro, seção, gleba, superquadra, quarteirão, QE, "
    "QI, SQN, SQS, SQNW, SQSW",
    "Filipino": "barangay, brgy, purok, sitio, prk",
    "South Asian": "block, blk, gali, galli, street, mohallah, mohalla, cross, main, गली, सेक्टर, গলি, সেক্টর, फेज, "
    "ফেজ, সেকশন",
    "Persian, Urdu": "سیکٹر, گلی, فاز, فیز, مرحله",
    "Turkish": "sokak, sokağı, etap, kısım, faz, bölge, sektör",
    "Indonesian, Malay": "rt, rw, lingkungan, seksyen, sek, gang, fase, fasa, tahap, sektor, zona, presint",
    "German": "bauabschnitt, ba, sektor",
    "Polish, Czech, Slovak": "etap, sektor, strefa, zóna, etapa",
    "Russian, Ukrainian": "мкр, микрорайон, мікрорайон, квартал, мкрн, очередь, черга, сектор, зона",
    "Italian": "settore, zona",
    "Dutch": "fase, sector",
    "Tamil, Telugu, Kannada": "ಹಂತ, ಸೆಕ್ಟರ್, సెక్టార్, ఫేజ్, செக்டர்",
    "South Slavic": "faza, sektor, zona, фаза, сектор, зона",
    "Romanian": "sector, sectorul, etapa, faza, zona",
    "Hungarian": "ütem",
    "Arabic": "مرحلة, المرحلة, قطاع, مجاورة, المجاورة, محلة, زقاق",
    "Thai, Lao": "เฟส, โซน",
    "Swahili": "awamu",
    "Azerbaijani, Uzbek, Kazakh": "mikrorayon, massiv, kvartal, daha",
    "Khmer": "borey",
    "Mongolian": "хороо, хороолол",
}
# Of class words: with a number they are far from what they are called after, as Athi River Km 20 is.
DISTANCE_WORDS: ByLanguage = {"English": "km, kms, mile, miles", "Russian, Ukrainian": "км"}
# With the number in front of them they are a name: '100 Feet Road'.
MEASURE_WORDS: ByLanguage = {"English": "feet, foot, ft, acre, acres"}
# Of class words: some dozens of houses, which no map has.
NEIGHBOUR_WORDS: ByLanguage = {"Indonesian, Malay": "rt, rw"}

# What a part of a town is called, where its own name stands in front: HSR Layout, JP Nagar.
AREA_WORDS: ByLanguage = {
    "English": "estate, estates, town, township, village, colony, housing, quarters, gardens, flats",
    "South Asian": "chowrangi, layout, nagar, vihar, enclave, society, extension, extn, scheme, bazar, bazaar, chowk, "
    "puram, pura",
    "Filipino": "subdivision, subd, village",
}
# Behind the name of an administrative area: Kiambu County is Kiambu, though it is no place.
ADMIN_WORDS: ByLanguage = {
    "English": "county, sub, subcounty, constituency, ward, district, division, location, sublocation, region, "
    "province",
}
# With a letter behind them they are a name: South B.
COMPASS_WORDS: ByLanguage = {"English": "north, south, east, west"}
# ... behind the number of a quarter, where quarters are numbered on both sides of an axis: 104 Norte.
SIDES_OF_NUMBERS: ByLanguage = {"Portuguese": "norte, sul"}
# Parts of any town or country, a name only with another word.
REGION_WORDS: ByLanguage = {
    "English": "north, south, east, west, northern, southern, eastern, western, upper, lower, central, coast, "
    "coastal, rift, valley, mount, metro, metropolitan, greater, region, rural, urban, upcountry, countrywide, "
    "nationwide, old, downtown, uptown, midtown, city centre, cantt, cantonment, mainland, suburbs, outskirts, "
    "periphery",
    "French": "nord, sud, est, ouest, centre, centre ville, banlieue, périphérie",
    "Spanish": "norte, sur, este, oeste, oriente, poniente, centro, zona centro, noreste, noroeste, sureste, "
    "suroeste, nororiente, noroccidente, suroriente, suroccidente, occidente, periferia",
    "Portuguese": "norte, sul, leste, oeste, centro, zona, nordeste, noroeste, sudeste, sudoeste, litoral, periferia",
    "Italian": "nord, sud, est, ovest, centro, centro storico, periferia, hinterland",
    "German": "nord, süd, ost, west, mitte, zentrum, innenstadt, stadtmitte, nordost, nordwest, südost, südwest, "
    "umland, altstadt",
    "Dutch": "noord, zuid, oost, west, centrum, noordoost, noordwest, zuidoost, zuidwest, binnenstad",
    "Scandinavian": "nord, syd, sør, öst, øst, väst, vest, sentrum, centrum, norr, söder, öster, väster, nordøst, "
    "nordvest, sydøst, sydvest",
    "Polish, Czech, Slovak": "północ, południe, wschód, zachód, centrum, śródmieście, sever, jih, východ, západ, "
    "střed, juh",
    "South Slavic": "север, юг, изток, запад, център, centar, sjever, jug, istok, zapad, vzhod, zahod, sever",
    "Russian, Ukrainian": "север, юг, восток, запад, центр, північ, південь, схід, захід",
    "Romanian": "nord, sud, est, vest, centru",
    "Turkish": "kuzey, güney, doğu, batı, merkez, anadolu, avrupa, yakası, kırsal, güneydoğu, güneybatı, kuzeydoğu, "
    "kuzeybatı",
    "Arabic": "شمال, جنوب, شرق, غرب, وسط, المركز, وسط البلد, الشمال, الجنوب, الشرق, الغرب, الشمالية, الجنوبية, "
    "الشرقية, الغربية, الوسطى",
    "Indonesian, Malay": "utara, selatan, timur, barat, pusat, tengah, tenggara",
    "Filipino": "poblacion, hilaga, timog, silangan, kanluran",
    "Greek": "κέντρο, βόρεια, νότια, ανατολικά, δυτικά",
    "Hungarian": "észak, dél, kelet, nyugat, belváros, központ",
    "Persian, Urdu": "شرق, غرب, مرکز, شمالی, جنوبی",
    "South Asian": "uttar, dakshin, purba, paschim, उत्तर, दक्षिण, पूर्व, पश्चिम, উত্তর, দক্ষিণ, পূর্ব, পশ্চিম",
    "Thai, Lao": "เหนือ, ใต้, ตะวันออก, ตะวันตก",
    "Vietnamese": "bắc, nam, đông, tây, trung tâm",
    "Swahili": "kaskazini, kusini, mashariki, magharibi",
    "Hebrew": "צפון, דרום, מזרח, מערב, מרכז",
    "Georgian": "ცენტრი",
}

# A word of the name of a business, an institution, a building.
SITE_WORDS: ByLanguage = {
    "English": "school, academy, college, university, institute, polytechnic, hospital, clinic, dispensary, church, "
    "cathedral, basilica, chapel, mosque, temple, hotel, lodge, resort, restaurant, bar, club, bank, shop, "
    "supermarket, pharmacy, place, station, stadium, arena, library, museum, theatre, cinema, airport, airstrip, "
    "barracks, mall, plaza, arcade, market, centre, house, towers, tower, court, apartments, heights, stage, terminus",
    "Swahili": "shule, chuo, hospitali, zahanati, kanisa, msikiti, hoteli, soko, kituo",
    "French": "chu, école, lycée, collège, université, hôpital, clinique, église, cathédrale, mosquée, marché, gare, "
    "pharmacie, stade, mairie, aéroport, cimetière, préfecture, boulangerie, chapelle, supérette, dispensaire, "
    "maternité, bibliothèque",
    "Spanish": "escuela, colegio, universidad, iglesia, catedral, mercado, oficina, tienda, clínica, farmacia, "
    "supermercado, estadio, parroquia, capilla, aeropuerto, ayuntamiento, municipalidad, alcaldía, cementerio, "
    "gasolinera, biblioteca, teatro, liceo, panadería, shopping, edificio, rotonda, glorieta",
    "Portuguese": "escola, colegio, universidade, igreja, catedral, mercado, escritório, loja, farmácia, padaria, "
    "supermercado, prefeitura, estádio, aeroporto, cemitério, rodoviária, capela, paróquia, creche, clínica, edifício",
    "German": "schule, universität, krankenhaus, kirche, dom, moschee, bahnhof, hauptbahnhof, rathaus, markt, bhf, "
    "hbf, apotheke, klinik, klinikum, kapelle, friedhof, flughafen, stadion, gymnasium, grundschule, kindergarten, "
    "bäckerei, supermarkt, hochschule, kita",
    "Italian": "scuola, università, ospedale, chiesa, stazione, mercato, municipio, farmacia, cimitero, aeroporto, "
    "stadio, museo, teatro, supermercato, parrocchia, cappella, liceo, asilo",
    "Polish, Czech, Slovak": "szkoła, kościół, szpital, dworzec, rynek, škola, kostel, nemocnice, nádraží, apteka, "
    "przychodnia, urząd, cmentarz, stadion, kaplica, przedszkole, sklep, lékárna, úřad, hřbitov, obchod, univerzita",
    "Russian, Ukrainian": "школа, больница, лікарня, церковь, церква, вокзал, рынок, ринок, магазин, аптека, "
    "поликлиника, університет, университет, гимназия, гімназія, кладбище, почта, пошта, лицей, ліцей, собор",
    "Turkish": "okul, okulu, cami, camii, hastanesi, pazarı, belediyesi, garı, hastane, üniversitesi, üniversite, "
    "lisesi, ilkokulu, ortaokulu, eczanesi, eczane, mezarlığı, meydanı, çarşısı, kampüsü, kampüs, otogarı, otogar, "
    "stadı, havalimanı, havaalanı, avm, apartmanı, müdürlüğü, valiliği, kaymakamlığı, istasyonu, lojmanları, oteli, "
    "marketi, fırını",
    "Indonesian, Malay": "sekolah, masjid, gereja, pasar, stasiun, kantor, puskesmas, apotek, bandara, kampus, "
    "musholla, mushola, surau, warung, toko, spbu, klinik, stesen",
    "Vietnamese": "trường, bệnh, viện, chợ, nhà, thờ, xe, chùa",
    "Arabic": "مدرسة, جامعة, مستشفى, مسجد, سوق, جامع, كنيسة, صيدلية, محطة, مطار, مستوصف, بنك, فندق, كلية, ملعب",
    "South Asian": "स्कूल, अस्पताल, मंदिर, मस्जिद, बाज़ार, mandir, masjid, gurudwara, gurdwara, dargah, vidyalaya, "
    "chauraha, স্কুল, হাসপাতাল, মসজিদ, মন্দির, কলেজ",
    "Persian, Urdu": "بازار, مسجد, مدرسه, بیمارستان, دانشگاه, مدرسہ, ہسپتال, اسکول, مندر, داروخانه",
    "Dutch": "kerk, ziekenhuis, winkel, moskee, begraafplaats, apotheek, gemeentehuis, universiteit, hogeschool",
    "Scandinavian": "skole, skola, kirke, kyrka, sykehus, sygehus, sjukhus, apotek, stasjon, bibliotek, rådhus",
    "South Slavic": "škola, crkva, bolnica, apoteka, ljekarna, pošta, džamija, groblje, училище, църква, болница, "
    "гара, поща",
    "Romanian": "școala, spital, spitalul, biserica, primăria, farmacia, liceul, universitatea, cimitirul, catedrala, "
    "moscheea, geamia, mănăstirea, castelul, castel, complex, complexul, camping, parcare",
    "Hungarian": "iskola, kórház, templom, állomás, pályaudvar, gyógyszertár, óvoda, egyetem, temető, piac",
    "Greek": "σχολείο, εκκλησία, νοσοκομείο, φαρμακείο, σταθμός, δημαρχείο, αεροδρόμιο, πανεπιστήμιο",
    "Filipino": "simbahan, palengke, paaralan, ospital, munisipyo, kapilya, eskwelahan, tindahan, sementeryo",
    "Tamil, Telugu, Kannada": "kovil, பள்ளி, கோவில், மருத்துவமனை, పాఠశాల, ఆసుపత్రి, ಶಾಲೆ, ದೇವಸ್ಥಾನ, ಆಸ್ಪತ್ರೆ",
    "Thai, Lao": "โรงเรียน, วัด, ตลาด, โรงพยาบาล",
    "Amharic": "ቤተክርስቲያን, ሆስፒታል, ገበያ, መስጊድ",
    "Georgian": "სკოლა, ეკლესია, საავადმყოფო",
    "Hausa, Yoruba": "masallaci, makaranta, asibiti",
    "Finnish, Estonian": "koulu, kirkko, sairaala, asema, apteekki, kool, haigla",
    "Latvian, Lithuanian": "skola, baznīca, slimnīca, mokykla, bažnyčia, ligoninė",
    "Azerbaijani, Uzbek, Kazakh": "məktəbi, xəstəxanası, maktab, shifoxona, мектебі, ауруханасы",
    "Burmese": "ကျောင်း, ဆေးရုံ, ဈေး",
    "Khmer": "សាលារៀន, វត្ត, ផ្សារ, មន្ទីរពេទ្យ",
    "Albanian": "shkolla, kisha, xhamia, spitali",
}

# Where it stands in front of its own name: Marché Sandaga, Bar Lokos.
KIND_IN_FRONT = (
    "Swahili", "French", "Spanish", "Portuguese", "Italian", "Polish, Czech, Slovak", "South Slavic", "Romanian",
    "Russian, Ukrainian", "Arabic", "Indonesian, Malay", "Filipino", "Albanian",
)  # fmt: skip


def list_streets_in_front(country: str = "") -> Words:
    """The words and abbreviations that stand in front of a street's name, but for those that English has behind one.

    country: its code; without it those of all languages.
    """
    spoken = [language for language in KIND_IN_FRONT if not country or country in _SPOKEN_IN[language].split()]
    concepts = (STREET_WORDS, STREET_ABBREVIATIONS)
    found, english = (
        frozenset[str]().union(*(in_languages(concept, some) for concept in concepts)) for some in (spoken, ["English"])
    )
    return found - english


# A site of which a town has one or few, so that a map may know it by generic words alone: City Mall, Mercado Central.
TOWN_SITE_WORDS: ByLanguage = {
    "English": "mall, plaza, arcade, market, stadium, arena, park, museum, library, town, hospital, corner",
    "Swahili": "soko, uwanja",
    "French": "marché, stade, musée, gare",
    "Spanish": "mercado, estadio, plaza, parque, museo, hospital, shopping",
    "Portuguese": "mercado, estádio, praça, parque, museu, hospital, feira, shopping",
    "Italian": "mercato, stadio, museo, stazione",
    "German": "hauptbahnhof, stadion, museum, marktplatz",
    "Polish, Czech, Slovak": "rynek, dworzec, stadion, nádraží",
    "Turkish": "pazarı, stadı, garı",
    "Indonesian, Malay": "pasar, stasiun, stadion",
    "Vietnamese": "chợ",
}

# A part of a town of which it has one, so that a map may know it by generic words alone.
TOWN_PART_PHRASES: ByLanguage = {
    "English": "industrial area, senior quarters, junior quarters, railway quarters, government quarters, main street, "
    "high street, main st, high st, avenue road, avenue rd",
    "French": "zone industrielle, grande rue, rue principale",
    "Spanish": "zona industrial, parque industrial, calle principal, calle real",
    "Portuguese": "distrito industrial, zona industrial, rua principal, rua direita",
    "German": "industriegebiet, gewerbegebiet, hauptstraße",
    "Indonesian, Malay": "kawasan industri",
}

# Say which of its kind a thing is: 'Igreja Matriz' is no name.
QUALIFIER_WORDS: ByLanguage = {
    "French": "municipal, municipale, primaire, secondaire, central, centrale, publique, nouveau, nouvelle, ancien",
    "Spanish": "primaria, secundaria, municipal, central, principal, público, pública, nuevo, nueva, viejo",
    "Portuguese": "matriz, municipal, estadual, central, principal, público, pública, novo, nova, velho",
    "Italian": "comunale, centrale, nuovo, nuova, vecchio",
    "German": "alter, alte, neuer, neue, katholische, evangelische",
    "Indonesian, Malay": "negeri, umum, baru, lama, besar, kecil",
    "Turkish": "yeni, eski, büyük, küçük, ilkokulu",
}

# No name by themselves, nor with any other generic word: 'Garden' of Garden Estate.
LESSER_WORDS: ByLanguage = {
    "English": "upper, lower, central, new, old, junction, corner, garden, court, block, park, railway, cbd, the, st",
    "Swahili": "kwa",
}

# With the type of an area they make a name: Vila Nova.
QUALITY_WORDS: ByLanguage = {
    "French": "neuve, nouvelle, nouveau",
    "Spanish": "nuevo, nueva, viejo, vieja, industrial",
    "Portuguese": "novo, nova, velho, velha, industrial",
    "Indonesian, Malay": "baru, lama",
}

# What follows them is beside the place, not the place.
PREPOSITIONS: ByLanguage = {
    "English": "opp, opposite, behind, next to, near, nearby, near to, nr, off, along, beside, besides, adjacent, "
    "adjacent to, adj, adj to, in front of, close to, around, within, inside, across from, past, after, before, "
    "junction of, between, btwn, by, infront of, rear of, back of, corner of, cor, cnr, at the back of, outside, "
    "c/o, b/h, o/s, fronting, facing, adjoining, alongside, nxt to, opp to, opposite to, near by, close by, infront, "
    "just after, just before, since, backside of, at the corner of, by the side of, vis a vis",
    "Swahili": "tangu, karibu na, nyuma ya, mbele ya, kando ya, mkabala na, jirani na, pembeni ya, pembezoni mwa, "
    "baada ya, kabla ya, mkabala wa, usawa wa",
    "French": "depuis, près de, en face de, en face du, à côté de, à côté du, derrière, derr, devant, en face, à côté, "
    "non loin de, réf, derrière le, au niveau de, angle, vers, juste après, juste avant, au coin de, à proximité de, "
    "à proximité du, proche de, proche du, proche, près du, près, face à, face au, face, vis à vis de, vis à vis du, "
    "vis à vis, à l'angle de, après, avant, à côté de la, en face de la, derrière la, devant la",
    "Spanish": "desde, ref, cerca de, frente a, frente al, enfrente de, junto a, junto al, al lado de, al lado del, "
    "al lado, detrás de, a espaldas de, diagonal a, diagonal al, frente, enfrente, atrás de, cerca al, al costado de, "
    "detrás, atrás, al frente, diagonal, entrada, esq, frente del, prox al, prox a, esquina con, esq con, a lado de, a "
    "un costado de, a un lado de, contiguo a, contiguo al, contraesquina de, contra esquina de, atrás del, detrás del, "
    "delante de, delante del, al frente de, al frente del, próximo a, próximo al, costado de, a la altura de, antes "
    "de, antes del, después de, después del, cerca, cerca del, pasando el, pasando la",
    "Portuguese": "desde, ref, perto de, perto do, perto da, em frente a, em frente ao, ao lado de, ao lado do, ao "
    "lado da, fte ao, em fte ao, em fte à, fte, junto, "
    "atrás de, atrás do, atrás da, próximo a, próximo ao, próx, em frente, ao lado, esquina com, esq, frente ao, "
    "frente à, defronte, defronte ao, defronte à, vizinho a, vizinho ao, junto ao, junto à, próximo da, próximo do, "
    "prox ao, depois de, depois do, antes de, antes do, esquina de, na esquina, do lado de, do lado do, por trás de, "
    "por trás do, diante de, atrás, oposto, oposto a, oposto ao",
    "Italian": "vicino a, di fronte a, accanto a, dietro, di fronte, fronte, davanti a, presso, angolo, "
    "nei pressi di, adiacente, adiacente a, vicino, vicino al, vicino alla, vicino ai, di fronte al, di fronte alla, "
    "accanto al, accanto alla, davanti al, davanti alla, davanti, dietro al, dietro la, presso il, prima di, dopo, "
    "incrocio con, ang",
    "German": "seit, gegenüber, gegenueber, neben, hinter, nähe, nahe, in der nähe von, ecke, ggü, gegenüber von, "
    "gegenüber vom, unweit, unweit von, neben dem, neben der, hinter dem, hinter der, in der nähe vom",
    "Dutch": "sinds, naast, tegenover, achter, nabij, hoek, vlakbij, dichtbij, dicht bij, in de buurt van, "
    "schuin tegenover, op de hoek van, t/o, oorkant, agter, naby, teenoor, langsaan",
    "Scandinavian": "vid, ved, "
    "bredvid, bakom, ved siden av, overfor, over for, mittemot, mitt emot, intill, nära, framför, "
    "foran, i nærheten af, i nærheten av, i närheten av, like ved, bag ved, tæt på",
    "Polish, Czech, Slovak": "obok, koło, naprzeciw, naprzeciwko, za, vedle, naproti, róg, blisko, w pobliżu, "
    "nieopodal, vedľa, poblíž, blízko, oproti, nedaleko, na rohu, roh, vis a vis, v blízkosti",
    "South Slavic": "до, срещу, зад, pored, preko puta, kod, blizu, iza, ispred, nasuprot, pokraj, u blizini, "
    "prekoputa, nasproti, poleg, zraven, близо до, в близост до, пред, покрај, спроти, преко пута, код, поред, иза, "
    "испред, близу",
    "Russian, Ukrainian": "возле, около, напротив, рядом с, за, біля, навпроти, поруч з, рядом, вблизи, позади, "
    "перед, недалеко от, неподалеку от, через дорогу от, на углу, поблизу, поряд з, позаду, недалеко від, поруч, "
    "через дорогу від, на розі",
    "Romanian": "lângă, vizavi de, în spatele, în fața, vizavi, vis a vis de, vis a vis, aproape de, colț cu, "
    "în apropiere de, în apropierea, peste drum de, în dreptul",
    "Greek": "κοντά, απέναντι, δίπλα, έναντι, πίσω από, μπροστά, κοντά σε, κοντά στο, κοντά στη, δίπλα σε, "
    "δίπλα στο, δίπλα στη, δίπλα στην, απέναντι από, πίσω, μπροστά από, μπροστά στο, γωνία, πλησίον",
    "Arabic": "قرب, بالقرب من, بجانب, بجوار, مقابل, أمام, خلف, قبالة, جنب, بالقرب, قريب من, وراء, قدام, قبال, عند, "
    "بجنب, تجاه, amam, khalf, muqabil, moqabel, bijanib, bijiwar, gamb",
    "Persian, Urdu": "نزدیک, روبروی, کنار, پشت, نزد, بالمقابل, نبش, جنب, مقابل, رو به روی, عقب, نرسیده به, بعد از, "
    "قبل از, nazd, nzd, nazdeek",
    "Indonesian, Malay": "sejak, dekat, depan, dpn, belakang, samping, sebelah, seberang, berhampiran, bersebelahan, "
    "hadapan, di depan, di belakang, di samping, di sebelah, dkt, blkg, sblh, berhadapan, berdekatan, sekitar, "
    "setelah, sebelum, di hadapan, bertentangan, dekat dengan, bersebelahan dengan",
    "Filipino": "malapit sa, harap ng, likod ng, tabi ng, katabi ng, malapit, harapan ng, sa harap ng, sa likod ng, "
    "sa tabi ng, sa tapat ng, tapat ng, tapat, katapat ng, likuran ng, gilid ng, kanto ng, pagkatapos ng, lampas ng, "
    "katabi, sa may, duol sa, duol, atbang sa, atbang, tupad sa, tapad sa, likod sa, atubangan sa, luyo sa, "
    "kilid sa, asideg ti, asideg iti, sango ti, likud ti",
    "Vietnamese": "gần, đối diện, cạnh, bên cạnh, phía sau, đằng sau, sau lưng, trước cửa, trước mặt, kế bên, "
    "sát bên, đối diện với, sau, trước, đ/d",
    "Thai, Lao": "ใกล้, ตรงข้าม, ข้าง, ตรงข้ามกับ, ติดกับ, เยื้อง, ใกล้กับ, ໃກ້, ກົງກັນຂ້າມ",
    "Hebrew": "ליד, מול, על יד, מאחורי, לפני, פינת",
    "Chinese, Japanese, Korean": "近く",
    "Kinyarwanda": "hafi ya, inyuma ya, imbere ya, iruhande rwa",
    "Luganda": "kumpi na, kumpi ne, okumpi na, okumpi ne, okuliraana, emabega wa, mu maaso ga",
    "Hausa, Yoruba": "kusa da, daura da, nitosi, lẹgbẹ",
    "Somali": "u dhow, agagaarka, ka soo horjeeda",
    "Khmer": "ជិត, ទល់មុខ, ក្បែរ, ខាងក្រោយ",
    "Latvian, Lithuanian": "pie, blakus, aiz, pretī, netālu no, iepretim, prie, šalia, priešais, netoli",
    "Albanian": "afër, pranë, përballë, prapa, ngjitur me, tek",
    "Catalan": "a prop de, davant de, davant del, al costat de, al costat del, darrere de, cantonada",
    "South Asian": "backside, back side, bhd",
    "Finnish, Estonian": "vastapäätä",
}
# Of these, what is also a name, or the first word of one: relations only between a place and a landmark. Indre By, Za
# Stadionem, Segundo Frente, Vers-sur-Selles, Hoek van Holland.
ONLY_BETWEEN: ByLanguage = {
    "English": "by",
    "French": "vers",
    "Spanish": "frente, diagonal, entrada",
    "Italian": "angolo",
    "German": "nahe",
    "Dutch": "hoek, naast",
    "Scandinavian": "vid, ved",
    "Polish, Czech, Slovak": "za, koło",
    "South Slavic": "za",
    "Indonesian, Malay": "seberang",
}
# What PREPOSITIONS are, in languages that put them behind the landmark: 'opposite Migros' is 'Migros karsisi'.
POSTPOSITIONS: ByLanguage = {
    "Turkish": "karşısı, yanı, arkası, önünde, civarı, karşısında, yanında, arkasında, önü, içi, içinde, civarında, "
    "yakını, yakınında, bitişiği, köşesi, girişi, çıkışı, çaprazı",
    "South Asian": "के पास, के सामने, के पीछे, ke paas, ke samne, ke pass, এর পাশে, er pase, er pashe, er samne, "
    "er pichone, er kache, er kachakachi, ko pachhadi, ko agadi, पछाडि, अगाडि, नजिक, ke pichhe, ke peeche, ke piche, "
    "ke nazdeek, ke nazdik, ke bagal me, ke bagal mein, ke nikat, ke samney, के बगल में, के नज़दीक, के निकट, जवळ, "
    "समोर, मागे, शेजारी, javal, samor, এর কাছে, এর সামনে, এর পিছনে, পাশে, সামনে, বিপরীতে, ko najik, ko pachadi, "
    "को पछाडि, को अगाडि, को नजिक, छेउ, પાસે, સામે, પાછળ, ਦੇ ਕੋਲ, ਦੇ ਸਾਹਮਣੇ, අසල, ඉදිරිපිට, පිටුපස",
    "Persian, Urdu": "کے پاس, کے سامنے, کے قریب, کے پیچھے, کے ساتھ, کے برابر, کے نزدیک, کے آگے, ke qareeb, ke sath, "
    "ke saath, ke barabar, ke pichay",
    "Amharic": "አጠገብ, ፊት ለፊት, ጀርባ, አካባቢ, ጎን, fit lefit, ategeb, akababi",
    "Chinese, Japanese, Korean": "隣, 裏, 附近, 旁, 对面, 對面, 옆, 앞, 旁边, 旁邊, 后面, 後面, 前面, 隔壁, 斜对面, "
    "向かい, 付近, そば, 맞은편, 뒤편, 근처, 건너편",
    "Hungarian": "mellett, mögött, szemben, előtt, közelében, sarkán",
    "Tamil, Telugu, Kannada": "அருகில், எதிரில், பின்புறம், பக்கத்தில், దగ్గర, ఎదురుగా, పక్కన, వెనుక, ಹತ್ತಿರ, ಎದುರು, "
    "ಪಕ್ಕ, ಹಿಂದೆ, അടുത്ത്, എതിർവശം, arugil, ethiril, daggara, eduruga, hattira",
    "Georgian": "გვერდით, ახლოს, მოპირდაპირედ, უკან",
    "Azerbaijani, Uzbek, Kazakh": "yanı, yanında, qarşısı, qarşısında, arxası, arxasında, önü, yaxınlığında, yonida, "
    "orqasida, ro'parasida, oldida, qarshisida, yaqinida, жанында, қасында, артында, алдында, қарсысында, ýanynda, "
    "garşysynda",
    "Burmese": "အနီး, ဘေး, ရှေ့, မျက်နှာချင်းဆိုင်",
    "Finnish, Estonian": "lähellä, vieressä, takana, edessä, juures, kõrval, lähedal, vastas",
    "Armenian": "մոտ, դիմաց, հետևում, կողքին",
}

# With a number in front they are a date, of which streets and quarters have their names: 27 de Febrero, 2 Mai.
MONTHS: ByLanguage = {
    "French": "janvier, février, mars, avril, mai, juin, juillet, août, septembre, octobre, novembre, décembre",
    "Spanish": "enero, febrero, marzo, abril, mayo, junio, julio, agosto, septiembre, setiembre, octubre, noviembre, "
    "diciembre",
    "Portuguese": "janeiro, fevereiro, março, abril, maio, junho, julho, agosto, setembro, outubro, novembro, dezembro",
    "Italian": "gennaio, febbraio, marzo, aprile, maggio, giugno, luglio, agosto, settembre, ottobre, novembre, "
    "dicembre",
    "Romanian": "ianuarie, februarie, martie, aprilie, mai, iunie, iulie, august, septembrie, octombrie, noiembrie, "
    "decembrie",
    "Turkish": "ocak, şubat, mart, nisan, mayıs, haziran, temmuz, ağustos, eylül, ekim, kasım, aralık",
    "Polish, Czech, Slovak": "stycznia, lutego, marca, kwietnia, maja, czerwca, lipca, sierpnia, września, "
    "października, listopada, grudnia, ledna, února, března, dubna, května, června, července, srpna, října, "
    "listopadu, prosince, januára, februára, apríla, mája, júna, júla, augusta, septembra, októbra, novembra, "
    "decembra",
    "South Slavic": "януари, февруари, март, април, май, мая, юни, юли, август, септември, октомври, ноември, "
    "декември, januarja, februarja, januara, februara, marca, marta, aprila, maja, maj, junija, juna, julija, jula, "
    "avgusta, augusta, septembra, oktobra, novembra, decembra, siječnja, veljače, ožujka, travnja, svibnja, lipnja, "
    "srpnja, kolovoza, rujna, listopada, studenoga, prosinca, маја, априла, јула, августа, септембра, октобра, "
    "новембра",
    "Russian, Ukrainian": "января, февраля, марта, апреля, мая, июня, июля, августа, сентября, октября, ноября, "
    "декабря, січня, лютого, березня, квітня, травня, червня, липня, серпня, вересня, жовтня, листопада, грудня",
    "Azerbaijani, Uzbek, Kazakh": "yanvar, fevral, mart, aprel, may, iyun, iyul, avqust, avgust, sentyabr, sentabr, "
    "oktyabr, noyabr, dekabr",
    "Vietnamese": "tháng",
    "Indonesian, Malay": "januari, februari, maret, april, mei, juni, juli, agustus, september, oktober, november, "
    "desember",
    "Arabic": "يناير, فبراير, مارس, أبريل, ابريل, مايو, يونيو, يوليو, أغسطس, سبتمبر, أكتوبر, اكتوبر, نوفمبر, ديسمبر, "
    "january, may, july, october",
    "English": "january, february, april, june, july, august, september, october, november, december",
}

# What is written where there is no value.
NO_VALUE_WORDS: ByLanguage = {
    "English": "nan, true, false, ref, value, object, select, choose, option, undefined, blank",
    "French": "inconnu, inconnue, aucun, aucune, néant, vide, sans, adresse",
    "Spanish": "sin, datos, dirección, desconocido, desconocida, ninguno, ninguna, seleccione, nombre, dato, "
    "nomenclatura",
    "Portuguese": "sem, dados, endereço, desconhecido, desconhecida, nenhum, nenhuma, selecione, dado",
    "Italian": "sconosciuto, nessuno, nessuna, vuoto, senza, indirizzo",
    "German": "keine, keiner, angabe, unbekannt, leer, bitte, wählen, adresse",
    "Dutch": "onbekend, geen, leeg, adres",
    "Polish, Czech, Slovak": "brak, nieznany, nieznana, neznámý, adresu, adres",
    "Russian, Ukrainian": "нет, неизвестно, немає, невідомо, без, адреса, адреси, адрес",
    "Romanian": "necunoscut, fără, lipsă, adresă",
    "Turkish": "yok, bilinmiyor, seçiniz, adres",
    "Arabic": "غير, معروف, يوجد, لا",
    "Indonesian, Malay": "tidak, ada, tiada, kosong, alamat",
    "Filipino": "wala",
    "Vietnamese": "không, địa, chỉ",
}
# What is said of a thing, not of a place: 'caja quemada', 'box damaged'.
STATE_WORDS: ByLanguage = {
    "English": "damaged, flooded, full, broken, burnt, leaning, vandalised, vandalized, stolen, open, loose",
    "French": "hs, inondé, inondée, cassé, cassée, endommagé, endommagée, plein, pleine, refaire",
    "Spanish": "inundada, inundado, saturada, saturado, quemada, quemado, rota, roto, dañada, dañado, llena, lleno, "
    "caído, caída",
    "Portuguese": "alagada, alagado, saturada, saturado, quebrada, quebrado, queimada, queimado, danificada, "
    "danificado, cheia, caído, atenuada, atenuado",
    "Italian": "rotto, rotta, guasto, guasta, bruciato, pieno",
    "German": "defekt, beschädigt, voll, offen, keller, links, rechts",
    "Polish, Czech, Slovak": "uszkodzony, uszkodzona, pełny, pełna, poškozený",
    "Russian, Ukrainian": "сломан, повреждён, поврежден, пошкоджено",
    "Turkish": "kırık, hasarlı, dolu, bozuk",
    "Indonesian, Malay": "miring, rusak, penuh, patah, rosak",
    "Arabic": "مكسور, تالف",
    "Swahili": "imeanguka, imeungua, imevunjika, imejaa, imeharibika",
}
# What is said of a line at the end of a name: what it lacks or how it is, ...
FAULT_WORDS: ByLanguage = {
    "English": "no, weak, down, cut, loss, lost, fault, faulty, broken, damage, damaged, fallen, missing, "
    "unstable, intermittent, flapping, dead, active, inactive",
    "French": "pas, sans, faible, coupé, coupée, coupure, panne, perte, mauvais, actif, active, tombé",
    "Spanish": "sin, cortada, cortado, corte, caída, caído, rota, roto, falla, avería, averiada, activa, "
    "activo, pendiente, intermitente, mala",
    "Portuguese": "sem, fraco, rompida, rompido, rompimento, caída, caído, ativa, ativo, inativa, inativo, "
    "pendente, falha, queda, defeito",
    "Italian": "senza, assente, debole, guasto, guasta, interrotta, attiva, attivo, caduto",
    "German": "kein, keine, ohne, schwach, schwaches, ausfall, ausgefallen, gestört, defekt, unterbrochen, aktiv",
    "Dutch": "geen, zonder, zwak, storing, defect, kapot, uitval, actief",
    "Scandinavian": "ingen, inget, utan, uten, uden, svag, svak, avbrott, brudd, feil, fejl, fel, aktiv",
    "Polish, Czech, Slovak": "brak, bez, słaby, slabý, awaria, porucha, výpadek, výpadok, aktywny, nieaktywny, "
    "aktivní, uszkodzony, žádný, zerwany, zerwana",
    "South Slavic": "nema, bez, slab, kvar, prekid, няма, без, нема, слаб, прекид, квар, авария, прекъснат, активан",
    "Russian, Ukrainian": "нет, без, немає, затухание, загасання, слабый, слабкий, обрыв, обрив, авария, аварія, "
    "активен, активный, поврежден, пропал",
    "Romanian": "fără, lipsă, slab, avarie, întreruptă, întrerupt, defect, căzut, activ",
    "Hungarian": "nincs, hiba, gyenge, szakadás, aktív",
    "Greek": "χωρίς, βλάβη, κομμένη, ασθενές, ενεργό",
    "Turkish": "yok, arıza, arızalı, zayıf, kopuk, kesik, kesinti, aktif, pasif",
    "Arabic": "بدون, ضعيف, ضعيفة, مقطوع, مقطوعة, معطل, معطلة, فصل",
    "Persian, Urdu": "قطعی, قطع, بدون, ضعیف, خراب, خرابی",
    "Hebrew": "אין, ללא, תקלה, נתק, חלש",
    "South Asian": "बंद, खराब, नहीं, कम, टूटा, নেই, বন্ধ, কাটা, কম, band, kharab, nahi, kata",
    "Indonesian, Malay": "tiada, tanpa, tidak, ada, putus, lemah, rosak, rusak, mati, gangguan, aktif, hilang",
    "Filipino": "walang, wala, sira, putol, mahina",
    "Vietnamese": "mất, đứt, yếu, hỏng, không, có",
    "Thai, Lao": "ขาด, เสีย, ดับ",
    "Chinese, Japanese, Korean": "없음, 단선, 불량, 장애, 断線, 故障, 障害, 不良, 中断",
    "Khmer": "គ្មាន, ដាច់, ខូច",
    "Swahili": "hakuna, imekatika, umekatika, mbovu, imeharibika",
    "Azerbaijani, Uzbek, Kazakh": "yoxdur, kəsilib, yo'q, uzilgan, жоқ, үзілді",
    "Amharic": "የለም, ተበላሽቷል",
    "Georgian": "დაზიანება, გათიშული",
    "Finnish, Estonian": "ei, poikki, vika, katkos, rike",
    "Latvian, Lithuanian": "nav, bojājums, nėra, gedimas",
    "Albanian": "ska, prerje",
}
# ... and of what. Each beside such a word, no part of a place: 'sin potencia', 'cable down', LOW SIGNAL.
LINE_WORDS: ByLanguage = {
    "English": "drop, signal, power, light, internet, service, cable, fibre, fiber, link, line, network, customer, "
    "client, attenuation, pending, red",
    "French": "signal, puissance, lumière, internet, service, câble, fibre, réseau, ligne, client",
    "Spanish": "acometida, señal, potencia, luz, internet, servicio, cable, fibra, red, línea, cliente, energía",
    "Portuguese": "drop, sinal, potência, luz, internet, serviço, cabo, fibra, rede, linha, cliente, energia",
    "Italian": "segnale, potenza, luce, internet, servizio, cavo, fibra, rete, linea, cliente, corrente",
    "German": "signal, strom, licht, internet, kabel, faser, glasfaser, netz, leitung, kunde",
    "Dutch": "signaal, stroom, licht, internet, kabel, vezel, netwerk, lijn, klant",
    "Scandinavian": "signal, ström, strøm, lys, ljus, internet, kabel, fiber, nät, kund, kunde",
    "Polish, Czech, Slovak": "sygnału, sygnał, prądu, światła, internetu, kabel, światłowód, klient, signál, signálu, "
    "proudu, internet, kábel, zákazník",
    "South Slavic": "signala, signal, struje, interneta, kabl, kabel, сигнал, сигнала, ток, струје, интернет, кабел, "
    "кабл",
    "Russian, Ukrainian": "сигнала, сигнал, сигналу, света, світла, интернета, интернет, інтернету, кабеля, кабель, "
    "связи, зв'язку, абонент, клиент, клієнт",
    "Romanian": "semnal, curent, internet, cablu, fibră, fibra, client, rețea",
    "Hungarian": "jel, áram, internet, kábel, ügyfél",
    "Greek": "σήμα, ρεύμα, ίντερνετ, καλώδιο, πελάτης",
    "Turkish": "sinyal, elektrik, internet, kablo, fiber, müşteri, hat",
    "Arabic": "اشارة, إشارة, كهرباء, انترنت, إنترنت, كابل, كيبل, خدمة, عميل, خط",
    "Persian, Urdu": "سیگنال, برق, اینترنت, کابل, سگنل, بجلی, انٹرنیٹ, کیبل, مشترک, فیبر",
    "Hebrew": "אות, חשמל, אינטרנט, כבל, לקוח",
    "South Asian": "सिग्नल, बिजली, इंटरनेट, केबल, সিগন্যাল, বিদ্যুৎ, ইন্টারনেট, bijli, net, ক্যাবল",
    "Indonesian, Malay": "sinyal, isyarat, listrik, elektrik, internet, kabel, fiber, pelanggan, los",
    "Filipino": "signal, kuryente, internet, linya, kable",
    "Vietnamese": "tín, hiệu, điện, mạng, cáp, khách, hàng",
    "Thai, Lao": "สาย, ไฟ, สัญญาณ, เน็ต",
    "Chinese, Japanese, Korean": "신호, 전원, 케이블, 회선, 信号, 电源, 光缆",
    "Khmer": "សញ្ញា, ភ្លើង, អ៊ីនធឺណិត",
    "Swahili": "umeme, mtandao, intaneti, mteja, nyaya",
    "Azerbaijani, Uzbek, Kazakh": "siqnal, internet, kabel, signal, сигнал, интернет",
    "Amharic": "ሲግናል, መብራት, ኢንተርኔት",
    "Georgian": "სიგნალი, ინტერნეტი, კაბელი",
    "Finnish, Estonian": "signaalia, signaali, sähköä, kaapeli, kuitu",
    "Latvian, Lithuanian": "signāla, interneta, signalo, kabelis",
    "Albanian": "sinjal, internet, kabllo",
}
# Behind a number they make it an ordinal: 17. Juni, 1. Maja.
ORDINAL_MARKS: ByLanguage = dict.fromkeys(
    ("German", "Turkish", "Scandinavian", "Polish, Czech, Slovak", "South Slavic", "Hungarian"), "."
)
# A floor that has no number.
FLOOR_PHRASES: ByLanguage = {
    "French": "rez de chaussée, rdc, rez, sous sol, entresol",
    "Spanish": "planta baja, planta alta, sótano, mezzanine, entrepiso",
    "Portuguese": "térreo, subsolo, fundos, nos fundos, casa fundos, sobreloja, mezanino",
    "Romanian": "parter, subsol, demisol",
    "German": "erdgeschoss",
    "Turkish": "zemin kat, zemin",
    "Indonesian, Malay": "lantai dasar",
    "Vietnamese": "tầng hầm, tầng trệt",
    "English": "ground floor, gnd floor, gnd flr, ground flr, lg floor, lg flr, ug floor, ug flr",
}
# Of a network's work, wherever it stands: no part of a place.
WORK_PHRASES: ByLanguage = {
    "French": "coupure fibre, fibre coupée, pas de signal, sans signal, nouveau client, raccordement, chez le client, "
    "domicile du client",
    "Spanish": "fibra rota, fibra cortada, corte de fibra, sin señal, sin servicio, cliente nuevo, "
    "instalación nueva, señal baja, baja señal, baja potencia, potencia baja, casa del cliente, domicilio del cliente",
    "Portuguese": "fibra rompida, rompimento de fibra, rompimento, sem sinal, sem internet, cliente novo, "
    "sinal baixo, potência baixa, casa do cliente, residência do cliente",
    "Italian": "fibra interrotta, guasto",
    "German": "faserbruch, kabelbruch, kein signal, störung, neuanschluss",
    "Polish, Czech, Slovak": "awaria, brak sygnału, przerwany światłowód",
    "Russian, Ukrainian": "обрыв, обрив, нет сигнала, немає сигналу, авария, аварія",
    "Romanian": "fibră întreruptă, fibra întreruptă, fără semnal",
    "Turkish": "fiber kopuk, arıza, sinyal yok, müşteri evi",
    "Arabic": "قطع كابل, انقطاع, عطل, قطع ضوئي, قطع فايبر, انقطاع الخدمة, لا توجد اشارة",
    "Indonesian, Malay": "kabel putus, fo cut, gangguan, los merah, rumah pelanggan",
    "Filipino": "walang signal, walang internet, putol ang fiber",
    "Vietnamese": "đứt cáp, mất tín hiệu",
    "Thai, Lao": "ไม่มีสัญญาณ, สายขาด, ไฟดับ, เน็ตหลุด, ไฟเบอร์ขาด, สายไฟเบอร์ขาด, สายหลุด",
    "English": "fibre cut, fibre cuts, fiber cut, fiber cuts, fibre break, fiber break, new install, new installation, "
    "new connection, new customer, new client, relocation, reconnection, disconnection, low signal, low power, "
    "low light, poor signal, poor light, high loss, high attenuation, no internet, no signal, no light, no power, "
    "no service, los at, los in, signal low, power low, customer premises, customer house, client house, router swap",
    "Finnish, Estonian": "kuitukatko, kaapelikatko, kuitu poikki, kaablikatkestus",
    "Hungarian": "szálszakadás, kábelszakadás, nincs jel, új bekötés",
    "Greek": "βλάβη οπτικής, κομμένη ίνα, κομμένο καλώδιο, νέα σύνδεση",
    "South Slavic": "скъсан кабел, прекъснат кабел, prekid vlakna, prekid kabla, novi priključak, прекид кабла, "
    "nema signala, няма сигнал",
    "Hebrew": "תקלה בסיב, נתק בסיב, סיב קרוע, אין אינטרנט",
    "Chinese, Japanese, Korean": "광케이블 절단, 케이블 절단, 光ケーブル断線, 光缆中断, 光纤断, 斷線, 断线, 无信号, "
    "無訊號",
    "Amharic": "ፋይበር ተቆርጧል, ሲግናል የለም",
    "Latvian, Lithuanian": "nutrūkęs kabelis, nėra signalo, pārrauts kabelis, nav signāla",
    "Dutch": "vezelbreuk, kabelbreuk, geen signaal, nieuwe aansluiting",
    "Scandinavian": "fiberbrudd, fiberbrott, fiberbrud, kabelbrudd, kabelbrott, kabelbrud, ny kunde",
    "South Asian": "ফাইবার কাটা, তার কাটা, फाइबर कट, तार टूटा",
    "Persian, Urdu": "قطعی فیبر, کیبل کٹ",
    "Swahili": "kebo imekatika, waya umekatika, hakuna mtandao",
    "Azerbaijani, Uzbek, Kazakh": "kabel uzilgan, kabel kəsilib, кабель үзілді",
    "Georgian": "სიგნალი არ არის",
}

# Between what is the matter and the place: 'no signal at Ntinda'.
WHERE_WORDS: ByLanguage = {
    "English": "at, in, on",
    "French": "à, au, dans",
    "Spanish": "en",
    "Portuguese": "em, no, na",
    "Italian": "a, in",
    "German": "in, im, am, bei",
    "Dutch": "in, op, bij",
    "Scandinavian": "i, på",
    "Polish, Czech, Slovak": "w, we, na, v, ve",
    "South Slavic": "u, v, na, в, на, у",
    "Russian, Ukrainian": "в, во, на, у, біля",
    "Romanian": "în, la",
    "Greek": "στο, στη, στην",
    "Arabic": "في",
    "Persian, Urdu": "در",
    "Indonesian, Malay": "di",
    "Filipino": "sa",
    "Vietnamese": "tại, ở",
    "Swahili": "katika, huko",
}
# Between what is the matter and what did it, in front of those: 'fibre cut by road contractor at Ogba'.
CAUSE_WORDS: ByLanguage = {
    "English": "by, caused by, due to, because of",
    "French": "par, à cause de",
    "Spanish": "por",
    "Portuguese": "por",
    "Italian": "per, a causa di",
    "German": "durch, wegen",
    "Dutch": "door",
    "Polish, Czech, Slovak": "przez, kvůli",
    "Russian, Ukrainian": "из за, через, после, після",
    "Indonesian, Malay": "karena, akibat",
}
# What WHERE_WORDS are, in front of two places, to which it leads; without the other it may be a name's: Entre Ríos.
BETWEEN_WORDS: ByLanguage = {"French": "entre", "Spanish": "entre", "Portuguese": "entre"}

# Between a place and somebody at whose it is: 'Sakina kwa Iddi'.
AT_WORDS: ByLanguage = {"Swahili": "kwa"}
# Between two words of a name, left out as often as not: San Juan (de) Lurigancho.
CONNECTORS: ByLanguage = {
    "English": "of, the, upon, on",
    "French": "de, du, des, le, la, les, sur, en",
    "Spanish": "de, del, la, las, los, habitacional",
    "Portuguese": "de, da, do, das, dos, habitacional",
    "Italian": "di, della, del, dei, sul",
    "German": "am, an, der, im, von, bei, ob",
    "Dutch": "van, de, den, der",
    "Swahili": "wa, ya, la",
    "Persian, Urdu": "e, i, o",
    "Arabic": "al",
}

# Something always follows them: what stands behind 'Saint-Germain-des' is no relation, year or cluster by itself.
NEVER_LAST: ByLanguage = {
    "English": "of, the, upon",
    "French": "de, du, des, le, la, les, sur, en, aux, lès, lez, près, sous, saint, sainte",
    "Spanish": "de, del, el, la, las, los, san, santa, santo",
    "Portuguese": "de, da, do, das, dos, são, santa, santo",
    "Italian": "di, della, del, dei, sul, san, santa",
    "German": "am, an, der, im, von, bei, ob, sankt",
    "Dutch": "van, de, den, der, sint",
    "Arabic": "al, el",
}

# In front of an area's name, left out as often as not: (La) Mariscal, (Los) Vergeles.
ARTICLES: ByLanguage = {
    "French": "le, la, les",
    "Spanish": "el, la, los, las",
    "Portuguese": "o, a, os, as",
    "Arabic": "al, el",
}

# Between a name and its type, left out as often as not: Bankerohan (Public) Market, Conjunto (Residencial) Bonifácio.
TYPE_QUALIFIERS: ByLanguage = {
    "English": "public, housing, general, city, municipal, national, district, shopping, industrial, residential, "
    "international, community, main, regional, referral, teaching, academic, provincial, memorial, war",
    "French": "municipal, municipale, général, générale, résidentiel, résidentielle, régional, national, public",
    "Spanish": "general, municipal, público, pública, residencial, habitacional, regional, nacional, comercial, "
    "universitario, universitaria",
    "Portuguese": "geral, municipal, público, pública, residencial, habitacional, regional, estadual, nacional, "
    "universitário, universitária",
    "Italian": "comunale, generale, nazionale, residenziale",
    "German": "städtisches, städtische",
    "Turkish": "devlet, eğitim, araştırma, ve, belediye, şehir",
    "Polish, Czech, Slovak": "miejski, miejska, wojewódzki, okresní, krajská, městský",
    "Indonesian, Malay": "umum, daerah, pusat, perumahan",
}

# The same, but only where the rest is a full name: 'Aga Khan (University) Hospital'; Kenyatta has two hospitals.
INSTITUTION_QUALIFIERS: ByLanguage = {"English": "university, cancer"}

# In front of a person's name, which a street or a hospital has: Avenida (Presidente) Masaryk.
TITLES: ByLanguage = {
    "French": "général, maréchal, docteur, président, professeur",
    "Spanish": "general, coronel, doctor, ingeniero, presidente, profesor, licenciado",
    "Portuguese": "general, coronel, marechal, doutor, doutora, engenheiro, padre, presidente, professor, professora, "
    "governador, senador, deputado, desembargador, vereador, prefeito, almirante, conselheiro, brigadeiro, "
    "comandante",
    "Italian": "generale, dottor, presidente",
    "Indonesian, Malay": "jenderal, letjen, mayjen, kolonel, kapten, haji",
    "English": "king, queen, prince, princess, president, sheikh, sir, doctor, general, colonel, captain, professor, "
    "chief",
    "South Asian": "allama, maulana, sardar",
}

# Behind a number, in front of what is numbered: 2da Sección, 3er Sector, 5th Block.
ORDINAL_ENDINGS: ByLanguage = {
    "English": "st, nd, rd, th",
    "French": "er, e, eme, ere, nd, nde",
    "Spanish": "a, o, da, do, ra, er, ro, ta, to, va, vo, ma, mo, na, no",
    "Portuguese": "a, o",
    "Italian": "a, o",
    "Polish, Czech, Slovak": "go, ego",
    "Russian, Ukrainian": "й, я, е, ая, ый, ой, го, а",
    "South Slavic": "ти, ри, ви, ми",
    "Azerbaijani, Uzbek, Kazakh": "ci, cı, cu, cü",
    "Mongolian": "р, дугаар",
}

# What a map writes out, by what is short for it: 'short long'. What has a dot here is short for it only with one.
ABBREVIATIONS: ByLanguage = {
    "English": "snr senior, jnr junior, twn town, col colony, blk block, sec sector, ext extension, extn extension, "
    "est estate, hts heights, gdn garden, gdns gardens, hosp hospital, univ university, mkt market, vlg village, cantt "
    "cantonment, ind industrial, str street, cres crescent, cresc crescent, l/out layout, lyt layout, r/about "
    "roundabout, stn station, reg. regional, rec. recreation, sch school, pk park, sq square, ctr centre, med medical, "
    "intl international, natl national, govt government, qtrs quarters, h/qtrs headquarters, hqtrs headquarters, vill "
    "village, stg stage, rrh regional referral hospital, ref. referral, hls hills, cmplx complex, indl industrial, "
    "rlwy railway, rly railway, ave avenue, av avenue, xing crossing, b/stop bus stop, cath cathedral, coll college, "
    "inst institute, hsg housing, jnct junction, jct junction, lib library, hway highway, gen general, zn zone, tsp "
    "township, jn junction, junc junction, div division, t/c tc, r/a roundabout, comm community, res. residential, twp "
    "township, rd road, ln lane, blvd boulevard, hwy highway, uni university, hse house, cmpd compound, cpd compound, "
    "sth south, nth north, ctrl central",
    "French": "qu quartier, qi quartier industriel, zi zone industrielle, mgr monseigneur, av avenue, chée chaussée, "
    "bd boulevard, bld boulevard, gd grand, gde grande, pt petit, qt quartier, qtier quartier, "
    "q. quartier, rés résidence, ste sainte, imp impasse, rte route, chem chemin, sq square, résid résidence, "
    "hôp hôpital, univ université, égl église, fg faubourg, fbg faubourg, gal général, gén général, mal maréchal, "
    "ext extension, lib. liberté, prés. président, qrt quartier, hop hôpital, mché marché, mche marché, grd grand, "
    "vill village, vlge village, cte cité, carref carrefour, mquée mosquée, mquee mosquée",
    "Spanish": "mons monseñor, av avenida, avda avenida, urb urbanización, fracc fraccionamiento, resid residencial, "
    "res residencial, conj conjunto, cd ciudad, sta santa, sto santo, prol prolongación, s. san, col colonia, jr "
    "jirón, pje pasaje, psje pasaje, cra carrera, cr carrera, kr carrera, calz calzada, bo barrio, priv privada, cda "
    "cerrada, edif edificio, correg corregimiento, gral general, gral. general, cnel coronel, dr doctor, ing "
    "ingeniero, lic licenciado, prof profesor, ote oriente, nte norte, ntra nuestra, hosp hospital, univ universidad, "
    "mcdo mercado, ampl ampliación, secc sección, sect sector, jard jardines, hda hacienda, hcda hacienda, autop "
    "autopista, carr carretera, ctra carretera, pza plaza, pque parque, parq parque, fco francisco, gpe guadalupe, brr "
    "barrio, asoc asociación, b. barrio, bº barrio, br barrio, loc localidad, cgto corregimiento, vda vereda, cdla "
    "ciudadela, et etapa, coop cooperativa, etp etapa, mdo mercado, cll calle, u. universidad, corr corregimiento, pq "
    "parque, ind industrial, term terminal, nac nacional, bv bulevar, bvd bulevar, va. villa, ma. maría, cdad ciudad, "
    "ens ensanche, ent entrada, nva nueva, nvo nuevo, gdor gobernador, tte teniente, cmte comandante, ctro centro, c. "
    "calle, blvd boulevard, pdte presidente, hgo hidalgo, vte vicente, ftes fuentes, pta punta, pte poniente, pto "
    "puerto, semáf semáforos",
    "Portuguese": "col colônia, mons monsenhor, av avenida, b. bairro, st setor, r. rua, term terminal, "
    "shop shopping, cpo campo, ed edifício, edif edifício, jd jardim, jdm jardim, vl vila, pq parque, cj conjunto, "
    "conj conjunto, res residencial, resid residencial, cond condomínio, cid cidade, sta santa, sto santo, pe padre, "
    "pça praça, pca praça, est. estrada, rod rodovia, hab habitacional, s. são, prof professor, dr doutor, cel "
    "coronel, pres presidente, eng engenheiro, hosp hospital, univ universidade, esc escola, trav travessa, tv "
    "travessa, sen senador, gov governador, dep deputado, min ministro, mal marechal, gal general, cap capitão, ten "
    "tenente, maj major, des desembargador, ver vereador, alm almirante, cons conselheiro, pref prefeito, stos santos, "
    "brig brigadeiro, cmte comandante, sra senhora, nsa nossa, chác chácara, faz fazenda, exp expansão, ind "
    "industrial, lgo largo, qta quinta, mte monte, rep república, dist distrito, distr distrito, estr estrada",
    "Italian": "mons monsignor, v. via, vle viale, cso corso, pza piazza, pzza piazza, p.zza piazza, p.za piazza, "
    "lgo largo, c.so corso, v.le viale, s. san, sta santa, osp ospedale, staz stazione, univ università, loc località, "
    "fraz frazione, ple piazzale, p.le piazzale",
    "South Asian": "chk chowk, moh mohalla, ngr nagar, sat satellite, sat. satellite, rly railway, stn station, cly "
    "colony, clny colony, soc society, socy society, stg stage, ph phase, mrg marg, encl enclave, bzr bazar, bk "
    "budruk, clg college, twr tower, hsp hospital, pkt pocket, sct sector, r/a residential area, i/a industrial area, "
    "h/e housing estate, khy khayaban, c/a commercial area, scm scheme, mlna maulana, mhl mohalla, mrkz "
    "markaz, grdn garden, grdns gardens, cntr centre, ppls peoples, univ university",
    "Indonesian, Malay": "br. banjar, jl jalan, jln jalan, gg gang, kel "
    "kelurahan, kec kecamatan, perum perumahan, komp kompleks, kp kampung, kg kampung, tmn taman, ps pasar, pd pondok, "
    "tj tanjung, gn gunung, apt apartemen, sek seksyen, rs rumah sakit, kol kolonel, jend jenderal, sel selatan, utr "
    "utara, tmr timur, brt barat, lr lorong, ds desa, dsn dusun, gd gedung, st. stasiun, bkt bukit, sg sungai, tg "
    "tanjung, psr pasar, bdr bandar, lbh lebuh, lrg lorong, ind industri, kws kawasan, pel pelabuhan, perk "
    "perkampungan",
    "Filipino": "brgy barangay, bgy barangay, subd subdivision, pob poblacion, sta santa, sto santo, vill village, "
    "gov governor, ctr center, ma. maria, proj project, cmpd compound, elem elementary, prop proper, ctrl central, "
    "engrs engineers, engr engineer, bo barrio, prk purok, mt mount, hi-way highway, hiway highway, sn san",
    "Polish, Czech, Slovak": "wzg wzgórze, płd południe, płn północ, im imienia, ul ulica, al. aleja, os osiedle, "
    "pl plac, św świętego, gen generała, ks księdza, szp szpital, tř třída, nábř nábřeží, sídl sídliště",
    "Turkish": "mah mahallesi, cad caddesi, cd caddesi, sok sokak, sk sokak, mh mahallesi, blv bulvarı, "
    "bulv bulvarı, hast hastanesi, üniv üniversitesi, ünv üniversitesi, üni üniversitesi, fak fakültesi, mrk merkezi, "
    "apt apartmanı, sit sitesi, çarş çarşısı, "
    "meyd meydanı, san. sanayi, lis lisesi, bel belediyesi, müd müdürlüğü, mez mezarlığı, eğt eğitim, "
    "araş araştırma, dev devlet, org organize",
    "German": "bhf bahnhof, hbf hauptbahnhof, ot ortsteil, uni universität, krhs krankenhaus, st. sankt, pl. platz",
    "Dutch": "str straat, pln plein, st. sint",
    "South Slavic": "ул улица, бул булевард, ul ulica, bul bulevar, св свети, sv sveti",
    "Russian, Ukrainian": "ул улица, вул вулиця, просп проспект, пр-т проспект, пр-кт проспект, пер переулок, "
    "пров провулок, бул бульвар, наб набережная, пл площадь, ш шоссе, им имени, ж/м жилой массив, м-н микрорайон, "
    "мас массив, с. село, м. місто, г. город, п. посёлок, д. деревня, пгт посёлок, "
    "тц торговый центр, трц торговый центр, трк торговый центр, р-к рынок, ст.м станция метро, м-ро метро",
    "Ukrainian": "пл площа, р-к ринок, лік лікарня, ш шосе, наб набережна, ст.м станція метро",
    "Romanian": "str strada, com. comuna, m-rea mănăstirea, bd bulevardul, bdul bulevardul, b-dul bulevardul, "
    "șos șoseaua, cal calea, al aleea, spl splaiul, "
    "p-ța piața, pța piața, cart cartier, sf sfântul, gen general, dr doctor",
    "Hungarian": "u utca, krt körút, szt szent, ltp lakótelep, pu pályaudvar",
    "Greek": "λεωφ λεωφόρος, πλ πλατεία",
    "Arabic": "med mohamed, mly moulay, dist district, ش شارع",
    "Persian, Urdu": "خ خیابان",
    "Urdu": "tn town",
    "Vietnamese": "q. quận, p. phường, đ. đường, x. xã, tx thị xã, tt thị trấn, kđt khu đô thị, kdt khu đô thị, "
    "kdc khu dân cư, kcn khu công nghiệp, kcx khu chế xuất, ktt khu tập thể, bv bệnh viện, đh đại học, bx bến xe, "
    "thpt trung học phổ thông, ubnd ủy ban nhân dân, cx cư xá, cc chung cư, kqh khu quy hoạch",
    "Hebrew": "רח רחוב, שד שדרות",
    "Georgian": "ქ ქუჩა, გამზ გამზირი",
}

# Of area types: a group of houses in a quarter, whose name is in front of it: 'Villa Campestre Conjunto Altamar'.
HOUSING_WORDS: ByLanguage = {
    "Spanish": "conjunto, residencial",
    "Portuguese": "conjunto, residencial, condomínio",
}
# Between the two streets of a crossing: 'cra 94 con cl 4'.
CROSSING_WORDS: ByLanguage = {"English": "and, x", "French": "et", "Spanish": "con, y, entre", "Portuguese": "e"}

# What is short for a word with a slash behind it: 'C/ Duarte'.
SLASHED: ByLanguage = {"Spanish": "c/ Calle, e/ esq", "French": "s/ sur"}

# What ABBREVIATIONS are, behind a name only: 'Zik St', but St Austins and Dr Obote.
ABBREVIATIONS_BEHIND: ByLanguage = {
    "English": "st street, dr drive, pl place, ct court, comp compound",
    "South Asian": "mw mawatha",
    "Russian, Ukrainian": "р-н район, м-в массив, обл область",
    "Ukrainian": "м-в масив",
}

# What is the same word wherever names are compared, except in front: 'short long'.
SAME_WORDS: ByLanguage = {
    "English": "estates estate, towers tower, rd road, dr drive, ln lane, hwy highway, blvd boulevard, ave avenue, "
    "est estate, ph phase, center centre, ctr centre, apts apartments, gardens garden, gdns garden, gdn garden, "
    "mt mount, cantt cantonment",
    "Swahili": "mashariki east, magharibi west, kaskazini north, kusini south",
    "Turkish": "mah mahallesi",
    "Persian, Urdu": "ul al",
    "South Asian": "bazar bazaar, chorangi chowrangi",
}
# ... and in front: 'Sankt Pauli' is 'St. Pauli'.
SAINTS: ByLanguage = {
    "German": "sankt saint",
    "Dutch": "sint saint",
    "French": "ste sainte",
    "Spanish": "san saint, santo saint, sto saint, sta santa",
    "Portuguese": "são saint, santo saint, sto saint, sta santa",
}
# Of several words for a number the last is written in a date.
NUMBER_WORDS: ByLanguage = {
    "English": "one 1, two 2, three 3, four 4, five 5, six 6, seven 7, eight 8, nine 9, ten 10, first 1, second 2, "
    "third 3",
    "French": "deux 2, trois 3, quatre 4, cinq 5, sept 7, huit 8, neuf 9, dix 10, quinze 15",
    "Spanish": "tres 3, cuatro 4, cinco 5, seis 6, siete 7, ocho 8, nueve 9, diez 10, once 11, doce 12, trece 13, "
    "catorce 14, quince 15, dieciséis 16, diecisiete 17, dieciocho 18, diecinueve 19, veinte 20, veintiuno 21, "
    "veintidós 22, veintitrés 23, veinticuatro 24, veinticinco 25, veintiséis 26, veintisiete 27, veintiocho 28, "
    "veintinueve 29, treinta 30, treinta y uno 31, primera 1, primer 1, primero 1, segunda 2, segundo 2, "
    "tercera 3, tercer 3, cuarta 4",
    "Portuguese": "dois 2, três 3, quatro 4, cinco 5, seis 6, sete 7, oito 8, nove 9, dez 10, onze 11, doze 12, "
    "treze 13, dezasseis 16, dezassete 17, dezanove 19, catorze 14, "
    "quatorze 14, quinze 15, dezesseis 16, dezessete 17, dezoito 18, dezenove 19, vinte 20, "
    "vinte e um 21, vinte e dois 22, vinte e três 23, vinte e quatro 24, vinte e cinco 25, vinte e seis 26, "
    "vinte e sete 27, vinte e oito 28, vinte e nove 29, trinta 30, trinta e um 31, "
    "primeira 1, primeiro 1, terceira 3",
}

# In front of an area's name they change nothing: Mtaa wa Kilimani is Kilimani.
AREA_PREFIXES: ByLanguage = {
    "English": "city of, municipality of, town of, village of, borough of",
    "Swahili": "manispaa ya, jiji la, wilaya ya",
    "French": "commune, commune de, ville de",
    "Spanish": "col, urb, fracc, ensanche, cooperativa, reparto, centro comercial, cc, c c, municipio de, aldea, "
    "caserío, ejido, unidad habitacional, asentamiento humano, pueblo joven",
    "Portuguese": "setor, município de, povoado, comunidade, freguesia de",
    "German": "ortsteil, stadtteil, gemeinde, bezirk, wohngebiet",
    "Dutch": "gemeente",
    "Polish, Czech, Slovak": "os, gmina, obec, městská část, mestská časť",
    "South Slavic": "кв, жк, к с, općina, opština, naselje, община, насеље, општина",
    "Russian, Ukrainian": "мкр, мкр н, м н, район, р н, ж м, жилой массив, житловий масив, посёлок, поселок, село, "
    "деревня, город, місто, смт, пгт, селище, жк, массив, масив, тц, трц, трк, торговый центр, торговий центр",
    "Romanian": "cart, com, oraș, orașul, municipiul",
    "Arabic": "منطقة, al, قرية, بلدية, جماعة, douar, دوار",
    "South Asian": "gram, mouza, mauza, vill, vpo, vill po, tehsil, taluka, taluk, distt",
    "Persian, Urdu": "محله, محلہ, شهرک, کوی, روستای",
    "Indonesian, Malay": "kel, kec, perumahan, perum, kompleks, komplek, komp, mukim",
    "Filipino": "brgy, bgy",
    "Vietnamese": "thành phố, tp, khu, khu đô thị, khu quy hoạch, khu dân cư, khu tập thể, khu phố, chung cư, cư xá",
    "Khmer": "sangkat, សង្កាត់, ខណ្ឌ, phum, ភូមិ, khum, ឃុំ",
    "Italian": "zona, frazione, località, rione, comune di",
    "Greek": "συνοικία, δήμος, οικισμός",
    "Turkish": "mah",
    "Hebrew": "שכונת, שכונה, רובע",
    "Hausa, Yoruba": "unguwar, unguwan, ungwan, anguwan, angwan",
    "Somali": "degmada, xaafadda",
    "Albanian": "lagjja, fshati, bashkia",
    "Catalan": "barri",
}
# ... and begin a name of their own behind another one: 'Quận 7 Phường Tân Phú', 'Calle 5 Colonia Roma'.
LABELS_IN_FRONT: ByLanguage = {
    "Swahili": "mtaa wa, mtaa ya, kata ya, kijiji cha",
    "French": "quartier, lieu dit",
    "Spanish": "colonia, barrio, urbanización, fraccionamiento, localidad, vereda, corregimiento, ciudadela",
    "Portuguese": "bairro, distrito",
    "Polish, Czech, Slovak": "osiedle, dzielnica",
    "South Slavic": "квартал",
    "Russian, Ukrainian": "микрорайон, мікрорайон",
    "Romanian": "cartier, cartierul, sat, satul, comuna",
    "Arabic": "حي, حى, hay, hai",
    "South Asian": "mohalla, mohallah, moh",
    "Indonesian, Malay": "kelurahan, kecamatan, desa, dusun",
    "Filipino": "barangay, sitio",
    "Vietnamese": "phường, quận, xã, thị trấn, thị xã, huyện",
    "Italian": "quartiere",
    "Kinyarwanda": "umudugudu wa, akagari ka, umurenge wa",
}
# Of labels: what stands in front of them is in it: 'Dancu com. Holboca'.
LABELS_OF_LARGER: ByLanguage = {
    "French": "commune de",
    "Spanish": "municipio de",
    "Portuguese": "município de",
    "Italian": "comune di",
    "Polish, Czech, Slovak": "gmina",
    "Romanian": "com, comuna",
    "Indonesian, Malay": "kecamatan, kec",
}
# What AREA_PREFIXES are, behind a name.
AREA_SUFFIXES: ByLanguage = {
    "English": "zone, estate, estates, area, town, township, village, suburb, settlement, slum, slums, centre, "
    "market, trading, shopping, colony, compound, residential, residential area",
    "South Asian": "bazar, bazaar, scheme, society, housing",
    "Filipino": "proper, bayan, subdivision, subd",
    "Romanian": "sat",
    "Russian, Ukrainian": "масив, массив",
    "Polish, Czech, Slovak": "osiedle",
}
# Behind the name of a quarter or a village: the name ends there, and a map is asked for it without.
LABELS_BEHIND: ByLanguage = {
    "English": "tc",
    "Luganda": "cell",
    "Turkish": "mahallesi, mahalle, mah, mh, köyü, mevkii, beldesi, məhəlləsi, qəsəbəsi, kəndi, mahallasi",
    "Amharic": "sefer, ሰፈር",
}
# A crossing by its name, where a map has but a point: 'NIPA Chowrangi'.
CROSSINGS: ByLanguage = {
    "English": "square, circle",
    "South Asian": "chowk, chowrangi, chorangi",
}
# A crossing, a bridge, a division of a city: called after the quarter that it is in, or after another place.
NAMED_AFTER_PLACES: ByLanguage = {
    "English": "division, landing, pier, jetty",
    "South Asian": "chowk, chowrangi, adda, pul, phatak, mohalla, mohallah, muhalla, muhallah, urban, rural",
}
# A site that each quarter has and calls after itself, as no school or hospital is: the quarter stands for it.
LOCAL_SITES_BEHIND: ByLanguage = {
    "English": "industrial area, industrial zone, industrial layout, industrial estate, side, mission, barracks, hill, "
    "prison, prisons, headquarters, division headquarters, staff quarters, fence, market side, upper, lower, main, "
    "central, upper zone, lower zone, central zone, stage, bus stage, bus stop, bus stand, bus station, bus park, bus "
    "depot, depot, taxi park, post office, police post, police station, police barracks, checkpost, check post, metro, "
    "metro station, railway station, train station, hostel, hostels, community hall, social centre, "
    "health centre, landing site, toll station, barrier, gate, main gate, junction, roundabout, round about, "
    "flyover, overpass, interchange, bridge, station, police, flats, bypass",
    "Swahili": "stendi, stendi kuu, kituo cha polisi, kituoni, mwisho, sokoni, kona, njia panda, njia nne, darajani, "
    "mnarani, posta, feri, ferry",
    "South Asian": "main road, main market, main bazar, main bazaar, main chowk, commercial market, commercial area, "
    "sadar bazar, saddar bazar, sadar bazaar, saddar bazaar, station road, x roads, cross roads, chauraha, mor, "
    "chungi, naka, gaon, डिपो, डेपो, चौराहा, chowrasta, মোড়, বাজার, পয়েন্ট, গেট",
    "Filipino": "barangay hall, terminal, palengke",
    "Turkish": "iskele, iskelesi, durağı, meydan, meydanı, muhtarlığı, karakolu, kavşağı, köprüsü, istasyonu",
    "Indonesian, Malay": "flyover, fly over",
    "French": "plage, usine, camp, camp militaire, quai, quai de pêche, zone industrielle, "
    "entrée, entrée village, corridor, terminus, sous préfecture, pêcheurs",
    "Spanish": "entrada, entrada principal, garita, zona industrial, parque industrial, polígono industrial",
    "Portuguese": "de cima, de baixo, moradias, entrada, portaria, condomínio, cond, galpão, escadaria, "
    "zona industrial, distrito industrial, parque industrial",
    "Italian": "zona industriale",
    "Romanian": "zona industrială",
    "Persian, Urdu": "qadeem, jadeed",
}
LOCAL_SITES_IN_FRONT: ByLanguage = {
    "Indonesian, Malay": "terminal, stasiun, pasar, simpang, pertigaan, perempatan, bundaran, jembatan",
    "Spanish": "terminal, mercado, glorieta, óvalo, cruce, crucero, puente",
    "Portuguese": "terminal, posto de saúde, feira, trevo, viaduto, estação",
    "French": "carrefour, rond point, échangeur, pont",
    "Romanian": "piața, gara, pasajul",
    "Russian, Ukrainian": "метро, станция метро, станція метро, станция, станція, платформа",
    "Vietnamese": "ngã tư, ngã ba, vòng xoay, cầu",
}
# The middle of a town, behind its name: it is where the town's own point is.
CENTRE_WORDS: ByLanguage = {
    "English": "cbd, town centre, city centre, town center, city center, downtown",
    "French": "centre, centre ville",
    "Spanish": "centro",
    "Portuguese": "centro",
    "Italian": "centro",
    "German": "zentrum, stadtmitte, innenstadt",
    "Dutch": "centrum",
    "Scandinavian": "sentrum, centrum",
    "Polish, Czech, Slovak": "centrum",
    "South Slavic": "centar, център, центар",
    "Russian, Ukrainian": "центр",
    "Romanian": "centru",
    "Turkish": "merkez",
    "Swahili": "mjini",
}
# Next to what they are called after, where a map has no more.
EXTENSION_WORDS: ByLanguage = {
    "English": "extension, ext, extn",
    "Spanish": "ampliación",
    "Portuguese": "expansão",
}
# Of a part of a settlement, with a number or letter; alone a building.
NUMBERED_BLOCK_WORDS: ByLanguage = {
    "English": "block, blk, tower, wing",
    "Polish, Czech, Slovak": "blok",
    "Turkish": "blok",
}
# The end of a name, written apart as often as not: Upper Hill, Upperhill.
NAME_ENDINGS: ByLanguage = {
    "English": "hill, hills, view, views, park, parks, bay, side, field, ville, ridge, spring, springs, camp, haven",
    "Spanish": "vista",
    "South Asian": "pur, pura, abad, mandi, garh, ganj, gunj, shehr, shahr, bagh, nagar, puram, halli, palli, guda, "
    "wadi",
}
# In front of one they belong to its name, and are none alone: 'Jardim São Paulo' in São Paulo.
AREA_TYPES: ByLanguage = {
    "French": "cité, résidence, lotissement",
    "Spanish": "villa, ciudad, residencial, conjunto, parque, jardín, jardines, pueblo, infonavit",
    "Portuguese": "jardim, vila, parque, cidade, conjunto, residencial, condomínio, loteamento, núcleo, gleba",
    "Indonesian, Malay": "taman, kampung, bandar",
    "Polish, Czech, Slovak": "sídliště, sídlisko",
}
# Two of which make a name: 'Cidade Jardim', 'Villa Parque'.
TOWN_TYPES: ByLanguage = {"Spanish": "ciudad, villa", "Portuguese": "cidade, vila"}
GREEN_WORDS: ByLanguage = {"Spanish": "jardín, jardines, parque", "Portuguese": "jardim, jardins, parque"}
