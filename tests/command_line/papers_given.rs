//! What was written for whom is noted in the meeting by itself; `/papers given` fills in who was sent what; and a mark that
//! comes later names the papers that are out already.

use super::papers::papers;
use super::program::{Program, Ran};

const LINES: &str = "\
/meeting P-7; venue: Elm Room
/child Ella Marlow; born: 4 Mar 2017
/person KS Kasia Summers; role: mother
/person DT Dorian Teal; role: father
/person CH Corin Halfpenny; role: Chair
/person SW Anil Marlowe; role: social worker; agency: Children's services
/begin
/arrive all
SW: she stays with her sister in Canaryford
/action Kasia rings; who: KS; by: 4 Dec; outcome: sleep
/gets DT; papers: letter, plan, minutes; how: post
/view Ella; by: not asked; reason: she was ill
";

fn take(program: &Program, id: &str, lines: &str) -> Ran {
    program.run_with_input(&["take", id, "--lines", "-"], lines.as_bytes())
}

fn write(program: &Program, id: &str, more: &[&str]) -> Ran {
    let to = program.home().join("copies");
    let ran = papers(
        program,
        id,
        &[more, &["--write", to.to_str().unwrap()]].concat(),
    );
    std::fs::remove_dir_all(&to).unwrap();
    ran
}

fn full(program: &Program, id: &str) -> String {
    let read = program.run(&["read", id, "--restricted"]);
    assert_eq!(read.code, 0, "{read:?}");
    read.out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_was_written_is_noted_and_told_to_nobody_else() {
    let program = Program::new();
    for end in ["", "/close it was late\n"] {
        let id = program.meeting(&format!("{LINES}{end}"));
        let ran = write(&program, &id, &["--for", "DT"]);
        assert_eq!(ran.code, 0, "{ran:?}");
        let to = program.home().join("listed");
        papers(&program, &id, &["--write", to.to_str().unwrap()]);
        let list = std::fs::read_to_string(to.join("for-the-chair-only.txt")).unwrap();
        std::fs::remove_dir_all(&to).unwrap();
        let list = list.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            list.contains("Written before: letter, plan, minutes on "),
            "{end}{list}"
        );
        assert_eq!(list.matches("Written before").count(), 1, "{end}{list}");
        let record = full(&program, &id);
        assert!(record.contains("letter, plan, minutes"), "{record}");
        let open = program.run(&["read", &id]).out;
        assert!(!open.contains("letter, plan"), "{end}{open}");
        let his = super::papers::copy_for(&program, &id, "KS");
        assert!(!his.contains("letter, plan, minutes"), "{end}{his}");
        // Nothing of the meeting was changed but that.
        assert_eq!(program.run(&["verify", &id]).code, 0);
    }
}

#[test]
fn given_fills_in_who_was_sent_what_once() {
    let program = Program::new();
    let id = program.meeting(&format!("{LINES}/close it was late\n"));
    write(&program, &id, &["--for", "DT,KS"]);
    let ran = take(&program, &id, "/papers given; on: today; by: SW\n");
    assert_eq!(ran.code, 0, "{ran:?}");
    let read = program.run(&["read", &id, "--as", "markdown"]);
    let sent = read.out.split("Who got a copy").nth(1).unwrap();
    for words in [
        "Dorian Teal | letter with the decision | post",
        "Dorian Teal | plan only | post",
        "Dorian Teal | their copy of the minutes | post",
        "Kasia Summers | outcome slip |",
    ] {
        assert!(sent.contains(words), "{words}\n{sent}");
    }
    let before = sent.matches("Dorian Teal |").count();
    assert_eq!(take(&program, &id, "/papers given; on: today\n").code, 0);
    let read = program.run(&["read", &id, "--as", "markdown"]);
    assert_eq!(
        read.out.matches("Dorian Teal | letter").count(),
        1,
        "{}",
        read.out
    );
    assert_eq!(before, 3, "{sent}");
    for (line, why) in [
        ("/papers given", "On which day were they handed over?"),
        ("/papers given; on: today; by: XX", "is not certain"),
        ("/papers given; at: today", "does not know"),
    ] {
        let ran = take(&program, &id, &format!("{line}\n"));
        assert!(ran.code == 1 && ran.err.contains(why), "{line} {ran:?}");
    }
}

#[test]
fn a_mark_that_comes_later_names_the_papers_that_are_out() {
    let program = Program::new();
    let told = "Dorian Teal has papers of ";
    for (mark, is_told) in [
        ("/find Canaryford\n", false),
        ("/mark restricted\n", true),
        ("/mark not DT\n", true),
        ("/not DT; by: CH; why: he looks for her\n", true),
        ("/not KS; by: CH; why: he looks for her\n", false),
        ("/mark #worry\n", false),
    ] {
        let id = program.meeting(
            &LINES
                .replace("/view Ella; by: not asked; reason: she was ill\n", "")
                .replace("SW: she stays with her sister in Canaryford\n", ""),
        );
        take(
            &program,
            &id,
            "SW: she stays with her sister in Canaryford\n",
        );
        write(&program, &id, &["--for", "DT"]);
        let ran = take(&program, &id, mark);
        let in_short = "papers that were written before may hold";
        assert_eq!(ran.err.contains(in_short), is_told, "{mark} {ran:?}");
        let list = papers(&program, &id, &["--for", "KS"]);
        assert_eq!(list.err.contains(told), is_told, "{mark} {list:?}");
        if is_told {
            assert!(!ran.err.contains("Dorian"), "{ran:?}");
            assert!(list.err.contains("(letter, plan, minutes)"), "{list:?}");
            assert!(list.err.contains(" Contribution."), "{list:?}");
        }
        // What was marked before anything was written is in nobody's papers.
        let id = program.meeting(&format!(
            "{LINES}SW: Canaryford again\n{mark}/not all; by: CH; why: he looks for her\n"
        ));
        write(&program, &id, &["--for", "DT"]);
        let list = papers(&program, &id, &[]);
        assert!(!list.err.contains(told), "{mark} {list:?}");
    }
}

#[test]
fn a_ruling_is_a_mark() {
    let program = Program::new();
    let id = program.meeting(&format!("{LINES}/exclude KS; by: CH; why: she shouts\nSW: Canaryford is far\n/readmit KS\n/without KS open; by: CH; why: she may know\n"));
    let ran = write(&program, &id, &["--for", "KS"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let ran = take(&program, &id, "/without KS not; by: CH; why: she may not\n");
    assert!(
        ran.err.contains("papers that were written before"),
        "{ran:?}"
    );
    let list = papers(&program, &id, &[]);
    assert!(
        list.err.contains("Kasia Summers has papers of "),
        "{list:?}"
    );
}

#[test]
fn where_the_meeting_cannot_be_written_in_the_papers_are_there_and_the_lines_to_type_are_told() {
    let program = Program::new();
    let id = program.meeting(LINES);
    let lock = std::fs::File::open(program.folder_of(&id).join("lock")).unwrap();
    lock.lock().unwrap();
    let to = program.home().join("copies");
    let ran = papers(
        &program,
        &id,
        &["--for", "DT", "--write", to.to_str().unwrap()],
    );
    drop(lock);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(to.join("copy-1").is_dir());
    assert!(
        ran.err
            .contains("/written DT; papers: letter, plan, minutes; on: "),
        "{}",
        ran.err
    );
}

/// The papers are there, whatever is taken back in the meeting.
#[test]
fn undo_takes_no_note_of_papers_back() {
    let program = Program::new();
    let id = program.meeting(LINES);
    write(&program, &id, &["--for", "DT"]);
    let ran = take(&program, &id, "/undo\n");
    assert_eq!(ran.code, 0, "{ran:?}");
    let record = full(&program, &id);
    assert!(record.contains("letter, plan, minutes"), "{record}");
    // What was done before is what is taken back.
    assert!(!record.contains("she was ill"), "{record}");
}

#[test]
fn a_closed_meeting_says_that_it_is_sealed_anew() {
    let program = Program::new();
    let words = "The meeting is sealed anew";
    let id = program.meeting(LINES);
    let ran = write(&program, &id, &["--for", "DT"]);
    assert!(!ran.err.contains(words), "{ran:?}");
    let id = program.meeting(&format!("{LINES}/close it was late\n"));
    let ran = write(&program, &id, &["--for", "DT"]);
    assert!(ran.code == 0 && ran.err.contains(words), "{ran:?}");
}
