"""Everyday words that dictionaries made from books and news leave out; without them they would pass for typos."""

EVERYDAY = frozenset(
    """
    aging airfare allergic amazon anaemia anyways app apps arthritis asap asthma autism backorder backordered bloat bloated bloating blog
    blogger blogs bookmark booster boosters bra broadband browser bruise bruised bruises bruising burger burrito cad caffeine carb carbs
    cashback checkout cheesy chemo chickpea chilli cholesterol clickable clinician clinicians cleanse cleanser comorbidities comorbidity
    constipated coolant coupon coupons courier couriers creatine crypto cuppa customise customize cardio dairy debit decaf dehydrated
    dehydration delist dermatologist detox deposited diabetic dialled dieting dietary dietician dietitian discount discounted
    discounts dizzy dosage dosages dosing download downloadable drowsiness drowsy dropdown ecommerce eczema email emailed emailing emails
    emoji endocrine enrol enrolment expiry facebook fasting faq faqs fatigued fibre fibromyalgia firmware fitbit flaky flatulence
    flavour flavours flushing foggy freebie freezer fries fridge gadget gamer gamers gaming gel giftcard gluten gmail google googled googling gout
    groceries grumpy gym haemoglobin heartburn hiccups hobbling homeopathy hormonal hormone hormones hydration hydrotherapy hypochondriac
    immunity incontinence indigestion infographic insoles insomnia instagram insurer insurers invoice invoices ipad iphone itch
    itchy jab jabs jetlag jog jogging keto keypad kilo kilos kindle lactose laptop laptops leaderboard leaflet leaflets libido lightheaded logout login
    logins lotion lol lottery lube lymph malware massage meds menopausal menopause meh metabolic microbiome microwave migraine migraines mindfulness
    misdiagnosed misdiagnosis moisturiser molecule multivitamin multivitamins mum mums naps nappies nauseous nausea neuro
    neuros newbie newsletter nhs notification notifications nutritionist nutrition oats obese obesity offline omega online optician opticians
    optometrist organic orthotics osteopath outpatient outpatients overheat overheated overheating overweight paperwork parcel parcels password passwords
    paypal payslip peeing pee pension perimenopause periods pharmacist pharmacists physio pilates pimples placebo podcast podcasts
    pollen poo popup postage postcode prebiotic prebiotics preorder prepaid prescriber probiotic probiotics proteins psoriasis
    pushups queries questionnaire questionnaires quinoa ramp reboot rebooked rebook receipt refill refills refund refundable refunded refunds reheat reimburse
    reimbursed reimbursement relapse relapses reorder resend reset resets restocked retinal returns reusable reschedule rescheduled
    roadmap router rummy salmonella sanitiser scammed scam scams scooter scooters seafood selfie shaky shingles shipped shipment shower signup
    signups sinus sleepy smartphone smoothie smoothies smoker smokers snack snacks snoring soreness soy spam sprain squats steroid steroids
    stockist stoma stool streaming stretchy stroller subscribe subscribed subscriber subscription subscriptions sugary sunblock sunburn sunburnt sunscreen supplement
    supplements sushi sweating swab swabs swollen takeaway teens teenager telehealth texted texting tingling tinnitus tiredness
    tiring toiletries toddler toddlers tofu treadmill tummy tweet tweets tyre twitch twitching twitchy unboxing undelivered unfollow uninstall unlocked
    unpaid unsubscribe untreated unwell upload uploaded upgrade upgraded username usernames vape vaping vegan vegans veggies video videos
    virtual vitamin vitamins vlog voucher vouchers wallet webcam webinar webinars wellbeing wheelchair wheelchairs whatsapp whey wifi withdrawals wobbly
    workout workouts wrinkles yoga yoghurt yogurt youtube zap zinc zip zoom zumba
    """.split()
)
