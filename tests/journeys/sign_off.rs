//! After closing: the Chair signs off, copies go out, corrections are asked for; every version is kept.

use super::driver::Driver;
use sha2::{Digest, Sha256};
use talking_piece::app::protocol::effect::Effect;
use talking_piece::app::protocol::status::Outcome;
use talking_piece::domain::meeting::Phase;
use talking_piece::domain::minutes::open_minutes;
use talking_piece::domain::minutes::versions::Kept;
use talking_piece::domain::record::kinds::{action, contribution, correction, sign_off};
use talking_piece::domain::rules::sign_off::status;

fn closed() -> Driver {
    let mut d = Driver::in_conference();
    d.app.one_line_at_a_time = true;
    for line in [
        "KS: one thing",
        "SW: the address is CANARY60 #restricted",
        "/view Ella; by: not asked; reason: asleep",
        "/view Noah; by: not asked; reason: asleep",
        "/close it was agreed",
    ] {
        d.enter(line);
    }
    assert_eq!(d.editor().meeting.phase(), Phase::Closed, "{}", d.status());
    d.asked.clear();
    d
}

fn kept(d: &Driver) -> Vec<Kept> {
    let kept = d.asked.iter().filter_map(|effect| match effect {
        Effect::KeepVersion(kept) => Some(kept.clone()),
        _ => None,
    });
    kept.collect()
}

fn takes(d: &mut Driver, line: &str) {
    let outcome = d.enter(line);
    assert!(
        matches!(outcome, Outcome::Recorded(_)),
        "{line}: {outcome:?}"
    );
}

fn standing(d: &Driver) -> &'static str {
    status(&d.editor().meeting)
}

#[test]
fn a_reason_that_nothing_asks_for_is_not_swallowed() {
    let mut d = closed();
    d.enter("/reopen more came");
    d.app.one_line_at_a_time = true;
    let outcome = d.enter("/close Kind regards, Made Up");
    assert!(matches!(outcome, Outcome::Refused(_)), "{outcome:?}");
    assert!(d.status().contains("Nothing is missing"), "{}", d.status());
    assert_eq!(d.line(), "/close Kind regards, Made Up");
    assert!(
        matches!(d.enter("/close it was agreed"), Outcome::Done),
        "its reason is there already: {}",
        d.status()
    );
}

#[test]
fn minutes_that_are_not_closed_cannot_be_signed_off_or_sent_out() {
    let mut d = Driver::in_conference();
    for line in [
        "/minutes signed off; by: CH",
        "/circulated KS; copy: plan only",
    ] {
        d.press(&format!("{line}⏎"));
        assert_eq!(d.line(), line);
        assert!(d.status().contains("/close"), "{}", d.status());
        d.press("⎋");
    }
    assert!(kept(&d).is_empty());
    assert_eq!(standing(&d), "draft");
}

#[test]
fn from_draft_to_circulated_each_version_kept_with_its_hash() {
    let mut d = closed();
    assert_eq!(standing(&d), "draft");
    let before = open_minutes(&d.editor().meeting).to_text();
    takes(&mut d, "/minutes with the Chair");
    assert_eq!(standing(&d), "with_chair");
    takes(
        &mut d,
        "/minutes signed off; by: CH; version: 77; hash: made up",
    );
    assert_eq!(standing(&d), "signed_off");
    takes(
        &mut d,
        "/circulated KS; copy: family's copy; how: by hand; on: in 1 day",
    );
    takes(
        &mut d,
        "/circulated SW; copy: full record; how: secure e-mail; on: in 1 day",
    );
    assert_eq!(standing(&d), "circulated");
    let kept = kept(&d);
    let numbers: Vec<u64> = kept.iter().map(|kept| kept.number).collect();
    assert_eq!(numbers, [1, 2, 3], "one version for a round of copies");
    assert_eq!(kept[0].minutes, before);
    for kept in &kept {
        assert!(!kept.minutes.contains("CANARY60"));
        assert!(kept.restricted.for_the_full_record().contains("CANARY60"));
    }
    let file = open_minutes(&d.editor().meeting).to_value();
    assert_eq!(file["meeting"]["status"], "circulated");
    let versions = file["versions"].as_array().unwrap();
    assert_eq!(versions.len(), 3);
    for (version, kept) in versions.iter().zip(&kept) {
        let hash: String = Sha256::digest(kept.minutes.as_bytes())
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_eq!(version["sha256"], hash);
        assert_eq!(version["number"], kept.number);
    }
    assert_eq!(file["distributions"][0]["version"], 3);
    assert_eq!(file["distributions"][1]["version"], 3);
    assert_eq!(d.disk.written, (5, 5), "each is written and sealed at once");
    assert_eq!(d.editor().table_rows().len(), 4, "and stands on the screen");
}

#[test]
fn nothing_else_is_recorded_after_closing() {
    let mut d = closed();
    takes(&mut d, "/minutes signed off; by: CH");
    for line in [
        "KS: too late",
        "/action Somebody acts",
        "/person ZZ Nobody Atall",
    ] {
        assert!(matches!(d.enter(line), Outcome::Refused(_)), "{line}");
    }
    assert_eq!(d.count(&action::KIND), 0);
    let said = d
        .editor()
        .meeting
        .records(&contribution::KIND)
        .next()
        .unwrap();
    assert_eq!(said.former.len(), 0);
}

#[test]
fn the_chairs_changes_go_through_reopening_and_stay_visible() {
    let mut d = closed();
    takes(&mut d, "/minutes signed off; by: CH");
    d.enter("/reopen the Chair has read it");
    assert_eq!(standing(&d), "amended");
    d.enter("/edit ^4 KS: one small thing");
    let said = d
        .editor()
        .meeting
        .records(&contribution::KIND)
        .next()
        .unwrap();
    assert_eq!(
        (said.text(&contribution::TEXT), said.former.len()),
        ("one small thing", 1),
        "{}",
        d.status()
    );
    d.enter("/close it was agreed");
    assert_eq!(standing(&d), "amended", "it is signed off anew");
    let file = open_minutes(&d.editor().meeting).to_value();
    assert_eq!(file["contributions"][0]["changed"], 1);
    takes(&mut d, "/minutes signed off; by: CH");
    assert_eq!(standing(&d), "signed_off");
    let kept = kept(&d);
    assert_eq!(kept.len(), 2);
    assert!(kept[0].minutes.contains("one thing") && kept[1].minutes.contains("one small thing"));
}

#[test]
fn a_correction_is_asked_for_and_ruled_on_without_reopening() {
    let mut d = closed();
    takes(&mut d, "/minutes signed off; by: CH");
    takes(
        &mut d,
        "/circulated DS; copy: family's copy; how: post; on: in 1 day",
    );
    takes(
        &mut d,
        "/correction passage: one thing; wanted: two things; asked by: DS; received: in 1 day",
    );
    assert_eq!(standing(&d), "circulated", "asking alone changes nothing");
    takes(
        &mut d,
        "/correction 1; ruling: not accepted; reason: it was one",
    );
    assert_eq!(
        (d.count(&correction::KIND), standing(&d)),
        (1, "circulated")
    );
    takes(
        &mut d,
        "/correction passage: the date; wanted: the other date; asked by: KS",
    );
    takes(&mut d, "/correction 2; ruling: accepted; reason: a slip");
    assert_eq!(standing(&d), "amended");
    let correction = d.editor().meeting.record("co2").unwrap();
    assert_eq!(correction.former.len(), 1, "what was asked stays");
    takes(
        &mut d,
        "/circulated DS; copy: family's copy; how: post; on: in 1 day",
    );
    assert_eq!(standing(&d), "circulated");
    let numbers: Vec<u64> = kept(&d).iter().map(|kept| kept.number).collect();
    assert_eq!(
        numbers,
        [1, 2, 3],
        "the amended minutes are a version of their own"
    );
}

#[test]
fn an_undone_sign_off_frees_no_number_and_a_kill_changes_nothing() {
    let mut d = closed();
    takes(&mut d, "/minutes signed off; by: CH");
    d.enter("/undo");
    assert_eq!(standing(&d), "draft");
    assert_eq!(d.editor().meeting.phase(), Phase::Closed);
    takes(&mut d, "/minutes signed off; by: CH");
    let numbers: Vec<u64> = kept(&d).iter().map(|kept| kept.number).collect();
    assert_eq!(numbers, [1, 2]);
    d.kill_and_resume();
    assert_eq!(standing(&d), "signed_off");
    assert_eq!(d.count(&sign_off::KIND), 1);
}
