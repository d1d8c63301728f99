//! The list of meetings and the list of agendas: the rows in question.

use super::super::scenes::{scene, scene_at};

#[test]
fn with_no_meeting_yet_the_list_says_how_to_begin() {
    scene("home_empty").shows(
        "
        | No meeting yet. Enter chooses an agenda and prepares one. To try it first:
        | talking-piece practice.
        |
        ...
        | find: ‸
        | + new meeting  Enter open  Up Down choose  / commands  letters find  F1 help
        ",
    );
}

#[test]
fn with_nothing_due_only_the_meetings_stand_in_the_list() {
    scene("home").shows(
        "
        | You were disconnected at 14:32 on 20 Nov; nothing was lost. Enter goes on.
        |‸>20 Nov 2026  2214-K   Ella, Noah, Robin  initial  2 actions, 1 to look…   open
        |
        | 20 Nov 2026  1873-B   Lena  Restorative initial conference              closed
        | 20 Nov 2026  0000-P   Mira  made up  Restorative initial conference  preparing
        | 20 Nov 2026  1920-T   Toby  open at another desk  Core group              open
        |
        |
        |
        |
        |
        |
        |
        |
        |
        |
        |
        |
        |
        |
        | find:
        | + new meeting  Enter open  Up Down choose  / commands  letters find  F1 help
        ",
    );
}

#[test]
fn letters_filter_the_list() {
    let filtered = scene("home_filtered");
    assert!(filtered.header().ends_with("1 of 4 meetings"));
    filtered.shows(
        "
        |>20 Nov 2026  1873-B   Lena  Restorative initial conference              closed
        |
        ...
        | find: len‸
        | + new meeting  Enter open  Up Down choose  Esc show all  /review of it  F1
        ",
    );
}

#[test]
fn what_no_meeting_has_can_be_looked_for_in_the_minutes() {
    let no_match = scene("home_no_match");
    assert!(no_match.header().ends_with("0 of 4 meetings"));
    no_match.shows(
        r#"
        | No meeting in the list has "zebra crossing". Esc shows all of them. /find
        | zebra crossing looks for it in the minutes themselves.
        |
        ...
        | find: zebra crossing‸
        | + new meeting   Enter open   Up Down choose   Esc show all   F1 help
        "#,
    );
}

#[test]
fn the_commands_of_the_list_stand_above_the_line() {
    scene("home_commands").shows(
        "
        | /findall     Finds words in all minutes that you may read. In the list of mee…
        | /new         Chooses an agenda and prepares a meeting.
        | /review      Begins the review of the chosen closed meeting: its people, plan…
        | /putaway     Shows the meetings that were put away with /discard, and why; th…
        | /compare     Shows what was added, changed or taken away since the previous m…
        | /wishes      Shows what a child said at each meeting, the actions that answer…
        | /scales      Shows the scores of all meetings of the family, each person's on…
        | /promises    Shows what each agency and the family promised, and what came of…
        | /due         Lists what is late and what is due in the next six weeks, over a…
        | /papers      Lists who gets which papers, what is left out of each and what h…
        | /help        Lists everything that can be done here, and does what you choose.
        | /manual      Shows a page of the manual, or the list of its pages.
        | /private-screen  Hides everything on the screen, or shows it again. The meeti…
        | /quit        Leaves the program. Everything is saved already.
        | find: /‸
        | + new meeting   Enter do it   Up Down choose   Esc leave it   F1 help
        ",
    );
    // Who was disconnected is told so while a command is typed.
    scene_at("home_commands", 50, 20).shows(
        "
        | talking-piece · meetings    4 meetings · 3 below
        |──────────────────────────────────────────────────
        | You were disconnected at 14:32 on 20 Nov;
        | nothing was lost. Enter goes on.
        |>20 Nov 2026  2214-K   Ella, Noah…  initial  open
        |
        | /findall     Finds words in all minutes that yo…
        | /new         Chooses an agenda and prepares a m…
        | /review      Begins the review of the chosen cl…
        | /putaway     Shows the meetings that were put a…
        | /compare     Shows what was added, changed or t…
        | /wishes      Shows what a child said at each me…
        | /scales      Shows the scores of all meetings o…
        | /promises    Shows what each agency and the fam…
        | /due         Lists what is late and what is due…
        | /papers      Lists who gets which papers, what…
        | /help        Lists everything that can be done…
        | and 3 more: type on, or F1
        | find: /‸
        | + new meeting  Enter do it  Esc leave it  F1
        ",
    );
}

#[test]
fn a_made_up_meeting_says_so_even_without_a_date_and_with_many_children() {
    scene("home_made_up").shows(
        "
        |‸>             0000-P   Ella, Noah, the baby  made up                     closed
        ...
        | find:
        | + new meeting  Enter open  Up Down choose  /review of it  / commands  F1 help
        ",
    );
    scene_at("home_made_up", 50, 20).shows(
        "
        |‸>             0000-P   Ella, No…  made up  closed
        ",
    );
}

#[test]
fn the_agendas_are_listed_with_their_length_and_the_sections_of_the_chosen_one() {
    scene("agendas").shows(
        "
        | A new meeting: which agenda?
        |────────────────────────────────────────────────────────────────────────────────
        | 1 Restorative initial conference                                       120 min
        |‸>2 Restorative review conference                                        115 min
        | 3 Strengthening Families initial                                       123 min
        | 4 Signs of Safety conference                                           125 min
        | 5 Core group                                                            77 min
        | 6 Family group conference                                               85 min
        | 7 Initial conference before a birth                                    125 min
        | 8 Transfer-in conference                                               123 min
        ...
        |────────────────────────────────────────────────────────────────────────────────
        | A review in which the family tells first how the plan has worked for them.
        | Welcome · Why there is a plan · Each child since then · The family tells · The
        | plan, step by step · Safer than before? · What is new · What comes next · The
        | decision · Dates · Before we go
        | Enter take it   Up Down choose   Esc back   F1 help
        ",
    );
    scene_at("agendas", 50, 20).shows(
        "
        |──────────────────────────────────────────────────
        | A review in which the family tells first how the
        | plan has worked for them.
        | Welcome · Why there is a plan · Each child since
        | then · The family tells · The plan, step by step
        | · Safer than before? · What is new · What comes
        | next · The decision · Dates · Before we go
        | Enter take it  Up Down choose  Esc back  F1 help
        ",
    );
}
