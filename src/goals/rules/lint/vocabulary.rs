//! The words by which statements are read. Broad on purpose, and only ever advice.

pub(super) const MONTHS: &[&str] = &[
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
];

/// People as a population. A city's own people (Clevelanders) are known by their ending instead.
const PEOPLE: &[&str] = &[
    "adolescent", "adolescents", "adult", "adults", "americans", "apprentices", "babies", "baby", "black",
    "borrowers", "boy", "boys", "caregiver", "caregivers", "child", "children", "citizen", "citizens", "commuters",
    "disabled", "dropouts", "earners", "elder", "elders", "employees", "entrepreneur", "entrepreneurs", "everybody",
    "everyone", "families", "family", "farmers", "farmworkers", "father", "fathers", "firstborn", "founders",
    "freshmen", "freshman", "girl", "girls", "grader", "graders", "grandparents", "hispanic", "homebuyers",
    "homeowner", "homeowners", "household", "households", "immigrant", "immigrants", "infant", "infants", "inmates",
    "inhabitants", "jobseekers", "kids", "kindergartener", "kindergarteners", "kindergartner", "kindergartners",
    "latina", "latinas", "latino", "latinos", "latinx", "learners", "marylanders", "men", "migrants", "minors",
    "mother", "mothers", "moms", "motorists", "native", "neighbor", "neighbors", "newborn", "newborns", "newcomers",
    "nobody", "older-adults", "orphans", "owners", "parent", "parents", "pedestrians", "people", "person", "persons",
    "preschooler", "preschoolers", "pupil", "pupils", "refugee", "refugees", "renter", "renters", "resident",
    "residents", "retirees", "returnees", "riders", "senior", "seniors", "siblings", "singles", "sophomores",
    "student", "students", "survivors", "teen", "teenager", "teenagers", "teens", "tenant", "tenants", "toddlers",
    "tribal", "undergraduates", "unemployed", "uninsured", "veteran", "veterans", "voters", "widows", "women",
    "woman", "worker", "workers", "workforce", "young", "youngsters", "youth", "youths", "births", "mothers-to-be",
    "fourth-graders", "third-graders", "jobless", "smokers", "drivers", "cyclists", "homebound", "seniors'",
    "children's", "population", "low-income", "jobholders", "breadwinners", "businesses", "owner", "indigenous",
    "lgbtq", "folks", "souls",
];

/// People only because a program counts them.
pub(super) const CLIENTS: &[&str] = &[
    "alumni", "applicants", "attendees", "beneficiaries", "client", "clients", "customers", "enrollees", "enrolees",
    "fellows", "grantees", "mentees", "participant", "participants", "recipients", "registrants", "trainees",
    "caseload", "awardees", "users", "completers",
];

/// Whom a program may call "our" without meaning everyone in the place.
pub(super) const OUR_CLIENTS: &[&str] = &[
    "apprentices", "borrowers", "cohort", "families", "graduates", "learners", "members", "mentors", "parents",
    "patients", "program", "programme", "scholars", "students", "tenants", "trainees", "youth", "veterans", "workers",
    "interns", "entrepreneurs", "women", "loans", "businesses", "households", "adults", "seniors", "job-seekers",
    "homebuyers", "classes", "workshops", "services",
];

/// What a program does to its clients, rather than how they fare afterwards.
pub(super) const DONE_TO_PEOPLE: &[&str] = &[
    "attend", "attended", "attendance", "complete", "completed", "completes", "completion", "counseled", "enroll",
    "enrolled", "enrollment", "finish", "graduate", "graduated", "receive", "received", "registered", "satisfied",
    "satisfaction", "served", "trained", "rate", "recommend", "screened", "referred", "visit", "sessions", "training",
    "workshop", "workshops", "classes", "coached", "mentored", "participate", "apply",
];

/// Standing capacity: there is some today, so a count of it begs for a baseline.
pub(super) const CAPACITY: &[&str] = &[
    "apartments", "beds", "buses", "classrooms", "clinics", "coaches", "counselors", "counsellors", "doctors",
    "homes", "houses", "nurses", "parks", "places", "rooms", "schools", "seats", "shelters", "slots", "spaces",
    "spots", "stations", "teachers", "tutors", "unit", "units", "unit-apartment", "bed", "seat", "slot", "room",
    "home", "apartment", "navigators", "officers", "centers",
];

/// Buildings, sites and other single things that get built, opened or bought.
pub(super) const BUILDINGS: &[&str] = &[
    "academy", "arena", "building", "bridge", "bus-line", "cafe", "campus", "center", "centre", "church", "clinic",
    "complex", "corridor", "courthouse", "development", "facility", "factory", "field", "garden", "garage",
    "greenway", "grocery", "gym", "hall", "hospital", "hotel", "house", "hub", "incubator", "kitchen", "laboratory",
    "lab", "library", "lot", "mall", "market", "marketplace", "museum", "office", "park", "pantry", "plant",
    "playground", "plaza", "pool", "school", "shelter", "site", "stadium", "station", "store", "storefront",
    "streetcar", "studio", "supermarket", "terminal", "theater", "theatre", "tower", "trail", "village", "ward",
    "warehouse", "waterfront", "riverfront", "makerspace", "headquarters", "depot", "preschool", "farm", "dorm",
    "line", "mill", "downtown",
];

/// Legal forms and words that name an organization.
pub(super) const LEGAL_FORMS: &[&str] = &[
    "inc", "llc", "corp", "corporation", "co", "ltd", "lp", "company",
];

/// Who acts when no person of the place does.
pub(super) const ACTORS: &[&str] = &[
    "agency", "alliance", "authority", "backbone", "bank", "cdfi", "city", "coalition", "collaborative", "college",
    "commission", "committee", "council", "county", "department", "developer", "district", "foundation", "fund",
    "government", "group", "inc", "initiative", "llc", "corp", "mayor", "network", "nonprofit", "organization",
    "partners", "partnership", "program", "programme", "project", "state", "task-force", "team", "trust",
    "university", "ymca", "church", "hospital", "staff", "company", "authorities", "association", "institute",
    "services", "society", "board",
];

pub(super) const RACE: &[&str] = &[
    "race", "racial", "ethnicity", "ethnic", "race-ethnicity", "race/ethnicity", "color", "colour", "black", "latino",
    "latina", "latinx", "latinos", "hispanic", "indigenous", "asian", "african-american", "white", "nativity",
    "tribe", "tribal", "english", "language", "bipoc",
];

/// Places below the whole: naming one shows where it is worst.
pub(super) const PLACE_CUTS: &[&str] = &[
    "tract", "tracts", "neighborhood", "neighborhoods", "neighbourhood", "zip", "zipcode", "ward", "wards",
    "district", "districts", "school", "schools", "block", "blocks", "county", "counties", "precinct", "precincts",
    "place", "borough", "boroughs", "parish", "geography", "census", "quadrant", "township", "cities", "campus",
];

pub(super) const PLACE_COUNTS: &[&str] = &[
    "tracts", "neighborhoods", "neighbourhoods", "counties", "cities", "wards", "blocks", "districts", "boroughs",
    "precincts", "towns", "villages", "zip", "regions", "states", "communities", "corridors", "schools", "parishes",
    "areas",
];

/// Things that should become less.
pub(super) const BAD_THINGS: &[&str] = &[
    "absence", "absenteeism", "arrests", "asthma", "blight", "burden", "crashes", "crime", "crimes", "deaths",
    "death", "debt", "deficit", "dependency", "deserts", "disconnected", "displaced", "displacement", "dropout",
    "emissions", "eviction", "evictions", "filings", "foreclosure", "foreclosures", "gap", "homeless", "homelessness",
    "homicide", "homicides", "hunger", "hungry", "idle", "incarceration", "injuries", "insecurity", "insecure",
    "isolation", "jobless", "joblessness", "lead", "mortality", "neither", "obesity", "overdose", "overdoses",
    "poisoning", "pollution", "poor", "poverty", "recidivism", "segregation", "shootings", "suicide", "suspensions",
    "underemployment", "unemployed", "unemployment", "uninsured", "unsheltered", "vacancy", "vacant", "violence",
    "violent", "waiting", "without", "lack", "fewer", "less", "lower",
];

/// Things that should become more.
pub(super) const GOOD_THINGS: &[&str] = &[
    "attainment", "college-going", "earn", "earning", "earnings", "educated", "employed", "employment", "enrolled",
    "graduate", "graduation", "healthy", "homeownership", "housed", "income", "insured", "literacy", "literate",
    "living-wage", "ownership", "proficiency", "proficient", "reading", "read", "ready", "readiness", "safe",
    "savings", "thrive", "thriving", "wage", "wages", "wealth", "more", "higher", "connected", "working", "access",
    "immunized", "vaccinated", "prepared",
];

pub(super) const UP: &[&str] = &[
    "rise", "rises", "rising", "rose", "risen", "increase", "increases", "increased", "increasing", "grow", "grows",
    "growing", "grown", "climb", "climbs", "climbing", "improve", "improves", "improved", "improving", "gain",
    "gains", "up", "raise", "raises", "raised", "raising", "boost", "boosts", "lift", "lifts", "double", "doubles",
    "doubling", "triple", "triples", "expand", "expands", "higher", "jump", "jumps", "strengthen",
];

pub(super) const DOWN: &[&str] = &[
    "fall", "falls", "falling", "fell", "fallen", "drop", "drops", "dropping", "dropped", "decline", "declines",
    "declining", "declined", "decrease", "decreases", "decreased", "decreasing", "reduce", "reduces", "reduced",
    "reducing", "lower", "lowers", "lowered", "lowering", "down", "shrink", "shrinks", "shrinking", "halve", "halves",
    "halved", "cut", "cuts", "cutting", "end", "ends", "ending", "eliminate", "eliminates", "eliminating", "narrow",
    "narrows", "narrowing", "close", "closes", "closing", "dip", "dips", "slow", "slows", "prevent", "prevents",
    "eradicate", "eradicates", "fewer", "curb", "curbs", "trim",
];

/// Whole changes that are a target by themselves.
pub(super) const WHOLE_CHANGES: &[&str] = &[
    "halve", "halves", "halved", "half", "double", "doubles", "triple", "triples", "end", "ends", "eliminate",
    "eliminates", "eradicate", "zero", "third",
];

/// Objects too vague to be a number that moves.
pub(super) const VAGUE: &[&str] = &[
    "community", "communities", "life", "lives", "livelihoods", "conditions", "well-being", "wellbeing",
    "opportunity", "opportunities", "outcomes", "neighborhood", "neighborhoods", "city", "equity", "vitality",
    "resilience", "prosperity", "system", "systems", "things", "future", "futures", "awareness", "capacity",
    "collaboration", "coordination", "services",
];

/// Work: each produces a thing or an event, not a condition of people.
pub(super) const WORK: &[&str] = &[
    "acquire", "add", "administer", "advertise", "advocate", "allocate", "apply", "appoint", "approve", "arrange",
    "assemble", "assess", "assist", "attract", "award", "begin", "bring", "build", "buy", "certify", "coach",
    "commission", "complete", "conduct", "construct", "contract", "convene", "convert", "coordinate", "counsel",
    "create", "deliver", "demolish", "deploy", "design", "develop", "digitize", "distribute", "draft", "educate",
    "employ", "engage", "enroll", "enrol", "equip", "erect", "establish", "evaluate", "facilitate", "finalize",
    "finance", "finish", "form", "formalize", "found", "fund", "give", "hand", "help", "hire", "hold", "host",
    "house", "identify", "implement", "inaugurate", "install", "introduce", "invest", "invite", "issue", "launch",
    "lease", "lend", "list", "make", "map", "market", "mentor", "modernize", "name", "offer", "onboard", "open",
    "operate", "organize", "organise", "outfit", "pass", "pave", "pilot", "place", "plan", "plant", "prepare",
    "preserve", "present", "print", "procure", "produce", "promote", "provide", "publish", "purchase", "recruit",
    "redevelop", "refurbish", "rehabilitate", "release", "relocate", "remodel", "renovate", "repair", "replace",
    "restore", "retrofit", "revamp", "roll", "run", "secure", "select", "send", "serve", "set", "share", "sign",
    "sponsor", "staff", "stage", "stand", "start", "subsidize", "supply", "survey", "teach", "test", "train",
    "transform", "translate", "tutor", "unveil", "update", "upgrade", "use", "visit", "write", "adopt", "break",
    "connect-with", "expand", "extend", "scale", "merge", "study", "support", "underwrite", "capitalize", "close-on",
    "fundraise", "solicit", "screen", "weatherize", "rezone", "enact",
];

/// The same as nouns: "construction of", "the launch of".
pub(super) const WORK_NOUNS: &[&str] = &[
    "acquisition", "completion", "construction", "creation", "development", "establishment", "expansion", "funding",
    "hiring", "implementation", "installation", "launch", "opening", "purchase", "redevelopment", "rehabilitation",
    "renovation", "restoration", "rollout", "training",
];

/// What `fund`, `house` and others are when no work is meant: a word after them decides.
pub(super) const NOUNS_AFTER_WORK: &[&str] = &[
    "is", "are", "was", "were", "has", "have", "prices", "values", "burden", "rate", "rates", "market",
];

/// Words that only lead up to a verb: "we plan to", "our goal is to".
pub(super) const AUXILIARY: &[&str] = &[
    "we", "we'll", "we're", "i", "i'll", "will", "to", "shall", "plan", "plans", "intend", "intends", "aim", "aims",
    "want", "wants", "hope", "hopes", "propose", "proposes", "our", "goal", "project", "the", "objective", "is",
    "are", "going", "would", "like", "must", "should", "can", "seek", "seeks", "first", "then", "also", "jointly",
    "together", "work", "working", "successfully", "quickly", "strategy", "mission", "purpose", "it", "they",
    "commit", "commits", "need", "needs", "ensure", "that", "let's", "us", "please", "outcome", "result",
    ];

/// What stands between "need" and the thing needed.
pub(super) const ARTICLES: &[&str] = &[
    "a", "an", "another", "more", "our", "new", "the", "enough", "any",
];

/// What programs count of their own work.
pub(super) const COUNTED_THINGS: &[&str] = &[
    "workshops", "trainings", "webinars", "meetings", "classes", "sessions", "events", "grants", "referrals", "meals",
    "visits", "screenings", "volunteers", "downloads", "brochures", "vouchers", "dollars", "loans", "kits", "flyers",
    "applications", "placements", "enrollments", "enrolled", "served", "trained", "distributed", "attended",
    "awarded", "counseled", "reached", "hours", "posts", "tablets", "laptops",
];

/// What a counted number of people did, or had done to them.
pub(super) const DONE_TO_COUNTED: &[&str] = &[
    "attend", "complete", "enroll", "finish", "get", "join", "participate", "receive", "visit", "served", "trained",
    "enrolled", "reached", "counseled", "screened", "coached",
];

/// Participles of work that do not end in -ed.
pub(super) const IRREGULAR: &[&str] = &[
    "built", "bought", "held", "taught", "begun", "written", "given", "lent", "made", "sent", "run", "set",
];

/// Things a program has more of when it does more.
pub(super) const PROGRAM_THINGS: &[&str] = &[
    "beds", "brochures", "classes", "classrooms", "courses", "events", "grants", "kits", "meals", "meetings",
    "screenings", "seats", "sessions", "slots", "staff", "teachers", "toolkits", "trainings", "trees", "units",
    "volunteers", "vouchers", "webinars", "workshops", "newsletters", "programs", "loans",
];

/// How people fare, though the word is a participle of work.
pub(super) const STATES: &[&str] = &[
    "housed", "prepared", "employed", "educated", "equipped", "served", "supported", "engaged", "enrolled", "used",
    "connected", "set", "trained", "certified",
];

/// Words that end like a city's people and are not.
const OTHERS: &[&str] = &[
    "others", "partners", "leaders", "funders", "numbers", "members", "teachers", "centers", "clusters", "shelters",
    "offers", "papers", "orders", "loans", "plans", "means", "sites", "rates", "states", "suites", "trainers",
    "lenders", "providers", "investors", "developers", "employers", "officers", "matters", "covers", "delivers",
    "customers", "careers", "powers", "barriers", "volunteers", "engineers", "rivers", "towers", "computers",
    "posters", "chapters", "banners", "corners", "quarters", "headquarters", "spans", "campers", "scans", "organs",
    "titans", "elites", "favorites", "satellites", "websites",
];

/// Groups that a program calls its own.
pub(super) const PROGRAM_PEOPLE: &[&str] = &[
    "graduates", "members", "families", "youth", "students", "workers", "borrowers", "patients",
];

/// What such a group stands beside.
pub(super) const PROGRAM_WORDS: &[&str] = &[
    "program", "programme", "training", "bootcamp", "course", "academy", "cohort", "program's",
];

/// Whom somebody serves, where the words after say so.
pub(super) const SERVED_PEOPLE: &[&str] = &[
    "people", "those", "families", "youth", "students", "children", "residents", "women", "workers", "adults",
];

/// Words of want.
pub(super) const NEEDS: &[&str] = &[
    "need", "needs", "lack", "lacks", "require", "requires", "want", "wants", "lacking", "needing",
];

/// Solutions that are run rather than built.
pub(super) const RUN_THINGS: &[&str] = &[
    "program", "programme", "shuttle", "bus", "app", "fund", "coordinator", "navigator", "training", "curriculum", "campaign",
    "platform", "toolkit", "van", "website", "service", "workshop", "classes", "course",
];

/// People of the place, as a statement may name them.
pub(super) fn is_people(word: &str, capital: bool) -> bool {
    let whole = |word: &str| PEOPLE.contains(&word);
    let bare = word.trim_end_matches("'s").trim_end_matches('\'');
    whole(bare)
        || bare
            .split('-')
            .any(|part| whole(part) && part != "native" && part != "black")
        || (capital && demonym(bare))
}

/// "Clevelanders", "Baltimoreans", "Seattleites", but not a word that merely begins a sentence.
fn demonym(word: &str) -> bool {
    word.len() >= 8
        && [
            "landers",
            "ans",
            "ians",
            "ites",
            "yorkers",
            "oners",
            "iters",
            "eners",
            "troiters",
            "ngtonians",
        ]
        .iter()
        .any(|end| word.ends_with(end))
        && !OTHERS.contains(&word)
}
