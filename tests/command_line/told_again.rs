//! What is kept back and told again in another place: quoted by a correction in few words or after it was taken back, by a
//! reason that has no mark of its own, by a short name, in letters that nobody sees.

use super::papers::{PEOPLE, copy_for};
use super::program::Program;

/// Who reads it, and whether the canary stands in their copy.
fn open_and_copies(lines: &str, canary: &str) -> (bool, Vec<String>) {
    let program = Program::new();
    let id = program.meeting(&format!("{PEOPLE}{lines}"));
    let is_open = program.json(&id).to_string().contains(canary);
    let readers = ["KS", "DT", "SW"].into_iter();
    let told = readers.filter(|reader| copy_for(&program, &id, reader).contains(canary));
    (is_open, told.map(str::to_owned).collect())
}

#[test]
fn a_correction_that_quotes_what_was_restricted_and_is_gone_tells_nobody() {
    for lines in [
        "SW: the codeword is Canaryx on Sunday nights #restricted\n/undo\n",
        "SW: the codeword is Canaryx on Sunday nights #restricted\n/edit SW: we talk about holidays\n/mark open\n",
        "SW: the codeword is Canaryx on Sunday nights\n/undo\n",
        "/action Canaryx is told to the police; who: SW #restricted\n/undo\n",
        "SW: Canaryx rings #restricted\n/undo\n",
    ] {
        let quoted = match lines.contains("codeword") {
            true => "the codeword is Canaryx on Sunday nights",
            false if lines.contains("police") => "Canaryx is told to the police",
            false => "Canaryx rings",
        };
        let lines =
            format!("{lines}/correction passage: {quoted}; wanted: something else; asked by: KS\n");
        assert_eq!(
            open_and_copies(&lines, "Canaryx"),
            (false, Vec::new()),
            "{lines}"
        );
    }
}

#[test]
fn two_words_that_are_not_in_a_copy_are_not_quoted_in_it() {
    for (lines, quoted, readers) in [
        // An answer that is never open.
        (
            "/child Ella; staying at: Canaryx House\n",
            "Canaryx House",
            &[][..],
        ),
        (
            "/child Ella; school: Canaryx Academy\n",
            "Canaryx Academy",
            &[],
        ),
        // A child's words: whoever is not of the family reads all that the child said.
        (
            "/view Ella; by: letter; words: \"Canaryx hits\"; read by: SW; agreed: part\n",
            "Canaryx hits",
            &["SW"],
        ),
        (
            "SW: Canaryx hits #not DT\n/not all; by: CH; why: he hits\n",
            "Canaryx hits",
            &["KS", "SW"],
        ),
    ] {
        let lines = format!("{lines}/correction passage: {quoted}; wanted: y; asked by: SW\n");
        let (_, told) = open_and_copies(&lines, "Canaryx");
        assert_eq!(told, readers, "{lines}");
    }
}

#[test]
fn a_reason_that_names_somebody_who_is_kept_back_later_is_kept_back_with_them() {
    for reason in [
        "/break Canaryx rings the house\n/break\n",
        "/skip Canaryx rang\n",
    ] {
        for mark in ["#restricted", "#not DT"] {
            let program = Program::new();
            let lines = format!(
                "/person RW Canaryx Quuxley; role: refuge worker\n{reason}/person RW {mark}\n/not all; by: CH; why: he looks\n"
            );
            let id = program.meeting(&format!("{PEOPLE}{lines}"));
            let open = program.json(&id);
            for part in ["breaks", "private_times", "sections"] {
                let told = open[part].to_string();
                assert!(!told.contains("Canaryx"), "{reason} {mark}: {told}");
            }
            let his = copy_for(&program, &id, "DT");
            assert!(!his.contains("Canaryx"), "{reason} {mark}\n{his}");
        }
    }
}

#[test]
fn short_names_and_relatives_are_not_named_openly_either() {
    for (who, line, canary) in [
        (
            "/person ZO Li Wu; role: uncle #restricted",
            "SW: the uncle Li Wu will help",
            "Li Wu",
        ),
        (
            "/person ZO Li Wu; role: uncle #restricted",
            "/action Wu rings the school; who: SW",
            "Wu rings",
        ),
        (
            "/person ZO An Bo; role: uncle #restricted",
            "SW: so An Bo will help",
            "An Bo",
        ),
        (
            "/child Bo Marlow #restricted",
            "SW: then Bo's cot broke",
            "cot broke",
        ),
        (
            "/relative Rory Tansyx; of: Ella #restricted",
            "SW: Rory sleeps there",
            "Rory",
        ),
        (
            "/relative Rory Tansyx; of: Ella #restricted",
            "/whatif Tansyx comes; then: police",
            "Tansyx",
        ),
    ] {
        let (is_open, _) = open_and_copies(&format!("{who}\n{line}\n"), canary);
        assert!(!is_open, "{who} / {line}");
    }
    // In small letters these are no names.
    for line in [
        "SW: the bo on the line is long",
        "SW: wu was said, or something like it",
    ] {
        let people = "/person ZO Li Wu; role: uncle #restricted\n/child Bo Marlow #restricted\n";
        let (is_open, _) = open_and_copies(
            &format!("{people}{line}\n"),
            line.trim_start_matches("SW: "),
        );
        assert!(is_open, "{line}");
    }
}

#[test]
fn letters_that_nobody_sees_hide_no_word() {
    for invisible in [
        '\u{200e}', '\u{fe0f}', '\u{180e}', '\u{2061}', '\u{34f}', '\u{ad}',
    ] {
        let lines = format!(
            "/withhold DT; words: Northfield Academy; rule: blank; by: CH; why: he looks\nSW: she goes to North{invisible}field Academy daily\n"
        );
        let (_, told) = open_and_copies(&lines, "field Academy");
        assert_eq!(told, ["KS", "SW"], "{invisible:?}");
        let (is_open, told) =
            open_and_copies(&format!("SW: Canaryx #n{invisible}ot DT\n"), "Canaryx");
        assert_eq!((is_open, told), (false, Vec::new()), "{invisible:?}");
    }
    let (is_open, _) = open_and_copies("SW: Canaryx #n\u{43e}t DT\n", "Canaryx");
    assert!(!is_open, "a letter of another alphabet");
}

#[test]
fn a_correction_is_not_kept_back_for_its_own_words() {
    let asked = "/correction passage: the Canaryx was cold all year; wanted: the flat is damp; asked by: KS";
    for lines in [
        // Changed, and taken back.
        format!(
            "{asked}\n/edit {}\n/undo\n",
            &asked[12..].replace("year", "year round")
        ),
        // Taken back, and asked again.
        format!("{asked}\n/undo\n{asked}\n"),
        // Restricted at first.
        format!("{asked} #restricted\n/mark open\n"),
        // A decision that was taken back has codes, which nobody quotes.
        format!(
            "/decision Ella; is: child in need plan; reasons: Canaryy\n/undo\n{}\n",
            asked.replace("the flat is damp", "a child in need plan")
        ),
    ] {
        // With something restricted, each copy looks into the restricted part.
        let lines = format!("SW: quite another thing #restricted\n{lines}");
        let (is_open, told) = open_and_copies(&lines, "Canaryx");
        assert!(is_open, "{lines}");
        assert_eq!(told, ["KS", "DT", "SW"], "{lines}");
    }
}
