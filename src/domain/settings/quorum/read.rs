//! The file `quorum.toml`: what it may say, and reading it over the built-in rule. What a council leaves out stays as
//! built in; a list that it gives replaces the built-in list as a whole.

use super::{Agency, Counts, Group, Question, QuorumRule, Reason};
use crate::domain::text::tokens::words_of;
use crate::domain::toml_reader::{
    Faults, FieldShape, Kind, Once, SettingsValues, Shape, Table, not_known,
};

const COUNTS: &[(&str, &str)] = &[
    ("each", "each of its agencies counts for itself"),
    ("one", "all its agencies together count as one"),
    ("not", "it does not count"),
];

static QUORUM: Shape = Shape {
    name: "the quorum file",
    about: "Who has to be here so that a conference can decide. What you leave out stays as it is built in; a list \
        that you give replaces the built-in one.",
    fields: &[
        FieldShape::may(
            "needed",
            Kind::List(&Kind::Id),
            "The groups that must be here, by their id.",
        ),
        FieldShape::may(
            "other_agencies",
            Kind::Whole { min: 0, max: 20 },
            "How many other agencies must be here as well.",
        ),
        FieldShape::may(
            "chair_may_go_on_with",
            Kind::Whole { min: 0, max: 20 },
            "The number of agencies with which the Chair may go on, giving a reason; 0 for never.",
        ),
        FieldShape::may(
            "direct_contact",
            Kind::YesNo,
            "Whether people from other agencies count only if they know the children themselves.",
        ),
        FieldShape::may(
            "count_unlisted",
            Kind::YesNo,
            "Whether an agency that is in no group below counts too.",
        ),
        FieldShape::may(
            "reason",
            Kind::Tables(&REASON),
            "A reason for going on without a quorum.",
        ),
        FieldShape::may(
            "question",
            Kind::Tables(&QUESTION),
            "Something to record when the quorum is lost.",
        ),
        FieldShape::may(
            "group",
            Kind::Tables(&GROUP),
            "Agencies that belong together.",
        ),
        FieldShape::may(
            "agency",
            Kind::NotHere(
                "An agency belongs to a group.",
                "[[group.agency]] below its [[group]]",
            ),
            "",
        ),
    ],
};

static REASON: Shape = Shape {
    name: "a reason",
    about: "One reason; the Chair chooses among them.",
    fields: &[
        FieldShape::needed(
            "id",
            Kind::Id,
            "A short name that never changes; minutes refer to it.",
        ),
        FieldShape::needed("words", Kind::Line, "The reason as the minutes print it."),
    ],
};

static QUESTION: Shape = Shape {
    name: "a question",
    about: "One question that has to be answered when the quorum is lost.",
    fields: &[
        FieldShape::needed("id", Kind::Id, "The name that the answer is stored under."),
        FieldShape::needed("question", Kind::Line, "The question."),
        FieldShape::may(
            "date",
            Kind::Line,
            "For a question about a day: the name of the date that answers it. Without it, yes or no, and why.",
        ),
        FieldShape::may(
            "reasons",
            Kind::YesNo,
            "Whether the reasons in this file are offered when it asks why.",
        ),
    ],
};

static GROUP: Shape = Shape {
    name: "a group",
    about: "Agencies that belong together, such as all of health.",
    fields: &[
        FieldShape::needed("id", Kind::Id, "A short name; \"needed\" refers to it."),
        FieldShape::needed("title", Kind::Line, "What it is called."),
        FieldShape::needed("counts", Kind::Choice(COUNTS), "How it counts."),
        FieldShape::needed("agency", Kind::Tables(&AGENCY), "One of its agencies."),
    ],
};

static AGENCY: Shape = Shape {
    name: "an agency",
    about: "One agency. Somebody belongs to the agency whose longest words appear in their role or agency.",
    fields: &[
        FieldShape::needed("id", Kind::Id, "A short name that never changes."),
        FieldShape::needed("title", Kind::Line, "What it is called."),
        FieldShape::needed(
            "words",
            Kind::List(&Kind::Line),
            "Words in a role or agency that show that somebody belongs to it. Capitals do not matter.",
        ),
    ],
};

impl SettingsValues for QuorumRule {
    const NAME: &'static str = "quorum.toml";
    const ABOUT: &'static str = "which agencies must be there, and how they are counted";
    const BUILT_IN: &'static str = include_str!("../quorum.toml");
    const SHAPE: &'static Shape = &QUORUM;
    const KEPT: bool = true;

    fn with_file(mut self, root: &Table, faults: &mut Faults<'_>) -> QuorumRule {
        let number = |name: &str, built_in: usize| {
            root.whole(name)
                .map_or(built_in, |number| usize::try_from(number).unwrap_or(0))
        };
        self.other_agencies = number("other_agencies", self.other_agencies);
        self.chair_may_go_on_with = number("chair_may_go_on_with", self.chair_may_go_on_with);
        for (name, setting) in [
            ("direct_contact", &mut self.direct_contact),
            ("count_unlisted", &mut self.count_unlisted),
        ] {
            if root.given(name) {
                *setting = root.yes(name);
            }
        }
        let mut once = Once::default();
        if root.given("reason") {
            for table in root.tables("reason") {
                once.note("reason", table.text("id"), &table.place_of("id"), faults);
            }
            let reasons = root.tables("reason").iter().map(|table| Reason {
                id: table.text("id").to_owned(),
                words: table.text("words").to_owned(),
            });
            self.reasons = reasons.collect();
        }
        if root.given("question") {
            for table in root.tables("question") {
                once.note("question", table.text("id"), &table.place_of("id"), faults);
            }
            let built_in = std::mem::take(&mut self.questions);
            let questions = root.tables("question").iter();
            self.questions = questions.map(|table| question(table, &built_in)).collect();
            // A reason that no question asks for would be offered nowhere.
            if !self.questions.iter().any(|one| one.reasons)
                && let Some(first) = self.questions.first_mut()
            {
                first.reasons = true;
            }
        }
        if root.given("group") {
            self.groups = groups(root, &mut once, faults);
        }
        if root.given("needed") {
            self.needed = root
                .texts("needed")
                .iter()
                .map(|(id, _)| (*id).to_owned())
                .collect();
        }
        check_needed(root, &self, &mut once, faults);
        let want = self.needed.len() + self.other_agencies;
        if self.chair_may_go_on_with > 0
            && self.chair_may_go_on_with >= want
            && root.length_of("needed") == root.texts("needed").len()
        {
            let name = if root.given("chair_may_go_on_with") {
                "chair_may_go_on_with"
            } else {
                "other_agencies"
            };
            faults.add(
                &root.place_of(name),
                format!(
                    "The quorum is {want} agencies, so the Chair needs no leave to go on with {}.",
                    self.chair_may_go_on_with
                ),
                "chair_may_go_on_with = 0, or fewer agencies than the quorum",
            );
        }
        self
    }
}

/// With a built-in id, what is left out stays as built in.
fn question(table: &Table, built_in: &[Question]) -> Question {
    let known = built_in.iter().find(|known| known.id == table.text("id"));
    Question {
        id: table.text("id").to_owned(),
        question: table.text("question").to_owned(),
        date: match table.given("date") {
            true => table.text("date").to_owned(),
            false => known.map_or_else(String::new, |known| known.date.clone()),
        },
        reasons: match table.given("reasons") {
            true => table.yes("reasons"),
            false => known.is_some_and(|known| known.reasons),
        },
    }
}

fn groups(root: &Table, once: &mut Once, faults: &mut Faults<'_>) -> Vec<Group> {
    let mut groups = Vec::new();
    for table in root.tables("group") {
        once.note("group", table.text("id"), &table.place_of("id"), faults);
        // Two with one title could not be told apart where it says who is missing.
        let title = words_of(table.text("title")).join(" ");
        once.note("group title", &title, &table.place_of("title"), faults);
        let agencies = table.tables("agency").iter().map(|agency| {
            once.note("agency", agency.text("id"), &agency.place_of("id"), faults);
            if agency.given("words") && agency.length_of("words") == 0 {
                faults.add(
                    &agency.place_of("words"),
                    "\"words\" is empty.",
                    "words = [\"…\"]",
                );
            }
            let words = agency.texts("words").into_iter().map(|(words, at)| {
                let cut = words_of(words);
                if cut.is_empty() {
                    faults.add(
                        &at,
                        format!("There is no word in \"{words}\"."),
                        "letters or digits, in quotes",
                    );
                }
                // The same words for two agencies would make it a matter of chance which one is present.
                once.note("word", &cut.join(" "), &at, faults);
                cut
            });
            Agency {
                words: words.collect(),
                id: agency.text("id").to_owned(),
                title: agency.text("title").to_owned(),
            }
        });
        groups.push(Group {
            agencies: agencies.collect(),
            id: table.text("id").to_owned(),
            title: table.text("title").to_owned(),
            counts: match table.text("counts") {
                "one" => Counts::One,
                "not" => Counts::Not,
                _ => Counts::Each,
            },
        });
    }
    groups
}

/// Each group that is needed is there, once, and counts.
fn check_needed(root: &Table, rule: &QuorumRule, once: &mut Once, faults: &mut Faults<'_>) {
    let listed = if root.given("needed") {
        root.texts("needed")
    } else {
        let needed = rule
            .needed
            .iter()
            .map(|id| (id.as_str(), root.place_of("group")));
        needed.collect()
    };
    for (id, at) in listed {
        once.note("needed group", id, &at, faults);
        match rule.groups.iter().find(|group| group.id == id) {
            None if !root.given("needed") => {
                let own = rule.groups.first().map_or("", |group| group.id.as_str());
                faults.add(
                    &at,
                    format!("Your groups have no \"{id}\", which has to be here as long as you do not say which groups do."),
                    format!("Add a line at the top: needed = [\"{own}\"]"),
                );
            }
            None => {
                let instead = not_known(id, rule.groups.iter().map(|group| group.id.as_str()));
                faults.add(
                    &at,
                    format!("There is no group with the name \"{id}\"."),
                    instead,
                );
            }
            Some(group) if group.counts == Counts::Not => {
                let message = format!("The group \"{id}\" is needed, but it does not count.");
                faults.add(
                    &at,
                    message,
                    "counts = \"each\" or counts = \"one\" in the group, or another group here",
                );
            }
            Some(_) => {}
        }
    }
}
