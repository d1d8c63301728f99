//! Made-up meetings in which anything is marked, ruled on, reworded and struck out at random, beside a small model that says
//! who may read what. Each reader's copy holds just the words that the model lets them have, or is not made, for a reason
//! that the model has, too.

use super::*;
use crate::domain::meeting::event::KnownEvent;
use crate::domain::minutes::sample::Sample;
use crate::domain::minutes::{open_minutes, restricted_part};
use crate::domain::record::kinds::{exclusion, person};
use crate::domain::record::{NotFor, Ruling};
use crate::domain::visibility::Visibility;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Everybody who gets a copy; the first three are of the family.
const READERS: [&str; 5] = ["KS", "DS", "Ella", "SW", "HV"];

/// What is typed, who of the family says it, and whether it is what was decided.
const LINES: [(&str, Option<usize>, bool); 12] = [
    ("KS: {}", Some(0), false),
    ("DS: ! {}", Some(1), false),
    ("SW: {} @ella", None, false),
    ("HV: \"{}\" #new", None, false),
    ("Ella: {}", Some(2), false),
    ("/action {}; who: SW; by: 12 Dec", None, false),
    ("/whatif {}; then: they ring; told: yes", None, false),
    ("/date {}; on: 12 Dec", None, false),
    (
        "/dissent Father; by: DS; child: Ella; from: the plan; reasons: {}",
        Some(1),
        false,
    ),
    ("/offer {}; by: KS; accepted: yes", Some(0), false),
    ("/decision Ella; is: no plan; reasons: {}", None, true),
    (
        "/agency Health; child: Ella; view: no plan; by: HV; reason: {}",
        None,
        false,
    ),
];

/// Whose words each of them is.
const VOICES: [Option<usize>; 12] = [
    Some(0),
    Some(1),
    Some(3),
    Some(4),
    Some(2),
    None,
    None,
    None,
    Some(1),
    Some(0),
    None,
    Some(4),
];

#[derive(Debug, Clone)]
enum Step {
    Says(usize),
    /// The record, whom it is not for, and whether it is said who decided that.
    NotFor(usize, BTreeSet<usize>, bool),
    Restricts(usize),
    OpensAgain(usize),
    Excludes(usize),
    Readmits(usize),
    /// The record, what the Chair decides (open, not for them, restricted), and whether it is said who decided it.
    Rules(usize, u8, bool),
    Rewords(usize),
    Strikes(usize),
    /// From now on, what is recorded is not for these, and whether it is said who decided that; for everybody, where
    /// nobody is named; and for nobody's copy.
    SectionNotFor(BTreeSet<usize>, bool),
    SectionRestricts,
}

fn step() -> impl Strategy<Value = Step> {
    let which = 0..30usize;
    let some = proptest::collection::btree_set(0..READERS.len(), 1..4);
    prop_oneof![
        8 => (0..LINES.len()).prop_map(Step::Says),
        4 => (which.clone(), some, any::<bool>()).prop_map(|(r, who, said)| Step::NotFor(r, who, said)),
        1 => which.clone().prop_map(Step::Restricts),
        1 => which.clone().prop_map(Step::OpensAgain),
        1 => (0..2usize).prop_map(Step::Excludes),
        2 => (0..2usize).prop_map(Step::Readmits),
        2 => (which.clone(), 0..3u8, any::<bool>()).prop_map(|(r, how, said)| Step::Rules(r, how, said)),
        1 => which.clone().prop_map(Step::Rewords),
        1 => which.prop_map(Step::Strikes),
        2 => (proptest::collection::btree_set(0..READERS.len(), 0..3), any::<bool>()).prop_map(|(who, said)| Step::SectionNotFor(who, said)),
        1 => Just(Step::SectionRestricts),
    ]
}

/// What the model knows of a record.
#[derive(Debug, Clone, Default)]
struct Told {
    id: String,
    line: usize,
    canary: String,
    is_restricted: bool,
    not_for: BTreeSet<usize>,
    /// Nobody has said who decided whom it is not for.
    is_unsaid: bool,
    without: BTreeSet<usize>,
    /// What the Chair decided, and whether it is said who.
    ruling: Option<(u8, bool)>,
    is_struck: bool,
}

impl Told {
    fn admits(&self, reader: usize) -> bool {
        let is_ruled_out = match self.ruling {
            _ if self.without.is_empty() => false,
            None => true,
            Some((0, _)) => false,
            Some((1, _)) => self.without.contains(&reader),
            Some(_) => true,
        };
        let speaker = LINES[self.line].1;
        let is_a_childs = speaker == Some(2) && reader != 2 && reader < 3;
        !self.is_struck
            && !self.is_restricted
            && !self.not_for.contains(&reader)
            && !is_ruled_out
            && !is_a_childs
    }

    /// Whether the copy of this reader has to wait for somebody to decide about it.
    fn stops(&self, reader: usize) -> bool {
        if self.is_struck {
            return false;
        }
        let (_, speaker, is_decided) = LINES[self.line];
        let is_out = !self.without.is_empty();
        let is_undecided = is_out && self.ruling.is_none() && !self.is_restricted;
        let is_in_no_copy = self.is_restricted || is_out && matches!(self.ruling, Some((2, _)));
        let is_theirs = speaker == Some(reader) && reader < 3;
        let are_kept = is_in_no_copy && (is_decided || is_theirs);
        let opens = is_out && matches!(self.ruling, Some((0 | 1, _)));
        let is_unsaid_ruling =
            opens && self.without.contains(&reader) && matches!(self.ruling, Some((_, false)));
        let is_not_for = !self.is_restricted
            && !is_in_no_copy
            && !is_undecided
            && self.not_for.contains(&reader)
            && self.is_unsaid;
        is_undecided && self.without.contains(&reader) || are_kept || is_unsaid_ruling || is_not_for
    }
}

struct Held {
    sample: Sample,
    told: Vec<Told>,
    out: BTreeSet<usize>,
    /// Whom the section is not for, and whether it is said who decided that; nobody's copy without anybody.
    section: Option<(BTreeSet<usize>, bool)>,
    exclusions: [Option<String>; 2],
    next: usize,
}

impl Held {
    fn new() -> Held {
        let mut sample = Sample::family();
        sample.says("/person DS Dan Smith; role: father");
        let section = sample.meeting.agenda().places()[0].section.id.clone();
        sample.does(KnownEvent::SectionOpened { section });
        Held {
            sample,
            told: Vec::new(),
            out: BTreeSet::new(),
            section: None,
            exclusions: [None, None],
            next: 0,
        }
    }

    fn id(&self, reader: usize) -> String {
        self.id_of(READERS[reader])
    }

    /// Of whoever has these letters, or begins so.
    fn id_of(&self, code: &str) -> String {
        let is_theirs = |record: &&Record| {
            let name = record.text(&person::NAME);
            record.text(&person::INITIALS) == code || name.split(' ').next() == Some(code)
        };
        let mut all = self.sample.meeting.all_records().iter();
        all.find(is_theirs).unwrap().id.clone()
    }

    fn keeps_section_back(&mut self, visibility: Visibility, not_for: Option<NotFor>) {
        let section = self.sample.meeting.open_section().unwrap().id.clone();
        self.sample.does(KnownEvent::SectionKeptBack {
            section,
            visibility,
            not_for: not_for.map(Box::new),
        });
    }

    fn canary(&mut self) -> String {
        self.next += 1;
        format!("canary{:03}word", self.next)
    }

    fn does(&mut self, step: &Step) {
        let which = |of: usize, told: &[Told]| (!told.is_empty()).then(|| of % told.len().max(1));
        match step {
            Step::Says(line) => {
                let canary = self.canary();
                let typed = LINES[*line].0.replace("{}", &canary);
                let id = self.sample.says(&typed);
                let mut told = Told {
                    id,
                    line: *line,
                    canary,
                    without: self.out.clone(),
                    ..Told::default()
                };
                match &self.section {
                    None => {}
                    Some((who, _)) if who.is_empty() => told.is_restricted = true,
                    Some((who, is_said)) => {
                        let is_decided = LINES[*line].2;
                        let is_theirs = VOICES[*line].is_some_and(|voice| who.contains(&voice));
                        // What is never withheld in silence is asked about all the same.
                        told.is_unsaid = !is_said || is_theirs || is_decided;
                        told.not_for = who.clone();
                    }
                }
                self.told.push(told);
            }
            Step::SectionNotFor(who, is_said) => {
                let people: Vec<String> = who.iter().map(|who| self.id(*who)).collect();
                let mut not_for = NotFor::these(people);
                if *is_said {
                    (not_for.by, not_for.why) = (self.id_of("SH"), "she is afraid".into());
                }
                let visibility = match who.is_empty() {
                    true => Visibility::Everyone,
                    false => Visibility::NotForSome,
                };
                self.keeps_section_back(visibility, Some(not_for));
                self.section = (!who.is_empty()).then(|| (who.clone(), *is_said));
            }
            Step::SectionRestricts => {
                self.keeps_section_back(Visibility::Restricted, None);
                self.section = Some((BTreeSet::new(), false));
            }
            Step::Excludes(who) if self.exclusions[*who].is_none() => {
                let line = format!("/exclude {}; by: SH; why: the case is heard", READERS[*who]);
                self.exclusions[*who] = Some(self.sample.says(&line));
                self.out.insert(*who);
            }
            Step::Readmits(who) => {
                if let Some(id) = self.exclusions[*who].take() {
                    self.sample.changes(&id, |body| {
                        body.values
                            .insert(exclusion::UNTIL.name.into(), "23:00".into());
                    });
                    self.out.remove(who);
                }
            }
            Step::Excludes(_) => {}
            other => {
                let (Step::NotFor(of, ..)
                | Step::Restricts(of)
                | Step::OpensAgain(of)
                | Step::Rules(of, ..)
                | Step::Rewords(of)
                | Step::Strikes(of)) = other
                else {
                    return;
                };
                if let Some(at) = which(*of, &self.told)
                    && !self.told[at].is_struck
                {
                    self.changes(at, other);
                }
            }
        }
    }

    fn changes(&mut self, at: usize, step: &Step) {
        let chair = self.id_of("SH");
        let id = self.told[at].id.clone();
        match step {
            Step::NotFor(_, who, is_said) if !self.told[at].is_restricted => {
                let people: Vec<String> = who.iter().map(|who| self.id(*who)).collect();
                let mut not_for = NotFor::these(people);
                if *is_said {
                    (not_for.by, not_for.why) = (chair, "she is afraid".into());
                }
                self.sample.changes(&id, |body| body.keep_from(&not_for));
                let told = &mut self.told[at];
                told.is_unsaid = (told.not_for.is_empty() || told.is_unsaid) && !is_said;
                told.not_for.extend(who);
            }
            Step::Restricts(_) => {
                self.sample.changes(&id, |body| body.restrict());
                let told = &mut self.told[at];
                told.is_restricted = true;
                told.not_for.clear();
            }
            Step::OpensAgain(_) => {
                self.sample.changes(&id, |body| {
                    body.visibility = Visibility::Everyone;
                    body.not_for = None;
                });
                let told = &mut self.told[at];
                told.is_restricted = false;
                told.not_for.clear();
                told.is_unsaid = false;
            }
            Step::Rules(_, how, is_said) if !self.told[at].without.is_empty() => {
                let ruling = Ruling {
                    open: *how == 0,
                    not_for_them: *how == 1,
                    by: is_said.then_some(chair).unwrap_or_default(),
                    why: is_said.then(|| "decided".to_owned()).unwrap_or_default(),
                };
                self.sample.changes(&id, |body| body.ruling = Some(ruling));
                self.told[at].ruling = Some((*how, *is_said));
            }
            Step::Rewords(_) => {
                let (old, new) = (self.told[at].canary.clone(), self.canary());
                self.sample.changes(&id, |body| {
                    for value in body.values.values_mut() {
                        if let Some(text) = value.as_str().filter(|text| text.contains(&old)) {
                            *value = text.replace(&old, &new).into();
                        }
                    }
                });
                let told = &mut self.told[at];
                told.canary = new;
                if !self.out.is_empty() {
                    // Words of now, said without whoever is out now as well.
                    told.without.extend(&self.out);
                    told.ruling = None;
                }
            }
            Step::Strikes(_) => {
                self.sample.does(KnownEvent::StruckOut {
                    id,
                    reason: "said twice".into(),
                });
                self.told[at].is_struck = true;
            }
            _ => {}
        }
    }
}

fn words_in(copy: &CopyFor<'_>) -> String {
    let all = copy.reading.records.iter().filter(|seen| seen.holds());
    let mut words = String::new();
    for seen in all {
        for value in seen.values.values() {
            words.push_str(&value.to_string());
        }
        seen.to_confirm
            .values()
            .for_each(|typed| words.push_str(typed));
    }
    words
}

fn holds(steps: &[Step]) -> Result<(), TestCaseError> {
    let mut held = Held::new();
    for step in steps {
        held.does(step);
    }
    let minutes = open_minutes(&held.sample.meeting);
    let part = restricted_part(&held.sample.meeting);
    for (reader, code) in READERS.iter().enumerate() {
        let stopping: Vec<&Told> = held.told.iter().filter(|told| told.stops(reader)).collect();
        match copy_for(&minutes, Some(&part), &held.id(reader), None) {
            Err(questions) => prop_assert!(
                !stopping.is_empty(),
                "{code}: {questions:?} {:?}",
                held.told
            ),
            Ok(copy) => {
                prop_assert!(stopping.is_empty(), "{code} waits for {stopping:?}");
                let words = words_in(&copy);
                for told in &held.told {
                    prop_assert_eq!(
                        words.contains(&told.canary),
                        told.admits(reader),
                        "{} {:?}",
                        code,
                        told
                    );
                }
                for number in 1..=held.next {
                    let canary = format!("canary{number:03}word");
                    let is_now = held.told.iter().any(|told| told.canary == canary);
                    prop_assert!(
                        is_now || !words.contains(&canary),
                        "{code} reads {canary}, which was reworded"
                    );
                }
            }
        }
    }
    Ok(())
}

/// `PROPTEST_CASES=10000` tries more.
fn cases() -> u32 {
    let more = std::env::var("PROPTEST_CASES").ok();
    more.and_then(|more| more.parse().ok()).unwrap_or(400)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]
    #[test]
    fn each_copy_holds_what_its_reader_may_have_and_nothing_else(steps in proptest::collection::vec(step(), 1..25)) {
        holds(&steps)?;
    }
}

/// Found by ten thousand of them: kept from one by the Chair's ruling, and from another by a mark of which nobody has said
/// who decided it. The first one's copy waits for nobody.
#[test]
fn a_mark_for_somebody_else_is_not_asked_about() {
    let marked = Step::NotFor(0, BTreeSet::from([2]), false);
    let steps = [
        Step::Excludes(1),
        Step::Says(0),
        Step::Readmits(1),
        Step::Rules(0, 1, true),
        marked,
    ];
    holds(&steps).unwrap();
}
