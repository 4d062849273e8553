"""Everyday words that dictionaries made from books and news leave out; they would pass for typos."""

from __future__ import annotations

from knowledge.language.tokens import word_set

EVERYDAY = word_set(
    """
    aging airfare allergic amazon anaemia anyways app apps arthritis asap asthma autism backorder
    backordered bloat bloated bloating blog blogger blogs bookmark booster boosters bra broadband
    browser bruise bruised bruises bruising burger burrito cad caffeine carb carbs cardio cashback
    checkout cheesy chemo chickpea chilli cholesterol cleanse cleanser clickable clinician clinicians
    comorbidities comorbidity constipated coolant coupon coupons courier couriers creatine crypto cuppa
    customise customize dairy debit decaf dehydrated dehydration delist deposited dermatologist detox
    diabetic dialled dietary dietician dieting dietitian discount discounted discounts dizzy dosage
    dosages dosing download downloadable dropdown drowsiness drowsy ecommerce eczema email emailed
    emailing emails emoji endocrine enrol enrolment expiry facebook faq faqs fasting fatigued fibre
    fibromyalgia firmware fitbit flaky flatulence flavour flavours flushing foggy freebie freezer fridge
    fries gadget gamer gamers gaming gel giftcard gluten gmail google googled googling gout groceries
    grumpy gym haemoglobin heartburn hiccups hobbling homeopathy hormonal hormone hormones hydration
    hydrotherapy hypochondriac immunity incontinence indigestion infographic insoles insomnia instagram
    insurer insurers invoice invoices ipad iphone itch itchy jab jabs jetlag jog jogging keto keypad
    kilo kilos kindle lactose laptop laptops leaderboard leaflet leaflets libido lightheaded login
    logins logout lol lotion lottery lube lymph malware massage meds meh menopausal menopause metabolic
    microbiome microwave migraine migraines mindfulness misdiagnosed misdiagnosis moisturiser molecule
    multivitamin multivitamins mum mums nappies naps nausea nauseous neuro neuros newbie newsletter nhs
    notification notifications nutrition nutritionist oats obese obesity offline omega online optician
    opticians optometrist organic orthotics osteopath outpatient outpatients overheat overheated
    overheating overweight paperwork parcel parcels password passwords paypal payslip pee peeing pension
    perimenopause periods pharmacist pharmacists physio pilates pimples placebo podcast podcasts pollen
    poo popup postage postcode prebiotic prebiotics preorder prepaid prescriber probiotic probiotics
    proteins psoriasis pushups queries questionnaire questionnaires quinoa ramp rebook rebooked reboot
    receipt refill refills refund refundable refunded refunds reheat reimburse reimbursed reimbursement
    relapse relapses reorder reschedule rescheduled resend reset resets restocked retinal returns
    reusable roadmap router rummy salmonella sanitiser scam scammed scams scooter scooters seafood
    selfie shaky shingles shipment shipped shower signup signups sinus sleepy smartphone smoker smokers
    smoothie smoothies snack snacks snoring soreness soy spam sprain squats steroid steroids stockist
    stoma stool streaming stretchy stroller subscribe subscribed subscriber subscription subscriptions
    sugary sunblock sunburn sunburnt sunscreen supplement supplements sushi swab swabs sweating swollen
    takeaway teenager teens telehealth texted texting tingling tinnitus tiredness tiring toddler
    toddlers tofu toiletries treadmill tummy tweet tweets twitch twitching twitchy tyre unboxing
    undelivered unfollow uninstall unlocked unpaid unsubscribe untreated unwell upgrade upgraded upload
    uploaded username usernames vape vaping vegan vegans veggies video videos virtual vitamin vitamins
    vlog voucher vouchers wallet webcam webinar webinars wellbeing whatsapp wheelchair wheelchairs whey
    wifi withdrawals wobbly workout workouts wrinkles yoga yoghurt yogurt youtube zap zinc zip zoom
    zumba
    """
)
