"""Nouns and names that tell a body, a document, a group or a place. Plain data to extend.

In lower case and in the singular; ``tests/context/test_speakers.py`` shows what each list does.
"""

from __future__ import annotations

from onrecord.context.grammar import words

# Bodies by common noun.
BODIES = words(
    """
    administration agency airline alliance army assembly association authority bank board body branch
    brand broadcaster bureau bureaucracy business cabinet cabinet-office camp campaign caucus center
    centre chamber chancellery chapter charity church city club coalition college commission committee
    community-board company conference conglomerate congress consortium consulate cooperative corporation
    council country county court delegation department directorate district division embassy enterprise
    establishment-party faction federation firm force foundation franchise fund garrison government
    governments group guild hospital industry institute institution journal jury kingdom laboratory league
    legislature lobby magazine maker manufacturer militia ministry monarchy movement municipality museum
    nation network newspaper non-profit nonprofit office operation operator organisation organization
    outfit outlet pac panel paper parish parliament party police portal prosecution publication publisher
    regime regiment regulator republic resistance restaurant retailer school secretariat senate service
    site society squad start-up startup state station store studio subcommittee subsidiary super-pac
    supplier syndicate synod tabloid tank team territory think-tank town township treasury tribunal trust
    union unit university utility vatican venture watchdog website wing
    """
)
BODY_KIN = (
    words("committee panel subcommittee commission board council"),
    words("court tribunal bench"),
    words(
        """
    business co company corp corporation firm giant group inc ltd maker manufacturer retailer
    """
    ),
    words("department agency ministry bureau administration office service"),
    words(
        """
    broadcaster magazine network newspaper outlet paper publication site station website
    """
    ),
    words("university college school institution"),
    words(
        """
    association caucus charity coalition federation group nonprofit organisation organization union
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
    article assessment audit average bill biography book brief briefing-book broadcast bulletin cable
    caption census chapter chart chronicle clause clip code column comic commentary communique complaint
    constitution contract copy correspondence cover crosstab data database dataset decision declaration
    decree deposition diary directive disclosure document documentary dossier draft e-mail editorial email
    entry essay estimate evidence exit-poll expose fact-sheet factsheet feature figure file filing film
    finding footage footnote forecast form graph graphic guideline handbook headline history index
    indictment infographic injunction inquiry inscription interview investigation invoice issue-brief
    journal-article judgement judgment law lawsuit leaflet ledger legislation letter list literature log
    magazine-story manifesto manual manuscript map measure memo memoir memorandum message minutes
    mission-statement model motion narrative newsletter note notice notification novel numbers op-ed
    opinion order ordinance page pamphlet paper paperwork parody passage petition photo photograph piece
    plan plank platform playbook poem policy poll polling post postcard poster presentation press-release
    printout profile projection proposal proposition provision publication questionnaire ranking reading
    rebuttal receipt record recording register regulation release report reporting reports research
    resolution result return review rule rules ruling schedule scorecard screenplay screenshot script
    section shot sign skit slide song source-document speech-text spot spreadsheet statement statistic
    statistics statute story strip study subpoena suit summary survey syllabus tabulation tally tape
    tax-return testimony text textbook timeline title tome tracker trailer transcript translation treatise
    treaty tweet update verdict version video voiceover warrant webpage will writ
    accord addendum annex appendix appraisal autopsy blog blogpost blueprint brochure budget bylaw
    calculation catalog catalogue certificate charter checklist docket evaluation excerpt flier flyer
    guidance inspection inventory lease logbook mailer meta-analysis modeling modelling obituary outline
    pact paragraph permit placard plaque pleading podcast prospectus protocol readout roadmap rulebook
    simulation summons telegram voicemail
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
    advertiser agency airlines airways alliance americans argus army broadcasting brothers bulletin
    bundestag cabinet center centre chronicle cia citizens co coalition company congress corp corporation
    corps courier daily democrats dispatch entertainment epa examiner fbi forces forum foundation fund
    gazette globe group guard guardian hall herald holdings house inc independent industries initiative
    inquirer institute institution journal knesset kremlin labs league ledger llc llp ltd mail marines
    media mirror monitor motors nations nato navy network news observer office parliament partners
    partnership pentagon pictures plc police post press project radio records register republicans review
    senate sentinel sisters society standard star studios sun systems teamsters technologies telegraph
    times today treasury tribune tv vatican veterans weekly wire workers yorker
    advertiser echo express mercury messenger recorder
    """
    )
) - words(
    """
    body business city country county force nation paper republic state town will
    """
)
# Capitalised words that end the name of a firm, where no first name begins it.
FIRM_ENDINGS = words(
    """
    aerospace airways analytics biosciences biotech brands breweries chemicals consulting dairies dynamics
    electronics energy foods freight gas haulage health healthcare hotels insurance logistics materials
    mining oil outfitters petroleum pharma pharmaceuticals properties rail railway railways resorts
    resources robotics savings semiconductors shipping software solutions stores telecom
    telecommunications textiles therapeutics toys transit utilities ventures water wines
    atlantic pacific infra infrastructure
    """
)
# Words that open or end the name of a sports club; and those that only end one.
CLUB_LETTERS = words("fc afc cf rfc")
CLUB_ENDINGS = words("united rovers wanderers athletic albion hotspur harriers")
# Words that end the name of a town, or of its club: whoever speaks by it is a body.
TOWNS = words("city town borough")
# Capitalised words that are no names by themselves, whatever they begin.
THINGS = words(
    """
    accord act agreement airport amendment avenue award bill boulevard bowl bridge clause code
    constitution convention covenant crisis cup day deal debate declaration depression doctrine election
    era eve festival forum game games hearing highway hotel hour index initiative lake law list month
    mountain ocean order pact parade park plan plot poll polls prize program report revolution river road
    rule rules scandal season series show speech square stadium street summit sunday survey surveys
    theater theatre tower towers treaty war week weekend year
    """
)
OUTLETS = words(
    """
    abc aclu acosta-free afp airbnb al-qaeda aljazeera allergan amazon anadolu ansa ap apple axios bbc bbc.com
    bloomberg boeing breitbart buzzfeed c-span cbs cnbc cnn cosmopolitan daily-caller deadspin drudge
    dupont emerson-poll emily's espn europol exxon facebook fed forbes ford fortune fox foxnews gallup
    gawker google greenpeace hamas hbo hezbollah huffpost infowars instagram intel intercept interpol
    ipsos isil isis jezebel linkedin marist mashable mcclatchy mediaite microsoft monmouth msnbc naacp
    nato nbc netflix newsday newsmax newsweek nielsen nike npr nra nytimes opec pbs people.com pew pfizer
    politico politifact propublica quartz quinnipiac rasmussen realclearpolitics reddit redstate reuters
    salon slate snapchat snopes statista suffolk taliban telemundo tesla tmz toyota twitter uber unesco
    unicef univision upi usa-today vanityfair verizon vice vox walmart washingtonpost wikileaks wired
    yahoo yougov youtube xinhua tass yonhap kyodo bernama antara tanjug
    """
)
PLACES = words(
    """
    afghanistan africa alabama alaska albania algeria america argentina arizona arkansas armenia asia
    australia austria azerbaijan baghdad bahrain bangladesh beijing belarus belgium berlin bolivia bosnia
    boston brazil britain brooklyn brussels bulgaria california cambodia cameroon canada charlotte chicago
    chile china cleveland colombia colorado connecticut crimea croatia cuba cyprus czechia dallas damascus
    delaware denmark denver detroit ecuador egypt england estonia ethiopia eu europe finland flint florida
    france georgia germany ghana greece guam guatemala haiti havana hawaii honduras houston hungary
    iceland idaho illinois india indiana indonesia iowa iran iraq ireland israel istanbul italy jamaica
    japan jerusalem jordan kansas kazakhstan kentucky kenya kosovo kuwait kyiv laos latvia lebanon libya
    lithuania london louisiana luxembourg macedonia madrid maine malaysia maryland massachusetts mexico
    miami michigan milwaukee minnesota mississippi missouri moldova mongolia montana morocco moscow mosul
    myanmar nebraska nepal netherlands nevada nicaragua niger nigeria norway ohio oklahoma oregon orlando
    pakistan palestine panama paris pennsylvania peru philadelphia philippines phoenix pittsburgh poland
    portugal pyongyang qaeda qatar romania rome russia rwanda scotland seattle seoul serbia singapore
    slovakia slovenia somalia spain sudan sweden switzerland syria taiwan tallahassee tanzania tehran
    tennessee texas thailand tokyo toronto tulsa tunisia turkey tuscany u.k u.n u.s uae uganda uk ukraine
    un uruguay us usa utah uzbekistan venezuela vermont vietnam virginia wales warsaw washington wisconsin
    wyoming yemen zambia zimbabwe
    """
)
PLACE_PAIRS = words(
    """
    capitol-hill costa-rica czech-republic dominican-republic el-salvador european-union gaza-strip
    great-britain hong-kong kansas-city las-vegas long-island los-angeles middle-east new-england
    new-hampshire new-jersey new-mexico new-orleans new-york new-zealand north-carolina north-dakota
    north-korea northern-ireland puerto-rico rhode-island salt-lake san-antonio san-diego san-francisco
    saudi-arabia sierra-leone silicon-valley south-africa south-carolina south-dakota south-korea
    south-sudan soviet-union sri-lanka st-louis united-kingdom united-nations united-states virgin-islands
    wall-street west-bank west-virginia
    """
)
# Places that act as bodies when they speak.
ACTING_PAIRS = words("united-nations european-union white-house supreme-court wall-street")
GROUPS = words(
    """
    afghans african-americans africans all americans analysts asians audience authorities base blacks both
    britons canadians catholics chinese christians citizens conservatives critics crowd cubans democrats
    demonstrators doctors dozens economists electorate elites establishment europeans evangelicals
    everybody everyone experts family few french germans gop half hispanics historians hundreds
    investigators iranians iraqis israelis jews kurds latinos lawmakers lawyers left liberals majority
    many media men mexicans millions minority most muslims nobody none observers opponents others
    pakistanis palestinians parents people percent police politicians press progressives prosecutors
    protesters public quarter readers republicans researchers residents right russians saudis scholars
    scientists several some staff students supporters syrians taxpayers tens third thousands turks ukrainians
    voters whites women workers youth
    """
)
# What departments and committees are named after, where one is named after several.
FIELDS = words(
    """
    alcohol tobacco firearms explosives health education welfare labor labour science sciences engineering
    medicine technology commerce energy environment food rural affairs agriculture trade justice
    transportation transport housing urban development crime terrorism security homeland pensions natural
    resources nutrition forestry space veterans immigration citizenship law human services oceans fisheries
    fish culture media sport sports arts humanities business industry innovation skills planning
    infrastructure space mathematics water power lands insurance finance banking budget tourism heritage
    """
)
# People by where they are from, in the singular: "the South Carolinian", "Texan Ann Lee".
DEMONYMS = words(
    """
    alabamian alaskan arizonan arkansan californian coloradan delawarean floridian hawaiian idahoan
    illinoisan hoosier indianan iowan kansan kentuckian louisianan mainer marylander michigander
    michiganian minnesotan mississippian missourian montanan nebraskan nevadan ohioan oklahoman
    pennsylvanian texan utahn vermonter virginian wisconsinite wyomingite
    carolinian dakotan jerseyan islander briton londoner parisian chicagoan bostonian midwesterner
    southerner northerner westerner
    """
)
