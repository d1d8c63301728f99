//! Past minutes from the shell: in four orders, earlier versions, who read them; and nobody reads them unrecorded.

use super::program::Program;
use std::os::unix::fs::PermissionsExt;

const LINES: &str = "\
/child Ella; born: 4 Mar 2017
/person KS Kelly Smith; role: mother
/person SW Anna Patel; role: social worker; agency: Nowhere Care
/person CH R Lowe; role: Chair
/begin
/arrive all
KS: I was scared @ella
SW: the address is CANARY63 #restricted
/view Ella; by: letter; words: \"quiet\"
";
const CLOSED: &str = "/close it was agreed\n/minutes signed off; by: CH\n/reopen one thing more\nKS: and one thing more\n/close it was agreed\n";

fn closed(program: &Program) -> String {
    program.meeting(&format!("{LINES}{CLOSED}"))
}

#[test]
fn the_record_is_printed_in_each_order_without_a_restricted_word() {
    let program = Program::new();
    let id = closed(&program);
    for (order, heading) in [
        ("section", "Record of the meeting"),
        ("child", "About all the children"),
        ("person", "Kelly Smith, mother"),
        ("agency", "Nowhere Care"),
    ] {
        let ran = program.run(&["read", &id, "--by", order]);
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(
            ran.out.contains(heading) && ran.out.contains("I was scared"),
            "{order}: {}",
            ran.out
        );
        assert!(!ran.out.contains("CANARY63"), "{order}");
        let full = program.run(&["read", &id, "--by", order, "--restricted"]);
        assert!(full.out.contains("CANARY63"), "{order}");
    }
    assert_eq!(program.run(&["read", &id, "--by", "colour"]).code, 2);
}

#[test]
fn an_earlier_version_is_printed_as_one_and_a_changed_one_is_told() {
    let program = Program::new();
    let id = closed(&program);
    let now = program.run(&["read", &id]);
    assert!(now.out.contains("and one thing more"));
    let first = program.run(&["read", &id, "--version", "1"]);
    assert_eq!(first.code, 0, "{first:?}");
    assert!(
        first.out.contains("Version 1, as it was kept") && !first.out.contains("one thing more")
    );
    let missing = program.run(&["read", &id, "--version", "7"]);
    assert!(
        missing.code == 2 && missing.err.contains("no version 7"),
        "{missing:?}"
    );
    let versions = program.run(&["read", &id, "--versions"]);
    assert!(
        versions.out.contains("signed off by R Lowe") && versions.out.contains("word for word")
    );
    assert!(
        versions.out.contains("1 record was added"),
        "{}",
        versions.out
    );
    let kept = program.folder_of(&id).join("earlier/1-minutes.json");
    let text = std::fs::read_to_string(&kept).unwrap();
    std::fs::write(&kept, text.replace("scared", "happy!")).unwrap();
    let spoiled = program.run(&["read", &id, "--version", "1"]);
    assert!(
        spoiled.code == 1 && spoiled.err.contains("has been changed since"),
        "{spoiled:?}"
    );
    assert!(
        program
            .run(&["read", &id, "--versions"])
            .out
            .contains("CHANGED")
    );
}

#[test]
fn who_read_past_minutes_is_on_record_without_a_word_of_them() {
    let program = Program::new();
    let id = closed(&program);
    // Recording them was not reading them.
    assert!(program.run(&["read", &id, "--who"]).out.contains("Nobody"));
    program.run(&["read", &id]);
    program.run(&["read", &id, "--restricted"]);
    program.run(&["read", &id, "--version", "1"]);
    let who = program.run(&["read", &id, "--who", "--width", "200"]).out;
    let (by_reader, each_time) = who.split_once("Every time").expect("two tables");
    for table in [by_reader, each_time] {
        assert_eq!(table.matches("printed with a command").count(), 3, "{who}");
    }
    assert!(
        who.contains("with the restricted parts") && who.contains("version 1"),
        "{who}"
    );
    assert!(!who.contains("uid:") && !who.contains(&id), "{who}");
    for file in std::fs::read_dir(program.data().join("audit")).unwrap() {
        let file = file.unwrap();
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        let text = std::fs::read_to_string(file.path()).unwrap();
        for word in ["CANARY63", "scared", "Ella", "Kelly"] {
            assert!(!text.contains(word), "{text}");
        }
    }
}

#[test]
fn without_a_record_past_minutes_stay_shut_and_recording_goes_on() {
    let program = Program::new();
    let id = closed(&program);
    // Files where the folders should be: not even root can write there.
    std::fs::write(program.data().join("audit"), "").unwrap();
    let state = program.home().join(".local/state");
    std::fs::create_dir_all(&state).unwrap();
    std::fs::write(state.join("talking-piece"), "").unwrap();
    let version = format!("{id}@1");
    for arguments in [
        vec!["read", &id],
        vec!["read", &id, "--json"],
        vec!["read", &id, "--version", "1"],
        vec!["read", &id, "--versions"],
        vec!["compare", &id, &version],
        vec!["thread", &id, "--wishes", "EL"],
        vec!["thread", &id, "--promises", "--json"],
        // Decision 30: what is due quotes closed minutes.
        vec!["due"],
    ] {
        let ran = program.run(&arguments);
        assert_eq!(ran.code, 3, "{ran:?}");
        assert!(
            ran.out.is_empty() && ran.err.contains("on the record"),
            "{ran:?}"
        );
    }
    let plain = program.run_with_input(&["--plain"], b"1\nquit\n");
    assert!(
        !plain.out.contains("scared") && plain.out.contains("on the record"),
        "{plain:?}"
    );
    let open = program.meeting(LINES);
    let ran = program.run(&["read", &open]);
    assert!(ran.code == 0 && ran.out.contains("I was scared"), "{ran:?}");
}

#[test]
fn minutes_that_go_on_are_not_put_on_the_record() {
    let program = Program::new();
    let id = program.meeting(LINES);
    program.run(&["read", &id]);
    assert!(!program.data().join("audit").exists());
}

#[test]
fn minutes_without_their_restricted_part_say_so() {
    let program = Program::new();
    let id = closed(&program);
    let folder = program.folder_of(&id);
    std::fs::remove_dir_all(folder.join("journal")).unwrap();
    // What was handed over has no seal here, and no line on record.
    std::fs::remove_dir_all(program.data().join("seals")).unwrap();
    for file in ["restricted.json", "seal.json"] {
        std::fs::remove_file(folder.join(file)).unwrap();
    }
    let open = program.run(&["read", &id]);
    assert!(
        open.code == 0 && open.out.contains("I was scared"),
        "{open:?}"
    );
    let full = program.run(&["read", &id, "--restricted"]);
    assert!(
        full.code == 3 && full.err.contains("restricted parts"),
        "{full:?}"
    );
    let plain = program.run_with_input(&["--plain"], b"1\n/restricted\nall\nquit\n");
    assert!(
        plain.out.contains("this account cannot read them"),
        "{plain:?}"
    );
    assert!(!plain.out.contains("CANARY63"), "{plain:?}");
}

/// A page read over a meeting says that words without a `/` are for the meeting: a search must not become an entry.
#[test]
fn a_page_read_out_over_a_meeting_says_whom_the_next_words_are_for() {
    let program = Program::new();
    let lines =
        "/begin\n/arrive all\nSW: we begin\n/manual take-minutes\n/find phone\nSW: hello\n/quit\n";
    let ran = program.run_with_input(&["practice", "--plain"], lines.as_bytes());
    let hit = "under Somebody comes late or leaves: ";
    assert!(
        ran.out.contains("any other words are for the meeting") && ran.out.contains(hit),
        "{ran:?}"
    );
    let ran = program.run_with_input(&["--plain"], b"manual take-minutes\nquit\n");
    assert!(!ran.out.contains("are for the meeting"), "{ran:?}");
}

#[test]
fn practice_meetings_are_listed_apart_and_the_list_says_so() {
    let program = Program::new();
    let none = program.run(&["list"]);
    assert!(!none.err.contains("--practice"), "{none:?}");
    assert_eq!(
        program
            .run_with_input(&["practice", "--plain"], b"/begin\n")
            .code,
        0
    );
    let real = program.run(&["list"]);
    assert_eq!(real.out, "");
    assert!(real.err.contains("list --practice"), "{real:?}");
    let made_up = program.run(&["list", "--practice"]);
    assert!(made_up.out.contains("made up"), "{made_up:?}");
    assert!(made_up.err.contains("To read one: "), "{made_up:?}");
}

/// `TE: Poppy was asleep in class` is about all the children as long as nobody says otherwise, and whoever reads about Poppy
/// finds it.
#[test]
fn what_has_a_childs_name_in_it_is_found_under_that_child() {
    let program = Program::new();
    let id = program.meeting(
        "/child Poppy Marsh; born: 4 Mar 2017\n/child Noah Marsh; born: 4 Mar 2020\n/person TE Tom Peel; role: teacher\n\
         /begin\n/arrive all\nTE: Poppy was asleep in class\nTE: poppyseed rolls were eaten\nTE: Noah sat still @noah\n",
    );
    let ran = program.run(&["read", &id, "--by", "child"]);
    let (poppy, others) = ran.out.split_once("About all the children").unwrap();
    let (poppy, noah) = poppy.split_once("\nNoah Marsh").unwrap();
    assert!(
        poppy.contains("Poppy was asleep") && !poppy.contains("poppyseed"),
        "{poppy}"
    );
    assert!(
        noah.contains("Noah sat still") && !noah.contains("asleep"),
        "{noah}"
    );
    assert!(
        others.contains("Poppy was asleep") && others.contains("poppyseed"),
        "{others}"
    );
}
