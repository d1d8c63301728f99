//! `/handon`: what it means is said before it is done, and what cannot be done is not put down.

use super::driver::Driver;
use talking_piece::app::effect::Effect;
use talking_piece::app::message::Sharing;
use talking_piece::domain::event::{Event, Happening};

fn shared(is_ours: bool) -> Driver {
    let mut driver = Driver::in_conference();
    driver.app.desk.as_mut().unwrap().sharing = Sharing {
        team: Some("conferences".into()),
        is_ours,
    };
    driver.asked.clear();
    driver
}

fn handed_on(driver: &Driver) -> usize {
    let known = driver.disk.facts();
    known
        .filter(|fact| matches!(fact.event, Event::Known(Happening::HandedOn {})))
        .count()
}

#[test]
fn in_a_folder_of_ones_own_it_is_not_put_down_and_the_way_is_told() {
    let mut driver = Driver::in_conference();
    driver.press("/handon yes⏎");
    assert!(
        driver.status().contains("shared folder"),
        "{}",
        driver.status()
    );
    assert_eq!(driver.line(), "/handon yes", "the line stays");
    assert_eq!(handed_on(&driver), 0);
}

#[test]
fn what_others_will_see_is_said_before_and_undo_does_not_take_it_back_in_silence() {
    let mut driver = shared(true);
    driver.press("/handon⏎");
    let said = driver.status().to_owned();
    assert!(
        said.contains("restricted parts") && said.contains("conferences"),
        "{said}"
    );
    assert_eq!(handed_on(&driver), 0, "nothing is done yet");
    driver.press("/handon yes⏎");
    assert_eq!(handed_on(&driver), 1);
    assert!(driver.asked.contains(&Effect::HandOn(true)));
    assert!(driver.desk().meeting.is_handed_on());
    driver.press("/undo⏎");
    assert!(
        driver.desk().meeting.is_handed_on(),
        "what others may have read stays said"
    );
    driver.press("/handon stop⏎");
    assert!(!driver.desk().meeting.is_handed_on());
    assert!(driver.asked.contains(&Effect::HandOn(false)));
    driver.kill_and_resume();
    assert!(!driver.desk().meeting.is_handed_on());
}

#[test]
fn only_who_made_the_meeting_hands_it_on() {
    let mut driver = shared(false);
    driver.press("/handon yes⏎");
    assert!(
        driver.status().contains("Only the one who made"),
        "{}",
        driver.status()
    );
    assert_eq!(handed_on(&driver), 0);
    assert!(
        !driver
            .asked
            .iter()
            .any(|effect| matches!(effect, Effect::HandOn(_)))
    );
}

/// What a team follows is written when the meeting begins or comes to another part, and when something is taken out.
#[test]
fn in_a_shared_folder_the_team_follows_and_what_is_taken_out_goes_at_once() {
    let written = |driver: &mut Driver, keys: &str| {
        driver.asked.clear();
        driver.press(keys);
        let writes = driver.asked.iter();
        writes
            .filter(|effect| matches!(effect, Effect::WriteMinutes { seal: false, .. }))
            .count()
    };
    let mut driver = shared(true);
    assert_eq!(written(&mut driver, "KS: one⏎"), 0, "an entry waits");
    for keys in [
        "/section 3⏎",
        "/mark #restricted⏎",
        "/undo⏎",
        "/strike wrong⏎",
        "/break⏎",
    ] {
        assert_eq!(written(&mut driver, keys), 1, "{keys}");
    }
    let mut alone = Driver::in_conference();
    assert_eq!(written(&mut alone, "KS: one⏎/section 3⏎/strike wrong⏎"), 0);
    let mut prepared = Driver::with_agenda("restorative-icpc");
    prepared.app.desk.as_mut().unwrap().sharing.team = Some("conferences".into());
    assert_eq!(written(&mut prepared, "/person KS Kelly⏎"), 0);
    assert!(written(&mut prepared, "/begin⏎") >= 1);
}
