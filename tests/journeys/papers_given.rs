//! Who has papers already is said where something in them is kept from their reader afterwards.

use super::driver::Driver;
use talking_piece::domain::rules::checks::checks;

const TOLD: &str = "Kelly Nettlesworth has papers of ";

#[test]
fn a_mark_that_comes_later_says_on_the_status_line_and_the_closing_list_who_has_the_words() {
    for (before, mark) in [
        ("", "/not KS; by: CH; why: he looks for her"),
        ("", "/mark restricted"),
        ("/edit", " #not KS"),
        (
            "/exclude KS; by: CH; why: a row|SW: zebra words|/readmit KS|/without KS open; by: CH; why: she may",
            "/without KS not; by: CH; why: she may not",
        ),
    ] {
        let mut d = Driver::in_conference();
        d.enter("SW: she stays in Canaryford");
        for line in before
            .split('|')
            .filter(|line| line.starts_with("/exclude"))
        {
            d.enter(line);
        }
        for line in before.split('|').skip(1) {
            d.enter(line);
        }
        d.enter("/written KS; papers: letter, plan");
        if before == "/edit" {
            d.press(&format!("/edit⏎{mark}⏎"));
        } else {
            d.enter(mark);
        }
        assert!(
            d.status().contains("has papers of "),
            "{mark}: {}",
            d.status()
        );
        assert!(
            d.status().contains("(letter, plan)"),
            "{mark}: {}",
            d.status()
        );
        d.enter("SW: that was all");
        assert!(!d.status().contains(TOLD), "{}", d.status());
        let missing = checks(&d.editor().meeting, d.now);
        let given = missing.iter().find(|one| one.check == "given_too_much");
        let given = given.unwrap_or_else(|| panic!("{mark}: {missing:?}"));
        assert!(given.missing.contains("has papers of "), "{given:?}");
    }
    // Words that come later are in no paper.
    let mut d = Driver::in_conference();
    d.enter("/written KS; papers: letter, plan");
    d.enter("SW: she stays in Canaryford");
    d.enter("/not KS; by: CH; why: he looks for her");
    assert!(!d.status().contains("has papers of"), "{}", d.status());
}
