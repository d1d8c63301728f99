//! Where records are read: the sections of a page and the parts of a comparison, each in reading order. The order
//! belongs to the document, so it is given here once; a kind only says which of them it is in.

use super::{KINDS, Kind};

/// An enum whose variants are listed in reading order, each with what it says about itself.
macro_rules! in_reading_order {
    ($(#[$about:meta])* $name:ident($row:ty) { $($variant:ident: $says:expr,)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name {
            $($variant,)*
        }

        impl $name {
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];

            const fn says(self) -> $row {
                match self {
                    $($name::$variant => $says,)*
                }
            }
        }
    };
}

in_reading_order! {
    PageSection((Place, &'static str)) {
        TheMeeting: (Place::Arranged, "The meeting"),
        Children: (Place::Arranged, "The children, and how each was heard"),
        People: (Place::Arranged, "Who was there"),
        Said: (Place::Arranged, "What was said"),
        StatementsRead: (Place::WhereRecorded, "Statements read"),
        Answers: (Place::WhereRecorded, "Questions and answers"),
        Scales: (Place::WhereRecorded, "Scales"),
        PlanOfLastTime: (Place::BehindSections, "The plan of last time"),
        ToldSinceLastTime: (Place::BehindSections, "Children to be told since last time"),
        DecisionsOfLastTime: (Place::BehindSections, "The decisions of last time"),
        ScoresOfLastTime: (Place::BehindSections, "The scores of last time"),
        CoreGroupsSinceLastTime: (Place::BehindSections, "Core groups since last time"),
        Reports: (Place::BehindSections, "Reports"),
        Chronology: (Place::BehindSections, "What happened when"),
        Visits: (Place::BehindSections, "Visits to the children"),
        LegalAdvice: (Place::BehindSections, "Legal advice"),
        Offers: (Place::BehindSections, "Offers of help"),
        Safety: (Place::BehindSections, "Danger statements and safety goals"),
        Plan: (Place::BehindSections, "The plan"),
        WhatIf: (Place::BehindSections, "What if"),
        Agreements: (Place::BehindSections, "Who agreed to the plan"),
        AgencyViews: (Place::BehindSections, "What each agency thinks"),
        Decisions: (Place::BehindSections, "The decisions"),
        Dissents: (Place::BehindSections, "Who sees it differently"),
        CoreGroup: (Place::BehindSections, "The core group"),
        Dates: (Place::BehindSections, "Dates"),
        Withheld: (Place::BehindSections, "Words to look for in a copy"),
        WhoGetsWhat: (Place::BehindSections, "Who gets which papers"),
        SignOff: (Place::BehindSections, "Sign-off"),
        CopiesSent: (Place::BehindSections, "Who got a copy"),
        Corrections: (Place::BehindSections, "Corrections asked for"),
        CheckIns: (Place::BehindSections, "Check-ins"),
        Feedback: (Place::BehindSections, "Comments, praise and complaints"),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The page has its own arrangement for these records; another kind in such a section is a table under its own title.
    Arranged,
    /// As a table, in the section of the agenda in which each record was made.
    WhereRecorded,
    /// As a table under a heading of its own, behind the sections of the agenda.
    BehindSections,
}

impl PageSection {
    pub fn place(self) -> Place {
        self.says().0
    }

    pub fn heading(self) -> &'static str {
        self.says().1
    }

    pub fn kinds(self) -> impl Iterator<Item = &'static Kind> {
        KINDS
            .iter()
            .copied()
            .filter(move |kind| kind.section == self)
    }

    pub fn at(place: Place) -> impl Iterator<Item = PageSection> {
        PageSection::ALL
            .iter()
            .copied()
            .filter(move |section| section.place() == place)
    }
}

/// Every kind, in the order in which their records are read on a page.
pub fn kinds_as_read() -> impl Iterator<Item = &'static Kind> {
    PageSection::ALL.iter().flat_map(|section| section.kinds())
}

in_reading_order! {
    /// A part of a comparison: what was decided and planned, what the children say, how safe it is seen to be, then the
    /// people, then the rest. Each has its name in files, its title, and whether it is compared between two different
    /// meetings: what was said on a day, and what a review brings along from last time, is compared only between two
    /// versions of one meeting.
    ComparisonPart((&'static str, &'static str, bool)) {
        Decisions: ("decisions", "The decisions", true),
        Safety: ("safety", "Danger statements and safety goals", true),
        Plan: ("plan", "The plan", true),
        WhatIf: ("what_if", "What if", true),
        Views: ("views", "What the children say", true),
        Scales: ("scales", "The scales", true),
        AgencyViews: ("agency_views", "What each agency thinks", true),
        Children: ("children", "The children", true),
        People: ("people", "The people", true),
        CoreGroup: ("core_group", "The core group", true),
        Offers: ("offers", "Offers of help", true),
        Dates: ("dates", "Dates", true),
        Meeting: ("meeting", "The meeting", true),
        Said: ("said", "What was said", false),
        Reports: ("reports", "Reports", false),
        LastTime: ("last_time", "What came from last time", false),
        Feedback: ("feedback", "Comments, praise and complaints", false),
        AfterClosing: ("after_closing", "After closing", false),
    }
}

impl ComparisonPart {
    pub fn id(self) -> &'static str {
        self.says().0
    }

    pub fn title(self) -> &'static str {
        self.says().1
    }

    pub fn is_between_meetings(self) -> bool {
        self.says().2
    }

    /// The kinds of record in it, in the order of a page.
    pub fn kinds(self) -> impl Iterator<Item = &'static Kind> {
        kinds_as_read().filter(move |kind| kind.compared_in == self)
    }
}
