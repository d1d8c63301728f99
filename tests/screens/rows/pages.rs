//! Pages of past minutes and of several meetings: the rows in question.

use super::super::scenes::{scene, scene_at};

#[test]
fn the_record_of_the_meeting_is_read_from_its_top() {
    let page = scene("page");
    let header = " 20 Nov 2026 · 2214-K · Record of the meeting: Restorative initia… row 1 of ";
    assert!(page.header().starts_with(header), "{}", page.header());
    page.shows(
        "
        |────────────────────────────────────────────────────────────────────────────────
        |  Record of the meeting: Restorative initial conference
        |  =====================================================
        |
        |  Kept out of this copy: 1 record.
        |
        |  [To be confirmed] 1 entry is not certain yet. It is marked where it
        |    appears, and the record of the meeting lists it near its end.
        |
        |  Meeting: Initial child protection conference
        |  Date: Fri 20 Nov 2026
        |  Time: from 14:01
        |  Reference: 2214-K
        |  Venue: Lantern House
        |  Format: in person
        |  Reason: worries about quarrels at home
        |
        |
        |  The children, and how each was heard
        |────────────────────────────────────────────────────────────────────────────────
        |
        | find: ‸
        | letters find   Tab next heading   / commands   Esc back   F1 help
        ",
    );
}

#[test]
fn a_page_can_open_at_a_record() {
    scene("page_at_a_record").shows(
        "
        |
        |  14:21 Kelly Smith, mother: I did not know she heard it.
        |
        |> 14:22 J Okafor, health visitor (strength, about Ella Smith): Ella runs to
        |  her mum at nursery.
        |
        |  14:23 A Patel, social worker (worry): Ella has missed nine days of school.
        |
        |  14:24 A Patel, social worker (new to the family): Noah has stopped talking
        |  again.
        |
        |  14:25 (restricted)
        |
        |  14:26 QX (to be confirmed): the two boys upstairs
        |
        |  14:27 (struck out at 14:28)
        |
        |  14:29 The minute-taker: they both went quiet
        |────────────────────────────────────────────────────────────────────────────────
        | 4.2 Impact on the children: What it does to them
        | find: ‸
        | letters find   Tab next heading   / commands   Esc back   F1 help
        ",
    );
}

#[test]
fn restricted_parts_are_shown_only_when_asked_for_and_the_header_says_so() {
    let page = scene("page_restricted");
    for (columns, rows) in [(80, 24), (50, 20)] {
        let page = scene_at("page_restricted", columns, rows);
        assert!(page.header().contains("… RESTRICTED shown · "));
    }
    page.shows(
        "
        |  14:24 A Patel, social worker (new to the family): Noah has stopped talking
        |  again.
        |
        |> [Restricted] 14:25 PC Hall, police officer: there is something about bail
        |    that cannot be said here
        |
        |  14:26 QX (to be confirmed): the two boys upstairs
        |
        |  [Struck out] 14:27 Kelly Smith, mother: no that is wrong (struck out at
        |    14:28: wrong person)
        |
        |  14:29 The minute-taker: they both went quiet
        |
        |
        |  5 How the family feel
        |  ---------------------
        |
        |  Not held.
        |────────────────────────────────────────────────────────────────────────────────
        | 4.2 Impact on the children: What it does to them
        | find: ‸
        | letters find   Tab next heading   / commands   Esc back   F1 help
        ",
    );
    assert_eq!(page.style_of("> [Restricted]"), "B.BBBBBBBBBBBB");
}

#[test]
fn a_kept_version_is_named_in_the_header_beside_what_it_shows() {
    let page = scene("page_version");
    let header = " PRACTICE · made up · version 2 · 14 Feb 2027 ·… RESTRICTED shown · ";
    assert!(page.header().starts_with(header), "{}", page.header());
    page.shows(
        "
        |  The plan of last time
        |  .....................
        |
        |  No.: 1
        |  Promise: Kasia's sister stays in the flat until the baby is born
        |  Number: 1
        ...
        |────────────────────────────────────────────────────────────────────────────────
        | Baby Quillfeather · The plan of last time
        | find: ‸
        | letters find   Tab next heading   / commands   Esc back   F1 help
        ",
    );
}

#[test]
fn the_headings_of_a_page_are_a_list_to_choose_from() {
    let headings = scene("page_headings");
    headings.shows(
        "
        |  The children, and how each was heard
        |    The children, and how each was heard · Ella Smith
        |‸>   The children, and how each was heard · Noah Smith
        |    The children, and how each was heard · Robin Smith
        |  Who was there
        |  1 Welcome
        |  2 Why we are here
        |  3 What has happened
        |  4.1 Impact on the children: In the child's words
        |  4.2 Impact on the children: What it does to them
        |  5 How the family feel
        |  6 Making things better
        |  7 The plan
        |  8 The decision
        |  9 Who helps, and when
        |  10 Before we go
        |  By when
        |  To be confirmed
        |───────────────────────────────────────────────────────── 1 below (Page Down) ──
        | The headings of this page:
        | find:
        | Enter go there   Up Down choose   Esc back   F1 help
        ",
    );
    let chosen = ">   The children, and how each was heard · Noah";
    assert_eq!(headings.style_of(chosen), "R".repeat(47));
    // What each child has is there as well, further up.
    scene_at("page_by_child_headings", 80, 28).shows(
        "
        |    Baby Quillfeather · The plan
        |    Baby Quillfeather · What if
        ",
    );
    scene("page_by_child_headings").shows(
        "
        |    Baby Quillfeather · The decisions
        |    Baby Quillfeather · Said with this child's name in it
        |  About all the children
        |    About all the children · What was said
        |    About all the children · Statements read
        ...
        |    About all the children · Corrections asked for
        |    About all the children · Check-ins
        |‸>   About all the children · Comments, praise and complaints
        |────────────────────────────────────────────────────────── 43 above (Page Up) ──
        | The headings of this page:
        | find:
        | Enter go there   Up Down choose   Esc back   F1 help
        ",
    );
}

#[test]
fn the_commands_of_a_page_stand_above_its_line() {
    let commands = scene("page_commands");
    commands.shows(
        "
        |  Reason: worries about quarrels at home
        |
        |  /versions    Lists the versions that were signed off or sent out, and what wa…
        |> /version     Shows one of the kept versions.
        |────────────────────────────────────────────────────────────────────────────────
        |
        | find: /v‸
        | Enter do it   Tab take   Up Down choose   Esc leave it   F1 help
        ",
    );
    assert_eq!(commands.style_of("> /version"), "R".repeat(10));
}

#[test]
fn minutes_that_are_not_opened_leave_the_page_where_it_was() {
    let refused = scene("page_refused");
    refused.shows(
        "
        |  Record of the meeting: Restorative initial conference
        |  =====================================================
        ...
        |────────────────────────────────────────────────────────────────────────────────
        | ! These minutes were not opened: the opening could not be put on the record.
        | find: ‸
        | letters find   Tab next heading   / commands   Esc back   F1 help
        ",
    );
    assert_eq!(refused.style_of("! These"), "B".repeat(7));
}

#[test]
fn two_meetings_are_compared_part_by_part() {
    let page = scene("compare");
    let header = " PRACTICE · made up · 22 Nov 2026 and 14 Feb 2027 · P-2214 · Two… row ";
    assert!(page.header().starts_with(header), "{}", page.header());
    page.shows(
        "
        |  The plan
        |  --------
        |
        |  Only in the later one
        |  .....................
        |
        |  - Greta brings a heater on loan. who: Greta Rooftree; by: Tue 16 Feb 2027;
        |    measure: it stands in the room; outcome: a warm room until the repair is
        |    done; for: Baby Quillfeather; offer: a heater on loan until the repair is
        |    done (o1)
        ...
        |────────────────────────────────────────────────────────────────────────────────
        | The plan
        | find: ‸
        | letters find   Tab next heading   / commands   Esc back   F1 help
        ",
    );
}

#[test]
fn the_thread_of_a_childs_wishes_goes_through_the_meetings() {
    let page = scene("wishes");
    let header = " PRACTICE · made up · What Ella said, and what came of it  ";
    assert!(page.header().starts_with(header), "{}", page.header());
    page.shows(
        "
        |  22 Nov 2026: Restorative initial conference (letter)
        |  ----------------------------------------------------
        |
        |      “I want it quiet at night. I want Dad to come on Sundays and not shout.”
        |      (Ella)
        |
        |  Wants: quiet nights
        |  Good: Sundays with Dad
        |  Worries: that Mum cries
        |  Hopes: her own lamp back
        |
        |  What was done about it
        |  ......................
        |
        |  - Kasia's sister stays in the flat until the baby is born, Kasia
        |    Quillfeather, by Sun 29 Nov 2026
        |  - Sun 14 Feb 2027: done: yes; progress: achieved; what it changed: the
        |    nights are quiet and Ella sleeps; how we know: the aunt has a key and was
        |────────────────────────────────────────────────────────────────────────────────
        | 22 Nov 2026: Restorative initial conference (letter)
        ",
    );
    assert_eq!(page.style_of("“I want it quiet"), ".".repeat(16));
}

#[test]
fn scores_over_time_are_drawn_on_their_own_scale() {
    let page = scene("scales");
    let header = " PRACTICE · made up · Scores over time  ";
    assert!(page.header().starts_with(header), "{}", page.header());
    page.shows(
        "
        |  Kasia Quillfeather, for Ella Quillfeather
        |  -----------------------------------------
        |
        |  How safe is this child in everyday life right now?
        |
        |  - 0 = This child is not safe at all
        |  - 10 = This child is as safe as any child should be
        |
        |  Day              Score  0------------------10
        |  ---------------  -----  ---------------------
        |  Sun 14 Feb 2027  8      ----------------O----
        |
        |  - Sun 14 Feb 2027, 8: we sleep
        |
        |
        |  Anil Marlowe, for Ella Quillfeather
        |  -----------------------------------
        |
        |────────────────────────────────────────────────────────────────────────────────
        | Kasia Quillfeather, for Ella Quillfeather
        ",
    );
}

#[test]
fn what_is_late_stands_first_on_the_page_of_what_is_due() {
    let page = scene("due");
    let header = " PRACTICE · made up · Due, seen from Wed 24 Feb 2027  ";
    assert!(page.header().starts_with(header), "{}", page.header());
    page.shows(
        "
        |  Due, seen from Wed 24 Feb 2027
        |  ==============================
        |
        |  [Made up] It comes from practice meetings. Nobody in it is real, and
        |    nothing in it happened.
        |
        |
        |  Late
        |  ----
        |
        |  - Tue 24 Nov 2026: late by 92 days: child to be told what was decided (Noah
        |    Quillfeather), Kasia Quillfeather, meeting of 22 Nov 2026, reference
        |    P-2214 (made up)
        |  - Mon 15 Feb 2027: late by 7 working days: decision letter, meeting of 14
        |    Feb, reference P-2214 (made up)
        |  - Tue 16 Feb 2027: late by 8 days: child to be told what was decided (Ella
        |    Quillfeather), Anil Marlowe, meeting of 14 Feb, reference P-2214 (made up)
        |  - Tue 16 Feb 2027: late by 8 days: child to be told what was decided (Noah
        ",
    );
}

#[test]
fn the_header_of_a_page_keeps_what_matters_most_as_it_grows_narrow() {
    for (name, columns, rows, header) in [
        ("page", 50, 20, " 20 Nov 2026 · 2214-K · Record of the m… "),
        ("page", 20, 5, " 20 Nov 2026 · 221…"),
        (
            "page_version",
            100,
            30,
            " PRACTICE · made up · version 2 · 14 Feb 2027 · P-2214 · Record… RESTRICTED shown · row ",
        ),
        (
            "page_version",
            50,
            20,
            " made up · version 2 · 14 Feb 2027 ·…  RESTRICTED",
        ),
        ("page_version", 20, 5, " made up · version…"),
        (
            "compare",
            100,
            30,
            " PRACTICE · made up · 22 Nov 2026 and 14 Feb 2027 · P-2214 · Two meetings compared  ",
        ),
        (
            "compare",
            50,
            20,
            " made up · 22 Nov 2026 and 14 Feb 2027… ",
        ),
    ] {
        let screen = scene_at(name, columns, rows);
        assert!(
            screen.header().starts_with(header),
            "{name}: {}",
            screen.header()
        );
    }
}
