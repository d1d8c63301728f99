//! Arguments that are not understood are quoted without anything that could control the terminal.

use super::program::Program;

#[test]
fn no_control_character_of_an_argument_is_printed() {
    let program = Program::new();
    let signs = [
        "\u{1b}]0;title\u{7}",
        "\u{1b}[2J",
        "\u{9b}31m",
        "\u{202e}",
        "a\rb",
    ];
    for sign in signs {
        for arguments in [
            vec![format!("--{sign}")],
            vec![sign.to_owned()],
            vec![
                "read".to_owned(),
                "m".to_owned(),
                "--as".to_owned(),
                sign.to_owned(),
            ],
            vec![
                "read".to_owned(),
                "m".to_owned(),
                "--width".to_owned(),
                sign.to_owned(),
            ],
            vec!["read".to_owned(), sign.to_owned()],
            vec!["agenda".to_owned(), "show".to_owned(), sign.to_owned()],
        ] {
            let given: Vec<&str> = arguments.iter().map(String::as_str).collect();
            let ran = program.run(&given);
            let printed = format!("{}{}", ran.out, ran.err);
            assert!(ran.code >= 2, "{arguments:?}: {ran:?}");
            assert!(!printed.is_empty(), "{arguments:?}");
            let control =
                |letter: char| letter == '\u{202e}' || (letter.is_control() && letter != '\n');
            assert!(!printed.contains(control), "{arguments:?}: {printed:?}");
        }
    }
}

#[test]
fn help_and_the_version_are_printed_as_before() {
    let program = Program::new();
    for arguments in [
        &["--help"][..],
        &["help"],
        &["read", "--help"],
        &["--version"],
    ] {
        let ran = program.run(arguments);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{arguments:?}");
        assert!(ran.out.contains("talking-piece"), "{arguments:?}");
        assert!(ran.out.ends_with('\n') && !ran.out.ends_with("\n\n"));
    }
}
