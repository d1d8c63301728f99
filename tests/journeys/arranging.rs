//! Minutes being read are arranged in another order: the page stays at the entry that was chosen.

use super::driver::Driver;
use talking_piece::app::protocol::effect::Effect;
use talking_piece::app::protocol::view::View;
use talking_piece::app::screens::page::Page;
use talking_piece::domain::record::kinds::contribution;

fn page(d: &Driver) -> &Page {
    d.app.pages.last().expect("no page is open")
}

#[test]
fn by_child_lands_on_the_child_of_the_entry_that_was_chosen() {
    let mut d = Driver::in_conference();
    d.app.one_line_at_a_time = true;
    for line in [
        "KS: Ella hides in the wardrobe @ella",
        "HV: the kingfisher sang for him @noah",
        "SW: the heron stands for everybody",
        "EL: my brother found the wagtail @noah",
    ] {
        d.enter(line);
    }
    let entries: Vec<String> = d
        .editor()
        .meeting
        .records(&contribution::KIND)
        .map(|entry| entry.id.clone())
        .collect();
    let entries = &entries[entries.len() - 4..];
    d.app.one_line_at_a_time = false;
    let part = |d: &Driver| {
        let page = page(d);
        let row = page.top;
        let parts = page.headings().iter().rev().filter(|at| **at <= row);
        let mut parts = parts.map(|at| page.rows()[*at].text.clone());
        let part = parts.find(|words| {
            ["Ella", "Noah", "About all"]
                .iter()
                .any(|name| words.starts_with(name))
        });
        (part.unwrap_or_default(), page.paragraph_at(row))
    };
    for (entry, child, words) in [
        (0, "Ella", "wardrobe"),
        (1, "Noah", "kingfisher"),
        (2, "About all", "heron"),
        (3, "Noah", "wagtail"),
    ] {
        d.perform(vec![Effect::Show {
            view: View::record("aa11"),
            at: Some(entries[entry].clone()),
        }]);
        d.press("/by child⏎");
        let (under, first) = part(&d);
        assert!(under.starts_with(child), "{words}: {under}: {first}");
        assert!(first.contains(words), "{words}: {first}");
        d.press("⎋⎋");
    }
    // Words that were found are chosen, too.
    d.perform(vec![Effect::Show {
        view: View::record("aa11"),
        at: None,
    }]);
    d.app.one_line_at_a_time = true;
    d.enter("/find kingfisher");
    d.enter("/by child");
    let (under, first) = part(&d);
    assert!(
        under.starts_with("Noah") && first.contains("kingfisher"),
        "{under}: {first}"
    );
}
