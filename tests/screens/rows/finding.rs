//! Searching all minutes: the rows in question.

use super::super::scenes::scene;

#[test]
fn before_anything_is_typed_it_says_what_can_be_looked_for() {
    let empty = scene("find_empty");
    assert_eq!(empty.header(), " talking-piece · find");
    empty.shows(
        r#"
        |────────────────────────────────────────────────────────────────────────────────
        | Words in all minutes that you may read. Capitals and accents make no
        | difference.
        | also: person:kelly agency:school kind:worry from:2026 "two words"
        | find: ‸
        | letters find   Tab filter   Esc back   F1 help
        "#,
    );
}

#[test]
fn the_hits_are_counted_in_the_header() {
    let found = scene("find_hits");
    assert!(found.header().ends_with("  6 entries in 2 meetings"));
}

#[test]
fn while_looking_it_says_how_many_meetings_are_looked_through() {
    let looking = scene("find_looking");
    assert!(looking.header().ends_with("  looking through 312"));
    looking.shows(
        r#"
        |
        |────────────────────────────────────────────────────────────────────────────────
        | Looking through 312 meetings …
        | also: person:kelly agency:school kind:worry from:2026 "two words"
        | find: quiet‸
        | letters find   Tab filter   Esc back   F1 help
        "#,
    );
}

#[test]
fn what_only_restricted_parts_hold_is_counted_and_not_shown() {
    let found = scene("find_some_restricted");
    assert!(found.header().ends_with("  nothing found"));
    found.shows(
        r#"
        |
        |────────────────────────────────────────────────────────────────────────────────
        | Nothing in the open minutes. 4 more in restricted parts: seen:restricted shows
        | them.
        | also: person:kelly agency:school kind:worry from:2026 "two words"
        | find: that‸
        | letters find   Tab filter   Esc back   F1 help
        "#,
    );
}

#[test]
fn restricted_parts_are_shown_to_whoever_asks_for_them() {
    let found = scene("find_restricted");
    assert!(found.header().ends_with("  2 entries in 2 meetings"));
    found.shows(
        r#"
        |20 Nov 2026  2214-K  Restorative initial conference                        open
        |> 14:25  PC Hall, police officer · What it does to them · Contribution
        |         (restricted) … something about [bail] that cannot be said here
        |20 Nov 2026  2214-K  PRACTICE · made up  Restorative initial conference    open
        |  14:25  PC Hall, police officer · What it does to them · Contribution
        |         (restricted) … something about [bail] that cannot be said here
        |
        ...
        |────────────────────────────────────────────────────────────────────────────────
        | 1 of 2
        | also: person:kelly agency:school kind:worry from:2026 "two words"
        | find: bail seen:restricted‸
        | Enter open   Up Down choose   Tab filter   Esc back   F1 help
        "#,
    );
    assert_eq!(found.style_of("> 14:25  PC Hall"), "R".repeat(16));
}

#[test]
fn a_filter_that_does_not_exist_is_named_and_the_others_are_listed() {
    let fault = scene("find_fault");
    fault.shows(
        r#"
        |
        |────────────────────────────────────────────────────────────────────────────────
        | ! There is no "persn:". There are: person:, role:, agency:, child:, kind:,
        | section:, seen:, from:, to:, on:. To find these words as they stand, put them
        | in quotation marks: "persn kelly".
        | also: person:kelly agency:school kind:worry from:2026 "two words"
        | find: quiet persn:kelly ‸
        | letters find   Tab filter   Esc back   F1 help
        "#,
    );
    assert_eq!(fault.style_of("! There is no"), "B".repeat(13));
}
