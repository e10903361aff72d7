"""Data of the grammar of figures: currencies, measures, plurals, and words that end a noun phrase.

Lists of words are written as text, so that a reader can extend them.
"""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of ``text``."""
    return frozenset(text.split())


CURRENCIES = {
    "$": "dollar", "us$": "dollar", "c$": "canadian dollar", "ca$": "canadian dollar",
    "a$": "australian dollar", "au$": "australian dollar", "nz$": "new zealand dollar",
    "hk$": "hong kong dollar", "s$": "singapore dollar", "r$": "real", "€": "euro", "£": "pound",
    "¥": "yen", "₹": "rupee", "₩": "won", "₽": "ruble", "₪": "shekel", "₺": "lira",
}  # fmt: skip
CURRENCY_CODES = {
    "usd": "dollar", "eur": "euro", "gbp": "pound", "jpy": "yen", "cad": "canadian dollar",
    "aud": "australian dollar", "chf": "franc", "cny": "yuan", "inr": "rupee",
}  # fmt: skip
RUPEES = "Rs"  # stands before a number, with or without a full stop
_MONEY = """
    dollar euro pound cent yen yuan renminbi ruble rouble rupee peso franc krona krone zloty lira shekel
    """
MONEY = words(_MONEY) | {"penny", "real", "rand", "riyal", "dinar", "won", "bitcoin", "sterling"}
DOLLARS = {"canadian", "australian"}  # the dollars of others keep their name

# Measures: a count in small words, "a" behind a bound and a singular are figures with these.
_TIME = """
    second minute hour day night week fortnight month quarter season year decade generation century
    """
TIME = words(_TIME)
_EXTENT = """
    inch foot yard mile meter metre kilometer kilometre centimeter centimetre millimeter millimetre acre
    hectare ounce pound ton tonne kilogram gram milligram kilo barrel gallon liter litre cup teaspoon bushel
    pint quart megawatt gigawatt kilowatt watt megahertz megabyte gigabyte terabyte calorie degree knot volt
    """
EXTENT = words(_EXTENT)
MEASURES = TIME | EXTENT
ABBREVIATIONS = {
    "km": "kilometer", "cm": "centimeter", "mm": "millimeter", "m": "meter", "kg": "kilogram",
    "mg": "milligram", "lb": "pound", "lbs": "pound", "oz": "ounce", "ft": "foot", "sq": "square",
    "mph": "mile", "kph": "kilometer", "hrs": "hour", "hr": "hour", "mins": "minute", "min": "minute",
    "mw": "megawatt", "gw": "gigawatt", "kw": "kilowatt", "kwh": "kilowatt hour", "gb": "gigabyte",
    "tb": "terabyte", "mb": "megabyte", "km/h": "kilometer", "bps": "basis point", "°": "degree",
    "ha": "hectare", "bpd": "barrel",
}  # fmt: skip
SPELLING = {
    "metre": "meter", "kilometre": "kilometer", "centimetre": "centimeter", "millimetre": "millimeter",
    "litre": "liter", "tonne": "ton", "kilo": "kilogram", "rouble": "ruble", "sterling": "pound",
    "penny": "cent", "renminbi": "yuan",
}  # fmt: skip
# Head nouns whose unit is kept with the noun before it: "service member", "square mile".
COMPOUNDS = {
    "member": {"service", "staff", "family", "crew", "gang", "board", "council", "cast", "team"},
    "point": {"percentage", "basis"}, "mile": {"square", "nautical"}, "foot": {"square", "cubic"},
    "kilometer": {"square", "cubic"}, "meter": {"square", "cubic"}, "yard": {"square", "cubic"},
    "inch": {"square", "cubic"}, "hour": {"kilowatt", "megawatt"}, "vote": {"electoral"},
}  # fmt: skip

_IRREGULAR = (
    "people person|men man|women woman|children child|grandchildren grandchild|feet foot|teeth tooth|"
    "mice mouse|geese goose|lives life|wives wife|knives knife|wolves wolf|leaves leaf|shelves shelf|"
    "halves half|calves calf|thieves thief|loaves loaf|congressmen congressman|"
    "congresswomen congresswoman|servicemen serviceman|servicewomen servicewoman|policemen policeman|"
    "firemen fireman|gunmen gunman|fishermen fisherman|businessmen businessman|spokesmen spokesman|"
    "crises crisis|media medium|criteria criterion|bacteria bacterium|analyses analysis|"
    "diagnoses diagnosis|bases base|theses thesis|buses bus|gases gas|viruses virus|campuses campus|"
    "bonuses bonus|pence penny|cacti cactus|alumni alumnus|cookies cookie|movies movie|"
    "calories calorie|selfies selfie|rookies rookie|zombies zombie|ties tie|lies lie|pies pie|"
    "species species|series series|means means|caches cache|axes axe|shoes shoe|horses horse|"
    "houses house|purposes purpose|courses course|nurses nurse|cases case|phrases phrase|"
    "licenses license|leases lease|purchases purchase|exercises exercise|expenses expense|"
    "responses response|offenses offense|causes cause|clauses clause|increases increase|"
    "releases release|databases database|warehouses warehouse|greenhouses greenhouse|"
    "businesses business|witnesses witness|canoes canoe|toes toe|heroes hero|potatoes potato|"
    "tomatoes tomato|vetoes veto|tornadoes tornado|volcanoes volcano|echoes echo|embargoes embargo|"
    "mosquitoes mosquito|quizzes quiz|statuses status|censuses census|consensuses consensus"
)
IRREGULAR = {pair.split()[0]: pair.split()[1] for pair in _IRREGULAR.split("|")}
# Nouns that are their own plural, and what becomes of them as a unit.
INVARIANT = {
    "police": "police", "personnel": "personnel", "staff": "staff", "aircraft": "aircraft", "deer": "deer",
    "sheep": "sheep", "fish": "fish", "cattle": "cattle", "cod": "cod", "spacecraft": "spacecraft",
    "hovercraft": "hovercraft", "bison": "bison", "salmon": "salmon", "trout": "trout",
    "livestock": "livestock", "yen": "yen", "yuan": "yuan", "baht": "baht", "rand": "rand", "won": "won",
    "hertz": "hertz", "crew": "crew", "clergy": "clergy", "infantry": "infantry", "poultry": "poultry",
    "offspring": "offspring",
}  # fmt: skip
# Adjectives that stand for people when no noun follows: "37 dead".
NOMINAL = words(
    """
    dead wounded injured missing hospitalized unemployed homeless displaced
    """
)
# Words in -s that are no plural.
_NOT_PLURAL = """
    gas bus news politics economics mathematics physics ethics less unless perhaps always sometimes besides
    overseas measles rabies mumps diabetes herpes sepsis tennis afterwards towards plus this his its ours
    theirs yours minus versus thus yes us was has is as does across alias atlas bias canvas chaos christmas
    indoors outdoors upstairs downstairs downtown texas kansas arkansas paris hamas athens laos honduras
    cyprus moses james charles jones davis williams thomas harris mars series species headquarters barracks
    isis elsewhere nowadays thanks
    """
NOT_PLURAL = words(_NOT_PLURAL)
# Plurals that stand before another noun: "sales jobs", "sports clubs".
_ATTRIBUTIVE = """
    sales sports arms women men police aircraft savings customs drugs goods rights services systems
    operations communications veterans affairs personnel staff news games weapons
    appeals crew clergy infantry poultry
    """
ATTRIBUTIVE = words(_ATTRIBUTIVE)

# Words that no noun phrase goes on over. Verbs are those that news puts right behind a number.
_STOP = """
    a an the and or but nor yet so if then than that this these those which who whom whose what when where
    why how while because although though since until till as at by for from in into of off on onto out over
    per through to toward towards under up upon with within without about above across after against along
    among around before behind below beneath beside between beyond during except inside near outside past
    despite he she it we you they i me him her us them my your his its our their mine hers downtown not no
    never each every either neither both all any some such only just even also too very more most less least
    much many few is am are was were be been being isn't aren't wasn't weren't has have had having hasn't
    haven't hadn't do does did done doesn't don't didn't will would shall should can could may might must
    won't can't cannot ago later earlier here there now today tonight tomorrow yesterday already still again
    instead however monday tuesday wednesday thursday friday saturday sunday january february march april
    june july august september october november december mr mrs ms via amid versus vs including plus like
    whether there's it's that's he's she's they're we're i'm you're who's worth enough apart away else due
    """
_VERBS = """
    said says say told tell tells received died dies die became become becomes got get gets went go goes
    came come comes took take takes voted won wins win made make makes showed show shows
    supported support opposed believed believe wanted want wants needed need needs asked ask called call
    joined join attended attend served serve died remain remains remained live lived depend depends
    gave give gives left leave leaves stayed stay fell fall falls rose rise rises fled flee began begin
    begins started ended approved rejected thought think thinks know knew knows felt feel feels agreed
    disagreed backed favor favored prefer preferred expect expected responded refused faced face hold held
    holds keep kept put puts set sets turned turn turns ran run runs sent send sends saw see sees brought
    bring brings spent spend spends cost costs paid pay pays goes seems seem appears appear exists exist
    wait waited sat stood walked marched cheered drowned crossed gathered blocked scored beat led signed
    applied passed failed grew grow grows hit hits drew moved returned arrived worked used use uses
    covers carry carries includes include own owns rent die killed thanks happened continue
    continued allow allows allowed respond survived
    """
STOP = words(_STOP) | words(_VERBS)

# Plurals of talk: "two things", "three reasons" count nothing that a reader would check.
_VAGUE = """
    thing side reason way point word question idea option choice kind sort type theory call matter issue
    aspect factor example lesson problem opinion possibility scenario explanation version time step time
    part sentence paragraph step half end extreme front
    """
VAGUE = words(_VAGUE)
# What happens on a date: behind one of these a number of four digits is a year.
_EVENTS = """
    election primary campaign olympics midterm game cup riot attack bombing protest flood fire earthquake
    hurricane storm race season budget model edition result debate convention caucus poll talk negotiation
    hearing war uprising convention sanction elections hostility candidate nominee contender hopeful
    """
EVENTS = words(_EVENTS)
# Whom "of" may place ("residents of Eastbank"), and whom a name before the noun: voters and
# workers may be somebody's ("Alder voters").
_RESIDENTS = """
    resident inhabitant citizen person household home adult voter student worker family taxpayer business
    school teacher parent tenant house building district precinct mile acre neighborhood woman man child
    driver
    """
RESIDENTS = words(_RESIDENTS)
LOCALS = words(
    """
    resident inhabitant citizen household home adult taxpayer tenant driver
    """
)
# Capital words before a noun that name a people, a party or a faith, not a place.
_NOT_PLACES = """
    u.s. us american democratic republican muslim jewish catholic black white asian latino hispanic native
    gop labour tory conservative liberal dutch french greek swiss thai iraqi israeli saudi pakistani afghan
    kurd arab british irish welsh scots czech congress parliament senate house supreme medicare medicaid
    facebook twitter google apple i god english spanish german
    """
NOT_PLACES = words(_NOT_PLACES)
PEOPLES = tuple(words("ese ish ians icans crats eans rian sian nian lian dian rean pean"))
RATE_NOUNS = MEASURES | {"person", "head", "share", "game", "household", "capita", "vote", "student", "piece"}


def singular(noun: str) -> str:
    """The singular of ``noun`` (lower case); what is no plural comes back unchanged."""
    if noun in INVARIANT:
        return INVARIANT[noun]
    if noun in IRREGULAR:
        return IRREGULAR[noun]
    if not is_plural(noun):
        return noun
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("ches", "shes", "sses", "xes", "zzes")):
        return noun[:-2]
    return noun[:-1]


def is_plural(word: str) -> bool:
    """Whether ``word`` (lower case) looks like the plural of a noun."""
    if word in IRREGULAR or word in INVARIANT:
        return True
    if len(word) < 4 and word not in ("mps", "tvs", "ids", "aps", "gps"):
        return False
    return word[-1:] == "s" and word[-2:] not in ("ss", "us", "is", "'s") and word not in NOT_PLURAL


def unit_of(noun: str, before: str = "") -> str:
    """The unit that a head noun gives: singular, lower case, with ``before`` where the two are one word."""
    head = ABBREVIATIONS.get(noun) or singular(noun)
    head = SPELLING.get(head, head)
    if before in COMPOUNDS.get(head, ()) or (head == "dollar" and before in DOLLARS):
        return f"{before} {head}"
    return head
