"""First names: which pronoun goes with them, and their short forms. Data to extend.

A name that men and women carry alike stands in neither list: a wrong guess costs more
than none.
"""

from __future__ import annotations

from onrecord.context.grammar import words

MALE = words("""
    aaron abdul abdullah abe abraham adam adolfo adrian ahmad ahmed aidan akira al alan albert alberto
    alejandro alex alexander alexei alfonso alfred ali allan allen alvin amir anatoly anders andre andreas
    andres andrew andy angelo ansel anselm anthony antoine anton antonin antonio archie arjun armando
    arnold art arthur arturo asif augusto austin bashar barack barry bart ben benjamin bernard bernardo
    bernie bert bill billy bob bobby boris brad bradley brandon brendan brent bret brett brian bruce bruno
    bryan bryce byron caleb calvin carl carlos casimir cecil cesar chad charles charlie chase chester
    chris christian christoph christopher chuck clarence claude claudio clay clayton clifford clint clive
    cody colin conor corey cory craig curt curtis cyril cyrus dale damian damon dan daniel danny darrell
    darren darryl dave david dean dennis denis derek derrick desmond devin dick diego dimitri dirk dmitri
    dmitry dominic don donald doug douglas duane duncan dwight earl ed eddie edgar eduardo edward edwin
    eli elias elijah elliott elmer elon emanuel emilio emmanuel emmett enrique eric erik ernest ernesto
    erwin esteban ethan eugene evan evgeny fabio faisal farid felipe felix ferdinand fernando fidel floyd
    francesco francisco francois frank franklin franz fred freddie frederick fritz gabriel gareth garrett
    gary gavin gene geoff geoffrey george gerald gerard gerardo gerhard giancarlo gilbert gilberto
    giovanni giuseppe glen glenn gonzalo gordon graham grant greg gregg gregorio gregory guillermo gus
    gustavo guy hakeem hal hamid hank hans harold harris harry harvey hassan hector helmut henri henrik
    henry herbert herman hiroshi horace howard hubert hugh hugo hussein ian ibrahim ignacio igor
    ilya imran ira irving isaac isaiah ismail ivan jack jacob jacques jaime jake jamal james jan jared
    jason javier jay jed jeff jeffrey jeremy jerome jerry jesus jim jimmy joachim joaquin joaquín joe joel
    joey johan johann john johnny jon jonah jonathan jorge jose josé joseph josh joshua juan juergen jules
    julian julio julius justin kareem karim karl keith ken kenji kenneth kenny kent kevin khalid kirk
    klaus kofi kurt kyle lamar lance larry lars laurence laurent lawrence lee len leo leon leonard
    leonardo leopold leroy lester lincoln linus lionel lloyd lorenzo lou louis lucas luciano luis luke
    luther mahmoud malcolm manuel marc marcel marco marcos marcus mario mark markus marlon marshall martin
    marty marvin mateo matt matteo matthew matthias maurice mauricio max maximilian mel melvin
    michael michel miguel mikhail mike mitch mitchell mitt mohamed mohammad mohammed moises monty morris
    moses muhammad murray mustafa nate nathan nathaniel neal ned neil nelson newt nicholas nick nicolas
    nigel nikolai noah noel norman octavio oleg oliver omar orlando orrin oscar osama otto owen pablo
    paolo pascal patrick paul pavel pedro pete peter phil philip philippe phillip pierre prescott quentin
    quincy rafael raj rajiv ralph ramon ramón rand randall randy raphael raul raúl ravi ray raymond reggie
    reince rex ricardo richard rick ricky rob robby robert roberto rodney rodolfo rodrigo roger roland
    rolf roman ron ronald ronnie roscoe ross roy ruben rubén rudolf rudolph rudy rufus rupert rush russ
    russell ryan saeed salman salvador sam sami samir samuel santiago saul scott sean sebastian sepp
    sergei sergey sergio seth shane shaun shawn sheldon shinzo sid sidney silas simon solomon spencer stan
    stanley stefan stephen steve steven stewart stu stuart sven tariq ted terence terrence terry theodore
    theo thomas tim timothy toby tod todd tom tomas tommy tony travis trent trevor trey troy tyler ulysses
    umberto vernon victor vince vincent vitaly vladimir volodymyr wade wallace walt walter warren wayne
    wendell werner wesley wilbur wilfred will willard william willie winston wolf wolfgang woodrow wyatt
    xavier xi yasser yuri yusuf zachary zack zane zbigniew
    adebayo adekunle ajit alasdair alastair alfie amit amitabh anil anupam anurag arun arvind ashok
    ashwin atul avinash babatunde barnaby bhaskar bjarne bjorn callum cedric chidi chinedu chinua
    cillian crispin cuthbert dafydd darragh declan deepak detlef devendra dhruv dieter digby dilip
    dinesh dougal edmund einar emeka emrys eoin ewan fergus finlay gaurav giles girish gopal govind
    grahame gunnar gunther haakon hamish harald harish heinz hemant hitesh horst humphrey huw iain
    ifeanyi inge iqbal irfan ivar ivor jagdish jamil jatin jayant jitendra jolyon jorgen junaid jurgen
    kailash kamau karthik kashif kayode keir khurram kieran kjell knut kofi kojo kunal kunle kwame kwesi
    lachlan lalit liam lokesh lothar madhav mahendra mahesh majid manish manmohan manoj mansoor masood
    mayank milind mohit mukesh mukul murdo nadeem nagesh narendra naresh nasir naveen neeraj nikhil
    nilesh niranjan nitin nitish nnamdi obinna ochieng oddvar odhiambo oisin okechukwu olav olumide
    olusegun oskar oswald otieno owain oyvind pankaj parth petter piers piyush pradeep prakash pramod
    pranab pranav prashant pratap praveen puneet qasim raghav raghu ragnar rahul rainer rajat rajendra
    rajesh rakesh ramesh ranjit ratan ravindra reginald reinhard rhys rishi ritesh rizwan rohan rohit
    sachin sajid salim sameer sanjay sanjeev santosh satish saurabh seamus segun shahbaz shahid shakeel
    sharad shivam shoaib sibusiso siddharth siegfried sigurd sipho siyabonga sohail srinivas subhash
    sudhir sumit sunil suraj surendra suresh sushil sverre tahir talat tanvir tarun tejas terje thabo
    themba torbjorn torstein tristan trond tunde uday ulrich umesh usman uwe vaibhav varun vasant venkat
    vidar vijay vikas vikram vinay vineet vinod viraj vishal vivek waqar wasim wilfrid wilhelm wolfram
    yash yogesh younis zafar zaheer zahid zubair
    """)

FEMALE = words("""
    abby abigail ada adela adelaide adele adriana agatha agnes aisha aileen alana alejandra alessandra
    alexandra alexandria alexis alice alicia alina alison allison alma alyssa amalia amanda amber amelia
    amina amy ana anastasia andrea angela angelica angelina anita ann anna annabelle anne annette annie
    antonia antonella april ariana arianna arlene audrey aurora ava ayanna barbara bea beatrice
    beatriz becky belinda bella bernadette bernice beth bethany betsy betty beverly bianca blanca bonnie
    brenda brianna bridget brigitte brittany brooke callie camila camille candace candice carla carly
    carmen carol carole carolina caroline carolyn carrie cassandra cassidy catalina catherine cathy
    cecilia celeste celia charlene charlotte chelsea cheryl chloe christina christine chrystia cindy
    claire clara clarissa claudia colleen connie constance consuelo cora corinne courtney cristina crystal
    cynthia daisy daniela danielle daphne darlene dawn deb debbie deborah debra deirdre delia delores
    denise diana diane dianne dina dolores dominique donna dora doreen doris dorothea dorothy edith edna
    eileen elaine elena eleanor eleni elisa elisabeth elise eliza elizabeth ella ellen elsa elsie elvira
    emilia emily emma erica erika erin ernestine esmeralda esperanza estelle esther ethel eugenia eva
    evangeline eve evelyn faith fatima felicia fiona flora florence frances francesca frieda gabriela
    gabrielle gail geneva genevieve georgia georgina geraldine gertrude gillian gina ginger giovanna
    gisele gladys gloria grace greta gretchen guadalupe gwen gwendolyn hannah hanna harriet hazel heather
    heidi helen helena helene hilary hilda hillary hope huma ida ileana imelda ingrid irene irina iris
    irma isabel isabella isabelle ivana ivanka jacinda jacqueline jane janelle janet janice janine jasmine
    jean jeanette jeanne jenna jennifer jenny jessica jill jillian jo joan joann joanna joanne jocelyn
    jodi josefina josephine joy joyce juana juanita judith judy julia juliana julie juliet june justine
    kaitlyn kamala karen karin karina karla kate katharine katherine kathleen kathryn kathy katie katrina
    katy kay kayla kayleigh kellyanne kerry-anne kim kimberly kirsten kirstjen kristen kristi kristin
    kristina kristine lakshmi lara larissa latoya laura lauren laurie leah leanne leila lena lenore leona
    leonor leticia lia lila lillian lily lina linda lisa liz liza lois lola loretta lori lorraine louisa
    louise lucia lucille lucinda lucy luisa luz lydia lynette mabel mackenzie madeleine madeline maggie
    maite malala malia mandy mara marcela marcia margaret margarita margot marguerite maria mariah marian
    mariana marianne marie marilyn marina marine marisa marissa marjorie marlene marsha marta martha
    martina mary maureen maxine may-britt maya mazie megan meghan melania melanie melinda melissa mercedes
    meredith mia michaela michele michelle mildred mimi mindy miranda miriam misty molly mona monica
    monique muriel myra myrtle nadia nadine nancy naomi natalia natalie natasha nellie nia nicole nikki
    nina noelle nora norma octavia odette olga olivia opal ophelia oprah pam pamela patrice patricia patty
    paula paulette pauline pearl peggy penelope penny petra phoebe phyllis pilar polly portia priscilla
    priti priya rachel ramona raquel rebecca regina renata renee rhonda rita roberta robin rochelle rocio
    ronda rosa rosalie rosalind rosanna rose rosemary rosie roxanne ruby ruth sabrina sadie sallie sally
    samantha sandra sara sarah savannah selena serena shannon sharice sharon sheila shelley sheri sherry
    shirley silvia simone sofia sonia sonja sophia sophie stacey stacy stella stephanie sue susan susana
    susanna susanne susie suzanne svetlana sybil sylvia tabitha tamara tammy tania tanya tara tatiana
    teresa terri tess tessa thelma theresa tiffany tina toni tricia trudy tulsi ursula valentina
    valeria valerie vanessa vera verna veronica vicki vicky victoria violet virginia vivian wanda wendy
    whitney wilma winifred winnie yasmin yolanda yvette yvonne zelda zoe
    aarti abena adaeze aditi ailsa aishwarya akanksha akinyi akosua amaka amrita ananya anjali
    anju ankita anneke anupama anuradha aoife aparna archana aroha asma astrid ayesha berit beryl bethan
    bhavana birgit birgitta bridie bronagh bushra caitlin carys catriona cerys chiamaka chioma chitra
    ciara deepa deepika dervla divya durga ebba effie efua eilidh elin ellie enid esme evie farah fauzia
    ffion folake freda freya funmilayo gayatri geeta gemma gerd gita gudrun gunhild hayley hedda heike
    henrietta hilde humaira ifeoma ilse imogen indira isha isla isobel jaya javeria jemima jessie jodie
    jorunn jutta jyoti kavita kavitha khadija kirsti kirsty kylie lalita leanne leela lindiwe lorna
    lotte lottie lubna madhuri maeve mairead maisie mamata manisha marit maryam maud mavis mayawati
    meena meera megha millie moira morag mridula nafisa namrata nandini nasreen nazia neelam neeta neha
    ngaire ngozi niamh nicola nirmala nisha njeri nkechi nneka nomsa nomvula noreen oonagh orla padma
    pallavi parvati philippa pippa pooja poonam pratibha preeti priya priyanka pushpa radha ragnhild
    rajni rehana rekha renu renuka rhiannon roisin rubina ruchi sadia saima samina saoirse sarita savita
    seema shabana shaista shalini sharmila shazia sheela shilpa shobha shona shreya shruti shweta sian
    sigrid silje sinead siobhan sissel smita smriti sneha solveig sonali sudha sujata suman sunita
    supriya surekha sushma swati tanvi tehmina thandi titilayo tove tracey trine turid ulrike urmila
    usha uzma vaishali vandana vidya vigdis vimala wambui wanjiku yamini yetunde zainab zanele zara
    """)

NEITHER = words("""
    angel ariel ashley aubrey avery bailey blair cameron carey casey chandler charley chen cory dakota
    dana darcy devon drew dylan elliot emerson finley francis hayden hilario jackie jamie jess jesse jody
    jordan kelly kelsey kendall kerry kim kris lane lauri leigh leslie lindsay lindsey logan loren lynn
    mackenzie marion max mckenna mel merrill micah morgan nicky pat parker peyton quinn reese riley robbie
    rory rowan sage sandy sasha shelby sidney skyler stevie sydney tatum taylor tracy val wei wen yang yi
    femi gbenga kiran shashi temitope toyin ola
    """)

_SHORT_FORMS = """
    abraham: abe | albert: al bert | alexander: alex sasha | andrew: andy drew | anthony: tony
    barbara: barb | benjamin: ben | bernard: bernie | bryan: brian | catherine: cathy kate cate katie
    charles: charlie chuck | christopher: chris | christine: chris | cynthia: cindy | daniel: dan danny
    david: dave | deborah: deb debbie debra | dennis: denny | donald: don donnie | dorothy: dot dottie
    douglas: doug | edward: ed eddie ted ned | elizabeth: liz beth betsy betty eliza lizzie | ernest: ernie
    eugene: gene | frances: fran | francis: frank | franklin: frank | frederick: fred freddie
    gerald: jerry gerry | geoffrey: geoff jeff | gregory: greg | harold: hal harry | henry: hank harry
    jacob: jake | james: jim jimmy jamie | jeffrey: jeff | jennifer: jen jenny | jeremy: jerry
    john: jack johnny jon | jonathan: jon john | joseph: joe joey | joshua: josh | judith: judy
    katherine: kathy kate katie kathleen | kathleen: kathy kate | kenneth: ken kenny | kimberly: kim
    lawrence: larry | leonard: len lenny leo | louis: lou louie | margaret: maggie meg peggy marge
    martin: marty | matthew: matt | michael: mike mick mickey | mitchell: mitch | nancy: nan
    nathaniel: nate nathan | nathan: nate | nicholas: nick | pamela: pam | patricia: pat patty tricia trish
    patrick: pat paddy | peter: pete | philip: phil | phillip: phil | randall: randy | raymond: ray
    rebecca: becky | richard: rick dick rich ricky | robert: bob bobby rob robbie bert | ronald: ron ronnie
    rudolph: rudy | russell: russ | samuel: sam sammy | samantha: sam | stephen: steve stephanie
    stephanie: steph | steven: steve | stuart: stu | susan: sue susie | suzanne: sue | terrence: terry
    terence: terry | theodore: ted teddy theo | thomas: tom tommy | timothy: tim timmy | victoria: vicky
    vincent: vince | virginia: ginny | walter: walt | wesley: wes | willard: mitt
    william: bill billy will willie | zachary: zach zack
"""


def _pairs(table: str) -> frozenset[frozenset[str]]:
    entries = (e.partition(":") for line in table.splitlines() for e in line.split("|") if e.strip())
    return frozenset(
        frozenset((full.strip(), short))
        for full, _, forms in entries
        for short in forms.split()
        if short != full.strip()
    )


SHORT_FORMS = _pairs(_SHORT_FORMS)
"""Pairs of a first name and a form that the same person may go by."""

GIVEN = MALE | FEMALE | NEITHER
