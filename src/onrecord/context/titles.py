"""Titles, roles and other nouns for people. Plain data to extend.

In lower case and in the singular; ``tests/context/test_speakers.py`` shows what each list does.
"""

from __future__ import annotations

from onrecord.context.grammar import words
from onrecord.context.kinds import DEMONYMS, FIELDS

# Before a name, not part of it, and no role either.
HONORIFICS = words("mr mrs ms miss mx sir dame lord lady madam madame dr shri smt shrimati")
FEMALE_HONORIFICS = words("mrs ms miss dame lady madam madame smt shrimati")
MALE_HONORIFICS = words("mr sir lord shri")
# Titles that stand abbreviated or bare before a name; what they are short for.
SHORT_TITLES = {
    "sen": "senator", "sens": "senator", "rep": "representative", "reps": "representative",
    "gov": "governor", "govs": "governor", "del": "delegate", "lt": "lieutenant", "gen": "general",
    "col": "colonel", "maj": "major", "capt": "captain", "cmdr": "commander", "adm": "admiral",
    "sgt": "sergeant", "rev": "reverend", "prof": "professor", "pres": "president", "atty": "attorney",
    "asst": "assistant", "supt": "superintendent", "det": "detective", "hon": "honorable",
    "amb": "ambassador",
    "msgr": "monsignor", "pfc": "private", "cpl": "corporal", "sec": "secretary", "fr": "father",
    "mp": "mp", "cllr": "councillor", "cllrs": "councillor", "dci": "inspector", "insp": "inspector",
    "brig": "brigadier", "cdr": "commander",
}  # fmt: skip
# Offices by their initials, and those that the text may spell too.
SPELLED = {"pm": "prime minister", "cm": "chief minister", "vp": "vice president"}
INITIALS = words("pm cm vp ceo cfo coo cto mp msp")
# Nouns for one person by office, work or part in the story.
ROLES = words(
    """
    academic accountant activist actor actress adjutant administrator admiral adviser advisor advocate
    agent aide ally ambassador analyst anchor anchorman anchorwoman archbishop archivist artist
    assemblyman assemblymember assemblywoman assistant associate astronaut athlete attorney auditor author
    ayatollah backer baker banker barber baron biographer biologist bishop blogger boss broadcaster broker
    builder businessman businesswoman campaigner candidate captain cardinal caucus-goer celebrity ceo cfo
    chair chairman chairperson chairwoman chancellor chaplain chef chemist chief cleric clerk
    climatologist co-anchor co-author co-chair co-chairman co-director co-founder co-host co-owner
    co-president coach colleague collector colonel columnist comedian comedienne commandant commander
    commentator commissioner comptroller congressman congressperson congresswoman conservative constable
    consultant contender contractor contributor controller coo coordinator cop coroner correspondent
    councillor councilman councilmember councilwoman counsel counsellor counselor creator critic curator
    dancer dean defendant delegate democrat demographer deputy designer detective developer diplomat
    director doctor donor driver ecologist economist editor educator emeritus engineer entrepreneur envoy
    epidemiologist evangelist executive expert explorer farmer fellow filmmaker financier firefighter
    first-lady fisherman forecaster foreman founder front-runner frontrunner fundraiser general geneticist
    geographer geologist governor governor-elect guitarist head heir historian hopeful host hostess
    housewife imam immigrant inspector instructor insurgent interpreter inventor investigator investor
    journalist judge jurist justice king landlord lawmaker lawyer leader lecturer legislator liaison
    liberal librarian lieutenant lobbyist magistrate magnate major manager marshal mathematician mayor
    mayor-elect mechanic mediator member meteorologist midwife miner minister ministry-official mobster
    model moderator mogul monk mp musician negotiator neighbor neighbour neurologist nominee novelist nun
    nurse officer officer-in-charge official ombudsman operative opponent organiser organizer owner
    painter panelist paramedic parliamentarian participant partner pastor patriarch pediatrician
    personality philanthropist philosopher photographer physician physicist pilot plaintiff player
    playwright plumber poet policeman policewoman politician pollster pope postmaster preacher premier
    presenter president president-elect presidents priest prime-minister prince princess principal
    producer professor programmer prosecutor protester provost psychiatrist psychologist publicist
    publisher queen rabbi radiologist rancher ranger rapper recruiter rector referee registrar reporter
    representative republican researcher resident retiree reverend rival running-mate scholar scientist
    screenwriter secretary secretary-general senator senator-elect sergeant shareholder sheriff shopkeeper
    singer socialist sociologist soldier solicitor speaker specialist spokesman spokesperson spokeswoman
    sponsor staffer star statistician strategist student superdelegate superintendent superstar supervisor
    surgeon surrogate surveyor survivor teacher technician technologist theologian trader trainer
    translator treasurer trooper trucker trustee tycoon under-secretary undersecretary vet veteran
    veterinarian vicar vice-chair vice-chairman vice-president vice-presidential victim victor violinist
    virologist volunteer voter warden welder whip whistleblower winner witness worker writer youtuber
    respondent catcher pitcher outfielder infielder baseman shortstop quarterback goalkeeper midfielder
    gm mvp vp svp evp cto fm ag pm cm msp
    """
)
# Family and company: "his wife", "her running mate".
KIN = words(
    """
    wife husband widow widower spouse fiance fiancee son daughter sister brother mother father mom dad
    grandmother grandfather granddaughter grandson niece nephew uncle aunt cousin stepson stepdaughter
    son-in-law daughter-in-law father-in-law mother-in-law brother-in-law sister-in-law girlfriend
    boyfriend friend mate neighbor colleague partner parent child twin roommate classmate rival
    """
)
FEMALE_NOUNS = words(
    """
    wife widow fiancee daughter sister mother mom grandmother granddaughter niece aunt stepdaughter
    daughter-in-law mother-in-law sister-in-law girlfriend congresswoman businesswoman spokeswoman
    chairwoman councilwoman actress queen princess duchess comedienne heiress hostess anchorwoman
    assemblywoman policewoman woman girl nun housewife saleswoman
    """
)
MALE_NOUNS = words(
    """
    husband widower fiance son brother father dad grandfather grandson nephew uncle stepson son-in-law
    father-in-law brother-in-law boyfriend congressman businessman councilman king prince duke actor pope
    bishop archbishop cardinal imam priest anchorman assemblyman policeman man boy monk
    """
)
# Men and women who are described rather than titled; after "the" they are somebody already known.
PERSONS = (
    words(
        """
    person man woman boy girl teen teenager billionaire millionaire businessman businesswoman mogul tycoon
    developer politician celebrity native newcomer outsider veteran freshman incumbent guy lady gentleman
    mother father grandmother grandfather individual suspect passenger caller user insider source onlooker
    passerby bystander shooter gunman outlier hawk moderate libertarian graduate
    pensioner commuter tenant eyewitness customer motorist cyclist patient holidaymaker shopper subscriber
    tourist traveller traveler villager homeowner leaseholder householder lodger renter barista bartender
    waiter waitress cashier cleaner caretaker carer caregiver childminder gardener electrician carpenter
    bricklayer hairdresser butcher grocer stallholder trader vendor hotelier restaurateur innkeeper
    landlady lifeguard rescuer sailor skipper crewman steward stewardess postman postwoman dispatcher
    pupil schoolboy schoolgirl schoolteacher headteacher headmaster headmistress undergraduate apprentice
    trainee intern jobseeker claimant taxpayer depositor borrower policyholder ticketholder reader
    viewer listener supporter spectator worshipper parishioner pilgrim demonstrator marcher picketer
    rioter prisoner inmate detainee hostage convict fugitive sufferer evacuee refugee migrant hiker climber
    jogger swimmer surfer camper beekeeper shepherd crofter brewer distiller
    """
    )
    | DEMONYMS
)
# One or more of these who are never named are unnamed sources, singular or plural.
UNNAMED = words(
    """
    official source aide insider staffer adviser advisor diplomat operative spokesman spokesperson
    spokeswoman
    """
)
MODIFIERS = words(
    """
    former ex deputy assistant acting interim senior junior chief top vice co lead head first second third
    fourth longtime long-time veteran retired current incoming outgoing new old late future then next
    one-time onetime conservative liberal progressive moderate centrist far-right left-wing right-wing
    libertarian independent republican democratic democrat gop tory labour socialist communist
    presidential vice-presidential gubernatorial senatorial congressional mayoral national federal state
    local regional county city district municipal foreign international global domestic military defense
    defence intelligence security political economic financial fiscal legal medical scientific academic
    private public civil criminal press media news communications policy campaign party house senate
    senate-side police fire army navy marine air force justice trade energy health education environmental
    labor immigration budget finance business tech technology science sports radio tv television talk show
    talk-show online associate executive managing general special principal ranking primary running prime
    attorney majority minority opposition majority-leader whip committee panel subcommittee staff law
    american british french german russian chinese mexican european african african-american black white
    latino hispanic muslim jewish christian evangelical catholic gay female male young elder fellow
    billionaire millionaire real estate reality star hollywood wall street university college school rival
    potential likely presumptive leading prominent outspoken controversial popular powerful famous noted
    renowned respected award-winning bestselling best-selling close self-described nonpartisan bipartisan
    human rights voting civil-rights gun abortion anti-abortion climate tax data research marketing
    digital editorial operations election debate white-house state-owned right left wing cable network
    late-night
    """
)
# Nouns by which one person may be called in turn.
ROLE_KIN = (
    words("lawyer attorney counsel"),
    words("senator lawmaker legislator"),
    words("congressman congresswoman representative lawmaker legislator"),
    words("spokesman spokeswoman spokesperson"),
    words("nominee candidate contender hopeful standard-bearer"),
    words("chairman chairwoman chair chairperson"),
    words("doctor physician surgeon"),
    words("ceo executive chief"),
    words("minister secretary"),
    words("professor scholar academic researcher"),
    words("adviser advisor aide"),
    words("officer policeman cop"),
    words("businessman billionaire mogul developer tycoon"),
    words("leader head"),
)
# What sets one office apart from another of the same noun: "fire chief" from "police chief".
PORTFOLIOS = FIELDS | words(
    """
    police fire harbor harbour port coast army navy naval marine air defense defence intelligence foreign
    interior home treasury budget fiscal financial operating marketing information legal medical elections
    parks school schools prison prisons corrections customs border revenue sanitation works roads rail
    transit emergency climate
    """
)
# One portfolio by two words.
SAME_PORTFOLIO = {
    "defence": "defense", "labour": "labor", "harbour": "harbor", "naval": "navy", "marine": "navy",
    "treasury": "finance", "financial": "finance", "fiscal": "finance", "home": "interior",
    "transport": "transportation", "school": "education", "schools": "education", "skills": "education",
    "science": "sciences", "sport": "sports", "prison": "prisons", "corrections": "prisons",
}  # fmt: skip
# Whose office is not the one without the word: a deputy mayor is not the mayor.
RANKS = words("vice deputy assistant prime shadow")
GENERALS = words("attorney surgeon solicitor inspector postmaster adjutant auditor")
# Offices that one person holds alone: who has another is not meant by them.
OFFICES = words(
    """
    senator governor mayor congressman congresswoman lawmaker president minister chancellor premier
    secretary chairman chairwoman director commissioner representative chief professor economist author
    leader doctor justice spokesman spokeswoman spokesperson strategist adviser analyst attorney lawyer
    judge manager executive head
    """
)
