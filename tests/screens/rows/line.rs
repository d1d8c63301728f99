//! What is shown beside the line while it is typed, and what is done to a chosen entry: the rows in question.

use super::super::driver::Screen;
use super::super::scenes::{impact, scene, scene_at};
use talking_piece::domain::settings::screen::Colours;
use talking_piece::ui::Theme;

#[test]
fn the_people_that_a_letter_can_mean_stand_above_the_line() {
    let people = scene("people");
    people.shows(
        "
        | quorate: 4 agencies here, 3 needed ────────────────────────────────────────────
        | Tab  >KS Kelly
        | k‸
        | Enter record      Esc set aside   F1 help
        ",
    );
    assert_eq!(people.style_of("Tab  >KS Kelly"), ".....BBBBBBBBB");
}

#[test]
fn commands_stand_over_the_entries_and_the_line_keeps_its_place() {
    let commands = scene("commands");
    commands.shows(
        "
        |…┤ 14:23 A Patel, SW   ! Ella has missed nine days of
        |…│─────────────────────────────────────────────────────────
        |…│  /section    Opens a section by its number or name, in…
        |…│ >/skip       Leaves out the open section, and says why…
        |…│  /strike     Strikes out the last entry, or the one yo…
        |…│  /series     Adds the core groups from the first one t…
        |…│  /scores     Says who has given a score and who has ye…
        |…│  /statement  confidentiality; read by: CH. /statement…
        |…│  /scale      1; by: KS; score: 6; why: it is new. Numb…
        | quorate: 4 agencies here, 3 needed ────────────────────────────────────────────
        |
        | /s‸
        | Tab take   Up Down choose   Enter do   Esc back   F1 help
        ",
    );
    assert_eq!(commands.style_of(">/skip"), "R".repeat(6));
}

#[test]
fn on_a_narrow_screen_the_chosen_command_is_explained_in_full() {
    scene_at("commands", 50, 20).shows(
        "
        | day?
        | What do you notice about this child since then?
        |──────────────────────────────────────────────────
        |  /section    Opens a section by its number or n…
        | >/skip       Leaves out the open section, and s…
        |  /strike     Strikes out the last entry, or the…
        |  /series     Adds the core groups from the firs…
        |  /scores     Says who has given a score and who…
        |  /statement  confidentiality; read by: CH. /sta…
        |  /scale      1; by: KS; score: 6; why: it is ne…
        | quorate: 4 agencies here, 3 needed ──────────────
        | Leaves out the open section, and says why; the
        | next one opens.
        | /s‸
        | Tab take  Up Down choose  Enter do  Esc back  F1
        ",
    );
}

#[test]
fn a_form_shows_every_field_and_asks_for_the_one_that_is_typed() {
    let form = scene("form");
    form.shows(
        "
        |…│ Action                   * needed · 2 below (Page Down)
        |…│ ───────────────────────────────────────────────────────
        |…│  *action   Kelly books speech therapy
        |…│   who      Kelly Smith
        |…│   by       soon ?? to be confirmed: it names no day,
        |…│            such as 12 Dec
        |…│ > measure  How will everyone see that it has happened?
        |…│   outcome  What will be different for the child?
        |…│   need     Which need or worry does it answer?
        |…┤   for      For which child?
        |…│   support  What help is given with it?
        |…│   idea     Whose idea was it?
        |…│   status   How far has it come?
        |…│   follows  Which promise does it take up?
        |…│   answers  Which child's wish does it answer (a name,…
        |…│   offer    Which offer does it take up?
        |…│   with     Who does it with them?
        |…│   and of   Whose idea was it as well?
        ...
        | quorate: 4 agencies here, 3 needed ────────────────────────────────────────────
        | How will everyone see that it has happened?
        | /action Kelly books speech therapy; who: KS; by: soon; measure: ‸
        | Enter record   Tab next field   Esc set aside   F1 help
        ",
    );
    assert_eq!(form.style_of("soon ??"), "B".repeat(7));
    assert_eq!(form.style_of("> measure  How"), "BBBBBBBBBBB...");
    scene_at("form", 50, 20).shows(
        "
        | Action            * needed · 8 below (Page Down)
        | ────────────────────────────────────────────────
        |  *action   Kelly books speech therapy
        |   who      Kelly Smith
        |   by       soon ?? to be confirmed: it names no
        |            day, such as 12 Dec
        | > measure  How will everyone see that it has ha…
        |   outcome  What will be different for the child?
        ...
        | How will everyone see that it has happened?
        | /action Kelly books speech therapy; who: KS;
        | by: soon; measure: ‸
        | Enter record  Tab next field  Esc set aside  F1
        ",
    );
}

#[test]
fn a_chosen_entry_shows_its_restricted_words_and_what_can_be_done() {
    let selected = scene("selected");
    selected.shows(
        "
        |…┤ 14:24 A Patel, SW     Noah has stopped talking again.
        |…│                                                      new
        |…│‸>14:25 PC Hall         there is something about bail
        |…│                       that cannot be said here
        |…│                                             (restricted)
        |…│ 14:26 QX?             the two boys upstairs           ??
        ...
        | quorate: 4 agencies here, 3 needed ────────────────────────────────────────────
        | 14:25 PC Hall, police officer · restricted: not for the family's copy
        |
        | Enter edit   /append   /strike   /mark   Esc back   F1 help
        ",
    );
    assert_eq!(selected.style_of(">14:25 PC Hall"), "R".repeat(14));
    scene_at("selected", 50, 20).shows(
        "
        | ── 2 more questions: F1 ────── 4 earlier (Up) ──
        |‸>14:25 PC Hall     there is something about bail
        |                   that cannot be said here
        |                                      (restricted)
        ...
        | 14:25 PC Hall, police officer · restricted: not
        | for the family's copy
        |
        | Enter edit  /append  /strike  /mark  Esc  F1
        ",
    );
}

#[test]
fn an_entry_is_changed_in_the_line_while_it_stands_among_the_others() {
    let editing = scene("editing");
    editing.shows(
        "
        |…│                                                      new
        |…│ 14:25 PC Hall         there is something about bail
        |…│                       that cannot be said here
        |…│                                             (restricted)
        |…│ 14:26 QX?             the two boys upstairs           ??
        ...
        | quorate: 4 agencies here, 3 needed ────────────────────────────────────────────
        | Changing 14:25 · PC Hall, police officer · restricted: not for the family's
        | copy
        | edit> PH: there is something about bail that cannot be said here‸ #restricted
        | Enter change it   Esc leave it as it was   F1 help
        ",
    );
    assert_eq!(editing.style_of("edit> PH"), "BBBBBB..");
}

#[test]
fn an_entry_of_a_table_is_changed_in_its_form() {
    let editing = scene("editing_in_a_table");
    editing.shows(
        r#"
        |…│ Child's view · Ella Smith (changes w… 7 above (Page Up)
        |…│ ───────────────────────────────────────────────────────
        ...
        |…┤   shared       read out
        |…│ > read by      A Patel
        |…│   agreed       What did the child agree to share?
        ...
        | quorate: 4 agencies here, 3 needed ────────────────────────────────────────────
        | Changing 14:07 · Who read or showed it? (initials)
        | edit> /view EL; by: letter; words: "I want it quiet at night."; shared: read
        |       out; read by: AP‸
        | Enter change it   Tab next field   Esc leave it as it was   F1 help
        "#,
    );
    assert_eq!(editing.style_of("> read by"), "B".repeat(9));
}

#[test]
fn striking_out_asks_why() {
    scene("striking").shows(
        "
        | quorate: 4 agencies here, 3 needed ────────────────────────────────────────────
        | Striking out 14:29 (seen): why?
        | /strike ‸
        | Enter do it   Esc leave it as it was   F1 help
        ",
    );
}

#[test]
fn what_is_not_saved_is_said_in_the_header_and_above_the_line() {
    let alarm = scene("alarm");
    assert!(alarm.header().ends_with("  NOT SAVED"));
    alarm.shows(
        "
        | quorate: 4 agencies here, 3 needed ────────────────────────────────────────────
        | NOT SAVED: The disk is full. Your words are kept in memory and on this screen;
        | make room or call your help desk.
        | KS: I‸
        | Enter record      Esc set aside   F1 help
        ",
    );
    assert_eq!(alarm.style_of("NOT SAVED"), "R".repeat(9));
    assert_eq!(alarm.style_of("NOT SAVED: The disk"), "R".repeat(19));
    assert_eq!(alarm.style_of("make room"), "R".repeat(9));
    assert!(scene_at("alarm", 50, 20).header().ends_with("  NOT SAVED"));
    let lowest = scene_at("alarm", 20, 5);
    assert!(lowest.header().starts_with(" NOT SAVED"));
}

/// The form is higher than the screen: what is not certain has scrolled away.
#[test]
fn an_answer_that_is_not_certain_is_named_when_it_is_out_of_sight() {
    let shown = |line: &str, columns, rows| {
        let theme = Theme::of(Colours::Either);
        let mut driver = impact();
        let (buffer, cursor) = driver.typed(line).draw(columns, rows, &theme);
        let text = Screen::of(&buffer, Some(cursor), theme.plain).text();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    for (columns, rows) in [(80, 24), (50, 20)] {
        let text = shown("/view Ella; by: pigeon; reason: lost", columns, rows);
        assert!(text.contains("to be confirmed: by \"pigeon\""), "{text}");
    }
    let text = shown("/view Ella; by: pigeon; words: soon", 80, 24);
    assert_eq!(
        text.matches("to be confirmed").count(),
        1,
        "the form says it: {text}"
    );
}
