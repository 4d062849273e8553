"""How people write small words in a chat: shorthand, everyday misspellings, apostrophes left out.

Only what means one thing in every community stands here. Each line: plain words, a colon, how they are written.
"""

SHORTHAND = """
about: abt abuot
account: acct accnt acount
accounts: accts
activity: actvity
address: addr
afternoon: afternoom
against: agianst agaisnt aginst
also: aslo
always: alwyas allways
amount: amt ammount
and: adn nad
another: anther anohter
any: ayn
anybody: anybdy
anyone: anyon anyoen anyne any1 anyonr
anything: anythin anyting anythign
anyway: anywy
appointment: appt apptmt
appointments: appts
approximately: approx
are: r aer
as far as i know: afaik
as soon as possible: asap
average: avg
because: becuase becasue becouse becos coz cuz bcos bcoz bcz bc cos
before: befor befroe
by the way: btw
can: cna
could: cld cud coud cuold coudl
delivery: dlvry delivry
diagnosed: diagnosd
diagnosis: dx
did: ddi
difference: diffrence differance diffrnce diference
different: diffrent diferent differnt diffirent
do not know: dunno idk
doctor: docter
does: deos doess duz
every: evry evrey
everyone: evryone every1 everone
explain: explian expalin explan
for example: eg
for what it is worth: fwiw
for your information: fyi
friend: freind frend
from: frm
give me: gimme
going to: gonna
got to: gotta
good: gud
government: govt
has: ahs haz
have: ahve haev hav
have to: hafta
help: hlep hepl halp
history: hx
hospital: hosp
hour: hr
hours: hrs
how: hwo hoow howw
hurt: hert
hurts: herts
in my humble opinion: imho
in my opinion: imo
information: infos infomation
injection: inj
instead: insted instaed
into: inot
just: jsut jst
kind of: kinda
know: knwo konw kno knw
let me: lemme
little: litle littel
management: mgmt
maybe: mabye mayb
medicines: meds
message: msg
messages: msgs
minutes: mins
money: mony
month: mnth mth
months: mnths mths
mother: mther
much: mutch mcuh
need: nede
neck: nek
next: nxt nexst
not: nto
number: numbr nmbr
of: fo
often: offen offten
okay: okey kk okie
other: ohter otehr
out of: outta
password: pwd passwrd pswd
payment: pymt paymnt pmt
payments: pymts
people: ppl peeps peple poeple pepole
perhaps: prehaps
please: pls plz plse pleae plesae pleese
pregnancy: pregs
pregnant: preggers preggo preg prego
prescription: rx
probably: prob probs prolly probly
problem: porblem probelm problm
problems: porblems probelms problms
quantity: qty
question: quesiton queston qustion
questions: quesitons qustions
really: realy relly rly
receive: recieve recv
received: recieved recvd recd
said: siad
seriously: srsly
should: shd shld shoud shuold shold shoudl sould shuld
since: sinse sicne
some: smoe
someone: some1 somone smoeone
something: somthing smth sth
sort of: sorta
statement: stmt
still: stil stll
straight: str8
such: sutch
symptoms: sx
take: taek
thanks: thx thnx tnx thks thankx thanx tnks thnaks ty tysm
that: taht thta tht
the: teh hte
their: thier
then: thne
there: ther tehre
they: tehy tey
this: tihs thsi ths
though: tho
through: thru throught
to be honest: tbh
today: 2day tday todya
together: togehter
tomorrow: tmrw tmr tmrrw tomoro tomorow tmw 2moro 2morrow
tonight: 2nite tonite 2night
transaction: txn trx trxn txnn
transactions: txns trxs
transfer: tfr trf
treatment: tx trmt
treatments: txs
try: tyr
trying to: tryna
understand: undrstand understnad understad undestand
until: untill
use: ues
usually: usualy usally
vaccinated: vaxed vaxxed
vaccination: vaxx
vaccine: vax vacc
vaccines: vaccs vaxes
versus: vrs
very: vrey vry
vitamin: vit
wait: wiat
want to: wanna
was: wsa waz
week: wk
weeks: wks
what: wat waht hwat wht wot whta whay wut wath
when: wen wehn whne whn
where: wher wehre
whether: wether wheter wheather whehter
which: wich whcih whihc whitch wihch wch
while: whlie
who: whoo
why: wy whyy yh whi
will: wil wll
with: wiht wih wid wth
without: withot witout withuot
wonder: woner wondr wodner
wondering: wonderin wodnering wondring wonering
worse: wors worce
would: wud wuld wld woud wuold woudl
year: yr
years: yrs
you: u yu yuo
your: ur yor yoru
yourself: urself
"""

CONTRACTIONS = """
cannot: cant canot cannt
could have: couldve coulda
could not: couldnt cudnt
did not: didnt dident didnot ddnt
do not: dont dnt donot
does not: doesnt dosent dosnt doesent dsnt
had not: hadnt
has not: hasnt
have not: havent havnt
he is: hes
here is: heres
how is: hows
i am: im
i have: ive
is not: isnt aint
are not: arent arnt
it will: itll
it would: itd
let us: lets
might have: mightve
must have: mustve
must not: mustnt
she is: shes
should have: shouldve shoulda
should not: shouldnt shudnt
that is: thats
that will: thatll
there are: therere
there is: theres
they are: theyre
they have: theyve
they will: theyll
they would: theyd
was not: wasnt
we have: weve
were not: werent
what are: whatre
what is: whats wats wots
when is: whens
where is: wheres
who is: whos
why is: whys
will not: wont
would have: wouldve woulda
would not: wouldnt wudnt
you all: yall
you are: youre
you have: youve
you will: youll
you would: youd
"""
