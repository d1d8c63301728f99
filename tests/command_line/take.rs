//! A file of lines becomes a record, and no line of it is dropped.

use super::program::Program;
use serde_json::json;
use std::os::unix::fs::PermissionsExt;

const LINES: &str = "\
/meeting 0417-M; venue: Hall of Nowhere
/child Ella; born: 4 Mar 2017
/person KS Kelly Smith; role: mother
/person HV J Okafor; role: health visitor; agency: Nowhere Health
/begin
/arrive all
KS: I was scared to tell anyone
HV: + came to every clinic @ella #new
";

#[test]
fn lines_become_contributions_with_speaker_kind_and_marks() {
    let program = Program::new();
    let ran = program.run_with_input(&["take", "--new", "--lines", "-"], LINES.as_bytes());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let id = ran.out.trim();
    let minutes = program.json(id);
    let said = minutes["contributions"].as_array().unwrap();
    assert_eq!(said.len(), 2);
    assert_eq!(said[0]["text"], "I was scared to tell anyone");
    assert_eq!(said[1]["kind"], "strength");
    assert_eq!(said[1]["new_to_family"], true);
    assert_eq!(said[1]["children"], json!(["k1"]));
    assert_eq!(minutes["meeting"]["reference"], "0417-M");
}

#[test]
fn faulty_lines_are_recorded_listed_and_never_dropped() {
    let program = Program::new();
    let lines = format!(
        "{LINES}XY: who is this\n/nonsense with words\n/action ; by: soon\nHV: said #restrictd\n/nonsense private #restricted\n"
    );
    let ran = program.run_with_input(&["take", "--new", "--lines", "-"], lines.as_bytes());
    assert_eq!(ran.code, 1, "{ran:?}");
    for number in ["line 9:", "line 10:", "line 11:", "line 13:"] {
        assert!(ran.err.contains(number), "{number} in {}", ran.err);
    }
    let id = ran.out.lines().last().unwrap();
    let open = program.run(&["read", id, "--json"]).out;
    let full = program.run(&["read", id, "--json", "--restricted"]).out;
    assert!(open.contains("who is this"), "{open}");
    // A command may belong to something that is restricted.
    for words in [
        "said",
        "/nonsense with words",
        "/action ; by: soon",
        "/nonsense private #restricted",
    ] {
        assert!(
            !open.contains(&format!("\"{words}\"")) && full.contains(words),
            "{words}"
        );
    }
}

#[test]
fn a_meeting_goes_on_with_more_lines_named_by_the_beginning_of_its_id() {
    let program = Program::new();
    let id = program.meeting(LINES);
    let ran = program.run_with_input(&["take", &id[..4], "--lines", "-"], b"just words\n");
    assert_eq!(ran.code, 0, "{ran:?}");
    let minutes = program.json(&id);
    assert_eq!(
        minutes["contributions"][2]["speaker"],
        minutes["contributions"][1]["speaker"]
    );
}

#[test]
fn private_time_takes_no_words_and_loses_none() {
    let program = Program::new();
    let lines = format!("{LINES}/private\nKS: CANARY in private\n/private\nKS: after it\n");
    let ran = program.run_with_input(&["take", "--new", "--lines", "-"], lines.as_bytes());
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("line 10:"), "{}", ran.err);
    let id = ran.out.lines().last().unwrap();
    let full = program.run(&["read", id, "--json", "--restricted"]).out;
    assert!(!full.contains("CANARY") && full.contains("after it"));
    let drafts = std::fs::read_dir(program.folder().join("draft")).unwrap();
    let kept = drafts
        .map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap())
        .collect::<String>();
    assert!(kept.contains("CANARY in private"), "{kept}");
}

#[test]
fn no_meeting_closes_without_the_childs_views_or_the_reason() {
    let program = Program::new();
    let id = program.meeting(&format!("{LINES}/close because it is late\n"));
    assert_eq!(program.json(&id)["meeting"]["state"], "open");
    let ran = program.run_with_input(
        &["take", &id, "--lines", "-"],
        b"/view Ella; by: not asked; reason: she was asleep\n/close because it is late\n",
    );
    assert_eq!(ran.code, 0, "{ran:?}");
    let minutes = program.json(&id);
    assert_eq!(minutes["meeting"]["state"], "closed");
    assert_eq!(minutes["childs_views"][0]["reason"], "she was asleep");
    assert!(
        minutes["closing"]["gaps"]
            .as_array()
            .unwrap()
            .iter()
            .all(|gap| gap["reason"] == "because it is late")
    );
    let page = program.run(&["read", &id]).out;
    assert!(page.contains("she was asleep"), "{page}");
}

#[test]
fn only_the_owner_can_read_what_is_written() {
    let program = Program::new();
    program.meeting(LINES);
    let mut folders = vec![program.data()];
    while let Some(folder) = folders.pop() {
        assert_eq!(
            folder.metadata().unwrap().permissions().mode() & 0o777,
            0o700,
            "{folder:?}"
        );
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                assert_eq!(
                    path.metadata().unwrap().permissions().mode() & 0o777,
                    0o600,
                    "{path:?}"
                );
            }
        }
    }
}

#[test]
fn wrong_use_is_exit_2_and_a_folder_that_cannot_be_used_is_exit_3() {
    let program = Program::new();
    assert_eq!(program.run(&["read", "zzzz"]).code, 2);
    assert_eq!(program.run(&["take", "--lines", "-"]).code, 2);
    assert_eq!(
        program
            .run(&["take", "--new", "--agenda", "nonsense", "--lines", "-"])
            .code,
        2
    );
    std::fs::write(program.data(), "a file where the folder should be").unwrap();
    let ran = program.run_with_input(&["take", "--new", "--lines", "-"], LINES.as_bytes());
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(ran.err.contains("Nothing was changed"), "{}", ran.err);
}

#[test]
fn a_folder_that_cannot_be_used_passed_for_one_without_meetings() {
    let program = Program::new();
    std::fs::write(program.data(), "a file where the folder should be").unwrap();
    for arguments in [
        &["list"][..],
        &["read", "abc"],
        &["resume", "--plain"],
        &["start", "--plain", "--agenda", "restorative-icpc"],
    ] {
        let ran = program.run(arguments);
        assert_eq!(ran.code, 3, "{arguments:?}: {ran:?}");
        assert!(!ran.err.contains("no meetings yet"), "{}", ran.err);
    }
    let program = Program::new();
    let id = program.meeting(LINES);
    let folder = program.folder();
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o755)).unwrap();
    let ran = program.run_with_input(&["take", &id, "--lines", "-"], b"KS: no\n");
    assert_eq!(ran.code, 3, "{ran:?}");
}

#[test]
fn minutes_that_were_cut_off_on_a_full_disk_looked_like_success() {
    let program = Program::new();
    let id = program.meeting(LINES);
    let full = std::fs::File::options()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let ran = program
        .command(&["read", &id])
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(ran.status.code(), Some(3), "{ran:?}");
}

/// Its letters were not printed, and "the meetings are untouched" was not true: a second try made it twice.
#[test]
fn a_meeting_whose_letters_could_not_be_printed_is_named_all_the_same() {
    let program = Program::new();
    let lines = program.home().join("lines");
    std::fs::write(&lines, LINES).unwrap();
    let full = std::fs::File::options()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let take = ["take", "--new", "--lines", lines.to_str().unwrap()];
    let ran = program.command(&take).stdout(full).output().unwrap();
    assert_eq!(ran.status.code(), Some(3), "{ran:?}");
    let told = String::from_utf8_lossy(&ran.stderr).into_owned();
    let id = program.folder().file_name().unwrap().to_owned();
    assert!(told.contains(id.to_str().unwrap()), "{told}");
    assert!(!told.contains("untouched"), "{told}");
}

#[test]
fn two_writers_are_told_of_each_other() {
    let program = Program::new();
    let id = program.meeting(LINES);
    let lock = std::fs::File::open(program.folder().join("lock")).unwrap();
    lock.lock().unwrap();
    let ran = program.run_with_input(&["take", &id, "--lines", "-"], b"KS: not now\n");
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(ran.err.contains("open"), "{}", ran.err);
    assert!(!program.run(&["read", &id]).out.contains("not now"));
}

#[test]
fn typed_up_on_another_day_it_asks_on_which_it_was_held() {
    let program = Program::new();
    let take =
        |lines: &str| program.run_with_input(&["take", "--new", "--lines", "-"], lines.as_bytes());
    let begin =
        "/child Ella; born: 4 Mar 2017\n/person KS Kelly Smith; role: mother\nKS: I was scared\n";
    let asked = take(&format!("/meeting 0417-M; on: 3 days ago\n{begin}"));
    assert_eq!(asked.code, 1, "{asked:?}");
    assert!(
        asked.err.contains("line 4: to be confirmed: held"),
        "{asked:?}"
    );
    assert!(
        asked.err.contains("two days are named: which one counts?"),
        "{asked:?}"
    );
    for answered in ["; held: 3 days ago", "; held: today"] {
        let ran = take(&format!(
            "/meeting 0417-M; on: 3 days ago{answered}\n{begin}"
        ));
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{answered}: {ran:?}");
    }
    let none = take(&format!("/meeting 0417-M\n{begin}"));
    assert_eq!((none.code, none.err.as_str()), (0, ""));
}

#[test]
fn days_that_are_not_certain_are_listed_with_the_reason() {
    let program = Program::new();
    let lines = format!(
        "{LINES}/action Kelly rings; by: next week\n/action Kelly rings; by: 31 Nov\n/date Core group; on: Fri afternoon\n/child Noah; born: tomorrow\n\
         /date Review; on: in 3 months; at: 2.30\n"
    );
    let ran = program.run_with_input(&["take", "--new", "--lines", "-"], lines.as_bytes());
    assert_eq!(ran.code, 1, "{ran:?}");
    for words in [
        "by \"next week\" (it is a whole week: which day?)",
        "by \"31 Nov\" (there is no 31 Nov)",
        "and a time: only the day fits here)",
        "is still to come)",
    ] {
        assert!(ran.err.contains(words), "{words}: {}", ran.err);
    }
    let minutes = program.json(ran.out.lines().last().unwrap());
    let dates = minutes["dates"].as_array().unwrap();
    assert_eq!(dates[0]["to_confirm"]["on"], "Fri afternoon");
    assert_eq!(dates[1]["time"], "14:30");
    assert_eq!(minutes["actions"][1]["to_confirm"]["by_when"], "31 Nov");
}

#[test]
fn whatever_a_line_begins_with_it_is_done_recorded_or_listed() {
    let program = Program::new();
    let odd = [
        "/ 5 people came",
        "/",
        "/ section 2",
        "//",
        "/ /",
        "/nonsense words",
        "/help school",
        "/quit now please",
        "?",
        "/find dog",
        "/undo now please",
        "/contents of the bag",
        "/close but not yet #restricted",
    ];
    let mut lines = LINES.to_owned();
    for (at, line) in odd.iter().enumerate() {
        lines.push_str(&format!("{line}\nKS: after {at}\n"));
    }
    let ran = program.run_with_input(&["take", "--new", "--lines", "-"], lines.as_bytes());
    let id = ran.out.lines().last().unwrap();
    let full = program.run(&["read", id, "--json", "--restricted"]).out;
    for (at, line) in odd.iter().enumerate() {
        let number = LINES.lines().count() + 1 + 2 * at;
        let is_listed = ran.err.contains(&format!("line {number}:"));
        // Looking something up is done, and a lone question mark is what was said.
        let is_done = ["/find dog", "?"].contains(line);
        assert!(is_listed || is_done, "{line}: {}", ran.err);
        assert!(full.contains(&format!("\"after {at}\"")), "behind {line}");
    }
    for words in ["/ 5 people came", "/ section 2", "/nonsense words", "?"] {
        assert!(full.contains(&format!("\"{words}\"")), "{words}");
    }
}

#[test]
fn a_file_that_leaves_in_the_middle_goes_on_and_its_id_is_printed() {
    for leaves in ["/quit", "/home", "/qui", " /QUIT "] {
        let program = Program::new();
        let lines = format!("{LINES}{leaves}\nKS: and then\n{leaves}\n");
        let ran = program.run_with_input(&["take", "--new", "--lines", "-"], lines.as_bytes());
        assert_eq!(ran.code, 1, "{leaves}: {ran:?}");
        assert!(
            ran.err.contains("line 9:") && ran.err.contains("was not done"),
            "{}",
            ran.err
        );
        assert!(
            !ran.err.contains("line 11:"),
            "the end of the file leaves anyway: {}",
            ran.err
        );
        let minutes = program.json(ran.out.trim());
        assert_eq!(
            minutes["contributions"].as_array().unwrap().len(),
            3,
            "{leaves}"
        );
    }
}

#[test]
fn a_command_that_changes_nothing_is_no_speech() {
    let program = Program::new();
    let lines = format!("{LINES}/section 1\n/section 1\n");
    let ran = program.run_with_input(&["take", "--new", "--lines", "-"], lines.as_bytes());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let minutes = program.json(ran.out.trim());
    assert_eq!(minutes["contributions"].as_array().unwrap().len(), 2);
    for nothing in [
        "/begin",
        "/begin\n/begin",
        "/readmit KS",
        "/readmit all",
        "/scores show",
        "/section 1",
        "/break\n/break\n/break over",
        "/dates",
    ] {
        let program = Program::new();
        let lines = format!("{LINES}{nothing}\n");
        let ran = program.run_with_input(&["take", "--new", "--lines", "-"], lines.as_bytes());
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{nothing}");
        let minutes = program.json(ran.out.trim());
        let said = minutes["contributions"].as_array().unwrap();
        assert_eq!(said.len(), 2, "{nothing}");
    }
}

/// Who speaks without being here is listed once, with the line of the first words.
#[test]
fn who_spoke_without_being_marked_as_here_is_listed_with_the_line() {
    let program = Program::new();
    let lines = format!(
        "{LINES}/person PO Pip Lanternby; role: police officer\nPO: I am on the telephone\nPO: and still am\nPO: the flat #restricted\n/arrive PO 25:00 by phone\n/leave PO\n"
    );
    let ran = program.run_with_input(&["take", "--new", "--lines", "-"], lines.as_bytes());
    assert_eq!(ran.code, 1, "{ran:?}");
    let listed: Vec<&str> = ran
        .err
        .lines()
        .filter(|line| line.starts_with("line "))
        .collect();
    assert_eq!(listed.len(), 3, "{listed:?}");
    assert!(
        listed[0].starts_with("line 10: Pip Lanternby spoke at "),
        "{listed:?}"
    );
    assert!(
        listed[0].ends_with(" and is not marked as here."),
        "{listed:?}"
    );
    assert!(
        listed[2].contains("Pip Lanternby has not been here"),
        "{listed:?}"
    );
}

#[test]
fn what_had_to_be_altered_is_named_with_its_line_and_a_flag_survives() {
    let flag = "\u{1f3f4}\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}";
    let program = Program::new();
    let lines = format!("{LINES}KS: a flag {flag} here\nKS: turned \u{202e}round\n");
    let ran = program.run_with_input(&["take", "--new", "--lines", "-"], lines.as_bytes());
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.err.contains("line 10: 1 character"), "{}", ran.err);
    assert!(!ran.err.contains("line 9:"), "{}", ran.err);
    let full = program.run(&["read", ran.out.trim(), "--json"]).out;
    assert!(
        full.contains(flag) && full.contains("turned \u{fffd}round"),
        "{full}"
    );
}

#[test]
fn a_name_with_a_slip_is_listed_with_whom_it_was_taken_for() {
    let program = Program::new();
    let lines = format!(
        "{LINES}/child Zebediah Marl; letters: ZM\n/view Zebediha; by: letter; words: \"I like it\"\n/view ZM; by: letter; words: \"and more\"\n/dissent ZM disagrees\n"
    );
    let ran = program.run_with_input(&["take", "--new", "--lines", "-"], lines.as_bytes());
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.err.contains("Zebediha taken for Zebediah"), "{ran:?}");
    assert!(
        ran.err.contains("to be confirmed: agency \"ZM disagrees\""),
        "{ran:?}"
    );
}

/// Nobody sees before Enter what a line of a file does to what is there.
#[test]
fn what_a_line_puts_in_place_of_something_is_listed() {
    for (lines, wanted) in [
        (
            "/person KS; role: stepmother\n",
            "role mother \u{2192} stepmother",
        ),
        (
            "/agency Nowhere Health; view: CIN; child: Ella\n/agency Nowhere Health; view: no plan; child: Ella\n",
            "child in need plan \u{2192} no plan",
        ),
        (
            "KS: mine\n/edit HV: other words\n",
            "takes the place of what KS said, as words of HV",
        ),
    ] {
        let program = Program::new();
        let lines = format!("{LINES}{lines}");
        let ran = program.run_with_input(&["take", "--new", "--lines", "-"], lines.as_bytes());
        assert_eq!(ran.code, 1, "{ran:?}");
        assert!(ran.err.contains(wanted), "{wanted}: {}", ran.err);
    }
    // What only adds is no news.
    let program = Program::new();
    let lines = format!("{LINES}/person KS; phone: 0\n/child Ella; school: Teacup Lane\n");
    let ran = program.run_with_input(&["take", "--new", "--lines", "-"], lines.as_bytes());
    assert_eq!(ran.code, 0, "{ran:?}");
}

#[test]
fn a_copy_that_wants_a_second_look_is_listed() {
    let program = Program::new();
    let lines = format!(
        "{LINES}/view Ella; by: too young\n/close no time\n/circulated KS; copy: full record; on: today\n"
    );
    let ran = program.run_with_input(&["take", "--new", "--lines", "-"], lines.as_bytes());
    assert!(ran.err.contains("family's side"), "{ran:?}");
}

/// Where another program has put a line end of its own, somebody else may speak.
#[test]
fn every_line_end_ends_a_line() {
    for end in [
        "\n", "\r\n", "\r", "\u{2028}", "\u{2029}", "\u{85}", "\u{b}", "\u{c}",
    ] {
        let program = Program::new();
        let lines = format!("{LINES}KS: one{end}HV: two{end}{end}KS: three");
        let ran = program.run_with_input(&["take", "--new", "--lines", "-"], lines.as_bytes());
        assert_eq!(ran.code, 0, "{end:?}: {ran:?}");
        let json = program.json(ran.out.lines().last().unwrap());
        let said = json["contributions"].as_array().unwrap();
        let said = said.iter().map(|one| one["text"].as_str().unwrap());
        let said: Vec<&str> = said.skip(2).collect();
        assert_eq!(said, ["one", "two", "three"], "{end:?}");
    }
}

/// The words behind a command that has nothing to do are nowhere else.
#[test]
fn words_behind_a_command_that_does_nothing_are_kept() {
    for line in [
        "/reopen zebra words",
        "/readmit zebra words",
        "/help zebra words",
    ] {
        let program = Program::new();
        let lines = format!("{LINES}{line}\n");
        let ran = program.run_with_input(&["take", "--new", "--lines", "-"], lines.as_bytes());
        assert!(ran.err.contains("line 9:"), "{line}: {ran:?}");
        let id = ran.out.lines().last().unwrap();
        let full = program.run(&["read", id, "--json", "--restricted"]).out;
        assert!(full.contains("zebra words"), "{line}: {full}");
    }
    // A search is no part of the meeting, and is named.
    let program = Program::new();
    let lines = format!("{LINES}/find clinic\n");
    let ran = program.run_with_input(&["take", "--new", "--lines", "-"], lines.as_bytes());
    assert!(ran.err.contains("line 9: It only searches"), "{ran:?}");
}

#[test]
fn nothing_to_bring_back_and_lines_behind_a_discarded_meeting_were_not_told() {
    let program = Program::new();
    let take = ["take", "--new", "--lines", "-"];
    let redone = format!("{LINES}/undo\nKS: more\n/redo\nKS: and more\n");
    let ran = program.run_with_input(&take, redone.as_bytes());
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(
        ran.err.contains("line 11: There is nothing to bring back."),
        "{ran:?}"
    );
    let minutes = program.json(ran.out.trim());
    assert_eq!(minutes["contributions"].as_array().unwrap().len(), 3);
    let away = format!("{LINES}/discard begun by mistake\nKS: more\n");
    let ran = program.run_with_input(&take, away.as_bytes());
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.err.contains("line 10: It was not recorded"), "{ran:?}");
    assert!(!ran.err.contains("nothing was dropped"), "{ran:?}");
    let id = ran.out.trim();
    assert!(program.run(&["list", "--put-away"]).out.contains(id) && !id.is_empty());
}

/// Each word was compared with all that stand behind it, so this took minutes.
#[test]
fn a_line_as_long_as_a_book_is_taken_whole() {
    let program = Program::new();
    let long = "word ".repeat(6_000);
    let lines = format!("{LINES}{long}\n");
    let begun = std::time::Instant::now();
    let ran = program.run_with_input(&["take", "--new", "--lines", "-"], lines.as_bytes());
    assert!(begun.elapsed().as_secs() < 30, "{:?}", begun.elapsed());
    let minutes = program.json(ran.out.trim());
    let said = minutes["contributions"].as_array().unwrap();
    assert_eq!(said.last().unwrap()["text"], long.trim());
}
