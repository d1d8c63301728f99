//! What is held about somebody, for whoever answers a request to see it.

use super::program::Program;
use std::path::Path;

const LINES: &str = "\
/meeting P-7; venue: Elm Room
/child Ella Marlow; code: EL; born: 4 Mar 2017
/person KS Kasia Summers; role: mother
/person DT Dorian Toller; role: father
/person CH Corin Halfpenny; role: Chair
/begin
/arrive all
KS: it is quiet at night
DT: I rang twice on Sunday
/edit DT: I rang three times on Sunday
CH: Mr Toller has a key to the garage #restricted
KS: my sister has a key as well #not DT
KS: Dorian came late, and that was all
/undo
/not all; by: CH; why: he looks for them
/view Ella; by: not asked; reason: she was ill
/close it was late
/minutes signed off; by: CH
";

fn read(folder: &Path, name: &str) -> String {
    let text = std::fs::read_to_string(folder.join(name)).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn all_by_or_about_somebody_is_in_one_folder_and_nothing_of_it_is_decided() {
    let program = Program::new();
    let id = program.meeting(LINES);
    let to = program.home().join("request");
    let asked = |who: &str, more: &[&str]| {
        let all = ["access", &id, "--for", who, "--write", to.to_str().unwrap()];
        program.run(&[&all, more].concat())
    };
    let ran = asked("DT", &[]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.err.contains("read to-decide.txt first"), "{ran:?}");

    let records = read(&to, "records.txt");
    for theirs in ["I rang three times", "key to the garage", "Dorian Toller"] {
        assert!(records.contains(theirs), "{theirs}\n{records}");
    }
    for not_theirs in ["quiet at night", "my sister", "she was ill"] {
        assert!(!records.contains(not_theirs), "{not_theirs}\n{records}");
    }
    assert!(records.contains("Also named: Corin Halfpenny"), "{records}");
    let before = read(&to, "earlier-words-and-drafts.txt");
    for earlier in ["I rang twice on Sunday", "came late, and that was all"] {
        assert!(before.contains(earlier), "{earlier}\n{before}");
    }
    assert!(read(&to, "version-1.txt").contains("I rang three times"));
    let decide = read(&to, "to-decide.txt");
    for named in [
        "records.txt",
        "version-1.txt",
        "Identity",
        "Competence",
        "A second reader",
        "Corin Halfpenny: in ",
        "not for them Corin Halfpenny he looks for them",
    ] {
        assert!(decide.contains(named), "{named}\n{decide}");
    }
    assert!(!decide.contains("my sister"), "{decide}");

    // It is the same folder or none, and it is no paper that was written for anybody.
    let again = asked("DT", &[]);
    assert!(
        again.code != 0 && again.err.contains("is there already"),
        "{again:?}"
    );
    std::fs::remove_dir_all(&to).unwrap();
    let table = asked("DT", &["--as", "csv"]);
    assert!(table.code == 2 && !to.exists(), "{table:?}");
    let nobody = asked("Zebedee", &[]);
    assert!(nobody.code == 2 && !to.exists(), "{nobody:?}");
    let listed = program.run(&["papers", &id]);
    assert!(!listed.out.contains("Written"), "{listed:?}");
    let readers = program.run(&["read", &id, "--who"]);
    assert!(readers.out.contains("restricted"), "{readers:?}");
}
