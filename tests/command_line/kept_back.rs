//! What was meant to be restricted and got out all the same, each test named after the way it took.

use super::program::Program;

const BEFORE: &str = "\
/child Ella; born: 4 Mar 2017
/person KS Kelly Smith; role: mother
/person SW Anna Patel; agency: Nowhere Care
/begin
/arrive all
";

/// What everybody gets to see after these lines, and what `take` said.
fn open_after(lines: &str) -> (String, String) {
    let program = Program::new();
    let ran = program.run_with_input(
        &["take", "--new", "--lines", "-"],
        format!("{BEFORE}{lines}").as_bytes(),
    );
    let id = ran.out.lines().last().unwrap().to_owned();
    let full = program.run(&["read", &id, "--json", "--restricted"]).out;
    let file = std::fs::read_to_string(program.folder().join("minutes.json")).unwrap();
    assert!(
        full.contains("canary") || lines.contains("/close") || lines.contains("/meeting"),
        "{full}"
    );
    let list = program.run(&["list"]).out;
    (format!("{file}{list}"), ran.err)
}

#[test]
fn a_mark_in_the_middle_or_with_a_full_stop_behind_it_left_the_words_open() {
    for line in [
        "SW: moved #restricted to Canary Row",
        "SW: moved to Canary Row #restricted.",
        "SW: moved to Canary Row, #Restricted, last week",
        "SW: moved to Canary Row (#restrcted)",
        "SW: moved to Canary Row \"#restricted\"",
        "SW: moved to Canary Row#restricted",
        "SW: #confidential moved to Canary Row",
        "/action canary #restricted; by: 12 Dec",
        "SW: moved\n/append #restricted to Canary Row",
        "SW: moved\n/append to Canary Row #restricted last week",
    ] {
        let lines = line.replace("Canary", "canary");
        let (open, _) = open_after(&format!("{lines}\n"));
        assert!(!open.contains("canary"), "{line}");
    }
}

#[test]
fn a_reason_that_was_meant_to_be_restricted_stood_in_the_open_minutes() {
    for line in ["/skip canary #restricted", "/break canary #restricted"] {
        let (open, _) = open_after(&format!("{line}\n"));
        assert!(!open.contains("canary"), "{line}");
    }
    let (open, _) = open_after("/view Ella; by: letter; words: yes\n/close canary #restricted\n");
    assert!(!open.contains("canary"));
}

#[test]
fn a_restricted_reference_stood_in_the_list() {
    let (open, _) = open_after("/meeting canary #restricted\n");
    assert!(!open.contains("canary"));
}

#[test]
fn what_take_says_quoted_restricted_words() {
    for line in [
        "SW: #canary she moved #restricted",
        "SW: she moved @canary #restricted",
        "/person AB Anne Bell; safety: x; side: canary #restricted",
        "/section canary #restricted",
        "/arrive canary #restricted",
    ] {
        let (_, said) = open_after(&format!("{line}\n"));
        assert!(said.contains("line 6:"), "{line}: {said}");
        assert!(!said.contains("canary"), "{line}: {said}");
    }
}

/// A deadline is worked out from days: one that counts from a restricted child's due date would reveal that date.
#[test]
fn no_deadline_tells_the_due_date_of_a_restricted_child() {
    let due = |child: &str| {
        let program = Program::new();
        let lines = format!("{child}\n/begin\n");
        let agenda = [
            "take",
            "--new",
            "--agenda",
            "pre-birth-icpc",
            "--lines",
            "-",
        ];
        let ran = program.run_with_input(&agenda, lines.as_bytes());
        let minutes = program.json(ran.out.lines().last().unwrap());
        let all = minutes["deadlines"].as_array().unwrap();
        all.iter()
            .filter(|one| one["rule"] == "pre-birth-conference")
            .count()
    };
    assert_eq!(due("/child Baby; due: 20 Feb 2027"), 1);
    assert_eq!(due("/child Baby; due: 20 Feb 2027 #restricted"), 0);
}

/// What only the family may not hear, in each kind of line that another command of the program lists.
const SAID_WITHOUT: &str = "\
SW: canary one
KS: ! canary two @ella
/action canary three; who: SW; by: 1 Feb; answers: Ella
/whatif canary four; then: call; told: yes
/view Ella; by: letter; words: canary five
/date canary six; on: 2 Feb; is: core_group
/agency Health; child: Ella; view: child in need; reasons: canary seven
/decision Ella; is: no plan; reasons: canary eight
/checkin Ella; who: SW; by: 3 Feb; said: canary nine
/offer canary ten; by: SW
/person CX canary eleven; role: aunt
/child canary twelve; born: 2 May 2020
/person SW; knows: canary thirteen
SW: canary fourteen #nokind
/action canary fifteen; nolabel: canary sixteen
/break canary seventeen
";

#[test]
fn what_was_said_while_somebody_was_excluded_is_in_no_list_of_the_program() {
    let program = Program::new();
    let lines = format!(
        "{BEFORE}/person CH Sam Hall; role: Chair\n/arrive CH\nKS: before it\n/exclude KS; by: CH; why: canary zero\n{SAID_WITHOUT}/readmit KS\nKS: after it\n/close closed early\n/view Ella; by: not asked; reason: away\n/view canary twelve; by: not asked; reason: away\n/close closed early\n"
    );
    let lines = lines.as_bytes();
    let ran = program.run_with_input(&["take", "--new", "--lines", "-"], lines);
    let last = ran.out.lines().last().unwrap().to_owned();
    // The list of `take` belongs to whoever typed the lines, and still repeats no word of them.
    assert!(!ran.err.contains("canary"), "{}", ran.err);
    let from = ["take", "--new", "--from", &last, "--lines", "-"];
    let next = program.run_with_input(&from, b"/begin\n/arrive all\nKS: today\n/close too early\n");
    let next = next.out.lines().last().unwrap().to_owned();
    let full = program.run(&["read", &last, "--json", "--restricted"]).out;
    let beside: Vec<String> = SAID_WITHOUT
        .split("canary ")
        .skip(1)
        .map(|rest| rest.chars().take_while(|it| it.is_alphabetic()).collect())
        .map(|word: String| format!("canary {word}"))
        .chain(["canary zero".to_owned()])
        .collect();
    for words in &beside {
        assert!(full.contains(words), "{words}: {full}");
    }
    for arguments in [
        &["compare", &last, &next][..],
        &["compare", &last, &next, "--json"],
        &["compare", &format!("{last}@1"), &last, "--json"],
        &["find", "canary"],
        &["find", "canary", "--json"],
        &["find", "canary", "kind:action"],
        &["find", "can*"],
        &["thread", &last, "--wishes", "EL"],
        &["thread", &last, "--scales", "--json"],
        &["thread", &last, "--promises"],
        &["thread", &next, "--wishes", "EL", "--json"],
        &["thread", &last, "a1", "--json"],
        &["thread", &last, "a99"],
        &["thread", &last, "w1"],
        &["thread", &last, "o1"],
        &["thread", &next, "pm1", "--json"],
        &["due", "--on", "2027-03-01"],
        &["due", "--on", "2027-03-01", "--json"],
        &["list"],
        &["list", "--json"],
        &["read", &last],
        &["read", &last, "--json"],
        &["read", &next],
        &["read", &last, "--by", "person"],
        &["watch", &last, "--once"],
    ] {
        let ran = program.run(arguments);
        // A search may repeat the word that it was asked for, but none that stands beside it.
        let told = format!("{}{}", ran.out, ran.err);
        let leaks = beside.iter().find(|words| told.contains(words.as_str()));
        assert_eq!(leaks, None, "{arguments:?}: {told}");
    }
    let seen = program
        .run(&["find", "canary", "seen:restricted", "--json"])
        .out;
    assert!(seen.contains("canary three"), "{seen}");
}

/// Every way in which a line names somebody who may be one of several, or is nearly somebody.
const WAYS_TO_NAME: [&str; 34] = [
    "{}: we said that",
    "{} asks: can we?",
    "{} + KS: we agree",
    "KS: {}: not yet",
    "KS/{}: not yet",
    "SW and {}: we will ring",
    "{}? : who was it",
    "- {} - \"I was there\"",
    "/arrive {}",
    "/arrive KS, {} and Nobody Known",
    "/leave {}",
    "/leave {}: had to go",
    "/absent {}",
    "/absent {}; why: is ill",
    "/rename {}: Hannah",
    "/rename KS: {}",
    "/person {}; phone: 1",
    "/person {}; role: neighbour",
    "/child {}; born: 4 May 2016",
    "/action ring the school; who: {}; by: 12 Dec",
    "/action ring the school; who: KS, {}",
    "/told {}",
    "/circulated {}",
    "/dissent {}: does not agree",
    "/score 6 {}",
    "/report school; by: {}",
    "/view {}; by: letter; words: I like it",
    "/view Ella; by: through; who: {}; words: yes",
    "/agency {}: early help",
    "/strike {}",
    // Once somebody is out, hardly anything is said of a line.
    "/apart {}",
    "/without {}",
    "/exclude {}; reason: shouts; decided by: {}",
    "/readmit {}",
];

#[test]
fn a_refusal_named_somebody_who_is_restricted() {
    let restricted = "/person ZQ Zoe Vancanaryname; role: aunt; agency: Newcanaryhouse #restricted\n\
        /child CQ Cora Vancanarychild; born: 5 May 2018 #restricted\n";
    let namesakes = "/person ZO Zoe Openly; role: aunt\n/person CO Cora Openly; role: friend\n";
    let names = ["Zoe", "Zoee", "aunt", "Corra", "Zoe Vancanarynama", "QZ"];
    for cast in [restricted.to_owned(), format!("{restricted}{namesakes}")] {
        let lines: String = WAYS_TO_NAME
            .iter()
            .flat_map(|line| names.map(|name| format!("{}\n", line.replace("{}", name))))
            .collect();
        let (open, said) = open_after(&format!("{cast}{lines}"));
        for kept_back in ["Vancanaryname", "Newcanaryhouse", "Vancanarychild"] {
            assert!(!open.contains(kept_back), "{open}");
            let told = said.lines().find(|line| line.contains(kept_back));
            assert_eq!(told, None);
        }
        let letters = said.split(|letter: char| !letter.is_alphanumeric());
        assert!(
            !letters.clone().any(|word| word == "ZQ" || word == "CQ"),
            "{said}"
        );
        assert!(said.lines().count() > 100, "{said}");
    }
}

/// Nobody is there to put a mistyped /exclude right, so what stands behind it may not be for everybody.
#[test]
fn a_mistyped_exclusion_restricted_only_its_own_line() {
    for line in [
        "/exclude KS by: SW; why: x",
        "exclude KS; by: SW; why: canary",
        "/ exclude KS; by: SW",
        "/exlude KS; by: SW",
        "/excluded KS; by: SW",
        "/apart SW by: KS",
        "/leave KS: asked to leave by the Chair",
        "/leave KS sent out by SW",
        "/person KS; attendance: excluded",
        "/person KS; attendance: asked to leave for a part; sent out by: SW",
    ] {
        let lines = format!("SW: before\n{line}\nSW: canary\n/action canary two\n/break canary\n");
        let (open, said) = open_after(&lines);
        assert!(!open.contains("canary"), "{line}: {open}");
        assert!(open.contains("before"), "{line}: {open}");
        assert!(said.contains("Was somebody excluded?"), "{line}: {said}");
        let (open, said) = open_after(&format!("{lines}/readmit all\nSW: after it\n"));
        assert!(
            open.contains("after it") && !open.contains("canary"),
            "{line}: {said}"
        );
    }
    for line in [
        "SW: excluded from school since May",
        "Excluded from school since May",
        "/exclude KS; by: SW\n/readmit KS",
        "/leave KS",
        "/person KS; attendance: phone",
    ] {
        let (open, said) = open_after(&format!("SW: yes\n{line}\nSW: canary\n"));
        assert!(open.contains("canary"), "{line}: {open}");
        assert!(!said.contains("Was somebody"), "{line}: {said}");
    }
}

/// What is never in the open minutes, told as somebody's words: after a /child the same `/edit` sets her address.
#[test]
fn an_address_that_became_somebodys_words_stood_open() {
    for lines in [
        "SW: hello\n/edit address: canary\n",
        "SW: hello\n/edit SW: address: canary\n",
        "SW: hello\n/append address: canary\n",
        "SW: hello\n/append her phone: canary\n",
        "SW: hello\n/edit Ella address: canary\n",
        "SW: her new address: canary\n",
        "address: canary\n",
    ] {
        let (open, said) = open_after(lines);
        assert!(!open.contains("canary"), "{lines}: {open}");
        assert!(said.contains("who may read it"), "{lines}: {said}");
    }
    for lines in [
        "SW by phone: canary\n",
        "SW on the phone: canary\n",
        "SW: we spoke by phone: canary\n",
        "SW: \\address: canary\n",
    ] {
        let (open, _) = open_after(lines);
        assert!(open.contains("canary"), "{lines}: {open}");
    }
}

/// Words that say who is not to read them, behind a command that keeps its words in the open minutes.
#[test]
fn a_reason_that_says_who_is_not_to_read_it_stood_in_the_open_minutes() {
    for words in [
        "canary, restricted",
        "canary, off the record",
        "off-the-record: canary",
        "canary; not in the family's copy",
        "canary (confidential)",
    ] {
        for command in [
            "/break",
            "/skip",
            "/absent KS:",
            "/rename KS: Kelly",
            "/append",
            "SW: yes\n/edit",
            "/close",
        ] {
            let (open, said) = open_after(&format!("{command} {words}\n"));
            assert!(!open.contains("canary"), "{command} {words}: {open}");
            assert!(said.contains("attention"), "{command} {words}: {said}");
        }
    }
    for reason in ["canary, in the open", "canary \\restricted"] {
        let (open, said) = open_after(&format!("/break {reason}\n"));
        assert!(open.contains("canary"), "{reason}: {said}");
    }
}

/// `restricted` where a label stands: of who speaks, or of an answer.
#[test]
fn a_label_that_says_restricted_restricted_nothing() {
    for line in [
        "KS restricted: canary",
        "KS, restricted: canary",
        "KS + SW, restricted: canary",
        "SW/EL restricted: canary",
        "KS confidential: canary",
        "KS (private): canary",
        "KS on the phone, off the record: canary",
        "/action canary; who: KS; restricted: yes",
        "/action canary; who: KS; confidential: yes",
        "/action canary; who: KS; Private: yes",
        "/view Ella; by: letter; words: canary; restricted: yes",
        "/whatif canary; then: call; for professionals only: yes",
        "/person ZT Zoe Canary; restricted: yes",
    ] {
        let (open, said) = open_after(&format!("{line}\n").to_lowercase().replace("ks", "KS"));
        assert!(!open.to_lowercase().contains("canary"), "{line}: {open}");
        assert!(said.contains("who may read it"), "{line}: {said}");
    }
    for line in [
        "SW: contact is restricted: canary on Sundays",
        "KS: canary",
        "/action canary; who: KS; colour: red",
    ] {
        let (open, _) = open_after(&format!("{line}\n"));
        assert!(open.contains("canary"), "{line}: {open}");
    }
}

/// Two lines, one of which says that they were sent out and the other why: the reason is never why they did not come.
#[test]
fn why_somebody_was_sent_out_stood_open_where_two_lines_told_it() {
    for lines in [
        "/person KS; sent out by: SW\n/person KS; why: canary\n",
        "/person KS; sent out by: SW\n/person KS, reason: canary\n",
        "/person KS; sent out by: somebody odd\n/person KS; why: canary\n",
        "/person KS; attendance: excluded for a part\n/person KS; why: canary\n",
        "/person KS; sent out for: shouting\n/person KS; why: canary\n",
        "/person KS; sent out by: SW; sent out for: shouting; why: canary\n",
        "/exclude KS; by: SW; why: shouting\n/readmit KS\n/person KS; why: canary\n",
        "/person KS; why: canary\n/person KS; sent out by: SW\n",
        "/person KS; why: canary\n/person KS; sent out by: SW; sent out for: shouting\n",
        "/person KS; why: canary\n/person KS; attendance: sent out\n",
        "/person KS; why: canary, phone 12\n/person KS; sent out by: SW\n",
        "/person KS; sent out by: SW\n/person KS; why: canary, phone 12\n",
        "/person LH Lou Hall; sent out by: SW\n/edit why: canary\n",
        "/person LH Lou Hall; why: canary\n/edit sent out by: SW\n",
        "/person LH Lou Hall; why: canary\n/edit /person LH Lou Hall; why not: canary; sent out by: SW\n",
    ] {
        let (open, said) = open_after(lines);
        assert!(!open.contains("canary"), "{lines}: {open}");
        assert!(!said.contains("canary"), "{lines}: {said}");
    }
    for lines in [
        "/person KS; why: canary\n",
        "/person KS; sent out by: SW\n/person KS; why not: canary\n",
        "/person KS; sent out by: SW; why not: canary\n",
    ] {
        let (open, _) = open_after(lines);
        assert!(open.contains("canary"), "{lines}: {open}");
    }
}

/// Nobody is there to say what a line of a file was meant to change or to keep back.
#[test]
fn a_mistyped_command_opened_what_it_was_about() {
    for lines in [
        "/renme ZQ Petra Vancanary\n",
        "KS: alpha #restricted\n/apend canary more\n",
        "KS: alpha #restricted\n/append: canary more\n",
        "KS: alpha #restricted\n/strke canary\n",
        "/persn KE canary; contact: 1\n",
        "/mrk canary\n",
        "/takeup canary\n",
    ] {
        let cast = "/person ZQ Zelda Quimby; role: informant #restricted\n";
        let (open, said) = open_after(&format!("{cast}{lines}"));
        assert!(!open.to_lowercase().contains("canary"), "{lines}: {open}");
        assert!(
            said.contains("restricted until you decide"),
            "{lines}: {said}"
        );
    }
}

#[test]
fn a_mark_that_was_refused_left_the_entry_open() {
    for line in [
        "/mark restricted KS",
        "/mark KS restricted",
        "/mark last restricted",
        "/mark restricted please",
        "/mark restricted: KS",
        "/mark: restricted",
        "/mrk restricted",
        "/restricted",
        "/restrict",
        "/edit #restricted",
        "#restricted",
    ] {
        let (open, said) = open_after(&format!("KS: first\nKS: canary words\n{line}\nSW: after\n"));
        assert!(!open.contains("canary"), "{line}: {open}");
        assert!(
            open.contains("first") && open.contains("after"),
            "{line}: {open}"
        );
        assert!(
            said.contains("The entry before it is restricted"),
            "{line}: {said}"
        );
        assert!(!said.contains("set aside"), "{line}: {said}");
    }
    // A word about it is not the mark.
    let (open, _) = open_after("KS: canary words\n/append and we restricted visits\nSW: after\n");
    assert!(open.contains("canary"), "{open}");
}

/// A score stays hidden until all are in, also where its line could not be read.
#[test]
fn a_score_whose_line_could_not_be_read_stood_in_the_open_minutes() {
    for line in [
        "/scale 1 by SW score 4 why canary",
        "scale 1; by: SW; score: 3; child: Ella; why: canary",
        "/score 1; by: SW; score: 3; child: Ella; why: canary",
        "/scale 1; by: SW; scor: 3; child: Ella; why: canary",
        "/sclae 1; by: SW; score: 3; why: canary",
        "/editt score: 7; why: canary",
    ] {
        let program = Program::new();
        let lines = format!(
            "{BEFORE}/section 5.2\n/scale 1; by: KS; score: 6; child: Ella; why: x\n{line}\n"
        );
        let ran = program.run_with_input(
            &[
                "take",
                "--new",
                "--agenda",
                "signs-of-safety-cpc",
                "--lines",
                "-",
            ],
            lines.as_bytes(),
        );
        let id = ran.out.lines().last().unwrap();
        let full = program.run(&["read", id, "--json", "--restricted"]).out;
        assert!(full.contains("canary"), "{line}: {full}");
        let file = std::fs::read_to_string(program.folder().join("minutes.json")).unwrap();
        assert!(!file.contains("canary"), "{line}: {file}");
        assert!(!ran.err.contains("canary"), "{line}: {}", ran.err);
    }
}

/// That a name is nearly that of somebody who is restricted says what they are called.
#[test]
fn the_list_told_that_a_name_is_nearly_that_of_somebody_restricted() {
    let cast = "/person ZQ Zelda Quimby; role: informant #restricted\n";
    let lines =
        "Zeldah: canary one\nGregor: canary two\n/action x; who: Zeldah\n/action y; who: Gregor\n";
    let (_, said) = open_after(&format!("{cast}{lines}"));
    let of = |name: &str| -> Vec<String> {
        let lines = said.lines().filter(|line| line.contains(name));
        lines
            .map(|line| line.split_once(": ").unwrap().1.replace(name, "NAME"))
            .collect()
    };
    assert!(!of("Gregor").is_empty(), "{said}");
    assert_eq!(of("Zeldah"), of("Gregor"), "{said}");
}

const SOMEBODY_HIDDEN: &str = "\
/person QZ Quentin Zephyr; role: refuge worker; agency: Zebra Refuge #restricted
/person GR Hope Smith; role: grandmother #restricted
/child CQ Zuleika Smith; born: 5 May 2018 #restricted
/person KS; address: 12 Zinnia Lane, Nowhere; phone: 07000 123456
";

/// Whatever somebody is named by, in whatever holds words.
const NAMES_THEM: &[&str] = &[
    "SW: {} rang me",
    "SW: it was said that {} will help",
    "SW: (that is {})",
    "KS: * {}",
    "SW: Ella is at {}'s",
    "/action ring {}; who: SW; by: 12 Dec",
    "/dissent {}; from: CP plan",
    "/dissent Nowhere Care; by: SW; from: CP plan; reasons: {} says no",
    "/dissent agency: {}; from: CP plan",
    "/view Ella; by: letter; words: I like {}",
    "/core next; place: at {}'s",
    "/absent SW: is with {}",
    "/break {} rings",
    "/report {}; by: SW",
];

#[test]
fn who_was_restricted_was_named_openly_in_other_records() {
    let names = [
        ("Quentin Zephyr", "Quentin"),
        ("quentin", "quentin"),
        ("Zephyr", "Zephyr"),
        ("Hope", "Hope"),
        ("the Zebra Refuge", "Zebra"),
        ("zebra refuge", "zebra"),
        ("Zuleika", "Zuleika"),
        ("12 Zinnia Lane, Nowhere", "Zinnia"),
        ("12 zinnia lane nowhere", "zinnia"),
        ("07000 123 456", "123 456"),
        ("07000123456", "07000123456"),
    ];
    for (name, told) in names {
        let lines: String = NAMES_THEM
            .iter()
            .map(|line| format!("{}\n", line.replace("{}", name)))
            .collect();
        let (open, said) = open_after(&format!("{SOMEBODY_HIDDEN}{lines}SW: canary\n"));
        assert!(!open.contains(told), "{name}: {open}");
        assert!(!said.contains(told), "{name}: {said}");
    }
}

/// What everybody says, who else is called so, letters, and what is opened on purpose.
#[test]
fn what_names_nobody_who_is_restricted_stays_open() {
    let lines = [
        "SW: we hope that it goes well",
        "SW: QZ will help, and GR",
        "SW: Mrs Smith was at home",
        "SW: Kelly was at home",
        "SW: I met Quentin yesterday #open",
        "SW: in Nowhere there is a lane",
    ];
    let text: String = lines.map(|line| format!("{line}\n")).concat();
    let (open, _) = open_after(&format!("{SOMEBODY_HIDDEN}{text}SW: canary\n"));
    for line in lines {
        let words = line.trim_start_matches("SW: ").trim_end_matches(" #open");
        assert!(open.contains(words), "{words}: {open}");
    }
}

#[test]
fn who_is_restricted_afterwards_is_pointed_out_where_they_were_named() {
    let lines = "\
/person QZ Quentin Zephyr; role: refuge worker; agency: Zebra Refuge
SW: Quentin is kind, says canary
/dissent Zebra Refuge; by: SW; from: CP plan
/person QZ #restricted
";
    let (open, said) = open_after(lines);
    assert!(
        said.contains("line 9: 1 open record still names somebody who is restricted"),
        "{said}"
    );
    // The agency goes with them; what was said is for the minute-taker to decide.
    assert!(!open.contains("Zebra"), "{open}");
    let closed = "one record that everybody may read has words which are kept back elsewhere";
    let (open, _) = open_after(&format!(
        "{lines}/view Ella; by: not asked; reason: made up\n/close canary\n"
    ));
    assert!(open.to_lowercase().contains(closed), "{open}");
}

/// One answer about somebody else names them: it alone is kept back, and comes back when they are open again.
#[test]
fn who_was_restricted_was_named_in_an_answer_about_somebody_else() {
    let answers = [
        "relation: sister of {}",
        "relation: lives with {} and Ella",
        "role: partner of {}",
        "role: carer ({}'s)",
        "agency: Friends of {}",
        "why not: is with {} today",
        "speaks for: {}",
        "needs: not to sit by {}",
        "pr: ask {}",
        "side: {} side",
    ];
    let names = [
        ("Quentin Zephyr", "Quentin"),
        ("quentin", "quentin"),
        ("the Zebra Refuge", "Zebra"),
        ("Hope", "Hope"),
        ("Zuleika", "Zuleika"),
        ("07000 123456", "07000"),
    ];
    for (name, told) in names {
        // Typed with the name, and later.
        let typed = answers.iter().enumerate().map(|(at, answer)| {
            let (one, two) = (("A", "Alba"), ("B", "Bella"));
            let answer = answer.replace("{}", name);
            let line = |(letter, called): (&str, &str)| {
                format!("/person {letter}{at} {called} Number{at}; {answer}\n")
            };
            format!("{}/person B{at} Bella Number{at}\n{}", line(one), line(two))
        });
        let typed: String = typed.collect();
        let (open, said) = open_after(&format!("{SOMEBODY_HIDDEN}{typed}SW: canary\n"));
        assert!(!open.contains(told), "{name}: {open}");
        assert!(!said.contains(told), "{name}: {said}");
        for (at, answer) in answers.iter().enumerate() {
            assert!(
                open.contains(&format!("Alba Number{at}")),
                "{answer}: {open}"
            );
            assert!(
                open.contains(&format!("Bella Number{at}")),
                "{answer}: {open}"
            );
            let (label, _) = answer.split_once(':').unwrap();
            let told = said.lines().filter(|line| {
                line.contains("kept back, as it tells") && line.trim_end().ends_with(label)
            });
            let many = answers
                .iter()
                .filter(|answer| answer.starts_with(label))
                .count();
            assert_eq!(told.count(), 2 * many, "{answer}: {said}");
        }
    }
    for lines in [
        "/person AU Tess Hollis; relation: sister of Quentin\n/person QZ #open\n",
        "/person AU Tess Hollis; relation: sister of \\Quentin\n",
        "/person AU Quentina Hollis; relation: sister of QZ\n",
    ] {
        let (open, _) = open_after(&format!("{SOMEBODY_HIDDEN}{lines}AU: canary\n"));
        assert!(
            open.contains("\"relation\": \"sister of "),
            "{lines}: {open}"
        );
    }
}

/// Somebody restricted later takes out of the open minutes what was said of others, without a further step.
#[test]
fn who_is_restricted_afterwards_was_still_named_as_somebodys_relation() {
    let lines = "\
/person QZ Quentin Zephyr; role: refuge worker; agency: Zebra Refuge
/person AU Tess Hollis; relation: sister of Quentin
/rename SW: Sue Zephyr
/person QZ #restricted
SW: canary
";
    let (open, _) = open_after(lines);
    assert!(!open.contains("Quentin"), "{open}");
    assert!(open.contains("Sue Zephyr"), "{open}");
    // What somebody is called is their own name, whoever else is called so.
    let (open, said) = open_after(&format!(
        "{SOMEBODY_HIDDEN}/rename SW: Sue Zephyr\nSW: canary\n"
    ));
    assert!(open.contains("Sue Zephyr"), "{said}: {open}");
}

/// People go on saying the name that somebody had.
#[test]
fn the_name_that_somebody_restricted_had_before_stood_in_the_open_minutes() {
    let (open, said) = open_after(
        "/person QZ Zebrina Canaryworth; role: aunt #restricted\n/rename QZ: Petra Newname\n\
         SW: zebrina will help\nSW: Canaryworth is her street too\nSW: Petra rings\nSW: the canary sings\n",
    );
    for name in ["ebrina", "anaryworth", "Petra"] {
        assert!(!open.contains(name), "{name}\n{said}\n{open}");
    }
    assert!(open.contains("the canary sings"));
}
