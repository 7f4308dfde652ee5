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
}
# Where one of these is spoken and English is not, 'Str.' is no street and 'Col.' no colony.
_WITHOUT_ENGLISH = (
    "French", "Spanish", "Portuguese", "Italian", "German", "Dutch", "Scandinavian", "Polish, Czech, Slovak",
    "South Slavic", "Russian, Ukrainian", "Romanian", "Hungarian", "Greek", "Turkish",
)  # fmt: skip
ByLanguage = Mapping[str, str]  # comma-separated phrases


def in_country(concept: ByLanguage, country: str) -> Words:
    """A concept's words in the languages of a country (lower case), folded; in all, if nobody listed the country."""
    spoken = {language for language, countries in _SPOKEN_IN.items() if country in countries.split()}
    return _fold(
        text for language, text in concept.items() if language == "English" or language in spoken or not spoken
    )


def in_country_as_written(concept: ByLanguage, country: str) -> list[str]:
    """A concept's phrases in the languages of a country, with their accents; English ones first, unless it has none."""
    spoken = [language for language, countries in _SPOKEN_IN.items() if country in countries.split()]
    has_english = "English" in spoken or set(spoken).isdisjoint(_WITHOUT_ENGLISH)
    languages = [language for language in concept if language in spoken or (language == "English" and has_english)]
    return [phrase for language in languages for phrase in concept[language].split(", ")]


def everywhere(concept: ByLanguage) -> Words:
    return _fold(concept.values())


def pairs_everywhere(concept: ByLanguage) -> dict[str, str]:
    """Of a concept of pairs ('rd road'): the second by the first, folded."""
    return dict(pair.split(" ") for pair in sorted(everywhere(concept)))


def _fold(texts: Iterable[str]) -> Words:
    phrases = fold(", ".join(texts)).split(",")
    return frozenset(" ".join(phrase.split()) for phrase in phrases if phrase.strip())


# A word of a street's name.
STREET_WORDS: ByLanguage = {
    "English": "road, street, avenue, lane, drive, close, crescent, way, highway, bypass, walk, grove, link, "
    "boulevard, alley, path, roundabout, expressway",
    "Swahili": "barabara, njia, mtaa",
    "French": "rue, chemin, impasse, allée, quai, route, avenue, boulevard, cité",
    "Spanish": "calle, carrera, avenida, camino, paseo, jirón, pasaje, calzada, carretera, autopista, prolongación",
    "Portuguese": "rua, estrada, travessa, alameda, rodovia, avenida, ladeira, viela",
    "Italian": "via, viale, corso, strada, vicolo",
    "German": "straße, strasse, weg, gasse, allee, chaussee, damm, ufer",
    "Dutch": "straat, laan, weg, plein, kade",
    "Scandinavian": "gata, vej, gade, veien, vägen",
    "Polish, Czech, Slovak": "ulica, ulice, aleja, aleje, třída",
    "South Slavic": "ulica, улица, булевард",
    "Russian, Ukrainian": "улица, вулиця, проспект, переулок, провулок, бульвар, шоссе, шосе",
    "Romanian": "strada, bulevardul, șoseaua, calea, aleea, splaiul",
    "Hungarian": "utca, út, tér, körút",
    "Greek": "οδός, λεωφόρος",
    "Turkish": "cadde, caddesi, sokak, sokağı, bulvarı",
    "Arabic": "شارع, طريق",
    "Persian, Urdu": "خیابان, سڑک, روڈ, کوچه",
    "Hebrew": "רחוב",
    "South Asian": "marg, path, sadak, मार्ग, सड़क, रोड, রোড, সড়ক",
    "Indonesian, Malay": "jalan, jl, lorong",
    "Vietnamese": "đường, phố",
    "Thai, Lao": "ถนน, ซอย, soi, thanon",
    "Georgian": "ქუჩა, გამზირი",
}
# The end of a street's name that is one word.
STREET_ENDINGS = tuple(fold("strasse gasse weg allee straat laan gatan vägen vej 路 街 大道 通り 로 길").split())
# With a number behind them they are one of many of a quarter.
NUMBERED_STREET_WORDS: ByLanguage = {
    "English": "st, street, lane, road, rd",
    "South Asian": "cross, main",
}
# What is short for a street word, and is one only where a network's name is cleaned: elsewhere St may be Saint.
STREET_ABBREVIATIONS: ByLanguage = {
    "English": "rd, st, ave, av, ln, dr, cres, hwy, blvd",
    "French": "bd, bld, rte, imp, av",
    "Spanish": "avda, cra, cl, kr, jr, pje, psje, calz, carr",
    "Portuguese": "tv, trav, rod, al",
    "German": "str",
    "Polish, Czech, Slovak": "ul, al",
    "South Slavic": "ul, ул, бул",
    "Russian, Ukrainian": "ул, вул, пр, просп, пер, бул, ш",
    "Romanian": "str, bd, bdul, șos, cal, al",
    "Turkish": "cad, cd, sok, sk, bulv",
    "Indonesian, Malay": "jln, gg, lrg",
    "South Asian": "gali, galli",
    "Georgian": "ქ",
    "Italian": "v, vle, cso, pzza",
    "Thai, Lao": "ซ, ถ",
}

# A thing of a network, a code with its number: 'nguzo 17' is a pole.
EQUIPMENT_WORDS: ByLanguage = {
    "English": "pole, joint, node, chamber, duct, joint box, joint closure, cabinet, street cabinet, pedestal, vault, "
    "ped",
    "Swahili": "nguzo, sanduku, kisanduku, shimo",
    "French": "poteau, chambre, chambre de tirage, armoire, coffret, boîte, boîtier, regard, nœud, colonne montante, "
    "répartiteur",
    "Spanish": "poste, caja, caja de empalme, cámara, armario, arqueta, nodo, empalme, mufa, divisor, caja terminal, "
    "caja term, registro, pozo",
    "Portuguese": "poste, caixa, caixa de emenda, cx, cx emenda, emenda, armário, nó, câmara, poste de luz, bueiro",
    "Italian": "palo, pozzetto, tombino, armadio, muffola, chiostrina, cabina, ripartitore, roe",
    "German": "muffe, verteiler, mast, schacht, schrank, kabelschacht, kabelverzweiger, hüp",
    "Dutch": "paal, kast, mof, put",
    "Scandinavian": "stolpe, brunn, brønn, skap, skåp, kum",
    "Polish, Czech, Slovak": "mufa, słup, studnia, szafa, skrzynka, słupek, sloup, skříň, spojka, šachta, stĺp, "
    "przełącznica, studzienka, rozvaděč, stožár",
    "South Slavic": "stup, stub, ormar, ormarić, okno, spojnica, стълб, шахта, кутия",
    "Russian, Ukrainian": "муфта, опора, шахта, колодец, колодязь, шкаф, шафа, стовп, столб, бокс, кросс, ящик, люк, "
    "щиток, щит, скринька, муфти",
    "Romanian": "stâlp, cutie, cămin, mufă, camera de tragere, firidă, dulap",
    "Hungarian": "oszlop, akna, szekrény",
    "Greek": "καφάο, κολώνα, φρεάτιο, κουτί, στύλος",
    "Turkish": "dolap, dolabı, saha dolabı, direk, direği, menhol, kutu, kutusu, ek kutusu",
    "Arabic": "علبة, عمود, كابينة, كبينة, صندوق, غرفة تفتيش, مقسم, غرفة",
    "Persian, Urdu": "تیر, جعبه, کافو, حوضچه, کھمبا, پول",
    "South Asian": "खंभा, खम्भा, पोल, बॉक्स, খুঁটি, বক্স, கம்பம்",
    "Indonesian, Malay": "tiang, kotak, gardu, closure",
    "Filipino": "poste",
    "Vietnamese": "cột, tủ, hộp, bể, tủ cáp, hộp cáp, trụ",
    "Thai, Lao": "เสา, ตู้, เสาไฟ, กล่อง, บ่อพัก",
    "Chinese, Japanese, Korean": "电杆, 箱, 電柱, 전주, 分岐箱, 接続箱, クロージャ, 电线杆, 電線桿, 단자함",
    "Amharic": "ምሰሶ, ሳጥን",
    "Georgian": "ბოძი, ყუთი, ჭა",
}
# One door, flat or parcel of a place, with the number or letter behind it: 'Imm. 3', 'Mz 14 Lt 22'.
UNIT_WORDS: ByLanguage = {
    "English": "blk, block, hse, house, apt, apartment, flat, unit, floor, flr, plot, door, room, rm, villa, "
    "maisonette, bungalow, wing, shop, stall, suite, office, desk, bedsitter, basement, erf, stand, h no, hno",
    "French": "imm, immeuble, appt, appart, appartement, bât, bâtiment, étage, porte, lot, esc",
    "Spanish": "mz, mza, mzna, manzana, lt, lte, lote, apto, dpto, depto, departamento, piso, torre, casa, interior, "
    "nave, local, int, super mza, super manzana, smz",
    "Portuguese": "q, qd, lt, lote, bl, bloco, apto, ap, casa, sala, andar, torre, galpão",
    "Italian": "scala, int, interno, piano, civico",
    "German": "haus, hs, whg, wohnung, stock, og",
    "Dutch": "huis, huisnr, verdieping",
    "Polish, Czech, Slovak": "bl, blok, klatka, kl, lok, piętro, dom, byt, patro",
    "South Slavic": "бл, блок, вх, ет, ап, bl, stan, ulaz, kat",
    "Russian, Ukrainian": "д, дом, буд, будинок, корп, корпус, под, подъезд, эт, этаж, кв, квартира, оф, під'їзд, під",
    "Romanian": "bloc, bl, sc, scara, ap, apt, et, etaj",
    "Hungarian": "emelet, em, ajtó, épület",
    "Greek": "όροφος, διαμέρισμα",
    "Turkish": "daire, kat, blok",
    "Arabic": "عمارة, شقة, دور, طابق, منزل, بيت, بناية, مبنى, bldg",
    "Persian, Urdu": "پلاک, واحد, مکان, فلیٹ",
    "South Asian": "मकान, फ्लैट, বাড়ি, বাসা, ফ্ল্যাট",
    "Indonesian, Malay": "blok, rumah, lantai, kav, kavling, tingkat",
    "Vietnamese": "ngõ, hẻm, kiệt, nhà, căn, tầng, số nhà",
    "Thai, Lao": "ชั้น, บ้านเลขที่",
    "Georgian": "ბინა, სართული, სადარბაზო",
}
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
    "Russian, Ukrainian": "этаж, эт, подъезд, поверх, під'їзд",
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
    "Amharic": "woreda, kebele, ወረዳ, ቀበሌ",
    "Vietnamese": "quận, phường, tổ",
    "Filipino": "brgy, bgy, barangay, purok",
    "Spanish": "comuna, distrito",
    "Portuguese": "distrito",
    "Indonesian, Malay": "rt, rw",
    "French": "commune, arrondissement",
    "South Asian": "वार्ड, ওয়ার্ড",
    "Persian, Urdu": "وارڈ",
}
# ... and of which a number is the whole name, where no other follows it: Barangay 19-B.
NUMBERED_TOWN_PARTS: ByLanguage = {"Filipino": "brgy, bgy, barangay", "Vietnamese": "quận"}
# A part of a settlement that is told by its number or letter: with the settlement they narrow it, alone no place.
CLASS_WORDS: ByLanguage = {
    "English": "phase, section, sector, stage, zone, area, gate, mile, km, ward, extension, ext, community, "
    "comm, sec, pocket, precinct",
    "French": "secteur, tranche, phase, lotissement, quartier",
    "Spanish": "sector, etapa, fase, zona, comuna, barrio, sección, supermanzana, sm, grupo",
    "Portuguese": "setor, etapa, fase, zona, quadra, bairro, seção",
    "Filipino": "barangay, brgy, purok, sitio",
    "South Asian": "gali, galli, street, mohallah, mohalla, cross, main, गली, सेक्टर, গলি, সেক্টর",
    "Persian, Urdu": "سیکٹر, گلی",
    "Turkish": "sokak, sokağı, etap, kısım",
    "Indonesian, Malay": "rt, rw, seksyen, sek, gang",
    "German": "bauabschnitt, ba",
    "Polish, Czech, Slovak": "etap, sektor",
    "Russian, Ukrainian": "мкр, микрорайон, мікрорайон, квартал",
}
# Of class words: with a number they are far from what they are called after, as Athi River Km 20 is.
DISTANCE_WORDS: ByLanguage = {"English": "km, mile"}
# Of class words: some dozens of houses, which no map has.
NEIGHBOUR_WORDS: ByLanguage = {"Indonesian, Malay": "rt, rw"}

# What a part of a town is called, where its own name stands in front: HSR Layout, JP Nagar.
AREA_WORDS: ByLanguage = {
    "English": "estate, estates, town, township, village, colony, housing, quarters, gardens, flats",
    "South Asian": "layout, nagar, vihar, enclave, society, extension, extn, scheme, bazar, bazaar, chowk, puram, pura",
    "Filipino": "subdivision, subd, village",
}
# Behind the name of an administrative area: Kiambu County is Kiambu, though it is no place.
ADMIN_WORDS: ByLanguage = {
    "English": "county, sub, subcounty, constituency, ward, district, division, location, sublocation, region, "
    "province",
}
# With a letter behind them they are a name: South B.
COMPASS_WORDS: ByLanguage = {"English": "north, south, east, west"}
# Parts of any town or country, a name only with another word.
REGION_WORDS: ByLanguage = {
    "English": "north, south, east, west, northern, southern, eastern, western, upper, lower, central, coast, coastal, "
    "rift, valley, mount, metro, metropolitan, greater, region, rural, urban, upcountry, countrywide, nationwide, "
    "downtown, uptown, midtown, city centre, cantt, cantonment, mainland",
    "French": "nord, sud, est, ouest, centre, centre ville",
    "Spanish": "norte, sur, este, oeste, oriente, poniente, centro, zona centro",
    "Portuguese": "norte, sul, leste, oeste, centro, zona",
    "Italian": "nord, sud, est, ovest, centro",
    "German": "nord, süd, ost, west, mitte, zentrum, innenstadt, stadtmitte",
    "Dutch": "noord, zuid, oost, west, centrum",
    "Scandinavian": "nord, syd, sør, öst, øst, väst, vest, sentrum, centrum",
    "Polish, Czech, Slovak": "północ, południe, wschód, zachód, centrum, śródmieście, sever, jih, východ, západ, střed",
    "South Slavic": "север, юг, изток, запад, център, centar, sjever, jug, istok, zapad",
    "Russian, Ukrainian": "север, юг, восток, запад, центр, північ, південь, схід, захід",
    "Romanian": "nord, sud, est, vest, centru",
    "Turkish": "kuzey, güney, doğu, batı, merkez",
    "Arabic": "شمال, جنوب, شرق, غرب, وسط, المركز, وسط البلد",
    "Indonesian, Malay": "utara, selatan, timur, barat, pusat, tengah",
    "Filipino": "poblacion",
}

# A word of the name of a business, an institution, a building.
SITE_WORDS: ByLanguage = {
    "English": "school, academy, college, university, institute, polytechnic, hospital, clinic, dispensary, church, "
    "cathedral, basilica, chapel, mosque, temple, hotel, lodge, resort, restaurant, bar, club, bank, shop, "
    "supermarket, pharmacy, station, stadium, arena, library, museum, theatre, cinema, airport, airstrip, barracks, "
    "mall, plaza, arcade, market, centre, house, towers, tower, court, apartments, heights, stage, terminus",
    "Swahili": "shule, chuo, hospitali, zahanati, kanisa, msikiti, hoteli, soko, kituo",
    "French": "école, lycée, collège, université, hôpital, clinique, église, cathédrale, mosquée, marché, gare",
    "Spanish": "escuela, colegio, universidad, iglesia, catedral, mercado, oficina, tienda",
    "Portuguese": "escola, colegio, universidade, igreja, catedral, mercado, escritório, loja",
    "German": "schule, universität, krankenhaus, kirche, dom, moschee, bahnhof, hauptbahnhof, rathaus, markt, bhf, hbf",
    "Italian": "scuola, università, ospedale, chiesa, stazione, mercato, municipio",
    "Polish, Czech, Slovak": "szkoła, kościół, szpital, dworzec, rynek, škola, kostel, nemocnice, nádraží",
    "Russian, Ukrainian": "школа, больница, лікарня, церковь, церква, вокзал, рынок, ринок, магазин",
    "Turkish": "okul, okulu, cami, camii, hastanesi, pazarı, belediyesi, garı",
    "Indonesian, Malay": "sekolah, masjid, gereja, pasar, stasiun, kantor",
    "Vietnamese": "trường, bệnh, viện, chợ, nhà, thờ",
    "Arabic": "مدرسة, جامعة, مستشفى, مسجد, سوق",
    "South Asian": "स्कूल, अस्पताल, मंदिर, मस्जिद, बाज़ार",
    "Persian, Urdu": "بازار",
}

# A site of which a town has one or few, so that a map may know it by generic words alone: City Mall, Mercado Central.
TOWN_SITE_WORDS: ByLanguage = {
    "English": "mall, plaza, arcade, market, stadium, arena, park, museum, library",
    "Swahili": "soko, uwanja",
    "French": "marché, stade, musée, gare",
    "Spanish": "mercado, estadio, plaza, parque, museo",
    "Portuguese": "mercado, estádio, praça, parque, museu",
    "Italian": "mercato, stadio, museo, stazione",
    "German": "hauptbahnhof, stadion, museum, marktplatz",
    "Polish, Czech, Slovak": "rynek, dworzec, stadion, nádraží",
    "Turkish": "pazarı, stadı, garı",
    "Indonesian, Malay": "pasar, stasiun, stadion",
    "Vietnamese": "chợ",
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
    "English": "upper, lower, central, new, old, junction, corner, garden, court, block, park, cbd, the, st",
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
    "c/o, b/h, o/s",
    "Swahili": "karibu na, nyuma ya, mbele ya, kando ya, mkabala na",
    "French": "près de, en face de, en face du, à côté de, à côté du, derrière, devant, en face, à côté, non loin de, "
    "réf, derrière le, au niveau de, angle",
    "Spanish": "cerca de, frente a, frente al, enfrente de, junto a, junto al, al lado de, al lado del, detrás de, "
    "a espaldas de, diagonal a, diagonal al, frente, enfrente, atrás de, cerca al, al costado de, esq",
    "Portuguese": "perto de, perto do, perto da, em frente a, em frente ao, ao lado de, ao lado do, ao lado da, "
    "atrás de, atrás do, atrás da, próximo a, próximo ao, próx, em frente, ao lado, esquina com, esq",
    "Italian": "vicino a, di fronte a, accanto a, dietro, di fronte, fronte, davanti a, presso, angolo",
    "German": "gegenüber, gegenueber, neben, hinter, nähe, nahe, in der nähe von, ecke",
    "Dutch": "naast, tegenover, achter, nabij, hoek",
    "Scandinavian": "bredvid, bakom, ved siden av",
    "Polish, Czech, Slovak": "obok, koło, naprzeciw, naprzeciwko, za, vedle, naproti, róg",
    "South Slavic": "до, срещу, зад, pored, preko puta, kod",
    "Russian, Ukrainian": "возле, около, напротив, рядом с, за, біля, навпроти, поруч з",
    "Romanian": "lângă, vizavi de, în spatele, în fața",
    "Greek": "κοντά, απέναντι, δίπλα, έναντι, πίσω από, μπροστά",
    "Arabic": "قرب, بالقرب من, بجانب, بجوار, مقابل, أمام, خلف, قبالة",
    "Persian, Urdu": "نزدیک, روبروی, کنار, پشت, نزد, بالمقابل",
    "Indonesian, Malay": "dekat, depan, dpn, belakang, samping, sebelah, seberang, berhampiran, bersebelahan, hadapan",
    "Filipino": "malapit sa, harap ng, likod ng, tabi ng, katabi ng",
    "Vietnamese": "gần, đối diện, cạnh",
    "Thai, Lao": "ใกล้, ตรงข้าม, ข้าง",
    "Hebrew": "ליד, מול",
    "Chinese, Japanese, Korean": "近く",
}
# The same in languages that put them behind the landmark: 'opposite Migros' is 'Migros karsisi'.
POSTPOSITIONS: ByLanguage = {
    "Turkish": "karşısı, yanı, arkası, önünde, civarı",
    "South Asian": "के पास, के सामने, के पीछे, ke paas, ke samne, ke pass, এর পাশে, er pase, er pashe, er samne, "
    "ko pachhadi, ko agadi, पछाडि, अगाडि, नजिक",
    "Persian, Urdu": "کے پاس, کے سامنے, کے قریب",
    "Amharic": "አጠገብ, ፊት ለፊት, ጀርባ, አካባቢ",
    "Chinese, Japanese, Korean": "隣, 裏, 附近, 旁, 对面, 對面, 옆, 앞",
    "Hungarian": "mellett, mögött, szemben",
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
    "English": "damaged, full, broken, burnt, leaning, vandalised, vandalized, stolen, open, loose",
    "French": "hs, cassé, cassée, endommagé, endommagée, plein, pleine, refaire",
    "Spanish": "quemada, quemado, rota, roto, dañada, dañado, llena, lleno, caído, caída",
    "Portuguese": "quebrada, quebrado, queimada, queimado, danificada, danificado, cheia, caído",
    "Italian": "rotto, rotta, guasto, guasta, bruciato, pieno",
    "German": "defekt, beschädigt, voll, offen, keller, links, rechts",
    "Polish, Czech, Slovak": "uszkodzony, uszkodzona, pełny, pełna, poškozený",
    "Russian, Ukrainian": "сломан, повреждён, поврежден, пошкоджено",
    "Turkish": "kırık, hasarlı, dolu, bozuk",
    "Indonesian, Malay": "miring, rusak, penuh, patah, rosak",
    "Arabic": "مكسور, تالف",
}
# Behind a number they make it an ordinal: 17. Juni, 1. Maja.
ORDINAL_MARKS: ByLanguage = dict.fromkeys(
    ("German", "Turkish", "Scandinavian", "Polish, Czech, Slovak", "South Slavic", "Hungarian"), "."
)
# Of a network's work, wherever it stands: no part of a place.
WORK_PHRASES: ByLanguage = {
    "French": "coupure fibre, fibre coupée, pas de signal, sans signal, nouveau client, raccordement",
    "Spanish": "fibra rota, fibra cortada, corte de fibra, sin señal, sin servicio, cliente nuevo, instalación nueva",
    "Portuguese": "fibra rompida, rompimento de fibra, rompimento, sem sinal, sem internet, cliente novo",
    "Italian": "fibra interrotta, guasto",
    "German": "faserbruch, kabelbruch, kein signal, störung, neuanschluss",
    "Polish, Czech, Slovak": "awaria, brak sygnału, przerwany światłowód",
    "Russian, Ukrainian": "обрыв, обрив, нет сигнала, немає сигналу, авария, аварія",
    "Romanian": "fibră întreruptă, fibra întreruptă, fără semnal",
    "Turkish": "fiber kopuk, arıza, sinyal yok",
    "Arabic": "قطع كابل, انقطاع, عطل",
    "Indonesian, Malay": "kabel putus, fo cut, gangguan, los merah",
    "Filipino": "walang signal, walang internet",
    "Vietnamese": "đứt cáp, mất tín hiệu",
    "English": "link down, new install, new installation",
}

# Between two words of a name, left out as often as not: San Juan (de) Lurigancho.
CONNECTORS: ByLanguage = {
    "English": "of, the",
    "French": "de, du, des, le, la, les",
    "Spanish": "de, del, la, las, los, habitacional",
    "Portuguese": "de, da, do, das, dos, habitacional",
    "Italian": "di, della, del, dei",
    "German": "am, an, der, im, von",
    "Dutch": "van, de, den, der",
    "Swahili": "wa, ya, la",
    "Persian, Urdu": "e, i, o",
}

# What a map writes out, by what is short for it: 'short long'. What has a dot here is short for it only with one.
ABBREVIATIONS: ByLanguage = {
    "English": "twn town, col colony, blk block, sec sector, ext extension, extn extension, est estate, hts heights, "
    "gdn garden, gdns gardens, hosp hospital, univ university, mkt market, vlg village, cantt cantonment, "
    "ind industrial, str street, cres crescent, l/out layout, lyt layout, r/about roundabout",
    "French": "av avenue, bd boulevard, bld boulevard, gd grand, gde grande, pt petit, qt quartier, qtier quartier, "
    "rés résidence, ste sainte",
    "Spanish": "av avenida, avda avenida, urb urbanización, fracc fraccionamiento, resid residencial, "
    "res residencial, conj conjunto, cd ciudad, sta santa, sto santo, prol prolongación, s. san, "
    "col colonia, jr jirón, pje pasaje, psje pasaje, cra carrera, calz calzada",
    "Portuguese": "av avenida, r. rua, jd jardim, jdm jardim, vl vila, pq parque, cj conjunto, conj conjunto, "
    "res residencial, resid residencial, cond condomínio, cid cidade, sta santa, sto santo, pe padre, pça praça, "
    "pca praça, est. estrada, rod rodovia, hab habitacional, s. são, prof professor, dr doutor, cel coronel, "
    "pres presidente, eng engenheiro",
    "Italian": "v. via, vle viale, cso corso, pza piazza",
    "South Asian": "chk chowk, moh mohalla, ngr nagar, sat. satellite, rly railway, stn station",
    "Indonesian, Malay": "jl jalan, jln jalan, gg gang, kel kelurahan, kec kecamatan, perum perumahan, komp kompleks, "
    "kp kampung, kg kampung, tmn taman, ps pasar, pd pondok, tj tanjung, gn gunung, apt apartemen, jend jenderal, "
    "sel selatan, utr utara, tmr timur, brt barat, lr lorong",
    "Filipino": "brgy barangay, bgy barangay, subd subdivision, pob poblacion, sta santa, sto santo",
    "Polish, Czech, Slovak": "ul ulica, os osiedle",
    "Turkish": "mah mahallesi, cad caddesi, cd caddesi, sok sokak, sk sokak",
}

# What is the same word wherever names are compared, except in front: 'short long'.
SAME_WORDS: ByLanguage = {
    "English": "rd road, dr drive, ln lane, hwy highway, blvd boulevard, ave avenue, est estate, ph phase, "
    "center centre, ctr centre, apts apartments, gardens garden, gdns garden, gdn garden, mt mount",
    "Turkish": "mah mahallesi",
    "Persian, Urdu": "ul al",
}
# ... and in front: 'Sankt Pauli' is 'St. Pauli'.
SAINTS: ByLanguage = {
    "German": "sankt saint",
    "Dutch": "sint saint",
    "French": "ste sainte",
    "Spanish": "san saint, santo saint, sto saint, sta santa",
    "Portuguese": "são saint, santo saint, sto saint, sta santa",
}
NUMBER_WORDS: ByLanguage = {
    "English": "one 1, two 2, three 3, four 4, five 5, six 6, seven 7, eight 8, nine 9, ten 10",
    "French": "deux 2, trois 3, quatre 4, cinq 5, sept 7, huit 8, neuf 9, dix 10, quinze 15",
    "Spanish": "tres 3, cuatro 4, cinco 5, seis 6, siete 7, ocho 8, nueve 9, diez 10, quince 15, veinte 20",
    "Portuguese": "dois 2, três 3, quatro 4, cinco 5, seis 6, sete 7, oito 8, nove 9, dez 10, quinze 15, vinte 20",
}

# In front of an area's name they change nothing: Mtaa wa Kilimani is Kilimani.
AREA_PREFIXES: ByLanguage = {
    "Swahili": "mtaa wa, mtaa ya",
    "French": "quartier",
    "Spanish": "colonia, col, barrio, urbanización, urb, fraccionamiento, fracc, reparto",
    "Portuguese": "bairro, setor",
    "German": "ortsteil, stadtteil",
    "Polish, Czech, Slovak": "osiedle, os, dzielnica",
    "South Slavic": "кв, квартал, жк, к с",
    "Russian, Ukrainian": "микрорайон, мікрорайон, мкр, мкр н, район, р н, ж м, жилой массив, житловий масив",
    "Romanian": "cartier, cartierul, cart, satul, sat, comuna, com",
    "Arabic": "حي, حى, منطقة, hay, hai, al",
    "South Asian": "mohalla, mohallah, moh",
    "Indonesian, Malay": "kelurahan, kel, kecamatan, kec, desa, dusun, perumahan, perum, kompleks, komplek, komp",
    "Filipino": "barangay, brgy, bgy, sitio",
    "Italian": "quartiere, zona",
    "Greek": "συνοικία",
    "Turkish": "mah",
}
# ... and behind one.
AREA_SUFFIXES: ByLanguage = {
    "English": "estate, estates, area, town, township, village, suburb, settlement, slum, slums, centre, market, "
    "trading, shopping, colony",
    "South Asian": "bazar, bazaar, scheme",
    "Turkish": "mahallesi, mahalle, köyü",
}
# The end of a name, written apart as often as not: Upper Hill, Upperhill.
NAME_ENDINGS: ByLanguage = {
    "English": "hill, hills, view, views, park, parks, bay, side, field, ville, ridge, spring, springs, camp, haven",
    "South Asian": "pur, pura, abad, mandi, garh, ganj, gunj, bagh",
}
# In front of one they belong to its name, and are none alone: 'Jardim São Paulo' in São Paulo.
AREA_TYPES: ByLanguage = {
    "French": "cité, résidence, lotissement",
    "Spanish": "villa, ciudad, residencial, conjunto, parque, jardín, jardines, pueblo",
    "Portuguese": "jardim, vila, parque, cidade, conjunto, residencial, condomínio, loteamento, núcleo",
    "Indonesian, Malay": "taman, kampung, bandar",
    "Polish, Czech, Slovak": "sídliště, sídlisko",
}
