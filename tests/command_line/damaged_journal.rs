//! A journal that cannot be read to its end: the line that cannot be read may be the one that restricted something, so
//! nothing is shown as open but what the minutes file has.

use super::program::Program;
use std::path::Path;

const LINES: &str = "/child Ella\n/person KS Kelly Smith; role: mother\n/begin\n/arrive all\nKS: first words\n\
    KS: CANARY secret words\n/mark restricted\nKS: third words\n";

type Damage = fn(&mut Vec<String>, usize);

/// Each at the line of the mark.
const DAMAGES: [(&str, Damage); 5] = [
    ("another word", |lines, at| {
        lines[at] = lines[at].replacen("restricted", "restrictee", 1);
    }),
    ("a line less", |lines, at| drop(lines.remove(at))),
    ("not a line at all", |lines, at| {
        lines[at] = "junk".to_owned()
    }),
    ("half a line", |lines, at| {
        let half = lines[at].len() / 2;
        lines[at].truncate(half);
    }),
    ("of a newer program", |lines, at| {
        lines[at] = lines[at].replacen("\"v\":1", "\"v\":99", 1);
    }),
];

fn damage(folder: &Path, how: Damage) {
    let mut files = std::fs::read_dir(folder.join("journal")).unwrap();
    let path = files.next().unwrap().unwrap().path();
    let text = std::fs::read_to_string(&path).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let marks = |line: &String| line.contains("\"changed\"") && line.contains("restricted");
    let at = lines.iter().position(marks).unwrap();
    how(&mut lines, at);
    std::fs::write(&path, lines.join("\n") + "\n").unwrap();
}

#[test]
fn what_a_damaged_line_may_have_restricted_is_shown_nowhere_as_open() {
    for (what, how) in DAMAGES {
        let program = Program::new();
        let id = program.meeting(LINES);
        damage(&program.folder(), how);
        for way in [
            &["read", &id][..],
            &["read", &id, "--json"],
            &["read", &id, "--by", "Kelly"],
            &["find", "secret"],
            &["find", "words", "--json"],
            &["list", "--json"],
            &["due"],
        ] {
            let ran = program.run(way);
            let told = ran.out.lines().filter(|line| line.contains("CANARY"));
            let open: Vec<&str> = told.filter(|line| !line.contains("estricted")).collect();
            assert_eq!(open, Vec::<&str>::new(), "{what}: {way:?}: {ran:?}");
        }
        let read = program.run(&["read", &id]);
        assert!(read.out.contains("first words"), "{what}: {read:?}");
        assert!(!read.out.contains("CANARY"), "{what}: {read:?}");
        assert_eq!(read.code, 1, "{what}: {read:?}");
        assert!(
            read.err.contains("only what minutes.json has"),
            "{what}: {read:?}"
        );
        // Nothing is lost to whoever may read it all.
        let full = program.run(&["read", &id, "--restricted"]);
        assert!(full.out.contains("CANARY secret words"), "{what}: {full:?}");
    }
}

#[test]
fn without_a_minutes_file_a_damaged_journal_shows_nothing() {
    for (what, how) in DAMAGES {
        let program = Program::new();
        let id = program.meeting(LINES);
        damage(&program.folder(), how);
        std::fs::write(program.folder().join("minutes.json"), "").unwrap();
        for way in [&["read", &id][..], &["find", "words"], &["list"]] {
            let ran = program.run(way);
            let is_open = |line: &str| line.contains("CANARY") && !line.contains("estricted");
            assert!(!ran.out.lines().any(is_open), "{what}: {way:?}: {ran:?}");
        }
        let ran = program.run(&["read", &id]);
        assert_eq!(ran.code, 3, "{what}: {ran:?}");
    }
}
