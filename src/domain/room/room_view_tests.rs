//! What the room may see, and that no word that is restricted, kept back, struck out, edited away, undone or still to
//! be confirmed ever gets there, whatever happens in a meeting.

use super::*;
use crate::domain::meeting::event::KnownEvent;
use crate::domain::minutes::leak_tests::{canaries, open_words, run, step};
use crate::domain::minutes::sample::Sample;
use crate::domain::minutes::{open_minutes, read_minutes};
use crate::domain::record::kinds::childs_view;
use crate::domain::visibility::Visibility;
use proptest::prelude::*;

fn view(sample: &Sample) -> RoomView {
    RoomView::of(&open_minutes(&sample.meeting))
}

fn here(sample: &Sample) -> Here {
    match view(sample).now() {
        Now::Section(here) => here.clone(),
        other => panic!("{other:?}"),
    }
}

fn words(sample: &Sample) -> Vec<String> {
    let view = view(sample);
    let said = view.said().iter();
    said.map(|one| format!("{}: {}", one.who, one.words))
        .collect()
}

fn opens(sample: &mut Sample, mode: Mode) {
    let places = sample.meeting.agenda().places();
    let place = places
        .iter()
        .find(|place| place.section.mode == mode)
        .unwrap();
    let id = place.section.id.clone();
    sample.opens(&id);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_canary_gets_into_the_room(steps in prop::collection::vec(step(), 1..40), mode in 0..4usize) {
        let mut sample = run(&steps);
        let modes = [Mode::Plan, Mode::Decision, Mode::Dates, Mode::Scale];
        let places = sample.meeting.agenda().places();
        let place = places.iter().find(|place| place.section.mode == modes[mode]);
        if let Some(id) = place.map(|place| place.section.id.clone()) {
            let _ = sample.tries(KnownEvent::SectionOpened { section: id });
        }
        let open = open_words(&sample);
        let minutes = open_minutes(&sample.meeting);
        let room = RoomView::of(&minutes);
        let shown = format!("{room:?}");
        for word in canaries(&shown) {
            prop_assert_eq!(open.get(word), Some(&true), "{} in {}", word, shown);
        }
        // What is to be confirmed is open in the minutes, and is not for the room.
        for record in sample.meeting.all_records() {
            for typed in record.to_confirm.values() {
                for word in canaries(typed) {
                    prop_assert!(!shown.contains(word), "{} in {}", word, shown);
                }
            }
        }
        // From the file it is the same.
        let back = read_minutes(&minutes.to_value()).unwrap();
        prop_assert_eq!(RoomView::of(&back.minutes), room);
    }
}

#[test]
fn what_two_people_say_together_is_said_by_both() {
    let mut sample = Sample::family();
    opens(&mut sample, Mode::Contributions);
    sample.says("KS & HV: we both want that");
    let said = words(&sample);
    let both = &said[said.len() - 1];
    for name in ["Kelly Smith", "Okafor", "we both want that"] {
        assert!(both.contains(name), "{name} in {both}");
    }
}

/// One canary for each way in which a word is not for the room.
#[test]
fn twenty_canaries_of_every_kind_stay_out() {
    let mut sample = Sample::family();
    opens(&mut sample, Mode::Plan);
    let told = sample.says("KS: an open word that everybody may read");
    let restricted = [
        "SW: Canary01x #restricted",
        "/action Canary02x #restricted",
        "/action Canary03x; who: KS; by: 12 Dec #restricted",
        "/whatif Canary04x; then: call #restricted",
        "/decision Ella; is: no plan; reasons: Canary05x #restricted",
        "/date Canary06x; on: 12 Dec #restricted",
        "/person ZZ Canary07x; role: aunt #restricted",
        "/child Canary08x #restricted",
        "/view Ella; by: letter; words: Canary09x; shared: chair only",
        "/view Ella; by: letter; words: Canary10x; agreed: not with the parents; read by: SW",
        // Open in the minutes, but the meeting has not been told.
        "/view Ella; by: letter; words: Canary11x",
        // Kept back in an open record.
        "/child Ella Smith; address: Canary12x; school: Canary13x",
        "/person KS Kelly Smith; contact: Canary14x",
        // To be confirmed.
        "/action Something; who: Canary15x",
        "QX: Canary16x",
        // The minute-taker's own note.
        ": Canary17x",
        // A score, and its reason.
        "/scale 1; by: KS; score: 5; why: Canary18x",
    ];
    for line in restricted {
        sample.says(line);
    }
    let struck = sample.says("SW: Canary19x");
    sample.does(KnownEvent::StruckOut {
        id: struck,
        reason: "Canary20x".into(),
    });
    let changed = sample.says("SW: Canary21x");
    sample.changes(&changed, |body| body.visibility = Visibility::Restricted);
    sample.says("SW: Canary22x");
    sample.undoes();
    sample.does(KnownEvent::BreakStarted {
        reason: "Canary23x".into(),
    });
    sample.does(KnownEvent::BreakEnded {});
    // A break that is over, and one that is on.
    for pause in [false, true] {
        if pause {
            sample.does(KnownEvent::BreakStarted {
                reason: "Canary24x".into(),
            });
        }
        let shown = format!("{:?}", view(&sample));
        assert_eq!(canaries(&shown).collect::<Vec<_>>(), [""; 0], "{shown}");
        // In a break there is not a word in the view.
        assert_eq!(shown.contains("an open word"), !pause, "{shown}");
        assert!(shown.contains(&told) || pause);
    }
}

#[test]
fn what_is_restricted_later_goes_at_once_and_comes_back_with_undo() {
    let mut sample = Sample::family();
    opens(&mut sample, Mode::Contributions);
    let id = sample.says("KS: he came to the door");
    assert_eq!(words(&sample), ["Kelly Smith: he came to the door"]);
    sample.changes(&id, |body| body.visibility = Visibility::Restricted);
    assert_eq!(words(&sample), [""; 0]);
    sample.undoes();
    assert_eq!(words(&sample), ["Kelly Smith: he came to the door"]);
    sample.undoes();
    assert_eq!(words(&sample), [""; 0]);
}

#[test]
fn marks_are_not_for_the_room_and_the_kind_of_what_was_said_is() {
    let mut sample = Sample::family();
    opens(&mut sample, Mode::Contributions);
    sample.says("HV: ! sleeps badly @ella #new");
    let view = view(&sample);
    let said = &view.said()[0];
    assert_eq!(
        (said.who.as_str(), said.kind.as_str(), said.words.as_str()),
        ("J Okafor, health visitor", "worry", "sleeps badly")
    );
    assert!(!format!("{view:?}").contains("new_to"), "{view:?}");
}

#[test]
fn what_is_to_be_looked_at_again_waits_until_it_is_settled() {
    let mut sample = Sample::family();
    opens(&mut sample, Mode::Plan);
    let said = sample.says("KS: something about bail ??");
    let row = sample.says("/action somebody does something; who: KS ??");
    let seen = view(&sample);
    assert_eq!(seen.said(), []);
    assert!(seen.tables().iter().all(|table| table.rows.is_empty()));
    // That she spoke is no secret: the talking piece has moved, here as at the desk.
    assert_eq!(here(&sample).holder.as_deref(), Some("Kelly Smith"));
    for id in [said, row] {
        sample.changes(&id, |body| body.follow_up = false);
    }
    assert_eq!(words(&sample), ["Kelly Smith: something about bail"]);
    assert_eq!(view(&sample).tables()[0].rows.len(), 1);
}

#[test]
fn a_child_is_heard_in_its_own_words_when_the_meeting_was_told() {
    let mut sample = Sample::family();
    sample.says("/view Ella; by: letter; words: \"I want it quiet\"");
    let heard = |sample: &Sample| view(sample).children()[0].clone();
    assert_eq!(heard(&sample).ways, ["letter"]);
    assert_eq!(words(&sample), [""; 0], "nobody has read it out yet");
    let id = sample
        .meeting
        .records(&childs_view::KIND)
        .next()
        .unwrap()
        .id
        .clone();
    sample.changes(&id, |body| {
        body.values
            .insert(childs_view::SHARED.name.into(), "read_out".into());
    });
    assert_eq!(
        words(&sample),
        ["Ella Smith: \u{201c}I want it quiet\u{201d}"]
    );
}

/// A child that was heard in confidence looks like one that was not heard yet.
#[test]
fn nobody_can_see_that_a_child_spoke_in_confidence() {
    let mut sample = Sample::family();
    let before = view(&sample);
    sample.says("/view Ella; by: separate; words: quiet; shared: chair only");
    assert_eq!(view(&sample), before);
}

#[test]
fn the_round_is_worked_out_from_what_is_open() {
    let mut sample = Sample::family();
    let everybody: Vec<String> = sample
        .meeting
        .voices()
        .map(|seat| seat.id.to_owned())
        .collect();
    for person in everybody {
        sample.does(KnownEvent::Arrived { person });
    }
    opens(&mut sample, Mode::Contributions);
    let first = here(&sample);
    assert_eq!(first.holder, None);
    // As the minute-taker has it, while nothing is restricted.
    let round = sample.meeting.round();
    let called = |id: &str| match id.starts_with('k') {
        true => sample.meeting.called(id),
        false => sample.meeting.name(id),
    };
    assert_eq!(first.next, Some(called(&round[0].id)));
    sample.says("KS: I was scared");
    assert_eq!(here(&sample).holder.as_deref(), Some("Kelly Smith"));
    let next = here(&sample).next;
    // That somebody said something in confidence moves nothing that the room can see.
    sample.says("HV: something #restricted");
    assert_eq!(here(&sample).holder.as_deref(), Some("Kelly Smith"));
    assert_eq!(here(&sample).next, next);
}

/// In a section that goes round, whoever speaks, in turn or out of it, desk and room name the same one next; also beyond
/// the hundredth contribution.
#[test]
fn desk_and_room_name_the_same_one_next() {
    let mut sample = Sample::family();
    let everybody: Vec<(String, String)> = sample
        .meeting
        .voices()
        .map(|seat| (seat.id.to_owned(), seat.code.to_owned()))
        .collect();
    for (person, _) in &everybody {
        sample.does(KnownEvent::Arrived {
            person: person.clone(),
        });
    }
    opens(&mut sample, Mode::Attendance);
    let mut chance = 7_usize;
    let mut told = std::collections::BTreeSet::new();
    for number in 0..230 {
        chance = (chance * 1_103 + 12_347) % 65_521;
        let (_, code) = &everybody[chance % everybody.len()];
        let doubt = if chance.is_multiple_of(5) { " ??" } else { "" };
        let id = match chance % 11 {
            0 => sample.says(": they went quiet"),
            1 => sample.says("QX: somebody nobody knows"),
            _ => sample.says(&format!("{code}: contribution {number}{doubt}")),
        };
        if chance.is_multiple_of(13) {
            sample.does(KnownEvent::StruckOut {
                id,
                reason: "wrong".into(),
            });
        }
        let next = sample.meeting.next_in_round(None).unwrap();
        let room = here(&sample).next.unwrap();
        let called = match next.id.starts_with('k') {
            true => next.called,
            false => sample.meeting.name(&next.id),
        };
        assert_eq!(room, called, "after contribution {number}");
        told.insert(room);
    }
    assert!(told.len() > 3, "the piece went round: {told:?}");
}

#[test]
fn somebody_whose_name_is_restricted_is_somebody() {
    let mut sample = Sample::family();
    opens(&mut sample, Mode::Contributions);
    sample.says("/person ZZ Zed Zander; role: uncle #restricted");
    sample.says("ZZ: they can stay with me");
    assert_eq!(words(&sample), ["Somebody: they can stay with me"]);
}

#[test]
fn the_plan_stands_there_while_it_is_made() {
    let mut sample = Sample::family();
    sample.says("/action Kelly books speech therapy; who: KS; by: 12 Dec; measure: letter seen");
    opens(&mut sample, Mode::Contributions);
    assert_eq!(view(&sample).tables(), []);
    opens(&mut sample, Mode::Plan);
    let tables = view(&sample).tables().to_vec();
    assert_eq!(tables.len(), 2);
    assert_eq!(tables[1].rows, [], "nothing can go wrong yet");
    assert_eq!(tables[0].rows[0].what, "Kelly books speech therapy");
    assert_eq!(tables[0].rows[0].details[0], "Kelly Smith");
    assert_eq!(tables[0].rows[0].details[2], "we will know: letter seen");
    opens(&mut sample, Mode::Decision);
    sample.says("/decision Ella; is: no plan; reasons: it got better");
    let titles: Vec<&str> = view(&sample)
        .tables()
        .iter()
        .map(|table| table.title)
        .collect();
    assert_eq!(titles, ["The plan", "What was decided"]);
}

#[test]
fn pauses_and_the_end_are_what_they_are() {
    let mut sample = Sample::new();
    assert_eq!(*view(&sample).now(), Now::NotBegun);
    sample.does(KnownEvent::Began {});
    assert_eq!(*view(&sample).now(), Now::Between);
    sample.does(KnownEvent::PrivateTimeStarted {});
    assert!(matches!(view(&sample).now(), Now::PrivateTime { .. }));
    sample.does(KnownEvent::PrivateTimeEnded {});
    sample.does(KnownEvent::BreakStarted {
        reason: String::new(),
    });
    assert!(matches!(view(&sample).now(), Now::Break { .. }));
    sample.does(KnownEvent::BreakEnded {});
    sample.does(KnownEvent::Closed { gaps: Vec::new() });
    assert!(matches!(view(&sample).now(), Now::Closed { .. }));
}

#[test]
fn why_a_child_was_not_asked_is_said_and_why_it_chose_not_to_share_is_not() {
    let mut sample = Sample::family();
    sample.says("/view Ella; by: chose not to share; reason: Dan would be angry");
    sample.says("/view Noah; by: not asked; reason: not born yet");
    let ways: Vec<Vec<String>> = view(&sample)
        .children()
        .iter()
        .map(|child| child.ways.clone())
        .collect();
    assert_eq!(ways, [["chose not to share"], ["not asked (not born yet)"]]);
    // Restricted, neither the reason nor that there is one.
    sample.changes("v2", |body| body.visibility = Visibility::Restricted);
    assert!(view(&sample).children()[1].ways.is_empty());
}

#[test]
fn the_room_sees_who_is_here_and_nobody_who_was_only_expected() {
    let mut sample = Sample::family();
    sample.says("/person ZZ Zed Zander; role: uncle #restricted");
    sample.says("/person DS Dan Sparrow; role: father; attendance: video");
    opens(&mut sample, Mode::Attendance);
    let rows = |sample: &Sample| {
        let view = RoomView::of(&open_minutes(&sample.meeting));
        let rows = view.tables().iter().flat_map(|table| table.rows.clone());
        let words = rows.map(|row| format!("{} {}", row.what, row.details.join(" ")));
        words.collect::<Vec<_>>()
    };
    assert_eq!(rows(&sample), [""; 0]);
    for person in ["k1", "p3", "p5", "p6"] {
        sample.does(KnownEvent::Arrived {
            person: person.into(),
        });
    }
    assert_eq!(
        rows(&sample),
        [
            "Ella Smith since 14:13",
            "A Patel, social worker since 14:14",
            "Dan Sparrow since 14:16 video",
        ]
    );
    sample.does(KnownEvent::Left {
        person: "p3".into(),
    });
    assert_eq!(rows(&sample).len(), 2);
}
