"""What networks and their clerks write in any country. A new code: add it to the list it fits."""

from __future__ import annotations

from geocoding.countries.vocabulary import Vocabulary, phrases, words

EVERYWHERE = Vocabulary(
    codes=words("""
        fdt fat fda fxb nvt kvz pto pbo sro nro pmz ceo cdoe cdoi agg орк орш орм крт
        fdb fdc fdh fdp fbt ftb otb atb odb odc odf odn odp olt ont onu nap lcp mst cto spl splt splitter
        сплитер сплиттер спліттер
        splice sdu sdus sfu mdu mdus gpon epon gepon xpon xgpon xgspon xgs pon ftta fttb fttc fttd ftth ftto fttx hfc
        dsl adsl vdsl dslam msan msag rsu pop bts enb bng cpe mdf idf mux cab cabinet closure manhole handhole vlan ssid
        uplink backhaul backbone cbt pcp tx rx
    """),
    numbered_codes=words("""
        mast site hub box port pl ring switch rack slot feeder trunk jb jc hh mh dp pd pm pe vz tb branch segment loop
        core riser drop tap shelter lot batch router cable sector_antenna cell ap lr parcel no nr
    """),
    brands=words("""
        huawei zte nokia alcatel ericsson fiberhome calix adtran mikrotik ubiquiti ubnt cambium cisco tplink
        dlink vsol dasan zhone raisecom starlink vodafone vodacom airtel mtn etisalat vodafon
    """),
    ambiguous_brands=words("liquid seacom"),
    trades=words("""
        telecom telecoms telecommunications telecomms network networks internet fibre fiber broadband wifi wireless
        communications comms isp isam wimax lte airfiber airmax rocket litebeam nanobeam nanostation powerbeam epmp
        smartax catalyst routerboard
    """),
    chain_stores=words("total totalenergies shell rubis engen oilibya kfc"),
    region_words=words(
        "north south east west nth sth ctr cbd central northern southern eastern western coast metro rift"
    ),
    status_words=words("""
        new old temp temporary test active inactive live dead pending planned proposed decom decommissioned removed
        moved relocated rerouted reroute shifted closed down offline outage fault faulty urgent los cancelled installed
        commissioned final latest site migrated upgraded upgrade duplicate dup copy spare backup wip to be under
        construction not in use
    """),
    type_words=words("""
        level stop exchange flyover interchange footbridge phase gate court courts sector apartments apts flats houses
        homes villas units building bldg buildings estate estates residence residences residency residential rental
        rentals plaza mall malls complex arcade tower towers suites heights garden gardens compound compounds hostel
        hostels lodge quarters zone area ward town village city center centre centres hub premise premises offices
        headquarters hq branch shops supermarket kiosk stalls store stores warehouse godown garage workshop parking yard
        depot pool tank wash farm plot site sites location place point base mast masts roof rooftop ground lobby
        reception entrance exit door desk home houses room rooms hall kitchen corridor stairs staircase lift district
        county region street_light borehole pump substation transformer terminal terminus camp clinic dispensary
        pharmacy chemist laboratory lab nursery kindergarten academy faculty barracks cafe restaurant bar pub club gym
        bank atm toilet toilets company mosque temple chapel parish cathedral station stations hotel police
        building_site courtroom registry ministry embassy cemetery mortuary penthouse townhouse townhouses mansion
        bedsitters farmhouse greenhouse clubhouse orphanage dormitory dormitories grounds pitch lodging lodgings resort
        campsite cinema bakery butchery salon barber barbershop hardware cyber showroom caretaker agent reseller balcony
        boardroom terrace crossing underpass facility facilities dumpsite line lines route cluster godowns ranch pier
        quarter rank division constituency sublocation subcounty subdistrict
    """),
    landmark_words=words("""
        school schools church hospital market station stadium airport college university mosque temple prison factory
        park mile stage junction corner post institute campus polytechnic court club library museum theatre arena
        mission convent seminary shrine quarry slaughterhouse playground airstrip sch sports
    """),
    numbered_kinds=words("section zone mile km area community district"),
    ordinals=words("first second third fourth fifth sixth seventh eighth ninth tenth"),
    qualifiers=words("""
        main primary secondary high junior senior boys girls boy girl mixed day boarding public private government
        national international general district regional local central health medical shopping business commercial
        industrial residential petrol fuel gas service services filling bus taxi matatu railway train fire power water
        sewage swimming server servers data equipment control meter generator plant comms guard security guest access
        entry back front rear side upper lower middle inner outer left right top bottom ground north south east west new
        old big small large little modern temporary permanent head corporate customer customers client clients
        subscriber subscribers tenant tenants owner owners landlord staff my our his her their your whole another
        catholic protestant community social welfare cell radio base transmission training teachers technical vocational
        nursing car parking post postal admin administration management sales retail wholesale trading cleaned bedroom
        bedrooms storey story double single multi gated sub law military referral maternity children childrens student
        students servant servants parents meeting conference football studio customs governor commissioner play pry sec
        intl natl chairman chairperson boda recreational botanical telecom internet network fibre fiber wifi
    """),
    stop_words=words("""
        the a an of at in on and or for to by with from none null nil na n unknown undefined unspecified unnamed tbd tba
        tbc not no provided available applicable given specified stated known found yet confirm confirmed advised be
        name names address addresses details detail info information same as above below see comment comments note notes
        remark remarks description blank empty missing default dummy sample demo trial example testing other others
        various multiple several many any all general anonymous nothing somewhere here there this that is field place
        location locations site gps coordinates coordinate pin longitude latitude lat lng lon map call contact await
        awaiting share shared refer reference check visit mapped unmapped assigned unassigned misc data error wrong
        invalid sure existing previous per ticket tickets request noc who what where which please kindly ignore later
        soon asdf qwerty do dont know out outside coverage clear ditto captured updated determined unreachable
        directions arrival one two three four five six seven eight nine ten
    """),
    features=words("hill hills river valley lake beach bridge dam forest swamp bay mountain springs stream wetland"),
    names=phrases("""
        old town
        ring road
        ring rd
        central park
        torre
    """),
    acronyms=words("atm avm cbd hq ymca ywca"),
    short_words=words("""
        rd st dr mt ln ct crt pl sq jct jn jnct hts hgts gdn gdns ctr mkt twn blvd bldg pk pkwy mr mrs ft km nth sth al
        da de la le lo old new the bay way inn off el san
    """),
    abbreviations={"ph": "Phase", "phs": "Phase"},
)
