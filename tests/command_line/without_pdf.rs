//! A program that was built without PDF says so wherever one is asked for, before it opens anything.

use super::program::{CLOSED, Program};

fn of_accesses(program: &Program) -> usize {
    let read = std::fs::read_dir(program.data().join("audit"));
    read.map_or(0, |folder| {
        let files = folder.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
        files.map(|text| text.lines().count()).sum()
    })
}

#[test]
fn a_program_without_pdf_says_so_and_names_the_other_formats_before_it_opens_anything() {
    let program = Program::new();
    let id = program.meeting(CLOSED);
    let before = of_accesses(&program);
    let out = program.home().join("letter.pdf");
    let to = out.to_str().unwrap();
    for format in ["pdf", "pdf-large-print"] {
        for arguments in [
            &[
                "export",
                &id,
                "--document",
                "slip",
                "--as",
                format,
                "--out",
                to,
            ][..],
            &["papers", &id, "--as", format],
            &["papers", &id, "--as", format, "--write", to],
            &["read", &id, "--as", format],
            &["manual", "glossary", "--as", format],
        ] {
            let ran = program.run(arguments);
            assert_eq!(ran.code, 2, "{arguments:?} {ran:?}");
            assert!(ran.out.is_empty(), "{arguments:?} {ran:?}");
            assert!(
                ran.err
                    .starts_with("This talking-piece was built without PDF"),
                "{arguments:?} {ran:?}"
            );
            for other in ["html", "docx", "large-print"] {
                assert!(ran.err.contains(other), "{other} {ran:?}");
            }
            assert!(!out.exists());
        }
    }
    assert_eq!(of_accesses(&program), before);
}

#[test]
fn in_the_meeting_as_well() {
    let program = Program::new();
    let id = program.meeting(CLOSED);
    let lines = b"/papers write ~/pages; as: pdf\n/quit\n/quit\n";
    let ran = program.run_with_input(&["resume", &id, "--plain"], lines);
    let told = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        told.contains("This talking-piece was built without PDF. Nothing was printed or written."),
        "{ran:?}"
    );
    assert!(!program.home().join("pages").exists());
}
