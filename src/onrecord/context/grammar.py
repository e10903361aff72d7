"""Small words, and words with a capital that are nobody's name. Plain data to extend."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a list written one after the other."""
    return frozenset(text.split())


# Words that begin a sentence with a capital, or are capitalised without being anybody's name.
COMMON = words(
    """
    a about above according across actually additionally after afterward afterwards again against ahead
    all almost along already also although always am amid among an and another any anybody anyone anything
    apparently are aren't around as aside at away back bad based be because been before behind being below
    besides best better between beyond big both but by can can't cannot certainly clearly come coming
    consider could critics currently date despite did didn't do does doesn't doing don't done down due
    during each earlier early either else even eventually ever every everybody everyone everything except
    fewer few finally first five following for former four from full further furthermore get given go god
    going good great had half has hasn't have having he he's hence her here here's hers herself him
    himself his how however i i'd i'll i'm i've if imagine in including indeed initially inside instead
    into is isn't it it'll it's its itself just keep last lately later least less let let's like likewise
    little long look looking many may maybe me meanwhile might mine more moreover most mr much must my
    myself near nearly neither never nevertheless new next no nobody none nonetheless nor not nothing now
    nowhere obviously of off often oh ok okay old on once one only onto or originally other others
    otherwise ought our ours out outside over overall own past perhaps please previously quite rather read
    really recently regardless remember reportedly right say saying second see seems separately several
    shall she she's should similarly simply since six so some somebody someone something sometimes
    somewhat soon speaking still subsequently such sure take ten than thank thanks that that's the their
    theirs them themselves then there there's thereafter therefore these they they're they've third this
    those though three through throughout thus to today together told tomorrow tonight too toward towards
    two ultimately under unfortunately unless unlike until up upon us using usually very was wasn't watch
    we we'll we're we've well were what what's whatever when whenever where whereas whether which while
    who who's whoever whom whose why will with within without won't would wouldn't yes yesterday yet you
    you're you've your yours asked added said says tell follow monday tuesday wednesday thursday friday
    saturday sunday january february march april june july august september october november december jan
    feb mar apr jun jul aug sept sep oct nov dec mon tue wed thu fri sat christmas easter thanksgiving
    ramadan
    """
)
# "White", "May", "Will", "Mark": common words or months that are also names.
NAMES_TOO = words(
    """
    may will mark april june august grant long young king rose bill frank drew sue pat art gene grace hope
    """
)
PARTICLES = words(
    """
    de da di del della der den des du la le van von bin ibn al el ben ter ten dos das do e y san st mac
    """
)
SUFFIXES = words("jr sr ii iii iv esq md phd")
PREPOSITIONS = words(
    """
    of for by from in at on with to about against among near inside within under over between before after
    behind around across outside during through without via into onto like as per than toward towards
    above below beyond including familiar opposed
    """
)
RELATIVES = words("who which that whose whom where when while because")
DETERMINERS = words(
    """
    the a an this that these those his her its their my our your one another each every any some no
    """
)
POSSESSIVES = words("his her its their my our your whose")
VERBS_AFTER = words(
    """
    released published obtained conducted commissioned briefed worried posted sent written issued filed
    signed led seen reviewed prepared provided leaked involved interviewed said says told added wrote was
    were is are has have had involving showing seeking saying calling citing representing surveyed polled
    represented held carried made given entitled titled dated produced compiled known named called
    identified quoted cited concerned dealing done opposing supporting backing favoring suing paid taken
    drawn shown aired attributed unveiled shared being speaking working based out there here today alone
    too alike online close near monday tuesday wednesday thursday friday saturday sunday
    """
)
