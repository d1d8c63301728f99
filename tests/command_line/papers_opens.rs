//! Which files a copy is made from: the restricted one is opened for it only where something is kept back.

use super::program::{Program, has};
use crate::faults::traced::traced;

const LINES: &str = "\
/meeting P-7; venue: Elm Room
/child Ella Marlow; born: 4 Mar 2017
/person KS Kasia Summers; role: mother
/person CH Corin Halfpenny; role: Chair
/begin
/arrive all
KS: We all want it quiet at night.
/view Ella; by: not asked; reason: she was ill
";

/// How often the restricted file of the meeting is opened.
fn opened(program: &Program, arguments: &[&str]) -> usize {
    let nothing = program.home().join("nothing");
    std::fs::write(&nothing, "").unwrap();
    let traced = traced(program, arguments, &nothing, &[]);
    assert_eq!(traced.ran.code, 0, "{:?}", traced.ran);
    let calls = traced.calls.iter().filter(|call| call.result >= 0);
    calls
        .filter(|call| call.name.starts_with("open"))
        .filter(|call| {
            let strings = call.arguments.iter().enumerate();
            let mut paths = strings
                .filter(|(_, text)| text.starts_with('"'))
                .map(|(place, _)| call.path(place));
            paths.any(|path| path.ends_with("restricted.json"))
        })
        .count()
}

#[test]
fn a_copy_for_which_nothing_is_kept_back_opens_the_restricted_file_no_more_than_reading_does() {
    if !has("strace", &["-V"]) {
        return;
    }
    let program = Program::new();
    // A closed meeting is held against its seal when it is read, and the seal is over both files.
    for end in ["", "/close it was late\n"] {
        let id = program.meeting(&format!("{LINES}{end}"));
        let papers = [
            &["papers", &id, "--for", "KS"][..],
            &["export", &id, "--document", "minutes", "--for", "KS"],
            &["papers", &id, "--for", "KS", "--as", "docx"],
        ];
        let reads = opened(&program, &["read", &id]);
        assert_eq!(reads, usize::from(!end.is_empty()), "{end}");
        for command in papers {
            assert_eq!(opened(&program, command), reads, "{end} {command:?}");
        }
    }
    let kept_back =
        format!("{LINES}CH: the lane is called Canarylane #restricted\n/close it was late\n");
    let id = program.meeting(&kept_back);
    let reads = opened(&program, &["read", &id]);
    assert!(opened(&program, &["papers", &id, "--for", "KS"]) > reads);
}
