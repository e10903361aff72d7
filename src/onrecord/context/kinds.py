"""Nouns and names that tell a body, a document, a group or a place. Plain data to extend.

In lower case and in the singular; ``tests/context/test_speakers.py`` shows what each list does.
"""

from __future__ import annotations

from onrecord.context.grammar import words

# Bodies by common noun.
BODIES = words(
    """
    administration agency airline alliance army assembly association authority bank board body brand
    broadcaster bureau bureaucracy business cabinet camp campaign caucus cabinet-office center centre
    chamber charity chapter church city club coalition college commission committee community-board
    company conference congress consortium consulate conglomerate cooperative corporation council country
    county court delegation department district embassy enterprise establishment-party federation firm
    force foundation franchise fund garrison government group governments guild hospital industry
    institute institution directorate division unit branch chancellery journal jury kingdom laboratory
    league legislature lobby magazine maker manufacturer militia ministry monarchy movement municipality
    museum nation network newspaper nonprofit non-profit office operation operator organisation
    organization outlet outfit pac paper parliament party panel parish police portal prosecution
    publication publisher regime regiment regulator republic resistance restaurant retailer school
    secretariat senate service site society squad start-up startup state station store studio subcommittee
    subsidiary super-pac supplier syndicate synod team tabloid territory think-tank tank town township
    treasury tribunal trust union university utility vatican venture watchdog website
    """
)
BODY_KIN = (
    words("committee panel subcommittee commission board council"),
    words("court tribunal bench"),
    words(
        """
    company firm corporation corp inc co ltd group maker manufacturer retailer business giant
    """
    ),
    words("department agency ministry bureau administration office service"),
    words(
        """
    newspaper paper outlet publication magazine website site network broadcaster station
    """
    ),
    words("university college school institution"),
    words(
        """
    organization organisation group association union federation coalition caucus nonprofit charity
    """
    ),
    words("country nation government republic kingdom"),
    words("campaign camp team"),
    words("party"),
    words("state"),
)
# Written or recorded things that speak.
DOCUMENTS = words(
    """
    account act ad advertisement advisory affidavit agenda agreement amendment analysis announcement
    article assessment audit bill biography book brief briefing-book broadcast bulletin cable caption
    census chapter chart chronicle clause clip code column comic commentary communique complaint
    constitution contract correspondence cover crosstab data database dataset decision declaration decree
    deposition diary directive disclosure document dossier draft editorial email e-mail entry essay
    estimate evidence exit-poll expose factsheet fact-sheet feature figure file filing film finding
    footage forecast form graph graphic guideline handbook headline history index indictment infographic
    injunction inquiry interview inscription investigation invoice issue-brief journal-article judgment
    judgement law lawsuit leaflet ledger letter list literature log magazine-story manifesto manual
    manuscript map measure memo memoir memorandum message minutes mission-statement model motion narrative
    newsletter note notice notification novel numbers op-ed opinion order ordinance pamphlet paper
    paperwork parody passage petition photo photograph piece plan plank platform playbook poem policy poll
    polling post postcard poster presentation press-release printout profile projection proposal
    proposition provision publication questionnaire reading rebuttal receipt record recording register
    regulation release report reporting reports research copy legislation documentary skit footnote page
    resolution result return review rule rules ruling schedule scorecard screenplay screenshot script
    section sign slide song source-document speech-text spreadsheet statement statistic statistics statute
    story strip study subpoena suit summary survey syllabus tabulation tape tally tax-return testimony
    text textbook timeline title tome tracker transcript translation treatise treaty tweet ranking average
    shot spot trailer voiceover update verdict version video warrant webpage will writ
    """
)
DOCUMENT_KIN = (
    words("study report analysis paper research review survey assessment"),
    words("poll survey"),
    words("memo memorandum document"),
    words("letter email e-mail message note missive"),
    words("suit lawsuit complaint filing"),
    words("ruling decision opinion judgment verdict order"),
    words("article story piece report column editorial expose"),
    words("video footage clip tape recording"),
    words("law bill act statute legislation measure"),
)
# Capitalised words that end (or mark) the name of a body.
NAMED_BODIES = (
    BODIES
    | words(
        """
    times post journal tribune herald gazette globe news press daily weekly review today sun star mirror
    mail guardian telegraph independent observer chronicle inquirer examiner courier register sentinel
    dispatch inc corp corporation co company llc ltd llp plc group holdings partners industries motors
    airlines airways technologies systems labs media pictures entertainment records studios tv radio
    network broadcasting house senate congress parliament pentagon yorker bulletin wire monitor ledger
    advertiser argus standard agency kremlin vatican nato nations treasury cabinet knesset bundestag
    democrats republicans veterans citizens workers teamsters americans sisters brothers coalition project
    initiative center centre institute institution foundation fund society league alliance partnership
    office forces guard corps navy army marines police fbi cia epa forum hall
    """
    )
) - words(
    """
    city state country county force town will nation republic business paper body
    """
)
# Capitalised words that are no names by themselves, whatever they begin.
THINGS = words(
    """
    act amendment award bill bowl clause constitution convention covenant crisis day deal debate
    declaration election forum game games hearing agreement avenue boulevard street road river lake ocean
    mountain bridge square airport stadium tower towers theater theatre hotel highway park war week
    weekend month year speech summit prize scandal plan plot program rule rules sunday show doctrine era
    eve hour report list index accord pact treaty law code order initiative festival parade cup series
    season depression revolution
    """
)
OUTLETS = words(
    """
    abc acosta-free afp aljazeera ap axios bbc bbc.com bloomberg breitbart buzzfeed cbs cnbc cnn
    cosmopolitan c-span daily-caller deadspin drudge espn facebook forbes fortune foxnews gawker google
    hbo huffpost infowars instagram intercept jezebel linkedin mashable mcclatchy mediaite msnbc nbc
    newsday newsmax newsweek npr nytimes pbs people.com politico politifact propublica quartz reddit
    redstate reuters salon slate snapchat snopes telemundo tmz twitter univision upi usa-today vanityfair
    vice vox washingtonpost wikileaks wired yahoo youtube yougov fed fox verizon intel nielsen dupont
    allergan pew monmouth statista realclearpolitics gallup quinnipiac ipsos rasmussen suffolk marist
    emerson-poll apple amazon boeing microsoft exxon walmart tesla netflix uber airbnb pfizer nike ford
    toyota hamas hezbollah isis isil taliban al-qaeda greenpeace interpol europol unicef unesco opec nato
    emily's aclu naacp nra
    """
)
PLACES = words(
    """
    afghanistan africa alabama alaska albania algeria america argentina arizona arkansas armenia asia
    australia austria azerbaijan bahrain baghdad bangladesh beijing belarus belgium berlin bolivia bosnia
    boston brazil britain brooklyn brussels bulgaria california cambodia cameroon canada charlotte chicago
    chile china cleveland colombia colorado connecticut crimea croatia cuba cyprus czechia dallas damascus
    delaware denmark denver detroit ecuador egypt england estonia ethiopia europe finland flint florida
    france georgia germany ghana greece guam guatemala haiti havana hawaii honduras houston hungary
    iceland idaho illinois india indiana indonesia iowa iran iraq ireland israel istanbul italy jamaica
    japan jerusalem jordan kansas kazakhstan kentucky kenya kosovo kuwait kyiv laos latvia lebanon libya
    lithuania london louisiana luxembourg macedonia madrid maine malaysia maryland massachusetts mexico
    miami michigan milwaukee minnesota mississippi missouri moldova mongolia montana morocco moscow mosul
    myanmar nebraska nepal netherlands nevada nicaragua niger nigeria norway ohio oklahoma orlando oregon
    pakistan palestine panama paris pennsylvania peru philadelphia philippines phoenix pittsburgh poland
    portugal pyongyang qatar qaeda romania rome russia rwanda scotland seattle seoul serbia singapore
    slovakia slovenia somalia spain sudan sweden switzerland syria taiwan tallahassee tanzania tehran
    tennessee texas thailand tokyo toronto tulsa tunisia turkey tuscany uganda ukraine uruguay utah
    uzbekistan venezuela vermont vietnam virginia wales warsaw washington wisconsin wyoming yemen zambia
    zimbabwe u.s us usa u.k uk uae u.n un eu
    """
)
PLACE_PAIRS = words(
    """
    new-york new-jersey new-mexico new-hampshire north-carolina south-carolina north-dakota south-dakota
    west-virginia rhode-island united-states united-kingdom united-nations european-union new-zealand
    north-korea south-korea saudi-arabia south-africa sri-lanka hong-kong puerto-rico costa-rica
    el-salvador los-angeles san-francisco san-diego san-antonio las-vegas new-orleans st-louis salt-lake
    virgin-islands long-island new-england middle-east great-britain northern-ireland sierra-leone
    dominican-republic czech-republic south-sudan west-bank gaza-strip wall-street silicon-valley
    capitol-hill soviet-union kansas-city
    """
)
# Places that act as bodies when they speak.
ACTING_PAIRS = words("united-nations european-union white-house supreme-court wall-street")
GROUPS = words(
    """
    democrats republicans conservatives liberals progressives americans african-americans latinos
    hispanics muslims christians jews evangelicals catholics mexicans russians chinese germans french
    europeans britons asians africans israelis palestinians iranians iraqis syrians turks ukrainians
    canadians cubans blacks whites people voters critics supporters opponents experts analysts economists
    scientists lawmakers observers residents citizens protesters demonstrators women men workers parents
    students doctors lawyers others some many most few several both everyone everybody nobody all none
    millions thousands hundreds dozens tens majority minority percent half third quarter public crowd
    audience electorate left right media press establishment elites politicians taxpayers scholars
    historians researchers readers police investigators prosecutors authorities gop youth family base
    saudis pakistanis kurds afghans
    """
)
