//! A section of a paper as text for a field of a form.

use super::program::Program;

const LINES: &str = "\
/meeting P-7; venue: Elm Room
/child Ella Marlow; code: EL; born: 4 Mar 2017
/person KS Kasia Summers; role: mother
/person DT Dorian Toller; role: father
/person CH Corin Halfpenny; role: Chair
/begin
/arrive all
/section 2
KS: it is quiet at night since the summer, and nobody has had to get up before the morning comes
KS: my sister has a key to the flat in Larkspur Lane #not DT
CH: the plan that was made in May stays as it is until the next meeting, and each of us knows it by heart
CH: the code word is marigold #restricted
/not all; by: CH; why: he looks for them
/view Ella; by: not asked; reason: she was ill
";

#[test]
fn a_section_for_a_form_obeys_audiences_and_is_never_cut_in_silence() {
    let program = Program::new();
    let id = program.meeting(LINES);
    let export = |more: &[&str]| {
        let minutes = ["export", &id, "--document", "minutes", "--as", "paste"];
        program.run(&[&minutes, more].concat())
    };
    let open = export(&["--section", "2"]);
    assert_eq!(open.code, 0, "{open:?}");
    let lines: Vec<&str> = open.out.lines().filter(|line| !line.is_empty()).collect();
    assert!(lines[0].contains("This is a draft"), "{open:?}");
    assert!(
        lines
            .iter()
            .any(|line| line.ends_with("before the morning comes")),
        "{open:?}"
    );
    assert!(
        open.err
            .contains("characters, with each line break counted as two")
    );
    for kept in ["Larkspur", "marigold", "Elm Room", "planned"] {
        assert!(!open.out.contains(kept), "{kept} {open:?}");
    }
    let his = export(&["--section", "2", "--for", "DT"]);
    assert!(his.code == 0 && !his.out.contains("Larkspur"), "{his:?}");
    let hers = export(&["--section", "2", "--for", "KS"]);
    assert!(
        hers.out.contains("Larkspur") && !hers.out.contains("marigold"),
        "{hers:?}"
    );

    for (whose, whole) in [(&[][..], &open), (&["--for", "DT"], &his)] {
        let short = ["--section", "2", "--length", "150"];
        let refused = export(&[&short, whose].concat());
        assert!(refused.code == 2 && refused.out.is_empty(), "{refused:?}");
        assert!(refused.err.contains("the field takes 150"), "{refused:?}");
        let mut all = String::new();
        for part in ["1", "2", "3", "4", "5", "6"] {
            let printed = export(&[&short[..], &["--part", part], whose].concat());
            assert!(printed.out.len() <= 150, "{printed:?}");
            all.push_str(&printed.out);
        }
        let letters = |text: &str| text.split_whitespace().collect::<String>();
        assert_eq!(letters(&all), letters(&whole.out));
    }

    let none = export(&["--section", "knitting"]);
    assert!(
        none.code == 2 && none.err.contains("Who was there"),
        "{none:?}"
    );
    let longer = ["export", &id, "--document", "minutes", "--length", "90"];
    let refused = program.run(&longer);
    assert!(
        refused.code == 2 && refused.err.contains("--as paste"),
        "{refused:?}"
    );
}
